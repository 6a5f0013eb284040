"""The acts on marks: write, change, remove. What is written is never in the journal, only that a
mark changed hands."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from documents.annotations import geometry as shapes
from documents.annotations import queries, rules
from documents.annotations.events import (
    AnnotationAdded,
    AnnotationChanged,
    AnnotationRemoved,
    facts_of,
)
from documents.events import version_room
from documents.models import Annotation, AnnotationKind, Audience, DocumentVersion
from ecabinet import journal, outbox
from ecabinet.auth.actor import Actor
from ecabinet.errors import Conflict, Invalid
from ecabinet.people.models import Person
from ecabinet.sentences import S


def add_annotation(
    db: Session,
    *,
    actor: Actor,
    version: DocumentVersion,
    client_id: str,
    page: int,
    kind: AnnotationKind,
    audience: Audience,
    geometry: Any,
    color: str,
    width: float,
    body: str,
    quote: str,
    at: datetime,
) -> Annotation:
    """Write a mark on a version that `actor` may read. The same `client_id` again is the same mark.

    Raises Denied, Invalid (geometry, page), Conflict (`client_id` stands for something else).
    """
    known = queries.own_by_client_id(db, actor, client_id)
    if known is not None:
        if known.version_id != version.id or known.removed_at is not None:
            raise Conflict(S("annotation-client-id-used"))
        return known
    rules.may_annotate(actor, audience).enforce()
    if not 1 <= page <= version.pages:
        sentence = S("annotation-no-such-page", page=page, pages=version.pages)
        raise Invalid(sentence, {"page": sentence})
    annotation = Annotation(
        client_id=client_id,
        version_id=version.id,
        author=db.get_one(Person, actor.person_id),
        account_id=actor.account_id,
        audience=audience,
        kind=kind,
        page=page,
        geometry=_checked(kind, geometry),
        color=color,
        width=width,
        body=body,
        quote=quote,
        created_at=at,
        updated_at=at,
    )
    db.add(annotation)
    db.flush()
    rooms = _rooms(db, annotation, audience, at)
    outbox.publish(db, AnnotationAdded(rooms, facts_of(annotation)))
    return annotation


def change_annotation(
    db: Session,
    *,
    actor: Actor,
    annotation: Annotation,
    at: datetime,
    body: str | None = None,
    audience: Audience | None = None,
    geometry: Any = None,
    color: str | None = None,
    width: float | None = None,
) -> None:
    """Change what is given (None: leave it). Those who no longer see the mark are told that it
    went. Raises Denied, Invalid."""
    rules.may_change(actor, annotation).enforce()
    before = annotation.audience
    if audience is not None and audience is not before:
        rules.may_annotate(actor, audience).enforce()
        annotation.audience = audience
        journal.record(
            db, actor, "annotation:audience", annotation,
            details={"from": before.value, "to": audience.value, "version": annotation.version_id},
        )  # fmt: skip
    if geometry is not None:
        annotation.geometry = _checked(annotation.kind, geometry)
    if body is not None:
        annotation.body = body
    if color is not None:
        annotation.color = color
    if width is not None:
        annotation.width = width
    annotation.updated_at = at
    db.flush()
    was = _rooms(db, annotation, before, at)
    now = _rooms(db, annotation, annotation.audience, at)
    facts = facts_of(annotation)
    # Whoever saw it in their own room sees it in the version's: for them it did not go.
    is_wider = annotation.audience is Audience.MEETING
    if gone := tuple(room for room in was if room not in now and not is_wider):
        outbox.publish(db, AnnotationRemoved(gone, annotation.id, annotation.client_id))
    if new := tuple(room for room in now if room not in was):
        outbox.publish(db, AnnotationAdded(new, facts))
    if both := tuple(room for room in now if room in was):
        outbox.publish(db, AnnotationChanged(both, facts))


def remove_annotation(db: Session, *, actor: Actor, annotation: Annotation, at: datetime) -> None:
    """Take a mark away; the row stays, marked removed. Raises Denied."""
    rules.may_change(actor, annotation).enforce()
    annotation.removed_at = at
    if annotation.audience is Audience.MEETING:
        journal.record(
            db, actor, "annotation:remove", annotation, details={"version": annotation.version_id}
        )
    rooms = _rooms(db, annotation, annotation.audience, at)
    outbox.publish(db, AnnotationRemoved(rooms, annotation.id, annotation.client_id))
    db.flush()


def _checked(kind: AnnotationKind, geometry: Any) -> dict[str, Any]:
    found = shapes.checked(kind, geometry)
    if found is None:
        sentence = S("annotation-geometry-wrong")
        raise Invalid(sentence, {"geometry": sentence})
    return found


def _rooms(
    db: Session, annotation: Annotation, audience: Audience, at: datetime
) -> tuple[str, ...]:
    """Where a mark for `audience` is told: never wider than those who may see it."""
    if audience is Audience.MEETING:
        return (version_room(annotation.version_id),)
    persons = {annotation.author_id}
    if audience is Audience.OFFICE:
        persons |= queries.office_readers(db, annotation, at)
    return tuple(f"person:{person_id}" for person_id in sorted(persons))
