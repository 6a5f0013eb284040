"""The real server over a small cabinet, and signed-in tablets whose faults fail the test."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, ConsoleMessage, Page, expect

from demo.story import build
from ecabinet import migrate
from ecabinet.app import create_app
from ecabinet.config import Config
from ecabinet.db import Database
from tests.browser.reader_tablet import live_reader, tablet_reading, version_id
from tests.browser.serving import serve
from tests.cabinet import PASSWORD

__all__ = ["live_reader", "tablet_reading", "version_id"]
"""The fixtures of the reader's tests."""

LANDSCAPE, PORTRAIT, PHONE = (1180, 820), (820, 1180), (390, 844)
WAIT = 30_000
"""Milliseconds within which the slowest of two shared cores has done what it was asked."""
REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`content policy: ${event.violatedDirective} ${event.blockedURI}`));
"""
Points = list[tuple[float, float]]


@dataclass
class Server:
    """A running server: its address, and its home."""

    address: str
    home: Path


@contextmanager
def served(
    tmp_path: Path, source: Path, fill: Callable[[Config, Database], None] | None = None
) -> Iterator[Server]:
    """gunicorn in a process of its own, over a copy of `source`: a store, or a whole home.

    `fill` adds to it before the server starts.
    """
    home = tmp_path / "home"
    environ = {**os.environ, "ECABINET_HOME": str(home), "ECABINET_THREADS": "80"}
    for name in ("DATABASE_URL", "REDIS_URL"):
        environ.pop(name, None)
    if source.is_dir():
        shutil.copytree(source, home)
    config = Config.from_env(environ)
    if source.is_file():
        shutil.copy(source, home / "ecabinet.sqlite3")
    if fill:
        database = Database(config.database_url)
        fill(config, database)
        database.dispose()
    with serve(environ, tmp_path / "server.log") as address:
        yield Server(address, home)


@pytest.fixture
def small_cabinet(tmp_path: Path, template_store: Path, chromium_path: str) -> Iterator[Server]:
    """The server over a store with the tests' small cabinet."""
    with served(tmp_path, template_store) as server:
        yield server


@dataclass
class Tablet:
    """Somebody's tablet: one signed-in browser context with its page."""

    login: str
    context: BrowserContext
    page: Page
    faults: list[str] = field(default_factory=list)
    is_offline: bool = False
    _cdp: CDPSession | None = None

    def note(self, message: ConsoleMessage) -> None:
        """Keep an error of the console. Without a network, the browser itself says so."""
        lost = "ERR_INTERNET_DISCONNECTED" in message.text or "WebSocket" in message.text
        if message.type == "error" and not (self.is_offline and lost):
            self.faults.append(f"{self.login}: {message.text}")

    def go(self, way: str) -> None:
        """Follow a way of the main navigation."""
        self.page.get_by_role("navigation", name="Điều hướng chính").get_by_role(
            "link", name=way, exact=True
        ).click()

    def set_offline(self, offline: bool) -> None:
        """Pull the network, or plug it in again."""
        if offline:
            self.is_offline = True
        self.context.set_offline(offline)

    def pen(self, points: Points, *, lift: bool = True) -> None:
        """Draw with a pen over the screen; without `lift` it stays down."""
        if self._cdp is None:
            self._cdp = self.context.new_cdp_session(self.page)
        for at, (x, y) in enumerate(points):
            self._pen("mouseMoved" if at else "mousePressed", x, y)
        if lift:
            self.lift(points[-1])

    def lift(self, point: tuple[float, float]) -> None:
        """Take the pen away."""
        self._pen("mouseReleased", *point)

    def _pen(self, kind: str, x: float, y: float) -> None:
        assert self._cdp is not None
        self._cdp.send(
            "Input.dispatchMouseEvent",
            {
                "type": kind, "x": x, "y": y, "button": "left", "pointerType": "pen",
                "buttons": 0 if kind == "mouseReleased" else 1, "clickCount": 1,
                "force": 0 if kind == "mouseReleased" else 0.5,
            },
        )  # fmt: skip


@pytest.fixture
def tablet_of(small_cabinet: Server, browser: Browser) -> Iterator[Callable[..., Tablet]]:
    """`tablet_of("pm", PORTRAIT)`: signs in by the form, in Vietnamese. At the end, no tablet may
    have written an error or broken the content policy."""
    tablets: list[Tablet] = []

    def make(login: str, size: tuple[int, int] = LANDSCAPE) -> Tablet:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, locale="vi-VN", has_touch=True,
            timezone_id="Asia/Ho_Chi_Minh", base_url=small_cabinet.address, accept_downloads=True,
        )  # fmt: skip
        context.add_init_script(REPORT_VIOLATIONS)
        context.set_default_timeout(WAIT)
        page = context.new_page()
        tablet = Tablet(login, context, page)
        page.on("console", tablet.note)
        page.on("pageerror", lambda error: tablet.faults.append(f"{login}: {error}"))
        tablets.append(tablet)
        page.goto("/sign-in")
        page.get_by_label("Tên đăng nhập").fill(login)
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        expect(page).to_have_url(re.compile(r"/$"))
        return tablet

    yield make
    faults = [fault for tablet in tablets for fault in tablet.faults]
    for tablet in tablets:
        tablet.context.close()
    assert faults == []


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of the demo cabinet, built once for all processes of the run."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    home, built = shared / "demo-home", shared / "demo-built"
    with (shared / "demo-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not built.exists():
            shutil.rmtree(home, ignore_errors=True)
            _build_demo(home)
            built.touch()
    return home


def _build_demo(home: Path) -> None:
    config = Config.from_env({"ECABINET_HOME": str(home)})
    migrate.upgrade(config.database_url)
    app = create_app(config)
    database = app.extensions["ecabinet.database"]
    with app.app_context():
        build(database, app.extensions["ecabinet.store"], config.timezone, lambda line: None)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.dispose()


@pytest.fixture(scope="module")
def demo(
    tmp_path_factory: pytest.TempPathFactory, demo_home: Path, chromium_path: str
) -> Iterator[Server]:
    """The server over the demo cabinet."""
    with served(tmp_path_factory.mktemp("demo"), demo_home) as server:
        yield server
