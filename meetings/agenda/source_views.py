"""Acts at the desk: accepted dossiers and what comes round onto the agenda; what was put off,
taken up or left."""

from __future__ import annotations

from flask import Blueprint, flash, request
from werkzeug.wrappers import Response

from ecabinet.auth.current import current_actor
from ecabinet.db import unit_of_work
from ecabinet.forms import parse_form
from ecabinet.i18n import t
from meetings import answers, queries
from meetings.agenda import rules, sources
from meetings.agenda.forms import Dossiers, PuttingOff, Standing, TakingUp
from meetings.models import StandingItem

bp = Blueprint("agenda_sources", __name__)
answers.refuse_in_place(bp)


@bp.post("/meetings/<int:meeting_id>/dossiers")
def add_dossiers(meeting_id: int) -> Response:
    """Put accepted dossiers on the agenda."""
    actor = current_actor()
    form = parse_form(Dossiers, request.form)
    with unit_of_work() as db:
        meeting = queries.find_meeting(db, actor, meeting_id)
        rules.may_edit_agenda(actor, meeting).enforce()
        added = sources.add_submissions(
            db, actor=actor, meeting=meeting,
            dossiers=sources.find_dossiers(db, actor, form.submissions),
            section_id=form.section_id, late_reason=form.late_reason,
        )  # fmt: skip
        count = len(added)
    flash(t("agenda-dossiers-added", count=count), "good")
    return answers.back_to(meeting_id)


@bp.post("/meetings/<int:meeting_id>/standing-items")
def add_standing(meeting_id: int) -> Response:
    """Put an item on the agenda that comes round."""
    actor = current_actor()
    form = parse_form(Standing, request.form)
    with unit_of_work() as db:
        meeting = queries.find_meeting(db, actor, meeting_id)
        sources.add_standing(
            db, actor=actor, meeting=meeting, standing=form.standing,
            title=form.title or usual_title(form.standing), late_reason=form.late_reason,
        )  # fmt: skip
    return answers.back_to(meeting_id)


def usual_title(standing: StandingItem) -> str:
    """Return what a standing item is called."""
    return t("agenda-standing-" + standing.value.replace("_", "-"))


@bp.post("/meetings/<int:meeting_id>/returning/<int:item_id>/item")
def take_up_again(meeting_id: int, item_id: int) -> Response:
    """Take an item up that was put off."""
    actor = current_actor()
    form = parse_form(TakingUp, request.form)
    with unit_of_work() as db:
        meeting = queries.find_meeting(db, actor, meeting_id)
        rules.may_edit_agenda(actor, meeting).enforce()
        item = sources.find_offered(db, meeting, item_id)
        sources.take_up_again(
            db, actor=actor, meeting=meeting, item=item, section_id=form.section_id,
            late_reason=form.late_reason,
        )  # fmt: skip
    return answers.back_to(meeting_id)


@bp.post("/meetings/<int:meeting_id>/returning/<int:item_id>/postponement")
def put_off_again(meeting_id: int, item_id: int) -> Response:
    """Leave an item that was put off to the next sitting."""
    actor = current_actor()
    form = parse_form(PuttingOff, request.form)
    with unit_of_work() as db:
        meeting = queries.find_meeting(db, actor, meeting_id)
        rules.may_edit_agenda(actor, meeting).enforce()
        item = sources.find_offered(db, meeting, item_id)
        sources.put_off_again(db, actor=actor, meeting=meeting, item=item, reason=form.reason)
    return answers.back_to(meeting_id)
