"""Ballots over the JSON API: written ones and votes in the room, their opinions and results."""

from __future__ import annotations

from typing import Literal

from flask import Blueprint, Response
from pydantic import BaseModel
from sqlalchemy.orm import Session

from ballots import downloads, queries, rules, services
from ballots.forms import (
    ApprovalIn,
    BallotChange,
    BallotIn,
    ClosureIn,
    ConclusionIn,
    OpinionsIn,
    ReasonIn,
)
from ballots.models import Ballot
from ballots.services import Given, Work
from ballots.shapes import (
    BallotOut,
    BallotPage,
    OpinionOut,
    ResultOut,
    ballot_out,
    line_out,
    opinion_out,
    result_out,
)
from documents.queries import find_document
from ecabinet import clock
from ecabinet.api.cursors import paginate
from ecabinet.api.endpoints import Paged
from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from ecabinet.calendar import WorkingDays
from ecabinet.errors import Invalid
from ecabinet.i18n import t, zone
from ecabinet.people.queries import working_days
from ecabinet.sentences import S

bp = Blueprint("ballots_api", __name__)


class BallotQuery(Paged):
    """`tab`: waiting, open, closed or drafts; empty: all that you see."""

    tab: str = ""


class ResultQuery(BaseModel):
    """`format`: json, pdf or docx."""

    format: Literal["json", "pdf", "docx"] = "json"


class Opinions(BaseModel):
    """The answers in force after the act."""

    ballot_id: int
    items: list[OpinionOut]


def days() -> WorkingDays:
    """Return the working days of the body."""
    return working_days(zone())


@api_route(bp, "GET", "/ballots", tag="ballots", query=BallotQuery, answer=BallotPage)
def list_ballots(db: Session, actor: Actor, query: BallotQuery) -> BallotPage:
    """List ballots, newest first, with their turnout."""
    page = paginate(
        db,
        queries.of_tab(actor, query.tab, clock.now()),
        order=[Ballot.id],
        key=lambda row: [row.id],
        cursor=query.cursor,
        limit=query.limit,
        descending=True,
    )
    seen = queries.turnouts(db, page.items)
    return BallotPage(items=[line_out(row, seen[row.id]) for row in page.items], next=page.next)


@api_route(
    bp, "POST", "/ballots", tag="ballots", body=BallotIn, answer=BallotOut, status=201,
    errors=(403, 404, 409, 422),
)  # fmt: skip
def create_ballot(db: Session, actor: Actor, body: BallotIn) -> BallotOut:
    """Draft a written ballot, or open a vote on the current item of a sitting."""
    at = clock.now()
    if body.item_id is not None and body.procedure == "in_room":
        item = queries.find_item(db, actor, body.item_id)
        question = body.questions[0] if body.questions else ""
        vote = services.open_vote(
            db, item, actor=actor, days=days(), at=at, title=body.title, question=question
        )
        return ballot_out(db, actor, vote)
    rules.may_draft(actor).enforce()
    assert body.closes_at is not None
    ballot = services.draft_ballot(
        db,
        actor=actor,
        title=body.title,
        matter=body.matter,
        questions=body.questions,
        closes_at=body.closes_at,
        organisation_id=body.organisation_id,
        documents=[find_document(db, actor, number) for number in body.document_ids],
        days=days(),
        at=at,
    )
    return ballot_out(db, actor, ballot)


@api_route(bp, "GET", "/ballots/<int:ballot_id>", tag="ballots", answer=BallotOut)
def show_ballot(db: Session, actor: Actor, ballot_id: int) -> BallotOut:
    """Read a ballot with one's own answers; outcomes once it is closed."""
    return ballot_out(db, actor, queries.find_ballot(db, actor, ballot_id))


@api_route(
    bp, "PATCH", "/ballots/<int:ballot_id>", tag="ballots", body=BallotChange, answer=BallotOut,
    errors=(403, 404, 409, 422),
)  # fmt: skip
def change_ballot(db: Session, actor: Actor, ballot_id: int, body: BallotChange) -> BallotOut:
    """Change a draft or a returned ballot; `document_ids` are added to its papers."""
    ballot = queries.find_ballot(db, actor, ballot_id, lock="update")
    rules.may_change(actor, ballot).enforce()
    closes_at = body.closes_at or ballot.closes_at
    assert closes_at is not None
    services.change_draft(
        db,
        ballot,
        actor=actor,
        title=body.title or ballot.title,
        matter=ballot.matter if body.matter is None else body.matter,
        questions=body.questions or [question.text for question in ballot.questions],
        closes_at=closes_at,
        organisation_id=body.organisation_id or ballot.organisation_id,
        days=days(),
        at=clock.now(),
    )
    documents = [find_document(db, actor, number) for number in body.document_ids]
    services.attach_papers(db, ballot, actor=actor, documents=documents)
    return ballot_out(db, actor, ballot)


@api_route(bp, "POST", "/ballots/<int:ballot_id>/submission", tag="ballots", answer=BallotOut)
def submit_ballot(db: Session, actor: Actor, ballot_id: int) -> BallotOut:
    """Ask the head of the secretariat to approve."""
    ballot = queries.find_ballot(db, actor, ballot_id, lock="update")
    services.submit(db, ballot, actor=actor, days=days(), at=clock.now())
    return ballot_out(db, actor, ballot)


