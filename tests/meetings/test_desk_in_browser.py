"""The desk and the member's page in a real browser: moved, typed, answered, seen elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from ecabinet.people.rules.body import AgendaNumbering
from meetings.agenda import sections
from meetings.models import Meeting
from tests.browser.patience import HELD, OVER
from tests.cabinet import Cabinet
from tests.live_server import LiveServer, eventually
from tests.meetings.sittings import Secretariat


@pytest.fixture
def kept(server: LiveServer, cabinet: Cabinet) -> Callable[[Callable[[Secretariat], Any]], Any]:
    def do(work: Callable[[Secretariat], Any]) -> Any:
        with server.database.unit_of_work() as db:
            return work(Secretariat(db, cabinet))

    return do


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


def test_a_list_stands_as_it_stood_and_is_free_when_the_network_swallows_a_move(
    tablet: Callable[[str], Page], kept: Any
) -> None:
    meeting_id = kept(lambda desk: [m := desk.plan(), *(desk.add(m, t) for t in "ABC")][0].id)
    page = tablet("secretary")
    page.add_init_script(HELD)
    page.goto(f"/meetings/{meeting_id}")
    silent = (f"**/api/v1/meetings/{meeting_id}/order", f"**/meetings/{meeting_id}")
    for address in silent:
        page.route(address, lambda route: None)
    down = page.get_by_role("button", name="Chuyển xuống: A")
    down.click()
    assert titles(page) == ["B", "A", "C"]
    eventually(lambda: [page.evaluate(OVER), titles(page) == ["A", "B", "C"]][1])
    expect(down).to_be_focused()
    for address in silent:
        page.unroute(address)
    down.click()
    expect(page.locator(".ec-toast--good")).to_be_visible()
    assert titles(page) == ["B", "A", "C"]


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
    head.locator("#ec-confirm").get_by_role("button", name="Duyệt chương trình").click()
    expect(head.get_by_role("button", name="Gửi bản A")).to_be_visible()
    for box in head.get_by_label("Lý do vẫn gửi").all():
        box.fill("Đã đọc cùng Bộ")
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


def test_items_go_over_the_edge_of_a_section_by_drag_and_key_and_are_put_back(
    tablet: Callable[[str], Page], kept: Any
) -> None:
    def build(desk: Secretariat) -> int:
        meeting, officer = desk.plan(), desk.actor("secretary")
        for name, titles in (("Thông qua", "AB"), ("Thảo luận", "C")):
            made = sections.add_section(desk.db, actor=officer, meeting=meeting, name=name)
            for title in titles:
                desk.add(meeting, title, section_id=made.id)
        sections.set_numbering(
            desk.db, actor=officer, meeting=meeting, numbering=AgendaNumbering.LETTER
        )
        return meeting.id

    meeting_id = kept(build)
    one, two = tablet("secretary"), tablet("head")
    for page in (one, two):
        page.goto(f"/meetings/{meeting_id}")
        expect(page.locator("ec-connection")).to_have_attribute("state", "connected")
    assert numbers(one) == ["A.1 A", "A.2 B", "B.1 C"]

    two.get_by_role("button", name="chuyển chỗ: B").focus()
    two.keyboard.press("ArrowDown")
    eventually(lambda: numbers(one) == ["A.1 A", "B.1 B", "B.2 C"])
    expect(two.locator("#ec-toasts")).to_contain_text("phần B. Thảo luận")

    two.get_by_role("button", name="Hoàn tác").click()
    eventually(lambda: numbers(one) == ["A.1 A", "A.2 B", "B.1 C"])

    one.set_viewport_size({"width": 1180, "height": 2600})
    handle = one.get_by_role("button", name="chuyển chỗ: C")
    start = handle.bounding_box()
    goal = one.locator(".mt-item", has_text="A.1").bounding_box()
    assert start and goal
    one.mouse.move(start["x"] + 10, start["y"] + 10)
    one.mouse.down()
    one.mouse.move(start["x"] + 10, start["y"] - 30, steps=5)
    one.mouse.move(goal["x"] + goal["width"] - 40, goal["y"] + 12, steps=15)
    one.mouse.up()
    eventually(lambda: "A.1 C" in numbers(two) or "A.2 C" in numbers(two))


def numbers(page: Page) -> list[str]:
    return page.locator(".mt-item-title").evaluate_all(
        "(all) => all.map((one) => one.textContent.trim().split(/\\s+/).slice(0, 2).join(' ')"
        ".replace('. ', ' '))"
    )


def test_papers_of_an_item_are_dragged_and_put_back_and_their_item_stays(
    tablet: Callable[[str], Page], kept: Any
) -> None:
    def build(desk: Secretariat) -> int:
        meeting = desk.plan()
        desk.add(meeting, "Trước")
        item = desk.add(meeting, "Sau")
        for title in ("Một", "Hai", "Ba"):
            desk.paper(item, title)
        return meeting.id

    meeting_id = kept(build)
    page = tablet("secretary")
    page.set_viewport_size({"width": 1180, "height": 2000})
    page.goto(f"/meetings/{meeting_id}")
    expect(page.locator("ec-connection")).to_have_attribute("state", "connected")

    def papers() -> list[str]:
        def read(desk: Secretariat) -> list[str]:
            meeting = desk.db.get_one(Meeting, meeting_id)
            [item] = [one for one in meeting.items if one.title == "Sau"]
            return [paper.document.title for paper in item.papers]

        found: list[str] = kept(read)
        return found

    def handle(title: str) -> Any:
        return page.get_by_role("button", name=f"để chuyển chỗ: {title}", exact=False).last

    here, there = handle("Ba").bounding_box(), handle("Một").bounding_box()
    assert here
    assert there
    page.mouse.move(here["x"] + 10, here["y"] + 10)
    page.mouse.down()
    page.mouse.move(here["x"] + 10, there["y"] + 20, steps=10)
    page.mouse.move(here["x"] + 10, there["y"] + 2, steps=4)
    page.mouse.up()
    eventually(lambda: papers() == ["Ba", "Một", "Hai"])
    page.locator("#ec-toasts").get_by_role("button", name="Hoàn tác").click()
    eventually(lambda: papers() == ["Một", "Hai", "Ba"])
    expect(page.locator("#ec-toasts")).to_contain_text("Đã trở về vị trí cũ.")
    handle("Hai").focus()
    page.keyboard.press("ArrowUp")
    eventually(lambda: papers() == ["Hai", "Một", "Ba"])
    assert titles(page) == ["Trước", "Sau"]
