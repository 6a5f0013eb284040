"""The minutes as a page: read, download, word, submit, approve, sign."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import (
    Blueprint,
    Response,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as WerkzeugResponse

from documents.rendering.words import words_in
from ecabinet.announcements import last_number
from ecabinet.auth.actor import Actor
from ecabinet.auth.current import current_actor
from ecabinet.db import close_db, get_db, unit_of_work
from ecabinet.errors import NotVisible
from ecabinet.forms import parse, parse_form
from ecabinet.i18n import t, zone
from meetings import answers
from meetings.events import meeting_room
from meetings.live.rules import OVER
from meetings.minutes import queries, rules, services
from meetings.minutes.files import MEDIA_TYPES, file_answer
from meetings.minutes.forms import Return, Wording, split, wording_values
from meetings.minutes.making import ensure_minutes, revise_minutes, sign_minutes
from meetings.minutes.models import Minutes
from meetings.minutes.official import official_form
from meetings.models import Meeting
from meetings.queries import find_meeting

bp = Blueprint("minutes", __name__)
answers.refuse_in_place(bp)


def found_or_made(actor: Actor, meeting_id: int) -> Minutes:
    """Return the minutes that `actor` may read; made now if the end was cut short before."""
    meeting = find_meeting(get_db(), actor, meeting_id)
    overdue = meeting.state in OVER and queries.latest(get_db(), meeting_id) is None
    if overdue and (actor.is_secretariat or actor.person_id == meeting.chair_id):
        close_db()
        ensure_minutes(meeting_id)
    return queries.find_minutes(get_db(), actor, meeting_id)


@bp.get("/meetings/<int:meeting_id>/minutes")
def show_minutes(meeting_id: int) -> str:
    """Show the record as it will be printed, and the acts that wait."""
    actor = current_actor()
    minutes = found_or_made(actor, meeting_id)
    db = get_db()
    number = last_number(db, meeting_room(meeting_id))
    meeting = minutes.meeting
    form = official_form(minutes.content, zone(), minutes.signed_at)
    return render_template(
        "meetings/minutes/show.html",
        meeting=meeting,
        minutes=minutes,
        form=form,
        fixed=words_in(form.language),
        revisions=queries.revisions(db, actor, meeting_id),
        signer=queries.signer(db, minutes),
        may_edit=rules.may_edit(actor, minutes),
        may_submit=rules.may_submit(actor, minutes),
        may_approve=rules.may_approve(actor, meeting, minutes),
        may_return=rules.may_return(actor, meeting, minutes),
        may_sign=rules.may_sign(actor, meeting, minutes),
        editing=request.args.get("edit") == "yes",
        number=number,
    )


@bp.get("/meetings/<int:meeting_id>/minutes/file.<kind>")
def download(meeting_id: int, kind: str) -> Response:
    """Give the record as a file, PDF or DOCX."""
    if kind not in MEDIA_TYPES:
        raise NotVisible
    return file_answer(queries.find_minutes(get_db(), current_actor(), meeting_id), kind)


def _back(meeting_id: int) -> WerkzeugResponse:
    return redirect(url_for("minutes.show_minutes", meeting_id=meeting_id))


@bp.post("/meetings/<int:meeting_id>/minutes/revisions")
def revise(meeting_id: int) -> WerkzeugResponse:
    """Word the record anew."""
    actor = current_actor()
    form = parse(Wording, wording_values(request.form))
    revise_minutes(
        actor,
        meeting_id,
        seen_revision=form.revision,
        recorded=form.paragraphs(),
        general=split(form.general),
    )
    flash(t("minutes-were-revised"), "good")
    return _back(meeting_id)


def _act(
    meeting_id: int, act: Callable[[Session, Actor, Meeting, Minutes], Any], said: str
) -> WerkzeugResponse:
    actor = current_actor()
    with unit_of_work() as db:
        minutes = queries.find_minutes(db, actor, meeting_id)
        act(db, actor, minutes.meeting, minutes)
    flash(t(said), "good")
    return _back(meeting_id)


@bp.post("/meetings/<int:meeting_id>/minutes/submission")
def submit(meeting_id: int) -> WerkzeugResponse:
    """Submit the draft."""
    return _act(
        meeting_id,
        lambda db, actor, meeting, minutes: services.submit(
            db, actor=actor, meeting=meeting, minutes=minutes
        ),
        "minutes-were-submitted",
    )


@bp.post("/meetings/<int:meeting_id>/minutes/return")
def send_back(meeting_id: int) -> WerkzeugResponse:
    """Send the record back to the secretariat."""
    form = parse_form(Return, request.form)
    actor = current_actor()
    with unit_of_work() as db:
        minutes = queries.find_minutes(db, actor, meeting_id)
        services.send_back(
            db, actor=actor, meeting=minutes.meeting, minutes=minutes, reason=form.reason
        )
    flash(t("minutes-were-returned"), "good")
    # A draft is the secretariat's and the chair's own: the others go back to the sitting.
    return redirect(url_for("meetings.show_meeting", meeting_id=meeting_id))


@bp.post("/meetings/<int:meeting_id>/minutes/approval")
def approve(meeting_id: int) -> WerkzeugResponse:
    """Approve the record."""
    return _act(
        meeting_id,
        lambda db, actor, meeting, minutes: services.approve(
            db, actor=actor, meeting=meeting, minutes=minutes
        ),
        "minutes-were-approved",
    )


@bp.post("/meetings/<int:meeting_id>/minutes/signature")
def sign(meeting_id: int) -> WerkzeugResponse:
    """Sign the record."""
    sign_minutes(current_actor(), meeting_id)
    flash(t("minutes-were-signed"), "good")
    return _back(meeting_id)
