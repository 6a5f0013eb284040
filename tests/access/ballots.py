"""Who gets what of ballots: {draft}, {submitted}, {open}, {closed}, and {vote} in the room."""

from __future__ import annotations

from datetime import timedelta

from ballots import services
from ballots.models import BallotDocument
from documents.models import AccessLevel
from documents.services import add_document
from tests.access.matrix import LOGINS, SECRETARIAT, Row, SocketRow, World, each
from tests.ballots.acts import DAYS, DEADLINE, drafted, opened, sitting, submitted, voting
from tests.cabinet import T0
from tests.documents.papers import pdf, prepared

ASKED = ("pm", "minister.g12", "minister.g15")
SEE = (*SECRETARIAT, *ASKED)
GUEST = "outsider"
ROOM = (*SEE, GUEST)


def arrange(world: World) -> None:
    with world.database.unit_of_work() as db:
        cabinet = world.cabinet
        ballot = drafted(db, cabinet)
        document = add_document(
            db,
            actor=cabinet.actor(db, "secretary"),
            prepared=prepared(world.store),
            title="Tờ trình",
            access_level=AccessLevel.CABINET,
            organisation_id=None,
            at=T0,
        )
        ballot.papers.append(BallotDocument(document_id=document.id, ordinal=1))
        waiting, asked = submitted(db, cabinet), opened(db, cabinet)
        closed = opened(db, cabinet)
        services.close_due(db, closed.id, days=DAYS, at=DEADLINE + timedelta(seconds=1))
        item = sitting(db, cabinet)
        other = sitting(db, cabinet)
        vote = voting(db, cabinet, other)
        world.ids |= {
            "draft": ballot.id,
            "document": document.id,
            "submitted": waiting.id,
            "open": asked.id,
            "open_question": asked.questions[0].id,
            "closed": closed.id,
            "item": item.id,
            "vote": vote.id,
            "vote_question": vote.questions[0].id,
            "g12": cabinet.organisations["G12"],
        }


def desk(done: int) -> dict[str, int]:
    """The secretariat may; nobody else knows of it."""
    return each(SECRETARIAT, done)


def of_open(done: int, *logins: str) -> dict[str, int]:
    """Only `logins` may; the others who see it are refused."""
    return each(SEE, 403) | each(logins, done)


DRAFT = {"title": "A", "questions": "B", "closes_at": "2026-12-04T17:00"}
DECIDED = {"subject": "A", "text": "B"}
WHY = {"reason": "A"}
WRITTEN = {"title": "A", "questions": ["B"], "closes_at": "2026-12-04T17:00:00+07:00"}
B = "/api/v1/ballots"

