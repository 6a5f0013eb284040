"""What members say of an item beforehand, superseded and never erased; items adopted en bloc."""

from __future__ import annotations

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from documents.models import Document
from ecabinet.orm import Base
from ecabinet.people.models import Person
from meetings.models import AgendaItem


class Stance(enum.Enum):
    """What a member says of an item. Who objects may wish to speak as well."""

    NO_OBJECTION = "no_objection"
    WISHES_TO_SPEAK = "wishes_to_speak"
    OBJECTION = "objection"


class Position(Base):
    """What is said of an item from one member's place; the name and seat as they were.

    `substitute_id`: the named substitute who said it. Written by an assistant (`prepared_by_id`)
    it is nobody's position until it is confirmed; a later one supersedes it, nothing is erased.
    """

    __tablename__ = "position"
    __table_args__ = (
        Index("uq_position_in_force", "item_id", "person_id", unique=True,
              sqlite_where=text("superseded_at IS NULL AND confirmed_at IS NOT NULL"),
              postgresql_where=text("superseded_at IS NULL AND confirmed_at IS NOT NULL")),
        Index("uq_position_prepared", "item_id", "person_id", unique=True,
              sqlite_where=text("superseded_at IS NULL AND confirmed_at IS NULL"),
              postgresql_where=text("superseded_at IS NULL AND confirmed_at IS NULL")),
        Index(None, "person_id"),
        CheckConstraint(
            "stance = 'objection' OR wishes_to_speak = (stance = 'wishes_to_speak')",
            name="speaks",
        ),
        CheckConstraint(
            "(confirmed_at IS NULL) = (confirmed_by_id IS NULL)", name="confirmed_has_account"
        ),
        CheckConstraint(
            "confirmed_at IS NOT NULL OR prepared_by_id IS NOT NULL", name="prepared_or_confirmed"
        ),
        CheckConstraint(
            "superseded_at IS NULL OR superseded_at >= created_at", name="superseded_later"
        ),
        CheckConstraint(
            "(substitute_id IS NULL) = (substitute_name = '')", name="substitute_has_name"
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str]
    title_vi: Mapped[str]
    title_en: Mapped[str]
    rank: Mapped[int]
    substitute_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    substitute_name: Mapped[str] = mapped_column(default="")
    stance: Mapped[Stance]
    wishes_to_speak: Mapped[bool] = mapped_column(default=False)
    remark: Mapped[str] = mapped_column(default="")
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    created_at: Mapped[datetime]
    prepared_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    confirmed_at: Mapped[datetime | None]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    superseded_at: Mapped[datetime | None]

    item: Mapped[AgendaItem] = relationship()
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    document: Mapped[Document | None] = relationship()

    def title(self, language: str) -> str:
        """Return the seat's title in `language`, as it was."""
        return self.title_en if language == "en" else self.title_vi


class EnBlocItem(Base):
    """An item that was adopted with others in one act; `counts` as they stood then:
    {members, no_objection, unanswered}."""

    __tablename__ = "en_bloc_item"

    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), primary_key=True)
    adopted_at: Mapped[datetime]
    adopted_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    counts: Mapped[dict[str, Any]]

    item: Mapped[AgendaItem] = relationship()
