"""The pages of a hit that are shown."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import CTE, ColumnElement, Subquery, and_, case, func, or_, select, true
from sqlalchemy.orm import Session

from ecabinet.search import terms
from ecabinet.search.language import Query, Term
from ecabinet.search.matching import has_term, page, part, part_has_run, stands_in

PAGES = 3
"""Pages shown of a hit."""
PAGES_READ = 20
"""Pages read of a hit where only the text as it is written tells whether the marks are right."""
PARTS = 3
"""Parts of one subject that are looked into for its best pages; all are searched."""


def best_pages(db: Session, query: Query, matched: CTE, top: CTE, runs: Sequence[Term]) -> Subquery:
    """The pages of the hits in `top` in which most of the words stand."""
    parts = _best_parts(db, query, matched, top, runs)
    first_with_run = [parts.c[f"place_{at}"] == 1 for at in range(len(runs))]

    def stands(words: Sequence[str], worth: int) -> ColumnElement[int]:
        return case((stands_in(db, words), worth), else_=0)

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
            page.c.part_id,
            page.c.number,
            sum(worths[1:], worths[0]).label("worth"),
            *(stands(term.words, 1).label(f"run_{at}") for at, term in enumerate(runs)),
        )
        .select_from(parts.join(page, page.c.part_id == parts.c.id))
        .where(or_(parts.c.place <= PARTS, *first_with_run))
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
            page.c.body,
        )
        .select_from(
            placed.join(
                page,
                and_(page.c.part_id == placed.c.part_id, page.c.number == placed.c.number),
            )
        )
        .where(placed.c.place <= kept)
        .subquery("pages")
    )


def _best_parts(
    db: Session, query: Query, matched: CTE, top: CTE, runs: Sequence[Term]
) -> Subquery:
    """The parts with pages of each hit, in the order in which they are looked into (`place`): where
    the words stand best, of a text that holds them only far from each other where most of them do.
    Of many parts those first in which one of `runs` stands (`place_0`, `place_1` …)."""
    mine = [top.c.source, top.c.subject_id]
    found = (
        select(matched.c.id, func.max(matched.c.tier).label("tier"))
        .select_from(
            top.join(
                matched,
                and_(top.c.source == matched.c.source, top.c.subject_id == matched.c.subject_id),
            )
        )
        .group_by(matched.c.id)
        # Gathered once, not for each hit.
        .cte("found")
        .prefix_with("MATERIALIZED")
    )
    of_hits = (
        select(
            part.c.id,
            *mine,
            part.c.ordinal,
            found.c.tier,
            func.max(found.c.tier).over(partition_by=mine).label("best"),
        )
        .select_from(
            top.join(
                part, and_(part.c.source == top.c.source, part.c.subject_id == top.c.subject_id)
            ).outerjoin(found, found.c.id == part.c.id)
        )
        .where(select(page.c.part_id).where(page.c.part_id == part.c.id).exists())
        .subquery("of_hits")
    )
    of_hit = [of_hits.c.source, of_hits.c.subject_id]
    words = dict.fromkeys(one for term in query.wanted for one in terms.asked(term))
    held = [case((has_term(db, part, one), 1), else_=0) for one in words]
    # Where the words stand together no other part is looked into, but for a run.
    is_asked = true() if runs else or_(of_hits.c.tier.is_not(None), of_hits.c.best.is_(None))
    looked_at = (
        select(
            *of_hit,
            of_hits.c.id,
            of_hits.c.ordinal,
            of_hits.c.tier,
            case((of_hits.c.best.is_(None), sum(held[1:], held[0])), else_=0).label("held"),
            func.count().over(partition_by=of_hit).label("count"),
        )
        .select_from(of_hits.join(part, part.c.id == of_hits.c.id))
        .where(is_asked)
        .subquery("looked_at")
    )
    hit = [looked_at.c.source, looked_at.c.subject_id]
    best = [func.coalesce(looked_at.c.tier, 0).desc(), looked_at.c.held.desc(), looked_at.c.ordinal]

    def place(*first: ColumnElement[int]) -> ColumnElement[int]:
        return func.row_number().over(partition_by=hit, order_by=[*first, *best])

    in_a_row = [
        case(
            (looked_at.c.count <= PARTS, 0),
            (part_has_run(db, looked_at.c.id, term), 1),
            else_=0,
        ).desc()
        for term in runs
    ]
    return select(
        *hit,
        looked_at.c.id,
        place().label("place"),
        *(place(one).label(f"place_{at}") for at, one in enumerate(in_a_row)),
    ).subquery("parts")
