"""Pages of sittings: the list, a new one, the sitting in its two faces, its frame changed."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from documents.packs import queries as pack_queries
from dossiers.submissions.queries import accepted
from ecabinet import clock
from ecabinet.announcements import last_number
from ecabinet.auth.actor import Actor
from ecabinet.auth.current import current_actor
from ecabinet.db import close_db, get_db, unit_of_work
from ecabinet.errors import Conflict, Invalid
from ecabinet.forms import parse_form
from ecabinet.i18n import local_day, t, zone
from ecabinet.merging import plain
from ecabinet.people.queries import members_on, organisations_in_use, working_days
from ecabinet.people.rules.body import AgendaNumbering
from meetings import answers, queries, rules, services
from meetings.agenda import queries as agenda_queries
from meetings.agenda import rules as agenda_rules
from meetings.agenda.choosing import choices, chosen
from meetings.agenda.guests import not_there_anyway
from meetings.agenda.lateness import is_late
from meetings.agenda.services import content_of
from meetings.changes.queries import last_written, seen_at
from meetings.editing.checks import checks_of
from meetings.editing.undoing import last_of_sitting
from meetings.editions import rules as edition_rules
from meetings.editions.looking import before_approval, warnings_of
from meetings.editions.queries import papers_lead_of
from meetings.editions.since import since_edition, since_sent
from meetings.editions.warnings import SendingWarning
from meetings.events import desk_room, meeting_room
from meetings.forms import MeetingChange, MeetingInput, Reason
from meetings.frame import Frame
from meetings.invitations import page as invitation_page
from meetings.invited import queries as invitation_queries
from meetings.invited import rules as invitation_rules
from meetings.many import page as many_page
from meetings.minutes import queries as minutes_queries
from meetings.models import AgendaItem, ItemType, Meeting, MeetingKind, MeetingState, StandingItem
from meetings.seating import queries as seating_queries
from meetings.sent.queries import withdrawal_in_force
from meetings.series import services as series_services
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
                if form.template_id is not None:
                    template = series_services.find_template(db, actor, form.template_id)
                    series_services.begin_with(db, actor=actor, meeting=meeting, template=template)
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
            form = parse_form(MeetingChange, chosen(request.form))
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
        except Conflict as refused:
            if not refused.differences or answers.by_script():
                raise
            return _both_texts(meeting_id, form, refused), 409
    db = get_db()
    meeting = queries.find_meeting(db, actor, meeting_id)
    return _frame_form(db, meeting, request.form or None, errors), 422 if errors else 200


def _both_texts(meeting_id: int, form: MeetingChange, refused: Conflict) -> str:
    close_db()
    db = get_db()
    meeting = queries.find_meeting(db, current_actor(), meeting_id)
    seen = seen_at(db, meeting, form.revision)
    # What the officer left alone says what it says now; what they wrote stays theirs.
    frame = vars(form.frame(meeting))
    values = {f: v if plain(v) != seen.get(f) else getattr(meeting, f) for f, v in frame.items()}
    values["revision"] = meeting.revision
    return _frame_form(db, meeting, values, {}, refused)


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
    warnings: list[SendingWarning] = []
    if desk.edition and edition_rules.may_send(actor, meeting, desk.edition):
        warnings = warnings_of(db, meeting, desk.edition, working_days(zone()), clock.now())
    may_approve = edition_rules.may_approve(actor, meeting).and_then(
        edition_rules.may_approve_content(desk.missing, differs=desk.differs, edition=desk.in_force)
    )
    approval = None
    if may_approve:
        approval = before_approval(db, meeting, desk.lines, working_days(zone()), clock.now())
    editing = request.args.get("edit", type=int)
    line = next((item for item in desk.items if item.id == editing), None)
    choices: dict[str, Any] = {}
    if may_edit:
        choices = {
            "organisations": organisations_in_use(db),
            "persons": (persons := queries.persons_in_service(db)),
            "item_guests": not_there_anyway(db, meeting, persons),
            "item_types": list(ItemType),
            "numberings": list(AgendaNumbering),
            "members": members_on(db, clock.day_of(meeting.starts_at)),
            "late": is_late(db, meeting),
            "waiting_dossiers": accepted(db, actor),
            "templates": series_services.templates_in_use(db),
        }
    may_guests = invitation_rules.may_change_guests(actor, meeting)
    return render_template(
        "meetings/desk.html",
        meeting=meeting,
        desk=desk,
        sent=sent,
        steps=steps_of(meeting, desk.edition, sent),
        missing=desk.missing,
        may_edit=may_edit,
        may_change=rules.may_change(actor, meeting),
        may_cancel=rules.may_cancel(actor, meeting),
        may_submit=edition_rules.may_submit(actor, meeting),
        may_approve=may_approve,
        approval=approval,
        may_return=edition_rules.may_return(actor, meeting, desk.edition),
        may_reopen=edition_rules.may_reopen(actor, meeting, desk.edition),
        may_send=edition_rules.may_send(actor, meeting, desk.edition),
        may_discard=edition_rules.may_discard(actor, meeting, sent),
        lead=lead,
        editing=line,
        checks=checks_of(db, desk.lines),
        may_check=agenda_rules.may_check(actor, meeting),
        warnings=warnings,
        withdrawal=withdrawal_in_force(db, meeting),
        may_withdraw=edition_rules.may_withdraw(actor, meeting, sent),
        since_approved=since_edition(db, actor, meeting, desk.edition, desk.lines)
        if desk.edition
        else None,
        since_sent=since_edition(db, actor, meeting, sent, desk.lines)
        if sent and sent is not desk.edition
        else None,
        written=_written(db, line) if line else {},
        **_undoable(db, actor, meeting),
        called=len(invitation_queries.called(db, meeting, clock.day_of(meeting.starts_at)))
        if desk.edition
        else 0,
        adding=request.args.get("add") == "yes",
        invitations=invitations,
        answers=invitation_queries.count_answers(invitations),
        **invitation_page.outlook(db, actor, meeting),
        **many_page.outlook(db, actor, meeting, request.args.get("many", type=int)),
        own=invitation_queries.own_invitation(db, actor, meeting),
        may_guests=may_guests,
        guests=invitation_queries.possible_guests(db, meeting) if may_guests else [],
        packs=pack_queries.panel(db, actor, meeting_room(meeting.id)),
        standing_left=[one for one in StandingItem if agenda_rules.stands_once(one, desk.items)]
        if may_edit
        else [],
        minutes_open=minutes_queries.readable_of(
            db, actor, [line["minutes_of_id"] for line in desk.lines]
        ),
        room=desk_room(meeting.id),
        room_number=last_number(db, desk_room(meeting.id)),
        **choices,
    )


def _written(db: Session, subject: AgendaItem | Meeting) -> dict[str, str]:
    """Return {field: who wrote it last}."""
    if isinstance(subject, AgendaItem):
        written = last_written(db, subject, content_of(subject))
    else:
        written = last_written(db, subject, Frame.__dataclass_fields__)
    return {field: one.by for field, one in written.items()}


def _undoable(db: Session, actor: Actor, meeting: Meeting) -> dict[str, Any]:
    """Return what `actor` changed last of the sitting's data, and how many are told of a change."""
    return {
        "undoable": last_of_sitting(db, actor, meeting) if rules.may_change(actor, meeting) else [],
        "told": len(invitation_queries.taking_part(db, meeting)),
    }


