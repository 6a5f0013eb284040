"""What the page of a ballot and the panel of a vote show to one reader: loaded once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from ballots import outcomes, queries, rules
from ballots.models import Ballot, BallotState, Opinion, Procedure, Question, Voter
from ballots.voting import may_answer
from documents.models import Document, DocumentVersion
from documents.queries import versions_of
from ecabinet.auth.actor import Actor
from ecabinet.calendar import WorkingDays
from ecabinet.sentences import Sentence
from ecabinet.verdicts import Verdict

STEPS = (
    BallotState.DRAFT,
    BallotState.SUBMITTED,
    BallotState.OPEN,
    BallotState.CLOSED,
    BallotState.CONCLUDED,
)


@dataclass(frozen=True)
class Result:
    """The outcome of a question, its sentence, and each member's answer where it may be told."""

    question: Question
    counts: dict[str, int]
    sentence: Sentence
    carried: bool
    applied: list[str]
    positions: list[outcomes.Position]


@dataclass(frozen=True)
class Face:
    """A ballot for one reader."""

    ballot: Ballot
    turnout: queries.Turnout
    voter: Voter | None
    mine: dict[int, Opinion]
    may_answer: Verdict
    papers: list[DocumentVersion]
    on_paper: list[Document]
    results: list[Result] = field(default_factory=list)
    named: bool = False
    answered_at: dict[int, datetime] = field(default_factory=dict)

    @property
    def last_at(self) -> datetime | None:
        """When the reader answered last."""
        return max((opinion.cast_at for opinion in self.mine.values()), default=None)

    @property
    def has_answered(self) -> bool:
        """Whether the reader has answered every question."""
        return len(self.mine) == len(self.ballot.questions)


def face_of(db: Session, actor: Actor, ballot: Ballot, *, days: WorkingDays, at: datetime) -> Face:
    """Load what `actor` is shown of a ballot, in a fixed number of queries."""
    voter = queries.voter_of(db, ballot, actor.person_id)
    named = rules.sees_positions(actor, ballot, is_voter=voter is not None)
    readable = versions_of(db, actor, [paper.document for paper in ballot.papers])
    papers = [versions[-1] for paper in ballot.papers if (versions := readable[paper.document_id])]
    watches = rules.works_on_ballots(actor) and ballot.state is BallotState.OPEN
    return Face(
        ballot=ballot,
        turnout=queries.turnout(db, ballot),
        voter=voter,
        mine=queries.opinions_of(db, voter) if voter else {},
        may_answer=may_answer(db, ballot, voter, actor=actor, days=days, at=at),
        papers=papers,
        on_paper=[paper.document for paper in ballot.papers if paper.document.is_paper_only],
        results=_results(db, ballot, named) if ballot.state in rules.AFTER_CLOSING else [],
        named=named,
        answered_at=queries.answered_at(db, ballot) if watches else {},
    )


def _results(db: Session, ballot: Ballot, named: bool) -> list[Result]:
    opinions = queries.opinions_in_force(db, ballot) if named else {}
    found = []
    for question in ballot.questions:
        record = question.outcome
        assert record is not None
        stated = outcomes.positions(ballot, record, opinions[question.id]) if named else []
        found.append(
            Result(
                question,
                record.counts,
                outcomes.sentence_of(record),
                bool(record.rules["carried"]),
                record.rules["applied"],
                stated,
            )
        )
    return found


def steps_of(ballot: Ballot) -> list[tuple[str, str]]:
    """Return (state, "done" | "current" | "ahead") of the way of a written ballot."""
    if ballot.procedure is not Procedure.WRITTEN:
        return []
    stands_at = {
        BallotState.RETURNED: BallotState.DRAFT,
        BallotState.APPROVED: BallotState.OPEN,
        BallotState.CONSOLIDATED: BallotState.CLOSED,
    }.get(ballot.state, ballot.state)
    if stands_at not in STEPS:
        return []
    here = STEPS.index(stands_at)
    ended = stands_at is BallotState.CONCLUDED
    return [
        (
            step.value,
            "done" if number < here or ended else "current" if number == here else "ahead",
        )
        for number, step in enumerate(STEPS)
    ]
