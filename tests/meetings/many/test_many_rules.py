"""Rules of acts on many items, without a store."""

from __future__ import annotations

import pytest

from meetings.agenda.rules import MAX_ITEMS
from meetings.many import rules


def test_something_is_chosen_and_no_more_than_an_agenda_holds() -> None:
    assert not rules.sound_choice([])
    assert rules.sound_choice(range(MAX_ITEMS))
    assert not rules.sound_choice(range(MAX_ITEMS + 1))


@pytest.mark.parametrize("values", [{}, {"title": "X"}, {"type": None}, {"minutes": None}])
def test_a_title_or_an_empty_type_is_not_written_into_many(values: dict[str, object]) -> None:
    assert not rules.sound_fields(values)


def test_nobody_presents_may_be_written_into_many() -> None:
    assert rules.sound_fields({"presenter_id": None})


@pytest.mark.parametrize(
    ("present", "back", "after"),
    [
        ([1, 4], {2, 3}, [1, 2, 3, 4]),
        ([4], {1, 2, 3}, [1, 2, 3, 4]),
        ([4, 1, 9], {2, 3}, [4, 1, 2, 3, 9]),
        ([9], {3}, [3, 9]),
        ([4, 3, 2, 1], {2}, [4, 3, 1, 2]),
    ],
)
def test_items_come_back_behind_those_they_stood_behind(
    present: list[int], back: set[int], after: list[int]
) -> None:
    assert rules.put_back(present, [1, 2, 3, 4], back) == after
