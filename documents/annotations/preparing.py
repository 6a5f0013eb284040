"""What an assistant prepared for somebody: that person makes it their own, or puts it aside."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from documents.annotations import queries, rules
from documents.annotations.copies import Before, own_copies
from documents.annotations.events import AnnotationRemoved, tell_changed, tell_new
from documents.annotations.rooms import rooms_of
from documents.models import Annotation
from ecabinet import journal, outbox
from ecabinet.auth.actor import Actor
from ecabinet.people.models import Person


def adopt_annotations(
    db: Session, *, actor: Actor, annotations: Iterable[Annotation], at: datetime
) -> None:
    """Make prepared marks `actor`'s own, and their copies on newer versions that were not put aside
    there. They stay for the office: whoever saw them sees them still, and a narrower or wider
    audience is a choice of its own. Raises Denied."""
    for annotation in annotations:
        rules.may_take_over(actor, annotation).enforce()
        before = Before.of(annotation)
        _adopt(db, actor, annotation, at)
        for copy in _copies_for(db, actor, annotation, before):
            if copy.put_aside_at is None:
                _adopt(db, actor, copy, before.when(copy, at))


def _adopt(db: Session, actor: Actor, annotation: Annotation, at: datetime) -> None:
    was = rooms_of(db, annotation, at)
    named = annotation.client_id
    is_free = queries.name_is_free(db, actor.person_id, named)
    annotation.prepared_by_id, annotation.prepared_for_id = annotation.author_id, None
    annotation.prepared_by = annotation.author
    annotation.author = db.get_one(Person, actor.person_id)
    annotation.account_id = actor.account_id
    annotation.put_aside_at, annotation.adopted_at = None, at
    annotation.updated_at = at
    if not is_free:
        annotation.client_id = str(uuid4())
    db.flush()
    db.expire(annotation, ["prepared_for"])
    journal.record(
        db, actor, "annotation:adopt", annotation,
        details={"version": annotation.version_id, "prepared_by": annotation.prepared_by_id},
    )  # fmt: skip
    now = rooms_of(db, annotation, at)
    if named != annotation.client_id:
        outbox.publish(db, AnnotationRemoved(was, annotation.id, named))
        was = ()
    if gone := tuple(room for room in was if room not in now):
        outbox.publish(db, AnnotationRemoved(gone, annotation.id, named))
    for event in tell_changed(annotation, now):
        outbox.publish(db, event)


def put_aside(db: Session, *, actor: Actor, annotation: Annotation, at: datetime) -> None:
    """Put a prepared mark aside, and its copies on newer versions: it is there for its writer
    alone, who sees what became of it. Raises Denied."""
    rules.may_take_over(actor, annotation).enforce()
    before = Before.of(annotation)
    _put_aside(db, annotation, at)
    for copy in _copies_for(db, actor, annotation, before):
        if copy.put_aside_at is None:
            _put_aside(db, copy, before.when(copy, at))


def _put_aside(db: Session, annotation: Annotation, at: datetime) -> None:
    was = rooms_of(db, annotation, at)
    annotation.put_aside_at = annotation.updated_at = at
    db.flush()
    now = rooms_of(db, annotation, at)
    if gone := tuple(room for room in was if room not in now):
        outbox.publish(db, AnnotationRemoved(gone, annotation.id, annotation.client_id))
    for event in tell_changed(annotation, now):
        outbox.publish(db, event)


def take_out_again(db: Session, *, actor: Actor, annotation: Annotation, at: datetime) -> None:
    """Offer a prepared mark again that was put aside, and its copies. Raises Denied."""
    rules.may_take_over(actor, annotation).enforce()
    before = Before.of(annotation)
    _offer(db, annotation, at)
    for copy in _copies_for(db, actor, annotation, before):
        if copy.put_aside_at is not None:
            _offer(db, copy, before.when(copy, at))


def _offer(db: Session, annotation: Annotation, at: datetime) -> None:
    annotation.put_aside_at = None
    annotation.updated_at = at
    db.flush()
    for event in tell_new(annotation, rooms_of(db, annotation, at)):
        outbox.publish(db, event)


def _copies_for(
    db: Session, actor: Actor, annotation: Annotation, before: Before
) -> list[Annotation]:
    """The copies of a mark that still wait for the word of `actor`."""
    copies = own_copies(db, annotation, before.author_id)
    return [copy for copy in copies if rules.may_take_over(actor, copy)]
