"""Acts on invitations from the pages: answer, guests."""

from __future__ import annotations

from flask import Blueprint, flash, request
from werkzeug.wrappers import Response

from ecabinet.auth.current import current_actor
from ecabinet.db import unit_of_work
from ecabinet.forms import parse_form
from ecabinet.i18n import t
from meetings import answers, queries
from meetings.invitations import services
from meetings.invitations.forms import AnswerInput, Consent, Guest
from meetings.invitations.queries import find_absence, find_invitation

bp = Blueprint("invitations", __name__)
answers.refuse_in_place(bp)


@bp.post("/meetings/<int:meeting_id>/invitations/<int:invitation_id>/answer")
def answer_invitation(meeting_id: int, invitation_id: int) -> Response:
    """Say whether the invited person comes."""
    actor = current_actor()
    form = parse_form(AnswerInput, request.form)
    with unit_of_work() as db:
        invitation = find_invitation(db, actor, meeting_id, invitation_id)
        services.answer_invitation(
            db, actor=actor, meeting=invitation.meeting, invitation=invitation, **form.values()
        )
    flash(t("invitation-was-answered"), "good")
    return answers.back_to(meeting_id)


@bp.post("/meetings/<int:meeting_id>/invitations/<int:invitation_id>/consent")
def consent_to_absence(meeting_id: int, invitation_id: int) -> Response:
    """Agree to an announced absence, or not."""
    actor = current_actor()
    form = parse_form(Consent, request.form)
    with unit_of_work() as db:
        invitation = find_absence(db, actor, meeting_id, invitation_id)
        services.consent_to_absence(
            db, actor=actor, meeting=invitation.meeting, invitation=invitation,
            consent=form.consent,
        )  # fmt: skip
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
