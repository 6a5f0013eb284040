"""184 items entered and sent to the members, every touch of the officers counted; and seats
changed by hand and by key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from meetings.models import Meeting
from meetings.seating import services as seating
from meetings.seating.queries import arranged
from meetings.seating.shapes import Shape
from tests.live_server import eventually
from tests.meetings.sittings import Secretariat
from tests.meetings.test_desk_in_browser import kept

__all__ = ["kept"]

ITEMS = 184
MOST = 40
HEADING = "Nội dung;Cơ quan chủ trì;Người trình bày;Số phút;Loại"


class Hands:
    """Counts what a person does: each click, each field filled."""

    def __init__(self) -> None:
        self.count = 0

    def click(self, page: Page, name: str, within: str = "main") -> None:
        self.count += 1
        page.locator(within).get_by_role("button", name=name).click()

    def follow(self, page: Page, name: str) -> None:
        self.count += 1
        page.get_by_role("link", name=name).first.click()


def test_184_items_are_entered_and_sent_with_few_touches(
    tablet: Callable[[str], Page], kept: Any
) -> None:
    meeting_id = kept(lambda desk: desk.plan().id)
    officer, head, hands = tablet("secretary"), tablet("head"), Hands()
    rows = [f"Nội dung số {n};G12;Trần Thị Bình;1;Thông tin" for n in range(1, ITEMS + 1)]
    rows[100] = rows[100].replace("G12", "Bộ Tài chín")
    content = "\r\n".join([HEADING, *rows]).encode("utf-8-sig")

    officer.goto(f"/meetings/{meeting_id}")
    hands.follow(officer, "Nhập từ bảng tính")
    hands.count += 2  # opening the chooser, taking the file
    officer.locator("input[type=file]").set_input_files(
        {"name": "noi-dung.csv", "mimeType": "text/csv", "buffer": content}
    )
    hands.click(officer, "Đọc tệp và xem trước")
    expect(officer.get_by_text("Không có cơ quan “Bộ Tài chín”.")).to_be_visible(timeout=30_000)
    hands.click(officer, "Bộ Tài chính")
    hands.click(officer, f"Nhập cả {ITEMS} nội dung")
    expect(officer.get_by_role("heading", name="Kết quả nhập")).to_be_visible(timeout=30_000)
    hands.follow(officer, "Xem chương trình")
    hands.click(officer, "Trình lãnh đạo duyệt")
    asked = officer.get_by_role("button", name="Trình lãnh đạo duyệt")
    expect(asked).to_have_attribute("aria-disabled", "true", timeout=30_000)
    expect(officer.locator("[data-ec-problem]")).to_have_count(0)

    head.goto(f"/meetings/{meeting_id}")
    hands.click(head, "Duyệt chương trình")
    hands.click(head, "Duyệt chương trình", within="#ec-confirm")
    expect(head.get_by_role("button", name="Gửi bản A")).to_be_visible(timeout=30_000)
    for box in head.get_by_label("Lý do vẫn gửi").all():
        hands.count += 1
        box.fill("Đã đọc cùng các Bộ")
    hands.click(head, "Gửi bản A")
    hands.click(head, "Gửi bản A", within="#ec-confirm")
    expect(head.locator(".mt-invited li").first).to_be_visible(timeout=30_000)

    member = tablet("minister.g12")
    member.goto(f"/meetings/{meeting_id}")
    expect(member.locator(".mt-agenda--sent > li")).to_have_count(ITEMS)
    assert hands.count <= MOST


def test_people_change_seats_by_dragging_and_by_key(
    tablet: Callable[[str], Page], kept: Any
) -> None:
    def seated(desk: Secretariat) -> int:
        meeting, actor = desk.sent(), desk.actor("secretary")
        room = seating.add_room(
            desk.db, actor=actor, name="Phòng số 1", shape=Shape.LONG_TABLE, seats=8
        )
        seating.choose_room(desk.db, actor=actor, meeting=meeting, room=room)
        seating.give_out(desk.db, actor=actor, meeting=meeting)
        return meeting.id

    meeting_id = kept(seated)

    def at(label: str) -> str:
        def find(desk: Secretariat) -> str:
            found = arranged(desk.db, desk.db.get_one(Meeting, meeting_id))
            assert found is not None
            return next(one.name for one in found.places if one.seat["label"] == label)

        found: str = kept(find)
        return found

    page = tablet("secretary")
    page.set_viewport_size({"width": 1180, "height": 1800})
    page.goto(f"/meetings/{meeting_id}/seats")
    before = at("2")
    here = page.locator("[data-label='2']").bounding_box()
    there = page.locator("[data-label='7']").bounding_box()
    assert here
    assert there
    page.mouse.move(here["x"] + here["width"] / 2, here["y"] + here["height"] / 2)
    page.mouse.down()
    page.mouse.move(there["x"] + there["width"] / 2, there["y"] + there["height"] / 2, steps=12)
    page.mouse.up()
    eventually(lambda: at("7") == before)
    expect(page.locator("[data-label='7'].is-set")).to_have_count(1)

    def put(label: str, seat: str) -> None:
        page.locator(f"[data-label='{label}']").focus()
        page.keyboard.press("Enter")
        page.locator(f"[data-label='{seat}']").focus()
        page.keyboard.press("Enter")

    first = at("1")
    put("7", "3")
    put("1", "8")  # while the other is still under way
    eventually(lambda: (at("3"), at("8")) == (before, first))
    expect(page.locator("[data-label='8'].is-set")).to_be_focused()
