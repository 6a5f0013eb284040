"""A room is made, its seats moved by hand and by key, saved, and used in a sitting."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from meetings.seating import queries
from tests.meetings.test_desk_in_browser import kept

__all__ = ["kept"]


def test_a_room_is_made_its_seats_are_moved_and_a_sitting_is_held_in_it(
    tablet: Callable[[str], Page], kept: Any
) -> None:
    meeting_id = kept(lambda desk: desk.sent().id)
    page = tablet("secretary")
    page.set_viewport_size({"width": 1180, "height": 1800})
    page.goto("/meetings")
    page.get_by_role("link", name="Phòng họp").click()
    expect(page.get_by_text("Chưa có phòng họp nào")).to_be_visible()
    page.get_by_label("Tên phòng").fill("Phòng Hùng Vương")
    page.get_by_label("Số ghế").fill("8")
    page.get_by_role("button", name="Tạo phòng").click()
    seat = page.locator('[data-key="s2"]')
    expect(seat).to_be_visible(timeout=30_000)

    def places() -> dict[str, tuple[int, int]]:
        def look(desk: Any) -> dict[str, tuple[int, int]]:
            (room,) = queries.list_rooms(desk.db)
            return {one["key"]: (one["x"], one["y"]) for one in room.seats}

        found: dict[str, tuple[int, int]] = kept(look)
        return found

    before = places()
    box = seat.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=8)
    page.mouse.up()
    page.locator('[data-key="s3"]').focus()
    for key in ("ArrowRight", "ArrowRight", "Shift+ArrowDown"):
        page.keyboard.press(key)
    page.get_by_role("button", name="Lưu sơ đồ").click()
    expect(page.get_by_text("Đã lưu phòng họp.")).to_be_visible(timeout=30_000)
    after = places()
    assert {key for key in after if after[key] != before[key]} == {"s2", "s3"}
    went = [now - then for now, then in zip(after["s3"], before["s3"], strict=True)]
    assert went == [pytest.approx(20, abs=5), pytest.approx(50, abs=5)]
    assert all(place % 10 == 0 for place in after["s3"])
    assert after["s2"][0] > before["s2"][0]
    assert after["s2"][1] > before["s2"][1]

    page.goto(f"/meetings/{meeting_id}/seats")
    page.get_by_label("Phòng họp của phiên").select_option(label="Phòng Hùng Vương · 8 ghế")
    page.get_by_role("button", name="Chọn phòng").click()
    expect(page.locator(".st-seat.is-taken").first).to_be_visible(timeout=30_000)
    moved = page.locator('[data-seat="s2"]').get_attribute("transform")
    assert moved == f"translate({after['s2'][0]} {after['s2'][1]})"
