"""The desk and the member's page in a real browser: moved, typed, answered, seen elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from ecabinet.auth.services import find_account, open_sign_in
from ecabinet.config import Config
from tests.cabinet import Cabinet
from tests.live_server import LiveServer, eventually
from tests.meetings.sittings import Secretariat


@pytest.fixture
def server(config: Config) -> Iterator[LiveServer]:
    running = LiveServer(config)
    yield running
    running.close()


@pytest.fixture
def kept(server: LiveServer, cabinet: Cabinet) -> Callable[[Callable[[Secretariat], Any]], Any]:
    def do(work: Callable[[Secretariat], Any]) -> Any:
        with server.database.unit_of_work() as db:
            return work(Secretariat(db, cabinet))

    return do


@pytest.fixture
def tablet(server: LiveServer, browser: Browser) -> Iterator[Callable[[str], Page]]:
    """`tablet("secretary")`: a signed-in tablet's page; errors of its scripts fail the test."""
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def make(login: str) -> Page:
        context = browser.new_context(
            viewport={"width": 1180, "height": 820}, locale="vi", base_url=server.address
        )
        contexts.append(context)
        with server.database.unit_of_work() as db:
            account = find_account(db, login)
            at = datetime.now(UTC)
            _, token = open_sign_in(db, account, user_agent="", address="", at=at)
        cookie = server.tablet({"_user_id": token, "_fresh": True, "language": "vi"}).cookie
        context.add_cookies([{"name": "ecabinet", "value": cookie, "url": server.address}])
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        return page

    yield make
    for context in contexts:
        context.close()
    assert problems == []


def titles(page: Page) -> list[str]:
    return page.locator(".mt-item-title").evaluate_all(
        "(all) => all.map((one) => one.textContent.trim().split(/\\s+/)[1])"
    )


def test_items_are_moved_by_button_and_key_and_the_other_officer_sees_it(
    tablet: Callable[[str], Page], kept: Any
) -> None:
    meeting_id = kept(lambda desk: [m := desk.plan(), *(desk.add(m, t) for t in "ABC")][0].id)
    one, two = tablet("secretary"), tablet("head")
    for page in (one, two):
        page.goto(f"/meetings/{meeting_id}")
        expect(page.locator("ec-connection")).to_have_attribute("state", "connected")
    assert titles(one) == ["A", "B", "C"]

    one.get_by_role("button", name="Chuyển xuống: A").click()
    eventually(lambda: titles(two) == ["B", "A", "C"])
    eventually(lambda: titles(one) == ["B", "A", "C"])
    expect(one.locator("ec-agenda-order")).not_to_have_attribute("revision", "4")

    two.get_by_role("button", name="chuyển chỗ: C").focus()
    two.keyboard.press("ArrowUp")
    eventually(lambda: titles(one) == ["B", "C", "A"])


def test_what_an_officer_types_survives_what_the_other_does(
    tablet: Callable[[str], Page], kept: Any
) -> None:
    meeting_id = kept(lambda desk: [m := desk.plan(), *(desk.add(m, t) for t in "AB")][0].id)
    one, two = tablet("secretary"), tablet("head")
    for page in (one, two):
        page.goto(f"/meetings/{meeting_id}")
        expect(page.locator("ec-connection")).to_have_attribute("state", "connected")
    one.get_by_role("link", name="Sửa: A").click()
    field = one.locator("[data-item] form input[name=title]")
    field.fill("A của tôi")

    two.get_by_role("link", name="Sửa: A").click()
    two.locator("[data-item] form input[name=title]").fill("A của lãnh đạo")
    two.get_by_role("button", name="Lưu nội dung").click()
    expect(one.locator(".mt-item-title").first).to_contain_text("A của lãnh đạo")

    expect(field).to_have_value("A của tôi")
    one.get_by_role("button", name="Lưu nội dung").click()
    expect(one.get_by_text("Người khác vừa thay đổi")).to_be_visible()
    expect(field).to_have_value("A của tôi")
    one.get_by_role("button", name="Giữ phần của tôi").click()
    one.get_by_role("button", name="Lưu nội dung").click()
    expect(two.locator(".mt-item-title").first).to_contain_text("A của tôi")


def test_the_head_approves_sends_and_a_minister_answers_in_two_taps(
    tablet: Callable[[str], Page], kept: Any, pdf: bytes
) -> None:
    meeting_id = kept(lambda desk: [m := desk.plan(), desk.add(m, "A")][0].id)
    head, minister = tablet("head"), tablet("minister.g12")
    head.goto(f"/meetings/{meeting_id}")
    head.locator("ec-upload input[type=file]").first.set_input_files(
        {"name": "To-trinh.pdf", "mimeType": "application/pdf", "buffer": pdf}
    )
    expect(head.locator(".mt-papers a")).to_have_count(1, timeout=20_000)
    head.get_by_role("button", name="Duyệt chương trình").click()
    head.get_by_role("button", name="Gửi bản A").click()
    head.locator("#ec-confirm").get_by_role("button", name="Gửi bản A").click()
    expect(head.locator(".mt-invited li")).to_have_count(5)

    minister.goto("/")
    minister.get_by_role("link", name="Trả lời giấy mời").click()
    expect(minister.locator(".mt-papers a")).to_have_count(1)
    minister.get_by_role("button", name="Tôi sẽ dự").click()
    expect(minister.locator(".mt-answer .ec-state")).to_contain_text("Dự họp")
    expect(head.locator(".mt-invited .ec-state", has_text="Dự họp")).to_have_count(1)


def test_an_item_is_dragged_by_its_handle(tablet: Callable[[str], Page], kept: Any) -> None:
    meeting_id = kept(lambda desk: [m := desk.plan(), *(desk.add(m, t) for t in "ABC")][0].id)
    page = tablet("secretary")
    page.set_viewport_size({"width": 1180, "height": 1600})
    page.goto(f"/meetings/{meeting_id}")
    expect(page.locator("ec-connection")).to_have_attribute("state", "connected")

    here = page.get_by_role("button", name="chuyển chỗ: C").bounding_box()
    there = page.locator("[data-item]").first.bounding_box()
    assert here
    assert there
    page.mouse.move(here["x"] + 10, here["y"] + 10)
    page.mouse.down()
    page.mouse.move(here["x"] + 10, there["y"] + there["height"] / 2, steps=10)
    page.mouse.move(here["x"] + 10, there["y"] + 5, steps=10)
    with page.expect_response("**/order") as answered:
        page.mouse.up()

    assert answered.value.ok
    page.reload()
    assert titles(page) == ["C", "A", "B"]
