"""What the JSON API says of ballots."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import BaseModel
from sqlalchemy.orm import Session

from ballots import outcomes, queries, rules
from ballots.models import Ballot, Opinion, Question
from ecabinet.auth.actor import Actor
from ecabinet.i18n import language, say
from ecabinet.sentences import Sentence


class OpinionOut(BaseModel):
    """The reader's own answer in force."""

    question_id: int
    answer: str
    remark: str
    cast_at: datetime


class OutcomeOut(BaseModel):
    """What a question came to, with the sentence that explains it."""

    result: str
    carried: bool
    counts: dict[str, Any]
    quorum: dict[str, Any] | None
    sentence: str
    rules_applied: list[str]


class QuestionOut(BaseModel):
    """A question; `outcome` once the ballot is closed."""

    id: int
    ordinal: int
    text: str
    my_opinion: OpinionOut | None
    outcome: OutcomeOut | None


class BallotOut(BaseModel):
    """A ballot. `answered` of `asked` have answered everything; who and what is not told."""

    id: int
    procedure: str
    state: str
    title: str
    matter: str
    organisation_id: int | None
    item_id: int | None
    closes_at: datetime | None
    opened_at: datetime | None
    closed_at: datetime | None
    return_reason: str
    withdraw_reason: str
    decision_id: int | None
    revision: int
    document_ids: list[int]
    questions: list[QuestionOut]
    answered: int
    asked: int
    is_voter: bool


class BallotLine(BaseModel):
    """A ballot in a list."""

    id: int
    procedure: str
    state: str
    title: str
    closes_at: datetime | None
    opened_at: datetime | None
    closed_at: datetime | None
    answered: int
    asked: int


class BallotPage(BaseModel):
    """A page of ballots, newest first."""

    items: list[BallotLine]
    next: str | None


class PositionOut(BaseModel):
    """What a member answered; `answer` "" is silence, `deemed`: counted as agreement."""

    person_id: int
    name: str
    title: str
    answer: str
    remark: str
    cast_at: datetime | None
    deemed: bool


class QuestionResult(BaseModel):
    """The result of one question; `positions` for the members and the secretariat."""

    id: int
    ordinal: int
    text: str
    outcome: OutcomeOut
    positions: list[PositionOut]


class ResultOut(BaseModel):
    """The consolidated result of a closed ballot."""

    ballot_id: int
    title: str
    state: str
    closed_at: datetime | None
    questions: list[QuestionResult]


def opinion_out(row: Opinion) -> OpinionOut:
    """Return the shape of an answer."""
    return OpinionOut(
        question_id=row.question_id,
        answer=row.answer.value,
        remark=row.remark,
        cast_at=row.cast_at,
    )


def spoken(quorum: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return a stored quorum with its sentence in words, as the room's quorum is told."""
    if quorum is None:
        return None
    return {**quorum, "sentence": say(Sentence.from_json(quorum["sentence"]))}


def outcome_out(question: Question) -> OutcomeOut | None:
    """Return the shape of an outcome, if there is one."""
    record = question.outcome
    if record is None:
        return None
    return OutcomeOut(
        result=record.result,
        carried=bool(record.rules["carried"]),
        counts=record.counts,
        quorum=spoken(record.quorum),
        sentence=say(outcomes.sentence_of(record)),
        rules_applied=record.rules["applied"],
    )


def ballot_out(db: Session, actor: Actor, ballot: Ballot) -> BallotOut:
    """Return a ballot as `actor` sees it."""
    voter = queries.voter_of(db, ballot, actor.person_id)
    mine = queries.opinions_of(db, voter) if voter else {}
    seen = queries.turnout(db, ballot)
    return BallotOut(
        id=ballot.id,
        procedure=ballot.procedure.value,
        state=ballot.state.value,
        title=ballot.title,
        matter=ballot.matter,
        organisation_id=ballot.organisation_id,
        item_id=ballot.agenda_item_id,
        closes_at=ballot.closes_at,
        opened_at=ballot.opened_at,
        closed_at=ballot.closed_at,
        return_reason=ballot.return_reason if rules.works_on_ballots(actor) else "",
        withdraw_reason=ballot.withdraw_reason,
        decision_id=ballot.decision_id,
        revision=ballot.revision,
        document_ids=[paper.document_id for paper in ballot.papers],
        questions=[
            QuestionOut(
                id=question.id,
                ordinal=question.ordinal,
                text=question.text,
                my_opinion=opinion_out(mine[question.id]) if question.id in mine else None,
                outcome=outcome_out(question),
            )
            for question in ballot.questions
        ],
        answered=seen.answered,
        asked=seen.asked,
        is_voter=voter is not None,
    )


def line_out(ballot: Ballot, seen: queries.Turnout) -> BallotLine:
    """Return a ballot in a list."""
    return BallotLine(
        id=ballot.id,
        procedure=ballot.procedure.value,
        state=ballot.state.value,
        title=ballot.title,
        closes_at=ballot.closes_at,
        opened_at=ballot.opened_at,
        closed_at=ballot.closed_at,
        answered=seen.answered,
        asked=seen.asked,
    )


def result_out(db: Session, actor: Actor, ballot: Ballot) -> ResultOut:
    """Return the result of a closed ballot. Raises Conflict before the closing."""
    rules.may_read_result(ballot).enforce()
    voter = queries.voter_of(db, ballot, actor.person_id)
    named = rules.sees_positions(actor, ballot, is_voter=voter is not None)
    opinions = queries.opinions_in_force(db, ballot)
    questions = []
    for question in ballot.questions:
        found = outcome_out(question)
        assert found is not None
        stated = (
            outcomes.positions(ballot, question.outcome, opinions[question.id]) if named else []
        )
        questions.append(
            QuestionResult(
                id=question.id,
                ordinal=question.ordinal,
                text=question.text,
                outcome=found,
                positions=[
                    PositionOut(
                        person_id=one.voter.person_id,
                        name=one.voter.name,
                        title=one.voter.title(language()),
                        answer=one.answer,
                        remark=one.remark,
                        cast_at=one.opinion.cast_at if one.opinion else None,
                        deemed=one.deemed,
                    )
                    for one in stated
                ],
            )
        )
    return ResultOut(
        ballot_id=ballot.id,
        title=ballot.title,
        state=ballot.state.value,
        closed_at=ballot.closed_at,
        questions=questions,
    )
