"""Acts: make and change rooms, choose the room of a sitting, give out its seats."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from ecabinet import clock, journal
from ecabinet.auth.actor import Actor
from ecabinet.errors import Conflict, Invalid, NotVisible
from ecabinet.outbox import publish
from ecabinet.sentences import S
from ecabinet.verdicts import invalid
from meetings import rules as meeting_rules
from meetings.events import AgendaChanged
from meetings.models import Meeting
from meetings.seating import queries, rules
from meetings.seating.models import Room, Seating, SeatTaken
from meetings.seating.shapes import FEWEST, MOST, Plan, Shape, plan_of


def add_room(db: Session, *, actor: Actor, name: str, shape: Shape, seats: int) -> Room:
    """Make a room with a plan to start from. Raises Denied, Invalid."""
    rules.may_change_room(actor).enforce()
    if not FEWEST <= seats <= MOST:
        invalid("seating-seat-count", field="seats", least=FEWEST, most=MOST).enforce()
    plan = plan_of(shape, seats)
    room = Room(name=_free_name(db, name), capacity=seats, created_at=clock.now(), **vars(plan))
    db.add(room)
    db.flush()
    journal.record(db, actor, "room:add", room, details={"name": room.name, "seats": seats})
    return room


def _free_name(db: Session, name: str, room_id: int | None = None) -> str:
    name = " ".join(name.split())
    if not name:
        invalid("seating-needs-name", field="name").enforce()
    same = db.execute(
        select(Room.id).where(
            Room.name == name, Room.retired_at.is_(None), Room.id != (room_id or 0)
        )
    ).first()
    if same is not None:
        invalid("seating-name-taken", field="name", name=name).enforce()
    return name


def change_room(
    db: Session, *, actor: Actor, room: Room, name: str, plan: Plan, revision: int | None
) -> Room:
    """Change a room's name and plan. Who sat on a seat that is gone has none until the seats are
    given out again. `revision`: as it was seen. Raises Denied, Conflict, Invalid."""
    rules.may_change_room(actor, room).and_then(
        meeting_rules.same_revision(revision, room.revision)
    ).and_then(rules.sound_plan(plan.width, plan.height, plan.seats)).enforce()
    values = {
        "name": _free_name(db, name, room.id), "capacity": len(plan.seats), **vars(plan),
    }  # fmt: skip
    changed = sorted(key for key, value in values.items() if getattr(room, key) != value)
    if not changed:
        return room
    for key in changed:
        setattr(room, key, values[key])
    db.flush()
    journal.record(db, actor, "room:change", room, details={"fields": changed})
    return room


def retire_room(db: Session, *, actor: Actor, room: Room) -> None:
    """Let a room be chosen no more; sittings that have it keep it. Raises Denied, Conflict."""
    rules.may_change_room(actor, room).enforce()
    room.retired_at = clock.now()
    db.flush()
    journal.record(db, actor, "room:retire", room)


def restore_room(db: Session, *, actor: Actor, room: Room) -> None:
    """Let a retired room be chosen again. Raises Denied, Invalid (its name is taken)."""
    rules.may_change_room(actor).enforce()
    if room.retired_at is None:
        return
    _free_name(db, room.name, room.id)
    room.retired_at = None
    db.flush()
    journal.record(db, actor, "room:restore", room)


def choose_room(db: Session, *, actor: Actor, meeting: Meeting, room: Room | None) -> None:
    """Say in which room a sitting is held; None: in none that has a plan.

    In another room nobody has a seat yet. Raises Denied, Conflict.
    """
    rules.may_seat(actor, meeting).enforce()
    seating = queries.seating_of(db, meeting)
    if (seating.room_id if seating else None) == (room.id if room else None):
        return
    if room is not None and room.retired_at is not None:
        raise Conflict(S("seating-room-retired"))
    db.execute(delete(SeatTaken).where(SeatTaken.meeting_id == meeting.id))
    if seating is not None and room is None:
        db.delete(seating)
    elif seating is not None and room is not None:
        seating.room_id, seating.arranged_at = room.id, None
    elif room is not None:
        db.add(Seating(meeting_id=meeting.id, room_id=room.id))
    db.flush()
    db.expire_all()
    details = {"room": room.id if room else None}
    journal.record(db, actor, "seating:room", meeting, details=details)
    publish(db, AgendaChanged(meeting.id, meeting.state.value))


@dataclass(frozen=True)
class Seated:
    """How many have a seat, how many moved, how many found none."""

    seated: int
    moved: int
    without: int


def give_out(
    db: Session, *, actor: Actor, meeting: Meeting, keep: str = "hand", revision: int | None = None
) -> Seated:
    """Give out the seats by rank.

    `keep`: "all" lets everybody who has a seat keep it, so that only those whose answers changed
    move; "hand" those who were put there by hand; "none" nobody. Raises Denied, Conflict.
    """
    seating = _seating(db, actor, meeting, revision)
    rows = queries.taken(db, meeting)
    before = {row.invitation_id: row.seat for row in rows}
    hand = {row.invitation_id for row in rows if row.by_hand}
    kept = {
        id_: seat
        for id_, seat in before.items()
        if keep == "all" or (keep == "hand" and id_ in hand)
    }
    people = rules.sitters(queries.invitations_of(db, meeting), meeting.chair_id)
    after = rules.arrange(seating.room.seats, people, kept=kept)
    moved = rules.moves(before, after)
    stays = {id_ for id_ in hand if after.get(id_) == before[id_]}
    _write(db, meeting, seating, after, stays)
    result = Seated(len(after), len(moved), len(people) - len(after))
    details = {"keep": keep, "moved": len(moved), "without": result.without}
    journal.record(db, actor, "seating:give-out", meeting, details=details)
    publish(db, AgendaChanged(meeting.id, meeting.state.value))
    return result


def put(
    db: Session, *, actor: Actor, meeting: Meeting, invitation_id: int, seat: str | None,
    revision: int | None = None,
) -> None:  # fmt: skip
    """Put somebody on `seat`, or on none. Who sits there changes places with them.

    Raises Denied, NotVisible (who), Invalid (no such seat, or they do not come), Conflict.
    """
    seating = _seating(db, actor, meeting, revision)
    people = rules.sitters(queries.invitations_of(db, meeting), meeting.chair_id)
    coming = {one.invitation_id for one in people}
    if invitation_id not in {one.id for one in queries.invitations_of(db, meeting)}:
        raise NotVisible
    if invitation_id not in coming and seat is not None:
        raise Invalid(S("seating-does-not-come"), {"seat": S("seating-does-not-come")})
    if seat is not None and seat not in {one["key"] for one in seating.room.seats}:
        raise Invalid(S("seating-no-such-seat"), {"seat": S("seating-no-such-seat")})
    rows = queries.taken(db, meeting)
    after = {row.invitation_id: row.seat for row in rows}
    hand = {row.invitation_id for row in rows if row.by_hand}
    former = after.pop(invitation_id, None)
    if former == seat:
        return
    other = next((id_ for id_, held in after.items() if held == seat), None)
    if other is not None:
        del after[other]
        hand.discard(other)
        if former is not None and other in coming:
            after[other] = former
            hand.add(other)
    hand.discard(invitation_id)
    if seat is not None:
        after[invitation_id] = seat
        hand.add(invitation_id)
    _write(db, meeting, seating, after, hand)
    details: Mapping[str, Any] = {"invitation": invitation_id, "seat": seat, "with": other}
    journal.record(db, actor, "seating:put", meeting, details=details)
    publish(db, AgendaChanged(meeting.id, meeting.state.value))


def _seating(db: Session, actor: Actor, meeting: Meeting, revision: int | None) -> Seating:
    rules.may_seat(actor, meeting).enforce()
    seating = queries.seating_of(db, meeting)
    if seating is None:
        raise Conflict(S("seating-no-room"))
    meeting_rules.same_revision(revision, seating.revision).enforce()
    return seating


def _write(
    db: Session,
    meeting: Meeting,
    seating: Seating,
    after: Mapping[int, str],
    hand: Collection[int],
) -> None:
    """Write who sits where: taken away first, since no seat may be held twice even for a moment."""
    db.execute(delete(SeatTaken).where(SeatTaken.meeting_id == meeting.id))
    rows: Sequence[SeatTaken] = [
        SeatTaken(meeting_id=meeting.id, invitation_id=id_, seat=seat, by_hand=id_ in hand)
        for id_, seat in after.items()
    ]
    db.expire_all()
    db.add_all(rows)
    seating.arranged_at = clock.now()
    flag_modified(seating, "arranged_at")
    db.flush()
