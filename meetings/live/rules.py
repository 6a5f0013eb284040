"""Who may do what while the cabinet sits. Pure: rows and values in, Verdicts out."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from typing import Any

from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Role
from ecabinet.people.rules import QuorumResult
from ecabinet.verdicts import ALLOW, Verdict, conflict, denied, invalid
from meetings.models import (
    AgendaItem,
    AgendaVersion,
    ClerkNote,
    ItemState,
    ItemType,
    Meeting,
    MeetingState,
)

SITTING = frozenset({MeetingState.IN_SITTING, MeetingState.PAUSED})
COMING = SITTING | {MeetingState.INVITED}
"""States in which people come in; before the opening they may already sit down."""

OVER = frozenset(
    {
        MeetingState.ENDED,
        MeetingState.MINUTES_SUBMITTED,
        MeetingState.MINUTES_SIGNED,
        MeetingState.ARCHIVED,
    }
)
BEFORE_CABINET = frozenset({ItemState.PRESENTING, ItemState.DISCUSSING})
"""States of an item that is being dealt with and not being voted on."""

DONE = frozenset({ItemState.CONCLUDED, ItemState.DEFERRED, ItemState.WITHDRAWN})

NEXT_STATES: dict[MeetingState, frozenset[MeetingState]] = {
    MeetingState.INVITED: frozenset({MeetingState.IN_SITTING}),
    MeetingState.IN_SITTING: frozenset({MeetingState.PAUSED, MeetingState.ENDED}),
    MeetingState.PAUSED: frozenset({MeetingState.IN_SITTING, MeetingState.ENDED}),
}
"""The steps of the room; those before it belong to preparation."""


class ItemAct(enum.Enum):
    """What may be done with an item while the cabinet sits."""

    CALL = "call"
    PUT_BACK = "put_back"
    DISCUSS = "discuss"
    VOTE = "vote"
    CONCLUDE = "conclude"
    DEFER = "defer"
    WITHDRAW = "withdraw"
    HAND_OVER = "hand_over"


OF_ITEM_CHAIR = frozenset(
    {ItemAct.DISCUSS, ItemAct.VOTE, ItemAct.CONCLUDE, ItemAct.DEFER, ItemAct.WITHDRAW}
)
"""What whoever chairs an item does besides who leads the sitting, while that item is the current
one: the Prime Minister lets a Deputy "chair and conclude" it (working rules of the Government,
Decree 39/2022, article 23). Which item comes next stays with the sitting's chair."""


def leads(actor: Actor, meeting: Meeting) -> bool:
    """Return whether `actor` leads the sitting: the chair, or clerk and head on their behalf."""
    return actor.person_id == meeting.chair_id or actor.has(Role.HEAD, Role.CLERK)


def keeps_record(actor: Actor) -> bool:
    """Return whether `actor` keeps attendance and notes."""
    return actor.is_secretariat


def may_lead(actor: Actor, meeting: Meeting) -> Verdict:
    """Say whether `actor` may do the chair's acts, whatever the state."""
    return ALLOW if leads(actor, meeting) else denied("room-chair-only")


def chairs_item(actor: Actor, item: AgendaItem) -> bool:
    """Return whether `actor` chairs `item` in the stead of the sitting's chair."""
    return item.chair_id is not None and item.chair_id == actor.person_id


def conducts(actor: Actor, item: AgendaItem) -> bool:
    """Return whether `actor` chairs `item` and it is before the cabinet now."""
    return item.is_current and chairs_item(actor, item)


def may_do(actor: Actor, meeting: Meeting, item: AgendaItem, act: ItemAct) -> Verdict:
    """Say whether `act` on `item` is in the hands of `actor`, whatever the state of both."""
    if leads(actor, meeting) or (act in OF_ITEM_CHAIR and conducts(actor, item)):
        return ALLOW
    if act in OF_ITEM_CHAIR and chairs_item(actor, item):
        return denied("room-item-chair-not-now")
    return denied("room-chair-only")


def may_hand_over(actor: Actor, meeting: Meeting, item: AgendaItem) -> Verdict:
    """Say whether `actor` may name who chairs `item`, or take it back: at any time of a sitting,
    during a vote too, until the item is done."""
    verdict = may_do(actor, meeting, item, ItemAct.HAND_OVER)
    if verdict and meeting.state not in SITTING:
        return conflict("room-over" if meeting.state in OVER else "room-not-open")
    if verdict and item.removed_at is not None:
        return conflict("room-item-removed")
    if verdict and item.state in DONE:
        return conflict("room-item-done", title=item.title)
    return verdict


