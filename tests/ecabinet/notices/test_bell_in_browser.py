"""The bell rings on every open page of a person at once, and goes quiet on the others too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

import tests.ecabinet.notices.kinds_of_tests  # noqa: F401 - registers the kinds
from ecabinet.auth.models import Account
from ecabinet.config import Config
from ecabinet.notices import services
from ecabinet.sentences import S
from tests.live_server import LiveServer


@pytest.fixture
def server(config: Config) -> Iterator[LiveServer]:
    running = LiveServer(config)
    yield running
    running.close()


@pytest.fixture
def page_of(server: LiveServer, browser: Browser) -> Iterator[Callable[[str], Page]]:
    """`page_of("anh")`: a tablet of that person in a context of its own."""
    contexts = []

    def make(login: str) -> Page:
        tablet = server.signed_in(login)
        context = browser.new_context(viewport={"width": 1180, "height": 820}, locale="en")
        context.add_cookies([{"name": "ecabinet", "value": tablet.cookie, "url": server.address}])
        contexts.append(context)
        page = context.new_page()
        page.goto(server.address + "/notices")
        expect(page.locator("ec-connection")).to_have_attribute("state", "connected")
        return page

    yield make
    for context in contexts:
        context.close()


def test_the_bell_is_live_on_all_tablets_of_one_person(
    server: LiveServer, page_of: Callable[[str], Page]
) -> None:
    first, second, other = page_of("anh"), page_of("anh"), page_of("chi")
    second.goto(server.address + "/account")
    expect(second.locator("ec-connection")).to_have_attribute("state", "connected")
    with server.database.reading() as db:
        account = select(Account.person_id).where(Account.login == "anh")
        person_id = db.execute(account).scalars().first()
    assert person_id is not None
    count = ".ec-bell-count"
    for page in (first, second, other):
        expect(page.locator(count)).to_be_hidden()

    for key in ("thing:1", "thing:2"):
        with server.database.unit_of_work() as db:
            services.notify(
                db, kind="of-the-tests", person_ids=[person_id], key=key, url="/account",
                sentence=S("home-title"),
            )  # fmt: skip
    for page in (first, second):
        expect(page.locator(count)).to_have_text(re.compile(r"^2\b"))
        expect(page.locator("#ec-toasts")).to_contain_text("There is a new notice.")
    expect(other.locator(count)).to_be_hidden()
    expect(first.locator(".ec-row")).to_have_count(2)

    first.get_by_role("button", name="Mark as read", exact=True).first.click()
    expect(second.locator(count)).to_have_text(re.compile(r"^1\b"))
    first.get_by_role("button", name="Mark all as read").click()
    expect(second.locator(count)).to_be_hidden()
    second.locator("[data-ec-bell]").click()
    expect(second.get_by_role("button", name="Mark as unread")).to_have_count(2)
