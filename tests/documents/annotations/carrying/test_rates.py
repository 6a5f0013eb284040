"""The promise over generated edits: 95 of 100 marks right, all accounted for, none wrong."""

from __future__ import annotations

from collections import Counter

from tests.documents.annotations.carrying.judge import Verdict
from tests.documents.annotations.carrying.measured import EDITS, carry, case

MARKS = 40


def test_marks_on_text_that_stays_are_placed_and_no_mark_is_silently_wrong() -> None:
    cases = [case(edit, seed, 16, MARKS) for edit in EDITS for seed in (11, 12)]

    found = carry(cases)

    verdicts: Counter[Verdict] = sum((one.verdicts for one in found.values()), Counter())
    assert verdicts[Verdict.WRONG] == 0
    assert sum(verdicts.values()) == MARKS * len(cases)
    unchanged = verdicts[Verdict.PLACED] + verdicts[Verdict.DOUBTED] + verdicts[Verdict.MISSED]
    assert verdicts[Verdict.PLACED] >= 0.95 * unchanged
    # The corpus would prove nothing if it changed nothing.
    assert verdicts[Verdict.LISTED] >= 0.05 * sum(verdicts.values())
