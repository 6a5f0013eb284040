"""The JSON API of invitations: who is called, guests, answers."""

from __future__ import annotations

from flask import Blueprint
from pydantic import BaseModel
from sqlalchemy.orm import Session

from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from ecabinet.errors import Denied, NotVisible
from ecabinet.sentences import S
from meetings import queries as meeting_queries
from meetings import rules as meeting_rules
from meetings.invitations import queries, services
from meetings.invitations.forms import AnswerInput, Consent, Guest
from meetings.shapes import InvitationOut

bp = Blueprint("invitations_api", __name__)
MEETING = "/meetings/<int:meeting_id>"


class InvitationList(BaseModel):
    """The invited, by rank."""

    items: list[InvitationOut]
    next: str | None = None


@api_route(bp, "GET", MEETING + "/invitations", tag="invitations", answer=InvitationList,
           errors=(404,))  # fmt: skip
def list_invitations(db: Session, actor: Actor, meeting_id: int) -> InvitationList:
    """List who is invited; what they answered is told to the secretariat and the chair."""
    meeting = meeting_queries.find_meeting(db, actor, meeting_id)
    whole = meeting_rules.sees_preparation(actor) or actor.person_id == meeting.chair_id
    found = queries.list_invitations(db, actor, meeting)
    return InvitationList(items=[InvitationOut.of(i, whole=whole) for i in found])


@api_route(bp, "POST", MEETING + "/answer", tag="invitations", body=AnswerInput,
           answer=InvitationOut, errors=(403, 404, 409, 422))  # fmt: skip
def answer_own(db: Session, actor: Actor, meeting_id: int, body: AnswerInput) -> InvitationOut:
    """Answer your own invitation, or the one of the person you prepare for."""
    meeting = meeting_queries.find_meeting(db, actor, meeting_id)
    invitation = queries.own_invitation(db, actor, meeting)
    if invitation is None:
        raise Denied(S("invitation-not-yours"))
    services.answer_invitation(
        db, actor=actor, meeting=meeting, invitation=invitation, **body.values()
    )
    return InvitationOut.of(invitation, whole=True)


@api_route(bp, "POST", MEETING + "/invitations/<int:invitation_id>/consent", tag="invitations",
           body=Consent, answer=InvitationOut, errors=(403, 404, 409, 422))  # fmt: skip
def consent_to_absence(
    db: Session, actor: Actor, meeting_id: int, invitation_id: int, body: Consent
) -> InvitationOut:
    """Agree to an announced absence, or not (the chair)."""
    invitation = queries.find_absence(db, actor, meeting_id, invitation_id)
    services.consent_to_absence(
        db, actor=actor, meeting=invitation.meeting, invitation=invitation, consent=body.consent
    )
    return InvitationOut.of(invitation, whole=True)


@api_route(bp, "POST", MEETING + "/invitations/<int:invitation_id>/answer", tag="invitations",
           body=AnswerInput, answer=InvitationOut, errors=(403, 404, 409, 422))  # fmt: skip
def answer_for(
    db: Session, actor: Actor, meeting_id: int, invitation_id: int, body: AnswerInput
) -> InvitationOut:
    """Note the answer that somebody gave by telephone (secretariat)."""
    invitation = queries.find_invitation(db, actor, meeting_id, invitation_id)
    services.answer_invitation(
        db, actor=actor, meeting=invitation.meeting, invitation=invitation, **body.values()
    )
    return InvitationOut.of(invitation, whole=True)


@api_route(bp, "POST", MEETING + "/guests", tag="invitations", body=Guest, answer=InvitationOut,
           status=201, errors=(403, 404, 409, 422))  # fmt: skip
def add_guest(db: Session, actor: Actor, meeting_id: int, body: Guest) -> InvitationOut:
    """Invite a guest."""
    meeting = meeting_queries.find_meeting(db, actor, meeting_id)
    invitation = services.add_guest(db, actor=actor, meeting=meeting, person_id=body.person_id)
    return InvitationOut.of(invitation, whole=True)


@api_route(bp, "DELETE", MEETING + "/guests/<int:invitation_id>", tag="invitations", status=204,
           errors=(403, 404, 409))  # fmt: skip
def remove_guest(db: Session, actor: Actor, meeting_id: int, invitation_id: int) -> None:
    """Take a guest's invitation back."""
    meeting = meeting_queries.find_meeting(db, actor, meeting_id)
    meeting_rules.may_prepare(actor).enforce()
    invitation = queries.find_invitation(db, actor, meeting_id, invitation_id)
    if invitation.meeting_id != meeting.id:
        raise NotVisible
    services.remove_guest(db, actor=actor, meeting=meeting, invitation=invitation)
