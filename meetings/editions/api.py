"""The JSON API of an agenda on its way: submission, approval, return, reopening, sending."""

from __future__ import annotations

from flask import Blueprint
from sqlalchemy.orm import Session

from ecabinet import clock
from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from ecabinet.errors import NotVisible
from ecabinet.forms import Input, OptionalLine
from ecabinet.i18n import zone
from ecabinet.people.queries import working_days
from meetings import queries
from meetings import rules as meeting_rules
from meetings.agenda import queries as agenda_queries
from meetings.agenda.shapes import MeetingOut
from meetings.agenda.shown import shown
from meetings.editing import checks
from meetings.editions import rules, services, withdrawing
from meetings.editions.forms import Checked, Seen, Sending
from meetings.editions.looking import warnings_of
from meetings.editions.shapes import (
    CheckOut,
    ChecksOut,
    DifferencesOut,
    WarningOut,
    WarningsOut,
)
from meetings.editions.since import since_edition, since_sent
from meetings.forms import Reason
from meetings.models import Meeting

bp = Blueprint("editions_api", __name__)
MEETING = "/meetings/<int:meeting_id>"


class SinceQuery(Input):
    """`since`: the letter of an earlier edition; left out, the one before."""

    since: OptionalLine | None = None


@api_route(bp, "GET", MEETING + "/differences", tag="agenda", query=SinceQuery,
           answer=DifferencesOut, errors=(404,))  # fmt: skip
def list_differences(
    db: Session, actor: Actor, meeting_id: int, query: SinceQuery
) -> DifferencesOut:
    """Read what differs in the agenda, item by item.

    For those invited the edition sent last, compared with an edition sent before it; for the
    secretariat the working copy, compared with the last edition or the one named.
    """
    meeting = queries.find_meeting(db, actor, meeting_id)
    if not meeting_rules.sees_preparation(actor):
        found = since_sent(db, actor, meeting, query.since)
    else:
        editions = [e for e in meeting.editions if query.since in (None, e.letter)]
        lines = agenda_queries.desk(db, meeting).lines if editions else []
        found = since_edition(db, actor, meeting, editions[-1], lines) if editions else None
    if found is None and query.since is not None:
        raise NotVisible
    return DifferencesOut.of(found)


@api_route(bp, "POST", MEETING + "/submission", tag="agenda", body=Seen, answer=MeetingOut,
           errors=(403, 404, 409, 422))  # fmt: skip
def submit_agenda(db: Session, actor: Actor, meeting_id: int, body: Seen) -> MeetingOut:
    """Ask the head of the secretariat to approve the agenda."""
    meeting = queries.find_meeting(db, actor, meeting_id)
    services.submit_agenda(db, actor=actor, meeting=meeting, fingerprint=body.fingerprint)
    return shown(db, actor, meeting)


@api_route(bp, "POST", MEETING + "/approval", tag="agenda", body=Seen, answer=MeetingOut,
           errors=(403, 404, 409, 422))  # fmt: skip
def approve_agenda(db: Session, actor: Actor, meeting_id: int, body: Seen) -> MeetingOut:
    """Approve the agenda as the next edition (head of the secretariat only).

    With `fingerprint` (of the sitting that was read), a changed agenda is refused with 409. What
    an incomplete agenda lacks is told with 422.
    """
    meeting = queries.find_meeting(db, actor, meeting_id)
    services.approve_agenda(db, actor=actor, meeting=meeting, fingerprint=body.fingerprint)
    return shown(db, actor, meeting)


@api_route(bp, "POST", MEETING + "/return", tag="agenda", body=Reason, answer=MeetingOut,
           errors=(403, 404, 409, 422))  # fmt: skip
def return_agenda(db: Session, actor: Actor, meeting_id: int, body: Reason) -> MeetingOut:
    """Give the agenda back to the officers, with the reason (head only)."""
    meeting = queries.find_meeting(db, actor, meeting_id)
    services.return_agenda(db, actor=actor, meeting=meeting, reason=body.reason)
    return shown(db, actor, meeting)


