"""Marks that an assistant prepares: they come to the minister alone, are kept or put aside; and
what the server refused is kept by choosing again who sees it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import update

from ecabinet import clock
from ecabinet.people.models import Delegation, DelegationScope
from tests.browser.reader_tablet import PORTRAIT, Reader, stored, type_box, wave
from tests.cabinet import Cabinet
from tests.live_server import LiveServer, eventually

Make = Callable[..., Reader]


@pytest.fixture
def assistant(live_reader: LiveServer, cabinet: Cabinet, version_id: int) -> None:
    """officer.g12 prepares for minister.g12."""
    with live_reader.app.app_context(), live_reader.database.unit_of_work() as db:
        db.add(
            Delegation(
                person_id=cabinet.persons["minister.g12"],
                account_id=cabinet.accounts["officer.g12"],
                scope=DelegationScope.PREPARE,
                starts_at=clock.now() - timedelta(days=1),
                ends_at=clock.now() + timedelta(days=1),
            )
        )


def test_what_an_assistant_prepares_comes_to_the_minister_alone_is_kept_or_put_aside(
    tablet: Make, live_reader: LiveServer, assistant: None, cabinet: Cabinet
) -> None:
    officer, minister = tablet("officer.g12"), tablet("minister.g12", PORTRAIT)
    colleague = tablet("minister.g15")
    for reader in (officer, minister):
        eventually(lambda reader=reader: reader.of_reader("remote.entered.size") == 2)
    choice = f"for-{cabinet.persons['minister.g12']}"
    officer.page.locator(f"label:has(input[value={choice}])").click()
    for at in (0, 1, 2):
        type_box(officer, 420, 380 + 90 * at, f"Ý {at}")
    expect(minister.marks("text")).to_have_count(3)
    expect(colleague.marks("text")).to_have_count(0)

    minister.page.keyboard.press("l")
    row = minister.page.locator(".reader-list li", has_text="Ý 0")
    expect(row).to_contain_text("Cán bộ BTC")
    row.locator("[data-dismiss]").click()
    expect(minister.marks("text")).to_have_count(2)
    expect(officer.marks("text")).to_have_count(3)
    minister.page.locator("[data-act=undo]").click()
    expect(minister.marks("text")).to_have_count(3)
    minister.page.locator(".reader-list li", has_text="Ý 1").locator("[data-keep]").click()
    eventually(lambda: [m.author_id for m in stored(live_reader)].count(
        cabinet.persons["minister.g12"]) == 1)  # fmt: skip
    minister.page.locator("[data-list=prepared] button").click()
    eventually(lambda: {m.author_id for m in stored(live_reader)} == {
        cabinet.persons["minister.g12"]})  # fmt: skip
    expect(officer.page.locator(".reader-prepared")).to_have_count(0)
    assert minister.faults + officer.faults + colleague.faults == []


def test_what_was_refused_is_kept_by_choosing_again_who_sees_it(
    tablet: Make, live_reader: LiveServer, assistant: None, cabinet: Cabinet
) -> None:
    officer = tablet("officer.g12")
    page = officer.page
    choice = f"for-{cabinet.persons['minister.g12']}"
    page.locator(f"label:has(input[value={choice}])").click()
    officer.context.set_offline(True)
    page.keyboard.press("p")
    officer.pen(wave(400, 500, 20))
    expect(page.locator(".reader-mark-ink[data-sync=waiting]")).to_have_count(1)
    with live_reader.app.app_context(), live_reader.database.unit_of_work() as db:
        # From now on the officer reads for the minister, and prepares nothing any more.
        db.execute(update(Delegation).values(scope=DelegationScope.READ))
    officer.context.set_offline(False)
    page.evaluate("() => window.dispatchEvent(new Event('online'))")
    expect(page.locator(".reader-mark-ink[data-sync=refused]")).to_have_count(1)
    assert stored(live_reader) == []

    page.locator("[data-part=surface]").focus()
    page.keyboard.press("v")
    page.keyboard.press(".")
    page.keyboard.press("Enter")
    page.locator("[data-part=card] select").select_option("private")
    eventually(lambda: [mark.audience.value for mark in stored(live_reader)] == ["private"])
    expect(page.locator(".reader-mark-ink[data-sync=saved]")).to_have_count(1)


def test_a_mark_kept_on_its_card_is_ones_own_there_at_once(
    tablet: Make, live_reader: LiveServer, assistant: None, cabinet: Cabinet
) -> None:
    officer, minister = tablet("officer.g12"), tablet("minister.g12")
    choice = f"for-{cabinet.persons['minister.g12']}"
    officer.page.locator(f"label:has(input[value={choice}])").click()
    type_box(officer, 420, 380, "Đề nghị làm rõ")
    expect(minister.marks("text")).to_have_count(1)
    minister.page.keyboard.press(".")
    minister.page.keyboard.press("Enter")
    card = minister.page.locator("[data-part=card]")
    expect(card.locator("textarea")).to_have_count(0)
    card.locator(".reader-primary").click()
    expect(card.locator("textarea")).to_have_value("Đề nghị làm rõ")
    expect(card.locator("textarea")).to_be_focused()
    expect(card.locator(".reader-danger")).to_be_visible()
    person = cabinet.persons["minister.g12"]
    assert [mark.author_id for mark in stored(live_reader)] == [person]
    assert minister.faults == []
