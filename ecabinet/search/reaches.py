"""How far back the search looks: a page of words that stand everywhere is found among the newest,
and costs the same however much there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Text, bindparam, func, literal, select, union_all
from sqlalchemy.orm import Session

from ecabinet.search import terms
from ecabinet.search.language import Query
from ecabinet.search.matching import day, matches, part, question

NEWEST = (2_000, 16_000)
"""Parts that are looked at first: what is asked for often is found among the newest already, by
who may see little of it among some more."""
SHARE = 4
"""So many times a page of hits must be among the newest parts, or they are not looked at first."""


@dataclass(frozen=True)
class Reach:
    """From which day on, and up to which, a way in which words may stand is looked at."""

    first: date
    last: date = date.max


EVERYTHING, NOTHING = Reach(date.min), Reach(date.max)


@dataclass(frozen=True)
class Span:
    """The days of which there are parts."""

    oldest: date
    newest: date


def reaches(
    db: Session, query: Query, after: Sequence[Any] | None, wanted: int
) -> Iterator[tuple[dict[str, Any], int, bool]]:
    """How far back to look for `wanted` hits, in turn: parameters of the statement, the least tier
    of which a full page would not change by looking further, and whether it is few that is looked
    at. The newest parts for the best way in which words stand in many, all in which they stand
    better, and so on; last all.
    """
    span = _span(db)
    if span is None:
        return
    tiers = [way.tier for way in terms.ways_of(query)]
    untils = {tier: after[1] if after and after[0] == tier else None for tier in tiers}
    newest: dict[int, Reach] = {}
    for tier in tiers:
        reach = _reach(db, query, untils[tier], NEWEST[0])
        if reach is not None and not (after and tier > after[0]):
            newest[tier] = reach
    for tier in _ways_of_many(db, query, span, newest, SHARE * wanted):
        # Better tiers are looked at to their end, or a subject could come as less than it is.
        others = {one: EVERYTHING if one > tier else NOTHING for one in tiers}
        yield parameters(db, query, span, others | {tier: newest[tier]}), tier, True
        for size in NEWEST[1:]:
            reach = _reach(db, query, untils[tier], size)
            if reach is None:
                break
            yield parameters(db, query, span, others | {tier: reach}), tier, False
    yield parameters(db, query, span, dict.fromkeys(tiers, EVERYTHING)), 0, False


def within(db: Session, tier: int) -> list[ColumnElement[bool]]:
    """The conditions on a part that the words stand in it this way, within its reach."""
    since = bindparam(f"since_{tier}", type_=Date)
    return [
        # Said before anything is read: no look into the index for what has no reach.
        since < literal(NOTHING.first, Date),
        matches(db, bindparam(f"asked_{tier}", type_=Text)),
        day >= since,
    ]


def parameters(
    db: Session, query: Query, span: Span, reach_of: Mapping[int, Reach]
) -> dict[str, Any]:
    """Return the parameters of `within` for these ways (`tier`). So that the index has little to
    read it is asked for years and months as well, where not all are wanted."""
    found: dict[str, Any] = {}
    for way in terms.ways_of(query):
        reach = reach_of.get(way.tier)
        if reach is None:
            continue
        first = max(reach.first, query.starts_on or date.min, span.oldest)
        last = min(reach.last, query.ends_on or date.max, span.newest)
        is_all = (first, last) == (span.oldest, span.newest)
        months = [] if is_all else terms.period(first, last)
        found[f"since_{way.tier}"] = reach.first
        found[f"asked_{way.tier}"] = question(db, way.wanted, way.barred, months)
    return found


def _span(db: Session) -> Span | None:
    ends = [select(one(part.c.day)).scalar_subquery() for one in (func.min, func.max)]
    oldest, newest = db.execute(select(*ends)).one()
    return Span(oldest, newest) if newest else None


def _reach(db: Session, query: Query, until: date | None, size: int) -> Reach | None:
    """The newest `size` parts, and all of the last one's day, up to `until` and the end of the days
    asked for; None where there are no more."""
    last = min(until or date.max, query.ends_on or date.max)
    days = select(part.c.day).where(part.c.day <= last).order_by(part.c.day.desc())
    first = db.execute(days.offset(size).limit(1)).scalar()
    return Reach(first, last) if first else None


def _ways_of_many(
    db: Session, query: Query, span: Span, newest: Mapping[int, Reach], many: int
) -> list[int]:
    """Return the ways (`tier`), best first, in which the words stand in so many parts within their
    reach, or more, whoever may see them."""
    if not newest:
        return []
    asked = []
    for tier in newest:
        some = select(part.c.id).where(*within(db, tier)).limit(many).subquery()
        count = select(func.count()).select_from(some).scalar_subquery()
        asked.append(select(literal(tier)).where(count == many))
    found = db.execute(union_all(*asked), parameters(db, query, span, newest)).scalars()
    return sorted(found, reverse=True)
