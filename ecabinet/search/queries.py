"""The search itself. What a reader may see stands in the same statement as the match, so that
nothing else is ranked, counted, cut into passages or told apart by its absence from a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from sqlalchemy import (
    CTE,
    ColumnElement,
    Integer,
    Select,
    Subquery,
    and_,
    case,
    cast,
    column,
    func,
    literal,
    select,
    table,
    text,
    tuple_,
    union_all,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from ecabinet.api.cursors import decode, encode
from ecabinet.auth.actor import Actor
from ecabinet.errors import Invalid
from ecabinet.orm import table_of
from ecabinet.people.models import Organisation
from ecabinet.search import terms
from ecabinet.search.folding import fold, joined
from ecabinet.search.language import Query, Term
from ecabinet.search.models import SearchPage, SearchPart
from ecabinet.search.snippets import Snippet, holds, snippet_of
from ecabinet.search.sources import Shown, Source
from ecabinet.sentences import S
from ecabinet.slots import SEARCH_SOURCES

LIMIT, MOST = 20, 50
PAGES = 3
"""Pages shown of a hit."""
PARTS = 3
"""Parts of one subject that are looked into for its best pages; all are searched."""
PAGES_READ = 60
"""Pages read of a hit where it is seen in them only whether words follow each other."""
ROUNDS = 3
"""Statements at most for one page of hits, when some must be set aside after reading them."""

Key: TypeAlias = tuple[int, date, str, int]
"""Tier, day, source and id of a hit: the order in which hits come."""

_part, _page = table_of(SearchPart), table_of(SearchPage)


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
    unsure = [term for term in query.wanted if _is_unsure(term)]
    wanted = 2 * limit + 1 if unsure else limit + 1
    found: list[tuple[Key, Hit]] = []
    for _ in range(ROUNDS):
        rows = _ask(db, _statement(db, actor, query, older, after, wanted, unsure))
        found += _hits(db, actor, query, rows, unsure)
        after = list(rows)[-1] if len(rows) == wanted else None
        if len(found) > limit:
            after = found[limit - 1][0]
            break
        if after is None:
            break
    return Results([hit for _, hit in found[:limit]], encode(after) if after else None)


def _is_unsure(term: Term) -> bool:
    """Whether the index knows only that all pairs of its words stand in the part: whether they
    follow each other, with these marks, is seen in the pages."""
    return len(term.words) > 2 or (term.exact is not None and len(term.words) > 1)


def _is_postgres(db: Session) -> bool:
    return db.get_bind().dialect.name == "postgresql"


def _ask(db: Session, statement: Select[Any]) -> dict[Key, list[tuple[int, str]]]:
    """Return {key of a subject: its best pages with their text}, in the order of the hits."""
    rows: dict[Key, list[tuple[int, str]]] = {}
    if _is_postgres(db):
        # To read the terms of all parts is never the way, whatever the planner thinks of it.
        db.execute(text("SET LOCAL enable_seqscan = off"))
    for tier, day, source, subject_id, number, body in db.execute(statement):
        pages = rows.setdefault((tier, day, source, subject_id), [])
        if number is not None:
            pages.append((number, body))
    if _is_postgres(db):
        db.execute(text("SET LOCAL enable_seqscan = on"))
    return rows


def _statement(
    db: Session,
    actor: Actor,
    query: Query,
    older: bool,
    after: Sequence[Any] | None,
    wanted: int,
    unsure: Sequence[Term],
) -> Select[Any]:
    matched = _matched(db, query)
    subjects = (
        select(
            matched.c.source,
            matched.c.subject_id,
            func.max(matched.c.tier).label("tier"),
            func.max(matched.c.day).label("day"),
        )
        .group_by(matched.c.source, matched.c.subject_id)
        .subquery("subjects")
    )
    barred = _barred(db, query)
    seen = union_all(
        *(
            select(subjects).where(
                subjects.c.source == source.name,
                subjects.c.subject_id.in_(source.visible(actor, older)),
                *(
                    subjects.c.subject_id.not_in(
                        select(one.c.subject_id).where(one.c.source == source.name)
                    )
                    for one in barred
                ),
            )
            for source in SEARCH_SOURCES
            if not query.kinds or source.kind in query.kinds
        )
    ).subquery("seen")
    order = [seen.c.tier, seen.c.day, seen.c.source, seen.c.subject_id]
    chosen = select(seen)
    if after:
        chosen = chosen.where(tuple_(*order) < tuple(after))
    top = chosen.order_by(*(one.desc() for one in order)).limit(wanted).cte("top")
    pages = _best_pages(db, query, matched, top, unsure)
    return (
        select(top.c.tier, top.c.day, top.c.source, top.c.subject_id, pages.c.number, pages.c.body)
        .select_from(
            top.outerjoin(
                pages,
                and_(pages.c.source == top.c.source, pages.c.subject_id == top.c.subject_id),
            )
        )
        .order_by(*(top.c[one.name].desc() for one in order), pages.c.worth.desc(), pages.c.number)
    )


def _matches(db: Session, wanted: Iterable[str]) -> ColumnElement[bool]:
    """The condition on a part that all of these terms stand in it; one look into the index."""
    if _is_postgres(db):
        return _part.c.terms.op("@@")(cast(literal(terms.as_tsquery(wanted)), TSQUERY))
    whole: ColumnElement[Any] = column("search_terms")  # what FTS5 calls the index as a whole
    index = table("search_terms", column("rowid"))
    return _part.c.id.in_(
        select(index.c.rowid).select_from(index).where(whole.op("MATCH")(terms.as_fts5(wanted)))
    )


def _matched(db: Session, query: Query) -> CTE:
    """The parts in which all words stand, once for each way (`tier`) in which they do."""
    ways = [(1, terms.all_of(query.wanted)), (2, terms.close_of(query)), (3, terms.title_of(query))]
    limits: list[ColumnElement[bool]] = []
    if query.starts_on:
        limits.append(_part.c.day >= query.starts_on)
    if query.ends_on:
        limits.append(_part.c.day <= query.ends_on)
    if query.organisation:
        limits.append(_part.c.organisation_id.in_(_organisations(db, query.organisation)))
    if query.kinds:
        named = [source.name for source in SEARCH_SOURCES if source.kind in query.kinds]
        limits.append(_part.c.source.in_(named))
    parts = [_part.c.id, _part.c.source, _part.c.subject_id, _part.c.ordinal, _part.c.day]
    found = union_all(
        *(
            select(*parts, literal(tier, Integer).label("tier")).where(
                _matches(db, wanted), *limits
            )
            for tier, wanted in ways
            if wanted
        )
    )
    return found.cte("matched").prefix_with("MATERIALIZED")


def _barred(db: Session, query: Query) -> list[CTE]:
    """The subjects of which some part holds what must not be there, for each such term."""
    return [
        select(_part.c.source, _part.c.subject_id)
        .where(_matches(db, terms.asked(term)))
        .cte(f"barred_{number}")
        .prefix_with("MATERIALIZED")
        for number, term in enumerate(query.excluded)
    ]


def _organisations(db: Session, name: str) -> list[int]:
    """The organisations that are named so: by code, notation, or words of their name."""
    asked = fold(name)
    found = []
    for row in db.execute(select(Organisation)).scalars():
        codes = {fold(one) for one in (row.code, row.old_code, row.notation) if one}
        names = (fold(row.name_vi), fold(row.name_en))
        if asked in codes or any(asked in one for one in names):
            found.append(row.id)
    return found


def _best_pages(
    db: Session, query: Query, matched: CTE, top: CTE, unsure: Sequence[Term]
) -> Subquery:
    """The pages of the hits in `top` in which most of the words stand."""
    of_top = and_(top.c.source == matched.c.source, top.c.subject_id == matched.c.subject_id)
    parts = (
        select(
            matched.c.id,
            matched.c.source,
            matched.c.subject_id,
            func.row_number()
            .over(
                partition_by=[matched.c.source, matched.c.subject_id],
                order_by=[func.max(matched.c.tier).desc(), matched.c.ordinal],
            )
            .label("place"),
        )
        .select_from(top.join(matched, of_top))
        .group_by(matched.c.id, matched.c.source, matched.c.subject_id, matched.c.ordinal)
        .subquery("parts")
    )
    looking = func.strpos if _is_postgres(db) else func.instr

    def stands(words: Sequence[str], worth: int) -> ColumnElement[int]:
        return case((looking(_page.c.folded, joined(words)) > 0, worth), else_=0)

    asked = [term for term in query.wanted if not term.in_title] or list(query.wanted)
    wanted = list(dict.fromkeys(word for term in asked for word in term.words))
    worths = [stands([word], 2) for word in wanted]
    worths += [stands(term.words, 20) for term in asked if len(term.words) > 1]
    if len(asked) > 1:
        worths.append(stands([word for term in asked for word in term.words], 10))
    scored = (
        select(
            parts.c.source,
            parts.c.subject_id,
            _page.c.part_id,
            _page.c.number,
            sum(worths[1:], worths[0]).label("worth"),
        )
        .select_from(parts.join(_page, _page.c.part_id == parts.c.id))
        .where(parts.c.place <= PARTS)
        .subquery("scored")
    )
    placed = (
        select(
            scored,
            func.row_number()
            .over(
                partition_by=[scored.c.source, scored.c.subject_id],
                order_by=[scored.c.worth.desc(), scored.c.number],
            )
            .label("place"),
        )
        .where(scored.c.worth > 0)
        .subquery("placed")
    )
    kept = PAGES_READ if unsure else PAGES
    return (
        select(placed.c.source, placed.c.subject_id, placed.c.number, placed.c.worth, _page.c.body)
        .select_from(
            placed.join(
                _page,
                and_(_page.c.part_id == placed.c.part_id, _page.c.number == placed.c.number),
            )
        )
        .where(placed.c.place <= kept)
        .subquery("pages")
    )


def _hits(
    db: Session,
    actor: Actor,
    query: Query,
    rows: dict[Key, list[tuple[int, str]]],
    unsure: Sequence[Term],
) -> list[tuple[Key, Hit]]:
    """Have the sources show what was found; set aside what is not there after all."""
    sources = {source.name: source for source in SEARCH_SOURCES}
    shown = {
        name: sources[name].show(db, actor, [key[3] for key in rows if key[2] == name])
        for name in dict.fromkeys(key[2] for key in rows)
    }
    found = []
    for key, pages in rows.items():
        how = shown[key[2]].get(key[3])
        if how is None:
            continue
        texts = [body for _, body in pages]
        if all(_is_there(term, how.names, texts) for term in unsure):
            snippets = [(number, snippet_of(body, query.wanted)) for number, body in pages]
            kept = tuple(FoundPage(number, one) for number, one in snippets if one)[:PAGES]
            found.append((key, Hit(sources[key[2]], key[3], key[1], how, kept)))
    return found


def _is_there(term: Term, names: Sequence[str], texts: Sequence[str]) -> bool:
    return any(holds(one, term) for one in ([*names] if term.in_title else [*names, *texts]))
