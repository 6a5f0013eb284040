"""Who may do what with a ballot, in which state, and until when. Pure."""

from __future__ import annotations

from datetime import datetime

from ballots.models import Ballot, BallotState, Procedure, Voter
from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Role
from ecabinet.verdicts import ALLOW, Verdict, conflict, denied, hidden
from meetings.live.rules import OF_ITEM_CHAIR, ItemAct, conducts
from meetings.models import AgendaItem, ItemState, Meeting, MeetingState

DRAFT, SUBMITTED, RETURNED = BallotState.DRAFT, BallotState.SUBMITTED, BallotState.RETURNED
APPROVED, OPEN, CLOSED = BallotState.APPROVED, BallotState.OPEN, BallotState.CLOSED
CONSOLIDATED, CONCLUDED = BallotState.CONSOLIDATED, BallotState.CONCLUDED
WITHDRAWN = BallotState.WITHDRAWN

NEXT_STATES: dict[BallotState, frozenset[BallotState]] = {
    DRAFT: frozenset({SUBMITTED, OPEN, WITHDRAWN}),
    SUBMITTED: frozenset({RETURNED, APPROVED, WITHDRAWN}),
    RETURNED: frozenset({SUBMITTED, WITHDRAWN}),
    APPROVED: frozenset({OPEN}),
    OPEN: frozenset({CLOSED, WITHDRAWN}),
    CLOSED: frozenset({CONSOLIDATED, CONCLUDED}),
    CONSOLIDATED: frozenset({CONCLUDED}),
    CONCLUDED: frozenset(),
    WITHDRAWN: frozenset(),
}
"""The allowed steps. A vote in the room goes from draft to open in one act."""

BEFORE_OPENING = (DRAFT, RETURNED)
AFTER_CLOSING = (CLOSED, CONSOLIDATED, CONCLUDED)


def sees_nothing(actor: Actor) -> bool:
    """Administrators run the system and auditors read the journal; neither sees a ballot."""
    return actor.has(Role.ADMIN, Role.AUDITOR)


def works_on_ballots(actor: Actor) -> bool:
    """Whether the actor is one of the secretariat, who prepare, watch and consolidate."""
    return actor.is_secretariat and not sees_nothing(actor)


def may_draft(actor: Actor) -> Verdict:
    """The secretariat drafts written ballots."""
    return ALLOW if works_on_ballots(actor) else denied("ballot-secretariat-only")


def _secretariat_in(actor: Actor, ballot: Ballot, states: tuple[BallotState, ...]) -> Verdict:
    if not works_on_ballots(actor):
        return denied("ballot-secretariat-only")
    if ballot.procedure is not Procedure.WRITTEN:
        return hidden()
    return ALLOW if ballot.state in states else conflict(not_now(ballot))


def not_now(ballot: Ballot) -> str:
    """Return the key of the sentence that says where the ballot stands, so that this is late."""
    return f"ballot-is-{ballot.state.value}"


def may_change(actor: Actor, ballot: Ballot) -> Verdict:
    """Text, deadline and papers are the secretariat's until the head is asked."""
    return _secretariat_in(actor, ballot, BEFORE_OPENING)


def may_submit(actor: Actor, ballot: Ballot) -> Verdict:
    """The secretariat asks the head to approve."""
    return _secretariat_in(actor, ballot, BEFORE_OPENING)


def may_approve(actor: Actor, ballot: Ballot) -> Verdict:
    """The head of the secretariat approves, which opens the ballot, or returns it."""
    if not works_on_ballots(actor) or not actor.has(Role.HEAD):
        return denied("ballot-head-only")
    return _secretariat_in(actor, ballot, (SUBMITTED,))


def may_withdraw(actor: Actor, ballot: Ballot) -> Verdict:
    """The secretariat before the opening, the head alone once members were asked."""
    if not works_on_ballots(actor):
        return denied("ballot-secretariat-only")
    if WITHDRAWN not in NEXT_STATES[ballot.state]:
        return conflict(not_now(ballot))
    if ballot.state is OPEN and ballot.procedure is Procedure.WRITTEN and not actor.has(Role.HEAD):
        return denied("ballot-withdraw-head-only")
    return ALLOW


def is_over(ballot: Ballot, at: datetime) -> bool:
    """Whether the deadline has passed; an answer at the very instant of it is in time."""
    return ballot.closes_at is not None and at > ballot.closes_at


