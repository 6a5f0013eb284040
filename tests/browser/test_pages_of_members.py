"""Every page of the demo cabinet that members have."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import PHONE, Server
from tests.browser.walk import MEMBERS, Reader, places_of, readers, walks_of, walks_of_others


@pytest.fixture(scope="module")
def reader_of(demo: Server, browser: Browser) -> Iterator[Callable[..., Reader]]:
    with readers(browser, demo.address) as made:
        yield made


@pytest.mark.parametrize(("login", "subject"), walks_of(MEMBERS))
def test_every_page_of_members_is_for_every_reader_and_finger(
    reader_of: Callable[..., Reader], login: str, subject: str
) -> None:
    assert reader_of(login).walk(places_of(login, subject)) == []


@pytest.mark.parametrize(("login", "subject"), walks_of(MEMBERS, "ON_A_PHONE"))
def test_every_page_of_members_is_for_every_reader_and_finger_on_a_phone(
    reader_of: Callable[..., Reader], login: str, subject: str
) -> None:
    assert reader_of(login, PHONE).walk(places_of(login, subject, "ON_A_PHONE")) == []


def test_phones_are_looked_at_for_members_alone() -> None:
    assert walks_of_others("ON_A_PHONE") == []
