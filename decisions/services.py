"""Acts on decisions and assignments. Each checks its Verdict, changes, journals, publishes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from decisions import rules
from decisions.events import AssignmentChanged, DecisionChanged
from decisions.models import (
    Assignment,
    AssignmentCoordinator,
    AssignmentState,
    Decision,
    DecisionKind,
    DecisionOrigin,
    DecisionState,
    NumberedKind,
    NumberSeries,
    ProgressReport,
)
from ecabinet import journal
from ecabinet.auth.actor import Actor
from ecabinet.errors import Invalid
from ecabinet.outbox import publish
from ecabinet.people.queries import body, find_organisation
from ecabinet.sentences import S

SYMBOLS = {
    DecisionKind.RESOLUTION: "NQ",
    DecisionKind.CONCLUSION_NOTICE: "TB",
    DecisionKind.DECISION: "QĐ",
}


def record_decision(
    db: Session,
    *,
    actor: Actor,
    kind: DecisionKind,
    subject: str,
    text: str,
    origin: DecisionOrigin,
    occasion: str,
    organisation_id: int | None,
    decided_on: date,
    outcome: dict[str, Any] | None,
    at: datetime,
) -> Decision:
    """Record what was decided, with the outcome it rests on (None: no vote was needed).

    `occasion` names the sitting or ballot in words; the decision itself knows neither.
    """
    rules.may_record(actor).enforce()
    decision = Decision(
        kind=kind,
        state=DecisionState.DRAFT,
        subject=subject,
        text=text,
        origin=origin,
        occasion=occasion,
        organisation_id=organisation_id,
        decided_on=decided_on,
        recorded_at=at,
        recorded_by_id=actor.account_id,
        outcome=outcome,
    )
    db.add(decision)
    db.flush()
    journal.record(db, actor, "decision:record", decision, details={"kind": kind.value})
    publish(db, DecisionChanged(decision.id, decision.state.value))
    return decision


def word_decision(
    db: Session, decision: Decision, *, actor: Actor, subject: str, text: str
) -> Decision:
    """Change the wording of a decision that is not issued yet."""
    rules.may_change_text(actor, decision).enforce()
    decision.subject, decision.text = subject, text
    journal.record(db, actor, "decision:word", decision)
    publish(db, DecisionChanged(decision.id, decision.state.value))
    return decision


def issue_decision(db: Session, decision: Decision, *, actor: Actor, at: datetime) -> Decision:
    """Give the next number of the year and issue (numbers are unique per year and kind)."""
    rules.may_issue(actor, decision).enforce()
    if not decision.text.strip():
        raise Invalid(S("decision-text-missing"), {"text": S("decision-text-missing")})
    year = decision.decided_on.year
    decision.number = next_number(db, year, NumberedKind(decision.kind.value))
    decision.year = year
    notation = body(db)
    symbol = SYMBOLS[decision.kind]
    issuer = (
        notation.office_notation
        if decision.kind is DecisionKind.CONCLUSION_NOTICE
        else notation.notation
    )
    # Decree 30/2020, Annex I: numbers below 10 take a leading zero.
    decision.number_symbol = f"{decision.number:02d}/{symbol}-{issuer}"
    decision.state = DecisionState.ISSUED
    decision.issued_at = at
    journal.record(
        db, actor, "decision:issue", decision, details={"number": decision.number_symbol}
    )
    publish(db, DecisionChanged(decision.id, decision.state.value))
    return decision


def next_number(db: Session, year: int, kind: NumberedKind) -> int:
    """Return the next number of the series of `kind` in `year`, from 1 each year.

    A part of an act that was allowed already. Whoever asks next waits until it is committed.
    Source: Decree 30/2020, Art. 15.
    """
    series = _series(db, year, kind)
    series.last_number += 1
    db.flush()
    return series.last_number


def _series(db: Session, year: int, kind: NumberedKind) -> NumberSeries:
    """Return the series with its row locked: whoever issues next waits for the number."""
    locked = (
        select(NumberSeries)
        .where(NumberSeries.year == year, NumberSeries.kind == kind)
        .with_for_update()
    )
    row = db.execute(locked).scalar_one_or_none()
    if row is None:
        # Two first decisions of a year at once: the second finds the row of the first.
        insert = sqlite.insert if db.get_bind().dialect.name == "sqlite" else postgresql.insert
        begun = insert(NumberSeries).values(year=year, kind=kind, last_number=0)
        db.execute(begun.on_conflict_do_nothing(index_elements=["year", "kind"]))
        row = db.execute(locked).scalar_one()
    return row


def assign(
    db: Session,
    *,
    actor: Actor,
    decision: Decision | None,
    task: str,
    lead_id: int,
    coordinator_ids: Collection[int] = (),
    due_on: date | None,
    is_ongoing: bool = False,
    clause: str = "",
    assigned_on: date,
    at: datetime,
) -> Assignment:
    """Give an organisation work: one lead, a due day or "ongoing". Raises Invalid, NotVisible."""
    rules.may_assign(actor, decision).enforce()
    rules.due_accepted(assigned_on, due_on, is_ongoing).enforce()
    lead = find_organisation(db, lead_id)
    helpers = sorted(set(coordinator_ids) - {lead_id})
    assignment = Assignment(
        decision=decision,
        clause=clause,
        task=task,
        lead_id=lead.id,
        assigned_on=assigned_on,
        due_on=due_on,
        is_ongoing=is_ongoing,
        state=AssignmentState.OPEN,
        created_by_id=actor.account_id,
        created_at=at,
        coordinators=[
            AssignmentCoordinator(organisation_id=find_organisation(db, number).id)
            for number in helpers
        ],
    )
    db.add(assignment)
    db.flush()
    journal.record(db, actor, "assignment:give", assignment, details={"lead": lead.code})
    _publish(db, assignment, "give", actor)
    return assignment


def report_progress(
    db: Session,
    assignment: Assignment,
    *,
    actor: Actor,
    text: str,
    percent: int | None,
    at: datetime,
) -> ProgressReport:
    """Add what the actor's organisation has done so far; earlier reports stay."""
    rules.may_report(actor, assignment).enforce()
    assert actor.organisation_id is not None
    report = ProgressReport(
        assignment_id=assignment.id,
        organisation_id=actor.organisation_id,
        account_id=actor.account_id,
        author_name=actor.person_name,
        at=at,
        text=text,
        percent=percent,
    )
    assignment.reports.append(report)
    db.flush()
    journal.record(db, actor, "assignment:report", assignment, details={"report": report.id})
    _publish(db, assignment, "report", actor)
    return report


