"""Who gets what of opinions: {request} waits on a draft of G12, {given} is answered on a lodged
dossier, both of G15; {silent} waits there of G03. {unasked} has nobody asked."""

from __future__ import annotations

from datetime import timedelta

from documents.models import AccessLevel
from documents.services import add_document
from dossiers.opinions import answering
from dossiers.opinions.answering import CommentGiven
from dossiers.submissions.models import View
from tests.access.matrix import LOGINS, SECRETARIAT, Row, SocketRow, World, each
from tests.cabinet import T0
from tests.documents.papers import pdf, prepared
from tests.dossiers.opinions.asking import Consultation

LEAD, ASKED, OTHER = "officer.g12", "officer.g15", "officer.g03"
FOLLOW = (LEAD, *SECRETARIAT)
WORK = (LEAD, "secretary", "head")


def arrange(world: World) -> None:
    with world.database.unit_of_work() as db:
        office = Consultation(db, world.cabinet)
        draft, lodged, unasked = office.complete(), office.lodged(), office.complete()
        request = office.asked(draft)
        given, silent = office.ask(lodged, "G15", "G03").requests
        office.answer(given, View.REMARKS, "A", [CommentGiven("B", "Điều 1")])
        moved = office.asked(office.lodged())
        gone = office.asked(office.lodged())
        paper = add_document(
            db,
            actor=office.actor(ASKED),
            prepared=prepared(world.store),
            title="Văn bản",
            access_level=AccessLevel.CABINET,
            organisation_id=world.cabinet.organisations["G15"],
            at=T0 + timedelta(seconds=1),
        )
        laid = add_document(
            db,
            actor=office.actor(ASKED),
            prepared=prepared(world.store, "Other"),
            title="Văn bản kèm",
            access_level=AccessLevel.CABINET,
            organisation_id=world.cabinet.organisations["G15"],
            at=T0 + timedelta(seconds=1),
        )
        answering.attach_paper(db, actor=office.actor(ASKED), request=request, document=laid, at=T0)
        world.ids |= {
            "op_draft": draft.id,
            "op_lodged": lodged.id,
            "op_unasked": unasked.id,
            "op_request": request.id,
            "op_given": given.id,
            "op_silent": silent.id,
            "op_moved": moved.id,
            "op_gone": gone.id,
            "op_comment": given.comments[0].id,
            "op_paper": paper.id,
            "op_laid": laid.id,
            "op_g03": world.cabinet.organisations["G03"],
        }


def both(done: int) -> dict[str, int]:
    """Only who is asked may; the lead sees it and is refused."""
    return {LEAD: 403, ASKED: done}


def on_lodged(done: int) -> dict[str, int]:
    """Who asks may; the clerk and who is asked see it, and are refused."""
    return each(WORK, done) | {"clerk": 403, ASKED: 403}


ANSWER = {"view": "positive", "revision": "1"}
DRAFT = {"text": "A", "revision": "1"}
ASK = {"organisation_ids": "{op_g03}"}
LATER = {"due_on": "2026-12-07"}
REPLY = {"reply": "accepted", "reply_text": "C"}
A = "/api/v1"

