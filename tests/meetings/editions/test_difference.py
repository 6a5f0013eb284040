"""What differs between two agendas: as a table, with old lines, and as properties."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.editions.difference import (
    FieldDifference,
    PaperDifference,
    PaperFact,
    difference,
)

STARTS_AT = datetime(2026, 12, 15, 1, tzinfo=UTC)
PAPERS = {
    1: PaperFact(10, 1, "Tờ trình"),
    2: PaperFact(10, 2, "Tờ trình"),
    3: PaperFact(11, 1, "Dự thảo"),
}


def line(item_id: int, ordinal: int = 1, **other: Any) -> dict[str, Any]:
    """A line as editions kept it before there were sections."""
    return {
        "item_id": item_id, "ordinal": ordinal, "type": "discussion",
        "title": f"Nội dung {item_id}",
        "lead_id": 1, "lead_vi": "Bộ Tài chính", "lead_en": "Ministry of Finance",
        "presenter_id": 2, "presenter": "Trần Thị Bình", "minutes": 30, "version_ids": [],
        **other,
    }  # fmt: skip


def compare(before: list[dict[str, Any]], after: list[dict[str, Any]], papers: Any = None):
    facts = PAPERS if papers is None else papers
    return difference(before, after, papers=facts, starts_at=STARTS_AT)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({"title": "Khác"}, FieldDifference("title", "Nội dung 1", "Khác")),
        (
            {"presenter_id": 3, "presenter": "Lê Văn Cường"},
            FieldDifference("presenter", "Trần Thị Bình", "Lê Văn Cường"),
        ),
        ({"lead_id": None, "lead_vi": ""}, FieldDifference("lead", "Bộ Tài chính", None)),
        ({"late_reason": "Bão"}, FieldDifference("late-reason", None, "Bão")),
        ({"chair_id": 4, "chair": "An"}, FieldDifference("chair", None, "An")),
        ({"guests": [{"name": "Bình"}]}, FieldDifference("guests", None, "Bình")),
    ],
)
def test_a_changed_field_says_what_it_said_and_says(other, expected) -> None:
    (found,) = compare([line(1)], [line(1, **other)])
    assert (found.kind, found.fields, found.is_moved) == ("changed", (expected,), False)


def test_a_line_of_an_old_edition_without_newer_keys_is_no_difference() -> None:
    newer = line(1, label="1", starts=0, section=None, section_id=None, chair_id=None, chair="",
                 pause_after=0, late_reason="", guests=[], on_paper=[])  # fmt: skip
    assert compare([line(1)], [newer]) == []
    assert compare([newer], [line(1)]) == []


def test_added_removed_and_moved_items_are_told_and_neighbours_are_not_moved() -> None:
    before = [line(1, 1), line(2, 2), line(3, 3), line(5, 4)]
    after = [line(5, 1), line(1, 2), line(3, 3), line(4, 4)]
    told = {one.item_id: (one.kind, one.is_moved, one.before, one.after)
            for one in compare(before, after)}  # fmt: skip
    assert told == {
        5: ("changed", True, "4", "1"),
        1: ("time", False, "1", "2"),
        4: ("added", False, "", "4"),
        2: ("removed", False, "2", ""),
    }


def test_papers_are_added_replaced_removed_and_reordered() -> None:
    before = [line(1, version_ids=[1, 3])]
    assert [p for one in compare(before, [line(1, version_ids=[2])]) for p in one.papers] == [
        PaperDifference("replaced", "Tờ trình", 2), PaperDifference("removed", "Dự thảo"),
    ]  # fmt: skip
    (turned,) = compare(before, [line(1, version_ids=[3, 1])])
    assert turned.papers == (PaperDifference("reordered", ""),)
    on_paper = {"document_id": 9, "title": "Mật", "number": "01", "place": 1}
    (more,) = compare(before, [line(1, version_ids=[1, 3], on_paper=[on_paper])])
    assert more.papers == (PaperDifference("added", "Mật"),)


def test_a_paper_that_the_reader_may_not_know_of_is_not_spoken_of() -> None:
    assert compare([line(1, version_ids=[1])], [line(1, version_ids=[2, 3])], papers={}) == []


def test_a_longer_item_moves_the_times_of_those_behind_it() -> None:
    before, after = [line(1), line(2, 2)], [line(1, minutes=45), line(2, 2)]
    first, second = compare(before, after)
    assert first.fields == (FieldDifference("minutes", 30, 45),)
    assert (first.from_before, second.kind) == (None, "time")
    assert (second.from_before, second.from_after) == (
        datetime(2026, 12, 15, 1, 30, tzinfo=UTC), datetime(2026, 12, 15, 1, 45, tzinfo=UTC),
    )  # fmt: skip


@st.composite
def agendas(draw: st.DrawFn) -> list[dict[str, Any]]:
    ids = draw(st.lists(st.integers(1, 6), unique=True))
    return [
        line(
            item_id, ordinal, title=draw(st.sampled_from("AB")),
            minutes=draw(st.sampled_from([10, 20])),
            version_ids=draw(st.lists(st.sampled_from([1, 3]), unique=True)),
        )
        for ordinal, item_id in enumerate(ids, start=1)
    ]  # fmt: skip


@given(agendas())
def test_nothing_differs_from_itself(agenda) -> None:
    assert compare(agenda, agenda) == []


@given(agendas(), agendas())
def test_backwards_what_was_added_is_removed_and_the_same_items_differ(before, after) -> None:
    there, back = compare(before, after), compare(after, before)
    assert {o.item_id for o in there if o.kind == "added"} == {
        o.item_id for o in back if o.kind == "removed"
    }
    assert {o.item_id for o in there if o.fields} == {o.item_id for o in back if o.fields}


@given(agendas(), agendas())
def test_whatever_is_not_told_is_the_same(before, after) -> None:
    told = {one.item_id for one in compare(before, after)}
    old = {one["item_id"]: one for one in before}
    for one in after:
        if one["item_id"] not in told:
            was = old[one["item_id"]]
            assert (one["title"], one["minutes"], one["version_ids"]) == (
                was["title"], was["minutes"], was["version_ids"],
            )  # fmt: skip
