"""Numbered announcements: what each live room was told, kept so that nobody has to miss a line.

Numbers are given inside the unit of work, at its very end; the live channel sends the
announcements after the commit, and a tablet that was away asks here for what it missed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar, NamedTuple

from sqlalchemy import Index, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from ecabinet import clock
from ecabinet.auth.services import SignInsEnded
from ecabinet.orm import Base, table_of
from ecabinet.outbox import Event

KEPT_PER_ROOM = 500
KEPT_FOR = timedelta(hours=48)
PRUNE_EVERY = 50


class RoomCounter(Base):
    """The number of the last announcement of a room; its row lock orders concurrent acts."""

    __tablename__ = "room_counter"

    room: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]


class Announcement(Base):
    """One line told to one room. Deleted after two days, or when 500 newer ones stand there."""

    __tablename__ = "announcement"
    __table_args__ = (Index(None, "at"),)

    room: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str]
    payload: Mapped[dict[str, Any]]
    at: Mapped[datetime]


class Announced(NamedTuple):
    """An announcement with its number, ready to be sent."""

    room: str
    number: int
    name: str
    payload: dict[str, Any]
    at: datetime

    def to_json(self) -> dict[str, Any]:
        """Return what travels to the tablet."""
        return {**self._asdict(), "at": self.at.isoformat()}


@dataclass(frozen=True)
class RightsChanged(Event):
    """Somebody may no longer see what these rooms show. Not announced: the rooms are emptied
    before anything else is sent, and whoever still has the right comes in again."""

    name: ClassVar[str] = "rights-changed"
    changed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Missed:
    """What a room was told after a number. `reset`: too much or too old, load the page anew."""

    number: int
    announcements: list[Announced]
    reset: bool


Told = Announced | RightsChanged | SignInsEnded


def announce(db: Session, events: Sequence[Event]) -> list[Told]:
    """Number and keep `events` for each of their rooms; return what is to be sent, in order.

    Runs inside the unit of work, after everything else. Changes of rights come first, so that
    nobody hears a line in a room that has just been closed to them; ended sign-ins likewise.
    """
    first: list[Told] = [e for e in events if isinstance(e, RightsChanged | SignInsEnded)]
    lines = [(room, event) for event in events for room in dict.fromkeys(event.rooms())]
    if not lines:
        return first
    wanted = Counter(room for room, _ in lines)
    numbers = _take_numbers(db, wanted)
    at = clock.now()
    told: list[Announced] = []
    for room, event in lines:
        numbers[room] += 1
        line = Announced(room, numbers[room], event.name, event.payload(), at)
        told.append(line)
    db.execute(_LINES, [line._asdict() for line in told])
    for room, number in numbers.items():
        if number // PRUNE_EVERY > (number - wanted[room]) // PRUNE_EVERY:
            _prune(db, room, number)
    return [*first, *told]


def missed(db: Session, room: str, after: int | None) -> Missed:
    """Return what `room` was told after number `after` (None: nothing, only where it stands)."""
    number = last_number(db, room)
    if after is None or after == number:
        return Missed(number, [], reset=False)
    if after > number or number - after > KEPT_PER_ROOM:
        return Missed(number, [], reset=True)
    rows = db.scalars(
        select(Announcement)
        .where(
            Announcement.room == room,
            Announcement.number > after,
            Announcement.number <= number,
        )
        .order_by(Announcement.number)
    ).all()
    if len(rows) != number - after:
        return Missed(number, [], reset=True)
    lines = [Announced(r.room, r.number, r.name, r.payload, r.at) for r in rows]
    return Missed(number, lines, reset=False)


def last_number(db: Session, room: str) -> int:
    """Return the number of the last announcement of `room`, 0 before the first.

    A page reads this *before* it reads what it shows, and joins the room with it: then nothing
    that happens between the page and the joining is lost.
    """
    return db.scalar(select(RoomCounter.number).where(RoomCounter.room == room)) or 0


def _take_numbers(db: Session, wanted: Counter[str]) -> dict[str, int]:
    """Advance each room's counter by the lines wanted; return the numbers they stood at.

    In the order of the names, so that two acts never wait for each other in a circle.
    """
    advance = _ADVANCE[db.get_bind().dialect.name]
    before: dict[str, int] = {}
    for room in sorted(wanted):
        number = db.execute(advance, {"room": room, "number": wanted[room]}).scalar_one()
        before[room] = number - wanted[room]
    return before


def _advance(insert: Any) -> Any:
    """Return the statement that takes `number` numbers of `room`, in the words of one store."""
    counters = table_of(RoomCounter)
    new = insert(counters)
    return new.on_conflict_do_update(
        index_elements=[counters.c.room],
        set_={"number": counters.c.number + new.excluded.number},
    ).returning(counters.c.number)


_ADVANCE = {"sqlite": _advance(sqlite.insert), "postgresql": _advance(postgresql.insert)}
_LINES = table_of(Announcement).insert()


def _prune(db: Session, room: str, number: int) -> None:
    """Drop what nobody can ask for any more; every fiftieth line of a room pays for it."""
    db.execute(
        delete(Announcement).where(
            Announcement.room == room, Announcement.number <= number - KEPT_PER_ROOM
        )
    )
    db.execute(delete(Announcement).where(Announcement.at < clock.now() - KEPT_FOR))
