"""Pages of rooms, and of the seats of a sitting."""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as WerkzeugResponse

from ecabinet.auth.actor import Actor
from ecabinet.auth.current import current_actor
from ecabinet.byteranges import content_disposition
from ecabinet.db import get_db, unit_of_work
from ecabinet.errors import Conflict, Invalid
from ecabinet.forms import parse, parse_form
from ecabinet.i18n import language, t
from ecabinet.sentences import S
from meetings import answers
from meetings import queries as meeting_queries
from meetings import rules as meeting_rules
from meetings.models import Meeting
from meetings.seating import printing, queries, rules, services
from meetings.seating.forms import (
    GiveOut,
    Put,
    RoomChange,
    RoomChoice,
    RoomIn,
    sentences_of,
)
from meetings.seating.shapes import MOST, Shape

bp = Blueprint("seating", __name__)
answers.refuse_in_place(bp)
PDF = "application/pdf"


@bp.route("/rooms", methods=["GET", "POST"])
def list_rooms() -> Any:
    """The rooms; POST makes a new one."""
    actor = current_actor()
    meeting_rules.may_see_desk(actor).enforce()
    errors: dict[str, Any] = {}
    if request.method == "POST":
        try:
            form = parse_form(RoomIn, request.form)
            with unit_of_work() as db:
                room = services.add_room(
                    db, actor=actor, name=form.name, shape=form.shape, seats=form.seats
                )
                room_id = room.id
            return redirect(url_for("seating.show_room", room_id=room_id))
        except Invalid as refused:
            errors = refused.fields or {"": refused.sentence}
    db = get_db()
    page = render_template(
        "meetings/seating/rooms.html",
        rooms=queries.list_rooms(db),
        retired=queries.list_rooms(db, retired=True),
        shapes=list(Shape),
        most=MOST,
        values={"seats": 27, **request.form},
        errors=errors,
        may_add=rules.may_change_room(actor),
    )
    return page, 422 if errors else 200


@bp.get("/rooms/<int:room_id>")
def show_room(room_id: int) -> str:
    """A room and the editor of its plan."""
    actor, db = current_actor(), get_db()
    room = queries.find_room(db, actor, room_id)
    return render_template(
        "meetings/seating/room.html", room=room, may_change=rules.may_change_room(actor, room),
        sittings=queries.sittings_in(db, room),
        ranks={key: place for place, key in enumerate(rules.ranked(room.seats), start=1)},
    )  # fmt: skip


@bp.post("/rooms/<int:room_id>")
def change_room(room_id: int) -> WerkzeugResponse:
    """Save a room's name and plan (`plan`: JSON, as the editor writes it)."""
    actor = current_actor()
    try:
        plan = json.loads(request.form.get("plan", ""))
        values = {**plan, "name": request.form.get("name", "")}
        revision = request.form.get("revision", "")
        seen = int(revision) if revision.isdecimal() else None
    except (RecursionError, TypeError, ValueError) as error:
        raise Invalid(S("form-invalid")) from error
    form = parse(RoomChange, {**values, "revision": seen})
    with unit_of_work() as db:
        room = queries.find_room(db, actor, room_id)
        services.change_room(
            db, actor=actor, room=room, name=form.name, plan=form.plan(), revision=form.revision
        )
    flash(t("seating-room-saved"), "good")
    return redirect(url_for("seating.show_room", room_id=room_id))


@bp.post("/rooms/<int:room_id>/retirement")
def retire_room(room_id: int) -> WerkzeugResponse:
    """Let a room be chosen no more."""
    actor = current_actor()
    with unit_of_work() as db:
        services.retire_room(db, actor=actor, room=queries.find_room(db, actor, room_id))
    flash(t("seating-room-retired-done"), "good")
    return redirect(url_for("seating.list_rooms"))


@bp.post("/rooms/<int:room_id>/restoration")
def restore_room(room_id: int) -> WerkzeugResponse:
    """Let a room be chosen again."""
    actor = current_actor()
    with unit_of_work() as db:
        services.restore_room(db, actor=actor, room=queries.find_room(db, actor, room_id))
    return redirect(url_for("seating.list_rooms"))


