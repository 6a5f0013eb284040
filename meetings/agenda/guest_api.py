"""The JSON API of guests who are asked to single items."""

from __future__ import annotations

from flask import Blueprint
from sqlalchemy.orm import Session

from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from ecabinet.errors import NotVisible
from meetings import queries
from meetings.agenda import guests, rules
from meetings.agenda.forms import GuestInput
from meetings.agenda.shapes import MeetingOut
from meetings.agenda.shown import shown
from meetings.models import AgendaItem, Meeting

bp = Blueprint("agenda_guests_api", __name__)
GUESTS = "/meetings/<int:meeting_id>/items/<int:item_id>/guests"


def _item(db: Session, actor: Actor, meeting_id: int, item_id: int) -> tuple[Meeting, AgendaItem]:
    meeting = queries.find_meeting(db, actor, meeting_id)
    rules.may_edit_agenda(actor, meeting).enforce()
    item = queries.find_item(db, actor, item_id)
    if item.meeting_id != meeting_id:
        raise NotVisible
    return meeting, item


@api_route(bp, "POST", GUESTS, tag="agenda", body=GuestInput, answer=MeetingOut, status=201,
           errors=(403, 404, 409, 422))  # fmt: skip
def ask_guest(
    db: Session, actor: Actor, meeting_id: int, item_id: int, body: GuestInput
) -> MeetingOut:
    """Ask a guest to an item: while it is taken up, or from–to. They are told with the edition."""
    meeting, item = _item(db, actor, meeting_id, item_id)
    guests.ask_guest(db, actor=actor, item=item, **vars(body))
    return shown(db, actor, meeting)


@api_route(bp, "DELETE", GUESTS + "/<int:person_id>", tag="agenda", status=204,
           errors=(403, 404, 409))  # fmt: skip
def release_guest(db: Session, actor: Actor, meeting_id: int, item_id: int, person_id: int) -> None:
    """Ask a guest to an item no more."""
    _, item = _item(db, actor, meeting_id, item_id)
    guests.release_guest(db, actor=actor, item=item, person_id=person_id)