def file_completion(
    db: Session, assignment: Assignment, *, actor: Actor, evidence: str, done_on: date
) -> Assignment:
    """The lead says it is done since `done_on` and names the evidence (document number, link)."""
    rules.may_file(actor, assignment).enforce()
    if done_on < assignment.assigned_on:
        sentence = S("assignment-done-too-early", day=assignment.assigned_on)
        raise Invalid(sentence, {"done_on": sentence})
    assignment.state = AssignmentState.FILED
    assignment.done_on = done_on
    assignment.evidence = evidence
    assignment.filed_by_id = actor.account_id
    journal.record(db, actor, "assignment:file", assignment)
    _publish(db, assignment, "file", actor)
    return assignment


def verify_completion(
    db: Session, assignment: Assignment, *, actor: Actor, at: datetime
) -> Assignment:
    """The secretariat accepts the evidence: the assignment is closed."""
    rules.may_verify(actor, assignment).enforce()
    assignment.state = AssignmentState.CLOSED
    assignment.closed_at = at
    assignment.closed_by_id = actor.account_id
    journal.record(db, actor, "assignment:close", assignment)
    _publish(db, assignment, "close", actor)
    return assignment


def return_completion(
    db: Session, assignment: Assignment, *, actor: Actor, reason: str
) -> Assignment:
    """The secretariat does not accept the evidence: the assignment is open again."""
    rules.may_verify(actor, assignment).enforce()
    assignment.state = AssignmentState.OPEN
    assignment.done_on = None
    assignment.filed_by_id = None
    assignment.return_reason = reason
    details = {"reason_sha256": journal.digest(reason)}
    journal.record(db, actor, "assignment:return", assignment, details=details)
    _publish(db, assignment, "return", actor, reason)
    return assignment


def _publish(db: Session, assignment: Assignment, act: str, actor: Actor, reason: str = "") -> None:
    concerned = {assignment.lead_id} | {row.organisation_id for row in assignment.coordinators}
    publish(
        db,
        AssignmentChanged(
            assignment.id, tuple(sorted(concerned)), assignment.state.value, act,
            actor.account_id, reason,
        ),
    )  # fmt: skip
