"""The evening before: an assistant prepares, the minister answers all, the chair's list changes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.cabinet import Cabinet
from tests.live_server import LiveServer
from tests.meetings.live.room import Room, invited_meeting
from tests.meetings.positions.placing import NO, all_say, assist

TITLES = ("Tờ trình thứ nhất", "Báo cáo thứ hai", "Dự thảo thứ ba")
Tablet = Callable[..., Page]


@pytest.fixture
def tablet(server: LiveServer, cabinet: Cabinet, tablet: Tablet) -> Tablet:
    """`tablet("pm", "/meetings/1/positions")`: a signed-in tablet on a page, held upright."""
    with server.database.unit_of_work() as db:
        room = Room(db, cabinet, invited_meeting(db, cabinet, *TITLES))
        assist(room, "officer.g15", "minister.g15")
        for item in room.items:
            all_say(room, item, NO, "minister.g15", "minister.g12")
        room.open()

    def open_page(login: str, path: str, scripts: bool = True) -> Page:
        page = tablet(login, (820, 1180), scripts=scripts)
        page.goto(path)
        if scripts:
            expect(page.locator("ec-connection")).to_have_attribute("state", "connected")
        return page

    return open_page


def stance(page: Page, item: int, name: str) -> None:
    page.locator(f"#item-{item}").get_by_role("button", name=name, exact=True).first.click()


def test_the_assistant_prepares_and_the_minister_confirms_and_the_chairs_list_follows(
    tablet: Tablet,
) -> None:
    chair = tablet("pm", "/meetings/1/positions/board")
    listed = chair.locator("section[aria-labelledby=en-bloc-title] .po-item")
    expect(listed).to_have_count(3)
    minister = tablet("minister.g15", "/meetings/1/positions")
    assistant = tablet("officer.g15", "/meetings/1/positions")

    assistant.locator("#item-2 summary").click()
    assistant.locator("#remark-2").fill("Đề nghị làm rõ kinh phí")
    stance(assistant, 2, "Phản đối")
    expect(assistant.locator("#item-2 .ec-state")).to_contain_text("Đã chuẩn bị")
    expect(listed).to_have_count(3)
    confirm = minister.locator("button", has_text="Xác nhận cả 1 quan điểm")
    confirm.click()

    expect(minister.locator("#item-2 .ec-state")).to_contain_text("Phản đối")
    expect(listed).to_have_count(2)
    expect(chair.locator("section[aria-labelledby=discuss-title]")).to_contain_text(
        "Đề nghị làm rõ kinh phí"
    )
    minister.locator("button", has_text="Không phản đối 2 nội dung còn lại").click()
    expect(minister.locator(".po-summary")).to_contain_text("3/3")
    # Their own tablet hears of it too, and the way back stays.
    minister.wait_for_timeout(1500)
    minister.locator("button", has_text="Hoàn tác").click()
    expect(minister.locator(".po-summary")).to_contain_text("1/3")


def test_the_three_buttons_are_large_enough_and_work_without_scripts(tablet: Tablet) -> None:
    page = tablet("minister.g12", "/meetings/1/positions", False)
    for box in page.locator(".po-button").all():
        size = box.bounding_box()
        assert size is not None and size["height"] >= 44 and size["width"] >= 44

    stance(page, 1, "Muốn phát biểu")

    expect(page.locator("#item-1 .ec-state")).to_contain_text("Muốn phát biểu")
    page.locator("button", has_text="Không phản đối 2 nội dung còn lại").click()
    expect(page.locator(".po-summary")).to_contain_text("3/3")