ROWS = [
    Row("opinions.list_requests", "GET", "/opinions", each(LOGINS, 200)),
    Row("opinions.show_request", "GET", "/opinions/{op_request}", each((LEAD, ASKED), 200),
        state="on a draft"),
    Row("opinions.show_request", "GET", "/opinions/{op_given}", each((*FOLLOW, ASKED), 200),
        state="answered"),
    Row("opinions.show_request", "GET", "/opinions/{op_silent}", each(FOLLOW, 200),
        state="of another ministry"),
    Row("opinions.save_draft", "POST", "/opinions/{op_request}/draft", both(302), data=DRAFT),
    Row("opinions.save_draft", "POST", "/opinions/{op_given}/draft",
        each(FOLLOW, 403) | {ASKED: 409}, data=DRAFT, state="answered"),
    Row("opinions.answer", "POST", "/opinions/{op_request}/answer", both(422), state="nothing"),
    Row("opinions.answer", "POST", "/opinions/{op_given}/answer",
        each(FOLLOW, 403) | {ASKED: 409}, data=ANSWER, state="seen long ago"),
    Row("opinions.add_paper", "POST", "/opinions/{op_request}/papers", both(201),
        files={"file": (pdf(), "cong-van.pdf")}),
    Row("opinions.remove_paper", "POST", "/opinions/{op_request}/papers/{op_laid}/removal",
        both(302)),
    Row("opinion_desk.show_overview", "GET", "/submissions/{op_draft}/opinions", {LEAD: 200},
        state="draft"),
    Row("opinion_desk.show_overview", "GET", "/submissions/{op_lodged}/opinions",
        each(FOLLOW, 200), state="lodged"),
    Row("opinion_desk.ask", "POST", "/submissions/{op_unasked}/opinions", {LEAD: 302}, data=ASK),
    Row("opinion_desk.remind", "POST", "/submissions/{op_lodged}/opinions/reminder",
        each(WORK, 302) | {"clerk": 403}),
    Row("opinion_desk.withdraw", "POST", "/opinions/{op_gone}/withdrawal", on_lodged(302)),
    Row("opinion_desk.withdraw", "POST", "/opinions/{op_given}/withdrawal", on_lodged(409),
        state="answered"),
    Row("opinion_desk.change_deadline", "POST", "/opinions/{op_moved}/deadline", on_lodged(302),
        data=LATER),
    Row("opinion_desk.reply", "POST", "/opinions/comments/{op_comment}/reply",
        each(SECRETARIAT, 403) | {ASKED: 403, LEAD: 302}, data=REPLY),
    Row("opinion_desk.show_table", "GET", "/submissions/{op_lodged}/opinions/table",
        each(FOLLOW, 200)),
    Row("opinion_desk.keep_table", "POST", "/submissions/{op_draft}/opinions/table", {LEAD: 302},
        state="draft"),
    Row("opinion_desk.keep_table", "POST", "/submissions/{op_lodged}/opinions/table",
        each(SECRETARIAT, 403) | {LEAD: 409}, state="lodged"),
    Row("opinions_api.list_requests", "GET", A + "/opinions", each(LOGINS, 200)),
    Row("opinions_api.show_opinions", "GET", A + "/submissions/{op_lodged}/opinions",
        each((*FOLLOW, ASKED), 200)),
    Row("opinions_api.ask", "POST", A + "/submissions/{op_unasked}/opinions", {LEAD: 201},
        json={"organisation_ids": ["{op_g03}"]}),
    Row("opinions_api.remind", "POST", A + "/submissions/{op_lodged}/opinions/reminder",
        each(WORK, 200) | {"clerk": 403}),
    Row("opinions_api.show_request", "GET", A + "/opinions/{op_given}",
        each((*FOLLOW, ASKED), 200)),
    Row("opinions_api.save_draft", "PUT", A + "/opinions/{op_request}/draft", both(200),
        json={"text": "A", "revision": 1}),
    Row("opinions_api.answer", "POST", A + "/opinions/{op_request}/answer", both(201),
        json={"view": "positive", "revision": 1}),
    Row("opinions_api.answer", "POST", A + "/opinions/{op_request}/answer", both(422),
        json={"view": "negative", "revision": 1}, state="refusal without words"),
    Row("opinions_api.attach_paper", "POST", A + "/opinions/{op_request}/papers", both(201),
        json={"document_id": "{op_paper}"}),
    Row("opinions_api.detach_paper", "DELETE", A + "/opinions/{op_request}/papers/{op_laid}",
        both(204)),
    Row("opinions_api.withdraw", "POST", A + "/opinions/{op_gone}/withdrawal", on_lodged(200)),
    Row("opinions_api.change_deadline", "POST", A + "/opinions/{op_moved}/deadline",
        on_lodged(200), json=LATER),
    Row("opinions_api.reply", "POST", A + "/opinion-comments/{op_comment}/reply",
        each(SECRETARIAT, 403) | {ASKED: 403, LEAD: 200}, json=REPLY),
    Row("opinions_api.show_table", "GET", A + "/submissions/{op_lodged}/opinions/table?format=pdf",
        each(FOLLOW, 200)),
    Row("opinions_api.keep_table", "POST", A + "/submissions/{op_draft}/opinions/table",
        {LEAD: 201}, json={}),
]  # fmt: skip

SOCKET_ROWS = [
    SocketRow("join", {"room": "opinion:{op_request}"}, dict.fromkeys((LEAD, ASKED), "ok")),
    SocketRow("join", {"room": "opinion:{op_given}"}, dict.fromkeys((*FOLLOW, ASKED), "ok")),
    SocketRow("join", {"room": "opinion:{op_silent}"}, dict.fromkeys((*FOLLOW, OTHER), "ok")),
]
