"""Decisions and assignments over the JSON API."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask import Blueprint
from pydantic import BaseModel
from sqlalchemy.orm import Session, joinedload, selectinload

from decisions import queries, services
from decisions.forms import AssignmentIn, CompletionIn, ReportIn, WordingIn
from decisions.models import Assignment, AssignmentCoordinator, Decision
from decisions.standing import standing
from ecabinet import clock
from ecabinet.api.cursors import paginate
from ecabinet.api.endpoints import Paged
from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from ecabinet.i18n import local_day, say
from ecabinet.sentences import Sentence

bp = Blueprint("decisions_api", __name__)


class AssignmentQuery(Paged):
    """`report_class`: done_on_time, done_late, open_in_time or open_overdue."""

    report_class: str = ""


class ReportOut(BaseModel):
    """A progress report."""

    id: int
    at: datetime
    author_name: str
    organisation_id: int
    text: str
    percent: int | None


class AssignmentOut(BaseModel):
    """An assignment with its computed class."""

    id: int
    decision_id: int | None
    clause: str
    task: str
    lead_id: int
    lead_code: str
    coordinator_ids: list[int]
    assigned_on: date
    due_on: date | None
    is_ongoing: bool
    state: str
    done_on: date | None
    evidence: str
    report_class: str
    due_soon: bool
    late_days: int
    reports: list[ReportOut]


class AssignmentPage(BaseModel):
    """A page of assignments, newest first."""

    items: list[AssignmentOut]
    next: str | None


class DecisionOut(BaseModel):
    """A decision with the outcome it rests on and its assignments."""

    id: int
    kind: str
    state: str
    subject: str
    text: str
    origin: str
    occasion: str
    decided_on: date
    number_symbol: str
    outcome: dict[str, Any] | None
    outcome_sentence: str
    assignments: list[int]


class DecisionPage(BaseModel):
    """A page of decisions, newest first."""

    items: list[DecisionOut]
    next: str | None


def assignment_out(row: Assignment) -> AssignmentOut:
    """Return the shape of an assignment."""
    now = standing(row)
    return AssignmentOut(
        id=row.id,
        decision_id=row.decision_id,
        clause=row.clause,
        task=row.task,
        lead_id=row.lead_id,
        lead_code=row.lead.code,
        coordinator_ids=[helper.organisation_id for helper in row.coordinators],
        assigned_on=row.assigned_on,
        due_on=row.due_on,
        is_ongoing=row.is_ongoing,
        state=row.state.value,
        done_on=row.done_on,
        evidence=row.evidence,
        report_class=now.report_class.value,
        due_soon=now.due_soon,
        late_days=now.late_days,
        reports=[ReportOut.model_validate(one, from_attributes=True) for one in row.reports],
    )


def _spoken(outcome: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return a stored outcome with its sentences, and its quorum's, in words."""
    if outcome is None:
        return None
    spoken = dict(outcome)
    if spoken.get("sentence"):
        spoken["sentence"] = say(Sentence.from_json(spoken["sentence"]))
    if spoken.get("quorum"):
        spoken["quorum"] = _spoken(spoken["quorum"])
    return spoken


def decision_out(row: Decision) -> DecisionOut:
    """Return the shape of a decision."""
    outcome = _spoken(row.outcome)
    return DecisionOut(
        id=row.id,
        kind=row.kind.value,
        state=row.state.value,
        subject=row.subject,
        text=row.text,
        origin=row.origin.value,
        occasion=row.occasion,
        decided_on=row.decided_on,
        number_symbol=row.number_symbol,
        outcome=outcome,
        outcome_sentence=(outcome or {}).get("sentence", ""),
        assignments=[one.id for one in row.assignments],
    )


@api_route(bp, "GET", "/decisions", tag="decisions", query=Paged, answer=DecisionPage)
def list_decisions(db: Session, actor: Actor, query: Paged) -> DecisionPage:
    """List decisions, newest first."""
    page = paginate(
        db,
        queries.visible_decisions(actor).options(selectinload(Decision.assignments)),
        order=[Decision.decided_on, Decision.id],
        key=lambda row: [row.decided_on, row.id],
        cursor=query.cursor,
        limit=query.limit,
        descending=True,
    )
    return DecisionPage(items=[decision_out(row) for row in page.items], next=page.next)


@api_route(bp, "GET", "/decisions/<int:decision_id>", tag="decisions", answer=DecisionOut)
def show_decision(db: Session, actor: Actor, decision_id: int) -> DecisionOut:
    """Read one decision."""
    return decision_out(queries.find_decision(db, actor, decision_id))


