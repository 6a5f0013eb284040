"""Who cannot be at two sittings at once, and which room cannot hold both: as asked and answered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from ecabinet import clock
from meetings.agenda import guests, queries
from meetings.editions.looking import warnings_of
from meetings.models import Answer, Meeting
from meetings.seating import services as seating
from meetings.seating.shapes import Shape
from tests.meetings.sittings import CALENDAR, STARTS_AT, Secretariat
from tests.meetings.test_sending import answer

ABSENT: dict[str, Any] = {"answer": Answer.ABSENT, "reason": "Đi công tác"}


@pytest.fixture
def other(desk: Secretariat) -> Meeting:
    """A sitting of four hours to which the members are invited."""
    return desk.sent("Một")


def twice(desk: Secretariat, **other: Any) -> set[str]:
    """Who is named as called to another sitting as well, when one in another place is sent."""
    meeting = desk.plan(**{"place": "Nơi khác", "clerk_id": None, **other})
    desk.add(meeting, "Hai")
    return named(desk, meeting)


def named(desk: Secretariat, meeting: Meeting) -> set[str]:
    edition = desk.approve(meeting)
    found = warnings_of(desk.db, meeting, edition, CALENDAR, clock.now())
    taken = [one for one in found if one.code == "persons-taken"]
    details = [str(detail.params["names"]) for one in taken for detail in one.details]
    return {name for names in details for name in names.split(", ")}


def at(hours: int) -> Any:
    return STARTS_AT + timedelta(hours=hours)


def test_who_said_that_they_are_not_at_the_other_sitting_is_free(
    desk: Secretariat, other: Meeting
) -> None:
    answer(desk, other, "minister.g12", **ABSENT)
    found = twice(desk)
    assert "Trần Thị Bình" not in found
    assert {"Lê Văn Cường", "Phạm Thị Dung"} <= found


def test_who_sits_in_at_the_other_sitting_is_not_free(desk: Secretariat, other: Meeting) -> None:
    answer(
        desk, other, "minister.g12", answer=Answer.SUBSTITUTE, substitute_position="Thứ trưởng",
        substitute_id=desk.cabinet.persons["officer.g12"],
    )  # fmt: skip
    found = twice(desk, clerk_id=desk.cabinet.persons["officer.g12"])
    assert "Cán bộ BTC" in found
    assert "Trần Thị Bình" not in found


@pytest.mark.parametrize(("begins", "is_free"), [(0, True), (2, False)])
def test_who_misses_a_part_of_the_other_sitting_is_free_for_that_part_alone(
    desk: Secretariat, other: Meeting, begins: int, is_free: bool
) -> None:
    answer(desk, other, "minister.g12", **ABSENT, absent_until=at(2))
    found = twice(desk, starts_at=at(begins), planned_end_at=at(begins + 2))
    assert ("Trần Thị Bình" not in found) == is_free
    assert "Lê Văn Cường" in found


@pytest.mark.parametrize(("begins", "is_free"), [(0, False), (1, True)])
def test_a_guest_of_one_item_is_called_for_its_time_alone(
    desk: Secretariat, begins: int, is_free: bool
) -> None:
    other = desk.plan()
    desk.add(other, "Một", minutes=60)
    person = desk.cabinet.persons["outsider"]
    guests.ask_guest(
        desk.db, actor=desk.actor("secretary"), item=queries.desk(desk.db, other).items[0],
        person_id=person,
    )  # fmt: skip
    desk.approve(other)
    desk.send(other)
    found = twice(desk, clerk_id=person, starts_at=at(begins), planned_end_at=at(4))
    assert ("Người ngoài" not in found) == is_free


def test_who_answered_this_sitting_already_is_reckoned_with_as_they_answered(
    desk: Secretariat, other: Meeting
) -> None:
    second = desk.plan(place="Nơi khác", clerk_id=None)
    desk.add(second, "Hai")
    desk.approve(second)
    desk.send(second)
    answer(desk, second, "minister.g12", **ABSENT)
    desk.add(second, "Ba")
    found = named(desk, second)
    assert "Trần Thị Bình" not in found
    assert "Lê Văn Cường" in found


@pytest.mark.parametrize("same", [True, False])
def test_a_room_whose_seats_were_given_is_taken_whatever_the_place_is_called(
    desk: Secretariat, other: Meeting, same: bool
) -> None:
    officer = desk.actor("secretary")
    rooms = [
        seating.add_room(desk.db, actor=officer, name=name, shape=Shape.LONG_TABLE, seats=8)
        for name in ("Phòng A", "Phòng B")
    ]
    meeting = desk.plan(place="Hội trường tầng 2")
    desk.add(meeting, "Hai")
    seating.choose_room(desk.db, actor=officer, meeting=other, room=rooms[0])
    room = rooms[0] if same else rooms[1]
    seating.choose_room(desk.db, actor=officer, meeting=meeting, room=room)
    edition = desk.approve(meeting)
    found = warnings_of(desk.db, meeting, edition, CALENDAR, clock.now())
    assert ("room-taken" in {warning.code for warning in found}) == same