@api_route(
    bp, "POST", "/ballots/<int:ballot_id>/approval", tag="ballots", body=ApprovalIn,
    answer=BallotOut,
)  # fmt: skip
def approve_ballot(db: Session, actor: Actor, ballot_id: int, body: ApprovalIn) -> BallotOut:
    """Approve (head of the secretariat): the members in office are asked at once."""
    ballot = queries.find_ballot(db, actor, ballot_id, lock="update")
    services.approve(db, ballot, actor=actor, days=days(), at=clock.now(), closes_at=body.closes_at)
    return ballot_out(db, actor, ballot)


@api_route(
    bp, "POST", "/ballots/<int:ballot_id>/return", tag="ballots", body=ReasonIn, answer=BallotOut
)
def return_ballot(db: Session, actor: Actor, ballot_id: int, body: ReasonIn) -> BallotOut:
    """Do not approve, with the reason (head of the secretariat)."""
    ballot = queries.find_ballot(db, actor, ballot_id, lock="update")
    services.return_ballot(db, ballot, actor=actor, reason=body.reason)
    return ballot_out(db, actor, ballot)


@api_route(
    bp, "POST", "/ballots/<int:ballot_id>/opinions", tag="ballots", body=OpinionsIn,
    answer=Opinions, status=201, errors=(403, 404, 409, 422),
)  # fmt: skip
def cast_opinions(db: Session, actor: Actor, ballot_id: int, body: OpinionsIn) -> Opinions:
    """Answer; again until the closing, the later answer superseding the earlier."""
    ballot = queries.find_ballot_to_answer(db, actor, ballot_id)
    given = [Given(one.question_id, one.answer, one.remark) for one in body.answers]
    if body.answer is not None:
        if len(ballot.questions) > 1:
            sentence = S("ballot-answer-which")
            raise Invalid(sentence, {"answers": sentence})
        given = [Given(ballot.questions[0].id, body.answer, body.remark)]
    kept = services.cast_opinions(
        db, ballot, actor=actor, answers=given, days=days(), at=clock.now()
    )
    return Opinions(ballot_id=ballot_id, items=[opinion_out(row) for row in kept])


@api_route(
    bp, "POST", "/ballots/<int:ballot_id>/closure", tag="ballots", body=ClosureIn, answer=BallotOut
)
def close_ballot(db: Session, actor: Actor, ballot_id: int, body: ClosureIn) -> BallotOut:
    """Close: the chair a vote, the secretariat when all have answered, the head with a reason."""
    ballot = queries.find_ballot(db, actor, ballot_id, lock="update")
    services.close_ballot(db, ballot, actor=actor, days=days(), at=clock.now(), reason=body.reason)
    return ballot_out(db, actor, ballot)


@api_route(
    bp, "POST", "/ballots/<int:ballot_id>/conclusion", tag="ballots", body=ConclusionIn,
    answer=BallotOut, status=201,
)  # fmt: skip
def conclude_ballot(db: Session, actor: Actor, ballot_id: int, body: ConclusionIn) -> BallotOut:
    """Record the decision that follows, with the work it gives (secretariat)."""
    ballot = queries.find_ballot(db, actor, ballot_id, lock="update")
    services.conclude(
        db,
        ballot,
        actor=actor,
        kind=body.kind,
        subject=body.subject,
        text=body.text,
        occasion=t("ballot-occasion", title=ballot.title),
        assignments=[
            Work(one.task, one.lead_id, tuple(one.coordinator_ids), one.due_on, one.is_ongoing)
            for one in body.assignments
        ],
        days=days(),
        at=clock.now(),
    )
    return ballot_out(db, actor, ballot)


@api_route(
    bp, "POST", "/ballots/<int:ballot_id>/withdrawal", tag="ballots", body=ReasonIn,
    answer=BallotOut,
)  # fmt: skip
def withdraw_ballot(db: Session, actor: Actor, ballot_id: int, body: ReasonIn) -> BallotOut:
    """Take a ballot back, with the reason; the answers are kept."""
    ballot = queries.find_ballot(db, actor, ballot_id, lock="update")
    services.withdraw(db, ballot, actor=actor, reason=body.reason, at=clock.now())
    return ballot_out(db, actor, ballot)


@api_route(
    bp, "GET", "/ballots/<int:ballot_id>/result", tag="ballots", query=ResultQuery,
    answer=ResultOut, errors=(404, 409),
    media_types=("application/json", downloads.PDF, downloads.DOCX),
)  # fmt: skip
def show_result(
    db: Session, actor: Actor, ballot_id: int, query: ResultQuery
) -> ResultOut | Response:
    """Read the consolidated result: json, or the official sheet as pdf or docx."""
    ballot = queries.find_ballot(db, actor, ballot_id)
    if query.format != "json":
        return downloads.result_file(db, actor, ballot, query.format)
    return result_out(db, actor, ballot)
