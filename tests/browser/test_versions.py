"""A paper replaced and taken back while it is read, and what changed, on a tablet."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from documents import services
from documents.distribution import receipts
from documents.distribution import services as distribution
from documents.distribution.queries import holders_of
from documents.models import AccessLevel, Document, DocumentVersion
from ecabinet import clock
from tests.cabinet import T0, Cabinet
from tests.documents.papers import hand, written
from tests.live_server import LiveServer

PAGES = [
    f"Page {number}: the ministry proposes the budget of chapter {number} for the coming year "
    + " ".join(f"word{number}x{n}" for n in range(60))
    for number in range(1, 5)
]
CHANGED = [
    PAGES[0],
    "An inserted page with quite other words " + " ".join(f"new{n}" for n in range(40)),
    PAGES[1],
    PAGES[2].replace("proposes the budget", "withdraws the estimate"),
    PAGES[3],
]


@pytest.fixture
def versions(live_reader: LiveServer, cabinet: Cabinet) -> tuple[int, int]:
    """A paper handed to a minister, who is to acknowledge it; and a new version still to go out."""
    store = live_reader.app.extensions["ecabinet.store"]
    with live_reader.app.app_context(), live_reader.database.unit_of_work() as db:
        secretary = cabinet.actor(db, "secretary")
        document = services.add_document(
            db, actor=secretary, prepared=written(store, *PAGES), title="Dự toán",
            access_level=AccessLevel.CABINET, organisation_id=None, at=T0,
        )  # fmt: skip
        first = document.current
        hand(db, cabinet, first, "minister.g12")
        receipts.ask_for_acknowledgement(db, actor=secretary, document=document, asks=True)
        second = services.add_version(
            db, actor=secretary, document=document, prepared=written(store, *CHANGED), at=T0
        )
        return first.id, second.id


@pytest.fixture
def version_id(versions: tuple[int, int]) -> int:
    """What the tablets open."""
    return versions[0]


def act(server: LiveServer, cabinet: Cabinet, do: Callable[[Any, Any], None]) -> None:
    with server.app.app_context(), server.database.unit_of_work() as db:
        do(db, cabinet.actor(db, "secretary"))


def opened(tablet: Callable[..., Any]) -> Page:
    page: Page = tablet("minister.g12").page
    return page


def test_an_open_reader_is_told_of_the_new_version_and_opens_it_at_the_same_page(
    live_reader: LiveServer, cabinet: Cabinet, versions: tuple[int, int],
    tablet: Callable[..., Any],
) -> None:  # fmt: skip
    first, second = versions
    page = opened(tablet)
    banner = page.locator("ec-newer")
    expect(banner).to_be_hidden()
    act(live_reader, cabinet, lambda db, secretary: services.release(
        db, actor=secretary, version=db.get_one(DocumentVersion, second), at=clock.now(),
    ))  # fmt: skip
    expect(banner).to_contain_text("Version 2 is out.")
    expect(banner).to_contain_text("1 page changed, 1 inserted.")
    page.locator('[data-part="page"]').fill("3")
    page.locator('[data-part="page"]').press("Enter")
    page.wait_for_function("() => document.querySelector('ec-reader').viewer.page === 3")
    banner.get_by_role("link", name="Open version 2").click()
    expect(page).to_have_url(re.compile(rf"/documents/versions/{second}/read"))
    expect(page.locator("ec-reader[data-ready]")).to_be_attached()
    assert page.evaluate("() => document.querySelector('ec-reader').viewer.page") == 3
    expect(page.locator("ec-newer")).to_be_hidden()
    # Whoever comes back to the old one sees it from the start; taken back, it is silent again.
    page.goto(f"{live_reader.address}/documents/versions/{first}/read")
    expect(page.locator("ec-newer")).to_contain_text("Version 2 is out.")
    expect(page.locator("ec-reader[data-ready]")).to_be_attached()
    page.wait_for_function("() => document.querySelector('ec-newer').shown === 2")
    act(live_reader, cabinet, lambda db, secretary: distribution.recall(
        db, actor=secretary, version=db.get_one(DocumentVersion, second), at=clock.now(),
        reason="Sai",
    ))  # fmt: skip
    expect(page.locator("ec-newer")).to_be_hidden()


def test_a_recall_takes_the_paper_from_the_screen_and_says_why(
    live_reader: LiveServer, cabinet: Cabinet, versions: tuple[int, int],
    tablet: Callable[..., Any],
) -> None:  # fmt: skip
    page = opened(tablet)
    act(live_reader, cabinet, lambda db, secretary: distribution.recall(
        db, actor=secretary, version=db.get_one(DocumentVersion, versions[0]), at=clock.now(),
        reason="Sai số liệu tại trang 3",
    ))  # fmt: skip
    expect(page.locator('[data-part="recalled"]')).to_contain_text("Sai số liệu tại trang 3")
    expect(page.locator(".textLayer")).to_have_count(0)
    answer = page.goto(f"{live_reader.address}/documents/versions/{versions[0]}/read")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_text("Sai số liệu tại trang 3")).to_be_visible()


def test_a_recall_takes_the_text_and_the_comparison_from_the_screen_too(
    live_reader: LiveServer, cabinet: Cabinet, versions: tuple[int, int],
    tablet: Callable[..., Any],
) -> None:  # fmt: skip
    page = opened(tablet)
    with live_reader.database.reading() as db:
        paper = db.get_one(DocumentVersion, versions[0]).document_id
    act(live_reader, cabinet, lambda db, secretary: services.release(
        db, actor=secretary, version=db.get_one(DocumentVersion, versions[1]), at=clock.now(),
    ))  # fmt: skip
    addresses = (
        f"/documents/versions/{versions[1]}/text",
        f"/documents/{paper}/compare?from={versions[0]}&to={versions[1]}",
    )
    pages = [page, page.context.new_page()]
    joined = "() => import('ecabinet/live').then(({ live }) => live.state.name === 'connected')"
    for one, address in zip(pages, addresses, strict=True):
        one.goto(live_reader.address + address)
        expect(one.locator("[data-shown]")).to_be_visible()
        one.wait_for_function(joined)
    act(live_reader, cabinet, lambda db, secretary: distribution.recall(
        db, actor=secretary, version=db.get_one(DocumentVersion, versions[1]), at=clock.now(),
        reason="Sai số liệu",
    ))  # fmt: skip
    for one in pages:
        expect(one.locator("[data-shown]")).to_have_count(0)


def test_pages_that_stood_before_the_reader_and_the_acknowledgement_arrive(
    live_reader: LiveServer, cabinet: Cabinet, versions: tuple[int, int],
    tablet: Callable[..., Any],
) -> None:  # fmt: skip
    page = opened(tablet)
    page.wait_for_function("() => document.querySelector('ec-receipt').waiting.has(1)")
    with page.expect_response("**/pages-seen") as sent:
        page.evaluate("() => window.dispatchEvent(new Event('pagehide'))")
    assert sent.value.status == 204
    page.get_by_role("button", name="I have read it").click()
    expect(page.get_by_role("button", name="I have read it")).to_have_count(0)
    expect(page.get_by_text("Your acknowledgement was recorded.")).to_be_visible()
    with live_reader.database.reading() as db:
        (holder,) = holders_of(db, db.get_one(DocumentVersion, versions[0]))
        assert holder.acknowledged_at is not None
        assert holder.pages_seen >= 1


def test_what_changed_is_gone_through_by_key_and_marked_by_more_than_colour(
    live_reader: LiveServer, cabinet: Cabinet, versions: tuple[int, int],
    tablet: Callable[..., Any],
) -> None:  # fmt: skip
    act(live_reader, cabinet, lambda db, secretary: services.release(
        db, actor=secretary, version=db.get_one(DocumentVersion, versions[1]), at=clock.now(),
    ))  # fmt: skip
    page = opened(tablet)
    with live_reader.database.reading() as db:
        document_id = db.get_one(DocumentVersion, versions[1]).document_id
        assert db.get_one(Document, document_id).title == "Dự toán"
    page.goto(f"{live_reader.address}/documents/{document_id}/compare")
    changes = page.locator("[data-change]")
    expect(changes).to_have_count(2)
    expect(page.locator("del")).to_contain_text("proposes the budget")
    expect(page.locator("ins").last).to_contain_text("withdraws the estimate")
    page.keyboard.press("n")
    expect(changes.first).to_be_focused()
    page.keyboard.press("n")
    expect(changes.nth(1)).to_be_focused()
    page.get_by_role("button", name="Previous change").click()
    expect(changes.first).to_be_focused()
    picture = changes.nth(1).locator("img").last
    picture.scroll_into_view_if_needed()
    page.wait_for_function("() => [...document.images].some((one) => one.naturalWidth === 480)")
