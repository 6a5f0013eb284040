"""Acts on many items as they are shown, and where items may be moved to."""

from __future__ import annotations

from sqlalchemy.orm import Session

from ecabinet import clock
from ecabinet.auth.actor import Actor
from ecabinet.errors import NotVisible
from meetings import rules as meeting_rules
from meetings.many.models import BulkAct
from meetings.models import Meeting, MeetingState
from meetings.queries import visible_meetings

MOST_SITTINGS = 40


def find_act(db: Session, actor: Actor, meeting: Meeting, act_id: int) -> BulkAct:
    """Return an act on items of a sitting that `actor` prepares. Raises NotVisible."""
    meeting_rules.may_see_desk(actor).enforce()
    entry = db.get(BulkAct, act_id)
    if entry is None or entry.meeting_id != meeting.id:
        raise NotVisible
    return entry


def sittings_beside(db: Session, actor: Actor, meeting: Meeting) -> list[Meeting]:
    """Return the other sittings whose agenda may be worked on, the soonest first."""
    rows = db.execute(
        visible_meetings(actor)
        .where(
            Meeting.id != meeting.id,
            Meeting.state.in_((MeetingState.PLANNED, MeetingState.INVITED)),
            Meeting.planned_end_at > clock.now(),
        )
        .order_by(Meeting.starts_at, Meeting.id)
        .limit(MOST_SITTINGS)
    )
    return list(rows.scalars())
