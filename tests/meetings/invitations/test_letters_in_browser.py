"""The letters of all in one file, asked for on the page: the file comes without a reload."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from ecabinet.jobs.engine import run_queued
from meetings.invitations.letters import services as letters
from tests.cabinet import Cabinet
from tests.live_server import LiveServer
from tests.meetings.sittings import Secretariat


def test_the_file_is_offered_on_the_open_page_as_soon_as_it_is_drawn(
    server: LiveServer, tablet: Callable[..., Page], cabinet: Cabinet
) -> None:
    with server.app.app_context(), server.database.unit_of_work() as db:
        desk = Secretariat(db, cabinet)
        meeting = desk.sent("Báo cáo")
        letters.issue_letter(
            db, actor=desk.actor("secretary"), meeting=meeting, requirements=[], language="vi"
        )
        address = f"/meetings/{meeting.id}/letters"
    page = tablet("secretary")
    page.goto(address)
    expect(page.locator("ec-connection[state='connected']")).to_be_attached()
    page.evaluate("() => { window.isSamePage = true; }")
    bundles = page.locator("[data-letters]")
    bundles.get_by_role("button", name="Ghép tất cả thành một PDF").click()
    expect(bundles.locator("[data-job]")).to_be_visible()

    with server.app.app_context():
        run_queued(server.app)

    link = bundles.locator("a[href$='/letters/all.pdf']")
    expect(link).to_be_visible()
    assert page.evaluate("() => window.isSamePage")
    with page.expect_download() as download:
        link.click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
