"""Counting answers: each person once, the last answer given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from ecabinet.errors import Invalid
from ecabinet.sentences import S, Sentence


class Answer(StrEnum):
    """What a member can say to a question."""

    AGREE = "agree"
    DISAGREE = "disagree"
    OTHER = "other"
    ABSTAIN = "abstain"


@dataclass(frozen=True)
class VoteRecord:
    """One answer of one person. The person counts, not the seat: two seats, one vote."""

    member_id: int
    answer: Answer


@dataclass(frozen=True)
class Tally:
    """The counts. `voters` were asked; `silent` of them gave no answer."""

    voters: int
    agree: int
    disagree: int
    other: int
    abstain: int

    @property
    def answered(self) -> int:
        """How many gave any answer, an abstention included."""
        return self.agree + self.disagree + self.other + self.abstain

    @property
    def silent(self) -> int:
        """How many gave none."""
        return self.voters - self.answered

    @property
    def sentence(self) -> Sentence:
        """The counts in words."""
        return S(
            "rule-tally",
            voters=self.voters,
            agree=self.agree,
            disagree=self.disagree,
            other=self.other,
            abstain=self.abstain,
            silent=self.silent,
        )

    def to_json(self) -> dict[str, Any]:
        """Return the counts as plain values, the silent ones included."""
        return {**asdict(self), "silent": self.silent}


def tally(votes: Iterable[VoteRecord], voters: AbstractSet[int]) -> Tally:
    """Count `votes`, given in the order they were cast; `voters` are person ids.

    A later answer of the same person takes the place of the earlier one. Raises Invalid
    (`rule-not-a-voter`) when somebody answered who is not a voter: such an answer should never
    have been stored, and dropping it silently would hide that.
    """
    last: dict[int, Answer] = {}
    for vote in votes:
        last[vote.member_id] = vote.answer
    strangers = last.keys() - voters
    if strangers:
        raise Invalid(S("rule-not-a-voter", count=len(strangers)))
    counts = Counter(last.values())
    return Tally(
        voters=len(voters),
        agree=counts[Answer.AGREE],
        disagree=counts[Answer.DISAGREE],
        other=counts[Answer.OTHER],
        abstain=counts[Answer.ABSTAIN],
    )
