"""Whose words stand in which field, and where moved items end: table and properties."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecabinet.merging import Clash, merge, merge_order, moved, plain
from meetings.models import ItemType

SEEN = {"title": "A", "minutes": 30}


@pytest.mark.parametrize(
    ("mine", "present", "take", "kept", "clashes"),
    [
        ({"title": "A"}, {"title": "A"}, (), (), ()),
        ({"title": "M"}, {"title": "A"}, ("title",), (), ()),
        ({"title": "A"}, {"title": "T"}, (), ("title",), ()),
        ({"title": "S"}, {"title": "S"}, (), (), ()),
        ({"title": "M"}, {"title": "T"}, (), (), (Clash("title", "A", "M", "T"),)),
        (
            {"title": "M", "minutes": 30}, {"title": "A", "minutes": 45},
            ("title",), ("minutes",), (),
        ),
    ],
)  # fmt: skip
def test_each_field_is_taken_kept_or_shown_to_both(mine, present, take, kept, clashes) -> None:
    result = merge(SEEN, mine, present)
    assert (result.take, result.kept, result.clashes) == (take, kept, clashes)


def test_a_field_nobody_said_to_have_seen_counts_as_unchanged() -> None:
    assert merge({}, {"title": "M"}, {"title": "T"}).take == ("title",)


def test_values_are_compared_as_they_are_kept() -> None:
    assert plain(ItemType.DECISION) == "decision"
    assert plain(datetime(2026, 12, 1, 2, tzinfo=UTC)) == "2026-12-01T02:00:00+00:00"
    assert plain((1, 2)) == [1, 2]


values = st.dictionaries(st.sampled_from(["a", "b", "c"]), st.integers(0, 3), min_size=3)


@given(values, values, values)
def test_no_field_written_by_one_side_is_lost(base, mine, present) -> None:
    result = merge(base, mine, present)
    clashing = {one.field for one in result.clashes}
    for field in base:
        after = mine[field] if field in result.take else present[field]
        if field in clashing:
            assert mine[field] != base[field] != present[field] != mine[field]
        elif mine[field] != base[field]:
            assert after == mine[field]
        else:
            assert after == present[field]


@given(values, values)
def test_who_is_alone_always_gets_what_they_wrote(base, mine) -> None:
    result = merge(base, mine, base)
    assert result.clashes == ()
    assert {f: mine[f] if f in result.take else base[f] for f in base} == mine


orders = st.permutations(list(range(6)))


@given(orders, orders)
def test_my_order_is_made_exactly_where_nobody_else_moved_anything(seen, mine) -> None:
    result = merge_order(seen, mine, seen)
    assert (result.order, result.clashes) == (mine, ())


@given(orders, orders)
def test_who_moved_nothing_leaves_the_others_order(seen, theirs) -> None:
    assert merge_order(seen, seen, theirs).order == theirs


@given(orders, orders, orders, st.sets(st.integers(0, 5)))
def test_no_item_is_lost_or_doubled_whatever_was_moved_added_and_removed(
    seen, mine, theirs, gone
) -> None:
    present = [one for one in [*theirs, 77] if one not in gone]
    assert sorted(merge_order(seen, mine, present).order) == sorted(present)


def test_two_moves_of_different_items_are_both_made() -> None:
    assert merge_order([1, 2, 3, 4], [2, 1, 3, 4], [1, 2, 4, 3]).order == [2, 1, 4, 3]


def test_an_item_that_both_moved_elsewhere_is_told() -> None:
    # 3 went to the front for one, to the end for the other.
    assert merge_order([1, 2, 3, 4], [3, 1, 2, 4], [1, 2, 4, 3]).clashes == (3,)


def test_the_fewest_moves_explain_an_order() -> None:
    assert moved([1, 2, 3, 4], [1, 3, 4, 2]) == {2}
    assert moved([1, 2], [1, 2]) == set()