@bp.get("/meetings/<int:meeting_id>/seats")
def show_seats(meeting_id: int) -> str:
    """The room of a sitting and who sits where."""
    actor, db = current_actor(), get_db()
    meeting = _meeting(db, actor, meeting_id)
    arranged = queries.arranged(db, meeting)
    seating = queries.seating_of(db, meeting)
    return render_template(
        "meetings/seating/seats.html",
        meeting=meeting,
        arranged=arranged,
        seating=seating,
        changes=sentences_of(arranged) if arranged else [],
        rooms=queries.list_rooms(db),
        may_seat=rules.may_seat(actor, meeting),
        sits=queries.sits,
        turns=queries.turns,
    )


def _meeting(db: Session, actor: Actor, meeting_id: int) -> Meeting:
    meeting = meeting_queries.find_meeting(db, actor, meeting_id)
    meeting_rules.may_see_desk(actor).enforce()
    return meeting


@bp.post("/meetings/<int:meeting_id>/seats/room")
def choose_room(meeting_id: int) -> WerkzeugResponse:
    """Say in which room the sitting is held, and give out its seats by rank."""
    actor = current_actor()
    form = parse_form(RoomChoice, request.form)
    with unit_of_work() as db:
        meeting = _meeting(db, actor, meeting_id)
        room = queries.find_room(db, actor, form.room_id) if form.room_id else None
        services.choose_room(db, actor=actor, meeting=meeting, room=room)
        if room is not None:
            services.give_out(db, actor=actor, meeting=meeting)
    return redirect(url_for("seating.show_seats", meeting_id=meeting_id))


@bp.post("/meetings/<int:meeting_id>/seats/arrangement")
def give_out(meeting_id: int) -> WerkzeugResponse:
    """Give out the seats by rank, or let them follow the answers."""
    actor = current_actor()
    form = parse_form(GiveOut, request.form)
    with unit_of_work() as db:
        meeting = _meeting(db, actor, meeting_id)
        done = services.give_out(
            db, actor=actor, meeting=meeting, keep=form.keep, revision=form.revision
        )
    flash(t("seating-given", seated=done.seated, moved=done.moved), "good")
    if done.without:
        flash(t("seating-too-few", count=done.without), "wait")
    return redirect(url_for("seating.show_seats", meeting_id=meeting_id))


@bp.post("/meetings/<int:meeting_id>/seats/people")
def put(meeting_id: int) -> WerkzeugResponse:
    """Put somebody on another seat; who sits there changes places with them."""
    actor = current_actor()
    values = {**request.form, "seat": request.form.get("seat") or None}
    form = parse_form(Put, values)
    with unit_of_work() as db:
        meeting = _meeting(db, actor, meeting_id)
        services.put(
            db, actor=actor, meeting=meeting, invitation_id=form.invitation_id, seat=form.seat,
            revision=form.revision,
        )  # fmt: skip
    return redirect(url_for("seating.show_seats", meeting_id=meeting_id))


@bp.get("/meetings/<int:meeting_id>/seats/cards.pdf")
def print_cards(meeting_id: int) -> Response:
    """All name cards, or with `invitation` one."""
    actor, db = current_actor(), get_db()
    meeting = _meeting(db, actor, meeting_id)
    one = request.args.get("invitation", type=int)
    people = rules.sitters(queries.invitations_of(db, meeting), meeting.chair_id)
    invitations = {found.id: found for found in queries.invitations_of(db, meeting)}
    wanted = [invitations[p.invitation_id] for p in people if one in (None, p.invitation_id)]
    if not wanted:
        raise Conflict(S("seating-nobody-comes"))
    cards = [
        printing.Card(turn.name, turn.position)
        for found in wanted
        for turn in queries.turns(found, language())
    ]
    return _pdf(printing.name_cards(cards, title=meeting.title), t("seating-cards-file"))


@bp.get("/meetings/<int:meeting_id>/seats/plan.pdf")
def print_plan(meeting_id: int) -> Response:
    """The plan of the seats."""
    actor, db = current_actor(), get_db()
    meeting = _meeting(db, actor, meeting_id)
    arranged = queries.arranged(db, meeting)
    if arranged is None:
        raise Conflict(S("seating-no-room"))
    content = printing.seat_plan(arranged, title=meeting.title, subtitle=arranged.room.name)
    return _pdf(content, t("seating-plan-file"))


def _pdf(content: bytes, name: str) -> Response:
    answer = Response(content, mimetype=PDF)
    answer.headers["Content-Disposition"] = content_disposition(f"{name}.pdf", inline=True)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
