"""In which live rooms a mark is told: never wider than those who may see it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from documents.annotations import queries
from documents.events import version_room
from documents.models import Annotation, Audience, CarryState


def rooms_of(db: Session, annotation: Annotation, at: datetime) -> tuple[str, ...]:
    """Return the rooms of those who see the mark as it stands now: none where it has no place."""
    if annotation.carry_state is CarryState.UNPLACED:
        return ()
    if annotation.audience is Audience.MEETING:
        return (version_room(annotation.version_id),)
    if annotation.prepared_for_id is not None:
        persons = queries.preparing_readers(db, annotation, at)
        if annotation.put_aside_at is not None:
            persons &= {annotation.author_id}
    else:
        persons = {annotation.author_id}
        if annotation.audience is Audience.OFFICE:
            persons |= queries.office_readers(db, annotation, at)
    return tuple(f"person:{person_id}" for person_id in sorted(persons))
