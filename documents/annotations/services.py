"""The acts on marks: write, change, remove. What is written is never in the journal, only that a
mark changed hands."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from documents.annotations import geometry as shapes
from documents.annotations import late, queries, rules
from documents.annotations.audiences import change_audience, may_prepare, office_of
from documents.annotations.carrying import services as carrying
from documents.annotations.copies import Before
from documents.annotations.events import tell_new
from documents.annotations.following import follow_change, follow_removal
from documents.annotations.rooms import rooms_of
from documents.annotations.telling import take_away, tell_change
from documents.annotations.texts import both
from documents.models import (
    Annotation,
    AnnotationKind,
    Audience,
    CarryState,
    DocumentVersion,
    VersionState,
)
from ecabinet import outbox
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
    prepared_for: int | None = None,
    is_late: bool = False,
) -> Annotation:
    """Write a mark on a version that `actor` may read. The same `client_id` again is the same mark.

    `prepared_for`: the person for whom the mark is prepared; it is then for the office. `is_late`:
    the version was taken back from `actor` meanwhile (`late.find_version_once_held`).

    Raises Denied, Invalid (geometry, page), Conflict (`client_id` stands for something else, or for
    a mark that `actor` prepared and may not see any more).
    """
    known = queries.own_by_client_id(db, actor, client_id)
    if known is not None:
        if known.version_id != version.id or known.removed_at is not None:
            raise Conflict(S("annotation-client-id-used"))
        is_own = is_late and known.author_id == actor.person_id
        if not is_own and not queries.sees(db, actor, known):
            # Kept by whom it was prepared for, and not for the office any more.
            raise Conflict(S("annotation-arrived-not-seen"))
        return known
    if is_late:
        audience = late.audience_of(version, audience)
    rules.may_annotate(actor, audience).enforce()
    may_prepare(db, actor, prepared_for)
    office_of_id = office_of(db, actor, audience, prepared_for)
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
        prepared_for_id=prepared_for,
        office_of_id=office_of_id,
    )
    db.add(annotation)
    db.flush()
    for event in tell_new(annotation, rooms_of(db, annotation, at)):
        outbox.publish(db, event)
    if version.state in (VersionState.SUPERSEDED, VersionState.RECALLED):
        # From a tablet that was offline when a newer version came out.
        carrying.ask_for_late(db, version)
    return annotation


def change_annotation(
    db: Session,
    *,
    actor: Actor,
    annotation: Annotation,
    at: datetime,
    body: str | None = None,
    body_before: str | None = None,
    audience: Audience | None = None,
    prepared_for: int | None = None,
    geometry: Any = None,
    color: str | None = None,
    width: float | None = None,
    is_late: bool = False,
) -> None:
    """Change what is given (None: leave it); an `audience` says anew whom it is prepared for.
    Those who no longer see the mark are told that it went. `is_late`: the paper was taken back from
    its author meanwhile; a mark for the meeting is theirs alone then, where others still read the
    paper. Copies on newer versions follow (`following`). Raises Denied, Invalid."""
    rules.may_change(actor, annotation).enforce()
    was, before, chosen = rooms_of(db, annotation, at), Before.of(annotation), audience
    if is_late:
        # Whatever is changed: those who still read the paper do not see it from who lost it.
        meant = annotation.audience if audience is None else audience
        allowed = late.audience_of(annotation.version, meant)
        audience = allowed if allowed is not meant else audience
    if audience is not None:
        change_audience(db, actor, annotation, audience, prepared_for)
    if geometry is not None:
        annotation.geometry = _checked(annotation.kind, geometry)
        annotation.carry_again_at = None
        if annotation.carry_state is CarryState.LOOK:
            # Whoever moves a carried mark has looked.
            annotation.carry_state, annotation.carry_reason = CarryState.PLACED, None
    if body is not None:
        annotation.body = both(annotation.body, body_before, body)
    if color is not None:
        annotation.color = color
    if width is not None:
        annotation.width = width
    annotation.updated_at = at
    db.flush()
    tell_change(db, annotation, was, at)
    follow_change(db, actor=actor, annotation=annotation, before=before, chosen=chosen, at=at)


def remove_annotation(db: Session, *, actor: Actor, annotation: Annotation, at: datetime) -> None:
    """Take a mark away, and its untouched copies on newer versions; the rows stay, marked removed.
    Raises Denied."""
    rules.may_change(actor, annotation).enforce()
    take_away(db, actor, annotation, at)
    follow_removal(db, actor=actor, annotation=annotation, at=at)


def _checked(kind: AnnotationKind, geometry: Any) -> dict[str, Any]:
    found = shapes.checked(kind, geometry)
    if found is None:
        sentence = S("annotation-geometry-wrong")
        raise Invalid(sentence, {"geometry": sentence})
    return found
