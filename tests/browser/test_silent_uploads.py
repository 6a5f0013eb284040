"""A file on a line that breaks without a word: not waited for without end, and filed once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import Tablet
from tests.browser.test_large_uploads import large_pdf, offsets_of
from tests.documents.papers import pdf
from tests.live_server import eventually

WAYS_IN = "**/api/v1/documents"
FILES = 'ec-upload input[type="file"]'


def on_the_list(tablet: Tablet) -> Page:
    """The list of papers, whose time the test lets pass."""
    tablet.is_offline = True  # lines about lost requests are what these tests make
    page = tablet.page
    page.clock.install()
    page.goto("/documents")
    return page


def small_pdf(folder: Path) -> Path:
    file = folder / "to-trinh.pdf"
    file.write_bytes(pdf("Sent in silence", 1))
    return file


def asks_again(row: Locator) -> Locator:
    expect(row.locator(".ec-error")).to_contain_text("Mạng không phản hồi")
    return row.get_by_role("button", name="Gửi lại")


def test_a_small_file_that_gets_no_answer_is_given_up_and_sent_again_with_its_key(
    tablet_of: Callable[..., Tablet], tmp_path: Path
) -> None:
    page = on_the_list(tablet_of("secretary"))
    keys: list[str] = []
    page.on("request", lambda asked: (
        keys.append(asked.headers["idempotency-key"]) if asked.url.endswith("/v1/documents")
        else None
    ))  # fmt: skip
    page.route(WAYS_IN, lambda route: None)
    page.locator(FILES).set_input_files(small_pdf(tmp_path))
    row = page.locator(".ec-upload-item")
    eventually(lambda: page.evaluate("1") and len(keys) == 1)
    page.clock.fast_forward("00:30")
    expect(row.locator(".ec-error")).to_have_count(0)
    page.clock.fast_forward("00:31")
    again = asks_again(row)
    page.unroute(WAYS_IN)
    again.click()
    expect(page.get_by_role("link", name="to-trinh")).to_have_count(1)
    expect(row).to_have_count(0)
    assert keys == [keys[0]] * 2


def test_a_large_file_on_a_silent_line_waits_for_the_network_and_goes_on_by_itself(
    tablet_of: Callable[..., Tablet], tmp_path: Path
) -> None:
    page = on_the_list(tablet_of("secretary"))
    pieces = offsets_of(page)
    is_silent = True

    def swallow_the_second(route: Route) -> None:
        if not is_silent or route.request.headers.get("upload-offset", "0") == "0":
            route.continue_()

    page.route("**/uploads/*", swallow_the_second)
    page.locator(FILES).set_input_files(large_pdf(tmp_path))
    eventually(lambda: page.evaluate("1") and len(pieces) == 2)
    page.clock.fast_forward("01:05")
    expect(page.locator(".ec-upload-item")).to_contain_text("Mất kết nối")
    # Not taken off: with the last route off, the browser lets go what it held back.
    is_silent = False
    page.clock.fast_forward("00:31")
    expect(page.get_by_role("link", name="ho-so-lon")).to_be_visible()
    assert pieces[:3] == [pieces[0], pieces[1], pieces[1]]
