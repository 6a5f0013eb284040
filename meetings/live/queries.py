"""Who is there, whether that is enough, and which item of a sitting is meant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from ecabinet.auth.actor import Actor
from ecabinet.errors import NotVisible
from ecabinet.people.queries import Member, members_on, rules_on
from ecabinet.people.rules import QuorumResult
from meetings.invited.rules import quorum_of
from meetings.models import (
    AgendaItem,
    AgendaItemDocument,
    Answer,
    Attendance,
    ClerkNote,
    Invitation,
    Meeting,
)
from meetings.queries import visible_meetings


def lock_meeting(db: Session, meeting: Meeting, *, read: bool = False) -> None:
    """Have its end and those who come in or leave (`read`) take turns, on what is stored now:
    whoever comes in while the sitting ends must not stay seated for ever."""
    locked = select(Meeting.id).where(Meeting.id == meeting.id).with_for_update(read=read)
    db.execute(locked).scalar_one()
    db.refresh(meeting)


def items_of(db: Session, meeting: Meeting) -> list[AgendaItem]:
    """Return the standing items in order with lead, presenter, papers and decision."""
    return list(
        db.execute(
            select(AgendaItem)
            .where(AgendaItem.meeting_id == meeting.id, AgendaItem.removed_at.is_(None))
            .order_by(AgendaItem.ordinal, AgendaItem.id)
            .options(
                joinedload(AgendaItem.lead),
                joinedload(AgendaItem.presenter),
                joinedload(AgendaItem.chair),
                joinedload(AgendaItem.decision),
                selectinload(AgendaItem.papers).joinedload(AgendaItemDocument.document),
            )
        ).scalars()
    )


def find_room_item(db: Session, actor: Actor, item_id: int) -> AgendaItem:
    """Return an item of a sitting whose room `actor` may enter. Raises NotVisible."""
    item = db.execute(
        select(AgendaItem)
        .where(
            AgendaItem.id == item_id,
            AgendaItem.removed_at.is_(None),
            AgendaItem.meeting_id.in_(visible_meetings(actor).with_only_columns(Meeting.id)),
        )
        .options(joinedload(AgendaItem.meeting))
    ).scalar_one_or_none()
    if item is None:
        raise NotVisible
    return item


def find_note(db: Session, actor: Actor, note_id: int) -> ClerkNote:
    """Return a clerk's note; the secretariat alone knows of it. Raises NotVisible."""
    note = db.get(ClerkNote, note_id) if actor.is_secretariat else None
    if note is None:
        raise NotVisible
    return note


def current_item(db: Session, meeting_id: int) -> AgendaItem | None:
    """Return the item that all tablets show now, if any."""
    return db.execute(
        select(AgendaItem).where(AgendaItem.meeting_id == meeting_id, AgendaItem.is_current)
    ).scalar_one_or_none()


def invitations_in_force(db: Session, meeting_id: int) -> list[Invitation]:
    """Return the invitations that were sent and not withdrawn, by rank."""
    return list(
        db.execute(
            select(Invitation)
            .where(
                Invitation.meeting_id == meeting_id,
                Invitation.sent_at.is_not(None),
                Invitation.withdrawn_at.is_(None),
            )
            .order_by(Invitation.rank, Invitation.id)
        ).scalars()
    )


def people_expected(invitations: list[Invitation]) -> set[int]:
    """Return the persons who may sit in the room: the invited, and named substitutes."""
    substitutes = {
        invitation.substitute_id
        for invitation in invitations
        if invitation.answer is Answer.SUBSTITUTE and invitation.substitute_id is not None
    }
    return {invitation.person_id for invitation in invitations} | substitutes


def there_now(db: Session, meeting_id: int) -> dict[int, Attendance]:
    """Return {person id: the interval that is open}."""
    rows = db.execute(
        select(Attendance).where(Attendance.meeting_id == meeting_id, Attendance.left_at.is_(None))
    ).scalars()
    return {row.person_id: row for row in rows}


def intervals_of(db: Session, meeting_id: int) -> list[Attendance]:
    """Return all intervals of the sitting, oldest first, with their persons."""
    return list(
        db.execute(
            select(Attendance)
            .where(Attendance.meeting_id == meeting_id)
            .order_by(Attendance.came_at, Attendance.id)
            .options(joinedload(Attendance.person))
        ).scalars()
    )


@dataclass(frozen=True)
class House:
    """The voting members who are there at this moment, and what that means for the quorum."""

    members: tuple[Member, ...]
    present: tuple[Member, ...]
    quorum: QuorumResult


def house(db: Session, meeting: Meeting, today: date) -> House:
    """Count the members of the body on `today` who are there now. Raises NotVisible, ValueError
    when the body has no rules or no members."""
    members = members_on(db, today)
    there = there_now(db, meeting.id)
    present = [member for member in members if member.person_id in there]
    result = quorum_of(
        rules_on(db, today),
        len(members),
        [there[member.person_id].mode for member in present],
        chair=any(member.person_id == meeting.chair_id for member in present),
    )
    return House(tuple(members), tuple(present), result)


def notes_of(db: Session, meeting_id: int) -> list[ClerkNote]:
    """Return the standing notes, oldest first, with their speakers."""
    return list(
        db.execute(
            select(ClerkNote)
            .where(ClerkNote.meeting_id == meeting_id, ClerkNote.removed_at.is_(None))
            .order_by(ClerkNote.at, ClerkNote.id)
            .options(joinedload(ClerkNote.speaker))
        ).scalars()
    )
