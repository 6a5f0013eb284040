"""What of sittings waits for a person: to answer, to approve, to send, to mend."""

from __future__ import annotations

from datetime import datetime

from flask import url_for
from sqlalchemy.orm import Session

from ecabinet import clock
from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Role
from ecabinet.i18n import zone
from ecabinet.people.queries import working_days
from ecabinet.sentences import S
from ecabinet.slots import Waiting
from meetings.editions.queries import papers_lead_of
from meetings.models import Meeting
from meetings.queries import Reason, waiting_for


def waiting(db: Session, actor: Actor) -> list[Waiting]:
    """Return what waits for `actor`, for the home page."""
    now = clock.now()
    return [_entry(db, actor, meeting, reason, now) for meeting, reason in waiting_for(db, actor)]


def _entry(db: Session, actor: Actor, meeting: Meeting, reason: Reason, now: datetime) -> Waiting:
    due_at, late = meeting.starts_at, False
    if reason is not Reason.ANSWER and actor.has(Role.SECRETARIAT, Role.HEAD):
        calendar = working_days(zone())
        lead = papers_lead_of(db, meeting, now, calendar)
        due_at, late = calendar.end_of(lead.latest_on), not lead.holds
    return Waiting(
        S(f"meeting-waits-{reason.value}", title=meeting.title, at=meeting.starts_at),
        url_for("meetings.show_meeting", meeting_id=meeting.id),
        "invitation" if reason is Reason.ANSWER else "agenda",
        due_at=due_at,
        is_late=late,
    )
