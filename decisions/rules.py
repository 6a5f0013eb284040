"""Who may do what with decisions and assignments, and in which state."""

from __future__ import annotations

from datetime import date

from decisions.models import Assignment, AssignmentState, Decision, DecisionState
from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Role
from ecabinet.verdicts import ALLOW, Verdict, conflict, denied, invalid


def may_record(actor: Actor) -> Verdict:
    """The secretariat records what was decided; in the room the chair concludes."""
    if actor.is_secretariat or actor.is_member:
        return ALLOW
    return denied("decision-secretariat-only")


def may_change_text(actor: Actor, decision: Decision) -> Verdict:
    """The text is the secretariat's until it is signed."""
    if not actor.has(Role.SECRETARIAT, Role.HEAD, Role.CLERK):
        return denied("decision-secretariat-only")
    if decision.state is not DecisionState.DRAFT:
        return conflict("decision-not-draft")
    return ALLOW


def may_issue(actor: Actor, decision: Decision) -> Verdict:
    """The head of the secretariat gives the number and issues it (Decree 30/2020, Art. 15, 18)."""
    if not actor.has(Role.HEAD):
        return denied("decision-head-only")
    if decision.state is not DecisionState.DRAFT:
        return conflict("decision-issued-already", number=decision.number_symbol)
    return ALLOW


def may_assign(actor: Actor, decision: Decision | None = None) -> Verdict:
    """The secretariat enters assignments; whoever recorded a decision (the chair who concludes an
    item) gives those that come with it."""
    if actor.is_secretariat:
        return ALLOW
    if decision is not None and decision.recorded_by_id == actor.account_id:
        return ALLOW
    return denied("assignment-secretariat-only")


def due_accepted(assigned_on: date, due_on: date | None, is_ongoing: bool) -> Verdict:
    """Either a day not before the assignment, or ongoing (thường xuyên); never both or neither."""
    if is_ongoing == (due_on is not None):
        return invalid("assignment-due-or-ongoing", field="due_on")
    if due_on is not None and due_on < assigned_on:
        return invalid("assignment-due-past", field="due_on", day=assigned_on)
    return ALLOW


def may_report(actor: Actor, assignment: Assignment) -> Verdict:
    """The lead or a coordinating organisation's officer, as long as it is not closed."""
    concerned = {assignment.lead_id} | {row.organisation_id for row in assignment.coordinators}
    if not actor.has(Role.OFFICER) or actor.organisation_id not in concerned:
        return denied("assignment-not-yours")
    if assignment.state is AssignmentState.CLOSED:
        return conflict("assignment-closed-already")
    return ALLOW


def may_file(actor: Actor, assignment: Assignment) -> Verdict:
    """The lead organisation says it is done and names its evidence: the first of two acts."""
    if not actor.has(Role.OFFICER) or actor.organisation_id != assignment.lead_id:
        return denied("assignment-lead-only")
    if assignment.state is not AssignmentState.OPEN:
        return conflict("assignment-filed-already")
    return ALLOW


def may_verify(actor: Actor, assignment: Assignment) -> Verdict:
    """The secretariat verifies the evidence and closes, or returns it: the second act."""
    if not actor.has(Role.SECRETARIAT, Role.HEAD):
        return denied("assignment-secretariat-only")
    if assignment.state is not AssignmentState.FILED:
        return conflict("assignment-not-filed")
    return ALLOW
