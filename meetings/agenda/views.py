"""Acts on the agenda from the desk: items and their papers."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response as WerkzeugResponse

from ecabinet.auth.current import current_actor
from ecabinet.db import unit_of_work
from ecabinet.forms import parse_form
from ecabinet.i18n import t
from meetings import answers, queries
from meetings.agenda import services
from meetings.agenda.forms import ItemChange, ItemInput

bp = Blueprint("agenda", __name__)
answers.refuse_in_place(bp)


@bp.post("/meetings/<int:meeting_id>/items")
def add_item(meeting_id: int) -> WerkzeugResponse:
    """Add an item."""
    actor = current_actor()
    form = parse_form(ItemInput, request.form)
    with unit_of_work() as db:
        meeting = queries.find_meeting(db, actor, meeting_id)
        services.add_item(
            db, actor=actor, meeting=meeting, content=form.content(), ordinal=form.ordinal
        )
    more = "yes" if "_again" in request.form else None
    return redirect(url_for("meetings.show_meeting", meeting_id=meeting_id, add=more))


@bp.post("/meetings/items/<int:item_id>")
def change_item(item_id: int) -> WerkzeugResponse:
    """Change an item."""
    actor = current_actor()
    form = parse_form(ItemChange, request.form)
    with unit_of_work() as db:
        item = queries.find_item(db, actor, item_id)
        services.change_item(
            db, actor=actor, item=item, content=form.content(item), revision=form.revision
        )
        meeting_id = item.meeting_id
    return answers.back_to(meeting_id)


@bp.post("/meetings/items/<int:item_id>/removal")
def remove_item(item_id: int) -> WerkzeugResponse:
    """Take an item off."""
    actor = current_actor()
    with unit_of_work() as db:
        item = queries.find_item(db, actor, item_id)
        services.remove_item(db, actor=actor, item=item)
        meeting_id = item.meeting_id
    flash(t("agenda-item-removed"), "good")
    return answers.back_to(meeting_id)


@bp.post("/meetings/items/<int:item_id>/restoration")
def restore_item(item_id: int) -> WerkzeugResponse:
    """Put a removed item back."""
    actor = current_actor()
    with unit_of_work() as db:
        item = queries.find_item(db, actor, item_id)
        services.restore_item(db, actor=actor, item=item)
        meeting_id = item.meeting_id
    return answers.back_to(meeting_id)


@bp.post("/meetings/items/<int:item_id>/papers/<int:document_id>/removal")
def detach_document(item_id: int, document_id: int) -> WerkzeugResponse:
    """Take a paper from an item."""
    actor = current_actor()
    with unit_of_work() as db:
        item = queries.find_item(db, actor, item_id)
        services.detach_document(db, actor=actor, item=item, document_id=document_id)
        meeting_id = item.meeting_id
    return answers.back_to(meeting_id)


@bp.post("/meetings/items/<int:item_id>/papers/<int:document_id>/first")
def put_paper_first(item_id: int, document_id: int) -> WerkzeugResponse:
    """Let a paper be read before the others of its item."""
    actor = current_actor()
    with unit_of_work() as db:
        item = queries.find_item(db, actor, item_id)
        rest = [paper.document_id for paper in item.papers if paper.document_id != document_id]
        services.reorder_papers(db, actor=actor, item=item, document_ids=[document_id, *rest])
        meeting_id = item.meeting_id
    return answers.back_to(meeting_id)
