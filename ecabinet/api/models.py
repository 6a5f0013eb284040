"""Answers kept for a while, so that a repeated write is answered and not done twice."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.orm import Base, Sha256


class IdempotentAnswer(Base):
    """The answer to a write that carried an Idempotency-Key."""

    __tablename__ = "idempotent_answer"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    request_hash: Mapped[Sha256]
    status: Mapped[int]
    body: Mapped[str]
    at: Mapped[datetime]
