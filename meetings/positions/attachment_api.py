"""The JSON API of attachments of positions."""

from __future__ import annotations

from flask import Blueprint
from sqlalchemy.orm import Session

from documents.services import Prepared
from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from meetings.positions import forms, queries, services
from meetings.positions.api import PositionOut
from meetings.positions.incoming import needed_file
from meetings.queries import find_meeting

bp = Blueprint("position_attachments_api", __name__)
PATH = "/meetings/<int:meeting_id>/positions/<int:item_id>/attachment"
ERRORS = (403, 404, 409, 422)


def _checked(actor: Actor, meeting_id: int, item_id: int, form: forms.Place) -> Prepared:
    return needed_file(actor, meeting_id, item_id, form.person_id)


@api_route(
    bp, "POST", PATH, tag="positions", form=forms.Place, answer=PositionOut, status=201,
    errors=ERRORS, prepare=_checked,
)  # fmt: skip
def attach_file(
    db: Session, actor: Actor, meeting_id: int, item_id: int, form: forms.Place, prepared: Prepared
) -> PositionOut:
    """Attach the file in the field `file` (PDF or DOCX) to what is said of an item from your place,
    or prepared for the member. One that was attached before goes; state a position first."""
    meeting = find_meeting(db, actor, meeting_id)
    place = queries.find_place(db, actor, meeting, form.person_id, lock=True)
    position = services.attach(
        db, actor=actor, meeting=meeting, place=place,
        item=queries.find_sent_item(db, meeting, item_id), prepared=prepared,
    )  # fmt: skip
    return PositionOut.of(position)


@api_route(
    bp, "DELETE", PATH, tag="positions", query=forms.Place, answer=PositionOut, errors=ERRORS,
)  # fmt: skip
def detach_file(
    db: Session, actor: Actor, meeting_id: int, item_id: int, query: forms.Place
) -> PositionOut:
    """Take the attachment off what is said of an item; the position stays."""
    meeting = find_meeting(db, actor, meeting_id)
    place = queries.find_place(db, actor, meeting, query.person_id, lock=True)
    position = services.attach(
        db, actor=actor, meeting=meeting, place=place,
        item=queries.find_sent_item(db, meeting, item_id), prepared=None,
    )  # fmt: skip
    return PositionOut.of(position)
