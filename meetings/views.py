"""Pages of sittings: the list, a new one, the sitting in its two faces, its frame changed."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload
from werkzeug.wrappers import Response

from documents.packs import queries as pack_queries
from ecabinet import clock
from ecabinet.announcements import last_number
from ecabinet.auth.actor import Actor
from ecabinet.auth.current import current_actor
from ecabinet.db import get_db, unit_of_work
from ecabinet.errors import Invalid
from ecabinet.forms import parse_form
from ecabinet.i18n import local_day, t, zone
from ecabinet.people.models import Person
from ecabinet.people.queries import organisations_in_use, working_days
from meetings import answers, queries, rules, services
from meetings.agenda import queries as agenda_queries
from meetings.agenda import rules as agenda_rules
from meetings.editions import rules as edition_rules
from meetings.editions.queries import papers_lead_of
from meetings.events import desk_room, meeting_room
from meetings.forms import MeetingChange, MeetingInput, Reason
from meetings.invitations import queries as invitation_queries
from meetings.invitations import rules as invitation_rules
from meetings.models import ItemType, Meeting, MeetingKind, MeetingState
from meetings.steps import steps_of

bp = Blueprint("meetings", __name__, template_folder="templates")
answers.refuse_in_place(bp)


@bp.get("/meetings")
def list_meetings() -> str:
    """List the sittings the reader may see."""
    actor, db = current_actor(), get_db()
    period = (
        queries.Period.PAST if request.args.get("period") == "past" else queries.Period.UPCOMING
    )
    page = queries.list_meetings(db, actor, period=period, cursor=request.args.get("cursor"))
    return render_template(
        "meetings/list.html", page=page, period=period.value, may_plan=rules.may_plan(actor)
    )


@bp.route("/meetings/new", methods=["GET", "POST"])
def new_meeting() -> Any:
    """Plan a sitting."""
    actor = current_actor()
    rules.may_plan(actor).enforce()
    errors: dict[str, Any] = {}
    if request.method == "POST":
        try:
            form = parse_form(MeetingInput, request.form)
            with unit_of_work() as db:
                chair_id = form.chair_id or invitation_queries.usual_chair(
                    db, local_day(form.starts_at)
                )
                meeting = services.plan_meeting(db, actor=actor, frame=form.frame(chair_id))
                meeting_id = meeting.id
            flash(t("meeting-planned"), "good")
            return redirect(url_for("meetings.show_meeting", meeting_id=meeting_id))
        except Invalid as refused:
            errors = refused.fields or {"": refused.sentence}
    values = {"kind": MeetingKind.REGULAR.value, **request.form}
    return _frame_form(get_db(), None, values, errors), 422 if errors else 200


@bp.route("/meetings/<int:meeting_id>/edit", methods=["GET", "POST"])
def change_meeting(meeting_id: int) -> Any:
    """Change when, where and under whom a sitting is held."""
    actor = current_actor()
    meeting = queries.find_meeting(get_db(), actor, meeting_id)
    rules.may_change(actor, meeting).enforce()
    errors: dict[str, Any] = {}
    if request.method == "POST":
        try:
            form = parse_form(MeetingChange, request.form)
            with unit_of_work() as db:
                meeting = queries.find_meeting(db, actor, meeting_id)
                services.change_meeting(
                    db, actor=actor, meeting=meeting, frame=form.frame(meeting),
                    revision=form.revision,
                )  # fmt: skip
            flash(t("meeting-saved"), "good")
            return redirect(url_for("meetings.show_meeting", meeting_id=meeting_id))
        except Invalid as refused:
            errors = refused.fields or {"": refused.sentence}
    db = get_db()
    meeting = queries.find_meeting(db, actor, meeting_id)
    return _frame_form(db, meeting, request.form or None, errors), 422 if errors else 200


@bp.post("/meetings/<int:meeting_id>/cancellation")
def cancel_meeting(meeting_id: int) -> Response:
    """Call a sitting off."""
    actor = current_actor()
    form = parse_form(Reason, request.form)
    with unit_of_work() as db:
        meeting = queries.find_meeting(db, actor, meeting_id)
        services.cancel_meeting(
            db, actor=actor, meeting=meeting, reason=form.reason, revision=form.revision
        )
    flash(t("meeting-was-cancelled"), "good")
    return redirect(url_for("meetings.show_meeting", meeting_id=meeting_id))


@bp.get("/meetings/<int:meeting_id>")
def show_meeting(meeting_id: int) -> str:
    """Show the sitting: the desk to the secretariat, the agenda as sent to those invited."""
    actor, db = current_actor(), get_db()
    meeting = queries.find_meeting(db, actor, meeting_id)
    if rules.sees_preparation(actor) and request.args.get("view") != "sent":
        return _desk(db, actor, meeting)
    return _sent(db, actor, meeting)


def _desk(db: Session, actor: Actor, meeting: Meeting) -> str:
    desk = agenda_queries.desk(db, meeting)
    may_edit = agenda_rules.may_edit_agenda(actor, meeting)
    invitations = invitation_queries.list_invitations(db, actor, meeting)
    sent = queries.last_edition(db, meeting, sent=True)
    lead = None
    if meeting.state in (MeetingState.AGENDA_APPROVED, MeetingState.INVITED):
        lead = papers_lead_of(db, meeting, clock.now(), working_days(zone()))
    editing = request.args.get("edit", type=int)
    choices: dict[str, Any] = {}
    if may_edit:
        choices = {
            "organisations": organisations_in_use(db),
            "persons": _persons(db),
            "item_types": list(ItemType),
        }
    may_guests = invitation_rules.may_change_guests(actor, meeting)
    return render_template(
        "meetings/desk.html",
        meeting=meeting,
        desk=desk,
        sent=sent,
        steps=steps_of(meeting),
        missing=agenda_rules.lacks(desk.items),
        may_edit=may_edit,
        may_change=rules.may_change(actor, meeting),
        may_cancel=rules.may_cancel(actor, meeting),
        may_submit=edition_rules.may_submit(actor, meeting),
        may_approve=edition_rules.may_approve(actor, meeting).and_then(
            edition_rules.may_approve_content(
                agenda_rules.lacks(desk.items), differs=desk.differs, edition=sent
            )
        ),
        may_return=edition_rules.may_return(actor, meeting),
        may_reopen=edition_rules.may_reopen(actor, meeting),
        may_send=edition_rules.may_send(actor, meeting, desk.edition),
        may_discard=edition_rules.may_discard(actor, meeting, sent),
        lead=lead,
        editing=next((item for item in desk.items if item.id == editing), None),
        adding=request.args.get("add") == "yes",
        invitations=invitations,
        answers=invitation_queries.count_answers(invitations),
        own=invitation_queries.own_invitation(db, actor, meeting),
        may_guests=may_guests,
        guests=invitation_queries.possible_guests(db, meeting) if may_guests else [],
        packs=pack_queries.panel(db, actor, meeting_room(meeting.id)),
        room=desk_room(meeting.id),
        room_number=last_number(db, desk_room(meeting.id)),
        **choices,
    )


def _sent(db: Session, actor: Actor, meeting: Meeting) -> str:
    edition = queries.last_edition(db, meeting, sent=True)
    own = invitation_queries.own_invitation(db, actor, meeting)
    represented = invitation_queries.prepares_for(db, actor, clock.now())
    return render_template(
        "meetings/sent.html",
        meeting=meeting,
        edition=edition,
        lines=agenda_queries.sent_lines(db, actor, meeting, edition) if edition else [],
        invitations=invitation_queries.list_invitations(db, actor, meeting),
        own=own,
        absences=[
            (absence, invitation_rules.may_consent(actor, absence, meeting))
            for absence in invitation_queries.announced_absences(db, actor, meeting)
        ],
        may_answer=invitation_rules.may_answer(actor, own, meeting, represented) if own else None,
        colleagues=invitation_queries.possible_substitutes(db, own) if own else [],
        is_desk=rules.sees_preparation(actor),
        packs=pack_queries.panel(db, actor, meeting_room(meeting.id)),
        room=meeting_room(meeting.id),
        room_number=last_number(db, meeting_room(meeting.id)),
    )


def _frame_form(db: Session, meeting: Meeting | None, values: Any, errors: dict[str, Any]) -> str:
    return render_template(
        "meetings/form.html",
        meeting=meeting,
        values=values,
        errors=errors,
        kinds=list(MeetingKind),
        persons=_persons(db),
    )


def _persons(db: Session) -> list[Person]:
    return list(
        db.execute(
            select(Person)
            .where(Person.deactivated_at.is_(None))
            .order_by(Person.name, Person.id)
            .options(joinedload(Person.organisation))
        ).scalars()
    )
