"""The record of a sitting, as its tables hold it."""

from __future__ import annotations

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecabinet.orm import Base, Sha256, state_with_evidence
from meetings.models import Meeting


class MinutesState(enum.Enum):
    """Where the record of the sitting stands."""

    DRAFT = "draft"
    REVIEW = "review"
    APPROVED = "approved"
    SIGNED = "signed"


class Minutes(Base):
    """A revision of the record of the sitting; `content` is the structure the forms are made of.

    Signing draws the files once more, with who signed and when; those that were approved are
    kept. `content_hash`: SHA-256 of the content that was signed, which stays as it is.
    """

    __tablename__ = "minutes"
    __table_args__ = (
        UniqueConstraint("meeting_id", "ordinal"),
        state_with_evidence("state", ("signed",), "signed_at"),
        state_with_evidence("state", ("signed",), "signed_by_id"),
        state_with_evidence("state", ("signed",), "content_hash"),
        state_with_evidence("state", ("signed",), "approved_pdf_sha256"),
        state_with_evidence("state", ("signed",), "approved_docx_sha256"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    ordinal: Mapped[int]
    state: Mapped[MinutesState] = mapped_column(default=MinutesState.DRAFT)
    number_symbol: Mapped[str]
    content: Mapped[dict[str, Any]]
    pdf_sha256: Mapped[Sha256]
    docx_sha256: Mapped[Sha256]
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    approved_at: Mapped[datetime | None]
    signed_at: Mapped[datetime | None]
    signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    approved_pdf_sha256: Mapped[Sha256 | None]
    approved_docx_sha256: Mapped[Sha256 | None]
    content_hash: Mapped[Sha256 | None]

    meeting: Mapped[Meeting] = relationship()
