"""The outcome: known cases in a table, and laws that hold for any vote."""

import json
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ecabinet.people.presets import EE_GOVERNMENT, VN_GOVERNMENT
from ecabinet.people.rules import (
    Answer,
    BodyRules,
    Outcome,
    Presence,
    Procedure,
    Result,
    Silence,
    Tally,
    TieRule,
    VoteRecord,
    WrittenRule,
    outcome,
    tally,
)
from tests.ecabinet.people.strategies import RULES

AGREE, DISAGREE, OTHER, ABSTAIN = Answer
IN_ROOM, WRITTEN = Procedure.IN_ROOM, Procedure.WRITTEN


def room(  # a vote in the room of 27 unless said otherwise
    agree: int,
    disagree: int,
    other: int = 0,
    abstain: int = 0,
    total: int = 27,
    present: int | None = None,
    chair: Answer | None = None,
    rules: BodyRules = VN_GOVERNMENT,
) -> Outcome:
    counts = Tally(total, agree, disagree, other, abstain)
    return outcome(rules, counts, total, IN_ROOM, Presence(present or total), chair)


def written(
    agree: int,
    disagree: int,
    other: int = 0,
    abstain: int = 0,
    total: int = 27,
    chair: Answer | None = None,
    rules: BodyRules = VN_GOVERNMENT,
) -> Outcome:
    counts = Tally(total, agree, disagree, other, abstain)
    return outcome(rules, counts, total, WRITTEN, None, chair)


CASES = [
    # agree, disagree, other, abstain, total, present, chair's answer → result
    (14, 13, 0, 0, 27, 27, DISAGREE, Result.CARRIED),
    (14, 0, 0, 4, 27, 18, AGREE, Result.CARRIED),
    (13, 5, 0, 0, 27, 18, AGREE, Result.NOT_CARRIED),  # a majority of those present is not enough
    (14, 0, 0, 0, 27, 17, AGREE, Result.NO_QUORUM),
    (13, 13, 0, 1, 27, 27, AGREE, Result.CARRIED_BY_CHAIR),
    (13, 13, 0, 0, 27, 27, AGREE, Result.CARRIED_BY_CHAIR),  # one silent in the room
    (13, 13, 0, 1, 27, 27, DISAGREE, Result.NOT_CARRIED_BY_CHAIR),
    (13, 13, 0, 1, 27, 27, ABSTAIN, Result.NOT_CARRIED),
    (13, 13, 0, 1, 27, 27, None, Result.NOT_CARRIED),
    (12, 12, 0, 3, 27, 27, AGREE, Result.NOT_CARRIED),  # equal, but far from 14
    (12, 12, 0, 0, 24, 24, AGREE, Result.CARRIED_BY_CHAIR),
    (11, 11, 2, 0, 24, 24, AGREE, Result.NOT_CARRIED),
    (12, 0, 12, 0, 24, 24, AGREE, Result.NOT_CARRIED),  # another opinion is not agreement
    (13, 0, 11, 0, 24, 24, DISAGREE, Result.CARRIED),
    (0, 0, 0, 0, 24, 24, None, Result.NOT_CARRIED),
]


@pytest.mark.parametrize("case", CASES)
def test_votes_in_the_room_of_vietnams_government(case: tuple) -> None:
    agree, disagree, other, abstain, total, present, chair, result = case
    got = room(agree, disagree, other, abstain, total, present, chair)
    assert got.result is result
    assert got.deemed == 0
    assert got.tie_broken == result.value.endswith("by_chair")


def test_of_27_members_18_are_the_quorum_and_14_the_majority() -> None:
    got = room(14, 13)
    assert got.majority_needed == 14
    assert got.quorum is not None
    assert got.quorum.required == 18


def test_a_written_ballot_takes_silence_as_agreement_and_shows_it_apart() -> None:
    got = written(13, 13, total=27, chair=DISAGREE)
    assert (got.in_favour, got.deemed, got.result) == (14, 1, Result.CARRIED)
    assert got.quorum is None
    assert "Nghị định 191/2026/NĐ-CP, Điều 7 và Điều 17" in got.rules_applied
    everybody_silent = written(0, 0, total=24)
    assert (everybody_silent.deemed, everybody_silent.carried) == (24, True)


def test_where_silence_is_not_counted_a_written_ballot_needs_answers() -> None:
    strict = replace(VN_GOVERNMENT, written=WrittenRule(Silence.NOT_COUNTED, 2, 5))
    got = written(13, 2, total=27, rules=strict)
    assert (got.deemed, got.result) == (0, Result.NOT_CARRIED)


def test_a_chair_who_did_not_answer_breaks_no_tie_by_silence() -> None:
    got = written(11, 12, total=24)  # the one silent member is the chair
    assert (got.in_favour, got.against, got.result) == (12, 12, Result.NOT_CARRIED)
    assert got.sentence.key == "rule-outcome-tie-open"


def test_in_estonia_the_majority_is_of_those_present() -> None:
    got = room(5, 3, total=14, present=9, rules=EE_GOVERNMENT)
    assert (got.base, got.majority_needed, got.result) == (9, 5, Result.CARRIED)
    tied = room(4, 4, total=14, present=8, chair=AGREE, rules=EE_GOVERNMENT)
    assert tied.result is Result.CARRIED_BY_CHAIR
    in_writing = written(5, 4, total=14, rules=EE_GOVERNMENT)
    assert (in_writing.base, in_writing.result) == (9, Result.CARRIED)


