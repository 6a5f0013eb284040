"""Letters of invitation as issued and bound, entries in calendars, addresses of personal feeds, and
the reminder that goes out by itself."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecabinet.auth.models import Account
from ecabinet.orm import Base, Sha256
from ecabinet.people.models import Person
from meetings.models import Meeting


class InvitationLetter(Base):
    """A letter of invitation to a sitting, frozen when issued; a later one replaces it.

    `content`: the structure that the forms are drawn from (see `letters.content`). Numbers run
    from 1 each year (Decree 30/2020, art. 15).
    """

    __tablename__ = "invitation_letter"
    __table_args__ = (
        UniqueConstraint("meeting_id", "ordinal"),
        UniqueConstraint("year", "number"),
        CheckConstraint("ordinal >= 1", name="ordinal"),
        CheckConstraint("number >= 1", name="number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    ordinal: Mapped[int]
    year: Mapped[int]
    number: Mapped[int]
    symbol: Mapped[str]
    content: Mapped[dict[str, Any]]
    issued_at: Mapped[datetime]
    issued_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))

    meeting: Mapped[Meeting] = relationship()


class LetterBundle(Base):
    """The letters of all the invited as one file, as they were called then (`called`: the hash of
    what their letters say). `kind`: "pdf" or "zip"."""

    __tablename__ = "letter_bundle"
    __table_args__ = (
        UniqueConstraint("letter_id", "kind", "called"),
        CheckConstraint("kind IN ('pdf', 'zip')", name="kind"),
        CheckConstraint("size > 0", name="size"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("invitation_letter.id"))
    kind: Mapped[str]
    called: Mapped[Sha256]
    sha256: Mapped[Sha256]
    size: Mapped[int]
    made_at: Mapped[datetime]


class AutomaticReminder(Base):
    """What became of the reminder that goes out by itself before a sitting; no row: nothing yet.

    `off_at`: the secretariat wants none for this sitting. `reminded_on`: the day of the sitting of
    which it reminded last, at `reminded_at`, so many people (`told`); one that is moved to another
    day is another occasion.
    """

    __tablename__ = "automatic_reminder"
    __table_args__ = (
        CheckConstraint("(off_at IS NULL) = (off_by_id IS NULL)", name="off_by"),
        CheckConstraint("(reminded_at IS NULL) = (reminded_on IS NULL)", name="reminded"),
        CheckConstraint("told >= 0", name="told"),
    )

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    off_at: Mapped[datetime | None]
    off_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    reminded_on: Mapped[date | None]
    reminded_at: Mapped[datetime | None]
    told: Mapped[int] = mapped_column(default=0)


class CalendarEntry(Base):
    """A sitting in the calendar of one person, as it was told last (RFC 5545, RFC 5546).

    `uid` never changes; `sequence` counts what was told after the first time. `told`: the frame
    that was told, {title, starts_at, ends_at, place}. `cancelled_at`: told that it is off, or that
    the person is called no more.
    """

    __tablename__ = "calendar_entry"
    __table_args__ = (
        UniqueConstraint("meeting_id", "person_id"),
        CheckConstraint("sequence >= 0", name="sequence"),
        Index(None, "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    uid: Mapped[str] = mapped_column(unique=True)
    sequence: Mapped[int] = mapped_column(default=0)
    told: Mapped[dict[str, Any]]
    told_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]

    meeting: Mapped[Meeting] = relationship()
    person: Mapped[Person] = relationship()


class CalendarFeed(Base):
    """The secret address under which an account reads its sittings; here stands only the hash."""

    __tablename__ = "calendar_feed"
    __table_args__ = (
        Index("uq_calendar_feed_in_use", "account_id", unique=True,
              sqlite_where=text("revoked_at IS NULL"), postgresql_where=text("revoked_at IS NULL")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    token_hash: Mapped[Sha256] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship()
