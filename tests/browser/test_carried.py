"""Marks of the first version on the second: they arrive while it is read, and those in doubt are
looked at by their author, by finger and by keyboard."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from documents.annotations import services as marks
from documents.models import AnnotationKind, Audience, DocumentVersion
from ecabinet.jobs.engine import run_queued
from tests.browser.reader_tablet import AXE, LANDSCAPE, PORTRAIT, TAGS, Reader
from tests.cabinet import T0, Cabinet
from tests.documents.annotations.carrying.conftest import LINES, Desk
from tests.documents.annotations.carrying.corpus import Version
from tests.live_server import LiveServer

MARKS = [
    (1, 5, 10, Audience.PRIVATE, "Đồng ý"),
    (2, 9, 11, Audience.MEETING, "Kiểm tra lại số liệu"),
    (3, 0, 5, Audience.PRIVATE, ""),
]
"""Line, first and last word, for whom, what was written."""


@pytest.fixture
def version_id(live_reader: LiveServer, cabinet: Cabinet) -> int:
    """The second version of a marked paper: a page inserted, a number changed, a sentence gone."""
    store = live_reader.app.extensions["ecabinet.store"]
    desk = Desk(live_reader.database, store, cabinet)
    first_id, first = desk.first("minister.g12", "minister.g15")
    with live_reader.database.unit_of_work() as db:
        version = db.get_one(DocumentVersion, first_id)
        for n, (line, start, end, audience, body) in enumerate(MARKS):
            spots = [first.spots[w.name] for w in first.paragraphs[line].words[start : end + 1]]
            x0, x1, y = spots[0].x0, spots[-1].x1, spots[0].y
            marks.add_annotation(
                db, actor=cabinet.actor(db, "minister.g12"), version=version, client_id=f"m{n}",
                page=1, kind=AnnotationKind.HIGHLIGHT, audience=audience, color="#ffd400",
                geometry={"quads": [[x0, y + 11, x1, y + 11, x0, y - 3, x1, y - 3]]},
                width=0.0, body=body, quote="", at=T0,
            )  # fmt: skip
    lines = list(first.paragraphs)
    lines[2:4] = desk.paragraphs(LINES[2].replace("85.000", "92.400"), "Điều khoản đã thay.")
    added = desk.paragraphs(*(f"Phần bổ sung thứ {n} của tờ trình này." for n in range(40)))
    return desk.next(Version(added + lines, first.style))


def look(page: object, name: str) -> None:
    """Keep a picture of the page for whoever asks for it (LOOK_AT=folder)."""
    if folder := os.environ.get("LOOK_AT"):
        page.screenshot(path=Path(folder) / f"{name}.png")  # type: ignore[attr-defined]


def test_marks_arrive_and_those_in_doubt_are_settled_one_by_one(
    tablet: Callable[..., Reader], live_reader: LiveServer
) -> None:
    one, other = tablet("minister.g12", LANDSCAPE), tablet("minister.g15", PORTRAIT)
    pill = one.page.locator('[data-part="carried-pill"]')
    section = one.page.locator('[data-part="carried"]')
    doubts = section.locator("li")
    expect(pill).to_be_hidden()

    assert run_queued(live_reader.app) >= 1

    # The page is drawn when it comes into view; what the store holds is what came.
    one.page.wait_for_function("() => document.querySelector('ec-reader').store.all.length === 2")
    other.page.wait_for_function("() => document.querySelector('ec-reader').store.all.length === 1")
    expect(pill).to_contain_text("2")
    expect(other.page.locator('[data-part="carried-pill"]')).to_be_hidden()
    pill.click()
    expect(doubts).to_have_count(2)
    expect(doubts.first.locator("mark")).to_have_text("85.000 tỷ đồng")
    expect(doubts.first.locator(".reader-carried-picture")).to_be_visible()
    look(one.page, "carried-landscape")
    one.page.evaluate(AXE.read_text("utf-8"))
    violations = one.page.evaluate(
        "(tags) => axe.run('.reader-panel', {runOnly: tags}).then((r) => r.violations)", TAGS
    )
    assert violations == []

    doubts.first.locator('[data-carried-act="show"]').click()
    expect(one.page.locator(".reader-in-doubt")).to_have_count(1)
    look(one.page, "carried-on-page")
    doubts.first.locator('[data-carried-act="confirm"]').click()
    expect(doubts).to_have_count(1)
    expect(one.page.locator(".reader-in-doubt")).to_have_count(0)
    other.page.wait_for_function(
        "() => document.querySelector('ec-reader').store.all[0].carried === 'placed'"
    )

    # The last one has no place: by keyboard, into the middle of what is seen.
    place = doubts.first.locator('[data-carried-act="place"]')
    expect(place).to_be_focused()
    one.page.keyboard.press("Enter")
    expect(one.page.locator(".reader-placing")).to_be_visible()
    look(one.page, "carried-placing")
    one.page.keyboard.press("Escape")
    expect(one.page.locator(".reader-placing")).to_have_count(0)
    expect(place).to_be_focused()
    place.click()
    one.page.locator(".reader-surface").press("Enter")
    expect(doubts).to_have_count(0)
    expect(pill).to_be_hidden()
    expect(section.locator(".reader-carried-done")).to_be_visible()
    one.page.wait_for_function("() => document.querySelector('ec-reader').store.all.length === 3")
    assert one.faults + other.faults == []


def test_a_mark_is_placed_by_a_tap_or_left_and_taken_back(
    tablet: Callable[..., Reader], live_reader: LiveServer
) -> None:
    run_queued(live_reader.app)
    one = tablet("minister.g12", PORTRAIT)
    section = one.page.locator('[data-part="carried"]')
    doubts = section.locator("li")
    one.page.locator('[data-part="carried-pill"]').click()
    expect(doubts).to_have_count(2)
    look(one.page, "carried-portrait")

    doubts.nth(1).locator('[data-carried-act="leave"]').click()
    expect(doubts).to_have_count(1)
    one.page.locator("#ec-toasts").get_by_role("button", name="Undo").click()
    expect(doubts).to_have_count(2)

    doubts.nth(1).locator('[data-carried-act="place"]').click()
    page = one.page.locator(".page").first
    page.click(position={"x": 300, "y": 200})
    expect(doubts).to_have_count(1)
    expect(page.locator(".reader-mark-highlight")).to_have_count(1)
    assert one.faults == []


def test_a_mark_that_belongs_on_the_next_page_is_drawn_there_alone(
    tablet: Callable[..., Reader], live_reader: LiveServer
) -> None:
    run_queued(live_reader.app)
    one = tablet("minister.g12", LANDSCAPE)
    one.page.locator('[data-part="carried-pill"]').click()
    doubt = one.page.locator('[data-part="carried"] li').first
    doubt.locator('[data-carried-act="show"]').click()
    expect(one.page.locator(".reader-in-doubt")).to_have_count(1)
    here = one.of_reader("viewer.page")
    there = one.page.locator(f'.page[data-page-number="{here - 1 or 2}"]')
    doubt.locator('[data-carried-act="place"]').click()
    there.evaluate("(page) => page.scrollIntoView({ block: 'center' })")
    expect(there.locator(".reader-layer-above")).to_be_attached()
    there.click(position={"x": 300, "y": 300})
    expect(there.locator(".reader-mark-highlight")).to_have_count(1)
    expect(one.page.locator(".reader-in-doubt")).to_have_count(0)
    drawn = "(marks) => marks.map((mark) => mark.dataset.mark)"
    names = one.page.locator(".reader-mark").evaluate_all(drawn)
    assert len(names) == len(set(names))
    assert one.faults == []
