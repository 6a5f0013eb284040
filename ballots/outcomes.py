"""From the opinions in force to the outcome: the engine of the body's rules does the counting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ballots.models import Ballot, Opinion, OutcomeRecord, Question, Voter
from ballots.models import Procedure as AskedHow
from ecabinet.people import rules as engine
from ecabinet.sentences import Sentence


@dataclass(frozen=True)
class Counted:
    """The counts of a question and what follows from them."""

    counts: engine.Tally
    outcome: engine.Outcome
    members_total: int

    def counts_json(self) -> dict[str, Any]:
        """The counts as they are stored and told: explicit answers, silence and deemed apart."""
        outcome = self.outcome
        return {
            **self.counts.to_json(),
            "in_favour": outcome.in_favour,
            "against": outcome.against,
            "deemed": outcome.deemed,
            "base": outcome.base,
            "majority_needed": outcome.majority_needed,
            "members_total": self.members_total,
        }

    def rules_json(self) -> dict[str, Any]:
        """The rules applied, cited, and whether the chair's side decided."""
        return {
            "applied": list(self.outcome.rules_applied),
            "tie_broken": self.outcome.tie_broken,
            "carried": self.outcome.carried,
        }


def count(
    rules: engine.BodyRules,
    ballot: Ballot,
    opinions: Mapping[int, Opinion],
    *,
    members_total: int,
    presence: engine.Presence | None,
    time_is_over: bool,
) -> Counted:
    """Count one question. `opinions`: {voter id: opinion in force}; `presence` in the room only.

    `time_is_over`: the deadline has passed, so that silence may mean something.
    """
    by_id = {voter.id: voter for voter in ballot.voters}
    votes = [
        engine.VoteRecord(by_id[voter_id].person_id, engine.Answer(opinion.answer.value))
        for voter_id, opinion in opinions.items()
    ]
    counts = engine.tally(votes, {voter.person_id for voter in ballot.voters})
    chair = next((voter for voter in ballot.voters if voter.is_chair), None)
    chairs = opinions.get(chair.id) if chair else None
    written = ballot.procedure is AskedHow.WRITTEN
    found = engine.outcome(
        rules,
        counts,
        members_total,
        engine.Procedure.WRITTEN if written else engine.Procedure.IN_ROOM,
        presence,
        engine.Answer(chairs.answer.value) if chairs else None,
        time_is_over=time_is_over,
    )
    return Counted(counts, found, members_total)


@dataclass(frozen=True)
class Position:
    """What one member said to one question; `answer` "" is silence, `deemed` agreement by it."""

    voter: Voter
    answer: str
    remark: str
    opinion: Opinion | None
    deemed: bool

    def to_json(self) -> dict[str, Any]:
        """Return plain values for the record of a decision or of an item."""
        return {
            "person_id": self.voter.person_id,
            "name": self.voter.name,
            "title": self.voter.title_vi,
            "title_en": self.voter.title_en,
            "answer": self.answer,
            "deemed": self.deemed,
            "remark": self.remark,
        }


def positions(
    ballot: Ballot, record: OutcomeRecord | None, opinions: Mapping[int, Opinion]
) -> list[Position]:
    """Return every member's answer to a question, by rank."""
    deems = bool(record and record.counts.get("deemed"))
    found = []
    for voter in ballot.voters:
        opinion = opinions.get(voter.id)
        found.append(
            Position(
                voter,
                opinion.answer.value if opinion else "",
                opinion.remark if opinion else "",
                opinion,
                deemed=opinion is None and deems,
            )
        )
    return found


def sentence_of(record: OutcomeRecord) -> Sentence:
    """Return the sentence that explains an outcome."""
    return Sentence.from_json(record.sentence)


def handed_down(question: Question, stated: list[Position]) -> dict[str, Any]:
    """Return the outcome of a question as a decision or an agenda item keeps it."""
    record = question.outcome
    assert record is not None
    return {
        "question": question.text,
        "result": record.result,
        "carried": record.rules["carried"],
        "counts": record.counts,
        "sentence": record.sentence,
        "quorum": record.quorum,
        "rules": record.rules["applied"],
        "positions": [position.to_json() for position in stated],
    }