def _sent(db: Session, actor: Actor, meeting: Meeting) -> str:
    edition = queries.last_edition(db, meeting, sent=True)
    own = invitation_queries.own_invitation(db, actor, meeting)
    represented = invitation_queries.prepares_for(db, actor, clock.now())
    lines = agenda_queries.sent_lines(db, actor, meeting, edition) if edition else []
    return render_template(
        "meetings/sent.html",
        meeting=meeting,
        edition=edition,
        lines=lines,
        groups=agenda_queries.grouped((line.line, line) for line in lines),
        minutes_open=minutes_queries.readable_of(
            db, actor, [line.line.get("minutes_of_id") for line in lines]
        ),
        invitations=invitation_queries.list_invitations(db, actor, meeting),
        own=own,
        own_seat=seating_queries.own_seat(db, meeting, own),
        absences=[
            (absence, invitation_rules.may_consent(actor, absence, meeting))
            for absence in invitation_queries.announced_absences(db, actor, meeting)
        ],
        may_answer=invitation_rules.may_answer(actor, own, meeting, represented) if own else None,
        colleagues=invitation_queries.possible_substitutes(db, own) if own else [],
        is_desk=rules.sees_preparation(actor),
        withdrawal=withdrawal_in_force(db, meeting),
        since=since_sent(db, actor, meeting, request.args.get("since")),
        since_open="since" in request.args,
        **invitation_page.outlook(db, actor, meeting),
        packs=pack_queries.panel(db, actor, meeting_room(meeting.id)),
        room=meeting_room(meeting.id),
        room_number=last_number(db, meeting_room(meeting.id)),
    )


def _frame_form(
    db: Session,
    meeting: Meeting | None,
    values: Any,
    errors: dict[str, Any],
    refused: Conflict | None = None,
) -> str:
    # What others write arrives in a form that is being filled in, not in one that was refused.
    together: dict[str, Any] = {}
    if meeting and not values:
        room = desk_room(meeting.id)
        together = {
            "room": room, "room_number": last_number(db, room), "written": _written(db, meeting),
            "zone": str(zone()), **_undoable(db, current_actor(), meeting),
        }  # fmt: skip
    return render_template(
        "meetings/form.html",
        **together,
        meeting=meeting,
        values=values,
        errors=errors,
        refused=refused,
        choices=choices(db, refused, "meeting-kind") if refused else [],
        kinds=list(MeetingKind),
        templates=[] if meeting else series_services.templates_in_use(db),
        persons=queries.persons_in_service(db),
    )
