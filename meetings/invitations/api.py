"""The JSON API of invitations: who is called, guests, answers."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint
from pydantic import BaseModel
from sqlalchemy.orm import Session

from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from ecabinet.errors import Denied, NotVisible
from ecabinet.i18n import language, say
from ecabinet.sentences import S
from meetings import queries as meeting_queries
from meetings import rules as meeting_rules
from meetings.agenda.guests import find_guest_invitation
from meetings.agenda.shapes import MeetingOut
from meetings.agenda.shown import shown
from meetings.invitations import answering, automatic, reminders, scope, services
from meetings.invitations.forecast import Stretch, forecast
from meetings.invitations.forms import AnswerInput, Consent, Guest, ManyAnswers, Scope, Switch
from meetings.invited import queries, rules
from meetings.invited.shapes import InvitationOut

bp = Blueprint("invitations_api", __name__)
MEETING = "/meetings/<int:meeting_id>"


class InvitationList(BaseModel):
    """The invited, by rank."""

    items: list[InvitationOut]
    next: str | None = None


class AutomaticReminderOut(BaseModel):
    """The reminder that goes out by itself to those who have not answered. `due_at`: when, null:
    not (any more); `reminded_at`: when it went, to `told` people."""

    is_off: bool
    working_days: int
    due_at: datetime | None
    reminded_at: datetime | None
    told: int

    @classmethod
    def of(cls, plan: automatic.Plan) -> AutomaticReminderOut:
        """Build from a plan."""
        return cls(**vars(plan))


class SubstituteOut(BaseModel):
    """Somebody who may sit in."""

    person_id: int
    name: str
    position: str


class SubstituteList(BaseModel):
    """Those known to the system who may sit in, by name; others are named with their position."""

    items: list[SubstituteOut]
    next: str | None = None


class RemindersOut(BaseModel):
    """How many people are reminded now."""

    reminded: int


class StretchOut(BaseModel):
    """A stretch of the sitting: `present` members are sure, `possible` with the silent ones."""

    from_at: datetime
    until_at: datetime
    present: int
    possible: int
    silent: int
    total: int
    needed: int
    outlook: str
    sentence: str

    @classmethod
    def of(cls, stretch: Stretch) -> StretchOut:
        """Build from a stretch."""
        return cls(**{**vars(stretch), "sentence": say(stretch.sentence)})


class ForecastOut(BaseModel):
    """The stretches from the planned start to the end, in order."""

    items: list[StretchOut]


@api_route(bp, "GET", MEETING + "/invitations", tag="invitations", answer=InvitationList,
           errors=(404,))  # fmt: skip
def list_invitations(db: Session, actor: Actor, meeting_id: int) -> InvitationList:
    """List who is invited; what they answered is told to the secretariat and the chair."""
    meeting = meeting_queries.find_meeting(db, actor, meeting_id)
    whole = bool(rules.may_see_answers(actor, meeting))
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
    answering.answer_invitation(
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
    answering.consent_to_absence(
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
    answering.answer_invitation(
        db, actor=actor, meeting=invitation.meeting, invitation=invitation, **body.values()
    )
    return InvitationOut.of(invitation, whole=True)


@api_route(bp, "POST", MEETING + "/invitations/reminders", tag="invitations",
           answer=RemindersOut, errors=(403, 404, 409))  # fmt: skip
def remind_unanswered(db: Session, actor: Actor, meeting_id: int) -> RemindersOut:
    """Remind all who have not answered, each once a day at most (secretariat)."""
    meeting = meeting_queries.find_meeting(db, actor, meeting_id)
    return RemindersOut(reminded=reminders.remind_unanswered(db, actor=actor, meeting=meeting))


@api_route(bp, "GET", MEETING + "/invitations/automatic-reminder", tag="invitations",
           answer=AutomaticReminderOut, errors=(404,))  # fmt: skip
def show_reminder(db: Session, actor: Actor, meeting_id: int) -> AutomaticReminderOut:
    """Say when those who have not answered are reminded by themselves (secretariat, chair)."""
    meeting = meeting_queries.find_meeting(db, actor, meeting_id)
    rules.may_see_answers(actor, meeting).enforce()
    return AutomaticReminderOut.of(automatic.plan_of(db, meeting))


@api_route(bp, "PUT", MEETING + "/invitations/automatic-reminder", tag="invitations", body=Switch,
           answer=AutomaticReminderOut, errors=(403, 404, 409, 422))  # fmt: skip
def switch_reminder(
    db: Session, actor: Actor, meeting_id: int, body: Switch
) -> AutomaticReminderOut:
    """Let the reminder of this sitting go out by itself, or not (secretariat)."""
    meeting = meeting_queries.find_meeting(db, actor, meeting_id)
    return AutomaticReminderOut.of(automatic.switch(db, actor=actor, meeting=meeting, on=body.on))


@api_route(bp, "POST", MEETING + "/invitations/answers", tag="invitations", body=ManyAnswers,
           answer=InvitationList, errors=(403, 404, 409, 422))  # fmt: skip
def note_answers(db: Session, actor: Actor, meeting_id: int, body: ManyAnswers) -> InvitationList:
    """Note what several of the invited said by telephone or letter, all or none (secretariat)."""
    meeting = meeting_queries.find_meeting(db, actor, meeting_id)
    meeting_rules.may_prepare(actor).enforce()
    said = [(one.invitation_id, one.model_dump(exclude={"invitation_id"})) for one in body.answers]
    noted = answering.note_answers(db, actor=actor, meeting=meeting, answers=said)
    return InvitationList(items=[InvitationOut.of(row, whole=True) for row in noted])


@api_route(bp, "GET", MEETING + "/invitations/<int:invitation_id>/substitutes", tag="invitations",
           answer=SubstituteList, errors=(404,))  # fmt: skip
def list_substitutes(
    db: Session, actor: Actor, meeting_id: int, invitation_id: int
) -> SubstituteList:
    """List who may sit in for the invited member, by the rule of the body."""
    invitation = queries.find_invitation(db, actor, meeting_id, invitation_id)
    found = queries.possible_substitutes(db, invitation)
    return SubstituteList(
        items=[
            SubstituteOut(person_id=p.id, name=p.name, position=p.position(language()))
            for p in found
        ]
    )


@api_route(bp, "GET", MEETING + "/forecast", tag="invitations", answer=ForecastOut,
           errors=(404,))  # fmt: skip
def show_forecast(db: Session, actor: Actor, meeting_id: int) -> ForecastOut:
    """Say how many members are to be expected at every moment (secretariat, chair)."""
    meeting = meeting_queries.find_meeting(db, actor, meeting_id)
    rules.may_see_answers(actor, meeting).enforce()
    found = forecast(db, meeting)
    return ForecastOut(items=[StretchOut.of(stretch) for stretch in found])


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


@api_route(bp, "POST", MEETING + "/guests/<int:person_id>/scope", tag="invitations", body=Scope,
           answer=MeetingOut, errors=(403, 404, 409, 422))  # fmt: skip
def set_scope(
    db: Session, actor: Actor, meeting_id: int, person_id: int, body: Scope
) -> MeetingOut:
    """Tell a guest the whole sitting, or the items alone to which they are asked."""
    meeting = meeting_queries.find_meeting(db, actor, meeting_id)
    rules.may_change_guests(actor, meeting).enforce()
    invitation = find_guest_invitation(db, meeting, person_id)
    scope.set_scope(db, actor=actor, meeting=meeting, invitation=invitation, bound=body.only_items)
    return shown(db, actor, meeting)
