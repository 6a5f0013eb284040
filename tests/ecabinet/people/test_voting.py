"""Quorum, tally and outcome: known cases in tables, and laws that hold for any vote."""

import json
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ecabinet.errors import Invalid
from ecabinet.people.presets import EE_GOVERNMENT, VN_GOVERNMENT
from ecabinet.people.rules import (
    Answer,
    BodyRules,
    MajorityOf,
    MajorityRule,
    Outcome,
    Presence,
    Procedure,
    QuorumRule,
    Result,
    Share,
    Silence,
    Standing,
    Tally,
    TieRule,
    VoteRecord,
    WrittenRule,
    may_vote,
    outcome,
    quorum,
    summary_accepted,
    tally,
)

AGREE, DISAGREE, OTHER, ABSTAIN = Answer
IN_ROOM, WRITTEN = Procedure.IN_ROOM, Procedure.WRITTEN

# --- quorum


@pytest.mark.parametrize(
    ("rules", "total", "required"),
    [
        (VN_GOVERNMENT, 27, 18),
        (VN_GOVERNMENT, 25, 17),
        (VN_GOVERNMENT, 24, 16),
        (VN_GOVERNMENT, 1, 1),
        (EE_GOVERNMENT, 14, 8),
        (EE_GOVERNMENT, 15, 9),
        (EE_GOVERNMENT, 1, 1),
    ],
)
def test_the_quorum_of_known_bodies(rules: BodyRules, total: int, required: int) -> None:
    assert quorum(rules, total, Presence(total)).required == required
    assert quorum(rules, total, Presence(required)).holds
    if required > 1:
        assert not quorum(rules, total, Presence(required - 1))


def test_remote_members_count_only_where_the_rules_say_so() -> None:
    only_here = replace(VN_GOVERNMENT, quorum=replace(VN_GOVERNMENT.quorum, remote_counts=False))
    there = Presence(in_room=16, remote=4)
    assert quorum(VN_GOVERNMENT, 27, there).present == 20
    assert quorum(VN_GOVERNMENT, 27, there).holds
    assert quorum(only_here, 27, there).present == 16
    assert not quorum(only_here, 27, there).holds


def test_in_estonia_nothing_is_decided_without_the_chair() -> None:
    result = quorum(EE_GOVERNMENT, 14, Presence(13, chair=False))
    assert not result.holds
    assert result.sentence.key == "rule-quorum-chair-absent"
    assert quorum(VN_GOVERNMENT, 27, Presence(26, chair=False)).holds


def test_more_present_than_members_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        quorum(VN_GOVERNMENT, 24, Presence(20, 5))
    with pytest.raises(ValueError, match="chair"):
        Presence(0)


RULES = st.builds(
    lambda share, of, tie, silence, remote, base: replace(
        base,
        majority=MajorityRule(share, of),
        tie=tie,
        written=WrittenRule(silence, 1, 5),
        quorum=QuorumRule(base.quorum.kind, base.quorum.share, remote),
    ),
    st.sampled_from([Share(1, 2), Share(3, 5), Share(2, 3)]),
    st.sampled_from(MajorityOf),
    st.sampled_from(TieRule),
    st.sampled_from(Silence),
    st.booleans(),
    st.sampled_from([VN_GOVERNMENT, EE_GOVERNMENT]),
)


@given(RULES, st.integers(1, 60), st.data())
def test_who_comes_in_never_breaks_the_quorum(
    rules: BodyRules, total: int, data: st.DataObject
) -> None:
    there = data.draw(st.integers(0, total - 1))
    remote = data.draw(st.integers(0, there))
    chair = there > 0 and data.draw(st.booleans())
    before = quorum(rules, total, Presence(there - remote, remote, chair))
    for after in (Presence(there - remote + 1, remote, chair), Presence(there + 1, 0, chair)):
        assert quorum(rules, total, after).holds >= before.holds
    assert quorum(rules, total, Presence(total)).holds


# --- tally

PEOPLE = st.integers(1, 9)
VOTES = st.lists(st.builds(VoteRecord, PEOPLE, st.sampled_from(Answer)), max_size=40)
VOTERS = frozenset(range(1, 10))


@given(VOTES)
def test_the_counts_sum_up_to_the_voters(votes: list[VoteRecord]) -> None:
    counts = tally(votes, VOTERS)
    parts = (counts.agree, counts.disagree, counts.other, counts.abstain, counts.silent)
    assert sum(parts) == len(VOTERS)
    assert min(parts) >= 0


