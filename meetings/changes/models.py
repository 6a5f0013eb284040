"""What was changed field by field."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecabinet.auth.models import Account
from ecabinet.orm import Base


class FieldChange(Base):
    """One field of an item, or of the sitting itself (`item_id` None), written anew.

    `before` and `after` are JSON: text, number, id, list of ids, or None. `revision`: of the item
    (or sitting) once it was written, so that what somebody saw at a revision can be told.
    """

    __tablename__ = "field_change"
    __table_args__ = (
        Index(None, "item_id", "revision"),
        Index(None, "meeting_id", "revision"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"))
    field: Mapped[str]
    before: Mapped[Any] = mapped_column(JSON, nullable=True)
    after: Mapped[Any] = mapped_column(JSON, nullable=True)
    revision: Mapped[int]
    at: Mapped[datetime]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))

    account: Mapped[Account] = relationship()
