"""Marks over the JSON API; the reader speaks to the same routes with its cookie."""

from __future__ import annotations

from typing import Any

from flask import Blueprint
from sqlalchemy.orm import Session

from documents.annotations import late, preparing, queries, services
from documents.annotations.events import facts_of
from documents.annotations.forms import (
    AnnotationChange,
    AnnotationIn,
    AnnotationOut,
    AnnotationPage,
    Kept,
    MarksQuery,
)
from documents.models import Annotation
from documents.queries import find_version
from ecabinet import clock
from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from ecabinet.errors import NotVisible

bp = Blueprint("annotations", __name__)


def _out(actor: Actor, annotation: Annotation) -> AnnotationOut:
    facts: dict[str, Any] = facts_of(annotation)
    return AnnotationOut(**facts, mine=annotation.author_id == actor.person_id)


@api_route(
    bp, "GET", "/versions/<int:version_id>/annotations", tag="annotations",
    query=MarksQuery, answer=AnnotationPage, errors=(404, 422),
)  # fmt: skip
def list_annotations(
    db: Session, actor: Actor, version_id: int, query: MarksQuery
) -> AnnotationPage:
    """List the marks on a version that this account may see."""
    find_version(db, actor, version_id)
    page = queries.list_annotations(db, actor, version_id, cursor=query.cursor, limit=query.limit)
    return AnnotationPage(items=[_out(actor, mark) for mark in page.items], next=page.next)


@api_route(
    bp, "POST", "/versions/<int:version_id>/annotations", tag="annotations",
    body=AnnotationIn, answer=AnnotationOut, status=201, errors=(403, 404, 409, 422),
)  # fmt: skip
def add_annotation(db: Session, actor: Actor, version_id: int, body: AnnotationIn) -> AnnotationOut:
    """Write a mark on a version.

    The same `client_id` of the same author again answers with the same mark. Whoever held the
    version until it was taken back still hands in what they had written."""
    try:
        version, is_late = find_version(db, actor, version_id), False
    except NotVisible:
        version, is_late = late.find_version_once_held(db, actor, version_id), True
    annotation = services.add_annotation(
        db, actor=actor, version=version, is_late=is_late, **dict(body), at=clock.now()
    )
    return _out(actor, annotation)


@api_route(
    bp, "GET", "/annotations/<int:annotation_id>", tag="annotations",
    answer=AnnotationOut, errors=(404,),
)  # fmt: skip
def show_annotation(db: Session, actor: Actor, annotation_id: int) -> AnnotationOut:
    """Show a mark that this account may see."""
    return _out(actor, queries.find_annotation(db, actor, annotation_id))


@api_route(
    bp, "PATCH", "/annotations/<int:annotation_id>", tag="annotations",
    body=AnnotationChange, answer=AnnotationOut, errors=(403, 404, 422),
)  # fmt: skip
def change_annotation(
    db: Session, actor: Actor, annotation_id: int, body: AnnotationChange
) -> AnnotationOut:
    """Change one's own mark: text, audience, shape, colour, width."""
    annotation, is_late = _to_change(db, actor, annotation_id)
    services.change_annotation(
        db, actor=actor, annotation=annotation, is_late=is_late, at=clock.now(), **dict(body)
    )
    return _out(actor, annotation)


def _to_change(db: Session, actor: Actor, annotation_id: int) -> tuple[Annotation, bool]:
    """A mark to be changed; True: one's own, on a version taken back meanwhile."""
    try:
        return queries.find_annotation(db, actor, annotation_id, to_change=True), False
    except NotVisible:
        return late.find_own_annotation(db, actor, annotation_id), True


@api_route(
    bp, "DELETE", "/annotations/<int:annotation_id>", tag="annotations",
    status=204, errors=(403, 404),
)  # fmt: skip
def remove_annotation(db: Session, actor: Actor, annotation_id: int) -> None:
    """Remove one's own mark."""
    annotation, _ = _to_change(db, actor, annotation_id)
    services.remove_annotation(db, actor=actor, annotation=annotation, at=clock.now())


@api_route(
    bp, "POST", "/annotations/<int:annotation_id>/adoption", tag="annotations",
    answer=AnnotationOut, errors=(403, 404),
)  # fmt: skip
def adopt_annotation(db: Session, actor: Actor, annotation_id: int) -> AnnotationOut:
    """Keep a mark that was prepared for this person as their own."""
    annotation = queries.find_annotation(db, actor, annotation_id, to_change=True)
    preparing.adopt_annotations(db, actor=actor, annotations=[annotation], at=clock.now())
    return _out(actor, annotation)


@api_route(
    bp, "POST", "/versions/<int:version_id>/annotations/adoption", tag="annotations",
    answer=Kept, errors=(404,),
)  # fmt: skip
def adopt_annotations(db: Session, actor: Actor, version_id: int) -> Kept:
    """Keep all marks that were prepared for this person on a version as their own."""
    find_version(db, actor, version_id)
    offered = queries.offered_to(db, actor, version_id)
    preparing.adopt_annotations(db, actor=actor, annotations=offered, at=clock.now())
    return Kept(items=[_out(actor, annotation) for annotation in offered])


@api_route(
    bp, "POST", "/annotations/<int:annotation_id>/dismissal", tag="annotations",
    status=204, errors=(403, 404),
)  # fmt: skip
def put_annotation_aside(db: Session, actor: Actor, annotation_id: int) -> None:
    """Put aside a mark that was prepared for this person."""
    annotation = queries.find_annotation(db, actor, annotation_id, to_change=True)
    preparing.put_aside(db, actor=actor, annotation=annotation, at=clock.now())


@api_route(
    bp, "DELETE", "/annotations/<int:annotation_id>/dismissal", tag="annotations",
    answer=AnnotationOut, errors=(404,),
)  # fmt: skip
def take_annotation_back(db: Session, actor: Actor, annotation_id: int) -> AnnotationOut:
    """Take a prepared mark out again that was put aside."""
    annotation = queries.find_put_aside(db, actor, annotation_id)
    preparing.take_out_again(db, actor=actor, annotation=annotation, at=clock.now())
    return _out(actor, annotation)
