"""A large file from a tablet with a bad network: it goes on where it stopped."""

from __future__ import annotations

import random
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Tablet
from tests.documents.papers import pdf
from tests.live_server import eventually

MIB = 1024 * 1024


def large_pdf(folder: Path) -> Path:
    """A PDF of 13 MiB: a small one with much in it that no reader shows."""
    file = folder / "ho-so-lon.pdf"
    with pikepdf.open(BytesIO(pdf("A large dossier", 2))) as dossier:
        dossier.Root.Ballast = dossier.make_stream(random.Random(7).randbytes(13 * MIB))
        dossier.save(file)
    return file


def test_a_broken_connection_and_a_closed_page_cost_no_more_than_the_last_piece(
    tablet_of: Callable[..., Tablet], tmp_path: Path
) -> None:
    file = large_pdf(tmp_path)
    officer = tablet_of("secretary")
    page = officer.page
    officer.is_offline = True  # lines about lost requests are what this test makes
    pieces: list[int] = []

    def second_is_lost(route: Route) -> None:
        offset = int(route.request.headers["upload-offset"])
        pieces.append(offset)
        if len(pieces) == 2:
            route.abort("internetdisconnected")
        else:
            route.continue_()

    page.route("**/uploads/*", lambda route: (
        second_is_lost(route) if route.request.method == "PATCH" else route.continue_()
    ))  # fmt: skip
    page.goto("/documents")
    page.locator('ec-upload input[type="file"]').set_input_files(file)
    expect(page.get_by_role("link", name="ho-so-lon")).to_be_visible()
    # Four pieces of 4 MiB, and the second one twice; nothing was sent that was there already.
    assert pieces == [0, 4 * MIB, 4 * MIB, 8 * MIB, 12 * MIB]

    page.unroute("**/uploads/*")
    begun: list[str] = []
    page.route("**/uploads/*", lambda route: (
        route.abort("internetdisconnected")
        if route.request.method == "PATCH" and route.request.headers["upload-offset"] != "0"
        else route.continue_()
    ))  # fmt: skip
    again = tmp_path / "lan-hai.pdf"
    again.write_bytes(file.read_bytes())
    page.locator('ec-upload input[type="file"]').set_input_files(again)
    expect(page.get_by_text("Mất kết nối")).to_be_visible()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/documents")
    page.unroute("**/uploads/*")
    page.on("request", lambda request: begun.append(request.headers.get("upload-offset", "")))
    page.locator('ec-upload input[type="file"]').set_input_files(again)
    expect(page.get_by_role("link", name="lan-hai")).to_be_visible()
    assert [offset for offset in begun if offset] == [str(4 * MIB), str(8 * MIB), str(12 * MIB)]


def test_large_files_that_are_stopped_leave_their_places_to_others_and_the_page_to_be_left(
    tablet_of: Callable[..., Tablet], tmp_path: Path
) -> None:
    file = large_pdf(tmp_path)
    page = tablet_of("secretary").page
    gone: list[str] = []
    # Nothing of them gets on: both places are taken when they are stopped.
    page.route("**/uploads/*", lambda route: (
        None if route.request.method == "PATCH" else route.continue_()
    ))  # fmt: skip
    page.on("request", lambda asked: gone.append(asked.url) if asked.method == "DELETE" else None)
    page.goto("/documents")
    chosen = page.locator('ec-upload input[type="file"]')
    for number in (1, 2):
        copy = tmp_path / f"dung-lai-{number}.pdf"
        copy.write_bytes(file.read_bytes())
        with page.expect_request(lambda asked: asked.method == "PATCH"):
            chosen.set_input_files(copy)
    last = tmp_path / "sau-cung.pdf"
    last.write_bytes(pdf("After the others", 1))
    chosen.set_input_files(last)
    rows = page.locator(".ec-upload-item")
    for left in (2, 1):
        rows.first.get_by_role("button").click()
        expect(rows.filter(has_text="dung-lai")).to_have_count(left - 1)
    expect(page.get_by_role("link", name="sau-cung")).to_be_visible()
    assert len(gone) == 2
    may_leave = "() => dispatchEvent(new Event('beforeunload', { cancelable: true }))"
    assert page.evaluate(may_leave)


