"""Whether an item comes too late to be on the agenda like the others."""

from __future__ import annotations

from sqlalchemy.orm import Session

from ecabinet import clock
from ecabinet.calendar import OutsideCalendar
from ecabinet.people.queries import rules_on, working_days
from ecabinet.people.rules import papers_lead
from meetings import queries
from meetings.agenda import rules
from meetings.models import Meeting
from meetings.rules import is_smaller


def is_late(db: Session, meeting: Meeting) -> bool:
    """Say whether an item added now comes late: see `rules.comes_late`."""
    sent = queries.last_edition(db, meeting, sent=True) is not None
    if sent:
        return True
    day, today = clock.day_of(meeting.starts_at), clock.day_of(clock.now())
    try:
        lead = papers_lead(
            rules_on(db, day), day, today, working_days(clock.zone()),
            smaller=is_smaller(meeting.kind),
        )  # fmt: skip
    except OutsideCalendar:
        return False
    return rules.comes_late(clock.day_of(meeting.created_at), lead.latest_on, today)
