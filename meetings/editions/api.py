"""The JSON API of an agenda on its way: submission, approval, return, reopening, sending."""

from __future__ import annotations

from flask import Blueprint
from sqlalchemy.orm import Session

from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from ecabinet.i18n import zone
from ecabinet.people.queries import working_days
from meetings import api as meetings_api
from meetings import queries
from meetings.editions import services
from meetings.editions.forms import Seen, Sending
from meetings.forms import Reason
from meetings.shapes import MeetingOut

bp = Blueprint("editions_api", __name__)
MEETING = "/meetings/<int:meeting_id>"


@api_route(bp, "POST", MEETING + "/submission", tag="agenda", body=Seen, answer=MeetingOut,
           errors=(403, 404, 409, 422))  # fmt: skip
def submit_agenda(db: Session, actor: Actor, meeting_id: int, body: Seen) -> MeetingOut:
    """Ask the head of the secretariat to approve the agenda."""
    meeting = queries.find_meeting(db, actor, meeting_id)
    services.submit_agenda(db, actor=actor, meeting=meeting, fingerprint=body.fingerprint)
    return meetings_api.shown(db, actor, meeting)


@api_route(bp, "POST", MEETING + "/approval", tag="agenda", body=Seen, answer=MeetingOut,
           errors=(403, 404, 409, 422))  # fmt: skip
def approve_agenda(db: Session, actor: Actor, meeting_id: int, body: Seen) -> MeetingOut:
    """Approve the agenda as the next edition (head of the secretariat only).

    With `fingerprint` (of the sitting that was read), a changed agenda is refused with 409. What
    an incomplete agenda lacks is told with 422.
    """
    meeting = queries.find_meeting(db, actor, meeting_id)
    services.approve_agenda(db, actor=actor, meeting=meeting, fingerprint=body.fingerprint)
    return meetings_api.shown(db, actor, meeting)


@api_route(bp, "POST", MEETING + "/return", tag="agenda", body=Reason, answer=MeetingOut,
           errors=(403, 404, 409, 422))  # fmt: skip
def return_agenda(db: Session, actor: Actor, meeting_id: int, body: Reason) -> MeetingOut:
    """Give the agenda back to the officers, with the reason (head only)."""
    meeting = queries.find_meeting(db, actor, meeting_id)
    services.return_agenda(db, actor=actor, meeting=meeting, reason=body.reason)
    return meetings_api.shown(db, actor, meeting)


@api_route(bp, "POST", MEETING + "/reopening", tag="agenda", answer=MeetingOut,
           errors=(403, 404, 409))  # fmt: skip
def reopen_agenda(db: Session, actor: Actor, meeting_id: int) -> MeetingOut:
    """Open an approved agenda that was not sent for changes."""
    meeting = queries.find_meeting(db, actor, meeting_id)
    services.reopen_agenda(db, actor=actor, meeting=meeting)
    return meetings_api.shown(db, actor, meeting)


@api_route(bp, "POST", MEETING + "/invitations", tag="invitations", body=Sending,
           answer=MeetingOut, errors=(403, 404, 409, 422))  # fmt: skip
def send_agenda(db: Session, actor: Actor, meeting_id: int, body: Sending) -> MeetingOut:
    """Send the approved edition: invite everybody and hand out exactly its papers.

    Later than the rules of the body allow it needs a `late_reason` (422 without).
    """
    meeting = queries.find_meeting(db, actor, meeting_id)
    services.send_agenda(
        db, actor=actor, meeting=meeting, calendar=working_days(zone()),
        late_reason=body.late_reason, guest_ids=body.guest_ids,
    )  # fmt: skip
    return meetings_api.shown(db, actor, meeting)