def test_a_large_file_that_cannot_even_begin_says_so_and_is_sent_again(
    tablet_of: Callable[..., Tablet], tmp_path: Path
) -> None:
    file = large_pdf(tmp_path)
    officer = tablet_of("secretary")
    officer.is_offline = True
    page = officer.page
    page.goto("/documents")
    sender = "**/tus-js-client/**"
    page.route(sender, lambda route: route.abort("internetdisconnected"))
    page.locator('ec-upload input[type="file"]').set_input_files(file)
    row = page.locator(".ec-upload-item")
    expect(row.locator(".ec-error")).to_be_visible()
    may_leave = "() => dispatchEvent(new Event('beforeunload', { cancelable: true }))"
    assert page.evaluate(may_leave)
    page.unroute(sender)
    row.get_by_role("button").first.click()
    expect(page.get_by_role("link", name="ho-so-lon")).to_be_visible()


def offsets_of(page: Page) -> list[str]:
    """The pieces that are sent from now on, by where they begin."""
    sent: list[str] = []
    page.on(
        "request",
        lambda asked: (
            sent.append(asked.headers["upload-offset"]) if asked.method == "PATCH" else None
        ),
    )
    return sent


def test_a_large_file_that_the_busy_server_did_not_check_is_not_sent_a_second_time(
    tablet_of: Callable[..., Tablet], tmp_path: Path
) -> None:
    officer = tablet_of("secretary")
    officer.is_offline = True
    page = officer.page
    page.goto("/documents")
    ways_in = "**/api/v1/documents"
    page.route(ways_in, lambda route: route.fulfill(status=503, body="busy"))
    page.locator('ec-upload input[type="file"]').set_input_files(large_pdf(tmp_path))
    row = page.locator(".ec-upload-item")
    expect(row.locator(".ec-error")).to_be_visible()
    page.unroute(ways_in)
    pieces = offsets_of(page)
    row.get_by_role("button").first.click()
    expect(page.get_by_role("link", name="ho-so-lon")).to_be_visible()
    assert pieces == []
    officer.faults = [fault for fault in officer.faults if "503" not in fault]  # its own answer


def test_a_large_file_that_was_filed_though_nobody_heard_of_it_is_filed_once(
    tablet_of: Callable[..., Tablet], tmp_path: Path
) -> None:
    officer = tablet_of("secretary")
    officer.is_offline = True
    page = officer.page
    page.goto("/documents")
    ways_in = "**/api/v1/documents"

    def answer_is_lost(route: Route) -> None:
        assert route.fetch().status == 201
        route.abort("internetdisconnected")

    page.route(ways_in, answer_is_lost)
    page.locator('ec-upload input[type="file"]').set_input_files(large_pdf(tmp_path))
    row = page.locator(".ec-upload-item")
    expect(row.locator(".ec-error")).to_be_visible()
    page.unroute(ways_in)
    pieces = offsets_of(page)
    row.get_by_role("button").first.click()
    expect(page.get_by_role("link", name="ho-so-lon")).to_have_count(1)
    assert pieces == []


def test_files_that_wait_keep_what_was_chosen_when_they_came(
    tablet_of: Callable[..., Tablet], tmp_path: Path
) -> None:
    page = tablet_of("secretary").page
    page.goto("/documents")
    held: list[Route] = []
    ways_in = "**/api/v1/documents"

    def hold(route: Route) -> None:
        # The first two; when they are let go, the others follow.
        held.append(route)
        if len(held) > 2:
            route.continue_()

    page.route(ways_in, hold)
    level = page.locator('[data-documents-upload] [name="access_level"]')
    level.select_option("confidential")
    files = []
    for number in range(1, 5):
        file = tmp_path / f"cho-gui-{number}.pdf"
        file.write_bytes(pdf(f"Waiting {number}", 1))
        files.append(file)
    page.locator('ec-upload input[type="file"]').set_input_files(files)
    eventually(lambda: page.evaluate("1") and len(held) == 2)
    # Two are on their way and two wait; what is chosen now is for the next ones.
    level.select_option("cabinet")
    rows = page.locator(".ec-upload-item")
    expect(rows.last).to_contain_text("Hạn chế (người được chỉ định)")
    for route in held[:2]:
        route.continue_()
    for number in range(1, 5):
        filed = page.locator(".ec-row").filter(has_text=f"cho-gui-{number}")
        expect(filed).to_contain_text("Hạn chế (người được chỉ định)")
