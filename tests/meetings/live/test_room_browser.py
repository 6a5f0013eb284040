"""Three tablets in one room: the chair moves on, the others follow, nobody loses a word."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.cabinet import Cabinet
from tests.live_server import LiveServer
from tests.meetings.live.room import Room, invited_meeting

TITLES = ("Tờ trình thứ nhất", "Báo cáo thứ hai")


@pytest.fixture
def tablet(
    server: LiveServer, cabinet: Cabinet, tablet: Callable[..., Page]
) -> Callable[[str, str], Page]:
    """`tablet("pm", "/meetings/1/room")`: a signed-in tablet on a page; a sitting is open."""
    with server.database.unit_of_work() as db:
        room = Room(db, cabinet, invited_meeting(db, cabinet, *TITLES))
        room.open()
        room.call(room.items[0])

    def open_page(login: str, path: str) -> Page:
        page = tablet(login)
        page.goto(path)
        expect(page.locator("ec-connection")).to_have_attribute("state", "connected")
        return page

    return open_page


def test_tablets_follow_the_chair_and_what_is_being_written_stays(
    tablet: Callable[[str, str], Page],
) -> None:
    member, clerk = tablet("minister.g12", "/meetings/1/room"), tablet("clerk", "/meetings/1/room")
    elsewhere, chair = tablet("minister.g15", "/"), tablet("pm", "/meetings/1/room")
    note = clerk.locator('form[data-ec-form="note"]')
    note.locator("textarea").fill("Đang viết dở")

    chair.get_by_role("button", name="Sang nội dung 2").click()

    for page in (member, clerk):
        expect(page.locator(".lr-title")).to_have_text(TITLES[1])
    expect(note.locator("textarea")).to_have_value("Đang viết dở")
    expect(note).to_have_attribute("action", "/items/1/notes")
    expect(elsewhere.locator("[data-follow-banner]")).to_contain_text("nội dung 2")
    assert elsewhere.url.endswith("/"), "nobody is taken from the page they are on"

    chair.locator('form[data-ec-form="conclusion"] [name="text"]').fill("Thông qua.")
    chair.get_by_role("button", name="Kết luận", exact=True).click()
    expect(member.locator(".lr-conclusion")).to_contain_text("Thông qua.")
