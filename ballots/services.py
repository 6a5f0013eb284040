"""The acts on a written ballot: draft, submit, approve, return, withdraw, consolidate, conclude."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from ballots import outcomes, queries, rules
from ballots.closing import close_ballot, close_due
from ballots.events import BallotChanged, VoteOpened
from ballots.models import Ballot, BallotDocument, BallotState, Procedure, Question, Voter
from ballots.voting import Given, cast_opinions, open_vote
from decisions import services as decision_services
from decisions.models import Decision, DecisionKind, DecisionOrigin
from documents.distribution import services as distribution
from documents.models import Document
from documents.naming import services as naming
from documents.naming.rules import Standing
from documents.release_plans.queries import plans_of
from documents.release_plans.rules import may_ask_about
from ecabinet import clock, journal, occasions
from ecabinet.auth.actor import Actor
from ecabinet.calendar import WorkingDays
from ecabinet.errors import Conflict, Invalid
from ecabinet.outbox import publish
from ecabinet.people.models import Organisation
from ecabinet.people.queries import members_on, rules_on
from ecabinet.people.rules import WrittenPeriod, written_period
from ecabinet.sentences import S
from meetings.live.services import end_vote_without_outcome

__all__ = [
    "Given",
    "Work",
    "approve",
    "attach_papers",
    "cast_opinions",
    "change_draft",
    "close_ballot",
    "close_due",
    "conclude",
    "consolidate",
    "detach_paper",
    "draft_ballot",
    "open_vote",
    "period",
    "return_ballot",
    "submit",
    "withdraw",
]


def period(db: Session, closes_at: datetime, *, days: WorkingDays, at: datetime) -> WrittenPeriod:
    """Say whether a ballot opened at `at` may close at `closes_at`, and on which days it may."""
    return written_period(rules_on(db, days.local_day(at)), at, closes_at, days)


def draft_ballot(
    db: Session,
    *,
    actor: Actor,
    title: str,
    matter: str,
    questions: Sequence[str],
    closes_at: datetime,
    organisation_id: int | None,
    documents: Collection[Document] = (),
    days: WorkingDays,
    at: datetime,
) -> Ballot:
    """Draft a written ballot. Raises Denied, Invalid (no question; a deadline out of the period,
    with a sentence that names the earliest and the latest day)."""
    rules.may_draft(actor).enforce()
    ballot = Ballot(
        procedure=Procedure.WRITTEN,
        state=BallotState.DRAFT,
        created_by_id=actor.account_id,
        created_at=at,
    )
    _write(db, ballot, title, matter, questions, closes_at, organisation_id, days, at)
    db.add(ballot)
    db.flush()
    _attach(ballot, documents)
    journal.record(db, actor, "ballot:draft", ballot)
    _publish(db, ballot)
    return ballot


def change_draft(
    db: Session,
    ballot: Ballot,
    *,
    actor: Actor,
    title: str,
    matter: str,
    questions: Sequence[str],
    closes_at: datetime,
    organisation_id: int | None,
    days: WorkingDays,
    at: datetime,
) -> Ballot:
    """Change a ballot that nobody was asked to approve yet. Raises Denied, Conflict, Invalid."""
    rules.may_change(actor, ballot).enforce()
    _write(db, ballot, title, matter, questions, closes_at, organisation_id, days, at)
    journal.record(db, actor, "ballot:change", ballot)
    _publish(db, ballot)
    return ballot


def _write(
    db: Session,
    ballot: Ballot,
    title: str,
    matter: str,
    questions: Sequence[str],
    closes_at: datetime,
    organisation_id: int | None,
    days: WorkingDays,
    at: datetime,
) -> None:
    texts = [text.strip() for text in questions if text.strip()]
    if not texts:
        sentence = S("ballot-question-missing")
        raise Invalid(sentence, {"questions": sentence})
    period(db, closes_at, days=days, at=at).verdict.enforce()
    if organisation_id is not None:
        organisation = db.get(Organisation, organisation_id)
        if organisation is None or organisation.valid_to is not None:
            sentence = S("ballot-organisation-unknown")
            raise Invalid(sentence, {"organisation_id": sentence})
    ballot.title, ballot.matter = title, matter
    ballot.closes_at, ballot.organisation_id = closes_at, organisation_id
    for ordinal, text in enumerate(texts, start=1):
        if ordinal <= len(ballot.questions):
            ballot.questions[ordinal - 1].text = text
        else:
            ballot.questions.append(Question(ordinal=ordinal, text=text))
    del ballot.questions[len(texts) :]


def attach_papers(
    db: Session, ballot: Ballot, *, actor: Actor, documents: Collection[Document]
) -> None:
    """Put papers to a ballot, each once, after those that are there."""
    rules.may_change(actor, ballot).enforce()
    added = _attach(ballot, documents)
    if added:
        journal.record(db, actor, "ballot:attach", ballot, details={"documents": added})
        _publish(db, ballot)


def _attach(ballot: Ballot, documents: Collection[Document]) -> list[int]:
    there = {paper.document_id for paper in ballot.papers}
    last = max((paper.ordinal for paper in ballot.papers), default=0)
    added = [document.id for document in documents if document.id not in there]
    for ordinal, document_id in enumerate(dict.fromkeys(added), start=last + 1):
        ballot.papers.append(BallotDocument(document_id=document_id, ordinal=ordinal))
    return added


def detach_paper(db: Session, ballot: Ballot, *, actor: Actor, document_id: int) -> None:
    """Take a paper from a ballot that is not under way; the paper itself stays."""
    rules.may_change(actor, ballot).enforce()
    ballot.papers = [paper for paper in ballot.papers if paper.document_id != document_id]
    journal.record(db, actor, "ballot:detach", ballot, details={"document": document_id})
    _publish(db, ballot)


def submit(db: Session, ballot: Ballot, *, actor: Actor, days: WorkingDays, at: datetime) -> Ballot:
    """Ask the head of the secretariat to approve. The deadline must still be possible."""
    rules.may_submit(actor, ballot).enforce()
    assert ballot.closes_at is not None
    period(db, ballot.closes_at, days=days, at=at).verdict.enforce()
    ballot.state = BallotState.SUBMITTED
    ballot.submitted_at = at
    journal.record(db, actor, "ballot:submit", ballot)
    _publish(db, ballot)
    return ballot


def approve(
    db: Session,
    ballot: Ballot,
    *,
    actor: Actor,
    days: WorkingDays,
    at: datetime,
    closes_at: datetime | None = None,
) -> Ballot:
    """Approve, which opens at once: the members in office now are asked, each with the seat held
    now, and the papers are handed to them. `closes_at` sets another deadline. Raises Invalid when
    the deadline does not fit the period any more; Conflict, also where a paper waits for an agenda.
    """
    rules.may_approve(actor, ballot).enforce()
    versions = [
        paper.document.current for paper in ballot.papers if not paper.document.is_paper_only
    ]
    may_ask_about(versions, plans_of(db, versions)).enforce()
    if closes_at is not None:
        ballot.closes_at = closes_at
    assert ballot.closes_at is not None
    period(db, ballot.closes_at, days=days, at=at).verdict.enforce()
    members = members_on(db, days.local_day(at))
    if not members:
        raise Conflict(S("ballot-nobody-in-office"))
    ballot.state = BallotState.OPEN
    ballot.approved_at = ballot.opened_at = at
    ballot.approved_by_id = actor.account_id
    ballot.return_reason = ""
    ballot.voters = [
        Voter(
            person_id=member.person_id,
            name=member.name,
            title_vi=member.title_vi,
            title_en=member.title_en,
            rank=member.rank,
            is_chair=member.is_chair,
        )
        for member in members
    ]
    db.flush()
    asked = tuple(member.person_id for member in members)
    details = {"asked": len(asked), "closes_at": ballot.closes_at.isoformat()}
    journal.record(db, actor, "ballot:approve", ballot, details=details)
    if ballot.papers:
        on = clock.day_of(at)
        naming.number_papers(
            db, actor=actor, occasion=occasions.name(occasions.BALLOT, ballot.id), at=at,
            standings=[
                (paper.document_id, Standing(on, ballot.id, 0, ordinal, paper.document.kind.value))
                for ordinal, paper in enumerate(ballot.papers, start=1)
            ],
        )  # fmt: skip
        distribution.distribute(
            db,
            actor=actor,
            versions=versions,
            person_ids=asked,
            occasion=occasions.name(occasions.BALLOT, ballot.id),
            at=at,
        )
    _publish(db, ballot)
    publish(db, VoteOpened(ballot.id, None, None, asked))
    return ballot


def return_ballot(db: Session, ballot: Ballot, *, actor: Actor, reason: str) -> Ballot:
    """The head does not approve and says why; the secretariat changes it and submits again."""
    rules.may_approve(actor, ballot).enforce()
    ballot.return_reason = _given(reason)
    ballot.state = BallotState.RETURNED
    details = {"reason_sha256": journal.digest(ballot.return_reason)}
    journal.record(db, actor, "ballot:return", ballot, details=details)
    _publish(db, ballot)
    return ballot


def withdraw(db: Session, ballot: Ballot, *, actor: Actor, reason: str, at: datetime) -> Ballot:
    """Take a ballot or an open vote back, with the reason; what was answered is kept."""
    item = ballot.agenda_item
    if item is not None:
        rules.may_close_vote(actor, item, ballot).enforce()
    else:
        rules.may_withdraw(actor, ballot).enforce()
    ballot.withdraw_reason = _given(reason)
    ballot.state = BallotState.WITHDRAWN
    ballot.withdrawn_at = at
    if item is not None:
        end_vote_without_outcome(db, item, actor=actor)
    details = {"reason_sha256": journal.digest(ballot.withdraw_reason)}
    journal.record(db, actor, "ballot:withdraw", ballot, details=details)
    _publish(db, ballot)
    return ballot


def consolidate(db: Session, ballot: Ballot, *, actor: Actor) -> Ballot:
    """The secretariat confirms the consolidated result, as the sheet shows it."""
    rules.may_consolidate(actor, ballot).enforce()
    ballot.state = BallotState.CONSOLIDATED
    journal.record(db, actor, "ballot:consolidate", ballot)
    _publish(db, ballot)
    return ballot


@dataclass(frozen=True)
class Work:
    """What an organisation is given to do by the decision."""

    task: str
    lead_id: int
    coordinator_ids: tuple[int, ...] = ()
    due_on: date | None = None
    is_ongoing: bool = False


def conclude(
    db: Session,
    ballot: Ballot,
    *,
    actor: Actor,
    kind: DecisionKind,
    subject: str,
    text: str,
    occasion: str,
    assignments: Sequence[Work] = (),
    days: WorkingDays,
    at: datetime,
) -> Decision:
    """Record the decision that follows from a closed ballot, with its outcome, and the work it
    gives. `occasion` names the ballot in words. Raises Denied, Conflict, Invalid, NotVisible."""
    rules.may_conclude(actor, ballot).enforce()
    today = days.local_day(at)
    decision = decision_services.record_decision(
        db,
        actor=actor,
        kind=kind,
        subject=subject,
        text=text,
        origin=DecisionOrigin.WRITTEN_BALLOT,
        occasion=occasion,
        organisation_id=ballot.organisation_id,
        decided_on=today,
        outcome=outcome_of(db, ballot),
        at=at,
    )
    for work in assignments:
        decision_services.assign(
            db,
            actor=actor,
            decision=decision,
            task=work.task,
            lead_id=work.lead_id,
            coordinator_ids=work.coordinator_ids,
            due_on=work.due_on,
            is_ongoing=work.is_ongoing,
            assigned_on=today,
            at=at,
        )
    ballot.state = BallotState.CONCLUDED
    ballot.decision_id = decision.id
    journal.record(db, actor, "ballot:conclude", ballot, details={"decision": decision.id})
    _publish(db, ballot)
    return decision


def outcome_of(db: Session, ballot: Ballot) -> dict[str, Any]:
    """Return the outcome a decision keeps: that of the first question, and of each of several."""
    opinions = queries.opinions_in_force(db, ballot)
    each = [
        outcomes.handed_down(
            question, outcomes.positions(ballot, question.outcome, opinions[question.id])
        )
        for question in ballot.questions
    ]
    return {"ballot_id": ballot.id, **each[0], **({"questions": each} if len(each) > 1 else {})}


def _given(reason: str) -> str:
    if not reason.strip():
        sentence = S("ballot-reason-missing")
        raise Invalid(sentence, {"reason": sentence})
    return reason.strip()


def _publish(db: Session, ballot: Ballot) -> None:
    item = ballot.agenda_item
    publish(db, BallotChanged(ballot.id, item.meeting_id if item else None, ballot.state.value))
