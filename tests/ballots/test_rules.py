"""The rules of ballots, without a store."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ballots import rules
from ballots.models import Ballot, BallotState, Procedure, Voter
from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Role
from ecabinet.verdicts import Kind
from meetings.models import AgendaItem, ItemState, Meeting, MeetingState
from tests.ballots.acts import DEADLINE

SECOND = timedelta(seconds=1)


def actor(*roles: Role, person_id: int = 1, is_member: bool = False) -> Actor:
    return Actor(1, "x", frozenset(roles), person_id, "X", is_member=is_member)


def ballot(state: BallotState, procedure: Procedure = Procedure.WRITTEN) -> Ballot:
    return Ballot(state=state, procedure=procedure, title="Phiếu", closes_at=DEADLINE)


def test_every_state_has_its_next_states_and_none_leads_back_from_the_end() -> None:
    assert set(rules.NEXT_STATES) == set(BallotState)
    for ended in (BallotState.CONCLUDED, BallotState.WITHDRAWN):
        assert rules.NEXT_STATES[ended] == frozenset()


def test_an_answer_at_the_very_deadline_is_in_time_and_one_second_later_is_not() -> None:
    asked, voter = ballot(BallotState.OPEN), Voter()

    assert rules.may_answer(asked, voter, DEADLINE)
    late = rules.may_answer(asked, voter, DEADLINE + SECOND)

    assert late.kind is Kind.CONFLICT
    assert late.sentence is not None and late.sentence.params == {"at": DEADLINE}


def test_who_was_not_asked_is_refused_before_anything_is_said_of_the_state() -> None:
    assert rules.may_answer(ballot(BallotState.DRAFT), None, DEADLINE).kind is Kind.DENIED


@pytest.mark.parametrize("state", [s for s in BallotState if s is not BallotState.OPEN])
def test_only_an_open_ballot_takes_answers(state: BallotState) -> None:
    assert rules.may_answer(ballot(state), Voter(), DEADLINE - SECOND).kind is Kind.CONFLICT


@pytest.mark.parametrize("role", [Role.MEMBER, Role.OFFICER, Role.AUDITOR, Role.ADMIN])
def test_only_the_secretariat_drafts(role: Role) -> None:
    assert not rules.may_draft(actor(role, is_member=role is Role.MEMBER))
    assert rules.may_draft(actor(Role.SECRETARIAT))


def test_an_administrator_sees_nothing_whatever_else_the_account_holds() -> None:
    assert rules.may_draft(actor(Role.HEAD, Role.ADMIN)).kind is Kind.DENIED


def test_only_the_head_approves_and_only_what_was_submitted() -> None:
    waiting = ballot(BallotState.SUBMITTED)

    assert rules.may_approve(actor(Role.HEAD), waiting)
    assert rules.may_approve(actor(Role.SECRETARIAT), waiting).kind is Kind.DENIED
    assert rules.may_approve(actor(Role.HEAD), ballot(BallotState.OPEN)).kind is Kind.CONFLICT


def test_the_secretariat_closes_when_all_have_answered_the_head_at_any_time() -> None:
    asked, before = ballot(BallotState.OPEN), DEADLINE - SECOND

    def may(role: Role, answered: int) -> bool:
        return bool(rules.may_close(actor(role), asked, answered=answered, asked=4, at=before))

    assert not may(Role.SECRETARIAT, 3)
    assert may(Role.SECRETARIAT, 4)
    assert may(Role.HEAD, 0)
    assert not may(Role.MEMBER, 4)
    assert rules.needs_reason(asked, answered=3, asked=4, at=before)
    assert not rules.needs_reason(asked, answered=4, asked=4, at=before)
    assert not rules.needs_reason(asked, answered=3, asked=4, at=DEADLINE + SECOND)


def test_once_members_were_asked_only_the_head_withdraws() -> None:
    asked = ballot(BallotState.OPEN)

    assert rules.may_withdraw(actor(Role.SECRETARIAT), ballot(BallotState.DRAFT))
    assert not rules.may_withdraw(actor(Role.SECRETARIAT), asked)
    assert rules.may_withdraw(actor(Role.HEAD), asked)
    assert not rules.may_withdraw(actor(Role.HEAD), ballot(BallotState.CLOSED))


def test_who_chairs_the_item_opens_and_closes_its_votes_while_it_is_the_current_one() -> None:
    meeting = Meeting(state=MeetingState.IN_SITTING, chair_id=7, clerk_id=8)
    item = AgendaItem(state=ItemState.DISCUSSING, is_current=True, chair_id=9, meeting=meeting)
    deputy, vote = actor(Role.MEMBER, person_id=9), ballot(BallotState.OPEN)

    assert rules.may_open_vote(deputy, meeting, item)
    assert rules.may_close_vote(deputy, item, vote)
    item.is_current = False
    assert rules.may_open_vote(deputy, meeting, item).kind is Kind.DENIED
    assert rules.may_close_vote(deputy, item, vote).kind is Kind.DENIED


def test_a_vote_is_opened_on_the_current_item_of_a_sitting_by_who_runs_it() -> None:
    meeting = Meeting(state=MeetingState.IN_SITTING, chair_id=7, clerk_id=8)
    item = AgendaItem(state=ItemState.DISCUSSING, is_current=True)
    chair, member = actor(Role.MEMBER, person_id=7), actor(Role.MEMBER, person_id=9)

    assert rules.may_open_vote(chair, meeting, item)
    assert rules.may_open_vote(actor(Role.CLERK, person_id=8), meeting, item)
    assert rules.may_open_vote(member, meeting, item).kind is Kind.DENIED
    item.state = ItemState.VOTING
    assert rules.may_open_vote(chair, meeting, item).kind is Kind.CONFLICT
    item.state, item.is_current = ItemState.DISCUSSING, False
    assert rules.may_open_vote(chair, meeting, item).kind is Kind.CONFLICT
    meeting.state = MeetingState.PAUSED
    assert rules.may_open_vote(chair, meeting, item).kind is Kind.CONFLICT
