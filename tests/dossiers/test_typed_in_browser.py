"""Words typed into forms and not saved yet: sealed on the tablet, gone with who signs out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from tests.browser.offline.kept import READ_ALL
from tests.cabinet import Cabinet
from tests.dossiers.opinions.asking import Consultation
from tests.live_server import LiveServer, eventually
from tests.plugins.tablets import typed_on, with_key

WORDS = "Words-that-nobody-else-reads"
IN_CLEAR = "() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])"
CUT = "() => { window.fetch = () => Promise.reject(new TypeError('offline')); }"


@pytest.fixture(autouse=True)
def _at_t0() -> None:
    """The server's clock runs: these tests do not hold it."""


@pytest.fixture
def forms(server: LiveServer, cabinet: Cabinet) -> dict[str, tuple[str, str, str]]:
    """{what: (who, address, field)} of a dossier and of an opinion."""
    with server.database.unit_of_work() as db:
        office = Consultation(db, cabinet)
        asked = office.ask(office.complete(), "G15", at=datetime.now(UTC)).requests[0]
        drafted = office.drafted()
        db.flush()
        return {
            "dossier": ("officer.g12", f"/submissions/{drafted.id}", "#field-subject"),
            "opinion": ("officer.g15", f"/opinions/{asked.id}", "#field-text"),
        }


def everything_on(page: Page) -> str:
    """All that the stores of the browser hold, as one text."""
    found: str = page.evaluate(IN_CLEAR) + page.evaluate(READ_ALL)["text"]
    return found


@pytest.mark.parametrize("what", ["dossier", "opinion"])
@pytest.mark.parametrize("way", ["/sign-out", "/sign-out-everywhere"])
def test_words_lie_on_the_tablet_sealed_and_go_with_a_sign_out_without_a_network(
    tablet: Callable[..., Page], forms: dict[str, tuple[str, str, str]], what: str, way: str
) -> None:
    who, address, field = forms[what]
    page = tablet(who)
    page.goto(address)
    with_key(page).evaluate("() => navigator.serviceWorker.ready.then(() => undefined)")
    page.evaluate(CUT)
    page.locator(field).fill(WORDS)
    eventually(lambda: len(typed_on(page)) == 1)
    assert WORDS not in everything_on(page)

    page.evaluate(
        """(way) => {
          const form = document.querySelector('form[action$="/sign-out"]');
          form.setAttribute("action", way);
          form.requestSubmit();
        }""",
        way,
    )
    page.locator('#ec-confirm button[value="ok"]').click()
    page.wait_for_url("**/offline")
    rows = page.evaluate("() => indexedDB.databases().then((all) => all.length)")
    assert rows == 0 or typed_on_any(page) == []
    assert WORDS not in everything_on(page)


def typed_on_any(page: Page) -> list[str]:
    """The same on a page without the vault's script."""
    page.add_script_tag(url="/static/documents/offline/vault.js")
    return typed_on(page)


def test_words_come_back_to_their_author_and_to_nobody_else(
    server: LiveServer, tablet: Callable[..., Page], forms: dict[str, tuple[str, str, str]]
) -> None:
    who, address, field = forms["dossier"]
    page = tablet(who)
    page.goto(address)
    with_key(page).evaluate(CUT)
    page.locator(field).fill(WORDS)
    eventually(lambda: len(typed_on(page)) == 1)
    context = page.context
    page.close()
    context.clear_cookies()
    other = context.new_page()
    other.goto("/sign-in")
    assert WORDS not in everything_on(other)

    def sign_in(login: str) -> Page:
        context.clear_cookies()
        cookie = server.signed_in(login).cookie
        context.add_cookies([{"name": "ecabinet", "value": cookie, "url": server.address}])
        fresh = context.new_page()
        fresh.goto(address)
        return fresh

    colleague = with_key(sign_in("secretary"))
    assert WORDS not in everything_on(colleague)
    expect(colleague.get_by_text(WORDS)).to_have_count(0)
    again = sign_in(who)
    expect(again.locator(field)).to_have_value(WORDS)


def test_what_others_left_in_a_tab_goes_with_the_next_page(
    tablet: Callable[..., Page], forms: dict[str, tuple[str, str, str]]
) -> None:
    who, address, _ = forms["dossier"]
    page = tablet(who)
    page.goto(address)
    page.evaluate(
        """(words) => {
          for (const store of [localStorage, sessionStorage]) {
            for (const start of ["ec-unsaved", "ec-draft"]) store.setItem(`${start}:99:x`, words);
          }
          localStorage.setItem("ec-searched:99", JSON.stringify([words]));
        }""",
        WORDS,
    )
    page.goto(address)
    assert WORDS not in page.evaluate(IN_CLEAR)
