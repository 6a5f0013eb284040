"""What the secretariat sees beside the gaps: formal checks, the quorum at its worst, the matrix;
and two officers who remind at once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from ecabinet import clock, migrate
from ecabinet.db import Database
from ecabinet.errors import DomainError
from meetings.agenda.queries import desk
from meetings.editing.checks import checks_of, mark_checked
from meetings.invitations.forecast import Outlook
from meetings.models import Answer, Meeting, MeetingState
from meetings.readiness import services
from meetings.readiness.matrix import matrix
from meetings.readiness.models import Missing, Reminder
from meetings.readiness.outlook import weakest
from meetings.readiness.queries import sheet
from tests import cabinet as small
from tests.cabinet import T0, Cabinet
from tests.meetings.live.room import Room, invited_meeting
from tests.meetings.positions.placing import NO, all_say
from tests.meetings.readiness.owing import lay_paper, read, silent


def test_the_matrix_sums_by_item_and_member_and_leaves_out_what_is_done(room: Room) -> None:
    first, second = room.items
    paper = lay_paper(room, first)
    all_say(room, first)
    all_say(room, second)
    for login in ("pm", "minister.g12"):
        read(room, login, paper, "1")
    found = sheet(room.db, room.meeting)

    whole = matrix(found, only_missing=False)
    missing = matrix(found, only_missing=True)

    assert (len(whole.items), len(whole.rows), whole.totals, whole.total) == (2, 4, [2, 0], 2)
    assert [row.name for row in missing.rows] == ["Lê Văn Cường", "Phạm Thị Dung"]
    assert [one.item.id for one in missing.items] == [first.id]
    assert [(row.total, row.cells[0].papers) for row in missing.rows] == [(1, 1), (1, 1)]
    assert (missing.hidden_items, missing.hidden_people, missing.total) == (1, 2, 2)


def test_the_worst_moment_of_the_quorum_names_who_is_away_then_and_who_is_silent(
    room: Room,
) -> None:
    starts = room.meeting.starts_at
    room.answers("minister.g12", Answer.ABSENT, reason="Công tác",
                 absent_from=starts + timedelta(hours=1))  # fmt: skip
    room.answers("minister.g03", Answer.ABSENT, reason="Ốm")
    silent(room, "minister.g15")

    found = weakest(room.db, room.meeting, sheet(room.db, room.meeting).places)

    assert found is not None and not found.whole
    assert found.outlook is not Outlook.SURE
    assert found.stretch.from_at == starts + timedelta(hours=1)
    assert [place.name for place in found.away] == ["Trần Thị Bình", "Phạm Thị Dung"]
    assert [place.name for place in found.silent] == ["Lê Văn Cường"]


def test_the_page_shows_the_formal_check_of_each_item_and_that_a_change_reset_it(
    app: Flask, client_of: Callable[[str], Any]
) -> None:
    with clock.at(T0):
        with app.extensions["ecabinet.database"].unit_of_work() as db:
            meeting = invited_meeting(db, small.find(db), "Một", "Hai", "Ba")
            meeting.state = MeetingState.PLANNED
            secretary = small.find(db).actor(db, "secretary")
            ids = [line["item_id"] for line in desk(db, meeting).lines]
            mark_checked(db, actor=secretary, meeting=meeting, item_ids=ids[:2])
            meeting.state = MeetingState.INVITED
            Room(db, small.find(db), meeting).items[1].minutes = 55
            db.flush()
            held = checks_of(db, desk(db, meeting).lines)
            assert [held[number].holds for number in ids[:2]] == [True, False]
            number = meeting.id
        page = client_of("secretary").get(f"/meetings/{number}/readiness?matrix=missing").text
        again = client_of("secretary").get(f"/meetings/{number}/readiness?missing=papers").text

    assert "Đạt thể thức" in page and "Cần kiểm tra lại" in page
    assert page.count("Chưa kiểm tra thể thức") == 1
    assert 'id="matrix" open' in page and "Hiện mọi nội dung" in page
    assert 'id="matrix" open' not in again
    assert "Dự kiến số thành viên dự họp" in page


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


def test_two_officers_who_press_at_once_remind_once(store: Database) -> None:
    with clock.at(T0), store.unit_of_work() as db:
        cabinet: Cabinet = small.find(db)
        room = Room(db, cabinet, invited_meeting(db, cabinet))
        all_say(room, room.items[0], NO, "minister.g15")
        all_say(room, room.items[1], NO)
        number = room.meeting.id
    gate = threading.Barrier(3)
    given: list[str] = []

    def remind(login: str) -> None:
        gate.wait(20)
        try:
            with clock.at(T0), store.unit_of_work() as db:
                services.remind(
                    db, actor=cabinet.actor(db, login), meeting=db.get_one(Meeting, number),
                    missing=Missing.POSITION,
                )  # fmt: skip
                given.append("reminded")
        except DomainError as error:
            given.append(error.sentence.key)

    threads = [
        threading.Thread(target=remind, args=(login,)) for login in ("secretary", "head", "head")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert sorted(given) == ["readiness-reminded-lately"] * 2 + ["reminded"]
    with store.reading() as db:
        assert db.execute(select(func.count()).select_from(Reminder)).scalar_one() == 1
