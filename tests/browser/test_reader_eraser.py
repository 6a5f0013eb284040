"""The eraser takes what is seen and meant, and only when it is lifted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.reader_tablet import Reader, stored, wave
from tests.live_server import LiveServer, eventually

Make = Callable[..., Reader]
AT = (520.0, 500.0)
"""Where the stroke of `drawn` runs through."""


def kinds(server: LiveServer) -> list[str]:
    return sorted(mark.kind.value for mark in stored(server))


@pytest.fixture
def drawn(tablet: Make, live_reader: LiveServer) -> Reader:
    """A tablet with one stored stroke, and the eraser in hand."""
    reader = tablet("minister.g12")
    reader.page.keyboard.press("p")
    reader.pen([(420.0 + 10 * at, AT[1]) for at in range(20)])
    eventually(lambda: kinds(live_reader) == ["ink"])
    expect(reader.page.locator(".reader-mark-ink[data-sync=saved]")).to_have_count(1)
    reader.page.keyboard.press("e")
    return reader


def all_is_there(reader: Reader) -> None:
    expect(reader.page.locator(".is-fading")).to_have_count(0)
    expect(reader.marks("ink")).to_have_count(1)
    assert reader.of_reader("store.all.length") == 1
    assert not reader.of_reader("pointer.busy")


def test_fingers_that_come_to_pinch_erase_nothing(drawn: Reader, live_reader: LiveServer) -> None:
    x, y = AT
    # Without a pen: a finger that is alone does erase.
    drawn.page.evaluate("() => { document.querySelector('ec-reader').pointer.penSeen = false; }")
    drawn._touch("touchStart", [(x, y)])
    expect(drawn.page.locator(".is-fading")).to_have_count(1)
    drawn._touch("touchStart", [(x, y), (x + 200, y)])
    all_is_there(drawn)
    drawn._touch("touchStart", [(x, y), (x + 200, y), (x - 20, y)])
    all_is_there(drawn)
    drawn._touch("touchEnd", [])
    all_is_there(drawn)

    drawn._touch("touchStart", [(x, y)])
    drawn._touch("touchEnd", [])
    eventually(lambda: kinds(live_reader) == [])


def test_a_hand_that_lay_down_before_its_pen_erases_nothing(drawn: Reader) -> None:
    x, y = AT
    drawn.page.evaluate("() => { document.querySelector('ec-reader').pointer.penSeen = false; }")
    drawn._touch("touchStart", [(x, y)])
    expect(drawn.page.locator(".is-fading")).to_have_count(1)
    drawn.pen([(x, y + 150), (x + 30, y + 150)])
    drawn._touch("touchEnd", [])
    all_is_there(drawn)


def test_escape_takes_the_eraser_off_the_page_without_erasing(
    drawn: Reader, live_reader: LiveServer
) -> None:
    mouse = drawn.page.mouse
    mouse.move(*AT)
    mouse.down()
    expect(drawn.page.locator(".is-fading")).to_have_count(1)
    drawn.page.keyboard.press("Escape")
    mouse.up()
    all_is_there(drawn)
    assert drawn.page.locator("ec-reader").get_attribute("data-tool") == "eraser"
    assert kinds(live_reader) == ["ink"]


def test_what_is_hidden_is_neither_erased_nor_chosen_with_the_whole_page(
    tablet: Make, live_reader: LiveServer
) -> None:
    reader = tablet("minister.g12")
    page = reader.page
    page.locator("button[data-tool=text]").click()
    page.mouse.click(420, 480)
    page.keyboard.insert_text("Đề nghị làm rõ nguồn kinh phí")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("p")
    reader.pen(wave(400, 495, 40))
    reader.pen(wave(400, 600, 20))
    eventually(lambda: kinds(live_reader) == ["ink", "ink", "text"])

    page.keyboard.press("e")
    page.keyboard.press("l")
    words = page.locator(".reader-mark-text").bounding_box()
    assert words
    page.locator("[data-list=kind]").select_option("ink")
    expect(reader.marks("text")).to_have_count(0)
    x, y = words["x"] + 20, words["y"]
    reader.pen([(x, y + 2 * at) for at in range(-10, 25)])
    eventually(lambda: kinds(live_reader) == ["ink", "text"])

    page.keyboard.press("s")
    page.locator("[data-part=surface]").focus()
    page.keyboard.press("Control+a")
    expect(page.locator(".reader-chosen")).to_have_count(1)
    page.keyboard.press("Delete")
    eventually(lambda: kinds(live_reader) == ["text"])
    assert reader.faults == []
