"""What is said of a mark on an older version is said of its copies on newer ones too.

An older version stays readable, and stands again when the newer one is taken back: what its author
narrows, corrects or removes there must not go on as it was where the mark was carried to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from documents.annotations.audiences import change_audience
from documents.annotations.carrying import services as carrying
from documents.annotations.queries import WITH_NAMES
from documents.annotations.rooms import rooms_of
from documents.annotations.telling import take_away, tell_change
from documents.annotations.texts import both
from documents.models import Annotation, Audience, VersionState
from documents.queries import may_read
from ecabinet.auth.actor import Actor

_WIDTH = {Audience.PRIVATE: 0, Audience.OFFICE: 1, Audience.MEETING: 2}
_A_MOMENT = timedelta(microseconds=1)


def copies_of(db: Session, annotation: Annotation) -> list[Annotation]:
    """Return the copies of a mark on newer versions that are there still, nearest first, to be
    changed."""
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
        found += [copy for copy in copies if copy.removed_at is None]
    return found


@dataclass(frozen=True)
class Before:
    """What stood in a mark before it was changed."""

    author_id: int
    audience: Audience
    prepared_for_id: int | None
    body: str
    color: str
    width: float
    updated_at: datetime

    @classmethod
    def of(cls, annotation: Annotation) -> Self:
        """As the mark stands now."""
        return cls(*(getattr(annotation, name) for name in cls.__match_args__))

    def when(self, copy: Annotation, at: datetime) -> datetime:
        """The instant of a change that reaches a copy: the mark's own as long as nobody has touched
        the copy; from then on never the same again, so that what was done there is known."""
        return at if self.updated_at == copy.updated_at else at + _A_MOMENT


def own_copies(db: Session, annotation: Annotation, author_id: int) -> Iterator[Annotation]:
    """The copies that are still of the author of the mark: what somebody has kept is theirs."""
    return (copy for copy in copies_of(db, annotation) if copy.author_id == author_id)


def follow_change(
    db: Session,
    *,
    actor: Actor,
    annotation: Annotation,
    before: Before,
    chosen: Audience | None,
    at: datetime,
) -> None:
    """Let the copies follow a mark that was changed.

    A narrower audience (`chosen`: the one asked for) reaches every copy. All else reaches those
    that the author may read, and those taken back, which nobody is put before; a wider audience
    those for whom the copy was meant as the mark was. Where a copy has other words, both stay.
    """
    for copy in own_copies(db, annotation, before.author_id):
        was, stood = rooms_of(db, copy, at), Before.of(copy)
        is_open = copy.version.state is VersionState.RECALLED or may_read(
            db, actor, copy.version_id
        )
        if chosen is not None and _follows(annotation, copy, before, chosen, is_open):
            change_audience(db, actor, copy, chosen, annotation.prepared_for_id)
        if is_open:
            _follow_looks(annotation, copy, before)
        is_changed = Before.of(copy) != stood
        copy.updated_at = before.when(copy, at)
        db.flush()
        if is_changed:
            tell_change(db, copy, was, at)
            carrying.tell_of_doubt(db, copy, at)


def _follows(
    annotation: Annotation, copy: Annotation, before: Before, chosen: Audience, is_open: bool
) -> bool:
    if _WIDTH[chosen] < _WIDTH[copy.audience]:
        return True
    was_alike = (copy.audience, copy.prepared_for_id) == (before.audience, before.prepared_for_id)
    return is_open and was_alike and annotation.audience is chosen


def _follow_looks(annotation: Annotation, copy: Annotation, before: Before) -> None:
    if annotation.body != before.body:
        copy.body = both(copy.body, before.body, annotation.body)
    if copy.color == before.color:
        copy.color = annotation.color
    if copy.width == before.width:
        copy.width = annotation.width


def follow_removal(db: Session, *, actor: Actor, annotation: Annotation, at: datetime) -> None:
    """Remove the copies of a mark that nobody has touched since they were carried: what was written
    or settled on the newer version stays there."""
    for copy in own_copies(db, annotation, annotation.author_id):
        if copy.updated_at == annotation.updated_at:
            take_away(db, actor, copy, at)
            carrying.tell_of_doubt(db, copy, at)
