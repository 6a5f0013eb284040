"""Acts at the desk: guests asked to single items."""

from __future__ import annotations

from flask import Blueprint, request
from werkzeug.wrappers import Response

from ecabinet.auth.current import current_actor
from ecabinet.db import unit_of_work
from ecabinet.forms import parse_form
from meetings import answers, queries
from meetings.agenda import guests
from meetings.agenda.forms import GuestInput

bp = Blueprint("agenda_guests", __name__)
answers.refuse_in_place(bp)


@bp.post("/meetings/items/<int:item_id>/guests")
def ask_guest(item_id: int) -> Response:
    """Ask a guest to an item."""
    actor = current_actor()
    form = parse_form(GuestInput, request.form)
    with unit_of_work() as db:
        item = queries.find_item(db, actor, item_id)
        guests.ask_guest(db, actor=actor, item=item, **vars(form))
        meeting_id = item.meeting_id
    return answers.back_to(meeting_id)


@bp.post("/meetings/items/<int:item_id>/guests/<int:person_id>/removal")
def release_guest(item_id: int, person_id: int) -> Response:
    """Ask a guest to an item no more."""
    actor = current_actor()
    with unit_of_work() as db:
        item = queries.find_item(db, actor, item_id)
        guests.release_guest(db, actor=actor, item=item, person_id=person_id)
        meeting_id = item.meeting_id
    return answers.back_to(meeting_id)
