"""The search itself: who asks, what is found, and the passages that show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, TypeAlias

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from ecabinet.api.cursors import decode, encode
from ecabinet.auth.actor import Actor
from ecabinet.errors import Invalid
from ecabinet.search import statements, terms
from ecabinet.search.best_pages import PAGES
from ecabinet.search.language import Query, Term
from ecabinet.search.matching import is_postgres
from ecabinet.search.reaches import reaches
from ecabinet.search.snippets import Snippet, holds, snippet_of
from ecabinet.search.statements import statement
from ecabinet.search_sources import Shown, Source
from ecabinet.sentences import S
from ecabinet.slots import SEARCH_SOURCES

LIMIT, MOST = 20, 50
MANY = 100
"""Candidates of one statement where only the pages tell whether the marks are right."""
SPARE = 10
"""Candidates beyond a page of hits where words must follow each other: in the pages they do, in
the titles of some of them only their pairs."""
ROOM = "64MB"
"""For what one reader may see: as many papers as there are, looked up for each hit."""

Key: TypeAlias = tuple[int, date, str, int]
"""Tier, day, source and id of a hit: the order in which hits come (statements.ORDER)."""


@dataclass(frozen=True)
class FoundPage:
    """A page of a hit with the passage that was found."""

    number: int
    snippet: Snippet


@dataclass(frozen=True)
class Hit:
    """Something found; `pages` is empty when only the title says it."""

    source: Source
    subject_id: int
    day: date
    shown: Shown
    pages: tuple[FoundPage, ...]

    @property
    def words(self) -> str:
        """What the reader's find bar is given: what stands on the best page."""
        return self.pages[0].snippet.phrase if self.pages else ""


@dataclass(frozen=True)
class Results:
    """A page of hits, best first, and the cursor of the next one (None at the end)."""

    hits: list[Hit]
    next: str | None


def search(
    db: Session,
    actor: Actor,
    query: Query,
    *,
    older: bool = False,
    cursor: str | None = None,
    limit: int = LIMIT,
) -> Results:
    """Return what `actor` may see of what `query` asks for: hits in the title first, then those
    where the words follow each other, then the others, each newest first.

    `older`: versions that a newer one took the place of as well. Raises Invalid when the query
    names no word that must be there, and for a cursor that is not ours.
    """
    if not query.wanted:
        raise Invalid(S("search-no-word"), {"q": S("search-no-word")})
    limit = max(1, min(limit, MOST))
    after: Sequence[Any] | None = decode(cursor, 4) if cursor else None
    if after and [type(value) for value in after] != [int, date, str, int]:
        raise Invalid(S("cursor-invalid"), {"cursor": S("cursor-invalid")})
    unsure = [term for term in query.wanted if terms.is_unsure(term)]
    wanted = limit + 1 + (SPARE if unsure else 0)
    if any(term.exact for term in unsure):
        wanted = MANY
    rows: dict[Key, _Row] = {}
    are_more = False
    with _planned(db):
        asked = partial(statement, db, actor, query, older, after, wanted, unsure)
        for reach, least, are_few in reaches(db, query, after, limit + 1):
            rows = _ask(db, asked(are_few=are_few), reach)
            are_more = len(rows) == wanted or _ends_early(rows, unsure)
            if are_more and all(key[0] >= least for key in rows):
                break
        found = _hits(db, actor, query, rows, unsure, limit + 1)
    after = list(rows)[-1] if are_more else None
    if len(found) > limit:
        after = found[limit - 1][0]
    return Results([hit for _, hit in found[:limit]], encode(after) if after else None)


@dataclass
class _Row:
    """What the statement gives of a subject: its best pages, and whether phrases may be there."""

    is_likely: bool
    nth: int
    """Of those that the reader may see."""
    pages: list[tuple[int, str]] = field(default_factory=list)


def _ask(db: Session, asked: Select[Any], reach: dict[str, Any]) -> dict[Key, _Row]:
    """Return {key of a subject: what is known of it}, in the order of the hits."""
    rows: dict[Key, _Row] = {}
    for tier, day, source, subject_id, number, body, is_likely, nth in db.execute(asked, reach):
        row = rows.setdefault((tier, day, source, subject_id), _Row(bool(is_likely), nth))
        if number is not None:
            row.pages.append((number, body))
    return rows


def _ends_early(rows: Mapping[Key, _Row], unsure: Sequence[Term]) -> bool:
    """Whether no more pages were looked into, though more subjects may be seen."""
    return bool(unsure) and any(row.nth == statements.LOOKED_INTO for row in rows.values())


@contextmanager
def _planned(db: Session) -> Iterator[None]:
    """To read the terms of all parts, or all papers to show some, is never the way, whatever
    PostgreSQL's planner thinks of it; compiling takes longer than any search; and a plan for any
    word is a bad one for most. For this transaction only."""
    if not is_postgres(db):
        yield
        return
    settings = {"enable_seqscan": "off", "jit": "off", "plan_cache_mode": "force_custom_plan"}
    before = db.execute(select(*(func.current_setting(name) for name in settings))).one()
    _set(db, settings | {"work_mem": ROOM})
    yield
    _set(db, dict(zip(settings, before, strict=True)))


def _set(db: Session, settings: Mapping[str, str]) -> None:
    db.execute(select(*(func.set_config(name, value, True) for name, value in settings.items())))


def _hits(
    db: Session,
    actor: Actor,
    query: Query,
    rows: dict[Key, _Row],
    unsure: Sequence[Term],
    most: int,
) -> list[tuple[Key, Hit]]:
    """Have the sources show what was found, no more at once than a page holds; set aside what is
    not there after all."""
    keys = [key for key, row in rows.items() if row.is_likely]
    sources = {source.name: source for source in SEARCH_SOURCES}
    found: list[tuple[Key, Hit]] = []
    for start in range(0, len(keys), most):
        some = keys[start : start + most]
        shown = {
            name: sources[name].show(db, actor, [key[3] for key in some if key[2] == name])
            for name in dict.fromkeys(key[2] for key in some)
        }
        for key in some:
            how, pages = shown[key[2]].get(key[3]), rows[key].pages
            if how is None:
                continue
            texts = [body for _, body in pages]
            if all(_is_there(term, how.names, texts) for term in unsure):
                snippets = [(number, snippet_of(body, query.wanted)) for number, body in pages]
                kept = tuple(FoundPage(number, one) for number, one in snippets if one)[:PAGES]
                found.append((key, Hit(sources[key[2]], key[3], key[1], how, kept)))
                if len(found) == most:
                    return found
    return found


def _is_there(term: Term, names: Sequence[str], texts: Sequence[str]) -> bool:
    return any(holds(one, term) for one in ([*names] if term.in_title else [*names, *texts]))
