"""The room as a page in its three faces (members, chair, clerk), and the acts on it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from decisions.models import DecisionKind
from ecabinet import clock
from ecabinet.announcements import last_number
from ecabinet.auth.actor import Actor
from ecabinet.auth.current import current_actor
from ecabinet.db import get_db, unit_of_work
from ecabinet.errors import Invalid, NotVisible
from ecabinet.forms import parse, parse_form
from ecabinet.i18n import language, local_day, t
from ecabinet.people.queries import organisations_in_use
from meetings import answers
from meetings.events import desk_room, meeting_room
from meetings.live import attendance, conclusions, forms, notes, queries, services
from meetings.minutes.making import try_to_make
from meetings.models import AgendaItem, Meeting, MeetingState
from meetings.queries import find_meeting
from meetings.room import page

bp = Blueprint("room", __name__)
answers.refuse_in_place(bp)
ROW = re.compile(r"assignments\.(\d{1,3})\.(task|lead_id|due_on|is_ongoing|coordinator_ids)")
CLOSED = (MeetingState.PLANNED, MeetingState.AGENDA_APPROVED, MeetingState.CANCELLED)


def today() -> date:
    """Return the day in the body's zone."""
    return local_day(clock.now())


@bp.get("/meetings/<int:meeting_id>/room")
def show_room(meeting_id: int) -> Any:
    """Show the room; before the invitations and after a cancellation there is none."""
    actor, db = current_actor(), get_db()
    # The number is read before what is shown, so that nothing is lost in between.
    number, desk_number = (
        last_number(db, meeting_room(meeting_id)),
        last_number(db, desk_room(meeting_id)),
    )
    meeting = find_meeting(db, actor, meeting_id)
    if meeting.state in CLOSED:
        if not actor.is_secretariat:
            raise NotVisible
        return redirect(url_for("meetings.show_meeting", meeting_id=meeting_id))
    shown = page.room_page(db, actor, meeting, today(), language())
    return render_template(
        "meetings/live/room.html",
        page=shown,
        meeting=meeting,
        number=number,
        desk_number=desk_number,
        kinds=list(DecisionKind),
        organisations=organisations_in_use(db) if shown.acts else [],
        today=today(),
    )


def _back(meeting_id: int) -> Response:
    return redirect(url_for("room.show_room", meeting_id=meeting_id))


def _on_meeting(meeting_id: int, act: Callable[[Session, Actor, Meeting], object]) -> Response:
    actor = current_actor()
    with unit_of_work() as db:
        act(db, actor, find_meeting(db, actor, meeting_id))
    return _back(meeting_id)


def _on_item(item_id: int, act: Callable[[Session, Actor, AgendaItem], object]) -> Response:
    actor = current_actor()
    with unit_of_work() as db:
        item = queries.find_room_item(db, actor, item_id)
        meeting_id = item.meeting_id
        act(db, actor, item)
    return _back(meeting_id)


@bp.post("/meetings/<int:meeting_id>/opening")
def open_meeting(meeting_id: int) -> Response:
    """Open the sitting."""
    form = parse_form(forms.Opening, request.form)
    return _on_meeting(
        meeting_id,
        lambda db, actor, meeting: services.open_meeting(
            db,
            actor=actor,
            meeting=meeting,
            today=today(),
            present=form.present or None,
            quorum_override_reason=form.quorum_override_reason,
        ),
    )


@bp.post("/meetings/<int:meeting_id>/pause")
def pause_meeting(meeting_id: int) -> Response:
    """Pause."""
    return _on_meeting(
        meeting_id,
        lambda db, actor, meeting: services.pause_meeting(db, actor=actor, meeting=meeting),
    )


@bp.post("/meetings/<int:meeting_id>/resumption")
def resume_meeting(meeting_id: int) -> Response:
    """Go on."""
    return _on_meeting(
        meeting_id,
        lambda db, actor, meeting: services.resume_meeting(db, actor=actor, meeting=meeting),
    )


@bp.post("/meetings/<int:meeting_id>/end")
def end_meeting(meeting_id: int) -> Response:
    """End the sitting; the minutes are made right after the commit."""
    answer = _on_meeting(
        meeting_id,
        lambda db, actor, meeting: services.end_meeting(db, actor=actor, meeting=meeting),
    )
    try_to_make(meeting_id)
    flash(t("room-has-ended"), "good")
    return answer


@bp.post("/meetings/<int:meeting_id>/current-item")
def set_current_item(meeting_id: int) -> Response:
    """Bring an item before the cabinet."""
    form = parse_form(forms.CurrentItem, request.form)

    def act(db: Session, actor: Actor, meeting: Meeting) -> None:
        item = queries.find_room_item(db, actor, form.item_id)
        if item.meeting_id != meeting.id:
            raise NotVisible
        services.set_current_item(
            db, actor=actor, meeting=meeting, item=item, seen_item_id=form.seen_item_id
        )

    return _on_meeting(meeting_id, act)


@bp.post("/meetings/<int:meeting_id>/check-in")
def check_in(meeting_id: int) -> Response:
    """Take one's place."""
    form = parse_form(forms.CheckIn, request.form)
    return _on_meeting(
        meeting_id,
        lambda db, actor, meeting: attendance.check_in(
            db, actor=actor, meeting=meeting, mode=form.mode, today=today()
        ),
    )


