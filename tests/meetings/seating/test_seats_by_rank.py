"""Seats by rank: the chair at the head, then right and left; nobody twice, and who stays stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.seating.rules import Sitter, arrange, moves, ranked, sound_plan
from meetings.seating.shapes import FEWEST, MOST, Shape, plan_of


def sitter(id_: int, *, chair: bool = False, guest: bool = False) -> Sitter:
    return Sitter(id_, is_chair=chair, is_guest=guest, rank=id_)


def test_at_a_long_table_the_next_ones_sit_at_the_right_and_the_left_of_the_chair() -> None:
    seats = plan_of(Shape.LONG_TABLE, 6).seats
    people = [sitter(3), sitter(9, guest=True), sitter(5, chair=True), sitter(1), sitter(2)]
    taken = arrange(seats, people)
    place = {seat["key"]: (seat["x"], seat["y"]) for seat in seats}
    at = {id_: place[key] for id_, key in taken.items()}
    head = at[5]
    assert head == min(place.values())
    # The chair looks to the right: the right hand is below.
    assert at[1][1] > head[1] > at[2][1]
    assert at[1][0] == at[2][0] < at[3][0] == at[9][0]
    assert at[3][1] > head[1] > at[9][1]


def test_in_a_u_the_first_sits_at_the_right_hand_of_who_looks_down() -> None:
    seats = plan_of(Shape.U, 9).seats
    taken = arrange(seats, [sitter(1, chair=True), sitter(2), sitter(3)])
    place = {seat["key"]: seat["x"] for seat in seats}
    assert place[taken[2]] < place[taken[1]] < place[taken[3]]


@pytest.mark.parametrize("shape", list(Shape), ids=lambda shape: shape.value)
@pytest.mark.parametrize("count", [FEWEST, 3, 8, 16, 27, 60, MOST])
def test_a_plan_has_the_seats_asked_for_apart_from_each_other_and_can_be_used(
    shape: Shape, count: int
) -> None:
    plan = plan_of(shape, count)
    assert len(plan.seats) == count
    assert sound_plan(plan.width, plan.height, plan.seats)
    places = [(seat["x"], seat["y"]) for seat in plan.seats]
    apart = min(abs(x - u) + abs(y - v) for n, (x, y) in enumerate(places) for u, v in places[:n])
    assert apart >= 60


PEOPLE = st.lists(st.integers(1, 60), unique=True, max_size=40).map(
    lambda ids: [sitter(id_, chair=place == 0, guest=id_ > 45) for place, id_ in enumerate(ids)]
)
PLANS = st.builds(plan_of, st.sampled_from(list(Shape)), st.integers(FEWEST, 40))


@given(PLANS, PEOPLE)
def test_nobody_sits_twice_and_all_sit_while_seats_last(plan, people) -> None:  # type: ignore[no-untyped-def]
    taken = arrange(plan.seats, people)
    assert len(set(taken.values())) == len(taken) == min(len(people), len(plan.seats))
    assert sorted(ranked(plan.seats)) == sorted(seat["key"] for seat in plan.seats)
    if people:
        assert taken[people[0].invitation_id] == plan.seats[0]["key"]
    without = [one for one in people if one.invitation_id not in taken]
    seated = [one for one in people if one.invitation_id in taken]
    assert all(one.order < other.order for one in seated for other in without)


@given(PLANS, PEOPLE, PEOPLE)
def test_who_still_comes_keeps_the_seat_and_only_the_changed_move(plan, people, then) -> None:  # type: ignore[no-untyped-def]
    before = arrange(plan.seats, people)
    after = arrange(plan.seats, then, kept=before)
    coming = {one.invitation_id for one in then}
    assert all(after[id_] == seat for id_, seat in before.items() if id_ in coming)
    assert len(set(after.values())) == len(after) == min(len(then), len(plan.seats))
    changed = {move.invitation_id for move in moves(before, after)}
    assert not changed & (set(before) & coming)


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"label": "2"}, "seating-label-twice"),
        ({"key": "s2"}, "seating-key-twice"),
        ({"x": 9999}, "seating-outside"),
        ({"label": ""}, "seating-label-length"),
    ],
)
def test_a_plan_that_cannot_be_used_is_refused(change: dict[str, object], key: str) -> None:
    plan = plan_of(Shape.LONG_TABLE, 4)
    plan.seats[0] |= change
    verdict = sound_plan(plan.width, plan.height, plan.seats)
    assert verdict.sentence is not None
    assert verdict.sentence.key == key
