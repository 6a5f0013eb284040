"""Rooms and their seats, and who sits where in a sitting."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecabinet.orm import Base
from meetings.models import Invitation


class Room(Base):
    """A room in which the cabinet sits. Retired, never deleted.

    `seats`: [{key, label, x, y, angle}]: `key` names the seat for good, `label` is what stands on
    it; `x`, `y` its middle in centimetres from the upper left corner, `angle` the degrees,
    clockwise, by which somebody who sits there looks away from the upper edge. The first seat is
    the head of the table; the others follow by rank. `tables`: [{x, y, width, height}], to draw.
    """

    __tablename__ = "room"
    __table_args__ = (
        CheckConstraint("capacity BETWEEN 1 AND 1000", name="capacity"),
        CheckConstraint("width BETWEEN 200 AND 10000", name="width"),
        CheckConstraint("height BETWEEN 200 AND 10000", name="height"),
        Index("uq_room_name_in_use", "name", unique=True,
              sqlite_where=text("retired_at IS NULL"), postgresql_where=text("retired_at IS NULL")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    capacity: Mapped[int]
    width: Mapped[int]
    height: Mapped[int]
    seats: Mapped[list[dict[str, Any]]]
    tables: Mapped[list[dict[str, Any]]]
    created_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": revision}


class Seating(Base):
    """The room of a sitting. `arranged_at`: when people were last given seats."""

    __tablename__ = "seating"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("room.id"))
    arranged_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(default=1)

    room: Mapped[Room] = relationship()

    __mapper_args__ = {"version_id_col": revision}


class SeatTaken(Base):
    """Who is called by this invitation, or sits in for them, has the seat `seat` (a key of the
    room's plan). `by_hand`: somebody put them there; only somebody moves them away."""

    __tablename__ = "seat_taken"
    __table_args__ = (UniqueConstraint("meeting_id", "seat"),)

    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitation.id"), primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("seating.meeting_id"))
    seat: Mapped[str]
    by_hand: Mapped[bool] = mapped_column(default=False)

    invitation: Mapped[Invitation] = relationship()
