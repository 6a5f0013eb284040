"""Carrying copies again whose marks were moved on the older version.

The row stays the same: only its place changes, and who sees it asks for it anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from documents.annotations.carrying import queries
from documents.annotations.carrying.finding import Progress, Waiting, apply, source_of
from documents.annotations.carrying.matching import Carried
from documents.annotations.carrying.rounds import in_rounds
from documents.annotations.carrying.telling import tell_carried
from documents.annotations.rooms import rooms_of
from documents.intake.limits import Limits
from documents.models import Annotation, AnnotationKind, DocumentVersion
from ecabinet.storage import Store

if TYPE_CHECKING:
    from ecabinet.db import Database  # it knows the web; what is used of it does not


@dataclass(frozen=True)
class _Again(Waiting):
    """A copy to be placed anew; `again_at` None: it goes with what it is one piece of writing with,
    as long as nobody touches it."""

    again_at: datetime | None

    def is_as_read(self, copy: Annotation) -> bool:
        if copy.removed_at is not None or copy.carry_again_at != self.again_at:
            return False
        return self.again_at is not None or copy.updated_at == self.updated_at


def carry_again(
    database: Database,
    store: Store,
    version_id: int,
    limits: Limits,
    *,
    at: datetime,
    progress: Progress | None = None,
) -> int:
    """Find the places of the copies on a version that wait for it; returns how many. Slow: reads
    files. May be begun again at any time and by two at once."""
    return in_rounds(
        database, store, version_id, limits, progress,
        waiting_for=_waiting,
        enter=lambda db, number, found: _place(db, number, found, at),
    )  # fmt: skip


def _waiting(db: Session, version: DocumentVersion) -> list[_Again]:
    copies = list(db.execute(queries.to_carry_again(version.id)).scalars())
    origins = queries.parents_of(db, copies)
    # Strokes of a word are moved one after the other, and go to one place: all those on the same
    # old pages are looked at.
    strokes = [copy for copy in copies if copy.kind is AnnotationKind.INK]
    pages = {_page_of(origins[copy.id]) for copy in strokes}
    authors = {copy.author_id for copy in strokes}
    others = list(db.execute(queries.untouched_ink(version.id, authors)).scalars())
    origins |= queries.parents_of(db, others)
    company = [copy for copy in others if _page_of(origins[copy.id]) in pages]
    return [
        _Again(copy.id, copy.updated_at, *source_of(origins[copy.id]), copy.carry_again_at)
        for copy in (*copies, *company)
    ]


def _page_of(origin: Annotation) -> tuple[int, int, int]:
    return origin.author_id, origin.version_id, origin.page


def _place(
    db: Session, version_id: int, found: Sequence[tuple[_Again, Carried]], at: datetime
) -> int:
    """Write down where copies stand now that are still as they were read."""
    version = db.get_one(DocumentVersion, version_id)
    rows = db.execute(queries.to_place([one.id for one, _ in found]))
    still = {copy.id: copy for copy in rows.scalars()}
    placed, rooms, done = [], set[str](), 0
    for one, carried in found:
        copy = still[one.id]
        if not one.is_as_read(copy):
            continue
        done += 1
        stood, was = _place_of(copy), rooms_of(db, copy, at)
        apply(copy, carried, version.pages)
        copy.carry_again_at = None
        if _place_of(copy) != stood:
            placed.append(copy)
            rooms.update(was)
    db.flush()
    if placed:
        tell_carried(db, version_id, placed, at, was=rooms)
    return done


def _place_of(copy: Annotation) -> tuple[object, ...]:
    return copy.page, copy.geometry, copy.carry_state, copy.carry_reason
