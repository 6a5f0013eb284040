"""The index: parts of texts with their terms, the pages they are made of, and what was indexed."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import DDL, CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, event
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.orm import Base, table_of


class SearchPart(Base):
    """A few neighbouring pages of one subject, found together: all words asked for stand in one
    part, or in the title, whose words every part has. `source` and `subject_id` name the subject
    as the `Source` that brought it does."""

    __tablename__ = "search_part"
    __table_args__ = (
        UniqueConstraint("source", "subject_id", "ordinal"),
        CheckConstraint("ordinal >= 1", name="ordinal"),
        Index(None, "day"),
        # Without a list of pending entries: a search would have to read it to its end.
        Index("ix_search_part_terms", "terms", postgresql_using="gin",
              postgresql_with={"fastupdate": "off"}, info={"only": "postgresql"})
        .ddl_if(dialect="postgresql"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str]
    subject_id: Mapped[int]
    ordinal: Mapped[int]
    day: Mapped[date]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    terms: Mapped[str] = mapped_column(Text().with_variant(TSVECTOR(), "postgresql"))


class SearchPage(Base):
    """A page of a part: as it is written, and folded for looking into it."""

    __tablename__ = "search_page"

    part_id: Mapped[int] = mapped_column(ForeignKey("search_part.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[str]
    folded: Mapped[str]


class SearchState(Base):
    """Of what state of a subject the index holds the text; subjects without text stand here too."""

    __tablename__ = "search_state"

    source: Mapped[str] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(primary_key=True)
    fingerprint: Mapped[str]
    indexed_at: Mapped[datetime]


FTS5 = (
    "CREATE VIRTUAL TABLE search_terms USING fts5(terms, content='search_part',"
    " content_rowid='id', detail=none, columnsize=0, tokenize=\"ascii tokenchars '_=^'\")",
    "CREATE TRIGGER search_part_in AFTER INSERT ON search_part BEGIN"
    " INSERT INTO search_terms(rowid, terms) VALUES (new.id, new.terms); END",
    "CREATE TRIGGER search_part_out AFTER DELETE ON search_part BEGIN"
    " INSERT INTO search_terms(search_terms, rowid, terms)"
    " VALUES ('delete', old.id, old.terms); END",
)
"""SQLite's index over `search_part.terms`; parts are never updated."""

for _statement in FTS5:
    _ddl = DDL(_statement)  # type: ignore[no-untyped-call]  # SQLAlchemy's own
    event.listen(table_of(SearchPart), "after_create", _ddl.execute_if(dialect="sqlite"))
