"""Where somebody left a paper, kept for all their tablets."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.orm import Base


class ReadingPlace(Base):
    """The last page of a version that a person looked at; `top` in PDF points from its bottom."""

    __tablename__ = "reading_place"
    __table_args__ = (CheckConstraint("page >= 1", name="page"),)

    version_id: Mapped[int] = mapped_column(ForeignKey("document_version.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    page: Mapped[int]
    top: Mapped[float | None]
    at: Mapped[datetime]
