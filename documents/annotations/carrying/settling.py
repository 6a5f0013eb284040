"""Settling a carried mark whose place is in doubt: where it stands, or that it is left behind."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from documents.annotations import geometry as shapes
from documents.annotations.carrying import rules
from documents.annotations.carrying.placing import centred
from documents.annotations.carrying.services import ask_for_late
from documents.annotations.carrying.telling import tell_carried, tell_lists
from documents.annotations.copies import Before
from documents.annotations.events import AnnotationRemoved, tell_changed
from documents.annotations.following import follow_placing
from documents.annotations.rooms import rooms_of
from documents.models import Annotation, Audience, CarryState
from ecabinet import journal, outbox
from ecabinet.auth.actor import Actor
from ecabinet.errors import Invalid
from ecabinet.sentences import S


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
    tell_lists(db, annotation, at)
    db.flush()


def take_back(db: Session, *, actor: Actor, annotation: Annotation, at: datetime) -> None:
    """Bring back a carried mark that was left on the old version. Raises Conflict."""
    rules.may_take_back(annotation).enforce()
    annotation.removed_at = None
    annotation.updated_at = at
    db.flush()
    _record(db, actor, annotation, "take-back")
    tell_carried(db, annotation.version_id, [annotation], at)
    # A still newer version came out meanwhile, without it.
    ask_for_late(db, annotation.version)


def _settle(db: Session, actor: Actor, annotation: Annotation, at: datetime, how: str) -> None:
    """It stands where its author says now; what was carried on from it meanwhile follows."""
    before = Before.of(annotation)
    annotation.carry_state, annotation.carry_reason = CarryState.PLACED, None
    annotation.carry_again_at = None
    annotation.updated_at = at
    db.flush()
    _record(db, actor, annotation, how)
    for event in tell_changed(annotation, rooms_of(db, annotation, at)):
        outbox.publish(db, event)
    tell_lists(db, annotation, at)
    follow_placing(db, annotation=annotation, before=before, at=at)


def _record(db: Session, actor: Actor, annotation: Annotation, how: str) -> None:
    """What others see has changed: that stands in the journal; private marks do not."""
    if annotation.audience is Audience.MEETING:
        journal.record(
            db, actor, f"annotation:carried-{how}", annotation,
            details={"version": annotation.version_id},
        )  # fmt: skip
