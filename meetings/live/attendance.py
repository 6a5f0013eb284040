"""Acts on attendance: somebody takes their place, the clerk records who came and left."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy.orm import Session

from ecabinet import clock, journal
from ecabinet.auth.actor import Actor
from ecabinet.outbox import publish
from ecabinet.people.rules import QuorumResult
from meetings.invited.rules import comes_as
from meetings.live import queries, rules
from meetings.live.events import AttendanceChanged
from meetings.models import Answer, Attendance, AttendanceMode, Invitation, Meeting


def check_in(
    db: Session, *, actor: Actor, meeting: Meeting, mode: AttendanceMode, today: date
) -> QuorumResult:
    """Take one's own place, at the table or from afar; again with the other mode changes it.

    Raises Denied to whoever has no place in the room, Conflict before and after.
    """
    queries.lock_meeting(db, meeting, read=True)
    expected = queries.people_expected(queries.invitations_in_force(db, meeting.id))
    rules.may_check_in(meeting, actor.person_id in expected).enforce()
    come_in(db, meeting, actor.person_id, mode, clock.now())
    journal.record(db, actor, "attendance:check_in", meeting, details={"mode": mode.value})
    return announce(db, meeting, today)


def mark_attendance(
    db: Session,
    *,
    actor: Actor,
    meeting: Meeting,
    person_ids: Collection[int],
    mode: AttendanceMode | None,
    today: date,
) -> QuorumResult:
    """Record that these persons are there in `mode`, or (None) that they left; all at once.

    Raises Denied, Conflict, and Invalid when one of them was not invited.
    """
    queries.lock_meeting(db, meeting, read=True)
    rules.may_mark(actor, meeting).enforce()
    expected = queries.people_expected(queries.invitations_in_force(db, meeting.id))
    rules.all_invited(person_ids, expected).enforce()
    at = clock.now()
    for person_id in sorted(set(person_ids)):
        if mode is None:
            leave(db, meeting, person_id, at)
        else:
            come_in(db, meeting, person_id, mode, at)
    details = {"persons": sorted(set(person_ids)), "mode": mode.value if mode else "left"}
    journal.record(db, actor, "attendance:mark", meeting, details=details)
    return announce(db, meeting, today)


def come_in(
    db: Session, meeting: Meeting, person_id: int, mode: AttendanceMode, at: datetime
) -> None:
    """Open an interval; who is there already in the same mode stays as they are."""
    there = queries.there_now(db, meeting.id).get(person_id)
    if there is not None:
        if there.mode is mode:
            return
        there.left_at = max(at, there.came_at)
        db.flush()
    db.add(Attendance(meeting_id=meeting.id, person_id=person_id, mode=mode, came_at=at))
    db.flush()


def leave(db: Session, meeting: Meeting, person_id: int, at: datetime) -> None:
    """Close the open interval; nothing when the person is not there."""
    there = queries.there_now(db, meeting.id).get(person_id)
    if there is not None:
        there.left_at = max(at, there.came_at)
        db.flush()


def everybody_leaves(db: Session, meeting: Meeting, at: datetime) -> None:
    """Close all intervals: the sitting has ended."""
    for interval in queries.there_now(db, meeting.id).values():
        interval.left_at = max(at, interval.came_at)
    db.flush()


def those_announced(invitations: list[Invitation], moment: datetime) -> dict[int, AttendanceMode]:
    """Return who is there at `moment` by what they answered, and how; for a member who is away then
    and sends somebody known to the system, their substitute."""
    found: dict[int, AttendanceMode] = {}
    for invitation in invitations:
        mode = comes_as(invitation, moment)
        if mode is not None:
            found[invitation.person_id] = mode
        elif invitation.answer is Answer.SUBSTITUTE and invitation.substitute_id is not None:
            found.setdefault(invitation.substitute_id, AttendanceMode.PRESENT)
    return found


def announce(db: Session, meeting: Meeting, today: date) -> QuorumResult:
    """Count anew and tell the room."""
    result = queries.house(db, meeting, today).quorum
    publish(db, AttendanceChanged(meeting.id, result.present, result.required, result.holds))
    return result