@bp.post("/meetings/<int:meeting_id>/attendance")
def mark_attendance(meeting_id: int) -> Response:
    """Record who is there."""
    form = parse_form(forms.Marking, request.form)
    return _on_meeting(
        meeting_id,
        lambda db, actor, meeting: attendance.mark_attendance(
            db,
            actor=actor,
            meeting=meeting,
            person_ids=form.person_ids,
            mode=form.mode,
            today=today(),
        ),
    )


@bp.post("/meetings/<int:meeting_id>/notes")
def add_general_note(meeting_id: int) -> Response:
    """Note something that belongs to no item."""
    form = parse_form(forms.Note, request.form)
    return _on_meeting(
        meeting_id,
        lambda db, actor, meeting: notes.add_note(
            db, actor=actor, meeting=meeting, item=None, **form.model_dump()
        ),
    )


@bp.post("/items/<int:item_id>/notes")
def add_note(item_id: int) -> Response:
    """Note what was said on an item."""
    form = parse_form(forms.Note, request.form)
    return _on_item(
        item_id,
        lambda db, actor, item: notes.add_note(
            db, actor=actor, meeting=item.meeting, item=item, **form.model_dump()
        ),
    )


@bp.post("/notes/<int:note_id>/removal")
def remove_note(note_id: int) -> Response:
    """Take one's own note back."""
    actor = current_actor()
    with unit_of_work() as db:
        note = queries.find_note(db, actor, note_id)
        meeting = find_meeting(db, actor, note.meeting_id)
        notes.remove_note(db, actor=actor, meeting=meeting, note=note)
        meeting_id = meeting.id
    return _back(meeting_id)


@bp.post("/items/<int:item_id>/discussion")
def start_discussion(item_id: int) -> Response:
    """Let the discussion begin."""
    return _on_item(
        item_id,
        lambda db, actor, item: services.start_discussion(
            db, actor=actor, meeting=item.meeting, item=item
        ),
    )


@bp.post("/items/<int:item_id>/waiting")
def put_back(item_id: int) -> Response:
    """Undo the call of an item."""
    return _on_item(
        item_id,
        lambda db, actor, item: services.put_back(db, actor=actor, meeting=item.meeting, item=item),
    )


@bp.post("/items/<int:item_id>/chair")
def set_item_chair(item_id: int) -> Response:
    """Let a member chair the item, or take it back."""
    form = parse_form(forms.ItemChair, request.form)
    return _on_item(
        item_id,
        lambda db, actor, item: services.set_item_chair(
            db, actor=actor, meeting=item.meeting, item=item, person_id=form.person_id,
            today=today(),
        ),
    )  # fmt: skip


@bp.post("/items/<int:item_id>/deferral")
def defer_item(item_id: int) -> Response:
    """Put an item off."""
    form = parse_form(forms.Deferral, request.form)
    return _on_item(
        item_id,
        lambda db, actor, item: services.defer_item(
            db,
            actor=actor,
            meeting=item.meeting,
            item=item,
            resubmit_on=form.resubmit_on,
            reason=form.reason,
            today=today(),
        ),
    )


@bp.post("/items/<int:item_id>/withdrawal")
def withdraw_item(item_id: int) -> Response:
    """Take an item off the agenda."""
    form = parse_form(forms.Withdrawal, request.form)
    return _on_item(
        item_id,
        lambda db, actor, item: services.withdraw_item(
            db, actor=actor, meeting=item.meeting, item=item, reason=form.reason
        ),
    )


@bp.post("/items/<int:item_id>/conclusion")
def conclude_item(item_id: int) -> Response:
    """Conclude an item and give out its work."""
    places, values = conclusion_values()
    try:
        form = parse(forms.Conclusion, values)
        answer = _on_item(
            item_id,
            lambda db, actor, item: conclusions.conclude_item(
                db,
                actor=actor,
                meeting=item.meeting,
                item=item,
                text=form.text,
                kind=form.kind,
                assignments=[task.task_given() for task in form.assignments],
                today=today(),
            ),
        )
    except Invalid as error:
        raise Invalid(error.sentence, _as_typed(error, places), code=error.code) from error
    flash(t("room-was-concluded"), "good")
    return answer


def conclusion_values() -> tuple[list[str], dict[str, Any]]:
    """Read the conclusion form: its rows of work that are not blank, and the numbers they bear."""
    rows: dict[str, dict[str, Any]] = {}
    values: dict[str, Any] = {"assignments": []}
    for name in request.form:
        found = ROW.fullmatch(name)
        if found is None:
            if name != "csrf_token":
                values[name] = request.form[name]
            continue
        row, field = rows.setdefault(found[1], {}), found[2]
        many = field == "coordinator_ids"
        row[field] = request.form.getlist(name) if many else request.form[name]
    filled = {place: row for place, row in rows.items() if row.get("task") or row.get("lead_id")}
    values["assignments"] = list(filled.values())
    return list(filled), values


def _as_typed(error: Invalid, places: list[str]) -> dict[str, Any]:
    """Name the fields as the page does: blank rows between the filled ones count there."""
    named = {}
    for field, sentence in error.fields.items():
        parts = field.split(".")
        if parts[0] == "assignments" and len(parts) > 1 and parts[1].isdigit():
            parts[1] = places[int(parts[1])]
        named[".".join(parts)] = sentence
    return named
