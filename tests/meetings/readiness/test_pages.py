"""The pages and the API of readiness, over HTTP."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from ecabinet import clock
from ecabinet.people.models import BodyRulesVersion
from meetings.models import Meeting
from tests import cabinet as small
from tests.cabinet import T0
from tests.decisions.test_assignments import decided
from tests.meetings.live.room import Room, invited_meeting
from tests.meetings.positions.placing import NO, all_say
from tests.meetings.readiness.owing import lay_paper, silent


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


def test_the_time_is_reckoned_at_the_pace_of_the_body(
    app: Flask, client_of: Callable[[str], Any]
) -> None:
    sitting(app)
    sitting(app, "Một", papers=0)
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        stored = db.execute(select(BodyRulesVersion)).scalar_one()
        stored.rules = {
            **stored.rules, "reading": {"minutes_per_page": 5, "minutes_per_answer": 3},
        }  # fmt: skip

    page = client_of("minister.g12").get("/preparation").text

    # Ten pages; one item of the first sitting of which nothing is said.
    assert "Còn khoảng 53 phút" in page and "còn 10/10 trang · 50 phút" in page
    assert "Ước tính 5 phút cho mỗi trang chưa đọc, 3 phút cho mỗi câu trả lời." in page


def test_what_comes_first_is_the_one_primary_button(
    app: Flask, client_of: Callable[[str], Any]
) -> None:
    for _ in range(2):
        number = sitting(app)
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        silent(Room(db, small.find(db), db.get_one(Meeting, number)), "minister.g12")

    page = client_of("minister.g12").get("/preparation").text.split("</main>")[0]

    assert page.count("btn-primary") == 1 and page.count("Nêu quan điểm về 1 nội dung") == 2


def test_a_decision_that_waits_for_its_number_waits_for_the_head_alone(
    app: Flask, client_of: Callable[[str], Any]
) -> None:
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        first = decided(db, small.find(db)).id
        decided(db, small.find(db), subject="Chưa có nội dung", text=" ")
    head = client_of("head")
    for path in ("/", "/preparation"):
        page = head.get(path).text
        assert "Văn bản chờ cấp số và ban hành: Về đề án" in page
        assert f'href="/decisions/{first}"' in page and "Chưa có nội dung" not in page

    with app.extensions["ecabinet.database"].unit_of_work() as db:
        decided(db, small.find(db), subject="Về kế hoạch")
    page = head.get("/preparation").text
    assert "2 văn bản chờ cấp số và ban hành" in page
    assert 'href="/decisions?waiting=issue"' in page
    waiting = head.get("/decisions?waiting=issue").text
    assert "Về kế hoạch" in waiting and "Chưa có nội dung" not in waiting
    assert "Chưa có nội dung" in head.get("/decisions").text

    for login in ("secretary", "pm"):
        assert "chờ cấp số" not in client_of(login).get("/preparation").text
    head.post(f"/decisions/{first}/issue")
    assert "Văn bản chờ cấp số và ban hành: Về kế hoạch" in head.get("/preparation").text


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
