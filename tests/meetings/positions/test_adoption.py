"""Adoption en bloc on real rows, and the races around it on both engines."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import func, select

from decisions.models import Decision, DecisionKind
from ecabinet import clock, migrate
from ecabinet.db import Database
from ecabinet.errors import Conflict, Denied, DomainError, Invalid, NotVisible
from meetings.live import services as room_services
from meetings.live.queries import items_of
from meetings.models import AgendaItem, ItemState, ItemType, Meeting
from meetings.positions import adoption
from meetings.positions.models import EnBlocItem, Position
from tests import cabinet as small
from tests.cabinet import T0, TODAY, Cabinet
from tests.meetings.live.room import LOST, Room, invited_meeting
from tests.meetings.positions.placing import (
    NO,
    OBJECT,
    SPEAK,
    adopt,
    all_say,
    board_of,
    rules,
    say,
)


def test_the_chair_adopts_the_listed_items_in_one_act_each_with_its_own_decision(
    room: Room,
) -> None:
    for item in room.items:
        all_say(room, item, NO, "minister.g03")
    room.open()

    adopt(room, *room.items, text="Thông qua theo Tờ trình.")

    assert [item.state for item in room.items] == [ItemState.CONCLUDED] * 2
    assert len({item.decision_id for item in room.items}) == 2
    assert [item.conclusion for item in room.items] == ["Thông qua theo Tờ trình."] * 2
    kept = room.db.execute(select(EnBlocItem)).scalars().all()
    assert [row.counts for row in kept] == [{"members": 4, "no_objection": 3, "unanswered": 1}] * 2


@pytest.mark.parametrize("stance", [OBJECT, SPEAK])
def test_an_item_leaves_the_list_at_the_first_objection_or_wish_to_speak(
    room: Room, stance: Any
) -> None:
    for item in room.items:
        all_say(room, item)
    room.open()
    assert [line.number for line in board_of(room, "pm").en_bloc] == [1, 2]

    say(room.db, room.cabinet, "minister.g03", room.meeting, room.items[1], stance)

    board = board_of(room, "pm")
    assert [line.number for line in board.en_bloc] == [1]
    assert [line.number for line in board.to_discuss] == [2]
    with pytest.raises(Conflict) as refused:
        adopt(room, *room.items)
    assert refused.value.sentence.key == "position-left-the-list"
    assert refused.value.sentence.params["title"] == room.items[1].title
    assert {item.state for item in room.items} == {ItemState.WAITING}


def test_silence_is_told_and_is_no_objection(room: Room) -> None:
    room.open()

    first = board_of(room, "pm").en_bloc[0]

    assert first.counts is not None
    assert (first.counts.answered, first.counts.unanswered, first.is_quorate) == (0, 4, False)
    all_say(room, room.items[0], NO, "minister.g03")
    assert board_of(room, "pm").en_bloc[0].is_quorate


def test_the_others_come_by_objections_then_by_speakers(room: Room) -> None:
    room.db.add_all(
        AgendaItem(
            meeting_id=room.meeting.id, ordinal=n, type=ItemType.DECISION, title=f"Mục {n}",
            minutes=5,
        )
        for n in (3, 4)
    )  # fmt: skip
    room.db.flush()
    edition = room.meeting.editions[0]
    edition.lines = [
        {**edition.lines[0], "item_id": item.id, "ordinal": item.ordinal} for item in room.items
    ]
    room.db.flush()
    one, two, three, four = room.items
    say(room.db, room.cabinet, "minister.g12", room.meeting, one, SPEAK)
    for login in ("minister.g12", "minister.g15"):
        say(room.db, room.cabinet, login, room.meeting, two, SPEAK)
    say(room.db, room.cabinet, "minister.g12", room.meeting, three, OBJECT)
    all_say(room, four)

    board = board_of(room, "pm")

    assert [line.number for line in board.to_discuss] == [3, 2, 1]
    assert [line.number for line in board.en_bloc] == [4]


@pytest.mark.parametrize("login", ["minister.g12", "secretary"])
def test_only_the_chair_or_who_acts_for_the_chair_adopts(room: Room, login: str) -> None:
    room.open()

    with pytest.raises(Denied):
        adopt(room, *room.items, by=login)


def test_before_the_opening_nothing_is_adopted(room: Room) -> None:
    with pytest.raises(Conflict) as refused:
        adopt(room, *room.items)

    assert refused.value.sentence.key == "room-not-open"


def test_where_the_body_does_not_know_it_nothing_is_adopted_en_bloc(room: Room) -> None:
    rules(room, en_bloc=False)
    room.open()

    with pytest.raises(Conflict) as refused:
        adopt(room, *room.items)

    assert refused.value.sentence.key == "position-no-en-bloc"
    assert not board_of(room, "pm").may_adopt


def test_none_chosen_no_words_or_a_foreign_item_is_refused(room: Room) -> None:
    room.open()
    other = items_of(room.db, invited_meeting(room.db, room.cabinet))[0]

    with pytest.raises(Invalid):
        adopt(room)
    with pytest.raises(Invalid):
        adopt(room, *room.items, text="  ")
    with pytest.raises(NotVisible):
        adopt(room, other)


def test_an_item_that_was_called_or_lost_its_vote_is_not_adopted_in_passing(room: Room) -> None:
    room.open()
    room.call(room.items[0])
    with pytest.raises(Conflict):
        adopt(room, room.items[0])
    room_services.put_back(
        room.db, actor=room.actor("pm"), meeting=room.meeting, item=room.items[0]
    )
    room.items[0].vote_outcome = LOST
    room.db.flush()

    with pytest.raises(Conflict) as refused:
        adopt(room, room.items[0])
    assert refused.value.sentence.key == "room-item-not-carried"


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: Any, database: Database) -> Iterator[Database]:
    """The small cabinet on either engine."""
    if request.param == "sqlite":
        yield database
        return
    url = request.getfixturevalue("new_postgres_database")()
    migrate.upgrade(url)
    made = Database(url)
    with made.unit_of_work() as db:
        small.build(db)
    yield made
    made.dispose()


def at_once(store: Database, *acts: Callable[[Any], object]) -> list[str]:
    """Run the acts at the same moment, each in its own unit of work; return "" or the refusal."""
    gate = threading.Barrier(len(acts))
    given = [""] * len(acts)

    def run(number: int) -> None:
        gate.wait(20)
        try:
            with clock.at(T0), store.unit_of_work() as db:
                acts[number](db)
        except DomainError as error:
            given[number] = error.sentence.key

    threads = [threading.Thread(target=run, args=(n,)) for n in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return given


def sitting(store: Database) -> tuple[Cabinet, int, list[int]]:
    with clock.at(T0), store.unit_of_work() as db:
        cabinet = small.find(db)
        room = Room(db, cabinet, invited_meeting(db, cabinet))
        room.open()
        return cabinet, room.meeting.id, [item.id for item in room.items]


@pytest.mark.parametrize("round_", range(4))
def test_an_objection_and_the_adoption_at_the_same_moment_never_both_happen(
    store: Database, round_: int
) -> None:
    cabinet, meeting_id, items = sitting(store)

    def object_to(db: Any) -> None:
        meeting, item = db.get_one(Meeting, meeting_id), db.get_one(AgendaItem, items[1])
        say(db, cabinet, "minister.g12", meeting, item, OBJECT)

    def take(db: Any) -> None:
        adoption.adopt_en_bloc(
            db, actor=cabinet.actor(db, "pm"), meeting=db.get_one(Meeting, meeting_id),
            item_ids=items, text="Thông qua.", kind=DecisionKind.RESOLUTION, today=TODAY,
        )  # fmt: skip

    refused = at_once(store, object_to, take)

    with store.reading() as db:
        objections = db.scalar(select(func.count()).select_from(Position))
        decisions = db.scalar(select(func.count()).select_from(Decision))
    assert (refused, objections, decisions) in [
        (["", "position-left-the-list"], 1, 0),
        (["position-item-called", ""], 0, 2),
    ]


@pytest.mark.parametrize("round_", range(4))
def test_a_position_and_the_call_of_the_item_come_in_turn(store: Database, round_: int) -> None:
    cabinet, meeting_id, items = sitting(store)
    seen: list[ItemState] = []

    def speak(db: Any) -> None:
        meeting, item = db.get_one(Meeting, meeting_id), db.get_one(AgendaItem, items[0])
        say(db, cabinet, "minister.g12", meeting, item, SPEAK)
        seen.append(db.scalar(select(AgendaItem.state).where(AgendaItem.id == items[0])))

    def call(db: Any) -> None:
        room_services.set_current_item(
            db, actor=cabinet.actor(db, "pm"), meeting=db.get_one(Meeting, meeting_id),
            item=db.get_one(AgendaItem, items[0]),
        )  # fmt: skip

    refused = at_once(store, speak, call)

    with store.reading() as db:
        stated = db.scalar(select(func.count()).select_from(Position))
    assert refused[1] == ""
    assert (refused[0], stated, seen) in [
        ("", 1, [ItemState.WAITING]),
        ("position-item-called", 0, []),
    ]


def test_two_tablets_of_one_member_leave_one_position_in_force(store: Database) -> None:
    cabinet, meeting_id, items = sitting(store)

    def tap(stance: Any) -> Callable[[Any], None]:
        def act(db: Any) -> None:
            meeting, item = db.get_one(Meeting, meeting_id), db.get_one(AgendaItem, items[0])
            say(db, cabinet, "minister.g12", meeting, item, stance)

        return act

    assert at_once(store, *map(tap, [NO, OBJECT, SPEAK, NO])) == [""] * 4

    with store.reading() as db:
        rows = db.execute(select(Position)).scalars().all()
    assert sum(row.superseded_at is None for row in rows) == 1
