"""Notices and their deliveries: the outbox that is written with the act and sent after it."""

from __future__ import annotations

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecabinet.orm import Base, state_with_evidence
from ecabinet.people.models import Person


class Channel(enum.Enum):
    """The ways to a person."""

    APP = "app"
    EMAIL = "email"
    SMS = "sms"
    PUSH = "push"


class DeliveryState(enum.Enum):
    """Where a delivery stands."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"


class DropReason(enum.Enum):
    """Why a delivery is not made."""

    ANSWERED = "answered"
    PREFERENCE = "preference"
    NO_ADDRESS = "no-address"
    NOT_SET_UP = "not-set-up"
    LEFT = "left"
    """The person was deactivated meanwhile."""


class Trouble(enum.Enum):
    """Why a channel did not take a delivery, in kinds that somebody can act on: each is a sentence
    of the catalogue ("notice-error-…") that says what to do."""

    REFUSED_ADDRESS = "refused-address"
    SERVER_AWAY = "server-away"
    """Not reached, or busy."""
    GATEWAY_REFUSED = "gateway-refused"
    """It takes nothing from us as we are set up."""
    GONE = "gone"
    """The browser listens no more."""
    BROKEN = "broken"
    """We could not even prepare it."""


_UNREAD = text("read_at IS NULL AND shown_at IS NOT NULL")
_OPEN = text("state IN ('queued', 'sending')")


class Notice(Base):
    """What one person is told of one thing, once ever: `key` names the thing."""

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("person_id", "key"),
        CheckConstraint("read_at IS NULL OR shown_at IS NOT NULL", name="read_when_shown"),
        Index("ix_notice_unread", "person_id",
              sqlite_where=_UNREAD, postgresql_where=_UNREAD),
        Index(None, "person_id", "shown_at"),
        Index(None, "kind", "created_at"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str]
    key: Mapped[str]
    sentence: Mapped[dict[str, Any]]
    """For the page, which the person sees signed in."""
    outside: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """What e-mail, SMS and push may say; None: a general sentence of the kind."""
    subject: Mapped[dict[str, Any]]
    """What the kind's `still` is asked with."""
    url: Mapped[str]
    created_at: Mapped[datetime]
    shown_at: Mapped[datetime | None]
    read_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()
    deliveries: Mapped[list[Delivery]] = relationship(
        back_populates="notice", order_by="Delivery.id"
    )


class Delivery(Base):
    """A notice on one channel.

    `reference` is the same in every try: the mail server, the gateway or the push service knows a
    repeat by it. Those of one digest share the reference of its first.
    """

    __tablename__ = "notice_delivery"
    __table_args__ = (
        UniqueConstraint("notice_id", "channel"),
        state_with_evidence("state", ("sending",), "lease"),
        state_with_evidence("state", ("sending",), "lease_until"),
        state_with_evidence("state", ("sent",), "sent_at"),
        state_with_evidence("state", ("failed",), "failed_at"),
        state_with_evidence("state", ("dropped",), "drop_reason"),
        CheckConstraint("tries >= 0", name="tries"),
        CheckConstraint(
            "(trouble IS NULL) = (last_error IS NULL)", name="trouble_has_last_error"
        ),
        CheckConstraint("state <> 'failed' OR last_error IS NOT NULL", name="failed_says_why"),
        Index("ix_notice_delivery_open", "channel", "due_at",
              sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index(None, "state"),
        Index(None, "reference"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"))
    channel: Mapped[Channel]
    state: Mapped[DeliveryState] = mapped_column(default=DeliveryState.QUEUED)
    reference: Mapped[str]
    in_digest: Mapped[bool] = mapped_column(default=False)
    due_at: Mapped[datetime]
    """Not before; after a failure the next try."""
    tries: Mapped[int] = mapped_column(default=0)
    resends: Mapped[int] = mapped_column(default=0)
    lease: Mapped[str | None]
    """Which worker's try it is; after `lease_until` anybody may take it up."""
    lease_until: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    sent_to: Mapped[str | None]
    failed_at: Mapped[datetime | None]
    drop_reason: Mapped[DropReason | None]
    trouble: Mapped[Trouble | None]
    last_error: Mapped[str | None]
    """What the other side answered, for the administrator alone."""

    notice: Mapped[Notice] = relationship(back_populates="deliveries")


class NoticeFile(Base):
    """Something that goes with an e-mail, kept once for all who get it."""

    __tablename__ = "notice_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    media_type: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary)


class NoticeAttachment(Base):
    """Which files go with a notice."""

    __tablename__ = "notice_attachment"

    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"), primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("notice_file.id"), primary_key=True)


class NoticePreference(Base):
    """A person's own choice for one group on one channel; without a row the default holds."""

    __tablename__ = "notice_preference"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    group: Mapped[str] = mapped_column("kind_group", primary_key=True)
    channel: Mapped[Channel] = mapped_column(primary_key=True)
    is_on: Mapped[bool]


_MINUTE = "{0} IS NULL OR ({0} >= 0 AND {0} < 1440)"


class NoticeSettings(Base):
    """How a person wants to be told. Minutes count from midnight where the cabinet sits."""

    __tablename__ = "notice_settings"
    __table_args__ = (
        CheckConstraint("(quiet_from IS NULL) = (quiet_until IS NULL)", name="quiet_whole"),
        CheckConstraint("quiet_from <> quiet_until", name="quiet_has_length"),
        CheckConstraint(_MINUTE.format("digest_at"), name="digest_at"),
        CheckConstraint(_MINUTE.format("quiet_from"), name="quiet_from"),
        CheckConstraint(_MINUTE.format("quiet_until"), name="quiet_until"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    phone: Mapped[str] = mapped_column(default="")
    digest_at: Mapped[int | None]
    """E-mail once a day at this minute instead of at once."""
    quiet_from: Mapped[int | None]
    quiet_until: Mapped[int | None]


class PushSubscription(Base):
    """A browser that may be pushed to, as long as the sign-in it was made in is open."""

    __tablename__ = "push_subscription"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    sign_in_id: Mapped[int] = mapped_column(ForeignKey("sign_in.id"), index=True)
    endpoint: Mapped[str] = mapped_column(unique=True)
    p256dh: Mapped[str]
    auth: Mapped[str]
    created_at: Mapped[datetime]
