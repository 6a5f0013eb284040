"""Acts on invitations from the pages: answer, guests."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ecabinet import clock
from ecabinet.auth.current import current_actor
from ecabinet.db import close_db, get_db, unit_of_work
from ecabinet.errors import Invalid
from ecabinet.forms import parse_form
from ecabinet.i18n import t
from ecabinet.sentences import Sentence
from meetings import answers, queries
from meetings.agenda.guests import find_guest_invitation
from meetings.invitations import answering, automatic, reminders, scope, services
from meetings.invitations.forms import AnswerForm, Consent, Consents, Guest, Scope, Switch
from meetings.invited import rules
from meetings.invited.queries import (
    find_absence,
    find_invitation,
    possible_substitutes,
    prepares_for,
)

bp = Blueprint("invitations", __name__)
answers.refuse_in_place(bp)


@bp.post("/meetings/<int:meeting_id>/invitations/<int:invitation_id>/answer")
def answer_invitation(meeting_id: int, invitation_id: int) -> Any:
    """Say whether the invited person comes. What is refused comes back as it was typed."""
    actor = current_actor()
    try:
        form = parse_form(AnswerForm, request.form)
        with unit_of_work() as db:
            invitation = find_invitation(db, actor, meeting_id, invitation_id)
            meeting = invitation.meeting
            answering.answer_invitation(
                db, actor=actor, meeting=meeting, invitation=invitation, **form.of(meeting)
            )
    except Invalid as error:
        refused = Invalid(error.sentence, _as_typed(error), code=error.code)
        if answers.by_script():
            raise refused from error
        return _answer_again(meeting_id, invitation_id, refused), 422
    flash(t("invitation-was-answered"), "good")
    return _back(meeting_id, form.home)


def _as_typed(error: Invalid) -> dict[str, Sentence]:
    """Name the fields as the page does: where it asked for hours, the part is wrong there."""
    names = {"absent_from": "from_time", "absent_until": "until_time"}
    return {
        names[name] if names.get(name) in request.form else name: sentence
        for name, sentence in error.fields.items()
    }


def _answer_again(meeting_id: int, invitation_id: int, refused: Invalid) -> str:
    close_db()
    actor, db = current_actor(), get_db()
    own = find_invitation(db, actor, meeting_id, invitation_id)
    represented = prepares_for(db, actor, clock.now())
    return render_template(
        "meetings/invitations/answer.html",
        own=own,
        meeting=own.meeting,
        may_answer=rules.may_answer(actor, own, own.meeting, represented),
        colleagues=possible_substitutes(db, own),
        typed=request.form,
        errors=refused.fields,
        refused=refused,
        home=request.form.get("home") == "true",
    )


def _back(meeting_id: int, home: bool) -> Response:
    return redirect(url_for("home.show_home")) if home else answers.back_to(meeting_id)


@bp.post("/meetings/<int:meeting_id>/invitations/<int:invitation_id>/consent")
def consent_to_absence(meeting_id: int, invitation_id: int) -> Response:
    """Agree to an announced absence, or not."""
    actor = current_actor()
    form = parse_form(Consent, request.form)
    with unit_of_work() as db:
        invitation = find_absence(db, actor, meeting_id, invitation_id)
        answering.consent_to_absence(
            db, actor=actor, meeting=invitation.meeting, invitation=invitation,
            consent=form.consent,
        )  # fmt: skip
    return _back(meeting_id, form.home)


@bp.post("/meetings/<int:meeting_id>/absences/consent")
def consent_to_absences(meeting_id: int) -> Response:
    """Agree to several announced absences at once, or to none of them."""
    actor = current_actor()
    form = parse_form(Consents, request.form)
    with unit_of_work() as db:
        found = [find_absence(db, actor, meeting_id, number) for number in form.invitation_ids]
        count = answering.consent_to_absences(
            db, actor=actor, meeting=queries.find_meeting(db, actor, meeting_id),
            invitations=found, consent=form.consent,
        )  # fmt: skip
    flash(t("invitation-consented-count", count=count), "good")
    return _back(meeting_id, form.home)


@bp.post("/meetings/<int:meeting_id>/invitations/reminders")
def remind_unanswered(meeting_id: int) -> Response:
    """Remind all who have not answered."""
    actor = current_actor()
    with unit_of_work() as db:
        meeting = queries.find_meeting(db, actor, meeting_id)
        count = reminders.remind_unanswered(db, actor=actor, meeting=meeting)
    flash(t("invitation-reminded", count=count), "good" if count else "wait")
    return answers.back_to(meeting_id)


@bp.post("/meetings/<int:meeting_id>/invitations/automatic-reminder")
def switch_reminder(meeting_id: int) -> Response:
    """Let the reminder go out by itself, or not."""
    actor = current_actor()
    form = parse_form(Switch, request.form)
    with unit_of_work() as db:
        meeting = queries.find_meeting(db, actor, meeting_id)
        automatic.switch(db, actor=actor, meeting=meeting, on=form.on)
    return answers.back_to(meeting_id)


@bp.post("/meetings/<int:meeting_id>/guests")
def add_guest(meeting_id: int) -> Response:
    """Invite a guest."""
    actor = current_actor()
    form = parse_form(Guest, request.form)
    with unit_of_work() as db:
        meeting = queries.find_meeting(db, actor, meeting_id)
        services.add_guest(db, actor=actor, meeting=meeting, person_id=form.person_id)
    return answers.back_to(meeting_id)


@bp.post("/meetings/<int:meeting_id>/guests/<int:invitation_id>/removal")
def remove_guest(meeting_id: int, invitation_id: int) -> Response:
    """Take a guest's invitation back."""
    actor = current_actor()
    with unit_of_work() as db:
        invitation = find_invitation(db, actor, meeting_id, invitation_id)
        services.remove_guest(db, actor=actor, meeting=invitation.meeting, invitation=invitation)
    return answers.back_to(meeting_id)


@bp.post("/meetings/<int:meeting_id>/guests/<int:person_id>/scope")
def set_scope(meeting_id: int, person_id: int) -> Response:
    """Tell a guest the whole sitting, or their items alone."""
    actor = current_actor()
    form = parse_form(Scope, request.form)
    with unit_of_work() as db:
        meeting = queries.find_meeting(db, actor, meeting_id)
        rules.may_change_guests(actor, meeting).enforce()
        invitation = find_guest_invitation(db, meeting, person_id)
        scope.set_scope(
            db, actor=actor, meeting=meeting, invitation=invitation, bound=form.only_items
        )
    return answers.back_to(meeting_id)
