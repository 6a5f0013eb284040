"""Acts of working together, from the desk."""

from __future__ import annotations

from flask import Blueprint, flash
from werkzeug.wrappers import Response

from ecabinet.auth.current import current_actor
from ecabinet.db import unit_of_work
from ecabinet.i18n import say, t
from meetings import answers, queries
from meetings.editing import releasing, undoing

bp = Blueprint("editing", __name__)
answers.refuse_in_place(bp)


@bp.post("/meetings/items/<int:item_id>/undo")
def undo_item_change(item_id: int) -> Response:
    """Take one's own last change of an item back."""
    actor = current_actor()
    with unit_of_work() as db:
        item = queries.find_item(db, actor, item_id)
        undoing.undo_item_change(db, actor=actor, item=item)
        meeting_id = item.meeting_id
    flash(t("editing-undone"), "good")
    return answers.back_to(meeting_id)


@bp.post("/meetings/<int:meeting_id>/undo")
def undo_meeting_change(meeting_id: int) -> Response:
    """Take one's own last change of the sitting's data back."""
    actor = current_actor()
    with unit_of_work() as db:
        meeting = queries.find_meeting(db, actor, meeting_id)
        undoing.undo_meeting_change(db, actor=actor, meeting=meeting)
    flash(t("editing-undone"), "good")
    return answers.back_to(meeting_id)


@bp.post("/meetings/<int:meeting_id>/papers/release")
def release_all_papers(meeting_id: int) -> Response:
    """Release the papers of all items; what may not go out is named."""
    actor = current_actor()
    with unit_of_work() as db:
        meeting = queries.find_meeting(db, actor, meeting_id)
        found = releasing.release_all_papers(db, actor=actor, meeting=meeting)
    flash(t("release-done", count=len(found.done)), "good")
    for title, why in found.left:
        flash(t("release-left", title=title, why=say(why)), "wait")
    return answers.back_to(meeting_id)