def test_a_member_who_voted_and_left_still_counts_among_those_present() -> None:
    got = room(5, 4, total=14, present=8, rules=EE_GOVERNMENT)
    assert (got.base, got.majority_needed) == (9, 5)


def test_without_a_casting_chair_a_tie_leaves_things_as_they_are() -> None:
    got = room(12, 12, total=24, chair=AGREE, rules=replace(VN_GOVERNMENT, tie=TieRule.NOT_CARRIED))
    assert got.result is Result.NOT_CARRIED
    assert got.sentence.key == "rule-outcome-tie-status-quo"


def test_an_outcome_can_be_stored_with_everything_it_follows_from() -> None:
    stored = json.loads(json.dumps(room(13, 13, 0, 1, chair=AGREE).to_json()))
    assert stored["carried"] is True
    assert stored["tie_broken"] is True
    assert stored["quorum"]["required"] == 18
    assert stored["rules_applied"] == [
        "Nghị định 191/2026/NĐ-CP, Điều 21",
        "Nghị định 191/2026/NĐ-CP, Điều 3 khoản 3",
    ]


def test_an_inquorate_vote_says_and_stores_how_many_were_there() -> None:
    got = room(14, 0, total=27, present=17)
    stored = got.to_json()
    assert stored["quorum"]["holds"] is False
    assert stored["quorum"]["present"] == 17
    assert got.sentence.params["present"] == 17
    assert got.sentence.params["required"] == 18


def test_numbers_that_cannot_belong_together_are_refused() -> None:
    with pytest.raises(ValueError, match="voters"):
        outcome(VN_GOVERNMENT, Tally(25, 1, 1, 0, 0), 24, WRITTEN)
    with pytest.raises(ValueError, match="answers"):
        outcome(VN_GOVERNMENT, Tally(2, 2, 1, 0, 0), 24, WRITTEN)
    with pytest.raises(ValueError, match="presence"):
        outcome(VN_GOVERNMENT, Tally(24, 1, 1, 0, 0), 24, IN_ROOM)


@st.composite
def situations(draw: st.DrawFn) -> tuple[BodyRules, dict[int, Answer], int, Procedure, int]:
    """Rules, the answers of persons, members, procedure and how many are present (chair: 1)."""
    total = draw(st.integers(2, 28))
    answers = draw(
        st.dictionaries(st.integers(1, total), st.sampled_from(Answer), max_size=total)
        | st.integers(0, total // 2).map(  # near ties, which chance alone seldom finds
            lambda k: {n: AGREE if n <= k else DISAGREE for n in range(1, 2 * k + 1)}
        )
    )
    present = draw(st.integers(max(1, len(answers)), total))
    return draw(RULES), answers, total, draw(st.sampled_from(Procedure)), present


def decide(
    rules: BodyRules, answers: dict[int, Answer], total: int, procedure: Procedure, present: int
) -> Outcome:
    counts = tally(
        [VoteRecord(who, answer) for who, answer in answers.items()], set(range(1, total + 1))
    )
    presence = Presence(present) if procedure is IN_ROOM else None
    return outcome(rules, counts, total, procedure, presence, answers.get(1))


@given(situations(), st.data())
def test_one_more_in_favour_never_loses_what_was_carried(situation, data) -> None:
    rules, answers, total, procedure, present = situation
    before = decide(*situation)
    assume(before.carried)
    who = data.draw(st.integers(1, total))
    assume(procedure is WRITTEN or who in answers or len(answers) < present)
    after = decide(rules, {**answers, who: AGREE}, total, procedure, present)
    assert after.carried


@given(situations(), st.data())
def test_one_more_against_wins_nothing_but_a_tie_that_the_chair_breaks(situation, data) -> None:
    rules, answers, total, procedure, present = situation
    # The law makes this exception itself: of 24 members 12 to 11 is no majority, 12 to 12 is a tie.
    before = decide(*situation)
    assume(not before.carried)
    who = data.draw(st.integers(2, total))
    assume(procedure is WRITTEN or who in answers or len(answers) < present)
    after = decide(rules, {**answers, who: DISAGREE}, total, procedure, present)
    assert not after.carried or after.tie_broken


@given(situations())
def test_the_chair_breaks_only_what_is_equal(situation) -> None:
    got = decide(*situation)
    if got.tie_broken:
        assert got.in_favour == got.against
        assert got.in_favour + 1 >= got.majority_needed > got.in_favour


@given(situations())
def test_deemed_agreement_never_exceeds_the_silent(situation) -> None:
    rules, answers, total, procedure, _ = situation
    got = decide(*situation)
    assert 0 <= got.deemed <= total - len(answers)
    if procedure is IN_ROOM or rules.written.silence is Silence.NOT_COUNTED:
        assert got.deemed == 0


@given(situations())
def test_carried_without_the_chair_means_the_majority_is_there(situation) -> None:
    got = decide(*situation)
    assert (got.result is Result.CARRIED) == (
        got.in_favour >= got.majority_needed and (got.quorum is None or got.quorum.holds)
    )
    assert 2 * got.majority_needed > got.base
