"""Pages: what I still have to do before the sittings; what is missing of everybody."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ecabinet import clock
from ecabinet.announcements import last_number
from ecabinet.auth.current import current_actor
from ecabinet.db import get_db, unit_of_work
from ecabinet.forms import parse_form
from ecabinet.i18n import t
from ecabinet.slots import HOME_WAITING
from meetings import answers
from meetings.agenda.numbering import label_of
from meetings.agenda.queries import desk
from meetings.editing.checks import checks_of
from meetings.events import desk_room
from meetings.queries import find_meeting
from meetings.readiness import page, queries, rules, services
from meetings.readiness.forms import ReminderInput
from meetings.readiness.matrix import matrix
from meetings.readiness.models import Missing
from meetings.readiness.outlook import weakest

bp = Blueprint("readiness", __name__)
answers.refuse_in_place(bp)


@bp.get("/preparation")
def show_own() -> str:
    """Show what is unread, unanswered and unsigned, and how long it takes."""
    actor, db = current_actor(), get_db()
    besides = [entry for fill in HOME_WAITING for entry in fill(db, actor)]
    return render_template("meetings/readiness/own.html", page=page.preparation(db, actor, besides))


@bp.get("/meetings/<int:meeting_id>/readiness")
def show_desk(meeting_id: int) -> str:
    """Show what is missing, by item and by member."""
    actor, db = current_actor(), get_db()
    rules.may_see_desk(actor).enforce()
    number = last_number(db, desk_room(meeting_id))
    meeting = find_meeting(db, actor, meeting_id)
    sheet = queries.sheet(db, meeting)
    asked = request.args.get("missing", "")
    missing = Missing(asked) if asked in Missing._value2member_map_ else None
    shown = rules.chosen(sheet.gaps, missing=missing)
    at = clock.now()
    lines = desk(db, meeting).lines
    return render_template(
        "meetings/readiness/desk.html",
        checks=checks_of(db, lines),
        labels={line["item_id"]: label_of(line) for line in lines},
        weakest=weakest(db, meeting, sheet.places),
        matrix=matrix(sheet, only_missing=request.args.get("matrix") == "missing"),
        matrix_shown=request.args.get("matrix", ""),
        meeting=meeting,
        sheet=sheet,
        shown=shown,
        missing=missing,
        kinds=list(Missing),
        lately=rules.reminded_lately(shown, sheet.reminders, at),
        may_remind=rules.may_remind(actor, meeting),
        room=(desk_room(meeting_id), number),
    )


@bp.post("/meetings/<int:meeting_id>/reminders")
def remind(meeting_id: int) -> Response:
    """Remind those who owe something."""
    actor = current_actor()
    form = parse_form(ReminderInput, request.form)
    with unit_of_work() as db:
        meeting = find_meeting(db, actor, meeting_id)
        count = services.remind(db, actor=actor, meeting=meeting, **form.model_dump())
    flash(t("readiness-was-reminded", count=count), "good")
    asked: dict[str, Any] = (
        {"missing": form.missing.value} if form.missing and not form.item_id else {}
    )
    return redirect(url_for("readiness.show_desk", meeting_id=meeting_id, **asked))