ROWS = [
    Row("ballots.list_ballots", "GET", "/ballots", each(LOGINS, 200)),
    Row("ballots.show_ballot", "GET", "/ballots/{draft}", desk(200), state="draft"),
    Row("ballots.show_ballot", "GET", "/ballots/{open}", each(SEE, 200), state="open"),
    Row("ballots.show_ballot", "GET", "/ballots/{vote}", each(ROOM, 200), state="vote"),
    Row("ballots.submit", "POST", "/ballots/{draft}/submission", desk(302)),
    Row("ballots.submit", "POST", "/ballots/{open}/submission",
        each(SEE, 403) | desk(409), state="open"),
    Row("ballots.approve", "POST", "/ballots/{submitted}/approval", desk(403) | {"head": 302}),
    Row("ballots.approve", "POST", "/ballots/{draft}/approval",
        desk(403) | {"head": 409}, state="draft"),
    Row("ballots.return_ballot", "POST", "/ballots/{submitted}/return",
        desk(403) | {"head": 302}, data=WHY),
    Row("ballots.withdraw", "POST", "/ballots/{draft}/withdrawal", desk(302), data=WHY),
    Row("ballots.withdraw", "POST", "/ballots/{open}/withdrawal",
        of_open(302, "head"), data=WHY, state="open"),
    Row("ballots.cast_opinions", "POST", "/ballots/{open}/opinions",
        each(SEE, 422), state="nothing"),
    Row("ballots.close", "POST", "/ballots/{open}/closure",
        of_open(409, "secretary", "clerk") | {"head": 302}, data=WHY, state="open"),
    Row("ballots.close", "POST", "/ballots/{vote}/closure",
        each(ROOM, 403) | desk(302) | {"pm": 302}, state="vote"),
    Row("ballots.consolidate", "POST", "/ballots/{closed}/consolidation",
        each(SEE, 403) | desk(302)),
    Row("ballots.conclude", "POST", "/ballots/{closed}/conclusion",
        each(SEE, 403) | desk(302), data=DECIDED),
    Row("ballots.show_result", "GET", "/ballots/{closed}/result?format=docx", each(SEE, 200)),
    Row("ballots.show_result", "GET", "/ballots/{open}/result", each(SEE, 409), state="open"),
    Row("ballots.open_vote", "POST", "/ballots/items/{item}/vote",
        each(ROOM, 403) | desk(302) | {"pm": 302}),
    Row("ballot_drafts.new_ballot", "GET", "/ballots/new", desk(200), 403),
    Row("ballot_drafts.create_ballot", "POST", "/ballots", desk(302), 403, data=DRAFT),
    Row("ballot_drafts.edit_ballot", "GET", "/ballots/{draft}/edit", desk(200)),
    Row("ballot_drafts.edit_ballot", "GET", "/ballots/{open}/edit",
        each(SEE, 403) | desk(409), state="open"),
    Row("ballot_drafts.change_ballot", "POST", "/ballots/{draft}/edit", desk(302), data=DRAFT),
    Row("ballot_drafts.add_paper", "POST", "/ballots/{draft}/papers", desk(201),
        files={"file": (pdf(), "to-trinh.pdf")}),
    Row("ballot_drafts.remove_paper", "POST", "/ballots/{draft}/papers/{document}/removal",
        desk(302)),
    Row("ballots_api.list_ballots", "GET", B, each(LOGINS, 200)),
    Row("ballots_api.create_ballot", "POST", B, desk(201), 403, json=WRITTEN),
    Row("ballots_api.create_ballot", "POST", B, each(ROOM, 403) | desk(201) | {"pm": 201},
        json={"procedure": "in_room", "item_id": "{item}"}, state="in_room"),
    Row("ballots_api.show_ballot", "GET", B + "/{draft}", desk(200), state="draft"),
    Row("ballots_api.show_ballot", "GET", B + "/{open}", each(SEE, 200), state="open"),
    Row("ballots_api.show_ballot", "GET", B + "/{vote}", each(ROOM, 200), state="vote"),
    Row("ballots_api.change_ballot", "PATCH", B + "/{draft}", desk(200), json={"title": "C"}),
    Row("ballots_api.submit_ballot", "POST", B + "/{draft}/submission", desk(200)),
    Row("ballots_api.approve_ballot", "POST", B + "/{submitted}/approval",
        desk(403) | {"head": 200}),
    Row("ballots_api.return_ballot", "POST", B + "/{submitted}/return",
        desk(403) | {"head": 200}, json=WHY),
    Row("ballots_api.cast_opinions", "POST", B + "/{open}/opinions",
        of_open(201, *ASKED), json={"answer": "agree"}, state="open"),
    Row("ballots_api.cast_opinions", "POST", B + "/{vote}/opinions",
        each(ROOM, 403) | each(ASKED, 201), json={"answer": "agree"}, state="vote"),
    Row("ballots_api.cast_opinions", "POST", B + "/{closed}/opinions",
        desk(403) | each(ASKED, 409), json={"answer": "agree"}, state="closed"),
    Row("ballots_api.cast_opinions", "POST", B + "/{open}/opinions",
        of_open(422, *ASKED), json={"answer": "other"}, state="other, no remark"),
    Row("ballots_api.close_ballot", "POST", B + "/{open}/closure",
        of_open(409, "secretary", "clerk") | {"head": 200}, json=WHY, state="open"),
    Row("ballots_api.close_ballot", "POST", B + "/{vote}/closure",
        each(ROOM, 403) | desk(200) | {"pm": 200}, json={}, state="vote"),
    Row("ballots_api.conclude_ballot", "POST", B + "/{closed}/conclusion",
        each(SEE, 403) | desk(201), json=DECIDED),
    Row("ballots_api.withdraw_ballot", "POST", B + "/{draft}/withdrawal", desk(200), json=WHY),
    Row("ballots_api.show_result", "GET", B + "/{closed}/result", each(SEE, 200)),
    Row("ballots_api.show_result", "GET", B + "/{open}/result", each(SEE, 409), state="open"),
]  # fmt: skip

SOCKET_ROWS = [
    SocketRow("join", {"room": "ballot:{open}"}, dict.fromkeys(SEE, "ok")),
    SocketRow("join", {"room": "ballot:{vote}"}, dict.fromkeys(ROOM, "ok")),
]
