"""The statement of the search. What a reader may see stands in the same statement as the match, so
that nothing else is ranked, counted, cut into passages or told apart by its absence from a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    FromClause,
    Integer,
    Select,
    and_,
    case,
    exists,
    false,
    func,
    literal,
    not_,
    or_,
    select,
    true,
    tuple_,
    union_all,
)
from sqlalchemy.orm import Session

from ecabinet.auth.actor import Actor
from ecabinet.people.models import Organisation
from ecabinet.search import terms
from ecabinet.search.best_pages import best_pages
from ecabinet.search.folding import fold
from ecabinet.search.language import Query, Term
from ecabinet.search.matching import day, has_run, holding, is_in, part
from ecabinet.search.reaches import within
from ecabinet.slots import SEARCH_SOURCES

LOOKED_UP = 5_000
"""Of so many subjects it is asked one by one whether the reader may see them; of more, what the
reader may see is gathered first."""

LOOKED_INTO = 500
"""Subjects of which the pages are looked into, in one statement, for words that must follow each
other: where their pairs stand everywhere and the words seldom, a page of hits is not full."""

ORDER = ("tier", "day", "source", "subject_id")
"""What hits are ordered by, the greatest first: together the `Key` of a hit."""


def statement(
    db: Session,
    actor: Actor,
    query: Query,
    older: bool,
    after: Sequence[Any] | None,
    wanted: int,
    unsure: Sequence[Term],
    *,
    are_few: bool,
) -> Select[Any]:
    """The hits after `after`, best first, each with its best pages; of each way in which words may
    stand (`tier`) only those `within` its reach. `are_few`: so little is within that whether the
    reader may see it is asked one by one."""
    matched = _matched(db, query)
    runs = [term for term in unsure if not term.in_title]
    titles = [terms.asked(replace(term, in_title=True)) for term in runs]
    named = [holding(db, title, f"named_{at}") for at, title in enumerate(titles)]
    top = _top(db, actor, query, older, after, wanted, matched, runs, named, are_few)
    pages = best_pages(db, query, matched, top, runs)
    likely = [or_(pages.c[f"has_{at}"] == 1, is_in(top, one)) for at, one in enumerate(named)]
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
    are_few: bool,
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
    seen = []
    for source in SEARCH_SOURCES:
        if query.kinds and source.kind not in query.kinds:
            continue
        sees = source.sees(actor, older, line.c.subject_id)
        if not are_few:
            # Said so, PostgreSQL gathers once what the reader sees and looks hits up in it.
            gathered = line.c.subject_id.in_(source.visible(actor, older)).is_(true())
            sees = case((is_few, sees), else_=gathered)
        seen.append((line.c.source == source.name, sees))
    allowed = select(line).where(case(*seen, else_=false()) if seen else false())
    # Another offset: more is asked only of those of which it is known that they may be seen.
    may_see = allowed.order_by(*_best(line)).offset(0).subquery("may_see")
    whole = select(may_see, func.row_number().over(order_by=_best(may_see)).label("nth"))
    for at, term in enumerate(query.excluded):
        whole = whole.where(not_(_is_barred(db, may_see, term, f"barred_{at}")))
    chosen = whole.order_by(*_best(may_see))
    if runs:
        near = chosen.limit(LOOKED_INTO).subquery("near")
        in_a_row = [
            or_(has_run(db, near, term), is_in(near, one))
            for term, one in zip(runs, named, strict=True)
        ]
        # The last one comes in any case: it says where the next page goes on.
        chosen = select(near).where(or_(and_(*in_a_row), near.c.nth == LOOKED_INTO))
        chosen = chosen.order_by(*_best(near))
    return chosen.limit(wanted).cte("top")


def _best(subjects: FromClause) -> list[ColumnElement[Any]]:
    return [subjects.c[name].desc() for name in ORDER]


def _is_barred(db: Session, subject: FromClause, term: Term, name: str) -> ColumnElement[bool]:
    """The condition on a subject that what must not be there stands in it. What the index knows for
    sure was left out part by part: asked are other parts, if any subject that was found has some.
    Of words in a row it knows the pairs; where these stand, the pages are looked into."""
    held = _is_among(subject, holding(db, terms.asked(term), name))
    if terms.is_unsure(term) and not term.in_title:
        title = holding(db, terms.asked(replace(term, in_title=True)), f"{name}_named")
        in_pages = case((held, has_run(db, subject, term)), else_=false())
        return or_(_is_among(subject, title), in_pages)
    has_others = exists().where(
        part.c.source == subject.c.source,
        part.c.subject_id == subject.c.subject_id,
        part.c.ordinal == 2,
    )
    return case((has_others, held), else_=false())


def _is_among(subject: FromClause, gathered: CTE) -> ColumnElement[bool]:
    """The same as `is_in`, said so that PostgreSQL makes a table of what was gathered."""
    return tuple_(subject.c.source, subject.c.subject_id).in_(
        select(gathered.c.source, gathered.c.subject_id)
    )


def _matched(db: Session, query: Query) -> CTE:
    """The parts in which all words stand, once for each way (`tier`) in which they do."""
    limits: list[ColumnElement[bool]] = []
    if query.starts_on:
        limits.append(day >= query.starts_on)
    if query.ends_on:
        limits.append(day <= query.ends_on)
    if query.organisation:
        limits.append(part.c.organisation_id.in_(_organisations(db, query.organisation)))
    if query.kinds:
        named = [source.name for source in SEARCH_SOURCES if source.kind in query.kinds]
        limits.append(part.c.source.in_(named))
    parts = [part.c.id, part.c.source, part.c.subject_id, part.c.ordinal, part.c.day]
    found = union_all(
        *(
            select(*parts, literal(way.tier, Integer).label("tier")).where(
                *within(db, way.tier), *limits
            )
            for way in terms.ways_of(query)
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
