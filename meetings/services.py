"""Acts on a sitting as a whole: plan it, change when and where, call it off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from ecabinet import clock, journal
from ecabinet.auth.actor import Actor
from ecabinet.errors import Invalid
from ecabinet.outbox import publish
from ecabinet.people.models import Person
from ecabinet.sentences import S
from meetings import rules
from meetings.agenda import dossiers
from meetings.changes import services as changes
from meetings.events import MeetingChanged
from meetings.frame import Frame
from meetings.invitations import answering, calendars, offices
from meetings.invited.queries import taking_part
from meetings.models import Meeting, MeetingState

CALLING = frozenset({"chair_id", "clerk_id", "starts_at"})
"""What of a sitting says who is called to it: its day by the members in office then."""


def plan_meeting(db: Session, *, actor: Actor, frame: Frame) -> Meeting:
    """Put a new sitting into the calendar. Raises Denied, Invalid."""
    rules.may_plan(actor).enforce()
    rules.sound_period(frame.starts_at, frame.planned_end_at).enforce()
    if frame.planned_end_at <= clock.now():
        past = S("meeting-lies-in-the-past")
        raise Invalid(past, {"starts_at": past})
    _check_people(db, frame)
    meeting = Meeting(
        state=MeetingState.PLANNED,
        created_by_id=actor.account_id,
        created_at=clock.now(),
        **vars(frame),
    )
    db.add(meeting)
    db.flush()
    details = {"title_sha256": journal.digest(meeting.title)}
    journal.record(db, actor, "meeting:plan", meeting, details=details)
    return meeting


def change_meeting(
    db: Session,
    *,
    actor: Actor,
    meeting: Meeting,
    frame: Frame,
    revision: int | None,
    base: Mapping[str, Any] | None = None,
) -> Meeting:
    """Change the sitting, field by field; whoever is invited is told at once, and who is
    called now is invited and handed the papers.

    What the officer saw: `base` ({field: value}), or all that stood at `revision`. Raises Denied,
    Invalid, and Conflict with `differences` for fields that both wrote.
    """
    rules.may_change(actor, meeting).enforce()
    _check_people(db, frame)
    wanted = vars(frame)
    merge = changes.merged(db, subject=meeting, wanted=wanted, revision=revision, base=base)
    rules.may_change(actor, meeting).enforce()
    period = {
        name: wanted[name] if name in merge.take else getattr(meeting, name)
        for name in ("starts_at", "planned_end_at")
    }
    rules.sound_period(**period).enforce()
    before = (meeting.starts_at, meeting.planned_end_at)
    changed = changes.take(db, actor=actor, subject=meeting, wanted=wanted, merge=merge)
    if not changed:
        return meeting
    details: dict[str, Any] = {"fields": sorted(changed)}
    if meeting.state is MeetingState.INVITED:
        if rules.is_moved_away(before, (meeting.starts_at, meeting.planned_end_at)):
            answering.ask_again(db, actor=actor, meeting=meeting)
        if not CALLING.isdisjoint(changed):
            details["called"] = offices.call_newcomers(db, actor=actor, meeting=meeting)
        calendars.keep_up(db, meeting)
    journal.record(db, actor, "meeting:change", meeting, details=details)
    publish(db, MeetingChanged(meeting.id, meeting.state.value, taking_part(db, meeting)))
    return meeting


def cancel_meeting(
    db: Session, *, actor: Actor, meeting: Meeting, reason: str, revision: int | None = None
) -> None:
    """Call the sitting off, with the reason told to everybody invited. It stays on record.

    Raises Denied, Invalid (no reason), Conflict.
    """
    rules.may_cancel(actor, meeting).and_then(
        rules.same_revision(revision, meeting.revision)
    ).enforce()
    if not reason.strip():
        needed = S("meeting-cancel-needs-reason")
        raise Invalid(needed, {"reason": needed})
    meeting.state = MeetingState.CANCELLED
    meeting.cancelled_at = clock.now()
    meeting.cancel_reason = reason.strip()
    meeting.agenda_submitted_at = None
    dossiers.called_off(db, actor, meeting, meeting.cancel_reason)
    db.flush()
    calendars.keep_up(db, meeting)
    journal.record(db, actor, "meeting:cancel", meeting)
    publish(db, MeetingChanged(meeting.id, meeting.state.value, taking_part(db, meeting)))


def _check_people(db: Session, frame: Frame) -> None:
    for field, person_id in (("chair_id", frame.chair_id), ("clerk_id", frame.clerk_id)):
        if person_id is None:
            continue
        person = db.get(Person, person_id)
        if person is None or person.deactivated_at is not None:
            raise Invalid(S("meeting-unknown-person"), {field: S("meeting-unknown-person")})
