"""Three tablets in one room: the chair moves on, the others follow, nobody loses a word."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from tests.cabinet import PASSWORD, Cabinet
from tests.meetings.live.room import Room, invited_meeting

TITLES = ("Tờ trình thứ nhất", "Báo cáo thứ hai")


@pytest.fixture
def tablet(app: Flask, cabinet: Cabinet, browser: Browser) -> Iterator[Callable[[str, str], Page]]:
    """`tablet("pm", "/meetings/1/room")`: a signed-in tablet on a page; a sitting is open."""
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        room = Room(db, cabinet, invited_meeting(db, cabinet, *TITLES))
        room.open()
        room.call(room.items[0])
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    contexts = []

    def open_page(login: str, path: str) -> Page:
        context = browser.new_context(viewport={"width": 1180, "height": 820})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        address = f"http://127.0.0.1:{server.server_port}"
        page.goto(f"{address}/sign-in")
        page.fill("[name=login]", login)
        page.fill("[name=password]", PASSWORD)
        page.click("main button.btn-primary")
        page.wait_for_url(f"{address}/")
        page.goto(address + path)
        expect(page.locator("ec-connection")).to_have_attribute("state", "connected")
        return page

    yield open_page
    for context in contexts:
        context.close()
    server.shutdown()
    thread.join()
    server.server_close()


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
