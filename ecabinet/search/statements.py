"""The statement of the search. What a reader may see stands in the same statement as the match, so
that nothing else is ranked, counted, cut into passages or told apart by its absence from a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    FromClause,
    Integer,
    Select,
    Subquery,
    and_,
    bindparam,
    case,
    cast,
    column,
    exists,
    false,
    func,
    literal,
    not_,
    or_,
    select,
    table,
    true,
    tuple_,
    union_all,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from ecabinet.auth.actor import Actor
from ecabinet.orm import table_of
from ecabinet.people.models import Organisation
from ecabinet.search import terms
from ecabinet.search.folding import fold, joined
from ecabinet.search.language import Query, Term
from ecabinet.search.models import SearchPage, SearchPart
from ecabinet.slots import SEARCH_SOURCES

PAGES = 3
"""Pages shown of a hit."""
PAGES_READ = 20
"""Pages read of a hit where only the text as it is written tells whether the marks are right."""
PARTS = 3
"""Parts of one subject that are looked into for its best pages; all are searched."""

LOOKED_UP = 5_000
"""Of so many subjects it is asked one by one whether the reader may see them; of more, what the
reader may see is gathered first."""

LOOKED_INTO = 500
"""Subjects of which the pages are looked into, in one statement, for words that must follow each
other: where their pairs stand everywhere and the words seldom, a page of hits is not full."""

ORDER = ("tier", "day", "source", "subject_id")
"""What hits are ordered by, the greatest first: together the `Key` of a hit."""

FROM_START, NOT_AT_ALL = date.min, date.max

_part, _page = table_of(SearchPart), table_of(SearchPage)
_day = func.coalesce(_part.c.day, _part.c.day, type_=Date)
"""The day of a part, so that no index on it is used: to read the terms of all parts of some days
is never the way."""


def is_postgres(db: Session) -> bool:
    """Return which of the two engines it is."""
    return db.get_bind().dialect.name == "postgresql"


def statement(
    db: Session,
    actor: Actor,
    query: Query,
    older: bool,
    after: Sequence[Any] | None,
    wanted: int,
    unsure: Sequence[Term],
) -> Select[Any]:
    """The hits after `after`, best first, each with its best pages; of each way in which words may
    stand (`tier`) no older ones than its parameter `since_of(tier)` says."""
    matched = _matched(db, query)
    runs = [term for term in unsure if not term.in_title]
    titles = [terms.asked(replace(term, in_title=True)) for term in runs]
    named = [_holding(db, title, f"named_{at}") for at, title in enumerate(titles)]
    top = _top(db, actor, query, older, after, wanted, matched, runs, named)
    pages = _best_pages(db, query, matched, top, runs)
    likely = [or_(pages.c[f"has_{at}"] == 1, _is_in(top, one)) for at, one in enumerate(named)]
    return (
        select(
            top.c.tier,
            top.c.day,
            top.c.source,
            top.c.subject_id,
            pages.c.number,
            pages.c.body,
            case((and_(true(), *likely), 1), else_=0).label("is_likely"),
            top.c.nth,
        )
        .select_from(
            top.outerjoin(
                pages,
                and_(pages.c.source == top.c.source, pages.c.subject_id == top.c.subject_id),
            )
        )
        .order_by(*_best(top), pages.c.worth.desc(), pages.c.number)
    )


def _top(
    db: Session,
    actor: Actor,
    query: Query,
    older: bool,
    after: Sequence[Any] | None,
    wanted: int,
    matched: CTE,
    runs: Sequence[Term],
    named: Sequence[CTE],
) -> CTE:
    """The subjects that come next and that `actor` may see. They are put in order first, and asked
    about one by one until there are enough: what a reader may see is not gathered for that, and of
    what they see no more pages are looked into for words that must follow each other than it takes,
    nor more than `LOOKED_INTO`."""
    grouped = (
        select(
            matched.c.source,
            matched.c.subject_id,
            func.max(matched.c.tier).label("tier"),
            func.max(matched.c.day).label("day"),
        )
        .group_by(matched.c.source, matched.c.subject_id)
        .cte("subjects")
        .prefix_with("MATERIALIZED")
    )
    subjects = select(grouped)
    if after:
        subjects = subjects.where(tuple_(*(grouped.c[name] for name in ORDER)) < tuple(after))
    # An offset keeps the store from asking before it has put them in order.
    line = subjects.order_by(*_best(grouped)).offset(0).subquery("line")
    is_few = select(func.count() <= LOOKED_UP).select_from(grouped).scalar_subquery()
    seen = [
        (
            line.c.source == source.name,
            case(
                (is_few, source.sees(actor, older, line.c.subject_id)),
                # Said so, PostgreSQL gathers once what the reader sees and looks hits up in it.
                else_=line.c.subject_id.in_(source.visible(actor, older)).is_(true()),
            ),
        )
        for source in SEARCH_SOURCES
        if not query.kinds or source.kind in query.kinds
    ]
    allowed = select(line).where(case(*seen, else_=false()) if seen else false())
    # Another offset: more is asked only of those of which it is known that they may be seen.
    may_see = allowed.order_by(*_best(line)).offset(0).subquery("may_see")
    whole = select(may_see, func.row_number().over(order_by=_best(may_see)).label("nth"))
    for at, barred in enumerate(terms.barred_of(query)):
        whole = whole.where(_is_whole(may_see, _holding(db, barred, f"barred_{at}")))
    chosen = whole.order_by(*_best(may_see))
    if runs:
        near = chosen.limit(LOOKED_INTO).subquery("near")
        holding = [
            or_(_has_run(db, near, term), _is_in(near, one))
            for term, one in zip(runs, named, strict=True)
        ]
        # The last one comes in any case: it says where the next page goes on.
        chosen = select(near).where(or_(and_(*holding), near.c.nth == LOOKED_INTO))
        chosen = chosen.order_by(*_best(near))
    return chosen.limit(wanted).cte("top")


def _best(subjects: FromClause) -> list[ColumnElement[Any]]:
    return [subjects.c[name].desc() for name in ORDER]


def _holding(db: Session, wanted: Iterable[str], name: str) -> CTE:
    """The subjects of which a part holds all these terms, gathered once."""
    return (
        select(_part.c.source, _part.c.subject_id)
        .where(_matches(db, wanted))
        .cte(name)
        .prefix_with("MATERIALIZED")
    )


def _is_in(subject: FromClause, gathered: CTE) -> ColumnElement[bool]:
    return exists().where(
        gathered.c.source == subject.c.source, gathered.c.subject_id == subject.c.subject_id
    )


def _is_whole(subject: FromClause, barred: CTE) -> ColumnElement[bool]:
    """The condition on a subject that no other part of it holds what must not be there; those that
    do are gathered once, if any subject that was found has another part."""
    has_others = exists().where(
        _part.c.source == subject.c.source,
        _part.c.subject_id == subject.c.subject_id,
        _part.c.ordinal == 2,
    )
    held = tuple_(subject.c.source, subject.c.subject_id).in_(
        select(barred.c.source, barred.c.subject_id)
    )
    return not_(case((has_others, held), else_=false()))


def _has_run(db: Session, subject: FromClause, term: Term) -> ColumnElement[bool]:
    """The condition on a subject that the words follow each other on one of its pages; whether
    their marks are right is seen later."""
    return (
        select(_page.c.part_id)
        .select_from(_part.join(_page, _page.c.part_id == _part.c.id))
        .where(
            _part.c.source == subject.c.source,
            _part.c.subject_id == subject.c.subject_id,
            _stands_in(db, term.words),
        )
        .exists()
    )


def _stands_in(db: Session, words: Sequence[str]) -> ColumnElement[bool]:
    """The condition on a page that the words stand in it, one after the other."""
    looking = func.strpos if is_postgres(db) else func.instr
    return looking(_page.c.folded, joined(words)) > 0


def _matches(
    db: Session, wanted: Iterable[str], barred: Iterable[Sequence[str]] = ()
) -> ColumnElement[bool]:
    """The condition on a part that all of these terms stand in it, and none of those that are
    barred; one look into the index."""
    if is_postgres(db):
        return _part.c.terms.op("@@")(cast(literal(terms.as_tsquery(wanted, barred)), TSQUERY))
    whole: ColumnElement[Any] = column("search_terms")  # what FTS5 calls the index as a whole
    index = table("search_terms", column("rowid"))
    return _part.c.id.in_(
        select(index.c.rowid)
        .select_from(index)
        .where(whole.op("MATCH")(terms.as_fts5(wanted, barred)))
    )


def since_of(tier: int) -> str:
    """Return the name of the parameter for the oldest day that is looked at for a tier, which may
    be `FROM_START` or `NOT_AT_ALL`."""
    return f"since_{tier}"


def few_ways(db: Session, query: Query, most: int) -> set[int]:
    """Return the ways (`tier`) in which the words stand in so many parts, or fewer, whoever may see
    them."""
    barred = terms.barred_of(query)
    asked = []
    for tier, wanted in terms.ways_of(query):
        some = select(_part.c.id).where(_matches(db, wanted, barred)).limit(most + 1)
        asked.append(select(literal(tier)).where(_at_most(some, most)))
    return set(db.execute(union_all(*asked)).scalars())


def _at_most(some: Select[Any], most: int) -> ColumnElement[bool]:
    return select(func.count() <= most).select_from(some.subquery()).scalar_subquery()


def _matched(db: Session, query: Query) -> CTE:
    """The parts in which all words stand, once for each way (`tier`) in which they do."""
    limits: list[ColumnElement[bool]] = []
    barred = terms.barred_of(query)
    if query.starts_on:
        limits.append(_day >= query.starts_on)
    if query.ends_on:
        limits.append(_day <= query.ends_on)
    if query.organisation:
        limits.append(_part.c.organisation_id.in_(_organisations(db, query.organisation)))
    if query.kinds:
        named = [source.name for source in SEARCH_SOURCES if source.kind in query.kinds]
        limits.append(_part.c.source.in_(named))
    parts = [_part.c.id, _part.c.source, _part.c.subject_id, _part.c.ordinal, _part.c.day]
    found = union_all(
        *(
            select(*parts, literal(tier, Integer).label("tier")).where(
                # The first is said before anything is read: no look into the index for such a tier.
                bindparam(since_of(tier), type_=Date) < literal(NOT_AT_ALL, Date),
                _matches(db, wanted, barred),
                _day >= bindparam(since_of(tier), type_=Date),
                *limits,
            )
            for tier, wanted in terms.ways_of(query)
        )
    )
    return found.cte("matched").prefix_with("MATERIALIZED")


def _organisations(db: Session, name: str) -> list[int]:
    """The organisations that are named so: by code, notation, or words of their name."""
    asked = fold(name)
    found = []
    called = (Organisation.code, Organisation.old_code, Organisation.notation)
    # Folding is Python's: all names are read, and no more of an organisation than these.
    names_of = (Organisation.name_vi, Organisation.name_en)
    for row in db.execute(select(Organisation.id, *called, *names_of)):
        codes = {fold(one) for one in (row.code, row.old_code, row.notation) if one}
        names = (fold(row.name_vi), fold(row.name_en))
        if asked in codes or any(asked in one for one in names):
            found.append(row.id)
    return found


def _best_pages(
    db: Session, query: Query, matched: CTE, top: CTE, runs: Sequence[Term]
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

    def stands(words: Sequence[str], worth: int) -> ColumnElement[int]:
        return case((_stands_in(db, words), worth), else_=0)

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
            *(stands(term.words, 1).label(f"run_{at}") for at, term in enumerate(runs)),
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
            *(
                func.max(scored.c[f"run_{at}"])
                .over(partition_by=[scored.c.source, scored.c.subject_id])
                .label(f"has_{at}")
                for at in range(len(runs))
            ),
        )
        .where(scored.c.worth > 0)
        .subquery("placed")
    )
    kept = PAGES_READ if len(runs) > 1 or any(term.exact for term in runs) else PAGES
    return (
        select(
            placed.c.source,
            placed.c.subject_id,
            placed.c.number,
            placed.c.worth,
            *(placed.c[f"has_{at}"] for at in range(len(runs))),
            _page.c.body,
        )
        .select_from(
            placed.join(
                _page,
                and_(_page.c.part_id == placed.c.part_id, _page.c.number == placed.c.number),
            )
        )
        .where(placed.c.place <= kept)
        .subquery("pages")
    )
