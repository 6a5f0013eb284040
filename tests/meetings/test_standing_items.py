"""Items that come round: the minutes of the last sitting, which a reader may open, and the report
on assignments; and guests told the whole sitting or their items alone, from the desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from ecabinet import clock
from ecabinet.errors import Conflict, Denied
from meetings.agenda import guests, queries, sources
from meetings.live import services as room
from meetings.minutes import queries as minutes_queries
from meetings.minutes import services as minutes_services
from meetings.minutes.content import build
from meetings.minutes.models import MinutesState
from meetings.models import AgendaItem, ItemType, Meeting, StandingItem
from tests.cabinet import T0, Cabinet
from tests.meetings.live.room import MEMBERS
from tests.meetings.sittings import STARTS_AT, Secretariat

WEEK = timedelta(days=7)


def held(desk: Secretariat, state: MinutesState = MinutesState.REVIEW, **other: Any) -> Meeting:
    """A sitting that was held, with its minutes; the clock stands after it."""
    pm = desk.actor("pm")
    with clock.at(T0):
        meeting = desk.sent()
    present = [desk.cabinet.persons[login] for login in MEMBERS]
    day = STARTS_AT.date()
    room.open_meeting(desk.db, actor=pm, meeting=meeting, today=day, present=present)
    room.end_meeting(desk.db, actor=pm, meeting=meeting)
    minutes_services.give_number(desk.db, meeting.id, day.year)
    content = build(desk.db, meeting, day, "vi")
    minutes_services.keep_first(desk.db, meeting.id, content, "a" * 64, "b" * 64)
    if state is MinutesState.REVIEW:
        clerk = desk.actor("clerk")
        record = minutes_queries.find_minutes(desk.db, clerk, meeting.id)
        minutes_services.submit(desk.db, actor=clerk, meeting=meeting, minutes=record)
    return meeting


def after(desk: Secretariat, days: int = 7) -> Meeting:
    starts_at = STARTS_AT + timedelta(days=days)
    return desk.plan(starts_at=starts_at, planned_end_at=starts_at + timedelta(hours=4))


def stand(desk: Secretariat, meeting: Meeting, standing: StandingItem) -> AgendaItem:
    late = {"late_reason": "Sát ngày"}
    return sources.add_standing(
        desk.db, actor=desk.actor("secretary"), meeting=meeting, standing=standing,
        title="Thông qua biên bản", **late,
    )  # fmt: skip


@pytest.fixture
def later() -> Iterator[None]:
    with clock.at(STARTS_AT):
        yield


@pytest.mark.usefixtures("later")
def test_the_approval_of_the_last_minutes_stands_first_and_names_them(desk: Secretariat) -> None:
    last, meeting = held(desk), after(desk)
    desk.add(meeting, "Khác")

    item = stand(desk, meeting, StandingItem.LAST_MINUTES)

    assert (item.ordinal, item.type) == (1, ItemType.APPROVAL_OF_MINUTES)
    assert item.minutes_of_id == last.id
    assert queries.desk(desk.db, meeting).lines[0]["minutes_of_id"] == last.id


@pytest.mark.usefixtures("later")
def test_an_agenda_made_long_before_names_the_minutes_of_the_sitting_that_was_last_when_approved(
    desk: Secretariat,
) -> None:
    meeting = after(desk)
    item = stand(desk, meeting, StandingItem.LAST_MINUTES)
    assert item.minutes_of_id is None

    last = held(desk)

    assert queries.desk(desk.db, meeting).lines[0]["minutes_of_id"] == last.id
    edition = desk.approve(meeting)
    assert (edition.lines[0]["minutes_of_id"], item.minutes_of_id) == (last.id, last.id)


@pytest.mark.usefixtures("later")
def test_minutes_are_offered_to_open_to_those_who_may_read_them(desk: Secretariat) -> None:
    submitted, draft = held(desk), held(desk, MinutesState.DRAFT)
    ids = [submitted.id, draft.id, None]

    def open_to(login: str) -> set[int]:
        return minutes_queries.readable_of(desk.db, desk.actor(login), ids)

    assert open_to("secretary") == open_to("pm") == {submitted.id, draft.id}
    assert open_to("minister.g12") == {submitted.id}
    assert open_to("outsider") == set()


@pytest.mark.usefixtures("later")
def test_each_standing_item_stands_once_also_beside_one_entered_by_hand(desk: Secretariat) -> None:
    meeting = after(desk)
    desk.add(meeting, "Biên bản", type=ItemType.APPROVAL_OF_MINUTES)
    stand(desk, meeting, StandingItem.ASSIGNMENTS)

    for standing in StandingItem:
        with pytest.raises(Conflict):
            stand(desk, meeting, standing)


@pytest.mark.parametrize("login", ["clerk", "pm", "minister.g12"])
def test_only_officers_add_what_comes_round(desk: Secretariat, login: str) -> None:
    with pytest.raises(Denied):
        sources.add_standing(
            desk.db, actor=desk.actor(login), meeting=desk.plan(),
            standing=StandingItem.ASSIGNMENTS, title="Báo cáo",
        )  # fmt: skip


@pytest.fixture
def planned(app: Flask, cabinet: Cabinet) -> int:
    """The id of a sitting with an item, to which a guest is asked."""
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        desk = Secretariat(db, cabinet)
        meeting = desk.plan()
        guests.ask_guest(
            db, actor=desk.actor("secretary"), item=desk.add(meeting, "A"),
            person_id=cabinet.persons["officer.g15"],
        )  # fmt: skip
        return meeting.id


def test_the_desk_offers_what_comes_round_once_and_the_scope_of_a_guest_both_ways(
    client_of: Any, cabinet: Cabinet, planned: int
) -> None:
    client, address = client_of("secretary"), f"/meetings/{planned}"
    button = "Thêm: Báo cáo tình hình thực hiện nhiệm vụ được giao"
    page = client.get(address).text
    assert button in page
    assert "Chỉ dự nội dung được mời" in page

    client.post(address + "/standing-items", data={"standing": "assignments"})
    guest = cabinet.persons["officer.g15"]
    client.post(f"{address}/guests/{guest}/scope", data={"only_items": "false"})

    page = client.get(address).text
    assert button not in page
    assert "Báo cáo tình hình thực hiện nhiệm vụ được giao" in page
    assert "Chỉ dự nội dung được mời" not in page
    assert 'name="only_items" value="true"' in page
