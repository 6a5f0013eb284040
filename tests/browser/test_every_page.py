"""Every page of the demo cabinet, for everybody who has it, in both themes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from demo.people import PASSWORD
from demo.story import build
from ecabinet import vendor
from ecabinet.app import create_app
from ecabinet.config import Config
from ecabinet.db import Database
from tests.browser.conftest import LANDSCAPE, PHONE, REPORT_VIOLATIONS, WAIT, Server, served

AXE = vendor.ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

FIRST, SECOND = ".ec-row-link >> nth=0", ".ec-row-link >> nth=1"
PAST, CLOSED, DRAFTS = "/meetings?period=past", "/ballots?tab=closed", "/ballots?tab=drafts"
ROOM, MINUTES, EDIT = "main a[href$='/room']", "main a[href$='/minutes']", "main a[href$='/edit']"
PAPER, TEXT = ".mt-papers a >> nth=0", "key:w"

PLACES: dict[str, tuple[str, ...]] = {
    "": ("/sign-in",),
    "pm": (
        "/", PAST, FIRST, MINUTES, "/ballots", FIRST, CLOSED, FIRST, "/meetings", FIRST, ROOM,
        "/decisions", FIRST, "/meetings/999999",
    ),
    "minister.g12": (
        "/search", "/search?q=du+thao",
        "/", "/meetings", FIRST, PAPER, TEXT, "/documents", "/assignments", FIRST, "/account",
        "/kept", "/delegations",
    ),
    "secretary": (
        "/meetings", SECOND, EDIT, "/meetings/new", DRAFTS, FIRST, "/ballots/new", "/documents",
        FIRST, "/documents/paper-only", "/documents/audit", "/documents/bulk",
        "/documents/numbering", "/assignments/new", "/jobs",
    ),
    "head": ("/", DRAFTS, FIRST, "/delegations?person=2"),
    "clerk": ("/", "/meetings", FIRST, ROOM),
    "officer.g12": ("/", "/assignments", FIRST),
    "auditor": ("/", "/journal", "/documents/audit"),
    "admin": ("/accounts",),
}  # fmt: skip
"""By sign-in: addresses, and what is pressed on the page before to come to the next."""

ON_A_PHONE: dict[str, tuple[str, ...]] = {
    "minister.g15": ("/", "/ballots", FIRST, CLOSED, FIRST, "/meetings", FIRST, ROOM),
}

SMALL_TARGETS = """() => {
  const targets = "a[href], button, summary, select, label.ec-tick, .form-control";
  const inProse = (e) => e.matches("p:not(.ec-actions) a, .ec-prose a, td a");
  return [...document.querySelectorAll(targets)]
    .filter((e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
    .filter((e) => !e.matches(".ec-row-link, .ec-skip") && !inProse(e))
    .filter((e) => {
      const { width, height } = e.getBoundingClientRect();
      return Math.min(width, height) < 43.5;
    })
    .map((e) => `small target: ${e.outerHTML.slice(0, 120)}`);
}"""  # the link of a row covers the whole row; half a pixel is the rounding of a zoomed layout


def _fill_demo(config: Config, database: Database) -> None:
    app = create_app(config)
    with app.app_context():
        build(database, app.extensions["ecabinet.store"], config.timezone, lambda line: None)
    app.extensions["ecabinet.database"].dispose()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, chromium_path: str) -> Iterator[Server]:
    """The server over the demo cabinet."""
    with served(tmp_path_factory.mktemp("demo"), _fill_demo) as server:
        yield server


def _ready(page: Page) -> None:
    """Wait until all is loaded: letters, live connection, a paper drawn."""
    page.wait_for_load_state("networkidle")
    page.evaluate("() => document.fonts.ready.then(() => true)")
    if page.locator("ec-reader").count():
        expect(page.locator(".textLayer span").first).to_be_attached()
    _still(page)


def _still(page: Page) -> None:
    page.evaluate(
        "() => Promise.all(document.getAnimations().map((one) => one.finished)).then(() => true)"
    )


def _axe(page: Page, options: dict[str, Any]) -> list[str]:
    session = page.context.new_cdp_session(page)  # the content policy forbids adding a script
    session.send("Runtime.evaluate", {"expression": AXE.read_text()})
    found = page.evaluate("(options) => axe.run(options)", options)
    return [
        f"{one['id']}: {json.dumps([node['target'] for node in one['nodes']])}"
        for one in found["violations"]
    ]


def _faults(page: Page) -> list[str]:
    """What is wrong with the page in view, light and then dark (where colours alone change)."""
    found = _axe(page, {"runOnly": TAGS})
    found += page.evaluate(SMALL_TARGETS)
    if page.evaluate("() => document.documentElement.scrollWidth > innerWidth"):
        found.append("the page scrolls sideways")
    page.emulate_media(color_scheme="dark")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    _still(page)
    found += [f"dark: {one}" for one in _axe(page, {"runOnly": ["color-contrast"]})]
    page.emulate_media(color_scheme="light")
    return found


def _walk(
    browser: Browser, address: str, login: str, places: tuple[str, ...], size: tuple[int, int]
) -> list[str]:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, locale="vi-VN", has_touch=True,
        timezone_id="Asia/Ho_Chi_Minh", base_url=address, color_scheme="light",
    )  # fmt: skip
    context.add_init_script(REPORT_VIOLATIONS)
    context.set_default_timeout(WAIT)
    page = context.new_page()
    found: list[str] = []

    def note(text: str) -> None:
        if "404 (NOT FOUND)" not in text or "999999" not in page.url:
            found.append(f"{page.url}: {text}")

    page.on("console", lambda message: note(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: note(str(error)))
    if login:
        page.goto("/sign-in")
        page.locator("input[name=login]").fill(login)
        page.locator("input[name=password]").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        page.wait_for_url("**/")
    for place in places:
        if place.startswith("/"):
            page.goto(place)
        else:
            before = page.url
            if place.startswith("key:"):
                page.keyboard.press(place.removeprefix("key:"))
            else:
                page.locator(place).first.click()
            page.wait_for_url(lambda url, before=before: url != before)  # type: ignore[misc]  # the default holds this turn's
        _ready(page)
        found += [f"{login} {page.url}: {fault}" for fault in _faults(page)]
    context.close()
    return found


@pytest.mark.parametrize("login", PLACES)
def test_every_page_is_for_every_reader_and_finger_on_a_tablet(
    demo: Server, browser: Browser, login: str
) -> None:
    assert _walk(browser, demo.address, login, PLACES[login], LANDSCAPE) == []


@pytest.mark.parametrize("login", ON_A_PHONE)
def test_home_ballots_and_sittings_are_for_every_reader_and_finger_on_a_phone(
    demo: Server, browser: Browser, login: str
) -> None:
    assert _walk(browser, demo.address, login, ON_A_PHONE[login], PHONE) == []
