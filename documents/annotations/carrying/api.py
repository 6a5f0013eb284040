"""Carried marks over the JSON API: which are in doubt, and what their author says of them."""

from __future__ import annotations

from flask import Blueprint, url_for
from sqlalchemy.orm import Session

from documents.annotations.carrying import queries, settling
from documents.annotations.carrying.forms import (
    CarriedFrom,
    CarriedMark,
    CarriedOut,
    Placed,
    PlacingIn,
)
from documents.annotations.events import facts_of
from documents.annotations.forms import AnnotationOut, Author
from documents.models import Annotation, CarryState
from documents.queries import find_version, readable_among
from ecabinet import clock
from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from ecabinet.i18n import say
from ecabinet.sentences import S

bp = Blueprint("carrying", __name__)

PICTURE = 1200
"""Pixels: wide enough to be read when a part of the page is cut out."""


@api_route(
    bp, "GET", "/versions/<int:version_id>/carried", tag="annotations",
    answer=CarriedOut, errors=(404,),
)  # fmt: skip
def show_carried(db: Session, actor: Actor, version_id: int) -> CarriedOut:
    """Tell how one's own marks, and those meant for one, came over from earlier versions, and which
    are in doubt."""
    version = find_version(db, actor, version_id)
    counts = queries.counts_of(db, actor, version)
    marks = queries.in_doubt(db, actor, version)
    origins = queries.parents_of(db, marks)
    readable = readable_among(db, actor, {one.version_id for one in origins.values()})
    return CarriedOut(
        carried=counts.carried,
        look=counts.look,
        unplaced=counts.unplaced,
        waiting=counts.waiting,
        items=[_item(actor, mark, origins[mark.id], readable) for mark in marks],
    )


def _item(actor: Actor, mark: Annotation, origin: Annotation, readable: set[int]) -> CarriedMark:
    assert mark.carry_state is not None and mark.carry_reason is not None
    is_placed = mark.carry_state is not CarryState.UNPLACED
    may_look = origin.version_id in readable
    picture = url_for(
        "pictures.send_picture", version_id=origin.version_id, page=origin.page, width=PICTURE
    )
    read = url_for("documents.read_version", version_id=origin.version_id)
    return CarriedMark(
        id=mark.id,
        client_id=mark.client_id,
        state=mark.carry_state,
        reason=mark.carry_reason,
        why=_why(actor, mark),
        author=Author(id=mark.author.id, name=mark.author.name),
        mine=mark.author_id == actor.person_id,
        kind=mark.kind,
        page=mark.page if is_placed else None,
        color=mark.color,
        body=mark.body,
        quote=mark.quote,
        before=mark.context_before,
        after=mark.context_after,
        origin=CarriedFrom(
            version_id=origin.version_id,
            ordinal=origin.version.ordinal,
            page=origin.page,
            geometry=origin.geometry,
            area=mark.carried_area,
            picture_url=picture if may_look else None,
            read_url=f"{read}#page={origin.page}" if may_look else None,
        ),
    )


def _why(actor: Actor, mark: Annotation) -> str:
    """The sentence for a reason, after who wrote it, if somebody else did; where a mark has no
    place, there is nothing to compare with."""
    assert mark.carry_reason is not None
    prefix = "carry-none-" if mark.carry_state is CarryState.UNPLACED else "carry-look-"
    sentence = say(S(f"{prefix}{mark.carry_reason.value}"))
    if mark.author_id == actor.person_id:
        return sentence
    return f"{say(S('carry-written-by', name=mark.author.name))} {sentence}"


@api_route(
    bp, "POST", "/annotations/<int:annotation_id>/placing", tag="annotations",
    body=PlacingIn, answer=Placed, errors=(404, 409, 422),
)  # fmt: skip
def place_annotation(db: Session, actor: Actor, annotation_id: int, body: PlacingIn) -> Placed:
    """Say where a carried mark in doubt belongs: an own one, or one meant for oneself.

    Without a page: it stands right. With a page and a point or a shape: there."""
    mark = queries.find_carried(db, actor, annotation_id)
    if body.page is None:
        settling.confirm(db, actor=actor, annotation=mark, at=clock.now())
    else:
        settling.place_by_hand(
            db, actor=actor, annotation=mark, page=body.page, point=body.at,
            geometry=body.geometry, at=clock.now(),
        )  # fmt: skip
    is_mine = mark.author_id == actor.person_id
    return Placed(annotation=AnnotationOut(**facts_of(mark), mine=is_mine))


@api_route(
    bp, "POST", "/annotations/<int:annotation_id>/leaving", tag="annotations",
    status=204, errors=(404, 409),
)  # fmt: skip
def leave_annotation(db: Session, actor: Actor, annotation_id: int) -> None:
    """Leave a carried mark in doubt on the earlier version only."""
    mark = queries.find_carried(db, actor, annotation_id)
    settling.leave(db, actor=actor, annotation=mark, at=clock.now())


@api_route(
    bp, "DELETE", "/annotations/<int:annotation_id>/leaving", tag="annotations",
    status=204, errors=(404, 409),
)  # fmt: skip
def take_back_annotation(db: Session, actor: Actor, annotation_id: int) -> None:
    """Bring back a carried mark that was left on the earlier version."""
    mark = queries.find_carried(db, actor, annotation_id, removed=True)
    settling.take_back(db, actor=actor, annotation=mark, at=clock.now())
