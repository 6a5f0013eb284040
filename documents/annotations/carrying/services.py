"""Carrying marks over to a new version, and again where one was moved on the older one.

The work is the program's own: it reads private marks to move them and shows them to nobody. The
journal holds counts.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sqlalchemy.orm import Session, joinedload

from documents.annotations.carrying import queries
from documents.annotations.carrying.finding import Progress, Waiting, apply, source_of
from documents.annotations.carrying.matching import Carried
from documents.annotations.carrying.rounds import in_rounds
from documents.annotations.carrying.telling import tell_carried
from documents.annotations.queries import concerned_with, persons_who_may_read
from documents.intake.limits import Limits
from documents.models import Annotation, CarryState, DocumentVersion
from ecabinet import journal
from ecabinet.auth.actor import Actor
from ecabinet.jobs import services as jobs
from ecabinet.storage import Store

if TYPE_CHECKING:
    from ecabinet.db import Database  # it knows the web; what is used of it does not

JOB = "carry-marks"


def ask_to_carry(
    db: Session, versions: Collection[DocumentVersion], *, actor: Actor | None = None
) -> None:
    """Have the marks of earlier versions carried to these, and again those moved there, where any
    wait (that concern `actor`, if given); begun after the commit."""
    for version_id in queries.versions_to_carry_to(db, versions, actor):
        _enqueue(db, version_id)


def _enqueue(db: Session, version_id: int) -> None:
    jobs.enqueue(
        db, kind=JOB, params={"version": version_id}, actor=None,
        subject=f"version:{version_id}", unique=True,
    )  # fmt: skip


def ask_to_carry_again(db: Session, copies: Collection[Annotation], at: datetime) -> None:
    """Have the places of these copies found anew: what they were carried from stands elsewhere now.
    Until then they stay where they are."""
    for copy in copies:
        copy.carry_again_at = at
    db.flush()
    for version_id in sorted({copy.version_id for copy in copies}):
        _enqueue(db, version_id)


def ask_for_late(db: Session, version: DocumentVersion) -> None:
    """Have a mark that arrived on an old version carried to the newest one that is out."""
    newer = queries.newer_version(db, version)
    if newer is not None:
        ask_to_carry(db, [newer])


def carry_over(
    database: Database,
    store: Store,
    version_id: int,
    limits: Limits,
    *,
    at: datetime,
    progress: Progress | None = None,
) -> int:
    """Carry to a version the marks of those who may read it; returns how many. Slow: reads files.

    May be begun again at any time and by two at once: each mark is carried once.
    """
    return in_rounds(
        database, store, version_id, limits, progress,
        waiting_for=lambda db, version: _waiting(db, version, at),
        enter=lambda db, number, found: _enter(db, number, found, at),
    )  # fmt: skip


def _waiting(db: Session, version: DocumentVersion, at: datetime) -> list[Waiting]:
    rows = db.execute(
        queries.to_carry(version).options(joinedload(Annotation.version)).order_by(Annotation.id)
    )
    marks = list(rows.scalars())
    # Whose it is, or for whom it was written: an assistant may have lost the right meanwhile.
    persons = set().union(*(concerned_with(mark) for mark in marks))
    readers = persons_who_may_read(db, persons, version.id, at)
    marks = [mark for mark in marks if concerned_with(mark) & readers]
    sources = queries.sources_of(db, marks)
    return [Waiting(mark.id, mark.updated_at, *source_of(sources[mark.id])) for mark in marks]


_KEPT = (
    "author_id", "account_id", "audience", "kind", "color", "width", "body", "created_at",
    "updated_at", "prepared_for_id", "prepared_by_id", "adopted_at", "put_aside_at",
    "office_of_id",
)  # fmt: skip


def _enter(
    db: Session, version_id: int, found: Sequence[tuple[Waiting, Carried]], at: datetime
) -> int:
    """Write down what became of marks that still wait as they were read."""
    version = db.get_one(DocumentVersion, version_id, with_for_update=True)
    still = {
        mark.id: mark
        for mark in db.execute(
            queries.to_carry(version)
            .where(Annotation.id.in_([one.id for one, _ in found]))
            .order_by(Annotation.id)
            .with_for_update(of=Annotation)
        ).scalars()
    }
    new = []
    for one, carried in found:
        old = still.get(one.id)
        if old is None or old.updated_at != one.updated_at:
            continue
        kept: dict[str, Any] = {name: getattr(old, name) for name in _KEPT}
        row = Annotation(
            client_id=str(uuid4()), version_id=version_id, carried_from_id=old.id, **kept
        )
        apply(row, carried, version.pages)
        new.append(row)
    db.add_all(new)
    db.flush()
    if new:
        tell_carried(db, version_id, new, at)
        states = [row.carry_state for row in new]
        journal.record(
            db, journal.SYSTEM, "annotation:carry", version,
            details={"carried": len(new), "look": states.count(CarryState.LOOK),
                     "unplaced": states.count(CarryState.UNPLACED)},
        )  # fmt: skip
    return len(new)
