"""Reminders to those who have not answered, and to nobody else."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet import clock, journal
from ecabinet.auth.actor import Actor
from ecabinet.sentences import S
from meetings.invitations.telling import notify
from meetings.invited import rules
from meetings.models import Answer, Invitation, Meeting


def unanswered(db: Session, meeting: Meeting) -> list[Invitation]:
    """Return the invitations in force that were sent and not answered, by rank."""
    return list(
        db.execute(
            select(Invitation)
            .where(
                Invitation.meeting_id == meeting.id,
                Invitation.answer == Answer.NONE,
                Invitation.sent_at.is_not(None),
                Invitation.withdrawn_at.is_(None),
            )
            .order_by(Invitation.rank, Invitation.id)
        ).scalars()
    )


def remind_unanswered(db: Session, *, actor: Actor, meeting: Meeting) -> int:
    """Remind all who have not answered, each once a day at most; return how many are told now.

    Raises Denied, Conflict.
    """
    rules.may_remind(actor, meeting).enforce()
    silent = unanswered(db, meeting)
    count = remind(db, meeting, silent)
    details = {"silent": len(silent), "told": count}
    journal.record(db, actor, "invitation:remind", meeting, details=details)
    return count


def remind(db: Session, meeting: Meeting, silent: Sequence[Invitation]) -> int:
    """Tell these people, each once a day at most, by hand or by itself; return how many are told
    now. A part of acts that were allowed."""
    today = clock.day_of(clock.now())
    sentence = S("invitation-reminder-sentence", title=meeting.title, at=meeting.starts_at)
    return notify(
        db,
        kind="invitation-reminder",
        person_ids=[invitation.person_id for invitation in silent],
        sentence=sentence,
        outside=sentence,
        url=f"/meetings/{meeting.id}",
        key=f"invitation-reminder:{meeting.id}:{today.isoformat()}",
        subject={"meeting_id": meeting.id},
    )
