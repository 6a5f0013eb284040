"""Are enough members there? The count, the number needed and the sentence that says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ecabinet.people.rules.body import BodyRules, QuorumKind, RuleName
from ecabinet.sentences import S, Sentence


@dataclass(frozen=True)
class Presence:
    """Members with a vote who are there now; guests and substitutes without a vote are not in it.

    `in_room` and `remote` count different people; `chair` tells whether the chair is one of them.
    """

    in_room: int
    remote: int = 0
    chair: bool = True

    def __post_init__(self) -> None:
        if self.in_room < 0 or self.remote < 0:
            raise ValueError("nobody can be present fewer than 0 times")
        if self.chair and not self.in_room + self.remote:
            raise ValueError("the chair is counted among those present")

    def counted(self, rules: BodyRules) -> int:
        """Return how many count under `rules`, which may leave out those who are remote."""
        return self.in_room + (self.remote if rules.quorum.remote_counts else 0)


@dataclass(frozen=True)
class QuorumResult:
    """`present` members count, `required` are needed; true when the quorum holds."""

    required: int
    present: int
    holds: bool
    sentence: Sentence
    citations: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return plain values for the record."""
        return {
            "required": self.required,
            "present": self.present,
            "holds": self.holds,
            "sentence": self.sentence.to_json(),
        }


def quorum(rules: BodyRules, members_total: int, presence: Presence) -> QuorumResult:
    """Say whether the body may decide.

    `members_total` is the number of members holding a mandate at that moment, vacancies left out.
    `fraction`: at least that share of all members (27 members, two thirds: 18).
    `chair_plus`: the chair must be there and, besides, at least that share of all members
    (Estonia: the Prime Minister plus at least half of the members; 14 members: 8).
    Raises ValueError when more are present than there are members.
    """
    if members_total < 1 or presence.in_room + presence.remote > members_total:
        raise ValueError(f"{presence} does not fit {members_total} members")
    present = presence.counted(rules)
    needs_chair = rules.quorum.kind is QuorumKind.CHAIR_PLUS
    required = rules.quorum.share.at_least(members_total) + (1 if needs_chair else 0)
    required = min(required, members_total)
    chair_missing = needs_chair and not presence.chair
    holds = present >= required and not chair_missing
    if chair_missing:
        key = "rule-quorum-chair-absent"
    else:
        key = "rule-quorum-holds" if holds else "rule-quorum-fails"
    return QuorumResult(
        required=required,
        present=present,
        holds=holds,
        sentence=S(key, present=present, total=members_total, required=required),
        citations=rules.cite(RuleName.QUORUM),
    )
