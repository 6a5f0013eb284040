"""The acts on marks: write, change, remove. What is written is never in the journal, only that a
mark changed hands."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from documents.annotations import geometry as shapes
from documents.annotations import late, queries, rules
from documents.annotations.carrying import services as carrying
from documents.annotations.events import AnnotationRemoved, tell_changed, tell_new
from documents.annotations.rooms import rooms_of
from documents.models import (
    Annotation,
    AnnotationKind,
    Audience,
    CarryState,
    DocumentVersion,
    VersionState,
)
from ecabinet import journal, outbox
from ecabinet.auth.actor import Actor
from ecabinet.errors import Conflict, Invalid
from ecabinet.people.models import Person
from ecabinet.sentences import S

BETWEEN = "— — —"
"""Stands between two texts of one mark that were written at the same time."""


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
    _may_prepare(db, actor, prepared_for)
    office_of_id = _office_of(db, actor, audience, prepared_for)
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
    paper, and a new text reaches the mark where it was carried to, if its author may read there.
    Raises Denied, Invalid."""
    rules.may_change(actor, annotation).enforce()
    was = rooms_of(db, annotation, at)
    if is_late:
        # Whatever is changed: those who still read the paper do not see it from who lost it.
        meant = annotation.audience if audience is None else audience
        allowed = late.audience_of(annotation.version, meant)
        audience = allowed if allowed is not meant else audience
    if audience is not None:
        _change_audience(db, actor, annotation, audience, prepared_for)
    if geometry is not None:
        annotation.geometry = _checked(annotation.kind, geometry)
        if annotation.carry_state is CarryState.LOOK:
            # Whoever moves a carried mark has looked.
            annotation.carry_state, annotation.carry_reason = CarryState.PLACED, None
    if body is not None:
        annotation.body = _both(annotation.body, body_before, body)
    if color is not None:
        annotation.color = color
    if width is not None:
        annotation.width = width
    annotation.updated_at = at
    db.flush()
    now = rooms_of(db, annotation, at)
    # Whoever saw it in their own room sees it in the version's: for them it did not go.
    is_wider = annotation.audience is Audience.MEETING
    if gone := tuple(room for room in was if room not in now and not is_wider):
        outbox.publish(db, AnnotationRemoved(gone, annotation.id, annotation.client_id))
    for event in (
        *tell_new(annotation, [room for room in now if room not in was]),
        *tell_changed(annotation, [room for room in now if room in was]),
    ):
        outbox.publish(db, event)
    there = late.carried_on(db, actor, annotation) if is_late and body is not None else None
    if there is not None:
        change_annotation(
            db, actor=actor, annotation=there, at=at, body=body, body_before=body_before
        )


def _change_audience(
    db: Session,
    actor: Actor,
    annotation: Annotation,
    audience: Audience,
    prepared_for: int | None,
) -> None:
    before = annotation.audience, annotation.prepared_for_id
    if before == (audience, prepared_for):
        return
    rules.may_annotate(actor, audience).enforce()
    _may_prepare(db, actor, prepared_for)
    annotation.office_of_id = _office_of(db, actor, audience, prepared_for)
    annotation.audience, annotation.prepared_for_id = audience, prepared_for
    annotation.put_aside_at = None
    if prepared_for is not None:
        # Kept once, given on: it is prepared by whoever gives it now.
        annotation.prepared_by_id = annotation.adopted_at = None
    details = {
        "from": before[0].value, "to": audience.value, "version": annotation.version_id,
    }  # fmt: skip
    if prepared_for is not None:
        details["prepared_for"] = prepared_for
    journal.record(db, actor, "annotation:audience", annotation, details=details)
    db.flush()
    db.expire(annotation, ["prepared_for", "prepared_by"])


def _office_of(
    db: Session, actor: Actor, audience: Audience, prepared_for: int | None
) -> int | None:
    """Whose office a mark is for. Raises Denied where it could be that of several."""
    if audience is not Audience.OFFICE or prepared_for is not None:
        return None
    office = queries.office_of(db, actor)
    if len(office.principal_ids) > 1:
        rules.may_write_for_office(
            has_delegates=office.has_delegates, principals=len(office.principal_ids)
        ).enforce()
    return office.is_of


def _may_prepare(db: Session, actor: Actor, person_id: int | None) -> None:
    if person_id is None:
        return
    principals = {person.id for person in queries.principals_to_prepare_for(db, actor)}
    rules.may_prepare_for(actor, person_id, principals).enforce()


def _both(stored: str, before: str | None, new: str) -> str:
    """The text after a change. Where another tablet has changed it meanwhile, the last one stands
    first and the other below it: no text is lost because two tablets were open."""
    is_meanwhile = before is not None and stored not in (before, new, "")
    if not is_meanwhile or stored in new:
        return new
    if new in stored:
        return stored
    return f"{new}\n{BETWEEN}\n{stored}"


def remove_annotation(db: Session, *, actor: Actor, annotation: Annotation, at: datetime) -> None:
    """Take a mark away; the row stays, marked removed. Raises Denied."""
    rules.may_change(actor, annotation).enforce()
    annotation.removed_at = at
    if annotation.audience is Audience.MEETING:
        journal.record(
            db, actor, "annotation:remove", annotation, details={"version": annotation.version_id}
        )
    rooms = rooms_of(db, annotation, at)
    outbox.publish(db, AnnotationRemoved(rooms, annotation.id, annotation.client_id))
    db.flush()


def _checked(kind: AnnotationKind, geometry: Any) -> dict[str, Any]:
    found = shapes.checked(kind, geometry)
    if found is None:
        sentence = S("annotation-geometry-wrong")
        raise Invalid(sentence, {"geometry": sentence})
    return found
