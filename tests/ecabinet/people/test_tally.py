"""Counting: each person once, the last answer given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecabinet.errors import Invalid
from ecabinet.people.rules import (
    Answer,
    Procedure,
    VoteRecord,
    tally,
)

AGREE, DISAGREE, OTHER, ABSTAIN = Answer
IN_ROOM, WRITTEN = Procedure.IN_ROOM, Procedure.WRITTEN


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
def test_the_order_of_different_voters_does_not_matter(votes: list[VoteRecord], random) -> None:
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
