"""The kinds of notices of invitations, known to whoever acts: pages, programs, the demo."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.notices import kinds
from ecabinet.notices.services import notify
from meetings.models import Answer, Invitation, Meeting, MeetingState


def still_unanswered(db: Session, person_id: int, subject: dict[str, Any]) -> bool:
    """Say whether the reminder still has a point: asked right before it goes out."""
    waits = (
        select(Invitation.id)
        .join(Meeting, Meeting.id == Invitation.meeting_id)
        .where(
            Invitation.meeting_id == subject["meeting_id"],
            Invitation.person_id == person_id,
            Invitation.answer == Answer.NONE,
            Invitation.sent_at.is_not(None),
            Invitation.withdrawn_at.is_(None),
            Meeting.state == MeetingState.INVITED,
        )
    )
    return db.execute(waits).first() is not None


for kind in (
    kinds.Kind("invitation-sent", "sittings", is_mandatory=True),
    kinds.Kind("invitation-changed", "sittings", is_mandatory=True),
    kinds.Kind("invitation-withdrawn", "sittings", is_mandatory=True),
    kinds.Kind("invitation-cancelled", "sittings", is_mandatory=True),
    kinds.Kind("invitation-reminder", "sittings", still=still_unanswered),
    kinds.Kind("absence-announced", "sittings"),
    kinds.Kind("absence-consented", "sittings"),
):
    kinds.register(kind)


__all__ = ["notify", "still_unanswered"]
