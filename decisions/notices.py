"""Who is told of a decision that is issued: the members of the cabinet, and the organisations that
it names.

Who is told of assignments: the officers and members of the organisations that have the work, when
it is given, three days before it is due, when that day has passed, and when what the lead filed is
accepted or comes back; the secretariat, that something was filed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.events import AssignmentChanged, DecisionChanged
from decisions.models import Assignment, AssignmentState, Decision, DecisionState
from ecabinet import clock
from ecabinet.auth.models import Account, AccountRole, Role
from ecabinet.notices import hearing
from ecabinet.notices.audience import person_of, persons_with
from ecabinet.notices.kinds import Kind, register
from ecabinet.notices.services import notify
from ecabinet.people.models import Person
from ecabinet.people.queries import members_on
from ecabinet.sentences import S

SOON = timedelta(days=3)
MORNING = timedelta(hours=8)


def is_open(db: Session, person_id: int, subject: dict[str, Any]) -> bool:
    """Say whether the work is still to be done, by the day that the notice named."""
    assignment = db.get(Assignment, subject["assignment_id"])
    if assignment is None or assignment.state is not AssignmentState.OPEN:
        return False
    due_on = assignment.due_on.isoformat() if assignment.due_on else None
    return bool(due_on == subject["due_on"])


def concerned(db: Session, organisation_ids: tuple[int, ...]) -> list[int]:
    """Return the persons of these organisations who answer for work: officers and members."""
    statement = (
        select(Person.id)
        .join(Account, Account.person_id == Person.id)
        .join(AccountRole, AccountRole.account_id == Account.id)
        .where(
            Person.organisation_id.in_(organisation_ids),
            Account.deactivated_at.is_(None),
            AccountRole.role.in_([Role.OFFICER, Role.MEMBER]),
        )
        .distinct()
        .order_by(Person.id)
    )
    return list(db.execute(statement).scalars())


def stands(db: Session, person_id: int, subject: dict[str, Any]) -> bool:
    """Say whether what was issued was not revoked meanwhile."""
    decision = db.get(Decision, subject["decision_id"])
    return decision is not None and decision.state is not DecisionState.REVOKED


def _issued(db: Session, event: DecisionChanged) -> None:
    if event.state != DecisionState.ISSUED.value:
        return
    decision = db.get_one(Decision, event.decision_id)
    named = {decision.organisation_id} if decision.organisation_id else set()
    for work in decision.assignments:
        named |= {work.lead_id, *(one.organisation_id for one in work.coordinators)}
    day = clock.day_of(clock.now())
    persons = {member.person_id for member in members_on(db, day)}
    notify(
        db, kind="decision-issued", key=f"decision:{decision.id}:issued",
        person_ids=sorted(persons.union(concerned(db, tuple(sorted(named))))),
        sentence=S(
            "decision-notice-issued", number=decision.number_symbol, subject=decision.subject
        ),
        outside=S("decision-outside-issued", number=decision.number_symbol),
        url=f"/decisions/{decision.id}", subject={"decision_id": decision.id},
    )  # fmt: skip


def _changed(db: Session, event: AssignmentChanged) -> None:
    """Tell of the work, and write what is to be said before and after its day, once for a day."""
    assignment = db.get_one(Assignment, event.assignment_id)
    _tell_step(db, event, assignment)
    if assignment.state is not AssignmentState.OPEN:
        return
    due_on = assignment.due_on
    common: dict[str, Any] = {
        "person_ids": concerned(db, event.organisation_ids),
        "url": f"/assignments/{assignment.id}",
        "subject": {
            "assignment_id": assignment.id,
            "due_on": due_on.isoformat() if due_on else None,
        },
    }
    given = S("assignment-notice-given-ongoing", task=assignment.task)
    if due_on is not None:
        given = S("assignment-notice-given", task=assignment.task, due=due_on)
    key = f"assignment:{assignment.id}:given"
    notify(db, kind="assignment-given", key=key, sentence=given, **common)
    if due_on is not None:
        _later(db, assignment, due_on, "due-soon", due_on - SOON, common)
        _later(db, assignment, due_on, "overdue", due_on + timedelta(days=1), common)


STEPS = {"file": "filed", "close": "closed", "return": "returned"}
"""What kind of notice a step on the way to the end makes, `assignment-…`."""


def _tell_step(db: Session, event: AssignmentChanged, assignment: Assignment) -> None:
    """Tell the other side of a step, but not who made it."""
    what = STEPS.get(event.act)
    if what is None:
        return
    told = (
        persons_with(db, Role.SECRETARIAT)
        if what == "filed"
        else concerned(db, (assignment.lead_id,))
    )
    own = person_of(db, event.account_id)
    said = {"task": assignment.task, "lead": assignment.lead.notation, "reason": event.reason}
    notify(
        db, kind=f"assignment-{what}", person_ids=[person for person in told if person != own],
        # It may be filed and returned more than once.
        key=f"assignment:{assignment.id}:{what}:{clock.now().isoformat()}",
        sentence=S(f"assignment-notice-{what}", **said), outside=S(f"assignment-outside-{what}"),
        url=f"/assignments/{assignment.id}", subject={"assignment_id": assignment.id},
    )  # fmt: skip


def is_filed(db: Session, person_id: int, subject: dict[str, Any]) -> bool:
    """Say whether what was filed still waits for the secretariat's answer."""
    assignment = db.get(Assignment, subject["assignment_id"])
    return assignment is not None and assignment.state is AssignmentState.FILED


def is_to_mend(db: Session, person_id: int, subject: dict[str, Any]) -> bool:
    """Say whether the work that came back was not filed anew meanwhile."""
    assignment = db.get(Assignment, subject["assignment_id"])
    return assignment is not None and assignment.state is AssignmentState.OPEN


def _later(
    db: Session, assignment: Assignment, due_on: date, which: str, on: date, common: dict[str, Any]
) -> None:
    """Write what is to be said in the morning of a day that is still to come."""
    at = clock.start_of(on) + MORNING
    if at <= clock.now():
        return
    notify(
        db, kind=f"assignment-{which}", key=f"assignment:{assignment.id}:{which}:{due_on}",
        sentence=S(f"assignment-notice-{which}", task=assignment.task, due=due_on),
        outside=S(f"assignment-outside-{which}", due=due_on), at=at, **common,
    )  # fmt: skip


def init() -> None:
    """Make the kinds known and hear of the events."""
    for name in ("assignment-given", "assignment-due-soon", "assignment-overdue"):
        register(Kind(name, "assignments", still=is_open))
    register(Kind("assignment-filed", "assignments", still=is_filed))
    register(Kind("assignment-returned", "assignments", is_mandatory=True, still=is_to_mend))
    register(Kind("assignment-closed", "assignments"))
    register(Kind("decision-issued", "assignments", still=stands))
    hearing.hear(DecisionChanged, "decisions", _issued)
    hearing.hear(AssignmentChanged, "decisions", _changed)
