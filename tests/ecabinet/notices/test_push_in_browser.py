"""What a browser makes of a push, and what the page of preferences says of this device.

No push service can be reached from here, so the browser's own `subscribe` is replaced by one that
gives the address of a receiver of the tests; what the server sent there is handed to the service
worker by the browser's own tools.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect
from sqlalchemy import select

import tests.ecabinet.notices.kinds_of_tests  # noqa: F401 - registers the kinds
from ecabinet.auth.models import Account
from ecabinet.config import Config
from ecabinet.jobs import engine
from ecabinet.notices import services
from ecabinet.sentences import S
from tests.ecabinet.notices.conftest import BrowserKeys, Receiver
from tests.live_server import LiveServer

PAGE = "/notices/preferences"
WORDS = "[data-ec-push-words]"
BUTTON = "[data-ec-push-button]"
SUBSCRIBES = """(given) => {
  PushManager.prototype.subscribe = async function (options) {
    const { endpoint, p256dh, auth } = given;
    const found = { endpoint, options, toJSON: () => ({ endpoint, keys: { p256dh, auth } }) };
    PushManager.prototype.getSubscription = async () => found;
    return found;
  };
}"""


@pytest.fixture
def server(config: Config) -> Iterator[LiveServer]:
    running = LiveServer(config)
    yield running
    running.close()


@pytest.fixture
def context_of(
    server: LiveServer, whole_browser: Browser
) -> Iterator[Callable[..., BrowserContext]]:
    """`context_of(["notifications"])`: a signed-in tablet with these permissions."""
    made: list[BrowserContext] = []

    def make(permissions: list[str]) -> BrowserContext:
        context = whole_browser.new_context(locale="en", permissions=permissions)
        made.append(context)
        cookie = server.signed_in("anh").cookie
        context.add_cookies([{"name": "ecabinet", "value": cookie, "url": server.address}])
        return context

    yield make
    for context in made:
        context.close()


def test_a_push_is_shown_and_leads_to_what_it_is_about(
    server: LiveServer, context_of: Callable[..., BrowserContext], receiver: Receiver
) -> None:
    keys = BrowserKeys()
    given = {"endpoint": receiver.address + "/push/9", "p256dh": keys.p256dh, "auth": keys.auth}
    context = context_of(["notifications"])
    page = context.new_page()
    page.add_init_script(f"({SUBSCRIBES})({json.dumps(given)})")
    devtools = context.new_cdp_session(page)
    registered: list[str] = []
    devtools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: registered.extend(row["registrationId"] for row in event["registrations"]),
    )
    devtools.send("ServiceWorker.enable")
    page.goto(server.address + PAGE)
    expect(page.locator(WORDS)).to_have_text("This device is not notified by push.")
    page.locator(BUTTON).click()
    expect(page.locator(WORDS)).to_contain_text("This device is notified by push")

    with server.database.unit_of_work() as db:
        account = select(Account.person_id).where(Account.login == "anh")
        services.notify(
            db, kind="of-the-tests", person_ids=[db.execute(account).scalar_one()],
            key="thing:1", url="/account", sentence=S("home-title"),
        )  # fmt: skip
    engine.run_queued(server.app)
    [pushed] = [body for path, _, body in receiver.taken if path == "/push/9"]
    content = json.dumps(keys.read(pushed))
    devtools.send(
        "ServiceWorker.deliverPushMessage",
        {"origin": server.address, "registrationId": registered[-1], "data": content},
    )
    page.wait_for_function(
        "async () => (await (await navigator.serviceWorker.ready).getNotifications()).length === 1"
    )
    shown = page.evaluate(
        """async () => {
          const [one] = await (await navigator.serviceWorker.ready).getNotifications();
          return [one.title, one.body, one.data.url];
        }"""
    )
    assert shown[0] in ("A thing for tests", "Việc để thử")
    assert shown[2] == "/account"

    # A click by a person may open a window; one that we make may not, so the call is noted.
    [worker] = context.service_workers
    opened = worker.evaluate(
        """async () => {
          let opened = null;
          self.clients.openWindow = async (address) => { opened = address; };
          const [notification] = await self.registration.getNotifications();
          self.dispatchEvent(new NotificationEvent("notificationclick", { notification }));
          const later = () => new Promise((done) => setTimeout(done, 20));
          for (let tries = 0; tries < 100 && !opened; tries++) await later();
          return [opened, (await self.registration.getNotifications()).length];
        }"""
    )
    assert opened == [server.address + "/account", 0]


def test_a_browser_that_may_not_or_cannot_says_so(
    server: LiveServer, context_of: Callable[..., BrowserContext]
) -> None:
    page = context_of([]).new_page()  # without it, this browser answers "denied"
    page.goto(server.address + PAGE)
    expect(page.locator(WORDS)).to_contain_text("The browser does not allow it.")
    expect(page.locator(BUTTON)).to_be_hidden()

    page = context_of(["notifications"]).new_page()
    page.add_init_script("delete globalThis.PushManager")
    page.goto(server.address + PAGE)
    expect(page.locator(WORDS)).to_contain_text("This browser cannot be pushed to.")
    expect(page.locator(BUTTON)).to_be_hidden()
