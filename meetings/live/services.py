"""Acts of the sitting: open, pause, end; call an item, discuss it, put it back, off or away.

Each checks its Verdict, changes, journals and publishes; none commits.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from ecabinet import clock, journal
from ecabinet.auth.actor import Actor
from ecabinet.journal import Recorder
from ecabinet.outbox import publish
from ecabinet.people.rules import QuorumResult
from ecabinet.verdicts import invalid
from meetings.agenda.queries import labels_of
from meetings.agenda.recurring import minutes_to_approve, note_minutes
from meetings.editions.restoring import restore_sent_edition
from meetings.live import attendance, queries, rules
from meetings.live.events import ItemCalled, ItemChanged, SittingChanged
from meetings.models import AgendaItem, AttendanceMode, ItemState, Meeting, MeetingState
from meetings.queries import last_edition


def open_meeting(
    db: Session,
    *,
    actor: Actor,
    meeting: Meeting,
    today: date,
    present: Collection[int] | None = None,
    quorum_override_reason: str = "",
) -> QuorumResult:
    """Open the sitting and return its quorum.

    `present`: the persons who are there; None: who has checked in, and who said that they
    are there at this moment.
    Raises Denied, Conflict (not invited yet, open already, the agenda withdrawn and not sent again,
    no quorum and no reason), Invalid.
    """
    sent = last_edition(db, meeting, sent=True)
    rules.may_open(actor, meeting).and_then(rules.opens_on(sent)).enforce()
    at = clock.now()
    invitations = queries.invitations_in_force(db, meeting.id)
    announced = attendance.those_announced(invitations, at)
    there = queries.there_now(db, meeting.id)
    if present is not None:
        rules.all_invited(present, queries.people_expected(invitations)).enforce()
        for person_id in there.keys() - set(present):
            attendance.leave(db, meeting, person_id, at)
        coming = {p: announced.get(p, AttendanceMode.PRESENT) for p in present if p not in there}
    else:
        coming = {p: mode for p, mode in announced.items() if p not in there}
    for person_id, mode in coming.items():
        attendance.come_in(db, meeting, person_id, mode, at)
    quorum = queries.house(db, meeting, today).quorum
    rules.quorum_opens(quorum, quorum_override_reason).enforce()
    # What was prepared for a next edition and never sent is not shown to the room.
    undone = restore_sent_edition(db, meeting, actor=actor)
    items = queries.items_of(db, meeting)
    note_minutes(db, items, minutes_to_approve(db, meeting, items))
    meeting.state, meeting.opened_at = MeetingState.IN_SITTING, at
    details: dict[str, Any] = {"quorum": quorum.to_json()}
    if undone:
        details["unsent_changes_undone"] = True
    if not quorum.holds:
        meeting.quorum_override_reason = quorum_override_reason.strip()
        details["quorum_override_sha256"] = journal.digest(meeting.quorum_override_reason)
    db.flush()
    journal.record(db, actor, "meeting:open", meeting, details=details)
    _tell(db, meeting)
    attendance.announce(db, meeting, today)
    return quorum


def pause_meeting(db: Session, *, actor: Actor, meeting: Meeting) -> None:
    """Pause the sitting. Raises Denied, Conflict."""
    rules.may_pause(actor, meeting).enforce()
    meeting.state = MeetingState.PAUSED
    db.flush()
    journal.record(db, actor, "meeting:pause", meeting)
    _tell(db, meeting)


def resume_meeting(db: Session, *, actor: Actor, meeting: Meeting) -> None:
    """Go on after a pause. Raises Denied, Conflict."""
    rules.may_resume(actor, meeting).enforce()
    meeting.state = MeetingState.IN_SITTING
    db.flush()
    journal.record(db, actor, "meeting:resume", meeting)
    _tell(db, meeting)


def end_meeting(db: Session, *, actor: Actor, meeting: Meeting) -> None:
    """End the sitting: everybody has left, what was not concluded stays as it was before.

    The minutes are made after the commit (`meetings.minutes`). Raises Denied, Conflict.
    """
    queries.lock_meeting(db, meeting)
    items = queries.items_of(db, meeting)
    rules.may_end(actor, meeting, items).enforce()
    at = clock.now()
    for item in items:
        item.is_current = False
        if item.state in rules.BEFORE_CABINET:
            item.state = ItemState.WAITING
    attendance.everybody_leaves(db, meeting, at)
    meeting.state, meeting.ended_at = MeetingState.ENDED, at
    db.flush()
    journal.record(db, actor, "meeting:end", meeting)
    _tell(db, meeting)


def set_current_item(
    db: Session,
    *,
    actor: Actor,
    meeting: Meeting,
    item: AgendaItem,
    seen_item_id: int | None = None,
) -> None:
    """Bring `item` before the cabinet; all tablets follow.

    The item before it goes back to waiting unless it is done. `seen_item_id`: the item that the
    tablet showed (0: none); when another was called meanwhile, Conflict. Raises Denied, Conflict.
    """
    current = queries.current_item(db, meeting.id)
    rules.may_call(actor, meeting, item, current).enforce()
    rules.still_current(current, seen_item_id).enforce()
    if current is not None:
        _leave_current(db, current)
    item.is_current = True
    item.state = ItemState.PRESENTING
    item.called_at = clock.now()
    db.flush()
    journal.record(db, actor, "item:call", item)
    _call(db, meeting, item)


def start_discussion(db: Session, *, actor: Actor, meeting: Meeting, item: AgendaItem) -> None:
    """Let the discussion begin. Raises Denied, Conflict."""
    rules.may_discuss(actor, meeting, item).enforce()
    item.state = ItemState.DISCUSSING
    db.flush()
    journal.record(db, actor, "item:discuss", item)
    _changed(db, item)


def put_back(db: Session, *, actor: Actor, meeting: Meeting, item: AgendaItem) -> None:
    """Undo a call: the item waits again, nothing is before the cabinet. Raises Denied, Conflict."""
    rules.may_put_back(actor, meeting, item).enforce()
    _leave_current(db, item)
    journal.record(db, actor, "item:put_back", item)
    _call(db, meeting, None)


def set_item_chair(
    db: Session,
    *,
    actor: Actor,
    meeting: Meeting,
    item: AgendaItem,
    person_id: int | None,
    today: date,
) -> None:
    """Let a member who is there chair `item`; None, or the chair of the sitting: takes it back.

    Raises Denied, Conflict, Invalid (not a member, or not there).
    """
    rules.may_hand_over(actor, meeting, item).enforce()
    named = None if person_id == meeting.chair_id else person_id
    if named == item.chair_id:
        return
    if named is not None:
        there = {member.person_id for member in queries.house(db, meeting, today).present}
        rules.is_there(named, there).enforce()
    details = {"before": item.chair_id, "after": named}
    item.chair_id = named
    db.flush()
    db.expire(item, ["chair"])
    journal.record(db, actor, "item:chair", item, details=details)
    _changed(db, item)


def defer_item(
    db: Session,
    *,
    actor: Actor,
    meeting: Meeting,
    item: AgendaItem,
    resubmit_on: date,
    reason: str = "",
    today: date,
) -> None:
    """Put `item` off; it is to be submitted again on `resubmit_on`. The minutes tell the reason.

    Raises Denied, Conflict, and Invalid for a day that is not ahead.
    """
    rules.may_defer(actor, meeting, item).enforce()
    if resubmit_on <= today:
        invalid("room-resubmit-ahead", "resubmit_on").enforce()
    item.state = ItemState.DEFERRED
    item.resubmit_on = resubmit_on
    item.set_aside_reason = reason.strip()
    db.flush()
    details = {
        "resubmit_on": resubmit_on.isoformat(),
        "reason_sha256": journal.digest(item.set_aside_reason),
    }
    journal.record(db, actor, "item:defer", item, details=details)
    _changed(db, item)


def withdraw_item(
    db: Session, *, actor: Actor, meeting: Meeting, item: AgendaItem, reason: str
) -> None:
    """Take `item` off the agenda in the room, with the reason that the minutes tell.

    Raises Denied, Conflict, Invalid (no reason).
    """
    rules.may_withdraw(actor, meeting, item).enforce()
    if not reason.strip():
        invalid("room-withdraw-needs-reason", "reason").enforce()
    item.state = ItemState.WITHDRAWN
    item.set_aside_reason = reason.strip()
    db.flush()
    details = {"reason_sha256": journal.digest(item.set_aside_reason)}
    journal.record(db, actor, "item:withdraw", item, details=details)
    _changed(db, item)


def begin_vote(db: Session, item: AgendaItem, *, actor: Recorder) -> None:
    """Set `item` to voting; an earlier outcome of it is no longer the present one.

    Part of opening the vote, which ballots allow. Raises Conflict when the item is not before a
    sitting cabinet, or is being voted on already.
    """
    rules.may_vote_on(item.meeting, item).enforce()
    item.state = ItemState.VOTING
    item.vote_outcome = None
    db.flush()
    journal.record(db, actor, "item:vote-begun", item)
    _changed(db, item)


def end_vote_without_outcome(db: Session, item: AgendaItem, *, actor: Recorder) -> None:
    """The vote was withdrawn: the discussion goes on and nothing is kept as its outcome.

    Raises Conflict when no vote is on.
    """
    rules.is_voted_on(item).enforce()
    item.state = ItemState.DISCUSSING
    db.flush()
    journal.record(db, actor, "item:vote-withdrawn", item)
    _changed(db, item)


def record_vote_outcome(
    db: Session, item: AgendaItem, outcome: dict[str, Any], at: datetime, *, actor: Recorder
) -> None:
    """Keep what a vote on `item` came to (JSON, with its `ballot_id`); the discussion goes on.

    Part of closing the vote, which ballots allow. Raises Conflict when no vote is on.
    """
    rules.is_voted_on(item).enforce()
    item.vote_outcome = {**outcome, "at": at.isoformat()}
    item.state = ItemState.DISCUSSING
    db.flush()
    journal.record(db, actor, "item:vote-recorded", item, details={"result": outcome["result"]})
    _changed(db, item)


def _leave_current(db: Session, item: AgendaItem) -> None:
    item.is_current = False
    if item.state in rules.BEFORE_CABINET:
        item.state = ItemState.WAITING
    # Flushed alone: at most one item may be current at any moment in the store.
    db.flush()


def _everybody(db: Session, meeting: Meeting) -> tuple[int, ...]:
    return tuple(sorted(queries.people_expected(queries.invitations_in_force(db, meeting.id))))


def _tell(db: Session, meeting: Meeting) -> None:
    publish(db, SittingChanged(meeting.id, meeting.state.value, _everybody(db, meeting)))


def _call(db: Session, meeting: Meeting, item: AgendaItem | None) -> None:
    item_id, label = (item.id, labels_of(db, meeting)[item.id]) if item else (None, None)
    publish(db, ItemCalled(meeting.id, item_id, label, _everybody(db, meeting)))


def _changed(db: Session, item: AgendaItem) -> None:
    publish(db, ItemChanged(item.meeting_id, item.id, item.state.value))
