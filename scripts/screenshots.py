"""Takes pictures of the demo: the README's, or (--all FOLDER) all main pages for all roles.

    python scripts/screenshots.py              the pictures of the README, into docs/images/
    python scripts/screenshots.py --all DIR    every page, sizes, light and dark, into DIR

Needs Chromium (on PATH, or CHROMIUM=/path/to/it) and the development requirements.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from socket import socket

from playwright.sync_api import Browser, Error, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from demo.people import PASSWORD  # noqa: E402 - the folder of the program must be known first
from ecabinet.serve import answers  # noqa: E402

TABLET, UPRIGHT, PHONE = (1180, 820), (820, 1180), (390, 844)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
START_LIMIT = 180.0
COMING, PAST = 'a:has-text("tháng")', "/meetings?period=past"

PAGES: dict[str, tuple[str, ...]] = {
    "pm": ("/", "/meetings", PAST, "sitting", "past-sitting", "room", "minutes", "paper",
           "/ballots", "ballot", "/decisions", "decision", "/assignments", "assignment"),
    "minister.g12": ("/", "sitting", "room", "paper", "/documents", "/ballots", "ballot",
                     "/assignments"),
    "secretary": ("/", "/meetings", "sitting", "next-sitting", "/meetings/new", "/ballots",
                  "ballot", "/ballots/new", "/documents", "/decisions", "/assignments"),
    "head": ("/", "sitting", "/ballots", "decision"),
    "clerk": ("/", "sitting", "minutes"),
    "officer.g12": ("/", "/assignments", "assignment", "/decisions", "/documents"),
    "auditor": ("/", "/journal"),
    "admin": ("/", "/accounts", "/account"),
}  # fmt: skip
"""Addresses, and the names of places that are found by walking there (see `WAYS`)."""

WAYS: dict[str, tuple[str, ...]] = {
    "sitting": ("/meetings", ".ec-row a >> nth=0"),
    "next-sitting": ("/meetings", ".ec-row a >> nth=1"),
    "past-sitting": (PAST, ".ec-row a >> nth=0"),
    "paper": ("/meetings", ".ec-row a >> nth=0", ".mt-item >> nth=2 >> .mt-papers a >> nth=0"),
    "ballot": ("/ballots", ".ec-row a >> nth=0"),
    "decision": ("/decisions", ".ec-row a >> nth=0"),
    "assignment": ("/assignments", ".ec-row a >> nth=0"),
    "room": ("/meetings", ".ec-row a >> nth=0", 'a[href$="/room"] >> nth=0'),
    "minutes": (PAST, ".ec-row a >> nth=0", 'a[href*="/minutes"] >> nth=0'),
}


def free_port() -> int:
    with closing(socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def demo_server() -> Iterator[str]:
    """The demo in a temporary home; gives its address."""
    with tempfile.TemporaryDirectory(prefix="ecabinet-pictures-") as home:
        port = free_port()
        environ = {**os.environ, "ECABINET_HOME": home, "PORT": str(port), "HOST": "127.0.0.1"}
        for name in ("DATABASE_URL", "REDIS_URL"):
            environ.pop(name, None)
        command = [sys.executable, "-m", "ecabinet.serve", "--demo"]
        server = subprocess.Popen(command, cwd=ROOT, env=environ)
        try:
            end = time.monotonic() + START_LIMIT
            while not answers("127.0.0.1", port):
                if server.poll() is not None or time.monotonic() > end:
                    raise SystemExit("The demo did not start; the lines above say why.")
                time.sleep(0.2)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=30)


def open_browser_page(
    browser: Browser, address: str, login: str, size: tuple[int, int], scheme: str
) -> Page:
    """A page of somebody signed in."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, locale="vi-VN", base_url=address,
        timezone_id="Asia/Ho_Chi_Minh", device_scale_factor=1, has_touch=size != TABLET,
        color_scheme="dark" if scheme == "dark" else "light",
    )  # fmt: skip
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto("/sign-in")
    page.locator("input[name=login]").fill(login)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form[data-ec-door] button.btn-primary").click()
    page.wait_for_url("**/")
    return page


