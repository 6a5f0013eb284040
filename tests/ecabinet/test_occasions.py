"""What a paper is handed out for is named in one place, and read back there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ecabinet import occasions

ROOT = Path(__file__).resolve().parents[2]
KINDS = (
    occasions.MEETING, occasions.BALLOT, occasions.SUBMISSION, occasions.OPINION,
    occasions.OPINION_ANSWER, occasions.POSITION, occasions.DOCUMENT,
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_is_read_back_as_it_was_given_and_as_no_other_kind(kind: str) -> None:
    named = occasions.name(kind, 31)
    assert {other for other in KINDS if occasions.number_in(other, named) == 31} == {kind}
    assert occasions.kind_of(named) == kind


@pytest.mark.parametrize(
    "text",
    ["", "meeting", "meeting:", "meeting:x", "meeting:7:desk", " meeting:7", "meeting:7\n",
     "meeting:1234567890", "meeting:-7", "meeting:٧", "xmeeting:7"],
)  # fmt: skip
def test_what_is_no_name_of_a_sitting_has_no_number(text: str) -> None:
    assert occasions.number_in(occasions.MEETING, text) is None


def test_no_other_module_reads_or_writes_such_names_by_itself() -> None:
    kinds = "|".join(KINDS)
    pattern = re.compile(
        rf're\.compile\(r"({kinds}):|occasions?\s*(=|in|:)[^\n]*f"({kinds}):|occasion\.partition'
    )
    found = [
        str(path.relative_to(ROOT))
        for floor in ("ecabinet", "documents", "decisions", "dossiers", "meetings", "ballots")
        for path in (ROOT / floor).rglob("*.py")
        if path.name != "occasions.py" and pattern.search(path.read_text("utf-8"))
    ]
    assert found == []
