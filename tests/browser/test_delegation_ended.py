"""A delegation ended on one tablet closes the paper on the assistant's, at once."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.reader_tablet import Reader
from tests.cabinet import Cabinet
from tests.live_server import LiveServer, eventually


def test_the_paper_open_by_a_delegation_goes_when_it_is_ended(
    tablet: Callable[..., Reader], live_reader: LiveServer, cabinet: Cabinet, version_id: int
) -> None:
    minister = tablet("minister.g12")
    page = minister.page
    page.goto(live_reader.address + "/delegations")
    page.locator("[name=account_id]").select_option(str(cabinet.accounts["officer.g15"]))
    page.locator("form[method=post] .ec-form-actions .btn-primary").click()
    expect(page.locator(".ec-rows li")).to_contain_text("Cán bộ BTP")

    officer = tablet("officer.g15")
    eventually(lambda: officer.of_reader("remote.entered.size") == 2)
    page.locator("form[action$='/end'] button").click()
    page.locator("#ec-confirm button[value=ok]").click()
    gone = officer.page.locator("[data-part=recalled]")
    expect(gone).to_be_visible()
    expect(gone).to_contain_text("no longer open to your account")
    expect(officer.page.locator(".textLayer")).to_have_count(0)
    expect(page.locator(".ec-rows li")).to_contain_text("Ended")
