"""Tablets that keep papers, and the copies they keep."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from documents.models import DocumentVersion
from ecabinet.auth.models import Account, SignIn
from ecabinet.orm import Base


class Device(Base):
    """One account on one tablet, with the key under which that tablet keeps papers.

    `token` is chosen by the tablet; another account on the same tablet is another row. The key is
    given only to a sign-in on the device, and is renewed when that sign-in was ended: what was kept
    under the old one is then unreadable for good.
    """

    __tablename__ = "offline_device"
    __table_args__ = (UniqueConstraint("account_id", "token"), Index(None, "token"))

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    sign_in_id: Mapped[int | None] = mapped_column(ForeignKey("sign_in.id"))
    label: Mapped[str]
    key: Mapped[str]
    made_at: Mapped[datetime]
    contact_at: Mapped[datetime]

    account: Mapped[Account] = relationship()
    sign_in: Mapped[SignIn | None] = relationship()


class DropReason(enum.Enum):
    """Why a copy is no longer on its tablet."""

    REMOVED = "removed"
    """The reader removed it."""
    TAKEN_BACK = "taken_back"
    """The reader may no longer read it; the tablet was told so."""
    SIGNED_OUT = "signed_out"
    SIGN_IN_ENDED = "sign_in_ended"
    """From another device, by a new password, or because the account was closed."""
    OTHER_PERSON = "other_person"
    """Somebody else signed in on the tablet."""


class KeptCopy(Base):
    """A version lies on a tablet: since when, and until when and why not longer."""

    __tablename__ = "offline_copy"
    __table_args__ = (
        CheckConstraint("(dropped_at IS NULL) = (reason IS NULL)", name="dropped_has_reason"),
        Index("uq_offline_copy_in_force", "device_id", "version_id", unique=True,
              sqlite_where=text("dropped_at IS NULL"),
              postgresql_where=text("dropped_at IS NULL")),
        Index(None, "version_id"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    device_id: Mapped[int] = mapped_column(ForeignKey("offline_device.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("document_version.id"))
    kept_at: Mapped[datetime]
    dropped_at: Mapped[datetime | None]
    reason: Mapped[DropReason | None]

    device: Mapped[Device] = relationship()
    version: Mapped[DocumentVersion] = relationship()
