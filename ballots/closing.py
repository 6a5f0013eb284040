"""Closing a ballot: counting, the outcome of each question, and handing a vote's outcome down."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ballots import outcomes, queries, rules
from ballots.events import VoteClosed
from ballots.models import Ballot, BallotState, Opinion, OutcomeRecord, Procedure
from ecabinet import journal
from ecabinet.auth.actor import Actor
from ecabinet.calendar import WorkingDays
from ecabinet.errors import Invalid
from ecabinet.journal import Recorder
from ecabinet.outbox import publish
from ecabinet.people import rules as engine
from ecabinet.people.queries import Member, members_on, rules_on
from ecabinet.sentences import S
from meetings.live.services import record_vote_outcome
from meetings.models import AttendanceMode


def close_ballot(
    db: Session, ballot: Ballot, *, actor: Actor, days: WorkingDays, at: datetime, reason: str = ""
) -> Ballot:
    """Take no more answers and compute the outcome of each question.

    A vote in the room is closed by the chair; a written ballot by the secretariat when it is due
    or all have answered, or earlier by the head with a `reason` (Invalid without).
    """
    seen = queries.turnout(db, ballot)
    if ballot.agenda_item is not None:
        rules.may_close_vote(actor, ballot.agenda_item, ballot).enforce()
    else:
        rules.may_close(actor, ballot, answered=seen.answered, asked=seen.asked, at=at).enforce()
        if rules.needs_reason(ballot, answered=seen.answered, asked=seen.asked, at=at):
            if not reason.strip():
                sentence = S("ballot-early-reason-missing")
                raise Invalid(sentence, {"reason": sentence})
            ballot.early_reason = reason.strip()
    _close(db, ballot, actor=actor, days=days, at=at)
    return ballot


def close_due(db: Session, ballot_id: int, *, days: WorkingDays, at: datetime) -> bool:
    """Close a ballot whose deadline has passed; False when somebody else did so meanwhile."""
    ballot = db.execute(
        select(Ballot)
        .where(Ballot.id == ballot_id, Ballot.state == BallotState.OPEN, Ballot.closes_at < at)
        .with_for_update()
    ).scalar_one_or_none()
    if ballot is None:
        return False
    _close(db, ballot, actor=journal.SYSTEM, days=days, at=at)
    return True


def _close(
    db: Session, ballot: Ballot, *, actor: Recorder, days: WorkingDays, at: datetime
) -> None:
    assert ballot.opened_at is not None
    day = days.local_day(ballot.opened_at)
    body_rules = rules_on(db, day)
    opinions = queries.opinions_in_force(db, ballot)
    in_room = ballot.procedure is Procedure.IN_ROOM
    members = members_on(db, day) if in_room else []
    members_total = len(members) if in_room else len(ballot.voters)
    presence = _presence(db, ballot, members, opinions) if in_room else None
    for question in ballot.questions:
        counted = outcomes.count(
            body_rules,
            ballot,
            opinions[question.id],
            members_total=members_total,
            presence=presence,
            time_is_over=rules.is_over(ballot, at),
        )
        found = counted.outcome
        question.outcome = OutcomeRecord(
            result=found.result.value,
            counts=counted.counts_json(),
            sentence=found.sentence.to_json(),
            quorum=None if found.quorum is None else found.quorum.to_json(),
            rules=counted.rules_json(),
            computed_at=at,
        )
    ballot.state = BallotState.CLOSED
    # The deadline closed it, however late the program came round to it.
    ballot.closed_at = ballot.closes_at if rules.is_over(ballot, at) else at
    db.flush()
    first = ballot.questions[0]
    assert first.outcome is not None
    details: dict[str, Any] = {
        "results": [q.outcome.result for q in ballot.questions if q.outcome],
        "counts": first.outcome.counts,
    }
    if ballot.early_reason:
        details["reason_sha256"] = journal.digest(ballot.early_reason)
    journal.record(db, actor, "ballot:close", ballot, details=details)
    item = ballot.agenda_item
    if item is not None:
        stated = outcomes.positions(ballot, first.outcome, opinions[first.id])
        record_vote_outcome(
            db,
            item,
            {"ballot_id": ballot.id, **outcomes.handed_down(first, stated)},
            at,
            actor=actor,
        )
    publish(
        db,
        VoteClosed(
            ballot.id,
            item.meeting_id if item else None,
            item.id if item else None,
            first.outcome.result,
            first.outcome.counts,
        ),
    )


def _presence(
    db: Session, ballot: Ballot, members: list[Member], opinions: dict[int, dict[int, Opinion]]
) -> engine.Presence:
    """Count the members who took part: there at the end of the vote, or gone after voting."""
    assert ballot.agenda_item is not None
    came = queries.attended(db, ballot.agenda_item.meeting_id)
    voted_ids = {voter_id for given in opinions.values() for voter_id in given}
    voted = {voter.person_id for voter in ballot.voters if voter.id in voted_ids}
    there = [
        member
        for member in members
        if (interval := came.get(member.person_id)) is not None
        and (interval.left_at is None or member.person_id in voted)
    ]
    remote = sum(came[member.person_id].mode is AttendanceMode.REMOTE for member in there)
    chair = any(member.is_chair for member in there)
    return engine.Presence(in_room=len(there) - remote, remote=remote, chair=chair)
