"""Is it carried? Majority, tie and silence under the rules of the body, with the explanation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ecabinet.people.rules.body import BodyRules, MajorityOf, RuleName, Silence, TieRule
from ecabinet.people.rules.quorum import Presence, QuorumResult, quorum
from ecabinet.people.rules.tally import Answer, Tally
from ecabinet.sentences import S, Sentence


class Procedure(StrEnum):
    """Where the answers were given."""

    WRITTEN = "written"
    IN_ROOM = "in_room"


class Result(StrEnum):
    """What came out."""

    CARRIED = "carried"
    NOT_CARRIED = "not_carried"
    CARRIED_BY_CHAIR = "carried_by_chair"
    NOT_CARRIED_BY_CHAIR = "not_carried_by_chair"
    NO_QUORUM = "no_quorum"


@dataclass(frozen=True)
class Outcome:
    """The result of one question and all numbers it follows from.

    `in_favour` contains the `deemed` agreements; `base` is the number the majority is counted of.
    """

    result: Result
    in_favour: int
    against: int
    deemed: int
    base: int
    majority_needed: int
    quorum: QuorumResult | None
    tie_broken: bool
    sentence: Sentence
    rules_applied: tuple[str, ...]

    @property
    def carried(self) -> bool:
        """True when the proposal is adopted."""
        return self.result in (Result.CARRIED, Result.CARRIED_BY_CHAIR)

    def to_json(self) -> dict[str, Any]:
        """Return plain values for the record; the rules applied travel with the result."""
        return {
            "result": self.result.value,
            "carried": self.carried,
            "in_favour": self.in_favour,
            "against": self.against,
            "deemed": self.deemed,
            "base": self.base,
            "majority_needed": self.majority_needed,
            "quorum": None if self.quorum is None else self.quorum.to_json(),
            "tie_broken": self.tie_broken,
            "sentence": self.sentence.to_json(),
            "rules_applied": list(self.rules_applied),
        }


def outcome(
    rules: BodyRules,
    counts: Tally,
    members_total: int,
    procedure: Procedure,
    presence: Presence | None = None,
    chair_answer: Answer | None = None,
    *,
    time_is_over: bool = True,
) -> Outcome:
    """Say whether a question is carried.

    Only AGREE counts in favour and only DISAGREE against; OTHER and ABSTAIN do neither. In a
    written ballot silence may be deemed agreement: it counts in favour and is shown apart, but
    only when the time to answer is over (Decree 191/2026, Art. 17: who has not answered *by the
    deadline*): in a ballot closed earlier nobody's silence means anything yet. In the
    room silence never counts, and the quorum must hold (`presence` is needed there).
    `chair_answer` is the answer the chair gave; None when none was given or it is not known
    (a secret vote). A written ballot has nobody present: a majority "of those present" is there a
    majority of the votes for and against.

    Tie. Vietnam's rule has two sentences: more than half of *all* members must agree; when the
    votes are equal, the Prime Minister's side decides. With 24 members, 12 to 12, they fit. With
    27 members and 13 to 13, one undecided, nobody can have 14, and the chair's side decides. With
    12 to 12 and three undecided the votes are equal too, but were the chair's side to win here, a
    thirteenth vote in favour would undo it: no longer a tie, and one short of 14. So a tie is what
    one further vote would decide: votes equal, and one more would make the majority. Any other
    equal division lacks the majority and is not carried, and so is one where more than a simple
    majority is asked for, since there half is not the line. The chair's side is a vote that was
    given: deemed agreement breaks no tie. A tie that the chair does not break is not carried, and
    the sentence says that it was a tie, so that the chair can put the question again.

    Raises ValueError when the numbers cannot belong together.
    """
    _check(counts, members_total, procedure, presence)
    written = procedure is Procedure.WRITTEN
    deems = written and time_is_over and rules.written.silence is Silence.DEEMED_AGREEMENT
    deemed = counts.silent if deems else 0
    in_favour, against = counts.agree + deemed, counts.disagree
    base, of = _base(rules, members_total, presence, counts.answered, in_favour + against)
    needed = rules.majority.share.more_than(base)

    seen = None if presence is None or written else quorum(rules, members_total, presence)
    at_the_line = rules.majority.share.is_half and in_favour + 1 >= needed
    tied = in_favour == against > 0 and at_the_line
    chair_side = _side(chair_answer) if rules.tie is TieRule.CHAIR_SIDE else None
    tie_broken = False
    if seen is not None and not seen.holds:
        result, key = Result.NO_QUORUM, "rule-outcome-no-quorum"
    elif in_favour >= needed:
        result, key = Result.CARRIED, "rule-outcome-carried"
    elif tied and chair_side is Answer.AGREE:
        result, key, tie_broken = Result.CARRIED_BY_CHAIR, "rule-outcome-tie-carried", True
    elif tied and chair_side is Answer.DISAGREE:
        result, key, tie_broken = Result.NOT_CARRIED_BY_CHAIR, "rule-outcome-tie-lost", True
    elif tied and rules.tie is TieRule.CHAIR_SIDE:
        result, key = Result.NOT_CARRIED, "rule-outcome-tie-open"
    elif tied:
        result, key = Result.NOT_CARRIED, "rule-outcome-tie-status-quo"
    else:
        result, key = Result.NOT_CARRIED, "rule-outcome-not-carried"

    applied = [RuleName.MAJORITY]
    if seen is not None:
        applied.insert(0, RuleName.QUORUM)
    if deems:
        applied.append(RuleName.SILENCE)
    if tied:
        applied.append(RuleName.TIE)
    return Outcome(
        result=result,
        in_favour=in_favour,
        against=against,
        deemed=deemed,
        base=base,
        majority_needed=needed,
        quorum=seen,
        tie_broken=tie_broken,
        sentence=S(
            key,
            in_favour=in_favour,
            against=against,
            deemed=deemed,
            base=base,
            of=of.value,
            needed=needed,
            present=0 if seen is None else seen.present,
            required=0 if seen is None else seen.required,
        ),
        rules_applied=rules.cite(*applied),
    )


def _base(
    rules: BodyRules,
    members_total: int,
    presence: Presence | None,
    answered: int,
    took_side: int,
) -> tuple[int, MajorityOf]:
    """Return the number the majority is counted of, and what that number is."""
    of = rules.majority.of
    if of is MajorityOf.ALL_MEMBERS:
        return members_total, of
    if of is MajorityOf.PRESENT and presence is not None:
        # Who voted and has left since was present at the vote.
        return max(presence.counted(rules), answered), of
    return took_side, MajorityOf.VOTES_CAST


def _side(answer: Answer | None) -> Answer | None:
    return answer if answer in (Answer.AGREE, Answer.DISAGREE) else None


def _check(
    counts: Tally, members_total: int, procedure: Procedure, presence: Presence | None
) -> None:
    if counts.voters > members_total:
        raise ValueError("more voters than members")
    if counts.silent < 0:
        raise ValueError("more answers than voters")
    if (procedure is Procedure.IN_ROOM) != (presence is not None):
        raise ValueError("presence belongs to a vote in the room, and only there")
