"""Files on their way in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.orm import Base


class Upload(Base):
    """A file that somebody is sending in pieces. How much of it is here is the length of the part
    file of its `name`: true whatever breaks. Deleted when it was taken in, or is too old."""

    __tablename__ = "upload"
    __table_args__ = (CheckConstraint("size >= 1", name="size"),)

    name: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    file_name: Mapped[str]
    size: Mapped[int]
    begun_at: Mapped[datetime] = mapped_column(index=True)
