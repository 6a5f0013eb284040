"""What accounts chose to have kept on their tablets."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.orm import Base


class KeepsComing(Base):
    """This account has the papers of the coming sitting kept by themselves, since when. A choice of
    the account and not of a tablet: signing out clears everything there is on one."""

    __tablename__ = "offline_keeps_coming"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    since: Mapped[datetime]
