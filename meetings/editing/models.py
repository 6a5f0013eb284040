"""Which items an officer found formally in order."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecabinet.auth.models import Account
from ecabinet.orm import Base


class FormalCheck(Base):
    """An officer found an item and its papers formally in order (kiểm tra thể thức).

    It holds for what stood there then: `fingerprint` of the line. Another word in it, another
    paper or another version of one, and it holds no more.
    """

    __tablename__ = "formal_check"

    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), primary_key=True)
    fingerprint: Mapped[str]
    at: Mapped[datetime]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))

    account: Mapped[Account] = relationship()
