"""A mark and what was carried of it: its copies on newer versions, and what it was carried from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Self

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from documents.annotations.queries import WITH_NAMES
from documents.models import Annotation, Audience

A_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Before:
    """What stood in a mark before it was changed."""

    author_id: int
    audience: Audience
    prepared_for_id: int | None
    page: int
    geometry: dict[str, Any]
    body: str
    color: str
    width: float
    updated_at: datetime

    @classmethod
    def of(cls, annotation: Annotation) -> Self:
        """As the mark stands now."""
        return cls(*(getattr(annotation, name) for name in cls.__match_args__))

    def is_moved(self, annotation: Annotation) -> bool:
        """Whether the mark stands elsewhere now, or in another shape."""
        return (self.page, self.geometry) != (annotation.page, annotation.geometry)

    def is_for_the_same(self, annotation: Annotation) -> bool:
        """Whether the mark is for the same people still."""
        was = self.audience, self.prepared_for_id
        return was == (annotation.audience, annotation.prepared_for_id)

    def is_untouched(self, copy: Annotation) -> bool:
        """Whether nobody has touched the copy since it was carried."""
        return self.updated_at == copy.updated_at

    def when(self, copy: Annotation, at: datetime) -> datetime:
        """The instant of a change that reaches a copy: the mark's own as long as nobody has touched
        the copy; from then on never the same again, so that what was done there is known."""
        return at if self.is_untouched(copy) else at + A_MOMENT


def copies_of(db: Session, annotation: Annotation) -> list[Annotation]:
    """Return the copies of a mark on newer versions, nearest first, to be changed; also those that
    were removed or left on the older version. One that came while the mark was waited for is not
    held with it yet."""
    found: list[Annotation] = []
    parents = [annotation.id]
    while parents:
        rows = db.execute(
            select(Annotation)
            .where(Annotation.carried_from_id.in_(parents))
            .options(*WITH_NAMES, joinedload(Annotation.version))
            .order_by(Annotation.id)
            .with_for_update(of=Annotation)
        )
        copies = list(rows.scalars())
        parents = [copy.id for copy in copies]
        found += copies
    return found


def own_copies(db: Session, annotation: Annotation, author_id: int) -> Iterator[Annotation]:
    """The copies that are there and still of the author of the mark: what somebody has kept is
    theirs."""
    return (
        copy
        for copy in copies_of(db, annotation)
        if copy.author_id == author_id and copy.removed_at is None
    )


def origins_of(db: Session, annotation: Annotation) -> Iterator[Annotation]:
    """The marks on older versions that this one was carried from, nearest first; also those that
    were removed. Whoever holds the mark holds them (`holding`)."""
    origin_id = annotation.carried_from_id
    while origin_id is not None:
        origin = db.execute(
            select(Annotation)
            .where(Annotation.id == origin_id)
            .options(*WITH_NAMES, joinedload(Annotation.version))
        ).scalar_one()
        yield origin
        origin_id = origin.carried_from_id
