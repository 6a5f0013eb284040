"""The pages and the API of positions, over HTTP as a browser or a program would."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from ecabinet import clock
from meetings.models import AgendaItem, ItemState
from meetings.positions.models import Position
from tests import cabinet as small
from tests.cabinet import T0
from tests.meetings.live.room import Room, invited_meeting
from tests.meetings.positions.placing import NO, OBJECT, all_say, assist, say


@pytest.fixture(autouse=True)
def _at_t0() -> Iterator[None]:
    with clock.at(T0):
        yield


@pytest.fixture
def sitting(app: Flask) -> dict[str, Any]:
    """{"meeting": id, "items": [ids]} of a sitting that is to come."""
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        room = Room(db, small.find(db), invited_meeting(db, small.find(db)))
        assist(room, "officer.g15", "minister.g15")
        return {"meeting": room.meeting.id, "items": [item.id for item in room.items]}


def positions(app: Flask) -> list[Position]:
    with app.extensions["ecabinet.database"].reading() as db:
        wanted = select(Position).where(Position.superseded_at.is_(None)).order_by(Position.item_id)
        return list(db.execute(wanted).scalars())


def test_a_minister_answers_all_items_with_one_button_and_undoes_it(
    app: Flask, sitting: dict[str, Any], client_of: Callable[[str], Any]
) -> None:
    minister = client_of("minister.g12")
    page = f"/meetings/{sitting['meeting']}/positions"
    assert "Không phản đối 2 nội dung còn lại" in minister.get(page).text

    answer = minister.post(page + "/rest", data={}, follow_redirects=True)

    assert "Đã ghi quan điểm về 2 nội dung." in answer.text
    rows = positions(app)
    assert [row.stance for row in rows] == [NO, NO]
    undo = re.findall(r'name="positions" value="(\d+)"', answer.text)[:2]
    answer = minister.post(page + "/taking-back", data={"positions": undo}, follow_redirects=True)
    assert "Đã hoàn tác." in answer.text
    assert positions(app) == []


def test_typed_words_survive_a_refusal_without_a_script(
    sitting: dict[str, Any], client_of: Callable[[str], Any]
) -> None:
    minister = client_of("minister.g12")
    page = f"/meetings/{sitting['meeting']}/positions/{sitting['items'][0]}"

    answer = minister.post(page, data={"remark": "Đề nghị bổ sung kinh phí"})

    assert answer.status_code == 422
    assert "Đề nghị bổ sung kinh phí" in answer.text
    assert "Chọn một trong ba" in answer.text


def test_an_assistant_prepares_on_the_same_page_and_the_minister_confirms_with_one_tap(
    app: Flask, sitting: dict[str, Any], client_of: Callable[[str], Any]
) -> None:
    assistant, minister = client_of("officer.g15"), client_of("minister.g15")
    page = f"/meetings/{sitting['meeting']}/positions"
    shown = assistant.get(page)
    assert "Quan điểm trước phiên họp của Lê Văn Cường" in shown.text
    person = re.search(r'name="person_id" value="(\d+)"', shown.text)[1]
    for item, stance in zip(sitting["items"], ("objection", "no_objection"), strict=True):
        given = {"stance": stance, "person_id": person, "remark": "Theo Tờ trình"}
        assert assistant.post(f"{page}/{item}", data=given).status_code == 302
    assert all(row.confirmed_at is None for row in positions(app))
    assert "Trợ lý đã chuẩn bị 2 quan điểm" not in client_of("pm").get(page + "/board").text

    waits = minister.get(page).text
    assert "Trợ lý đã chuẩn bị 2 quan điểm" in waits
    ids = list(dict.fromkeys(re.findall(r'name="positions" value="(\d+)"', waits)))
    answer = minister.post(
        page + "/confirmation", data={"positions": ids, "person_id": person}, follow_redirects=True
    )

    assert answer.status_code == 200
    assert all(row.confirmed_at is not None for row in positions(app))


def test_what_waits_stands_on_the_home_page(
    sitting: dict[str, Any], client_of: Callable[[str], Any]
) -> None:
    minister = client_of("minister.g12")
    assert "Nêu quan điểm về 2 nội dung" in minister.get("/").text

    minister.post(f"/meetings/{sitting['meeting']}/positions/rest", data={})

    assert "Nêu quan điểm về" not in minister.get("/").text
    assert "Nêu quan điểm về" not in client_of("secretary").get("/").text


def test_the_board_tells_a_member_nothing_before_all_have_answered(
    app: Flask, sitting: dict[str, Any], client_of: Callable[[str], Any], api_of: Any
) -> None:
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        room = Room(db, small.find(db), db.get_one(AgendaItem, sitting["items"][0]).meeting)
        for login in ("pm", "minister.g15"):
            say(db, room.cabinet, login, room.meeting, room.items[0], OBJECT, remark="Chưa rõ")

    board = f"/meetings/{sitting['meeting']}/positions/board"
    member, chair = client_of("minister.g12").get(board).text, client_of("pm").get(board).text

    assert "Chưa rõ" in chair and "2 phản đối" in chair and "Chưa nêu (2)" in chair
    assert "Chưa rõ" not in member and "phản đối</" not in member and "2/4" not in member
    told = api_of("minister.g12")("GET", f"/meetings/{sitting['meeting']}/positions").json
    assert [(item["counts"], item["positions"]) for item in told["items"]] == [(None, [])] * 2


def test_a_stale_list_is_refused_and_names_what_left_it(
    app: Flask, sitting: dict[str, Any], client_of: Callable[[str], Any], api_of: Any
) -> None:
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        room = Room(db, small.find(db), db.get_one(AgendaItem, sitting["items"][0]).meeting)
        for item in room.items:
            all_say(room, item, NO, "minister.g12")
        room.open()
    api_of("minister.g12")(
        "POST", f"/meetings/{sitting['meeting']}/positions/{sitting['items'][1]}",
        json={"stance": "wishes_to_speak", "remark": "Về thời hạn"},
    )  # fmt: skip
    chair = api_of("pm")
    given = {"items": sitting["items"], "text": "Thông qua."}

    refused = chair("POST", f"/meetings/{sitting['meeting']}/en-bloc", json=given)
    assert refused.status_code == 409
    assert refused.json["code"] == "position-left-the-list"
    assert "Dự thảo Nghị định" in str(refused.json)

    given["items"] = sitting["items"][:1]
    done = chair("POST", f"/meetings/{sitting['meeting']}/en-bloc", json=given)
    assert done.status_code == 200
    with app.extensions["ecabinet.database"].reading() as db:
        states = [db.get_one(AgendaItem, number).state for number in sitting["items"]]
    assert states == [ItemState.CONCLUDED, ItemState.WAITING]


def test_the_chair_adopts_from_the_page(
    app: Flask, sitting: dict[str, Any], client_of: Callable[[str], Any]
) -> None:
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        room = Room(db, small.find(db), db.get_one(AgendaItem, sitting["items"][0]).meeting)
        all_say(room, room.items[0])
        room.open()
    chair = client_of("pm")
    assert "Thông qua chung: 2 nội dung" in chair.get(f"/meetings/{sitting['meeting']}/room").text
    page = chair.get(f"/meetings/{sitting['meeting']}/positions/board").text
    assert re.findall(r'value="(\d+)" checked', page) == [str(sitting["items"][0])]

    none = chair.post(f"/meetings/{sitting['meeting']}/en-bloc", data={"text": "Nhất trí."})
    assert none.status_code == 422 and "Nhất trí." in none.text
    given = {"text": "Nhất trí.", "items": sitting["items"]}
    done = chair.post(f"/meetings/{sitting['meeting']}/en-bloc", data=given, follow_redirects=True)

    assert "Đã thông qua chung 2 nội dung." in done.text


@pytest.mark.parametrize("path", ["", "/board"])
def test_queries_do_not_grow_with_items(
    app: Flask, client_of: Callable[[str], Any], count_queries: Any, path: str
) -> None:
    counted = []
    for size in (10, 200):
        with app.extensions["ecabinet.database"].unit_of_work() as db:
            titles = [f"Nội dung {n}" for n in range(size)]
            room = Room(db, small.find(db), invited_meeting(db, small.find(db), *titles))
            for item in room.items[: size // 2]:
                say(db, room.cabinet, "pm", room.meeting, item, OBJECT)
            number = room.meeting.id
        chair = client_of("pm")
        with count_queries(app) as seen:
            assert chair.get(f"/meetings/{number}/positions{path}").status_code == 200
        counted.append(len(seen))
    assert counted[0] == counted[1]