@given(VOTES)
def test_nobody_counts_twice_and_the_last_answer_stands(votes: list[VoteRecord]) -> None:
    counts = tally(votes, VOTERS)
    assert counts.answered == len({vote.member_id for vote in votes})
    expected = [
        [v for v in votes if v.member_id == who][-1].answer for who in {v.member_id for v in votes}
    ]
    assert counts.agree == expected.count(AGREE)
    assert counts.disagree == expected.count(DISAGREE)


@given(VOTES, st.randoms(use_true_random=False))
def test_the_order_of_different_voters_does_not_matter(votes: list[VoteRecord], random) -> None:  # type: ignore[no-untyped-def]
    own: dict[int, list[VoteRecord]] = {}
    for vote in votes:
        own.setdefault(vote.member_id, []).append(vote)
    queues = [list(reversed(each)) for each in own.values()]
    mixed = []
    while queues := [queue for queue in queues if queue]:
        mixed.append(random.choice(queues).pop())
    assert tally(mixed, VOTERS) == tally(votes, VOTERS)


def test_an_answer_of_somebody_who_is_no_voter_is_refused_and_not_dropped() -> None:
    with pytest.raises(Invalid) as refusal:
        tally([VoteRecord(1, AGREE), VoteRecord(77, AGREE)], VOTERS)
    assert refusal.value.code == "rule-not-a-voter"


# --- outcome


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
def test_votes_in_the_room_of_vietnams_government(case: tuple) -> None:  # type: ignore[type-arg]
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
def test_one_more_in_favour_never_loses_what_was_carried(situation, data) -> None:  # type: ignore[no-untyped-def]
    rules, answers, total, procedure, present = situation
    before = decide(*situation)
    assume(before.carried)
    who = data.draw(st.integers(1, total))
    assume(procedure is WRITTEN or who in answers or len(answers) < present)
    after = decide(rules, {**answers, who: AGREE}, total, procedure, present)
    assert after.carried


@given(situations(), st.data())
def test_one_more_against_never_wins_what_was_lost(situation, data) -> None:  # type: ignore[no-untyped-def]
    rules, answers, total, procedure, present = situation
    # Where votes cast are the base, somebody turning up against raises the number needed only.
    before = decide(*situation)
    assume(not before.carried)
    who = data.draw(st.integers(2, total))
    assume(procedure is WRITTEN or who in answers or len(answers) < present)
    after = decide(rules, {**answers, who: DISAGREE}, total, procedure, present)
    assert not after.carried or after.tie_broken


@given(situations())
def test_the_chair_breaks_only_what_is_equal(situation) -> None:  # type: ignore[no-untyped-def]
    got = decide(*situation)
    if got.tie_broken:
        assert got.in_favour == got.against
        assert got.in_favour + 1 >= got.majority_needed > got.in_favour


@given(situations())
def test_deemed_agreement_never_exceeds_the_silent(situation) -> None:  # type: ignore[no-untyped-def]
    rules, answers, total, procedure, _ = situation
    got = decide(*situation)
    assert 0 <= got.deemed <= total - len(answers)
    if procedure is IN_ROOM or rules.written.silence is Silence.NOT_COUNTED:
        assert got.deemed == 0


@given(situations())
def test_carried_without_the_chair_means_the_majority_is_there(situation) -> None:  # type: ignore[no-untyped-def]
    got = decide(*situation)
    assert (got.result is Result.CARRIED) == (
        got.in_favour >= got.majority_needed and (got.quorum is None or got.quorum.holds)
    )
    assert 2 * got.majority_needed > got.base


# --- standing


def test_members_vote_and_guests_do_not() -> None:
    assert may_vote(VN_GOVERNMENT, Standing.MEMBER)
    assert not may_vote(VN_GOVERNMENT, Standing.GUEST)


def test_a_substitute_votes_only_where_the_rules_let_them() -> None:
    refusal = may_vote(VN_GOVERNMENT, Standing.SUBSTITUTE)
    assert not refusal
    assert refusal.sentence is not None
    assert refusal.sentence.key == "rule-substitute-no-vote"
    assert may_vote(replace(VN_GOVERNMENT, substitutes_vote=True), Standing.SUBSTITUTE)


@pytest.mark.parametrize(
    ("pages", "summary", "key"),
    [
        (10, None, None),
        (11, None, "rule-summary-missing"),
        (11, 6, None),
        (11, 7, "rule-summary-long"),
        (3, 9, None),
    ],
)
def test_a_long_submission_needs_a_short_summary(
    pages: int, summary: int | None, key: str | None
) -> None:
    verdict = summary_accepted(VN_GOVERNMENT, pages, summary)
    assert bool(verdict) == (key is None)
    assert (verdict.sentence.key if verdict.sentence else None) == key
