"""The rules of the room on values alone: who leads, what follows what, what a lost vote forbids."""

from __future__ import annotations

from typing import Any

import pytest

from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Role
from ecabinet.people import presets
from ecabinet.people.rules import Presence, quorum
from meetings.live import rules
from meetings.models import AgendaItem, ItemState, ItemType, Meeting, MeetingState

CHAIR = Actor(1, "pm", frozenset({Role.MEMBER}), 10, "An", is_member=True)
MEMBER = Actor(2, "m", frozenset({Role.MEMBER}), 20, "Bình", is_member=True)
SECRETARY = Actor(3, "s", frozenset({Role.SECRETARIAT}), 30, "Thư")
CLERK = Actor(4, "c", frozenset({Role.CLERK}), 40, "Ký")
HEAD = Actor(5, "h", frozenset({Role.HEAD}), 50, "Chánh")


def meeting(state: MeetingState = MeetingState.IN_SITTING) -> Meeting:
    return Meeting(id=1, chair_id=10, state=state, title="Phiên họp")


def item(state: ItemState = ItemState.PRESENTING, **other: Any) -> AgendaItem:
    given = {"id": 1, "title": "A", "type": ItemType.DECISION, "is_current": True, **other}
    return AgendaItem(state=state, **given)


@pytest.mark.parametrize(
    ("actor", "leads"),
    [(CHAIR, True), (CLERK, True), (HEAD, True), (MEMBER, False), (SECRETARY, False)],
)
def test_the_chair_leads_and_clerk_and_head_on_their_behalf(actor: Actor, leads: bool) -> None:
    assert rules.leads(actor, meeting()) is leads


@pytest.mark.parametrize("state", list(MeetingState))
def test_a_sitting_is_opened_only_after_the_invitation(state: MeetingState) -> None:
    assert bool(rules.may_open(CHAIR, meeting(state))) is (state is MeetingState.INVITED)


@pytest.mark.parametrize("state", list(MeetingState))
def test_only_a_running_or_paused_sitting_is_ended(state: MeetingState) -> None:
    running = state in (MeetingState.IN_SITTING, MeetingState.PAUSED)
    assert bool(rules.may_end(CHAIR, meeting(state), [])) is running


@pytest.mark.parametrize("state", list(MeetingState))
def test_every_refusal_to_open_pause_resume_and_end_says_why(state: MeetingState) -> None:
    for verdict in (
        rules.may_open(CHAIR, meeting(state)),
        rules.may_pause(CHAIR, meeting(state)),
        rules.may_resume(CHAIR, meeting(state)),
        rules.may_end(CHAIR, meeting(state), []),
    ):
        assert verdict or verdict.sentence is not None


@pytest.mark.parametrize(
    "state", [state for state in ItemState if state in rules.DONE or state is ItemState.VOTING]
)
def test_what_is_done_or_voted_on_is_not_called_again(state: ItemState) -> None:
    assert not rules.may_call(CHAIR, meeting(), item(state, is_current=False), None)


def test_a_vote_on_the_current_item_holds_back_the_next() -> None:
    voting = item(ItemState.VOTING)
    waiting = item(ItemState.WAITING, id=2, is_current=False)

    verdict = rules.may_call(CHAIR, meeting(), waiting, voting)

    assert verdict.sentence is not None
    assert verdict.sentence.key == "room-vote-is-open"


@pytest.mark.parametrize(
    ("kind", "outcome", "lost"),
    [
        (ItemType.DECISION, None, False),
        (ItemType.DECISION, {"carried": True}, False),
        (ItemType.DECISION, {"carried": False}, True),
        (ItemType.INFORMATION, {"carried": False}, False),
    ],
)
def test_only_a_decision_that_was_not_carried_is_lost(
    kind: ItemType, outcome: dict[str, Any] | None, lost: bool
) -> None:
    assert rules.lost(kind, outcome) is lost
    allowed = rules.may_conclude(CHAIR, meeting(), item(type=kind, vote_outcome=outcome))
    assert bool(allowed) is not lost


@pytest.mark.parametrize(
    ("current", "seen", "ok"),
    [(7, None, True), (7, 7, True), (7, 6, False), (None, 0, True), (7, 0, False)],
)
def test_a_tablet_that_showed_another_item_is_told(
    current: int | None, seen: int | None, ok: bool
) -> None:
    row = item(id=current) if current else None
    assert bool(rules.still_current(row, seen)) is ok


def test_no_quorum_opens_with_a_reason_only() -> None:
    few = quorum(presets.VN_GOVERNMENT, 27, Presence(17))

    assert not rules.quorum_opens(few, "  ")
    assert rules.quorum_opens(few, "Bão")
    assert rules.quorum_opens(quorum(presets.VN_GOVERNMENT, 27, Presence(18)), "")


def powers(actor: Actor, **other: Any) -> set[rules.ItemAct]:
    """What is in the hands of `actor` on an item chaired by the member."""
    one = item(chair_id=20, **other)
    return {act for act in rules.ItemAct if rules.may_do(actor, meeting(), one, act)}


def test_who_chairs_the_current_item_has_what_concerns_it_and_the_chair_keeps_everything() -> None:
    assert powers(MEMBER) == rules.OF_ITEM_CHAIR
    assert powers(CHAIR) == powers(HEAD) == powers(CLERK) == set(rules.ItemAct)
    assert powers(SECRETARY) == set()


def test_who_chairs_an_item_that_is_not_before_the_cabinet_has_nothing_and_is_told_why() -> None:
    waiting = item(ItemState.WAITING, is_current=False, chair_id=20)

    verdict = rules.may_defer(MEMBER, meeting(), waiting)

    assert powers(MEMBER, is_current=False) == set()
    assert verdict.sentence is not None
    assert verdict.sentence.key == "room-item-chair-not-now"


@pytest.mark.parametrize("act", list(rules.ItemAct))
def test_a_member_who_does_not_chair_the_item_does_nothing_with_it(act: rules.ItemAct) -> None:
    assert not rules.may_do(MEMBER, meeting(), item(chair_id=99), act)
    assert not rules.may_do(MEMBER, meeting(), item(chair_id=None), act)


@pytest.mark.parametrize("state", list(ItemState))
def test_the_chair_takes_an_item_back_until_it_is_done_during_a_vote_too(state: ItemState) -> None:
    verdict = rules.may_hand_over(CHAIR, meeting(), item(state, chair_id=20))

    assert bool(verdict) is (state not in rules.DONE)


@pytest.mark.parametrize("state", list(MeetingState))
def test_an_item_is_handed_over_only_while_the_cabinet_sits(state: MeetingState) -> None:
    assert bool(rules.may_hand_over(CHAIR, meeting(state), item())) is (state in rules.SITTING)
