"""The page of a tablet: its connection in words, and nothing missed while it was away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy.orm import Session

from ecabinet import realtime
from ecabinet.announcements import RightsChanged
from ecabinet.auth.actor import Actor
from ecabinet.config import Config
from ecabinet.outbox import Event
from ecabinet.realtime.connections import connections
from tests.live_server import LiveServer, eventually

ROOM = "screen:1"
SEEN: set[str] = {ROOM}

FOLLOW = """async (room) => {
  const { live } = await import("ecabinet/live");
  window.heard = [];
  window.rooms = [];
  live.join(room, {
    after: 0,
    onAnnouncement: (name, payload) => window.heard.push(payload.text),
    onReset: () => window.heard.push("reset"),
    onState: (state) => window.rooms.push(state),
  });
}"""


@dataclass(frozen=True)
class Said(Event):
    name: ClassVar[str] = "said"
    text: str = ""

    def rooms(self) -> tuple[str, ...]:
        return (ROOM,)

    def payload(self) -> dict[str, Any]:
        return {"text": self.text}


def may_see(db: Session, actor: Actor, room: str) -> bool:
    return room in SEEN


@pytest.fixture
def server(config: Config) -> Iterator[LiveServer]:
    SEEN.add(ROOM)
    realtime.register_room("screen", may_see)
    running = LiveServer(config)
    yield running
    running.close()


@pytest.fixture
def page(server: LiveServer, browser: Browser) -> Iterator[Page]:
    """A signed-in tablet on a page that follows the room."""
    tablet = server.signed_in("anh")
    context = browser.new_context(viewport={"width": 820, "height": 1180}, locale="en")
    context.add_cookies([{"name": "ecabinet", "value": tablet.cookie, "url": server.address}])
    page = context.new_page()
    page.goto(server.address)
    expect(page.locator("ec-connection")).to_have_attribute("state", "connected")
    page.evaluate(FOLLOW, ROOM)
    eventually(lambda: page.evaluate("window.rooms[0] === 'joined'"))
    yield page
    context.close()


def hears(page: Page, *texts: str) -> None:
    """Wait until the page has heard exactly `texts`."""
    eventually(lambda: page.evaluate("window.heard.length") >= len(texts))
    assert page.evaluate("window.heard") == list(texts)


def test_the_page_says_that_it_is_connected_and_hears_what_is_told(
    server: LiveServer, page: Page
) -> None:
    expect(page.locator("ec-connection")).to_have_text("Connected")
    server.publish(Said("one"))
    server.publish(Said("two"))
    hears(page, "one", "two")


def test_a_tablet_that_was_offline_catches_up_without_reload_and_says_so(
    server: LiveServer, page: Page
) -> None:
    server.publish(Said("before"))
    hears(page, "before")
    page.context.set_offline(True)
    state = page.locator("ec-connection")
    expect(state).to_contain_text("Offline since")
    eventually(lambda: len(connections) == 0)
    for text in ("missed 1", "missed 2", "missed 3"):
        server.publish(Said(text))
    assert page.evaluate("window.heard") == ["before"]
    page.context.set_offline(False)
    expect(state).to_have_text("Connected again, caught up")
    hears(page, "before", "missed 1", "missed 2", "missed 3")
    server.publish(Said("after"))
    hears(page, "before", "missed 1", "missed 2", "missed 3", "after")
    expect(state).to_have_text("Connected")


def test_who_lost_the_right_is_told_once_and_hears_no_more(server: LiveServer, page: Page) -> None:
    SEEN.discard(ROOM)
    server.publish(RightsChanged(changed=(ROOM,)), Said("secret"))
    eventually(lambda: page.evaluate("window.rooms.at(-1) === 'refused'"))
    server.publish(Said("secret too"))
    assert page.evaluate("window.heard") == []


def test_a_page_whose_sign_in_ended_says_so_and_stops_trying(
    server: LiveServer, page: Page
) -> None:
    server.end_sign_ins("anh")
    state = page.locator("ec-connection")
    expect(state).to_have_attribute("state", "refused")
    expect(state).to_have_text("Your sign-in has ended. Please sign in again.")
    eventually(lambda: len(connections) == 0)
