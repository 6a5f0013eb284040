"""The pages and the API of readiness, over HTTP."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

from ecabinet import clock
from tests import cabinet as small
from tests.cabinet import T0
from tests.meetings.live.room import Room, invited_meeting
from tests.meetings.positions.placing import NO, all_say
from tests.meetings.readiness.owing import lay_paper


@pytest.fixture(autouse=True)
def _at_t0() -> Iterator[None]:
    with clock.at(T0):
        yield


def sitting(app: Flask, *titles: str, papers: int = 1) -> int:
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        room = Room(db, small.find(db), invited_meeting(db, small.find(db), *titles))
        for item in room.items[:papers]:
            lay_paper(room, item)
        all_say(room, room.items[-1], NO, "minister.g15")
        return room.meeting.id


def test_a_minister_finds_what_is_left_from_the_home_page(
    app: Flask, client_of: Callable[[str], Any]
) -> None:
    sitting(app)
    minister = client_of("minister.g12")
    assert 'href="/preparation"' in minister.get("/").text

    page = minister.get("/preparation").text

    assert "Còn khoảng 21 phút" in page
    assert "Nêu quan điểm về 1 nội dung" in page
    assert "còn 10/10 trang" in page


def test_the_secretariat_reminds_once_and_is_asked_before_it_reminds_again(
    app: Flask, client_of: Callable[[str], Any]
) -> None:
    number = sitting(app)
    desk = client_of("secretary")
    page = f"/meetings/{number}/readiness"
    assert "Nhắc 4 người" in desk.get(page).text

    answer = desk.post(f"/meetings/{number}/reminders", data={"missing": "position"},
                       follow_redirects=True)  # fmt: skip
    assert "Đã nhắc 4 người." in answer.text
    assert "Vẫn nhắc lại?" in answer.text

    assert (
        desk.post(f"/meetings/{number}/reminders", data={"missing": "position"}).status_code == 409
    )
    again = {"missing": "position", "again": "true"}
    assert desk.post(f"/meetings/{number}/reminders", data=again).status_code == 302
    assert "Cơ quan" not in desk.get(page + "?missing=papers").text.split("<main")[0]


def test_the_api_tells_the_same_gaps(app: Flask, api_of: Any) -> None:
    number = sitting(app)
    secretary = api_of("secretary")

    told = secretary("GET", f"/meetings/{number}/readiness").json

    assert {(gap["missing"], gap["count"]) for gap in told["gaps"]} == {
        ("papers", 1), ("position", 1),
    }  # fmt: skip
    assert len(told["items_without_papers"]) == 1
    given = secretary("POST", f"/meetings/{number}/reminders", json={"missing": "papers"})
    assert given.json == {"count": 4}


@pytest.mark.parametrize(
    ("login", "path"), [("secretary", "/meetings/{}/readiness"), ("minister.g12", "/preparation")]
)
def test_queries_do_not_grow_with_items_and_papers(
    app: Flask, client_of: Callable[[str], Any], count_queries: Any, login: str, path: str
) -> None:
    counted = []
    client = client_of(login)
    for size in (10, 200):
        number = sitting(app, *(f"Nội dung {n}" for n in range(size)), papers=size)
        client.get(path.format(number))
        with count_queries(app) as seen:
            assert client.get(path.format(number)).status_code == 200
        counted.append(len(seen))
    assert counted[0] == counted[1]
