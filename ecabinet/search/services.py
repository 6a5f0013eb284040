"""Keeping the index: what has changed is read, and written anew in one unit of work per subject.

The texts are read outside of it. What a crash or a lost race leaves behind is found by `stale`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import ARRAY, ColumnElement, Text, and_, cast, delete, func, insert, select
from sqlalchemy.orm import Session

from ecabinet import clock
from ecabinet.errors import Conflict
from ecabinet.orm import table_of
from ecabinet.search.folding import joined, words_of
from ecabinet.search.models import SearchPage, SearchPart, SearchState
from ecabinet.search.terms import WHOLE, day_terms, is_pair, terms_of
from ecabinet.search_sources import Content, Passage, Source
from ecabinet.slots import SEARCH_SOURCES
from ecabinet.storage import Store

if TYPE_CHECKING:
    from ecabinet.db import Database

log = logging.getLogger(__name__)

PART_PAGES = 20
"""Pages that are found together at most."""
PART_BYTES = 500_000
"""Terms of a part at most, in bytes: PostgreSQL takes 1 MB."""
WHOLE_BYTES = 900_000
"""Terms of all parts together at most, in the same measure."""
PAGE_LETTERS = 100_000
"""Letters of a page that are indexed; a page of text has 3,000."""

_part, _page, _state = (table_of(one) for one in (SearchPart, SearchPage, SearchState))


@dataclass
class _Part:
    organisation_id: int | None
    terms: set[str]
    pages: list[tuple[int, str, str]] = field(default_factory=list)
    size: int = 0


def parts_of(content: Content) -> list[_Part]:
    """Cut a text into the parts that are found; a text without words is one part, of its title.

    Behind the parts of a long text stands one without pages that holds what all of them hold: words
    that stand far from each other are found together, too.
    """
    title: set[str] = set()
    for name in content.names:
        title |= terms_of(words_of(name), title=True)
    parts: list[_Part] = []
    stands_alone, is_one_text = True, True
    for passage in content.passages:
        body = passage.text[:PAGE_LETTERS]
        words = words_of(body)
        if not words:
            continue
        page_terms = terms_of(words)
        size = _size(page_terms)
        last = parts[-1] if parts else None
        if (
            last is None
            or stands_alone
            or passage.stands_alone
            or len(last.pages) >= PART_PAGES
            or last.size + size > PART_BYTES
        ):
            organisation_id = passage.organisation_id or content.organisation_id
            last = _Part(organisation_id, set(title))
            parts.append(last)
        last.terms |= page_terms
        last.size += size
        last.pages.append((passage.number, body, joined(word.folded for word in words)))
        stands_alone = passage.stands_alone
        is_one_text = is_one_text and not stands_alone
    if len(parts) > 1 and is_one_text:
        parts.append(_whole(content, parts))
    return parts or [_Part(content.organisation_id, title)]


def _whole(content: Content, parts: Iterable[_Part]) -> _Part:
    found: set[str] = set().union(*(part.terms for part in parts))
    if _size(found) > WHOLE_BYTES:
        # Of a very long text the words alone; of a list of nothing but numbers the shortest.
        found = {term for term in found if not is_pair(term)}
    while _size(found) > WHOLE_BYTES:
        found = set(sorted(found, key=len)[: len(found) * 3 // 4])
    return _Part(content.organisation_id, found | {WHOLE})


def _size(terms: Iterable[str]) -> int:
    return sum(len(term) + 6 for term in terms)


def index_subject(database: Database, store: Store, source: Source, subject_id: int) -> bool:
    """Bring what the index holds of one subject up to now; return whether anything is there.

    Raises Conflict when another process did the same at the same moment.
    """
    wanted = source.fingerprints().subquery()
    with database.reading() as db:
        fingerprint = db.execute(
            select(wanted.c[1]).where(wanted.c[0] == subject_id)
        ).scalar_one_or_none()
        content = source.content(db, store, subject_id) if fingerprint is not None else None
        parts = parts_of(content) if content else []
    with database.unit_of_work() as db:
        _forget(db, source.name, [subject_id])
        if fingerprint is None:
            return False
        state = {"source": source.name, "subject_id": subject_id, "fingerprint": fingerprint}
        db.execute(insert(_state).values(**state, indexed_at=clock.now()))
        if content:
            _write(db, source.name, subject_id, content, parts)
    return content is not None


def _write(
    db: Session, source: str, subject_id: int, content: Content, parts: Iterable[_Part]
) -> None:
    for ordinal, part in enumerate(parts, start=1):
        row = {
            "source": source,
            "subject_id": subject_id,
            "ordinal": ordinal,
            "day": content.day,
            "organisation_id": part.organisation_id,
            "terms": terms_value(db, part.terms | day_terms(content.day)),
        }
        part_id = db.execute(insert(_part).values(row).returning(_part.c.id)).scalar_one()
        pages = [
            {"part_id": part_id, "number": number, "body": body, "folded": folded}
            for number, body, folded in part.pages
        ]
        if pages:
            db.execute(insert(_page), pages)


def terms_value(db: Session, terms: set[str]) -> str | ColumnElement[str]:
    """Return `terms` as the engine keeps them."""
    if db.get_bind().dialect.name == "postgresql":
        return func.array_to_tsvector(cast(sorted(terms), ARRAY(Text)))
    return " ".join(sorted(terms))


def _forget(db: Session, source: str, subject_ids: Iterable[int]) -> None:
    ids = list(subject_ids)
    mine = and_(_part.c.source == source, _part.c.subject_id.in_(ids))
    db.execute(delete(_page).where(_page.c.part_id.in_(select(_part.c.id).where(mine))))
    db.execute(delete(_part).where(mine))
    db.execute(delete(_state).where(_state.c.source == source, _state.c.subject_id.in_(ids)))


def stale(db: Session, source: Source, limit: int | None = None) -> list[int]:
    """Return subjects whose content is not what the index holds, in order."""
    wanted = source.fingerprints().subquery()
    held = and_(_state.c.source == source.name, _state.c.subject_id == wanted.c[0])
    rows = db.execute(
        select(wanted.c[0])
        .select_from(wanted.outerjoin(_state, held))
        .where(_state.c.fingerprint.is_distinct_from(wanted.c[1]))
        .order_by(wanted.c[0])
        .limit(limit)
    )
    return list(rows.scalars())


def orphans(db: Session, source: Source, limit: int | None = None) -> list[int]:
    """Return subjects in the index that do not belong there (any more)."""
    wanted = source.fingerprints().subquery()
    rows = db.execute(
        select(_state.c.subject_id)
        .where(
            _state.c.source == source.name,
            _state.c.subject_id.not_in(select(wanted.c[0])),
        )
        .order_by(_state.c.subject_id)
        .limit(limit)
    )
    return list(rows.scalars())


def behind(db: Session, limit: int) -> set[tuple[str, int]]:
    """Return (source, subject) that the index misses or holds though they are gone, no more than
    `limit` of a kind."""
    return {
        (source.name, subject_id)
        for source in SEARCH_SOURCES
        for find in (stale, orphans)
        for subject_id in find(db, source, limit)
    }


def sweep(
    database: Database,
    store: Store,
    *,
    told: Callable[[int, int], None] = lambda done, total: None,
) -> int:
    """Index what is stale and forget what does not belong there; return how many subjects.

    One that cannot be read is logged and keeps no other from being found; it stays stale, as the
    doctor says. `told(done, total)` after each: outside of every unit of work.
    """
    with database.reading() as db:
        work = [
            (source, subject_id)
            for source in SEARCH_SOURCES
            for subject_id in [*stale(db, source), *orphans(db, source)]
        ]
    for done, (source, subject_id) in enumerate(work, start=1):
        try:
            index_subject(database, store, source, subject_id)
        except Conflict:
            continue  # somebody else is at it; if not, it is found again
        except Exception:
            log.exception("%s:%s cannot be indexed", source.name, subject_id)
        finally:
            told(done, len(work))
    return len(work)


def invalidate(database: Database) -> None:
    """Have everything indexed anew by the next sweep; what is there is found until then."""
    with database.unit_of_work() as db:
        db.execute(_state.update().values(fingerprint=""))


def find_faults(db: Session) -> Iterator[str]:
    """Say what is missing in the index, for the doctor."""
    for source in SEARCH_SOURCES:
        missing, beyond = len(stale(db, source)), len(orphans(db, source))
        if missing:
            yield f"search: {missing} of {source.name} not indexed as they are now"
        if beyond:
            yield f"search: {beyond} of {source.name} indexed and gone"


__all__ = [
    "Passage",
    "behind",
    "find_faults",
    "index_subject",
    "invalidate",
    "orphans",
    "parts_of",
    "stale",
    "sweep",
    "terms_value",
]
