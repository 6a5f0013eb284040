"""Who may vote, and what a submission brings."""

from dataclasses import replace

import pytest

from ecabinet.people.presets import VN_GOVERNMENT
from ecabinet.people.rules import (
    Standing,
    may_vote,
    summary_accepted,
)


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
