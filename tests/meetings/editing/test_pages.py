"""Two officers over HTTP: by script, without it, and by programs."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from ecabinet.db import Database
from meetings.models import AgendaItem, Meeting
from tests.cabinet import Cabinet
from tests.meetings.sittings import Secretariat

SCRIPT = {"Accept": "text/html, application/problem+json;q=0.9"}


@pytest.fixture
def kept(app: Flask, cabinet: Cabinet) -> Callable[[Callable[[Secretariat], Any]], Any]:
    database: Database = app.extensions["ecabinet.database"]

    def do(work: Callable[[Secretariat], Any]) -> Any:
        with database.unit_of_work() as db:
            return work(Secretariat(db, cabinet))

    return do


@pytest.fixture
def item(kept: Any) -> tuple[int, int, int]:
    """Sitting, item and revision of “A”, 30 minutes, on a planned agenda."""

    def make(desk: Secretariat) -> tuple[int, int, int]:
        meeting = desk.plan()
        item = desk.add(meeting, "A", minutes=30)
        return meeting.id, item.id, item.revision

    made: tuple[int, int, int] = kept(make)
    return made


def line(cabinet: Cabinet, **other: Any) -> dict[str, Any]:
    return {
        "title": "A", "type": "discussion", "minutes": "30",
        "lead_id": cabinet.organisations["G12"], "presenter_id": cabinet.persons["minister.g12"],
        **other,
    }  # fmt: skip


def test_without_script_both_texts_are_on_a_page_and_the_choice_is_taken(
    client_of: Any, cabinet: Cabinet, item: Any, kept: Any
) -> None:
    _, item_id, seen = item
    head, officer = client_of("head"), client_of("secretary")
    address = f"/meetings/items/{item_id}"
    head.post(address, data=line(cabinet, title="Của lãnh đạo", minutes="45", revision=seen))
    page = officer.post(
        address, data=line(cabinet, title="Của tôi", type="decision", revision=seen)
    )
    assert page.status_code == 409
    assert "Đỗ Văn Chánh viết lúc" in page.text
    assert page.text.count("Của lãnh đạo") >= 2
    assert 'value="Của tôi"' in page.text
    assert 'value="45"' in page.text  # what I left alone says what it says now
    assert re.search(r'value="decision" selected', page.text)

    revision = re.search(r'name="revision" value="(\d+)"', page.text)
    assert revision
    answer = officer.post(address, data=line(
        cabinet, title="Của tôi", minutes="45", type="decision", revision=revision.group(1),
        **{"_chosen-title": "theirs", "_theirs-title": "Của lãnh đạo"},
    ))  # fmt: skip
    assert answer.status_code == 302
    now = kept(lambda desk: vars(desk.db.get_one(AgendaItem, item_id)).copy())
    assert (now["title"], now["minutes"], now["type"].value) == ("Của lãnh đạo", 45, "decision")


def test_the_script_is_given_both_texts_as_a_problem(
    client_of: Any, cabinet: Cabinet, item: Any
) -> None:
    _, item_id, seen = item
    address = f"/meetings/items/{item_id}"
    client_of("head").post(address, data=line(cabinet, title="H", revision=seen))
    answer = client_of("secretary").post(
        address, data=line(cabinet, title="S", revision=seen), headers=SCRIPT
    )
    assert answer.status_code == 409
    assert answer.json["code"] == "editing-clash"
    both = answer.json["differences"]["title"]
    assert (both["base"], both["mine"], both["theirs"]) == ("A", "S", "H")


def test_a_program_learns_what_was_merged_and_what_clashes(client_of: Any, item: Any) -> None:
    meeting_id, item_id, seen = item
    address = f"/api/v1/meetings/{meeting_id}/items/{item_id}"
    client_of("head").patch(address, json={"minutes": 45})
    officer = client_of("secretary")
    answer = officer.patch(address, json={"title": "S", "revision": seen, "base": {"title": "A"}})
    assert answer.status_code == 200
    assert (answer.json["title"], answer.json["minutes"]) == ("S", 45)
    assert [(one["field"], one["by"]) for one in answer.json["merged"]] == [
        ("minutes", "Đỗ Văn Chánh")
    ]
    refused = officer.patch(address, json={"minutes": 50, "base": {"minutes": 30}})
    assert refused.status_code == 409
    assert refused.json["differences"]["minutes"]["theirs"] == 45


def test_a_sittings_data_are_merged_on_the_page_and_by_programs(
    client_of: Any, cabinet: Cabinet, item: Any, kept: Any
) -> None:
    meeting_id = item[0]
    data = {
        "title": "Phiên họp", "kind": "regular", "starts_at": "2026-12-15T08:00",
        "planned_end_at": "2026-12-15T12:00", "place": "Phòng họp số 1",
        "chair_id": cabinet.persons["pm"], "clerk_id": cabinet.persons["clerk"],
    }  # fmt: skip
    head, officer = client_of("head"), client_of("secretary")
    seen = kept(lambda desk: desk.db.get_one(Meeting, meeting_id).revision)
    head.patch(f"/api/v1/meetings/{meeting_id}", json={"place": "Phòng 2", "title": "Tên khác"})
    page = officer.post(f"/meetings/{meeting_id}/edit", data={**data, "revision": seen})
    assert page.status_code == 409
    assert "Tên khác" in page.text
    assert 'value="Phòng 2"' in page.text
    refused = officer.patch(
        f"/api/v1/meetings/{meeting_id}", json={"place": "P3", "base": {"place": "Phòng họp số 1"}}
    )
    assert refused.json["differences"]["place"]["theirs"] == "Phòng 2"


def test_two_moves_are_merged_by_the_api(client_of: Any, kept: Any) -> None:
    def make(desk: Secretariat) -> list[int]:
        meeting = desk.plan()
        return [meeting.id, *(desk.add(meeting, title).id for title in "ABCD")]

    meeting_id, a, b, c, d = kept(make)
    address, seen = f"/api/v1/meetings/{meeting_id}/order", [a, b, c, d]
    client_of("head").post(address, json={"items": [b, c, d, a], "seen": seen})
    # A was moved to the end by the head; the officer moves D to the front.
    answer = client_of("secretary").post(address, json={"items": [d, a, b, c], "seen": seen})
    assert [one["id"] for one in answer.json["items"]] == [d, b, c, a]
    told = client_of("secretary").post(address, json={"items": [b, a, c, d], "seen": seen})
    assert told.status_code == 409
    assert "Đỗ Văn Chánh" in told.json["title"] or "Vũ Thị Thư" in told.json["title"]


def test_a_program_learns_what_others_wrote_into_a_sitting_and_undoes_its_own(
    client_of: Any, item: Any, kept: Any
) -> None:
    address = f"/api/v1/meetings/{item[0]}"
    seen = kept(lambda desk: desk.db.get_one(Meeting, item[0]).revision)
    client_of("head").patch(address, json={"place": "Phòng 2"})
    officer = client_of("secretary")
    answer = officer.patch(address, json={"title": "Khác", "revision": seen})
    assert [(one["field"], one["by"]) for one in answer.json["merged"]] == [
        ("place", "Đỗ Văn Chánh")
    ]
    undone = officer.post(f"{address}/undo")
    assert undone.json["fields"] == ["title"]
    changes = officer.get(f"{address}/changes").json["changes"]
    assert [one["field"] for one in changes] == ["title", "title", "place"]


def test_without_script_the_last_change_of_a_sittings_data_is_undone_by_a_named_button(
    client_of: Any, item: Any, kept: Any
) -> None:
    officer = client_of("secretary")
    officer.patch(f"/api/v1/meetings/{item[0]}", json={"place": "Phòng 2", "title": "Khác"})
    address = f"/meetings/{item[0]}"
    words = "Hoàn tác thay đổi vừa rồi: Tên phiên họp, Địa điểm"
    assert words in officer.get(address).text
    assert words in officer.get(f"{address}/edit").text
    assert words not in client_of("head").get(address).text
    assert officer.post(f"{address}/undo").status_code == 302
    assert kept(lambda desk: desk.db.get_one(Meeting, item[0]).place) == "Phòng họp số 1"


def test_the_form_of_a_sent_sitting_saves_by_its_button_and_says_how_many_are_told(
    client_of: Any, kept: Any
) -> None:
    meeting_id = kept(lambda desk: desk.sent("A").id)
    page = client_of("secretary").get(f"/meetings/{meeting_id}/edit").text
    assert "data-by-hand" in page
    assert "được báo ngay cho 5 người được mời" in page
