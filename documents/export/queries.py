"""Which marks leave the house: only what the one who asks may see, and of it what they chose."""

from __future__ import annotations

import enum

from sqlalchemy.orm import Session, joinedload

from documents.annotations.queries import visible_annotations
from documents.export.marks import Mark, marks_of
from documents.models import Annotation, Audience
from ecabinet.auth.actor import Actor


class Chosen(enum.Enum):
    """Which of the marks one sees."""

    ALL = "all"
    MINE = "mine"
    MEETING = "meeting"


def list_marks(db: Session, actor: Actor, version_id: int, chosen: Chosen) -> list[Mark]:
    """Return the marks on a version that `actor` may see and chose, in the order of the paper."""
    statement = (
        visible_annotations(actor)
        .where(Annotation.version_id == version_id)
        .options(joinedload(Annotation.author))
    )
    if chosen is Chosen.MINE:
        statement = statement.where(Annotation.author_id == actor.person_id)
    elif chosen is Chosen.MEETING:
        statement = statement.where(Annotation.audience == Audience.MEETING)
    return marks_of(db.execute(statement).scalars())


def names_on(db: Session, actor: Actor, version_id: int) -> set[str]:
    """Return the tablets' names of the marks on a version that `actor` sees."""
    statement = visible_annotations(actor).where(Annotation.version_id == version_id)
    return set(db.execute(statement.with_only_columns(Annotation.client_id)).scalars())
