"""Items are chosen by stretch and key, changed in one act after a question, and all come back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from meetings.agenda.placing import standing_items
from meetings.models import Meeting
from tests.live_server import eventually
from tests.meetings.test_desk_in_browser import kept

__all__ = ["kept"]


def test_a_stretch_is_chosen_by_hand_and_by_key_changed_after_a_question_and_undone(
    tablet: Callable[[str], Page], kept: Any
) -> None:
    meeting_id = kept(lambda desk: [m := desk.plan(), *(desk.add(m, t) for t in "ABCDEF")][0].id)

    def minutes() -> list[int]:
        def look(desk: Any) -> list[int]:
            meeting = desk.db.get_one(Meeting, meeting_id)
            return [item.minutes for item in standing_items(desk.db, meeting)]

        found: list[int] = kept(look)
        return found

    page = tablet("secretary")
    page.goto(f"/meetings/{meeting_id}")
    bar = page.locator("#many-form")
    expect(bar.get_by_role("status")).to_have_text("Chưa chọn nội dung nào")
    page.get_by_role("button", name="Chỉ hiện tên nội dung").click()
    page.get_by_role("checkbox", name="Chọn: B").check()
    page.get_by_role("checkbox", name="Chọn: D").click(modifiers=["Shift"])
    page.keyboard.press("Shift+ArrowDown")
    expect(bar.get_by_role("status")).to_have_text("Đã chọn 4 nội dung")
    bar.get_by_text("Đổi thông tin").click()
    bar.get_by_label("Số phút").fill("10")
    bar.get_by_role("button", name="Đổi các nội dung đã chọn").click()
    question = page.locator("#ec-confirm")
    expect(question).to_contain_text("Đổi 4 nội dung: Số phút: 10?")
    assert minutes() == [30] * 6
    question.get_by_role("button", name="Đổi các nội dung đã chọn").click()
    expect(page.get_by_text("Đã đổi 4 nội dung.")).to_be_visible(timeout=30_000)
    assert minutes() == [30, 10, 10, 10, 10, 30]
    expect(bar.get_by_role("status")).to_have_text("Chưa chọn nội dung nào")

    page.get_by_role("button", name="Hoàn tác cả thao tác").click()
    eventually(lambda: minutes() == [30] * 6)
