"""Somebody else chairs an item: what they do, when, and how the sitting's chair takes it back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from ecabinet import journal
from ecabinet.errors import Conflict, Denied, Invalid
from meetings.live import services
from meetings.models import AgendaItem, AttendanceMode, ItemState
from tests.cabinet import TODAY
from tests.meetings.live.room import Room

DEPUTY = "minister.g15"


def hand(room: Room, item: AgendaItem, to: str | None, by: str = "pm") -> None:
    services.set_item_chair(
        room.db, actor=room.actor(by), meeting=room.meeting, item=item,
        person_id=room.cabinet.persons[to] if to else None, today=TODAY,
    )  # fmt: skip


@pytest.fixture
def chaired(room: Room) -> AgendaItem:
    """The first item, before the cabinet, which the agenda gives to the deputy."""
    room.open()
    item, _ = room.items
    item.chair_id = room.cabinet.persons[DEPUTY]
    room.call(item)
    return item


def test_who_chairs_the_item_leads_it_from_the_discussion_to_the_conclusion(
    room: Room, chaired: AgendaItem
) -> None:
    deputy = room.actor(DEPUTY)

    services.start_discussion(room.db, actor=deputy, meeting=room.meeting, item=chaired)
    room.conclude(chaired, DEPUTY)

    assert chaired.state is ItemState.CONCLUDED


def test_who_chairs_the_item_neither_calls_the_next_one_nor_ends_the_sitting(
    room: Room, chaired: AgendaItem
) -> None:
    deputy, other = room.actor(DEPUTY), room.items[1]

    for refused in (
        lambda: room.call(other, DEPUTY),
        lambda: services.put_back(room.db, actor=deputy, meeting=room.meeting, item=chaired),
        lambda: services.pause_meeting(room.db, actor=deputy, meeting=room.meeting),
        lambda: services.end_meeting(room.db, actor=deputy, meeting=room.meeting),
        lambda: hand(room, chaired, "minister.g12", by=DEPUTY),
        lambda: room.conclude(other, DEPUTY),
    ):
        with pytest.raises(Denied):
            refused()


def test_once_the_next_item_is_called_the_powers_over_the_one_before_are_gone(
    room: Room, chaired: AgendaItem
) -> None:
    room.call(room.items[1])

    with pytest.raises(Denied) as refused:
        services.withdraw_item(
            room.db, actor=room.actor(DEPUTY), meeting=room.meeting, item=chaired, reason="x"
        )

    assert refused.value.sentence.key == "room-item-chair-not-now"


def test_the_chair_keeps_the_powers_and_takes_the_item_back_for_the_record(
    room: Room, chaired: AgendaItem
) -> None:
    services.start_discussion(room.db, actor=room.actor("pm"), meeting=room.meeting, item=chaired)

    hand(room, chaired, None)

    with pytest.raises(Denied):
        room.conclude(chaired, DEPUTY)
    journal.seal(room.db)
    entry = room.db.execute(
        select(journal.JournalEntry).where(journal.JournalEntry.act == "item:chair")
    ).scalar_one()
    assert entry.details == {"before": room.cabinet.persons[DEPUTY], "after": None}


def test_an_item_is_handed_to_a_member_who_is_there_and_to_nobody_else(room: Room) -> None:
    room.open()
    item, _ = room.items
    room.call(item)
    room.mark(DEPUTY, mode=None)

    for stranger in (DEPUTY, "secretary"):
        with pytest.raises(Invalid) as refused:
            hand(room, item, stranger)
        assert "person_id" in refused.value.fields

    room.mark(DEPUTY, mode=AttendanceMode.REMOTE)
    hand(room, item, DEPUTY)
    assert item.chair_id == room.cabinet.persons[DEPUTY]
    hand(room, item, "pm")
    assert item.chair_id is None


def test_a_paused_sitting_rests_for_who_chairs_the_item_too(
    room: Room, chaired: AgendaItem
) -> None:
    services.pause_meeting(room.db, actor=room.actor("pm"), meeting=room.meeting)

    with pytest.raises(Conflict):
        services.defer_item(
            room.db, actor=room.actor(DEPUTY), meeting=room.meeting, item=chaired,
            resubmit_on=TODAY + timedelta(days=7), today=TODAY,
        )  # fmt: skip
