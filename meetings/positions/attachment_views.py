"""The attachment of a position from its page: sent with progress, replaced, taken off."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as WerkzeugResponse

from documents.services import Prepared
from ecabinet.api.idempotency import write_once
from ecabinet.auth.current import current_actor
from ecabinet.db import unit_of_work
from ecabinet.forms import parse_form
from ecabinet.i18n import t
from meetings import answers
from meetings.positions import forms, queries, services
from meetings.positions.incoming import needed_file
from meetings.queries import find_meeting

bp = Blueprint("position_attachments", __name__)
answers.refuse_in_place(bp)
PATH = "/meetings/<int:meeting_id>/positions/<int:item_id>/attachment"


@bp.post(PATH)
def attach(meeting_id: int, item_id: int) -> Response:
    """Lay a file to what is said of an item, in place of the one before; once for each
    Idempotency-Key."""
    actor = current_actor()
    form = parse_form(forms.Place, request.form)

    def check() -> Prepared:
        return needed_file(actor, meeting_id, item_id, form.person_id)

    def enter(db: Session, prepared: Prepared) -> tuple[dict[str, Any], int]:
        meeting = find_meeting(db, actor, meeting_id)
        place = queries.find_place(db, actor, meeting, form.person_id, lock=True)
        position = services.attach(
            db, actor=actor, meeting=meeting, place=place,
            item=queries.find_sent_item(db, meeting, item_id), prepared=prepared,
        )  # fmt: skip
        return {"id": position.id, "document_id": position.document_id}, 201

    return write_once(actor, check, enter)


@bp.post(PATH + "/removal")
def detach(meeting_id: int, item_id: int) -> WerkzeugResponse:
    """Take the attachment off what is said of an item; undone like any change of a position."""
    actor = current_actor()
    form = parse_form(forms.Place, request.form)
    with unit_of_work() as db:
        meeting = find_meeting(db, actor, meeting_id)
        place = queries.find_place(db, actor, meeting, form.person_id, lock=True)
        position = services.attach(
            db, actor=actor, meeting=meeting, place=place,
            item=queries.find_sent_item(db, meeting, item_id), prepared=None,
        )  # fmt: skip
        done, owner = position.id, place.person_id
    flash(t("position-detached"), "good")
    asked: dict[str, Any] = {} if owner == actor.person_id else {"for": owner}
    return redirect(url_for("positions.show_own", meeting_id=meeting_id, done=done, **asked))
