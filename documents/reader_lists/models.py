"""Named lists of readers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from ecabinet.orm import Base, table_of
from ecabinet.people.models import Person
from ecabinet.search.folding import fold


class ReaderListMember(Base):
    """Who stands on a list."""

    __tablename__ = "reader_list_member"

    list_id: Mapped[int] = mapped_column(ForeignKey("reader_list.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)


class ReaderList(Base):
    """Readers to whom papers are often handed together. Removed, never deleted: the journal names
    the lists by which papers were handed out. `folded`: the name as it is compared with others."""

    __tablename__ = "reader_list"
    __table_args__ = (
        CheckConstraint("(removed_at IS NULL) = (removed_by_id IS NULL)", name="removed_by"),
        Index("uq_reader_list_name_in_use", "folded", unique=True,
              sqlite_where=text("removed_at IS NULL"),
              postgresql_where=text("removed_at IS NULL")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    folded: Mapped[str]
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    changed_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    revision: Mapped[int] = mapped_column(default=1)

    persons: Mapped[list[Person]] = relationship(
        secondary=table_of(ReaderListMember), order_by=(Person.name, Person.id)
    )

    __mapper_args__ = {"version_id_col": revision}

    @validates("name")
    def _fold(self, _: str, value: str) -> str:
        self.folded = fold(value)
        return value
