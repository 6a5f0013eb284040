"""How papers are numbered, which numbers they have, and their stamped copies."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.orm import Base, Sha256

DEFAULT_SITTING = "{date}-{item}.{paper}"
DEFAULT_BALLOT = "PYK{id}-{paper}"


class NumberingScheme(Base):
    """The patterns in use: one row. Numbers already given stay as they are."""

    __tablename__ = "numbering_scheme"
    __table_args__ = (CheckConstraint("id = 1", name="one"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting: Mapped[str]
    ballot: Mapped[str]
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    changed_at: Mapped[datetime]


class PaperNumber(Base):
    """The number of a paper in one sitting or ballot; given once, for all its versions."""

    __tablename__ = "paper_number"
    __table_args__ = (
        UniqueConstraint("occasion", "number"),
        CheckConstraint("number != ''", name="number"),
    )

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    occasion: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[str]
    given_at: Mapped[datetime]


class StampedCopy(Base):
    """The reading copy of a version with a number on each page. Made once for each number that the
    paper had; none goes, for readers may have it open: but those of a draft whose text was
    recognised since, which nobody read."""

    __tablename__ = "stamped_copy"

    version_id: Mapped[int] = mapped_column(ForeignKey("document_version.id"), primary_key=True)
    number: Mapped[str] = mapped_column(primary_key=True)
    sha256: Mapped[Sha256]
