"""The JSON API of dossiers: the same queries and services as the pages."""

from __future__ import annotations

from flask import Blueprint
from sqlalchemy.orm import Session

from documents import queries as document_queries
from dossiers.submissions import drafting, queries, rules, services
from dossiers.submissions.forms import (
    ListQuery,
    MoveIn,
    PaperIn,
    PaperOrder,
    ReturnIn,
    SubmissionChange,
    SubmissionFields,
    WithdrawalIn,
)
from dossiers.submissions.models import Submission
from dossiers.submissions.page import due_told, face_of
from dossiers.submissions.shapes import SubmissionLine, SubmissionList, SubmissionOut
from ecabinet import clock
from ecabinet.api.cursors import paginate
from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from ecabinet.i18n import zone
from ecabinet.people.queries import working_days

bp = Blueprint("submissions_api", __name__)
ONE = "/submissions/<int:submission_id>"


def _shown(db: Session, actor: Actor, submission: Submission) -> SubmissionOut:
    db.flush()
    db.expire(submission)
    face = face_of(db, actor, submission, days=working_days(zone()), at=clock.now())
    return SubmissionOut.of_face(face)


def _found(db: Session, actor: Actor, submission_id: int) -> Submission:
    return queries.find_submission(db, actor, submission_id, lock=True)


@api_route(bp, "GET", "/submissions", tag="submissions", query=ListQuery, answer=SubmissionList,
           errors=(422,))  # fmt: skip
def list_submissions(db: Session, actor: Actor, query: ListQuery) -> SubmissionList:
    """List the dossiers that the caller sees, newest first."""
    at, days = clock.now(), working_days(zone())
    body = queries.rules_of(db, days, at).submissions
    statement = queries.matching(
        actor,
        states=[query.state] if query.state else (),
        search=query.search,
        organisation_id=query.organisation_id,
        urgency=query.urgency,
    )
    if query.late:
        statement = statement.where(queries.is_late(body, days, at))
    page = paginate(
        db, statement, order=[Submission.id], key=lambda row: [row.id],
        cursor=query.cursor, limit=query.limit, descending=True,
    )  # fmt: skip
    return SubmissionList(
        items=[SubmissionLine.of(row, due_told(actor, body, row, days, at)) for row in page.items],
        next=page.next,
    )


@api_route(bp, "POST", "/submissions", tag="submissions", body=SubmissionFields,
           answer=SubmissionOut, status=201, errors=(403, 422))  # fmt: skip
def create_submission(db: Session, actor: Actor, body: SubmissionFields) -> SubmissionOut:
    """Begin a dossier of the caller's organisation; nothing is required yet."""
    row = drafting.draft_submission(
        db, actor=actor, values=body.model_dump(exclude_unset=True), at=clock.now()
    )
    return _shown(db, actor, row)


@api_route(bp, "GET", ONE, tag="submissions", answer=SubmissionOut, errors=(404,))
def show_submission(db: Session, actor: Actor, submission_id: int) -> SubmissionOut:
    """Read a dossier: its fields, papers, checks and history."""
    row = queries.find_submission(db, actor, submission_id)
    face = face_of(db, actor, row, days=working_days(zone()), at=clock.now())
    return SubmissionOut.of_face(face)


@api_route(bp, "PATCH", ONE, tag="submissions", body=SubmissionChange, answer=SubmissionOut,
           errors=(403, 404, 409, 422))  # fmt: skip
def change_submission(
    db: Session, actor: Actor, submission_id: int, body: SubmissionChange
) -> SubmissionOut:
    """Write fields of a dossier that is with its organisation. With `seen`, a field that somebody
    else changed meanwhile is refused with 409."""
    row = _found(db, actor, submission_id)
    drafting.change_submission(
        db, actor=actor, submission=row, values=body.values(), seen=body.seen_values()
    )
    return _shown(db, actor, row)


@api_route(bp, "POST", ONE + "/papers", tag="submissions", body=PaperIn, answer=SubmissionOut,
           status=201, errors=(403, 404, 409, 422))  # fmt: skip
def attach_paper(db: Session, actor: Actor, submission_id: int, body: PaperIn) -> SubmissionOut:
    """Lay a paper of the organisation to the dossier in a role, or change its role."""
    row = _found(db, actor, submission_id)
    rules.may_change(actor, row).enforce()
    document = document_queries.find_document(db, actor, body.document_id)
    drafting.attach_paper(db, actor=actor, submission=row, document=document, role=body.role)
    return _shown(db, actor, row)


