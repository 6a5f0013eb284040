"""A tablet that changes hands: what somebody began to send is theirs alone, and goes with them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Tablet
from tests.browser.test_large_uploads import large_pdf
from tests.cabinet import PASSWORD
from tests.live_server import eventually


def begun(tablet: Tablet, file: Path) -> Page:
    """The page of somebody who left a large file half sent."""
    page = tablet.page
    page.on("dialog", lambda dialog: dialog.accept())
    page.route("**/uploads/*", lambda route: (
        route.continue_() if route.request.headers.get("upload-offset", "0") == "0"
        else route.abort("internetdisconnected")
    ))  # fmt: skip
    page.goto("/documents")
    page.locator('ec-upload input[type="file"]').set_input_files(file)
    expect(page.get_by_text("Mất kết nối")).to_be_visible()
    page.goto("/account")
    page.unroute("**/uploads/*")
    return page


def remembered(page: Page) -> list[str]:
    """What this browser says of files that were begun."""
    kept = page.context.storage_state()["origins"]
    return [
        item["value"]
        for origin in kept
        for item in origin["localStorage"]
        if item["name"].startswith("tus::")
    ]


def test_a_file_begun_is_forgotten_by_the_tablet_at_a_sign_out_without_a_network(
    tablet_of: Callable[..., Tablet], tmp_path: Path
) -> None:
    tablet = tablet_of("secretary")
    tablet.is_offline = True
    page = begun(tablet, large_pdf(tmp_path))
    assert "ho-so-lon.pdf" in remembered(page)[0]
    tablet.set_offline(True)
    page.get_by_role("button", name="Đăng xuất").first.evaluate("(one) => one.form.requestSubmit()")
    page.wait_for_url(re.compile("/offline$|chrome-error"))
    assert remembered(page) == []


def test_who_takes_the_tablet_over_begins_the_same_file_anew(
    tablet_of: Callable[..., Tablet], tmp_path: Path
) -> None:
    tablet, file = tablet_of("secretary"), large_pdf(tmp_path)
    tablet.is_offline = True
    page = begun(tablet, file)
    page.context.clear_cookies()  # ended by another tablet: this one was not asked
    page.goto("/sign-in")
    page.get_by_label("Tên đăng nhập").fill("head")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page).to_have_url(re.compile(r"/$"))
    eventually(lambda: page.evaluate("1") and remembered(page) == [])
    page.goto("/documents")
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.method) if "/uploads" in one.url else None)
    page.locator('ec-upload input[type="file"]').set_input_files(file)
    expect(page.get_by_role("link", name="ho-so-lon")).to_be_visible()
    assert asked == ["POST", *["PATCH"] * 4]
