"""What goes with an edition: the warnings it was sent in spite of."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.orm import Base


class EditionWarning(Base):
    """A warning that stood when the edition was sent, and why it was sent all the same.

    `sentence` and `details` are sentences as `Sentence.to_json` writes them.
    """

    __tablename__ = "edition_warning"
    __table_args__ = (CheckConstraint("reason != ''", name="reason"),)

    edition_id: Mapped[int] = mapped_column(ForeignKey("agenda_version.id"), primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    sentence: Mapped[dict[str, Any]]
    details: Mapped[list[dict[str, Any]]]
    citation: Mapped[str]
    reason: Mapped[str]
