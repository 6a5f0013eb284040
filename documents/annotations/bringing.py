"""Many private marks brought in at once: all of them in a few statements, whatever their number."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, or_, select
from sqlalchemy.orm import Session

from documents.annotations import geometry as shapes
from documents.annotations import rules
from documents.annotations.carrying import services as carrying
from documents.annotations.carrying.events import MarksCarried
from documents.models import Annotation, AnnotationKind, Audience, DocumentVersion, VersionState
from ecabinet import outbox
from ecabinet.auth.actor import Actor
from ecabinet.errors import Invalid
from ecabinet.sentences import S

AT_ONCE = 5000
"""Names in one question: the stores take so many values in a statement, and no more."""


@dataclass(frozen=True)
class NewMark:
    """A mark as it comes: on a page that the version has, under a name that is free."""

    client_id: str
    page: int
    kind: AnnotationKind
    geometry: Any
    color: str
    width: float
    body: str


def places_of_names(db: Session, actor: Actor, client_ids: Collection[str]) -> dict[str, int]:
    """Return {name: version id} of the marks that the person's tablets made under these names:
    removed or not, also those that were made for somebody who has kept them since; one query for
    many."""
    found: dict[str, int] = {}
    asked = list(client_ids)
    for start in range(0, len(asked), AT_ONCE):
        rows = db.execute(
            select(Annotation.client_id, Annotation.version_id)
            .where(
                or_(
                    Annotation.author_id == actor.person_id,
                    Annotation.prepared_by_id == actor.person_id,
                ),
                Annotation.client_id.in_(asked[start : start + AT_ONCE]),
            )
            # The person's own come last, and stand.
            .order_by(Annotation.prepared_by_id.is_(None))
        )
        found |= {row.client_id: row.version_id for row in rows}
    return found


def add_private_marks(
    db: Session, *, actor: Actor, version: DocumentVersion, marks: Sequence[NewMark], at: datetime
) -> None:
    """Write private marks on a version that `actor` may read. Raises Denied, Invalid (geometry)."""
    rules.may_annotate(actor, Audience.PRIVATE).enforce()
    rows = [_row(actor, version, mark, at) for mark in marks]
    if not rows:
        return
    # Not by add_all(): SQLite would take each mark in a statement of its own.
    db.execute(insert(Annotation), rows)
    # Told once, not mark by mark: a page of handwriting is hundreds.
    room = f"person:{actor.person_id}"
    outbox.publish(db, MarksCarried((room,), version.id))
    if version.state in (VersionState.SUPERSEDED, VersionState.RECALLED):
        carrying.ask_for_late(db, version)


def _row(actor: Actor, version: DocumentVersion, mark: NewMark, at: datetime) -> dict[str, Any]:
    geometry = shapes.checked(mark.kind, mark.geometry)
    if geometry is None:
        sentence = S("annotation-geometry-wrong")
        raise Invalid(sentence, {"geometry": sentence})
    return {
        "client_id": mark.client_id,
        "version_id": version.id,
        "author_id": actor.person_id,
        "account_id": actor.account_id,
        "audience": Audience.PRIVATE,
        "kind": mark.kind,
        "page": mark.page,
        "geometry": geometry,
        "color": mark.color,
        "width": mark.width,
        "body": mark.body,
        "quote": "",
        "created_at": at,
        "updated_at": at,
    }
