"""Rooms, the seating of a sitting, and the seat of whoever asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.auth.actor import Actor
from ecabinet.errors import NotVisible
from meetings import queries as meeting_queries
from meetings import rules as meeting_rules
from meetings.invited.rules import is_partial
from meetings.models import Answer, Invitation, Meeting
from meetings.seating import rules
from meetings.seating.models import Room, Seating, SeatTaken


def list_rooms(db: Session, *, retired: bool = False) -> list[Room]:
    """Return the rooms in use by name; with `retired`, those that are not."""
    is_retired = Room.retired_at.is_not(None) if retired else Room.retired_at.is_(None)
    return list(db.execute(select(Room).where(is_retired).order_by(Room.name, Room.id)).scalars())


def find_room(db: Session, actor: Actor, room_id: int) -> Room:
    """Return a room, for those who see sittings being prepared. Raises NotVisible."""
    room = db.get(Room, room_id)
    if room is None or not meeting_rules.sees_preparation(actor):
        raise NotVisible
    return room


def seating_of(db: Session, meeting: Meeting) -> Seating | None:
    """Return the room of a sitting and how far its seats are given out, if it has one."""
    return db.get(Seating, meeting.id)


def sittings_in(db: Session, room: Room) -> list[Meeting]:
    """Return the sittings that are still to be held in a room, the soonest first."""
    rows = db.execute(
        select(Meeting)
        .join(Seating, Seating.meeting_id == Meeting.id)
        .where(Seating.room_id == room.id, Meeting.state.not_in(meeting_queries.OVER))
        .order_by(Meeting.starts_at, Meeting.id)
    )
    return list(rows.scalars())


def taken(db: Session, meeting: Meeting) -> list[SeatTaken]:
    """Return who was given which seat, whether or not they still come."""
    rows = db.execute(
        select(SeatTaken)
        .where(SeatTaken.meeting_id == meeting.id)
        .order_by(SeatTaken.invitation_id)
    )
    return list(rows.scalars())


def invitations_of(db: Session, meeting: Meeting) -> list[Invitation]:
    """Return the invitations in force, by rank."""
    rows = db.execute(
        select(Invitation)
        .where(Invitation.meeting_id == meeting.id, Invitation.withdrawn_at.is_(None))
        .order_by(Invitation.rank, Invitation.id)
    )
    return list(rows.scalars())


@dataclass(frozen=True)
class Place:
    """A seat of the plan and who sits on it: by whose invitation, under which name."""

    seat: dict[str, Any]
    invitation: Invitation | None
    by_hand: bool = False

    @property
    def name(self) -> str:
        """Who sits there: the substitute, where there is one, or both in turn."""
        return "" if self.invitation is None else sits(self.invitation)

    @property
    def names(self) -> list[str]:
        """Who sits there, each by name."""
        return [] if self.invitation is None else names_of(self.invitation)


@dataclass(frozen=True)
class Turn:
    """Somebody who sits on a seat, for all of the sitting or in turn with another."""

    name: str
    position: str
    sits_in: bool = False


def turns(invitation: Invitation, language: str) -> list[Turn]:
    """Return who comes by an invitation: the substitute, where there is one; where they sit in for
    a part of the sitting, the member and they in turn."""
    member = Turn(invitation.name, invitation.title(language))
    if invitation.answer is not Answer.SUBSTITUTE:
        return [member]
    substitute = Turn(
        invitation.substitute_name,
        invitation.substitute_position or invitation.title(language),
        sits_in=True,
    )
    return [member, substitute] if is_partial(invitation) else [substitute]


def names_of(invitation: Invitation) -> list[str]:
    """Return the names of those who come by an invitation, one after the other."""
    return [turn.name for turn in turns(invitation, "")]


def sits(invitation: Invitation) -> str:
    """Return who comes by an invitation, on one line."""
    return " · ".join(names_of(invitation))


@dataclass(frozen=True)
class Arranged:
    """A sitting's seats as they are: `places` in the order of the plan, who comes and has none,
    and the moves by which the seats would follow the answers given since."""

    room: Room
    places: list[Place]
    standing: list[Invitation]
    people: list[Invitation]
    moves: list[rules.Move]

    @property
    def cards(self) -> int:
        """How many name cards are needed: two where two sit in turn."""
        return sum(len(names_of(one)) for one in self.people)

    def label(self, key: str | None) -> str:
        """Return what stands on a seat, "" for none."""
        return next((p.seat["label"] for p in self.places if p.seat["key"] == key), "")

    def place_of(self, invitation_id: int) -> Place | None:
        """Return where somebody sits."""
        return next(
            (p for p in self.places if p.invitation and p.invitation.id == invitation_id), None
        )


def arranged(db: Session, meeting: Meeting) -> Arranged | None:
    """Return the seats of a sitting; None while it has no room."""
    seating = seating_of(db, meeting)
    if seating is None:
        return None
    room = seating.room
    invitations = {one.id: one for one in invitations_of(db, meeting)}
    people = rules.sitters(invitations.values(), meeting.chair_id)
    coming = {one.invitation_id for one in people}
    rows = taken(db, meeting)
    before = {row.invitation_id: row.seat for row in rows}
    hand = {row.invitation_id for row in rows if row.by_hand}
    holder = {seat: id_ for id_, seat in before.items() if id_ in coming}
    places = [
        Place(seat, invitations.get(holder.get(seat["key"], 0)), holder.get(seat["key"]) in hand)
        for seat in room.seats
    ]
    seated = {place.invitation.id for place in places if place.invitation is not None}
    after = rules.arrange(room.seats, people, kept=before)
    in_order = [invitations[one.invitation_id] for one in people]
    return Arranged(
        room=room,
        places=places,
        standing=[one for one in in_order if one.id not in seated],
        people=in_order,
        moves=rules.moves(before, after) if seating.arranged_at is not None else [],
    )


@dataclass(frozen=True)
class OwnSeat:
    """The reader's seat in a sitting."""

    room: str
    label: str
    key: str


def own_seat(db: Session, meeting: Meeting, own: Invitation | None) -> OwnSeat | None:
    """Return the seat of who comes by the invitation `own`; None: none, or not told yet."""
    if own is None or own.sent_at is None or not rules.comes_in(own):
        return None
    row = db.get(SeatTaken, own.id)
    seating = seating_of(db, meeting)
    if row is None or seating is None:
        return None
    label = next((s["label"] for s in seating.room.seats if s["key"] == row.seat), None)
    return OwnSeat(seating.room.name, label, row.seat) if label is not None else None
