"""That a sent edition was taken back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.orm import Base


class EditionWithdrawal(Base):
    """A sent edition that was taken back: it counts as sent no more, and here stands that it was.

    `sent_at`, `sent_by_id`: when and by whom it had gone out.
    """

    __tablename__ = "edition_withdrawal"
    __table_args__ = (CheckConstraint("reason != ''", name="reason"),)

    edition_id: Mapped[int] = mapped_column(ForeignKey("agenda_version.id"), primary_key=True)
    sent_at: Mapped[datetime]
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    withdrawn_at: Mapped[datetime] = mapped_column(primary_key=True)
    withdrawn_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    reason: Mapped[str]
