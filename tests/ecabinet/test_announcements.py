"""What a room was told is numbered without gaps, kept for a while, and can be asked for again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar

import pytest
from sqlalchemy import func, select

from ecabinet import clock, journal
from ecabinet.announcements import (
    KEPT_FOR,
    KEPT_PER_ROOM,
    PRUNE_EVERY,
    Announced,
    Announcement,
    RightsChanged,
    RoomCounter,
    announce,
    last_number,
    missed,
)
from ecabinet.auth.services import SignInsEnded
from ecabinet.db import Database
from ecabinet.orm import Base
from ecabinet.outbox import Event, publish


@dataclass(frozen=True)
class Said(Event):
    name: ClassVar[str] = "said"
    to: tuple[str, ...] = ("meeting:1",)
    text: str = ""

    def rooms(self) -> tuple[str, ...]:
        return self.to

    def payload(self) -> dict[str, Any]:
        return {"text": self.text}


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    if request.param == "postgresql":
        url: str = request.getfixturevalue("new_postgres_database")()
    else:
        url = f"sqlite:///{tmp_path / 'cabinet.sqlite3'}"
    database = Database(url)
    Base.metadata.create_all(
        database.engine,
        tables=[
            RoomCounter.__table__,
            Announcement.__table__,
            journal.JournalHead.__table__,
            journal.JournalEntry.__table__,
        ],
    )
    database.announce = announce
    yield database
    database.dispose()


def say(store: Database, *events: Event) -> list[Any]:
    sent: list[Any] = []
    store.deliver = sent.extend
    with store.unit_of_work() as db:
        for event in events:
            publish(db, event)
    return sent


def test_each_room_has_its_own_numbers_from_one(store: Database) -> None:
    first = say(store, Said(("meeting:1", "person:4"), "a"), Said(("meeting:1",), "b"))
    second = say(store, Said(("person:4",), "c"))
    assert [(a.room, a.number, a.payload["text"]) for a in first + second] == [
        ("meeting:1", 1, "a"),
        ("person:4", 1, "a"),
        ("meeting:1", 2, "b"),
        ("person:4", 2, "c"),
    ]
    with store.reading() as db:
        assert last_number(db, "meeting:1") == 2
        assert last_number(db, "meeting:2") == 0


def test_an_act_that_fails_uses_up_no_number(store: Database) -> None:
    with pytest.raises(ZeroDivisionError), store.unit_of_work() as db:
        publish(db, Said())
        raise ZeroDivisionError
    assert [a.number for a in say(store, Said())] == [1]


def test_a_room_named_twice_by_one_event_hears_it_once(store: Database) -> None:
    assert len(say(store, Said(("meeting:1", "meeting:1")))) == 1


def test_forty_acts_at_once_get_forty_different_numbers(store: Database) -> None:
    numbers: list[int] = []
    store.deliver = lambda told: numbers.extend(a.number for a in told)

    def act() -> None:
        with store.unit_of_work() as db:
            publish(db, Said())

    threads = [threading.Thread(target=act) for _ in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(numbers) == list(range(1, 41))


def test_who_was_away_gets_exactly_what_it_missed(store: Database) -> None:
    for text in "abcd":
        say(store, Said(text=text))
    with store.reading() as db:
        back = missed(db, "meeting:1", after=2)
        assert [(a.number, a.payload["text"]) for a in back.announcements] == [(3, "c"), (4, "d")]
        assert (back.number, back.reset) == (4, False)
        assert missed(db, "meeting:1", after=4).announcements == []
        assert missed(db, "meeting:1", after=None).announcements == []
        assert missed(db, "meeting:1", after=None).number == 4


def test_a_number_from_another_life_means_load_the_page_anew(store: Database) -> None:
    say(store, Said())
    with store.reading() as db:
        assert missed(db, "meeting:1", after=7).reset


def test_old_announcements_are_dropped_and_asking_for_them_means_load_anew(
    store: Database,
) -> None:
    before = PRUNE_EVERY - 1
    with clock.at(clock.now() - KEPT_FOR - timedelta(minutes=1)):
        say(store, *[Said() for _ in range(before)])
    say(store, Said(text="young"))
    with store.reading() as db:
        assert db.scalar(select(func.count()).select_from(Announcement)) == 1
        assert missed(db, "meeting:1", after=before - 1).reset
        assert [a.payload["text"] for a in missed(db, "meeting:1", before).announcements] == [
            "young"
        ]


def test_a_busy_room_keeps_only_its_last_announcements(store: Database) -> None:
    say(store, *[Said() for _ in range(KEPT_PER_ROOM + PRUNE_EVERY)])
    with store.reading() as db:
        assert db.scalar(select(func.count()).select_from(Announcement)) == KEPT_PER_ROOM
        assert missed(db, "meeting:1", after=1).reset
        whole = missed(db, "meeting:1", after=PRUNE_EVERY)
        assert len(whole.announcements) == KEPT_PER_ROOM
        assert not whole.reset


def test_a_change_of_rights_goes_before_every_line_and_is_not_kept(store: Database) -> None:
    sent = say(
        store,
        Said(text="secret"),
        RightsChanged(changed=("meeting:1",)),
        SignInsEnded(sign_in_ids=(3,)),
    )
    assert [type(told) for told in sent] == [RightsChanged, SignInsEnded, Announced]
    with store.reading() as db:
        assert db.scalar(select(func.count()).select_from(Announcement)) == 1
