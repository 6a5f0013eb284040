"""“What changed since B” as members, the head and programs read it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from documents.models import AccessLevel
from ecabinet.db import Database
from meetings import queries
from meetings.agenda import services as agenda
from meetings.editing import checks
from meetings.models import Meeting
from tests.cabinet import Cabinet
from tests.meetings.sittings import Secretariat


@pytest.fixture
def sent_twice(app: Flask, cabinet: Cabinet) -> int:
    """Edition B: another title, a confidential paper more, “B” taken off, “C” new."""
    database: Database = app.extensions["ecabinet.database"]
    with database.unit_of_work() as db:
        desk = Secretariat(db, cabinet)
        meeting = desk.sent("A", "B")
        officer = desk.actor("secretary")
        first, second = queries.load_items(db, meeting)
        agenda.change_item(
            db, actor=officer, item=first, content=desk.content("A sửa"), revision=None
        )
        desk.paper(first, "Phụ lục kín").access_level = AccessLevel.CONFIDENTIAL
        agenda.remove_item(db, actor=officer, item=second)
        desk.add(meeting, "C")
        desk.approve(meeting)
        desk.send(meeting)
        return meeting.id


def test_members_see_what_changed_and_marks_at_the_items(client_of: Any, sent_twice: int) -> None:
    page = client_of("minister.g12").get(f"/meetings/{sent_twice}?since=A").text
    assert "Thay đổi so với bản A" in page
    assert "<del>A</del> → <ins>A sửa</ins>" in page
    assert page.count("mt-changed") == 2  # one changed, one new
    assert "đã bỏ" in page


def test_a_paper_that_a_member_may_not_know_of_is_not_named(
    client_of: Any, sent_twice: int
) -> None:
    address = f"/api/v1/meetings/{sent_twice}/differences"
    told = client_of("minister.g12").get(address).json
    assert told["since"] == "A"
    assert "Phụ lục kín" not in str(told)
    assert [(one["title"], one["kind"]) for one in told["items"]] == [
        ("A sửa", "changed"), ("C", "added"), ("B", "removed"),
    ]  # fmt: skip


def test_the_secretariat_compares_the_working_copy_with_any_edition(
    client_of: Any, sent_twice: int
) -> None:
    head = client_of("head")
    address = f"/api/v1/meetings/{sent_twice}/differences"
    assert head.get(address).json == {"since": "B", "items": []}
    told = head.get(f"{address}?since=A").json["items"]
    assert "Phụ lục kín" in str(told)
    assert head.get(f"{address}?since=Z").status_code == 404
    assert client_of("outsider").get(address).status_code == 404


def within(app: Flask, cabinet: Cabinet, work: Callable[[Secretariat], Any]) -> Any:
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        return work(Secretariat(db, cabinet))


def test_who_approves_is_told_of_open_checks_changes_and_warnings_at_the_button(
    app: Flask, cabinet: Cabinet, client_of: Any
) -> None:
    def prepare(desk: Secretariat) -> int:
        meeting = desk.sent("A", "B")
        officer = desk.actor("secretary")
        checks.mark_checked(desk.db, actor=officer, meeting=meeting)
        first = queries.load_items(desk.db, meeting)[0]
        agenda.change_item(
            desk.db, actor=officer, item=first, content=desk.content("A sửa"), revision=None
        )
        desk.add(meeting, "C")
        return meeting.id

    meeting_id = within(app, cabinet, prepare)
    address = f"/meetings/{meeting_id}"
    page = client_of("head").get(address).text
    assert "Còn 2/3 nội dung chưa đạt kiểm tra thể thức" in page
    assert "1. A sửa · đã sửa sau khi kiểm tra" in page
    assert "3. C · chưa kiểm tra" in page
    assert "So với bản A: 2 nội dung thay đổi" in page
    assert "1 nội dung chưa có tài liệu." in page
    assert "Còn 2 nội dung chưa đạt kiểm tra thể thức. Vẫn duyệt chương trình?" in page
    assert "Trước khi duyệt" not in client_of("secretary").get(address).text

    officer = client_of("secretary")
    officer.post(f"{address}/checks")
    page = client_of("head").get(address).text
    assert "Cả 3 nội dung đã đạt kiểm tra thể thức." in page
    assert "Vẫn duyệt chương trình?" not in page


def test_members_see_that_the_agenda_is_withdrawn_and_that_they_are_still_invited(
    app: Flask, cabinet: Cabinet, client_of: Any
) -> None:
    meeting_id = within(app, cabinet, lambda desk: desk.sent("A").id)
    client_of("head").post(f"/meetings/{meeting_id}/withdrawal", data={"reason": "Sai nội dung"})
    page = client_of("minister.g12").get(f"/meetings/{meeting_id}").text
    assert "Chương trình bị thu hồi" in page
    assert "Sai nội dung" in page
    assert "Giấy mời vẫn còn hiệu lực" in page
    assert "Tờ trình: A" not in page
    room = client_of("pm").get(f"/meetings/{meeting_id}/room").text
    assert "chưa thể khai mạc" in room
    assert 'id="opening-form"' not in room


@pytest.mark.parametrize("login", ["minister.g12", "secretary"])
def test_lists_and_the_home_page_say_that_the_agenda_is_withdrawn_until_it_is_sent_again(
    app: Flask, cabinet: Cabinet, client_of: Any, login: str
) -> None:
    meeting_id = within(app, cabinet, lambda desk: desk.sent("A").id)
    client = client_of(login)
    for address in ("/meetings", "/"):
        assert "Chương trình bị thu hồi" not in client.get(address).text
    client_of("head").post(f"/meetings/{meeting_id}/withdrawal", data={"reason": "Sai nội dung"})
    for address in ("/meetings", "/"):
        page = client.get(address).text
        assert "Chương trình bị thu hồi" in page
        assert "Đã gửi giấy mời" not in page

    def again(desk: Secretariat) -> None:
        meeting = desk.db.get_one(Meeting, meeting_id)
        desk.approve(meeting)
        desk.send(meeting)

    within(app, cabinet, again)
    assert "Chương trình bị thu hồi" not in client.get("/meetings").text


def test_the_way_of_a_withdrawn_agenda_begins_anew(
    app: Flask, cabinet: Cabinet, client_of: Any
) -> None:
    def current() -> str:
        page = client_of("head").get(f"/meetings/{meeting_id}").text
        (found,) = re.findall(r'aria-current="step"[^>]*>(.*?)</li>', page, re.S)
        return re.sub(r"<[^>]*>|\s+", " ", found).strip()

    def does(act: Callable[[Secretariat, Meeting], Any]) -> None:
        within(app, cabinet, lambda desk: act(desk, desk.db.get_one(Meeting, meeting_id)))

    meeting_id = within(app, cabinet, lambda desk: desk.sent("A").id)
    seen = [current()]
    client_of("head").post(f"/meetings/{meeting_id}/withdrawal", data={"reason": "Sai nội dung"})
    seen.append(current())
    for act in (Secretariat.submit, Secretariat.approve, Secretariat.send):
        does(act)
        seen.append(current())
    assert seen == ["Đã gửi", "Soạn chương trình", "Trình lãnh đạo", "Đã duyệt", "Đã gửi"]
