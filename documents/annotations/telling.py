"""That a mark has changed or went, told to those who saw it and to those who see it now."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from documents.annotations.events import AnnotationRemoved, tell_changed, tell_new
from documents.annotations.rooms import rooms_of
from documents.models import Annotation, Audience
from ecabinet import journal, outbox
from ecabinet.auth.actor import Actor


def tell_change(db: Session, annotation: Annotation, was: Collection[str], at: datetime) -> None:
    """Tell of a mark that stood in the rooms `was` before it changed."""
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


def take_away(db: Session, actor: Actor, annotation: Annotation, at: datetime) -> None:
    """Mark a mark removed and tell of it: a part of an act that was allowed already."""
    if annotation.audience is Audience.MEETING:
        journal.record(
            db, actor, "annotation:remove", annotation, details={"version": annotation.version_id}
        )
    if rooms := rooms_of(db, annotation, at):
        outbox.publish(db, AnnotationRemoved(rooms, annotation.id, annotation.client_id))
    annotation.removed_at = at
    db.flush()
