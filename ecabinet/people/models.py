"""Organisations, persons, seats and mandates over time, delegations, the body and its rules."""

from __future__ import annotations

import enum
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecabinet.orm import Base


class Organisation(Base):
    """A ministry, agency or office, with the code of Decision 20/2020/QĐ-TTg. Never deleted."""

    __tablename__ = "organisation"
    __table_args__ = (
        Index("uq_organisation_code_in_use", "code", unique=True,
              sqlite_where=text("valid_to IS NULL"), postgresql_where=text("valid_to IS NULL")),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="validity"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    old_code: Mapped[str] = mapped_column(default="")
    notation: Mapped[str]
    name_vi: Mapped[str]
    name_en: Mapped[str]
    rank: Mapped[int] = mapped_column(default=1000)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))

    def name(self, language: str) -> str:
        """Return the name in `language` ("vi" or "en")."""
        return self.name_en if language == "en" else self.name_vi


class Person(Base):
    """Somebody the cabinet knows: a member, an official, a guest. Deactivated, never deleted."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    position_vi: Mapped[str] = mapped_column(default="")
    position_en: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    deactivated_at: Mapped[datetime | None]

    organisation: Mapped[Organisation | None] = relationship()
    mandates: Mapped[list[Mandate]] = relationship(order_by="Mandate.starts_on")

    def position(self, language: str) -> str:
        """Return the position held, in `language`."""
        return self.position_en if language == "en" else self.position_vi


class Seat(Base):
    """A chair of the cabinet. A person may hold two and still has one vote."""

    __tablename__ = "seat"

    id: Mapped[int] = mapped_column(primary_key=True)
    title_vi: Mapped[str]
    title_en: Mapped[str]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    rank: Mapped[int]
    votes: Mapped[bool] = mapped_column(default=True)
    is_chair: Mapped[bool] = mapped_column(default=False)

    organisation: Mapped[Organisation | None] = relationship()

    def title(self, language: str) -> str:
        """Return the title in `language`."""
        return self.title_en if language == "en" else self.title_vi


class Mandate(Base):
    """Who sits in which seat, from and to (inclusive days)."""

    __tablename__ = "mandate"
    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="period"),
        Index("uq_mandate_seat_open", "seat_id", unique=True,
              sqlite_where=text("ends_on IS NULL"), postgresql_where=text("ends_on IS NULL")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]

    person: Mapped[Person] = relationship(back_populates="mandates")
    seat: Mapped[Seat] = relationship()


class DelegationScope(enum.Enum):
    """What one person lets another account do in their name."""

    READ = "read"
    PREPARE = "prepare"
    SIT_IN = "sit_in"


class Delegation(Base):
    """A person lets an account act for them, for a period."""

    __tablename__ = "delegation"
    __table_args__ = (CheckConstraint("ends_at > starts_at", name="period"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    scope: Mapped[DelegationScope]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()


class Body(Base):
    """The cabinet itself: one row."""

    __tablename__ = "body"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name_vi: Mapped[str]
    name_en: Mapped[str]
    office_name_vi: Mapped[str]
    office_name_en: Mapped[str]
    notation: Mapped[str]
    office_notation: Mapped[str]
    place_vi: Mapped[str]
    place_en: Mapped[str]

    def name(self, language: str) -> str:
        """Return the body's name in `language`."""
        return self.name_en if language == "en" else self.name_vi

    def place(self, language: str) -> str:
        """Return the seat of government in `language`."""
        return self.place_en if language == "en" else self.place_vi


class BodyRulesVersion(Base):
    """The body's rules from a day on; the content is `people.rules.BodyRules` as JSON."""

    __tablename__ = "body_rules_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    valid_from: Mapped[date] = mapped_column(unique=True)
    preset: Mapped[str]
    rules: Mapped[dict[str, Any]]
