"""That marks were carried, settled or stand in doubt, told to those whom it concerns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from documents.annotations.carrying.events import MarksCarried
from documents.annotations.carrying.rules import IN_DOUBT
from documents.annotations.queries import concerned_with, persons_who_may_read
from documents.annotations.rooms import rooms_of
from documents.models import Annotation, CarryState
from ecabinet import outbox


def tell_carried(
    db: Session,
    version_id: int,
    marks: Sequence[Annotation],
    at: datetime,
    was: Iterable[str] = (),
) -> None:
    """Tell each room once that there are marks to ask for; `was`: the rooms in which they stood."""
    rooms = set(was)
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


def tell_of_doubt(db: Session, annotation: Annotation, at: datetime) -> None:
    """Tell the tablets that list a mark as in doubt that it changed or went."""
    if annotation.carry_state in IN_DOUBT:
        tell_lists(db, annotation, at)


def tell_lists(db: Session, annotation: Annotation, at: datetime) -> None:
    """All tablets of those concerned show how many marks still need a look."""
    if rooms := _rooms_of_list(db, annotation, at):
        outbox.publish(db, MarksCarried(rooms, annotation.version_id))


def _rooms_of_list(db: Session, annotation: Annotation, at: datetime) -> tuple[str, ...]:
    """The rooms of those who have a mark in their list, whether it has a place or not."""
    persons = concerned_with(annotation)
    readers = persons_who_may_read(db, persons, annotation.version_id, at)
    return tuple(f"person:{person_id}" for person_id in sorted(readers))
