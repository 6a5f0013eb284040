"""Marks to be changed, held together with what they were carried from and to.

What is said of a mark reaches its copies, and narrowing reaches what it was carried from: acts on
two versions change the same rows. They are held in one order, that of their ids, in which a copy
comes after what it was carried from; in any other order two acts would wait for each other.
"""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased, joinedload
from sqlalchemy.orm.interfaces import ORMOption

from documents.models import Annotation
from ecabinet.errors import NotVisible


def held(db: Session, marks: Select[Annotation], *options: ORMOption) -> list[Annotation]:
    """Return the marks that are found once nobody else changes them, with their version and what
    the `options` load, oldest first."""
    _hold(db, marks)
    rows = db.execute(
        marks.options(*options, joinedload(Annotation.version))
        .order_by(Annotation.id)
        .with_for_update(of=Annotation)
    )
    return list(rows.scalars())


def the_held(db: Session, marks: Select[Annotation], *options: ORMOption) -> Annotation:
    """Return the one mark that is found, held. Raises NotVisible."""
    found = held(db, marks, *options)
    if not found:
        raise NotVisible
    return found[0]


def _hold(db: Session, marks: Select[Annotation]) -> None:
    """Hold the rows of the marks and of all that hangs together with them; reads none."""
    older, newer = aliased(Annotation), aliased(Annotation)
    back = marks.with_only_columns(Annotation.id, Annotation.carried_from_id).cte(
        "back", recursive=True
    )
    back = back.union(
        select(older.id, older.carried_from_id).join(back, older.id == back.c.carried_from_id)
    )
    chain = select(back.c.id).cte("chain", recursive=True)
    chain = chain.union(select(newer.id).join(chain, newer.carried_from_id == chain.c.id))
    db.execute(
        select(Annotation.id)
        .where(Annotation.id.in_(select(chain.c.id)))
        .order_by(Annotation.id)
        .with_for_update()
    ).all()
