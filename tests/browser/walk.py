"""Walks the pages of the demo cabinet as one reader, and says what is wrong with each.

The pages stand in `tests/browser/pages/<subject>.py`, a list for each sign-in:

    PLACES = {"secretary": ("/rooms", FIRST), …}       # landscape, portrait, light and dark
    ON_A_PHONE = {"minister.g15": ("/", "/meetings")}   # where a phone is meant, too

A place is an address; a selector that is pressed on the page before to come to the next;
`key:w`, a key; `fill:[name=pasted]=text`, a field; `press:form button`, a button that leads to
the same address; or `open`: all that is folded on the page is unfolded. `""` is somebody who is not
signed in.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from demo.people import PASSWORD
from ecabinet import vendor
from tests.browser.conftest import LANDSCAPE, PORTRAIT, REPORT_VIOLATIONS, WAIT

AXE = vendor.ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
CONTRAST = "color-contrast"

SUBJECTS = {
    path.stem: importlib.import_module(f"tests.browser.pages.{path.stem}")
    for path in sorted((Path(__file__).parent / "pages").glob("*.py"))
    if path.stem != "steps"
}
SECRETARIAT = ("secretary", "head", "clerk")
MEMBERS = ("pm", "minister.g12", "minister.g15")

Walks = list[tuple[str, str]]

OPEN = "open"
UNFOLD = """() => document.querySelectorAll("main details").forEach((one) => {
  one.removeAttribute("name");  // of those that close each other all are to be seen
  one.open = true;
})"""


def walks_of(logins: tuple[str, ...], kind: str = "PLACES") -> Walks:
    """Return (sign-in, subject) of all lists of these people."""
    return [(login, subject) for login, subject in _all(kind) if login in logins]


def walks_of_others(kind: str = "PLACES") -> Walks:
    """Return (sign-in, subject) of everybody else: no list is left out."""
    return [one for one in _all(kind) if one[0] not in SECRETARIAT + MEMBERS]


def _all(kind: str) -> Walks:
    walks = [
        (login, subject)
        for subject, module in SUBJECTS.items()
        for login in getattr(module, kind, {})
    ]
    return sorted(walks)


SMALL_TARGETS = """() => {
  const targets = "a[href], button, summary, select, label.ec-tick, .form-control";
  const inProse = (e) => e.matches("p:not(.ec-actions) a, .ec-prose a, td a");
  return [...document.querySelectorAll(targets)]
    .filter((e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
    .filter((e) => !e.matches(".ec-row-link, .ec-skip, [aria-hidden=true]") && !inProse(e))
    .filter((e) => {
      const { width, height } = e.getBoundingClientRect();
      return Math.min(width, height) < 43.5;
    })
    .map((e) => `small target: ${e.outerHTML.slice(0, 120)}`);
}"""
"""The link of a row covers the whole row; half a pixel is the rounding of a zoomed layout; what is
hidden from everybody (a form's first button, for Enter) is no target."""


def still(page: Page) -> None:
    """Wait for the end of what moves; by the clock, as a page that paints nothing has no frames."""
    page.wait_for_function(
        "() => document.getAnimations().every((one) => one.playState !== 'running')", polling=50
    )


def ready(page: Page) -> None:
    """Wait until all is loaded: letters, live connection, a paper drawn."""
    page.wait_for_load_state("load")
    page.wait_for_function("() => document.fonts.status === 'loaded'", polling=50)
    if page.locator("ec-connection[state]").count():
        expect(page.locator("ec-connection")).to_have_attribute("state", "connected")
    if page.locator("ec-reader").count():
        expect(page.locator(".textLayer span").first).to_be_attached()
    still(page)


def _axe(page: Page, options: dict[str, Any]) -> list[str]:
    if not page.evaluate("() => 'axe' in window"):
        session = page.context.new_cdp_session(page)  # the content policy forbids adding a script
        session.send("Runtime.evaluate", {"expression": AXE.read_text()})
        session.detach()
    found = page.evaluate("(options) => axe.run(options)", options)
    return [
        f"{one['id']}: {json.dumps([node['target'] for node in one['nodes']])}"
        for one in found["violations"]
    ]


def _laid_out(page: Page) -> list[str]:
    found: list[str] = page.evaluate(SMALL_TARGETS)
    if page.evaluate("() => document.documentElement.scrollWidth > innerWidth"):
        found.append("the page scrolls sideways")
    return found


def faults_of(page: Page, *, in_dark: bool = True) -> list[str]:
    """What is wrong with the page in view, light and then dark (where colours alone change)."""
    found = _axe(page, {"runOnly": TAGS}) + _laid_out(page)
    if not in_dark:
        return found
    page.emulate_media(color_scheme="dark")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    still(page)
    found += [f"dark: {one}" for one in _axe(page, {"runOnly": [CONTRAST]})]
    page.emulate_media(color_scheme="light")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "light")
    still(page)
    return found


def faults_when_turned(page: Page, *, with_frame: bool) -> list[str]:
    """What is wrong when the tablet is turned: the same words, laid out anew.

    `with_frame`: what only stands there upright (the bar of ways below) is read by axe as well; it
    is the same on every page.
    """
    page.set_viewport_size({"width": PORTRAIT[0], "height": PORTRAIT[1]})
    still(page)
    found = _axe(page, {"runOnly": TAGS}) if with_frame else []
    found += _laid_out(page)
    page.set_viewport_size({"width": LANDSCAPE[0], "height": LANDSCAPE[1]})
    still(page)
    return [f"portrait: {one}" for one in found]


class Reader:
    """Somebody's signed-in browser on the demo cabinet."""

    def __init__(self, browser: Browser, address: str, login: str, size: tuple[int, int]) -> None:
        self.login, self.is_tablet = login, size == LANDSCAPE
        self.found: list[str] = []
        self.context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, locale="vi-VN", has_touch=True,
            timezone_id="Asia/Ho_Chi_Minh", base_url=address, color_scheme="light",
            reduced_motion="reduce",
        )  # fmt: skip
        self.context.add_init_script(REPORT_VIOLATIONS)
        self.context.set_default_timeout(WAIT)
        self.page = self.context.new_page()
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self._say(str(error)))
        if login:
            self.page.goto("/sign-in")
            self.page.locator("input[name=login]").fill(login)
            self.page.locator("input[name=password]").fill(PASSWORD)
            self.page.get_by_role("button", name="Đăng nhập").click()
            self.page.wait_for_url("**/")

    def _note(self, message: ConsoleMessage) -> None:
        wanted = "404 (NOT FOUND)" in message.text and "999999" in self.page.url
        if message.type == "error" and not wanted:
            self._say(message.text)

    def _say(self, fault: str) -> None:
        self.found.append(f"{self.login} {self.page.url}: {fault}")

    def walk(self, places: tuple[str, ...]) -> list[str]:
        """Go through the places; returns the faults of all of them."""
        page = self.page
        for place in places:
            if place.startswith("fill:"):
                field, text = place.removeprefix("fill:").split("]=", 1)
                page.locator(f"{field}]").fill(text)
                continue
            if place.startswith("/"):
                page.goto(place)
            else:
                before = page.url
                if place == OPEN:
                    page.evaluate(UNFOLD)
                elif place.startswith("press:"):
                    with page.expect_navigation():
                        page.locator(place.removeprefix("press:")).first.click()
                elif place.startswith("key:"):
                    page.keyboard.press(place.removeprefix("key:"))
                else:
                    page.locator(place).first.click()
                if place != OPEN and not place.startswith("press:"):
                    page.wait_for_url(lambda url, before=before: url != before)  # type: ignore[misc]  # the default holds this turn's
            ready(page)
            # Parts and colours are the same for all: members, who read at night, see them all.
            found = faults_of(page, in_dark=self.login in MEMBERS or place == places[0])
            if self.is_tablet:
                found += faults_when_turned(page, with_frame=place == places[0])
            for fault in found:
                self._say(fault)
        found, self.found = self.found, []
        return found


@contextmanager
def readers(browser: Browser, address: str) -> Iterator[Any]:
    """`reader_of("pm", LANDSCAPE)`: signed in once for all the walks of somebody."""
    made: dict[tuple[str, tuple[int, int]], Reader] = {}

    def reader_of(login: str, size: tuple[int, int] = LANDSCAPE) -> Reader:
        if (login, size) not in made:
            made[login, size] = Reader(browser, address, login, size)
        return made[login, size]

    yield reader_of
    for reader in made.values():
        reader.context.close()


def places_of(login: str, subject: str, kind: str = "PLACES") -> tuple[str, ...]:
    """Return a list."""
    found: tuple[str, ...] = getattr(SUBJECTS[subject], kind)[login]
    return found
