"""Carrying marks over to a new version, and settling those whose place is in doubt.

The work is the program's own: it reads private marks to move them and shows them to nobody. The
journal holds counts.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sqlalchemy.orm import Session, joinedload

from documents.annotations import geometry as shapes
from documents.annotations.carrying import queries, rules
from documents.annotations.carrying.boxes import Unreadable, letters_of
from documents.annotations.carrying.events import MarksCarried
from documents.annotations.carrying.matching import Carried, Carrier, Mark, unmoved
from documents.annotations.carrying.placing import centred
from documents.annotations.events import AnnotationRemoved, tell_changed
from documents.annotations.queries import concerned_with, persons_who_may_read
from documents.annotations.rooms import rooms_of
from documents.intake.limits import Limits
from documents.models import (
    Annotation,
    Audience,
    CarryReason,
    CarryState,
    DocumentVersion,
)
from ecabinet import journal, outbox
from ecabinet.auth.actor import Actor
from ecabinet.errors import Conflict, Invalid
from ecabinet.jobs import services as jobs
from ecabinet.sentences import S
from ecabinet.storage import Store

if TYPE_CHECKING:
    from ecabinet.db import Database  # it knows the web; what is used of it does not

log = logging.getLogger(__name__)

JOB = "carry-marks"
AT_ONCE = 100
"""Marks in one unit of work: others write between two of them."""
TRIES = 4
Progress = Callable[[int, int], None]


def ask_to_carry(db: Session, version: DocumentVersion, *, actor: Actor | None = None) -> None:
    """Have the marks of earlier versions carried to this one, if any wait (that concern `actor`, if
    given); begun after the commit."""
    if queries.has_marks_to_carry(db, version, actor):
        jobs.enqueue(
            db, kind=JOB, params={"version": version.id}, actor=None,
            subject=f"version:{version.id}", unique=True,
        )  # fmt: skip


def ask_for_late(db: Session, version: DocumentVersion) -> None:
    """Have a mark that arrived on an old version carried to the newest one that is out."""
    newer = queries.newer_version(db, version)
    if newer is not None:
        ask_to_carry(db, newer)


@dataclass(frozen=True)
class _Waiting:
    """A mark to be carried: its id and state as it was read, and where it last stood for sure."""

    id: int
    updated_at: datetime
    source_sha256: str
    mark: Mark


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
    total = 0
    for _ in range(TRIES):
        with database.reading() as db:
            version = db.get(DocumentVersion, version_id)
            waiting = [] if version is None else _waiting(db, version, at)
            sha256 = "" if version is None else version.reading_sha256
        if not waiting:
            break
        found = _match(store, sha256, waiting, limits, progress)
        done = 0
        for start in range(0, len(found), AT_ONCE):
            part = found[start : start + AT_ONCE]
            try:
                with database.unit_of_work() as db:
                    done += _enter(db, version_id, part, at)
            except Conflict:
                log.info("marks were carried to version %s by somebody else too", version_id)
        total += done
        if done == len(found):
            break
    return total


def _waiting(db: Session, version: DocumentVersion, at: datetime) -> list[_Waiting]:
    rows = db.execute(
        queries.to_carry(version).options(joinedload(Annotation.version)).order_by(Annotation.id)
    )
    marks = list(rows.scalars())
    # Whose it is, or for whom it was written: an assistant may have lost the right meanwhile.
    persons = set().union(*(concerned_with(mark) for mark in marks))
    readers = persons_who_may_read(db, persons, version.id, at)
    marks = [mark for mark in marks if concerned_with(mark) & readers]
    sources = queries.sources_of(db, marks)
    return [
        _Waiting(mark.id, mark.updated_at, sources[mark.id].version.reading_sha256,
                 _as_mark(sources[mark.id]))
        for mark in marks
    ]  # fmt: skip


def _as_mark(annotation: Annotation) -> Mark:
    return Mark(
        kind=annotation.kind,
        page=annotation.page,
        geometry=annotation.geometry,
        author=annotation.author_id,
        at=annotation.created_at,
        quote=annotation.quote,
    )


def _match(
    store: Store,
    sha256: str,
    waiting: Sequence[_Waiting],
    limits: Limits,
    progress: Progress | None,
) -> list[tuple[_Waiting, Carried]]:
    """Find the places; marks of one old version together."""
    groups: dict[str, list[_Waiting]] = {}
    for one in waiting:
        groups.setdefault(one.source_sha256, []).append(one)
    found: list[tuple[_Waiting, Carried]] = []
    for source, group in groups.items():
        marks = [one.mark for one in group]
        found += zip(group, _carried(store, source, sha256, marks, limits), strict=True)
        if progress is not None:
            progress(len(found), len(waiting))
    return found


def _carried(
    store: Store, source: str, target: str, marks: Sequence[Mark], limits: Limits
) -> list[Carried]:
    if source == target:
        return unmoved(marks)
    try:
        old, new = (letters_of(store, sha256, limits) for sha256 in (source, target))
    except Unreadable:
        return [
            Carried(CarryState.UNPLACED, CarryReason.NO_TEXT, mark.page, mark.geometry, mark.quote,
                    "", "")
            for mark in marks
        ]  # fmt: skip
    return Carrier(old, new).carry(marks)


_KEPT = (
    "author_id", "account_id", "audience", "kind", "color", "width", "body", "created_at",
    "updated_at", "prepared_for_id", "prepared_by_id", "adopted_at", "put_aside_at",
    "office_of_id",
)  # fmt: skip


def _enter(
    db: Session, version_id: int, found: Sequence[tuple[_Waiting, Carried]], at: datetime
) -> int:
    """Write down what became of marks that still wait as they were read."""
    version = db.get_one(DocumentVersion, version_id, with_for_update=True)
    still = {
        mark.id: mark
        for mark in db.execute(
            queries.to_carry(version)
            .where(Annotation.id.in_([one.id for one, _ in found]))
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
        _apply(row, carried, version.pages)
        new.append(row)
    db.add_all(new)
    db.flush()
    if new:
        _tell(db, version_id, new, at)
        states = [row.carry_state for row in new]
        journal.record(
            db, journal.SYSTEM, "annotation:carry", version,
            details={"carried": len(new), "look": states.count(CarryState.LOOK),
                     "unplaced": states.count(CarryState.UNPLACED)},
        )  # fmt: skip
    return len(new)


def _apply(row: Annotation, carried: Carried, pages: int) -> None:
    row.page, row.geometry, row.quote = carried.page, carried.geometry, carried.quote
    row.carry_state, row.carry_reason = carried.state, carried.reason
    row.context_before, row.context_after = carried.before, carried.after
    row.carried_area = carried.area
    if row.page > pages and row.carry_state is not CarryState.UNPLACED:
        row.carry_state, row.carry_reason = CarryState.UNPLACED, CarryReason.NO_TEXT


def _tell(db: Session, version_id: int, marks: Sequence[Annotation], at: datetime) -> None:
    """Tell each room once that there are marks to ask for."""
    rooms: set[str] = set()
    known: dict[tuple[Any, ...], tuple[str, ...]] = {}
    for mark in marks:
        who = (
            mark.audience, mark.author_id, mark.account_id, mark.prepared_for_id,
            mark.put_aside_at is None, mark.office_of_id, mark.carry_state is CarryState.UNPLACED,
        )  # fmt: skip
        if who not in known:
            known[who] = (*_rooms_of_list(db, mark, at), *rooms_of(db, mark, at))
        rooms.update(known[who])
    outbox.publish(db, MarksCarried(tuple(sorted(rooms)), version_id))


def confirm(db: Session, *, actor: Actor, annotation: Annotation, at: datetime) -> None:
    """Say that a carried mark stands right. Raises Conflict, Invalid."""
    rules.may_confirm(annotation).enforce()
    _settle(db, actor, annotation, at, "confirm")


def place_by_hand(
    db: Session,
    *,
    actor: Actor,
    annotation: Annotation,
    page: int,
    point: tuple[float, float] | None,
    geometry: Any,
    at: datetime,
) -> None:
    """Put a carried mark where its author says: its middle at a point, or in a new shape.
    Raises Conflict, Invalid (page, shape)."""
    rules.may_settle(annotation).enforce()
    pages = annotation.version.pages
    if not 1 <= page <= pages:
        sentence = S("annotation-no-such-page", page=page, pages=pages)
        raise Invalid(sentence, {"page": sentence})
    if geometry is None and point is not None:
        geometry = centred(annotation.kind, annotation.geometry, point)
    shape = shapes.checked(annotation.kind, geometry)
    if shape is None:
        sentence = S("annotation-geometry-wrong")
        raise Invalid(sentence, {"geometry": sentence})
    annotation.page, annotation.geometry = page, shape
    _settle(db, actor, annotation, at, "place")


def leave(db: Session, *, actor: Actor, annotation: Annotation, at: datetime) -> None:
    """Leave a carried mark on the old version only. Raises Conflict."""
    rules.may_settle(annotation).enforce()
    annotation.removed_at = at
    _record(db, actor, annotation, "leave")
    if rooms := rooms_of(db, annotation, at):
        outbox.publish(db, AnnotationRemoved(rooms, annotation.id, annotation.client_id))
    _tell_lists(db, annotation, at)
    db.flush()


def take_back(db: Session, *, actor: Actor, annotation: Annotation, at: datetime) -> None:
    """Bring back a carried mark that was left on the old version. Raises Conflict."""
    rules.may_take_back(annotation).enforce()
    annotation.removed_at = None
    annotation.updated_at = at
    db.flush()
    _record(db, actor, annotation, "take-back")
    _tell(db, annotation.version_id, [annotation], at)
    # A still newer version came out meanwhile, without it.
    ask_for_late(db, annotation.version)


def _settle(db: Session, actor: Actor, annotation: Annotation, at: datetime, how: str) -> None:
    annotation.carry_state, annotation.carry_reason = CarryState.PLACED, None
    annotation.updated_at = at
    db.flush()
    _record(db, actor, annotation, how)
    for event in tell_changed(annotation, rooms_of(db, annotation, at)):
        outbox.publish(db, event)
    _tell_lists(db, annotation, at)


def tell_of_doubt(db: Session, annotation: Annotation, at: datetime) -> None:
    """Tell the tablets that list a mark as in doubt that it changed or went."""
    if annotation.carry_state in rules.IN_DOUBT:
        _tell_lists(db, annotation, at)


def _tell_lists(db: Session, annotation: Annotation, at: datetime) -> None:
    """All tablets of those concerned show how many marks still need a look."""
    if rooms := _rooms_of_list(db, annotation, at):
        outbox.publish(db, MarksCarried(rooms, annotation.version_id))


def _rooms_of_list(db: Session, annotation: Annotation, at: datetime) -> tuple[str, ...]:
    """The rooms of those who have a mark in their list, whether it has a place or not."""
    persons = concerned_with(annotation)
    readers = persons_who_may_read(db, persons, annotation.version_id, at)
    return tuple(f"person:{person_id}" for person_id in sorted(readers))


def _record(db: Session, actor: Actor, annotation: Annotation, how: str) -> None:
    """What others see has changed: that stands in the journal; private marks do not."""
    if annotation.audience is Audience.MEETING:
        journal.record(
            db, actor, f"annotation:carried-{how}", annotation,
            details={"version": annotation.version_id},
        )  # fmt: skip