@api_route(
    bp, "PATCH", "/decisions/<int:decision_id>", tag="decisions", body=WordingIn, answer=DecisionOut
)
def change_wording(db: Session, actor: Actor, decision_id: int, body: WordingIn) -> DecisionOut:
    """Word a decision that is not issued yet."""
    decision = queries.find_decision(db, actor, decision_id)
    services.word_decision(db, decision, actor=actor, subject=body.subject, text=body.text)
    return decision_out(decision)


@api_route(bp, "POST", "/decisions/<int:decision_id>/issue", tag="decisions", answer=DecisionOut)
def issue(db: Session, actor: Actor, decision_id: int) -> DecisionOut:
    """Give the number and issue (head of the secretariat)."""
    decision = queries.find_decision(db, actor, decision_id)
    return decision_out(services.issue_decision(db, decision, actor=actor, at=clock.now()))


@api_route(
    bp, "GET", "/assignments", tag="assignments", query=AssignmentQuery, answer=AssignmentPage
)
def list_assignments(db: Session, actor: Actor, query: AssignmentQuery) -> AssignmentPage:
    """List assignments, newest first, with their computed class."""
    today = local_day(clock.now())
    page = paginate(
        db,
        queries.visible_assignments(actor)
        .where(queries.of_class(query.report_class, today))
        .options(
            joinedload(Assignment.lead),
            selectinload(Assignment.coordinators).joinedload(AssignmentCoordinator.organisation),
            selectinload(Assignment.reports),
        ),
        order=[Assignment.id],
        key=lambda row: [row.id],
        cursor=query.cursor,
        limit=query.limit,
        descending=True,
    )
    return AssignmentPage(items=[assignment_out(row) for row in page.items], next=page.next)


@api_route(
    bp, "POST", "/assignments", tag="assignments", body=AssignmentIn, answer=AssignmentOut,
    status=201,
)  # fmt: skip
def create_assignment(db: Session, actor: Actor, body: AssignmentIn) -> AssignmentOut:
    """Give an organisation work, with or without a decision behind it."""
    at = clock.now()
    decision = queries.find_decision(db, actor, body.decision_id) if body.decision_id else None
    row = services.assign(
        db,
        actor=actor,
        decision=decision,
        assigned_on=local_day(at),
        at=at,
        **body.model_dump(exclude={"decision_id"}),
    )
    return assignment_out(queries.find_assignment(db, actor, row.id))


@api_route(bp, "GET", "/assignments/<int:assignment_id>", tag="assignments", answer=AssignmentOut)
def show_assignment(db: Session, actor: Actor, assignment_id: int) -> AssignmentOut:
    """Read one assignment."""
    return assignment_out(queries.find_assignment(db, actor, assignment_id))


@api_route(
    bp, "POST", "/assignments/<int:assignment_id>/reports", tag="assignments", body=ReportIn,
    answer=AssignmentOut, status=201,
)  # fmt: skip
def create_report(db: Session, actor: Actor, assignment_id: int, body: ReportIn) -> AssignmentOut:
    """Report progress (an officer of the lead or a coordinating organisation)."""
    row = queries.find_assignment(db, actor, assignment_id)
    services.report_progress(
        db, row, actor=actor, text=body.text, percent=body.percent, at=clock.now()
    )
    return assignment_out(row)


@api_route(
    bp, "POST", "/assignments/<int:assignment_id>/completion", tag="assignments",
    body=CompletionIn, answer=AssignmentOut, status=201,
)  # fmt: skip
def create_completion(
    db: Session, actor: Actor, assignment_id: int, body: CompletionIn
) -> AssignmentOut:
    """Say that it is done, with the evidence (an officer of the lead)."""
    row = queries.find_assignment(db, actor, assignment_id)
    services.file_completion(db, row, actor=actor, evidence=body.evidence, done_on=body.done_on)
    return assignment_out(row)


@api_route(
    bp, "POST", "/assignments/<int:assignment_id>/closure", tag="assignments",
    answer=AssignmentOut, status=201,
)  # fmt: skip
def create_closure(db: Session, actor: Actor, assignment_id: int) -> AssignmentOut:
    """Verify the evidence and close (secretariat)."""
    row = queries.find_assignment(db, actor, assignment_id)
    services.verify_completion(db, row, actor=actor, at=clock.now())
    return assignment_out(row)