@api_route(bp, "POST", ONE + "/papers/<int:document_id>/move", tag="submissions", body=MoveIn,
           answer=SubmissionOut, errors=(403, 404, 409, 422))  # fmt: skip
def move_paper(
    db: Session, actor: Actor, submission_id: int, document_id: int, body: MoveIn
) -> SubmissionOut:
    """Put a paper before (`up`) or behind (`down`) its neighbour of the same role."""
    row = _found(db, actor, submission_id)
    drafting.move_paper(
        db, actor=actor, submission=row, document_id=document_id, up=body.direction == "up"
    )
    return _shown(db, actor, row)


@api_route(bp, "POST", ONE + "/papers/order", tag="submissions", body=PaperOrder,
           answer=SubmissionOut, errors=(403, 404, 409, 422))  # fmt: skip
def order_papers(db: Session, actor: Actor, submission_id: int, body: PaperOrder) -> SubmissionOut:
    """Put papers of the dossier into an order among themselves; they are read by role first."""
    row = _found(db, actor, submission_id)
    drafting.order_papers(db, actor=actor, submission=row, document_ids=body.documents)
    return _shown(db, actor, row)


@api_route(bp, "DELETE", ONE + "/papers/<int:document_id>", tag="submissions", status=204,
           errors=(403, 404, 409))  # fmt: skip
def detach_paper(db: Session, actor: Actor, submission_id: int, document_id: int) -> None:
    """Take a paper out of the dossier; the paper itself stays."""
    row = _found(db, actor, submission_id)
    drafting.detach_paper(db, actor=actor, submission=row, document_id=document_id)


@api_route(bp, "POST", ONE + "/lodging", tag="submissions", answer=SubmissionOut,
           errors=(403, 404, 409, 422))  # fmt: skip
def lodge(db: Session, actor: Actor, submission_id: int) -> SubmissionOut:
    """Lodge it, or lodge it again. 422 names each check that stops it."""
    row = _found(db, actor, submission_id)
    services.lodge(db, actor=actor, submission=row, days=working_days(zone()), at=clock.now())
    return _shown(db, actor, row)


@api_route(bp, "POST", ONE + "/taking-up", tag="submissions", answer=SubmissionOut,
           errors=(403, 404, 409))  # fmt: skip
def take_up(db: Session, actor: Actor, submission_id: int) -> SubmissionOut:
    """Begin to check it (secretariat)."""
    row = _found(db, actor, submission_id)
    services.take_up(db, actor=actor, submission=row, at=clock.now())
    return _shown(db, actor, row)


@api_route(bp, "POST", ONE + "/check", tag="submissions", answer=SubmissionOut,
           errors=(403, 404, 409))  # fmt: skip
def pass_check(db: Session, actor: Actor, submission_id: int) -> SubmissionOut:
    """Find it valid and lay it before the head (secretariat)."""
    row = _found(db, actor, submission_id)
    services.pass_check(db, actor=actor, submission=row, at=clock.now())
    return _shown(db, actor, row)


@api_route(bp, "POST", ONE + "/return", tag="submissions", body=ReturnIn, answer=SubmissionOut,
           errors=(403, 404, 409, 422))  # fmt: skip
def return_submission(
    db: Session, actor: Actor, submission_id: int, body: ReturnIn
) -> SubmissionOut:
    """Send it back with reasons (secretariat; what was accepted: the head)."""
    row = _found(db, actor, submission_id)
    services.return_submission(
        db, actor=actor, submission=row, reason=body.reason, remarks=body.remarks, at=clock.now()
    )
    return _shown(db, actor, row)


@api_route(bp, "POST", ONE + "/acceptance", tag="submissions", answer=SubmissionOut,
           errors=(403, 404, 409))  # fmt: skip
def accept(db: Session, actor: Actor, submission_id: int) -> SubmissionOut:
    """Accept it: it may be put on an agenda (head of the secretariat)."""
    row = _found(db, actor, submission_id)
    services.accept(db, actor=actor, submission=row, at=clock.now())
    return _shown(db, actor, row)


@api_route(bp, "POST", ONE + "/withdrawal", tag="submissions", body=WithdrawalIn,
           answer=SubmissionOut, errors=(403, 404, 409, 422))  # fmt: skip
def withdraw(db: Session, actor: Actor, submission_id: int, body: WithdrawalIn) -> SubmissionOut:
    """Take it back, until it stands on an agenda (the lead)."""
    row = _found(db, actor, submission_id)
    services.withdraw(db, actor=actor, submission=row, reason=body.reason, at=clock.now())
    return _shown(db, actor, row)
