"""The reminder that goes out by itself to those who have not answered: planned, switched off for a
sitting, and sent by a round, once for each day on which the sitting is to be held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from ecabinet import clock, journal
from ecabinet.auth.actor import Actor
from ecabinet.calendar import WorkingDays
from ecabinet.db import database, unit_of_work
from ecabinet.outbox import publish
from ecabinet.people.queries import rules_of_days, working_days
from ecabinet.people.rules import BodyRules
from meetings.events import InvitationChanged
from meetings.invitations.models import AutomaticReminder
from meetings.invitations.reminders import remind, unanswered
from meetings.invited import rules
from meetings.models import Invitation, Meeting, MeetingState


@dataclass(frozen=True)
class Plan:
    """The reminder of a sitting. `due_at` None: none goes out (any more): the body wants none, the
    invitations went out too late, or it was sent. `is_off`: the secretariat wants none."""

    due_at: datetime | None
    working_days: int
    is_off: bool
    reminded_at: datetime | None
    told: int


def plan_of(db: Session, meeting: Meeting) -> Plan:
    """Return when those who have not answered are reminded by themselves, or were."""
    day = clock.day_of(meeting.starts_at)
    sent_at = db.execute(_first_sent().where(Invitation.meeting_id == meeting.id)).scalar()
    return _plan(
        working_days(clock.zone()),
        meeting,
        db.get(AutomaticReminder, meeting.id),
        rules_of_days(db, [day]).get(day),
        sent_at,
    )


def _first_sent() -> Select[Any]:
    """When the first of the invitations in force went out."""
    return select(func.min(Invitation.sent_at)).where(Invitation.withdrawn_at.is_(None))


def _plan(
    days: WorkingDays,
    meeting: Meeting,
    row: AutomaticReminder | None,
    body: BodyRules | None,
    sent_at: datetime | None,
) -> Plan:
    wanted = body.invitations.remind_working_days if body else 0
    was_sent = row is not None and row.reminded_on == days.local_day(meeting.starts_at)
    due_at = None
    if sent_at is not None and not was_sent:
        due_at = rules.reminder_due(days, wanted, meeting.starts_at, sent_at)
    return Plan(
        due_at=due_at,
        working_days=wanted,
        is_off=row is not None and row.off_at is not None,
        reminded_at=row.reminded_at if row is not None and was_sent else None,
        told=row.told if row is not None and was_sent else 0,
    )


def switch(db: Session, *, actor: Actor, meeting: Meeting, on: bool) -> Plan:
    """Let the reminder of this sitting go out by itself, or not. Again the same changes nothing.

    Raises Denied, Conflict.
    """
    rules.may_remind(actor, meeting).enforce()
    row = _locked(db, meeting)
    if on != (row.off_at is None):
        row.off_at = None if on else clock.now()
        row.off_by_id = None if on else actor.account_id
        db.flush()
        act = "invitation:reminder-on" if on else "invitation:reminder-off"
        journal.record(db, actor, act, meeting)
    return plan_of(db, meeting)


def remind_all_due() -> int:
    """Send what is due, each sitting in a unit of work of its own; return how many sittings."""
    now = clock.now()
    with database().reading() as db:
        due = _due(db, now)
    count = 0
    for meeting_id in due:
        with unit_of_work() as db:
            count += remind_due(db, meeting_id)
    return count


def _due(db: Session, now: datetime) -> list[int]:
    """The sittings ahead of which is to be reminded now; as many queries for one as for all."""
    sent_at = _first_sent().where(Invitation.meeting_id == Meeting.id).scalar_subquery()
    rows = db.execute(
        select(Meeting, AutomaticReminder, sent_at)
        .outerjoin(AutomaticReminder, AutomaticReminder.meeting_id == Meeting.id)
        .where(Meeting.state == MeetingState.INVITED, Meeting.starts_at > now)
        .order_by(Meeting.id)
    ).all()
    if not rows:
        return []
    days = working_days(clock.zone())
    of_day = rules_of_days(db, (clock.day_of(meeting.starts_at) for meeting, _, _ in rows))
    return [
        meeting.id
        for meeting, row, sent in rows
        if _is_due(
            _plan(days, meeting, row, of_day.get(clock.day_of(meeting.starts_at)), sent), now
        )
    ]


def remind_due(db: Session, meeting_id: int) -> bool:
    """Remind of a sitting if that is due; asked anew under a lock, so that of two workers one
    does it. Returns whether it was."""
    now = clock.now()
    meeting = db.get_one(Meeting, meeting_id)
    row = _locked(db, meeting)
    if meeting.state is not MeetingState.INVITED or meeting.starts_at <= now:
        return False
    if not _is_due(plan_of(db, meeting), now):
        return False
    today = clock.day_of(now)
    # Who was called today only needs no reminder today.
    silent = [
        invitation
        for invitation in unanswered(db, meeting)
        if invitation.sent_at is not None and clock.day_of(invitation.sent_at) < today
    ]
    row.reminded_on, row.reminded_at = clock.day_of(meeting.starts_at), now
    row.told = remind(db, meeting, silent)
    db.flush()
    details = {"silent": len(silent), "told": row.told, "automatic": True}
    journal.record(db, journal.SYSTEM, "invitation:remind", meeting, details=details)
    for invitation in silent:
        publish(db, InvitationChanged(meeting.id, invitation.id, ()))
    return True


def _is_due(plan: Plan, now: datetime) -> bool:
    return not plan.is_off and plan.due_at is not None and plan.due_at <= now


def _locked(db: Session, meeting: Meeting) -> AutomaticReminder:
    """Return the row of the sitting, made where there is none; whoever else wants it waits."""
    locked = select(Meeting.id).where(Meeting.id == meeting.id).with_for_update(key_share=True)
    db.execute(locked).scalar_one()
    db.refresh(meeting)
    row = db.get(AutomaticReminder, meeting.id, populate_existing=True)
    if row is None:
        row = AutomaticReminder(meeting_id=meeting.id, told=0)
        db.add(row)
        db.flush()
    return row
