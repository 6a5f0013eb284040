"""What is asked of the index and of the pages: the conditions of which the statement is made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    FromClause,
    cast,
    column,
    exists,
    func,
    literal,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from ecabinet.orm import table_of
from ecabinet.search import terms
from ecabinet.search.folding import joined
from ecabinet.search.language import Term
from ecabinet.search.models import SearchPage, SearchPart

part, page = table_of(SearchPart), table_of(SearchPage)
day = func.coalesce(part.c.day, part.c.day, type_=Date)
"""The day of a part, so that no index on it is used: to read the terms of all parts of some days
is never the way."""


def is_postgres(db: Session) -> bool:
    """Return which of the two engines it is."""
    return db.get_bind().dialect.name == "postgresql"


def matches(db: Session, asked: ColumnElement[str]) -> ColumnElement[bool]:
    """The condition on a part that its terms are what is `asked` (a `question`); one look into the
    index."""
    if is_postgres(db):
        return part.c.terms.op("@@")(cast(asked, TSQUERY))
    whole: ColumnElement[Any] = column("search_terms")  # what FTS5 calls the index as a whole
    index = table("search_terms", column("rowid"))
    return part.c.id.in_(select(index.c.rowid).select_from(index).where(whole.op("MATCH")(asked)))


def question(
    db: Session,
    wanted: Iterable[str],
    barred: Iterable[Sequence[str]] = (),
    one_of: Sequence[str] = (),
) -> str:
    """Return what the index is asked, in the engine's own language."""
    return (terms.as_tsquery if is_postgres(db) else terms.as_fts5)(wanted, barred, one_of)


def holding(db: Session, wanted: Iterable[str], name: str) -> CTE:
    """The subjects of which a part holds all these terms, gathered once."""
    return (
        select(part.c.source, part.c.subject_id)
        .where(matches(db, literal(question(db, wanted))))
        .cte(name)
        .prefix_with("MATERIALIZED")
    )


def is_in(subject: FromClause, gathered: CTE) -> ColumnElement[bool]:
    return exists().where(
        gathered.c.source == subject.c.source, gathered.c.subject_id == subject.c.subject_id
    )


def has_run(db: Session, subject: FromClause, term: Term) -> ColumnElement[bool]:
    """The condition on a subject that the words follow each other on one of its pages; whether
    their marks are right is seen later."""
    return (
        select(page.c.part_id)
        .select_from(part.join(page, page.c.part_id == part.c.id))
        .where(
            part.c.source == subject.c.source,
            part.c.subject_id == subject.c.subject_id,
            stands_in(db, term.words),
        )
        .exists()
    )


def part_has_run(db: Session, part_id: ColumnElement[int], term: Term) -> ColumnElement[bool]:
    """The same condition on a part."""
    return (
        select(page.c.part_id).where(page.c.part_id == part_id, stands_in(db, term.words)).exists()
    )


def has_term(db: Session, its: FromClause, term: str) -> ColumnElement[bool]:
    """The condition on one part of few that it holds a term; without the index."""
    if is_postgres(db):
        return its.c.terms.op("@@")(cast(literal(f"'{term}'"), TSQUERY))
    return func.instr(literal(" ") + its.c.terms + " ", f" {term} ") > 0


def stands_in(db: Session, words: Sequence[str]) -> ColumnElement[bool]:
    """The condition on a page that the words stand in it, one after the other."""
    looking = func.strpos if is_postgres(db) else func.instr
    return looking(page.c.folded, joined(words)) > 0
