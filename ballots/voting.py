"""Opening a vote on the current item, and answering: on a tablet in the room or in writing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from ballots import queries, rules
from ballots.events import VoteAnswered, VoteOpened
from ballots.models import (
    Ballot,
    BallotState,
    Opinion,
    OpinionAnswer,
    Procedure,
    Question,
    Voter,
)
from ecabinet import journal
from ecabinet.auth.actor import Actor
from ecabinet.calendar import WorkingDays
from ecabinet.errors import Conflict, Invalid
from ecabinet.outbox import publish
from ecabinet.people.queries import members_on, rules_on
from ecabinet.people.rules import Standing, may_vote
from ecabinet.sentences import S
from ecabinet.verdicts import Verdict, denied
from meetings.live.services import begin_vote
from meetings.models import AgendaItem, Answer, Invitation, InvitationKind


def open_vote(
    db: Session,
    item: AgendaItem,
    *,
    actor: Actor,
    days: WorkingDays,
    at: datetime,
    title: str = "",
    question: str = "",
) -> Ballot:
    """Open a vote on the current item of a sitting: the members present now are asked.

    All members in office count for the majority, whoever is asked. Raises Denied, Conflict.
    """
    rules.may_open_vote(actor, item.meeting, item).enforce()
    members = members_on(db, days.local_day(at))
    present = queries.present_in(db, item.meeting_id)
    asked = [member for member in members if member.person_id in present]
    if not asked:
        raise Conflict(S("ballot-nobody-present"))
    ballot = Ballot(
        procedure=Procedure.IN_ROOM,
        state=BallotState.OPEN,
        title=title or item.title,
        organisation_id=item.lead_id,
        agenda_item=item,
        created_by_id=actor.account_id,
        created_at=at,
        approved_by_id=actor.account_id,
        opened_at=at,
        questions=[Question(ordinal=1, text=question or title or item.title)],
        voters=[
            Voter(
                person_id=member.person_id,
                name=member.name,
                title_vi=member.title_vi,
                title_en=member.title_en,
                rank=member.rank,
                is_chair=member.is_chair,
            )
            for member in asked
        ],
    )
    db.add(ballot)
    db.flush()
    begin_vote(db, item, actor=actor)
    details = {"item": item.id, "asked": len(asked), "members": len(members)}
    journal.record(db, actor, "ballot:open", ballot, details=details)
    publish(db, VoteOpened(ballot.id, item.meeting_id, item.id))
    return ballot


@dataclass(frozen=True)
class Given:
    """What a member answers to one question."""

    question_id: int
    answer: OpinionAnswer
    remark: str = ""


def cast_opinions(
    db: Session,
    ballot: Ballot,
    *,
    actor: Actor,
    answers: Sequence[Given],
    days: WorkingDays,
    at: datetime,
) -> list[Opinion]:
    """Keep the answers of the member who acts; a later one supersedes, nothing is erased.

    The same answer again changes nothing, so a second tap or a second tablet does no harm. The
    ballot is to be loaded by `find_ballot_to_answer`. Raises Denied (substitutes, guests, who is
    absent, who was not asked), Conflict (not open, closed, too late), Invalid (unknown question,
    a remark missing).
    """
    voter = queries.voter_of(db, ballot, actor.person_id, lock=True)
    may_answer(db, ballot, voter, actor=actor, days=days, at=at).enforce()
    assert voter is not None
    known = {question.id for question in ballot.questions}
    _check(answers, known)
    kept = queries.opinions_of(db, voter)
    changed = [given for given in answers if not _is_same(kept.get(given.question_id), given)]
    for given in changed:
        before = kept.get(given.question_id)
        if before is not None:
            before.superseded_at = at
    # The index allows one in force: the earlier one must be superseded before the next comes in.
    db.flush()
    for given in changed:
        opinion = Opinion(
            question_id=given.question_id,
            voter_id=voter.id,
            answer=given.answer,
            remark=given.remark.strip(),
            cast_by_id=actor.account_id,
            cast_at=at,
        )
        db.add(opinion)
        kept[given.question_id] = opinion
    db.flush()
    if changed:
        # What was answered stays out of the journal: auditors read it while the ballot is open.
        details = {"questions": [given.question_id for given in changed]}
        journal.record(db, actor, "ballot:answer", ballot, details=details)
        seen = queries.turnout(db, ballot)
        item = ballot.agenda_item
        meeting_id = item.meeting_id if item else None
        publish(db, VoteAnswered(ballot.id, meeting_id, seen.answered, seen.asked))
    return [kept[number] for number in sorted(kept)]


def may_answer(
    db: Session,
    ballot: Ballot,
    voter: Voter | None,
    *,
    actor: Actor,
    days: WorkingDays,
    at: datetime,
) -> Verdict:
    """Say whether the person may answer now; a refusal names their part in the sitting."""
    item = ballot.agenda_item
    if voter is None and item is not None:
        return _without_vote(db, item.meeting_id, actor, days, at)
    allowed = rules.may_answer(ballot, voter, at)
    if not allowed or item is None:
        return allowed
    if not queries.is_present(db, item.meeting_id, actor.person_id):
        return denied("ballot-not-present")
    return allowed


def _without_vote(
    db: Session, meeting_id: int, actor: Actor, days: WorkingDays, at: datetime
) -> Verdict:
    """Return the refusal of somebody in the room who was not asked: substitute, guest, absent."""
    today = days.local_day(at)
    if any(member.person_id == actor.person_id for member in members_on(db, today)):
        return denied("ballot-not-present")
    body_rules = rules_on(db, today)
    sits_in = db.execute(
        select(Invitation.id).where(
            Invitation.meeting_id == meeting_id,
            Invitation.answer == Answer.SUBSTITUTE,
            Invitation.substitute_id == actor.person_id,
        )
    ).first()
    is_guest = db.execute(
        select(Invitation.id).where(
            Invitation.meeting_id == meeting_id,
            Invitation.kind == InvitationKind.GUEST,
            Invitation.person_id == actor.person_id,
        )
    ).first()
    if sits_in or is_guest:
        verdict = may_vote(body_rules, Standing.SUBSTITUTE if sits_in else Standing.GUEST)
        if not verdict:
            return verdict
    return denied("ballot-not-a-voter")


def _is_same(before: Opinion | None, given: Given) -> bool:
    return (
        before is not None
        and before.answer is given.answer
        and before.remark == given.remark.strip()
    )


def _check(answers: Sequence[Given], known: set[int]) -> None:
    if not answers:
        sentence = S("ballot-answer-missing")
        raise Invalid(sentence, {"answer": sentence})
    asked = [given.question_id for given in answers]
    if not known.issuperset(asked) or len(set(asked)) != len(asked):
        sentence = S("ballot-question-unknown")
        raise Invalid(sentence, {"question_id": sentence})
    for given in answers:
        if given.answer is OpinionAnswer.OTHER and not given.remark.strip():
            sentence = S("ballot-remark-missing")
            raise Invalid(sentence, {"remark": sentence, f"remark_{given.question_id}": sentence})