def may_answer(ballot: Ballot, voter: Voter | None, at: datetime) -> Verdict:
    """Who was asked answers while the ballot is open, and changes the answer until then."""
    if voter is None:
        return denied("ballot-not-a-voter")
    if ballot.state is WITHDRAWN:
        return conflict(not_now(ballot))
    if ballot.closed_at is not None:
        return conflict("ballot-closed-at", at=ballot.closed_at)
    if ballot.state is not OPEN:
        return conflict(not_now(ballot))
    if ballot.closes_at is not None and is_over(ballot, at):
        return conflict("ballot-closed-at", at=ballot.closes_at)
    return ALLOW


def may_close(actor: Actor, ballot: Ballot, *, answered: int, asked: int, at: datetime) -> Verdict:
    """A written ballot: the secretariat when it is due or all have answered, the head earlier."""
    if not works_on_ballots(actor):
        return denied("ballot-secretariat-only")
    if ballot.state is not OPEN:
        return conflict(not_now(ballot))
    if is_over(ballot, at) or answered == asked or actor.has(Role.HEAD):
        return ALLOW
    return conflict("ballot-close-too-early", answered=answered, asked=asked)


def needs_reason(ballot: Ballot, *, answered: int, asked: int, at: datetime) -> bool:
    """Whether closing now cuts members short, for which the head gives a reason."""
    return ballot.procedure is Procedure.WRITTEN and not is_over(ballot, at) and answered < asked


def may_consolidate(actor: Actor, ballot: Ballot) -> Verdict:
    """The secretariat confirms the consolidated result of a closed ballot."""
    return _secretariat_in(actor, ballot, (CLOSED,))


def may_conclude(actor: Actor, ballot: Ballot) -> Verdict:
    """The secretariat records the decision that follows from what was carried. What was lost
    follows no decision: the Prime Minister may put it to a sitting."""
    verdict = _secretariat_in(actor, ballot, (CLOSED, CONSOLIDATED))
    outcomes = [question.outcome for question in ballot.questions]
    if verdict and not any(one is not None and one.rules["carried"] for one in outcomes):
        return conflict("ballot-nothing-carried")
    return verdict


def runs_the_room(actor: Actor, meeting: Meeting, item: AgendaItem) -> Verdict:
    """The chair of the sitting opens and closes votes, or the clerk and the secretariat; and who
    chairs the item, while it is the current one."""
    if sees_nothing(actor):
        return hidden()
    if ItemAct.VOTE in OF_ITEM_CHAIR and conducts(actor, item):
        return ALLOW
    if actor.person_id in (meeting.chair_id, meeting.clerk_id) or actor.is_secretariat:
        return ALLOW
    return denied("ballot-chair-only")


def may_open_vote(actor: Actor, meeting: Meeting, item: AgendaItem) -> Verdict:
    """On the current item of a sitting that is on, one vote at a time."""
    allowed = runs_the_room(actor, meeting, item)
    if not allowed:
        return allowed
    if meeting.state is not MeetingState.IN_SITTING:
        return conflict("ballot-not-in-sitting")
    if item.state is ItemState.VOTING:
        return conflict("ballot-vote-open-already")
    if not item.is_current or item.state in (
        ItemState.CONCLUDED, ItemState.DEFERRED, ItemState.WITHDRAWN,
    ):  # fmt: skip
        return conflict("ballot-item-not-current")
    return ALLOW


def may_close_vote(actor: Actor, item: AgendaItem, ballot: Ballot) -> Verdict:
    """Whoever may open a vote on `item` may close it."""
    allowed = runs_the_room(actor, item.meeting, item)
    if allowed and ballot.state is not OPEN:
        return conflict(not_now(ballot))
    return allowed


def sees_positions(actor: Actor, ballot: Ballot, *, is_voter: bool) -> bool:
    """Who answered what: the members asked and the secretariat, and nobody before the closing."""
    if ballot.state not in AFTER_CLOSING:
        return False
    return works_on_ballots(actor) or is_voter or actor.is_member


def may_read_result(ballot: Ballot) -> Verdict:
    """There is a result once the ballot is closed, and nothing of it before."""
    return ALLOW if ballot.state in AFTER_CLOSING else conflict("ballot-result-not-yet")
