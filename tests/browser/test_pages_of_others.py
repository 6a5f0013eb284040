"""Every page of the demo cabinet that ministries, the auditor and others have."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Server
from tests.browser.walk import Reader, places_of, readers, walks_of_others


@pytest.fixture(scope="module")
def reader_of(demo: Server, browser: Browser) -> Iterator[Callable[..., Reader]]:
    with readers(browser, demo.address) as made:
        yield made


@pytest.mark.parametrize(("login", "subject"), walks_of_others())
def test_every_page_of_ministries_and_the_house_is_for_every_reader_and_finger(
    reader_of: Callable[..., Reader], login: str, subject: str
) -> None:
    assert reader_of(login).walk(places_of(login, subject)) == []
