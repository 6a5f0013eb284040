"""Where an assignment stands today, as pages and API tell it."""

from __future__ import annotations

from decisions.models import Assignment
from ecabinet import clock
from ecabinet.calendar import WorkingDays
from ecabinet.i18n import local_day, zone
from ecabinet.people.queries import working_days
from ecabinet.people.rules import AssignmentStanding, assignment_class


def standing(assignment: Assignment) -> AssignmentStanding:
    """Return the class of an assignment today."""
    days: WorkingDays = working_days(zone())
    closed_on = assignment.done_on if assignment.closed_at else None
    return assignment_class(assignment.due_on, closed_on, local_day(clock.now()), days)
