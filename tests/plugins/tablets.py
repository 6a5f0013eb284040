"""The application on a free port, and signed-in tablets on it, each in a browser of its own.

For tests whose pages talk to the live server in this process. Loaded by `tests/conftest.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from ecabinet.auth.services import find_account, open_sign_in
from ecabinet.config import Config
from tests.live_server import LiveServer, eventually

LANDSCAPE = (1180, 820)
HAS_KEY = "async () => (await globalThis.ecVault?.get('state', 'key')) !== undefined"
TYPED = """async () => {
  const rows = await globalThis.ecVault.all("operations");
  const stores = [localStorage, sessionStorage].flatMap((store) => Object.keys(store));
  const clear = stores.filter((key) => key.startsWith("ec-unsaved") || key.startsWith("ec-draft"));
  return [...rows.filter(({ state }) => state === "typed").map(({ key }) => key), ...clear];
}"""


def with_key(page: Page) -> Page:
    """Wait until the tablet has its key, so that what is typed is kept sealed."""
    eventually(lambda: page.evaluate(HAS_KEY))
    return page


def typed_on(page: Page) -> list[str]:
    """Under which names words of forms that are not saved yet lie on this tablet."""
    found: list[str] = page.evaluate(TYPED)
    return found


@pytest.fixture
def server(config: Config) -> Iterator[LiveServer]:
    """The application over this test's store, on a free port of 127.0.0.1."""
    running = LiveServer(config)
    yield running
    running.close()


@pytest.fixture
def tablet(server: LiveServer, browser: Browser) -> Iterator[Callable[..., Page]]:
    """`tablet("secretary")`, `tablet("pm", (820, 1180))`: a signed-in tablet's page, in Vietnamese.

    Errors of its scripts fail the test. `scripts=False`: a browser that runs none.
    """
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def make(login: str, size: tuple[int, int] = LANDSCAPE, *, scripts: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, locale="vi",
            base_url=server.address, java_script_enabled=scripts,
        )  # fmt: skip
        contexts.append(context)
        with server.database.unit_of_work() as db:
            account = find_account(db, login)
            at = datetime.now(UTC)
            _, token = open_sign_in(db, account, user_agent="", address="", at=at)
        cookie = server.tablet({"_user_id": token, "_fresh": True, "language": "vi"}).cookie
        context.add_cookies([{"name": "ecabinet", "value": cookie, "url": server.address}])
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        return page

    yield make
    for context in contexts:
        context.close()
    assert problems == []
