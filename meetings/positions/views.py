"""Pages of positions: a member's own, the board of all, and the acts on both."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as WerkzeugResponse

from decisions.models import DecisionKind
from ecabinet import clock
from ecabinet.announcements import last_number
from ecabinet.auth.actor import Actor
from ecabinet.auth.current import current_actor
from ecabinet.db import get_db, unit_of_work
from ecabinet.errors import Invalid
from ecabinet.forms import parse_form
from ecabinet.i18n import local_day, t
from ecabinet.people.queries import rules_on
from ecabinet.sentences import S
from meetings import answers
from meetings.events import desk_room, meeting_room, person_room
from meetings.invited.queries import own_invitation
from meetings.models import Invitation, Meeting
from meetings.positions import adoption, forms, queries, rules, services, summaries
from meetings.positions.board import board
from meetings.positions.incoming import checked_file
from meetings.positions.models import Position, Stance
from meetings.positions.page import own_page
from meetings.queries import find_meeting

bp = Blueprint("positions", __name__)
answers.refuse_in_place(bp)
_IDS = re.compile(r"\d{1,9}(,\d{1,9}){0,499}")


@bp.get("/meetings/<int:meeting_id>/positions")
def show_own(meeting_id: int) -> str:
    """Show the items with what the reader says of each, or prepares for a member."""
    return _own(meeting_id, request.args.get("for", type=int))


def _own(meeting_id: int, person_id: int | None, **refused: Any) -> str:
    actor, db = current_actor(), get_db()
    done = request.args.get("done", "")
    just_done = [int(part) for part in done.split(",")] if _IDS.fullmatch(done) else []
    rooms = _rooms(db, actor, meeting_id)
    meeting = find_meeting(db, actor, meeting_id)
    shown = own_page(db, actor, meeting, person_id, just_done)
    if shown.place.person_id != actor.person_id:
        room = person_room(shown.place.person_id)
        rooms.append((room, last_number(db, room)))
    return render_template(
        "meetings/positions/own.html", page=shown, meeting=meeting, rooms=rooms,
        may_see_board=rules.may_see_board(actor, shown.place), **refused,
    )  # fmt: skip


@bp.get("/meetings/<int:meeting_id>/positions/board")
def show_board(meeting_id: int) -> str:
    """Show what all have said, as far as the reader sees it."""
    return _board(meeting_id)


def _board(meeting_id: int, **refused: Any) -> str:
    actor, db = current_actor(), get_db()
    rooms = _rooms(db, actor, meeting_id)
    meeting = find_meeting(db, actor, meeting_id)
    places = queries.places_of(db, actor, meeting)
    rules.may_see_board(
        actor, places[0] if places else own_invitation(db, actor, meeting)
    ).enforce()
    return render_template(
        "meetings/positions/board.html",
        board=board(db, actor, meeting),
        adopted=summaries.adopted_en_bloc(db, meeting.id),
        meeting=meeting,
        rooms=rooms,
        kinds=list(DecisionKind),
        has_place=bool(places),
        seen_by=rules_on(db, local_day(clock.now())).positions_seen_by.value,
        **refused,
    )


def _rooms(db: Session, actor: Actor, meeting_id: int) -> list[tuple[str, int]]:
    """The rooms that tell of changes, with the numbers read before what is shown."""
    rooms = [meeting_room(meeting_id), person_room(actor.person_id)]
    if actor.is_secretariat:
        rooms.append(desk_room(meeting_id))
    return [(room, last_number(db, room)) for room in rooms]


def _act(
    meeting_id: int,
    person_id: int | None,
    act: Callable[[Session, Actor, Meeting, Invitation], Sequence[Position]],
) -> WerkzeugResponse:
    """Do something from a place and lead back to it, with what can be undone."""
    actor = current_actor()
    with unit_of_work() as db:
        meeting = find_meeting(db, actor, meeting_id)
        place = queries.find_place(db, actor, meeting, person_id, lock=True)
        done = [position.id for position in act(db, actor, meeting, place)]
        owner, states = place.person_id, rules.states(actor, place)
    key = "position-done" if states else "position-done-prepared"
    flash(t(key, count=len(done)) if done else t("position-done-nothing"), "good")
    return _back(meeting_id, owner, done)


def _back(meeting_id: int, person_id: int, done: Sequence[int] = ()) -> WerkzeugResponse:
    asked: dict[str, Any] = {"done": ",".join(map(str, done))} if done else {}
    if person_id != current_actor().person_id:
        asked["for"] = person_id
    return redirect(url_for("positions.show_own", meeting_id=meeting_id, **asked))


@bp.post("/meetings/<int:meeting_id>/positions/<int:item_id>")
def state_position(meeting_id: int, item_id: int) -> WerkzeugResponse:
    """State a position on one item, or prepare it."""
    try:
        form = parse_form(forms.PositionInput, request.form)
        attached = checked_file(current_actor(), meeting_id, item_id, form.person_id)
        return _act(
            meeting_id,
            form.person_id,
            lambda db, actor, meeting, place: services.state_positions(
                db, actor=actor, meeting=meeting, place=place,
                said=[services.Said(queries.find_sent_item(db, meeting, item_id), form.stance,
                                    form.wishes_to_speak, form.remark, form.document_id,
                                    attached, form.detaches)],
            ),
        )  # fmt: skip
    except Invalid as error:
        # Without a script the page comes back with what was typed.
        if "json" in request.headers.get("Accept", ""):
            raise
        errors = error.fields or {"": error.sentence}
        if "stance" in errors:
            errors = {**errors, "stance": S("position-choose-stance")}
        place = request.form.get("person_id", type=int)
        shown = _own(meeting_id, place, errors=errors, refused=item_id,
                     typed=request.form.get("remark", ""),
                     pressed=_stance(request.form.get("stance", "")))  # fmt: skip
        return Response(shown, 422)


def _stance(value: str) -> str:
    return value if value in {stance.value for stance in Stance} else ""


@bp.post("/meetings/<int:meeting_id>/positions/rest")
def no_objection_to_the_rest(meeting_id: int) -> WerkzeugResponse:
    """No objection to every item of which nothing was said."""
    form = parse_form(forms.Place, request.form)
    return _act(
        meeting_id,
        form.person_id,
        lambda db, actor, meeting, place: services.no_objection_to_the_rest(
            db, actor=actor, meeting=meeting, place=place
        ),
    )


@bp.post("/meetings/<int:meeting_id>/positions/confirmation")
def confirm_prepared(meeting_id: int) -> WerkzeugResponse:
    """Confirm what an assistant has prepared."""
    form = parse_form(forms.Confirmation, request.form)
    return _act(
        meeting_id,
        form.person_id,
        lambda db, actor, meeting, place: services.confirm_prepared(
            db, actor=actor, meeting=meeting, place=place, prepared_ids=form.positions
        ),
    )


@bp.post("/meetings/<int:meeting_id>/positions/taking-back")
def take_back(meeting_id: int) -> WerkzeugResponse:
    """Undo what was just said, of one item or of several."""
    actor = current_actor()
    form = parse_form(forms.TakingBack, request.form)
    with unit_of_work() as db:
        meeting = find_meeting(db, actor, meeting_id)
        owner = services.take_back_all(
            db, actor=actor, meeting=meeting, position_ids=form.positions
        )
    flash(t("position-undone"), "good")
    return _back(meeting_id, owner)


@bp.post("/meetings/<int:meeting_id>/en-bloc")
def adopt_en_bloc(meeting_id: int) -> WerkzeugResponse:
    """Adopt the chosen items in one act."""
    actor = current_actor()
    try:
        form = parse_form(forms.EnBloc, request.form)
        with unit_of_work() as db:
            meeting = find_meeting(db, actor, meeting_id)
            items = adoption.adopt_en_bloc(
                db, actor=actor, meeting=meeting, item_ids=form.items, text=form.text,
                kind=form.kind, today=local_day(clock.now()),
            )  # fmt: skip
            count = len(items)
    except Invalid as error:
        if "json" in request.headers.get("Accept", ""):
            raise
        errors = {**error.fields} or {"": error.sentence}
        if "items" in errors:
            errors["items"] = S("position-choose-items")
        shown = _board(meeting_id, errors=errors, typed=request.form.get("text", ""))
        return Response(shown, 422)
    flash(t("position-was-adopted", count=count), "good")
    return redirect(url_for("positions.show_board", meeting_id=meeting_id))