def _step(meeting: Meeting, to: MeetingState) -> Verdict:
    if to in NEXT_STATES.get(meeting.state, frozenset()):
        return ALLOW
    if meeting.state is MeetingState.CANCELLED:
        return conflict("meeting-is-cancelled")
    if meeting.state in OVER:
        return conflict("room-over")
    if meeting.state is MeetingState.IN_SITTING:
        return conflict("room-runs")
    if meeting.state is MeetingState.PAUSED:
        return conflict("room-paused-already")
    return conflict("room-not-invited")


def may_open(actor: Actor, meeting: Meeting) -> Verdict:
    """Say whether `actor` may open: once, after the invitations went out."""
    verdict = may_lead(actor, meeting)
    if verdict and meeting.state is MeetingState.PAUSED:
        return conflict("room-runs")
    return verdict.and_then(_step(meeting, MeetingState.IN_SITTING))


def opens_on(sent: AgendaVersion | None) -> Verdict:
    """Say whether there is an agenda on which the sitting may be opened: the edition that was sent.

    After a withdrawal there is none until the next one is sent: the members would sit before
    items and papers that nobody gave them. Sending it late takes a reason, opening takes none.
    """
    return conflict("room-agenda-withdrawn") if sent is None else ALLOW


def quorum_opens(quorum: QuorumResult, override_reason: str) -> Verdict:
    """Say whether the sitting may be opened: with a quorum, or with a reason for the record."""
    if quorum.holds or override_reason.strip():
        return ALLOW
    return conflict(quorum.sentence)


def may_pause(actor: Actor, meeting: Meeting) -> Verdict:
    """Say whether `actor` may pause the sitting."""
    return may_lead(actor, meeting).and_then(_step(meeting, MeetingState.PAUSED))


def may_resume(actor: Actor, meeting: Meeting) -> Verdict:
    """Say whether `actor` may go on after a pause."""
    verdict = may_lead(actor, meeting)
    if verdict and meeting.state is not MeetingState.PAUSED:
        return conflict("room-not-paused")
    return verdict


def may_end(actor: Actor, meeting: Meeting, items: Iterable[AgendaItem]) -> Verdict:
    """Say whether `actor` may end the sitting: not while an item is being voted on."""
    verdict = may_lead(actor, meeting).and_then(_step(meeting, MeetingState.ENDED))
    if verdict and any(item.state is ItemState.VOTING for item in items):
        return conflict("room-vote-is-open")
    return verdict


def sits(meeting: Meeting) -> Verdict:
    """Say whether the cabinet sits at this moment."""
    if meeting.state is MeetingState.IN_SITTING:
        return ALLOW
    if meeting.state is MeetingState.PAUSED:
        return conflict("room-is-paused")
    return conflict("room-over" if meeting.state in OVER else "room-not-open")


def _unfinished(item: AgendaItem) -> Verdict:
    if item.removed_at is not None:
        return conflict("room-item-removed")
    if item.state in DONE:
        return conflict("room-item-done", title=item.title)
    if item.state is ItemState.VOTING:
        return conflict("room-vote-is-open")
    return ALLOW


def may_call(
    actor: Actor, meeting: Meeting, item: AgendaItem, current: AgendaItem | None
) -> Verdict:
    """Say whether `actor` may bring `item` before the cabinet; a vote must have ended first."""
    verdict = _may_now(actor, meeting, item, ItemAct.CALL)
    if verdict and current is not None and current.state is ItemState.VOTING:
        return conflict("room-vote-is-open")
    if verdict and item.is_current:
        return conflict("room-item-is-current")
    return verdict


def still_current(current: AgendaItem | None, seen_item_id: int | None) -> Verdict:
    """Say whether the item is the one the tablet showed (None: it did not say; 0: none).

    Of two tablets that call different items at once, the first wins and the other is told.
    """
    present = current.id if current is not None else 0
    if seen_item_id is None or seen_item_id == present:
        return ALLOW
    return conflict("room-moved-on")


def may_discuss(actor: Actor, meeting: Meeting, item: AgendaItem) -> Verdict:
    """Say whether the presentation of `item` may give way to the discussion."""
    verdict = _current(actor, meeting, item, ItemAct.DISCUSS)
    if verdict and item.state is not ItemState.PRESENTING:
        return conflict("room-item-discussed-already")
    return verdict


def may_put_back(actor: Actor, meeting: Meeting, item: AgendaItem) -> Verdict:
    """Say whether a called item may go back to waiting, as if it had not been called."""
    return _current(actor, meeting, item, ItemAct.PUT_BACK)


def may_vote_on(meeting: Meeting, item: AgendaItem) -> Verdict:
    """Say whether a vote on `item` may be opened now: it is before the cabinet, and the first."""
    verdict = sits(meeting).and_then(_unfinished(item))
    if verdict and not item.is_current:
        return conflict("room-item-not-current")
    return verdict


