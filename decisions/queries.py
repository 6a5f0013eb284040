"""Which decisions and assignments a person sees."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Select, and_, exists, false, func, or_, select, true
from sqlalchemy.orm import Session, joinedload, selectinload

from decisions.models import (
    Assignment,
    AssignmentCoordinator,
    AssignmentState,
    Decision,
    DecisionState,
)
from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Role
from ecabinet.errors import NotVisible

ISSUED = (DecisionState.ISSUED, DecisionState.CORRECTED, DecisionState.REVOKED)


def _concerns(organisation_id: int | None) -> Any:
    if organisation_id is None:
        return false()
    helps = exists().where(
        AssignmentCoordinator.assignment_id == Assignment.id,
        AssignmentCoordinator.organisation_id == organisation_id,
    )
    return or_(Assignment.lead_id == organisation_id, helps)


def visible_assignments(actor: Actor) -> Select[Assignment]:
    """Members and the secretariat see all; officers those of their organisation; others none."""
    statement = select(Assignment)
    if actor.is_secretariat or actor.is_member:
        return statement
    if actor.has(Role.OFFICER):
        return statement.where(_concerns(actor.organisation_id))
    return statement.where(false())


def visible_decisions(actor: Actor) -> Select[Decision]:
    """Members and the secretariat see all; officers the issued ones that give them work."""
    statement = select(Decision)
    if actor.is_secretariat or actor.is_member:
        return statement
    if actor.has(Role.OFFICER):
        has_work = exists().where(
            Assignment.decision_id == Decision.id, _concerns(actor.organisation_id)
        )
        own = Decision.organisation_id == actor.organisation_id
        return statement.where(or_(has_work, and_(own, Decision.state.in_(ISSUED))))
    return statement.where(false())


def awaiting_issue(actor: Actor) -> Select[Decision]:
    """The decisions whose text stands and that wait for `actor` to number and issue them."""
    if not actor.has(Role.HEAD):
        return select(Decision).where(false())
    return visible_decisions(actor).where(
        Decision.state == DecisionState.DRAFT, func.trim(Decision.text) != ""
    )


def find_decision(db: Session, actor: Actor, decision_id: int) -> Decision:
    """Return a decision this person sees. Raises NotVisible."""
    statement = visible_decisions(actor).where(Decision.id == decision_id)
    loaded = selectinload(Decision.assignments)
    statement = statement.options(
        joinedload(Decision.organisation), loaded.joinedload(Assignment.lead)
    )
    row = db.execute(statement).unique().scalar_one_or_none()
    if row is None:
        raise NotVisible
    return row


def find_assignment(db: Session, actor: Actor, assignment_id: int) -> Assignment:
    """Return an assignment this person sees. Raises NotVisible."""
    statement = visible_assignments(actor).where(Assignment.id == assignment_id)
    statement = statement.options(
        joinedload(Assignment.lead),
        selectinload(Assignment.coordinators).joinedload(AssignmentCoordinator.organisation),
        selectinload(Assignment.reports),
        joinedload(Assignment.decision),
    )
    row = db.execute(statement).unique().scalar_one_or_none()
    if row is None:
        raise NotVisible
    return row


def of_class(report_class: str, today: date) -> Any:
    """Return the condition of one of `CLASSES`; any other name is no condition."""
    closed = Assignment.state == AssignmentState.CLOSED
    late = and_(Assignment.due_on.is_not(None), Assignment.done_on > Assignment.due_on)
    overdue = and_(Assignment.due_on.is_not(None), Assignment.due_on < today)
    return {
        "done_on_time": and_(closed, ~late | Assignment.due_on.is_(None)),
        "done_late": and_(closed, late),
        "open_in_time": and_(~closed, ~overdue | Assignment.due_on.is_(None)),
        "open_overdue": and_(~closed, overdue),
    }.get(report_class, true())


CLASSES = ("open_overdue", "open_in_time", "done_on_time", "done_late")


def count_classes(db: Session, actor: Actor, today: date) -> dict[str, int]:
    """Return how many assignments this person sees, per report class."""
    columns = [func.count().filter(of_class(name, today)).label(name) for name in CLASSES]
    visible = visible_assignments(actor).subquery()
    statement = select(*columns).where(Assignment.id.in_(select(visible.c.id)))
    row = db.execute(statement).one()
    return dict(zip(CLASSES, row, strict=True))
