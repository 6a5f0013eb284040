"""Which edition of an agenda was sent, or is to be; and which one was taken back."""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from meetings import rules
from meetings.models import AgendaVersion, Meeting
from meetings.queries import last_edition
from meetings.sent.models import EditionWithdrawal


def sent_editions(meeting_id: int) -> Select[AgendaVersion]:
    """Return the editions that were sent, the newest first."""
    return (
        select(AgendaVersion)
        .where(AgendaVersion.meeting_id == meeting_id, AgendaVersion.sent_at.is_not(None))
        .order_by(AgendaVersion.ordinal.desc())
    )


def edition_in_force(db: Session, meeting: Meeting) -> AgendaVersion | None:
    """Return the edition that waits for sending, else the one sent last: what was set aside, or
    withdrawn, is neither."""
    last = last_edition(db, meeting)
    return last if rules.in_force(meeting, last) else last_edition(db, meeting, sent=True)


def compared_with(db: Session, meeting: Meeting) -> AgendaVersion | None:
    """Return the edition of which the desk tells what changed since: the one in force; after a
    withdrawal the withdrawn one; where none was ever sent, the last one approved."""
    withdrawn = (
        select(AgendaVersion)
        .where(
            AgendaVersion.meeting_id == meeting.id,
            AgendaVersion.id.in_(select(EditionWithdrawal.edition_id)),
        )
        .order_by(AgendaVersion.ordinal.desc())
        .limit(1)
    )
    return (
        edition_in_force(db, meeting)
        or db.execute(withdrawn).scalar_one_or_none()
        or last_edition(db, meeting)
    )


def withdrawal_in_force(db: Session, meeting: Meeting) -> EditionWithdrawal | None:
    """Return the withdrawal after which nothing was sent again, or None."""
    if db.execute(sent_editions(meeting.id).limit(1)).first() is not None:
        return None
    return db.execute(
        select(EditionWithdrawal)
        .join(AgendaVersion, AgendaVersion.id == EditionWithdrawal.edition_id)
        .where(AgendaVersion.meeting_id == meeting.id)
        .order_by(EditionWithdrawal.withdrawn_at.desc(), EditionWithdrawal.edition_id.desc())
        .limit(1)
    ).scalar_one_or_none()