def is_voted_on(item: AgendaItem) -> Verdict:
    """Say whether a vote on `item` can end: one must be open."""
    return ALLOW if item.state is ItemState.VOTING else conflict("room-no-vote-open")


def may_defer(actor: Actor, meeting: Meeting, item: AgendaItem) -> Verdict:
    """Say whether `item` may be put off: before or while it is dealt with."""
    return _may_now(actor, meeting, item, ItemAct.DEFER)


def may_withdraw(actor: Actor, meeting: Meeting, item: AgendaItem) -> Verdict:
    """Say whether `item` may be taken off the agenda in the room."""
    return _may_now(actor, meeting, item, ItemAct.WITHDRAW)


def may_conclude(actor: Actor, meeting: Meeting, item: AgendaItem) -> Verdict:
    """Say whether `actor` may conclude `item`: it is before the cabinet, and its vote, where
    one was taken on an item for decision, was carried. A lost one is deferred or withdrawn."""
    verdict = _current(actor, meeting, item, ItemAct.CONCLUDE)
    if verdict and lost(item.type, item.vote_outcome):
        return conflict("room-item-not-carried")
    return verdict


def may_conclude_en_bloc(actor: Actor, meeting: Meeting, item: AgendaItem) -> Verdict:
    """Say whether `item` may be concluded with others, without being called: it still waits,
    and no vote on it was lost before it was put back."""
    verdict = may_lead(actor, meeting).and_then(sits(meeting)).and_then(_unfinished(item))
    if verdict and item.state is not ItemState.WAITING:
        return conflict("position-item-called", title=item.title)
    if verdict and lost(item.type, item.vote_outcome):
        return conflict("room-item-not-carried")
    return verdict


def lost(kind: ItemType, outcome: dict[str, Any] | None) -> bool:
    """Return whether the cabinet was asked to decide and did not agree."""
    return kind is ItemType.DECISION and outcome is not None and not outcome.get("carried")


def _may_now(actor: Actor, meeting: Meeting, item: AgendaItem, act: ItemAct) -> Verdict:
    return may_do(actor, meeting, item, act).and_then(sits(meeting)).and_then(_unfinished(item))


def _current(actor: Actor, meeting: Meeting, item: AgendaItem, act: ItemAct) -> Verdict:
    verdict = _may_now(actor, meeting, item, act)
    if verdict and not item.is_current:
        return conflict("room-item-not-current")
    return verdict


def may_check_in(meeting: Meeting, is_invited: bool) -> Verdict:
    """Say whether somebody may take their own place, at the table or from afar."""
    if not is_invited:
        return denied("room-not-invited-you")
    return _people_come(meeting)


def may_mark(actor: Actor, meeting: Meeting) -> Verdict:
    """Say whether `actor` may record who is there."""
    verdict = ALLOW if keeps_record(actor) else denied("room-clerk-only")
    return verdict.and_then(_people_come(meeting))


def _people_come(meeting: Meeting) -> Verdict:
    if meeting.state in COMING:
        return ALLOW
    return conflict("room-over" if meeting.state in OVER else "room-not-invited")


def may_note(actor: Actor, meeting: Meeting) -> Verdict:
    """Say whether `actor` may note what is said; once it has ended, the minutes are edited."""
    verdict = ALLOW if keeps_record(actor) else denied("room-clerk-only")
    if verdict and meeting.state not in SITTING:
        return conflict("room-over" if meeting.state in OVER else "room-not-open")
    return verdict


def may_remove_note(actor: Actor, meeting: Meeting, note: ClerkNote) -> Verdict:
    """Say whether `actor` may take a note back: their own, once."""
    verdict = may_note(actor, meeting)
    if verdict and note.account_id != actor.account_id:
        return denied("room-note-not-yours")
    if verdict and note.removed_at is not None:
        return conflict("room-note-removed")
    return verdict


def sees_notes(actor: Actor, meeting: Meeting) -> bool:
    """Return whether `actor` reads the notes: the secretariat and the chair, nobody else."""
    return keeps_record(actor) or actor.person_id == meeting.chair_id


def all_invited(present: Iterable[int], invited: Iterable[int]) -> Verdict:
    """Say whether everybody named as present was invited."""
    return ALLOW if set(present) <= set(invited) else invalid("room-not-invited-person", "present")


def is_there(person_id: int, members_there: Iterable[int]) -> Verdict:
    """Say whether who is to chair an item is one of the members in the sitting now."""
    return ALLOW if person_id in members_there else invalid("room-item-chair-is-there", "person_id")
