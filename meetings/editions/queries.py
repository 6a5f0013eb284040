"""What an edition needs to know of the body: whether its papers go out in time."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from ecabinet.calendar import WorkingDays
from ecabinet.people.queries import rules_on
from ecabinet.people.rules import PapersLead, papers_lead
from meetings import rules as meeting_rules
from meetings.models import Meeting


def papers_lead_of(
    db: Session, meeting: Meeting, sent_at: datetime, calendar: WorkingDays
) -> PapersLead:
    """Say whether papers sent at `sent_at` reach the members in time for the sitting."""
    day = calendar.local_day(meeting.starts_at)
    return papers_lead(
        rules_on(db, day),
        day,
        calendar.local_day(sent_at),
        calendar,
        smaller=meeting_rules.is_smaller(meeting.kind),
    )
