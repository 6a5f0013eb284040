"""What was done to many items in one act, kept so that it can be told and undone as a whole."""

from __future__ import annotations

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.orm import Base


class Act(enum.Enum):
    """What is done to all chosen items of a sitting."""

    CHANGE = "change"
    CHECK = "check"
    RELEASE = "release"
    POSTPONE = "postpone"
    REMOVE = "remove"


class BulkAct(Base):
    """One act on many items of one sitting.

    `asked`: on how many. `done`: [{item, before, after}] with the fields as JSON where they were
    changed, [{item, made}] with the item of the other sitting where they were moved there, [{item}]
    otherwise. `refused`: [{item, title, why}], `why` a Sentence as JSON. `order`: the ids of the
    standing items before it, where places changed. An item that said so already is in neither.
    """

    __tablename__ = "bulk_act"
    __table_args__ = (
        CheckConstraint("asked >= 1", name="asked"),
        CheckConstraint("act != 'release' OR undone_at IS NULL", name="released_stays"),
        CheckConstraint("(act = 'postpone') = (to_meeting_id IS NOT NULL)", name="postponed_to"),
        Index(None, "meeting_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    act: Mapped[Act]
    to_meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))
    asked: Mapped[int]
    done: Mapped[list[dict[str, Any]]]
    refused: Mapped[list[dict[str, Any]]]
    order: Mapped[list[int]]
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