@api_route(bp, "POST", MEETING + "/reopening", tag="agenda", answer=MeetingOut,
           errors=(403, 404, 409))  # fmt: skip
def reopen_agenda(db: Session, actor: Actor, meeting_id: int) -> MeetingOut:
    """Open an approved agenda that was not sent for changes."""
    meeting = queries.find_meeting(db, actor, meeting_id)
    services.reopen_agenda(db, actor=actor, meeting=meeting)
    return shown(db, actor, meeting)


@api_route(bp, "POST", MEETING + "/invitations", tag="invitations", body=Sending,
           answer=MeetingOut, errors=(403, 404, 409, 422))  # fmt: skip
def send_agenda(db: Session, actor: Actor, meeting_id: int, body: Sending) -> MeetingOut:
    """Send the approved edition: invite everybody and hand out exactly its papers.

    Each warning that stands (`GET …/warnings`) needs a reason in `reasons` (422 without).
    """
    meeting = queries.find_meeting(db, actor, meeting_id)
    services.send_agenda(
        db, actor=actor, meeting=meeting, calendar=working_days(zone()),
        late_reason=body.late_reason, reasons=body.reasons, guest_ids=body.guest_ids,
    )  # fmt: skip
    return shown(db, actor, meeting)


@api_route(bp, "GET", MEETING + "/warnings", tag="agenda", answer=WarningsOut,
           errors=(403, 404, 409))  # fmt: skip
def list_warnings(db: Session, actor: Actor, meeting_id: int) -> WarningsOut:
    """Read what speaks against sending the approved edition now (secretariat)."""
    meeting = queries.find_meeting(db, actor, meeting_id)
    edition = queries.last_edition(db, meeting)
    rules.may_send(actor, meeting, edition).enforce()
    assert edition is not None  # may_send refused otherwise
    found = warnings_of(db, meeting, edition, working_days(zone()), clock.now())
    return WarningsOut(warnings=[WarningOut.of(warning) for warning in found])


@api_route(bp, "POST", MEETING + "/withdrawal", tag="agenda", body=Reason, answer=MeetingOut,
           errors=(403, 404, 409, 422))  # fmt: skip
def withdraw_agenda(db: Session, actor: Actor, meeting_id: int, body: Reason) -> MeetingOut:
    """Take back the agenda that was sent, with its papers, and tell everybody invited (head)."""
    meeting = queries.find_meeting(db, actor, meeting_id)
    withdrawing.withdraw_agenda(db, actor=actor, meeting=meeting, reason=body.reason)
    return shown(db, actor, meeting)


@api_route(bp, "POST", MEETING + "/checks", tag="agenda", body=Checked, answer=ChecksOut,
           errors=(403, 404, 409))  # fmt: skip
def mark_checked(db: Session, actor: Actor, meeting_id: int, body: Checked) -> ChecksOut:
    """Note that items, or all of them, are formally in order as they stand.

    Any change of an item or its papers ends it.
    """
    meeting = queries.find_meeting(db, actor, meeting_id)
    checks.mark_checked(db, actor=actor, meeting=meeting, item_ids=body.items)
    return _checks(db, meeting)


@api_route(bp, "GET", MEETING + "/checks", tag="agenda", answer=ChecksOut, errors=(403, 404))
def list_checks(db: Session, actor: Actor, meeting_id: int) -> ChecksOut:
    """Read which items were found formally in order, by whom and when (secretariat)."""
    meeting = queries.find_meeting(db, actor, meeting_id)
    meeting_rules.may_see_desk(actor).enforce()
    return _checks(db, meeting)


def _checks(db: Session, meeting: Meeting) -> ChecksOut:
    found = checks.checks_of(db, agenda_queries.desk(db, meeting).lines)
    return ChecksOut(checks=[CheckOut(item_id=i, **vars(check)) for i, check in found.items()])