def go(page: Page, place: str) -> None:
    """Go to an address, or walk to a named place; wait until nothing is being loaded."""
    first, *rest = WAYS.get(place, (place,))
    page.goto(first)
    for link in rest:
        page.locator(link).click()
        page.wait_for_load_state()
    settle(page)


def settle(page: Page) -> None:
    """Wait for the letters, and for a paper to be drawn."""
    page.wait_for_load_state("networkidle")
    page.evaluate("() => document.fonts.ready")
    if page.locator("ec-reader").count():
        page.locator("ec-reader[data-ready]").wait_for(state="attached", timeout=30_000)
        page.locator(".textLayer span").first.wait_for(state="attached", timeout=30_000)


def take_readme_pictures(browser: Browser, address: str) -> None:
    """The pictures of the README, from a tablet: a paper, and the room while a vote is open."""
    folder = ROOT / "docs" / "images"
    folder.mkdir(parents=True, exist_ok=True)
    minister = open_browser_page(browser, address, "minister.g12", TABLET, "light")
    go(minister, "paper")
    minister.screenshot(path=folder / "paper.png")
    go(minister, "room")
    minister.get_by_role("button", name="Tôi có mặt").click()
    minister.locator(".lr-place .ec-state--good").wait_for()
    chair = open_browser_page(browser, address, "pm", TABLET, "light")
    go(chair, "room")
    hold_vote(chair)
    minister.locator(".ec-choice").first.wait_for()
    settle(minister)
    minister.screenshot(path=folder / "meeting.png")
    print(f"paper.png and meeting.png are in {folder}")


def hold_vote(chair: Page) -> None:
    """The chair opens the sitting, calls the third item and opens a vote on it."""
    chair.get_by_role("button", name="Tôi có mặt").click()
    chair.get_by_role("button", name="Khai mạc phiên họp").click()
    chair.locator("#ec-confirm .btn-primary").click()
    for ordinal in (1, 2, 3):
        chair.get_by_role("button", name=f"Sang nội dung {ordinal}").click()
        chair.get_by_text(f"Nội dung {ordinal}/").wait_for()
    chair.get_by_role("button", name="Bắt đầu thảo luận").click()
    chair.get_by_role("button", name="Mở biểu quyết").click()
    chair.get_by_role("button", name="Kết thúc biểu quyết").wait_for()


def take_all(browser: Browser, address: str, folder: Path, only: Sequence[str]) -> None:
    """Every main page for every role, in three sizes, light and dark."""
    folder.mkdir(parents=True, exist_ok=True)
    for login, places in PAGES.items():
        if only and login not in only:
            continue
        for size in (TABLET, UPRIGHT, PHONE):
            for scheme in ("light", "dark"):
                page = open_browser_page(browser, address, login, size, scheme)
                for place in places:
                    name = place.strip("/").replace("/", "-").replace("?", "-") or "home"
                    path = folder / f"{login}_{name}_{size[0]}_{scheme}.png"
                    try:
                        go(page, place)
                        page.screenshot(path=path, full_page=True)
                    except Error as error:
                        print(f"{path.name}: {str(error).splitlines()[0]}", file=sys.stderr)
                page.context.close()
        print(login)


def main() -> None:
    """Entry of the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--all", type=Path, metavar="FOLDER", help="every page, into FOLDER")
    parser.add_argument("--only", action="append", default=[], help="with --all: this login")
    options = parser.parse_args()
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        raise SystemExit("Chromium was not found. Debian: apt install chromium.")
    switches = ["--disable-gpu", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with demo_server() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=switches)
        if options.all:
            take_all(browser, address, options.all, options.only)
        else:
            take_readme_pictures(browser, address)
        browser.close()


if __name__ == "__main__":
    main()
