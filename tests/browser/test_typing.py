"""Nothing typed on a paper is lost: Escape, a way out, a reload, a mark removed elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import expect
from sqlalchemy import select

from documents.annotations import services
from documents.models import Annotation
from ecabinet import clock
from tests.browser.reader_tablet import Reader
from tests.cabinet import Cabinet
from tests.live_server import LiveServer, eventually

Make = Callable[..., Reader]
BEGUN = """async () => {
  const rows = await globalThis.ecVault.all("operations");
  return rows.filter(({ state }) => state === "draft").length;
}"""


def bodies(server: LiveServer) -> list[str]:
    """The words of all marks that are there."""
    with server.database.reading() as db:
        rows = select(Annotation).where(Annotation.removed_at.is_(None)).order_by(Annotation.id)
        return [mark.body for mark in db.scalars(rows)]


def begin(reader: Reader, key: str, words: str) -> Any:
    """Begin a note ("n") or a text box ("t") in the middle of the page; its field."""
    reader.page.locator("[data-part=surface]").focus()
    reader.page.keyboard.press(key)
    place = ".reader-text-field" if key == "t" else "[data-part=card] textarea"
    field = reader.page.locator(place)
    expect(field).to_be_focused()
    reader.page.keyboard.insert_text(words)
    return field


def test_escape_keeps_a_note_and_undo_takes_it_back(tablet: Make, live_reader: LiveServer) -> None:
    reader = tablet("minister.g12")
    card = begin(reader, "n", "Hỏi về kinh phí")
    reader.page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    eventually(lambda: bodies(live_reader) == ["Hỏi về kinh phí"])
    reader.page.keyboard.press(".")
    reader.page.keyboard.press("Enter")
    card.fill("Hỏi về kinh phí và biên chế")
    reader.page.keyboard.press("Escape")
    eventually(lambda: bodies(live_reader) == ["Hỏi về kinh phí và biên chế"])
    reader.page.keyboard.press("Control+z")
    eventually(lambda: bodies(live_reader) == ["Hỏi về kinh phí"])
    reader.page.keyboard.press("Control+z")
    eventually(lambda: bodies(live_reader) == [])
    assert reader.faults == []


@pytest.mark.parametrize("key", ["n", "t"])
def test_a_page_that_is_killed_in_the_middle_of_a_word_gives_the_words_back(
    tablet: Make, live_reader: LiveServer, key: str
) -> None:
    reader = tablet("minister.g12")
    begin(reader, key, "Viết được một nửa")
    eventually(lambda: reader.page.evaluate(BEGUN) == 1)
    # As a system does that needs the memory: the page hears of nothing any more.
    with suppress(PlaywrightError):
        reader.page.goto("chrome://crash")
    other = reader.page = reader.context.new_page()
    other.goto(f"{live_reader.address}/kept")
    row = other.locator("[data-kept-words-list] .ec-row")
    expect(row).to_contain_text("Viết được một nửa")
    assert bodies(live_reader) == []

    row.get_by_role("button", name="Go on writing").click()
    reader.wait_ready()
    expect(other.locator("[data-part=card] textarea")).to_have_value("Viết được một nửa")
    other.keyboard.press("Control+Enter")
    eventually(lambda: bodies(live_reader) == ["Viết được một nửa"])
    eventually(lambda: other.evaluate(BEGUN) == 0)


def finish(reader: Reader, words: str) -> None:
    """The words stand as a mark already, or in the card of a note that is written on: end that."""
    card = reader.page.locator("[data-part=card] textarea")
    expect(card.or_(reader.marks("note").last).first).to_be_visible()
    if card.is_visible():
        expect(card).to_have_value(words)
        reader.page.keyboard.press("Escape")


def test_leaving_by_a_link_or_a_reload_in_the_middle_of_a_note_loses_nothing_and_doubles_nothing(
    tablet: Make, live_reader: LiveServer
) -> None:
    reader = tablet("minister.g12")
    begin(reader, "n", "Trước khi rời trang")
    reader.page.reload()
    reader.wait_ready()
    finish(reader, "Trước khi rời trang")
    eventually(lambda: bodies(live_reader) == ["Trước khi rời trang"])
    begin(reader, "n", "Rồi bấm quay lại")
    reader.page.locator(".reader-bar a").first.click()
    reader.page.go_back()
    reader.wait_ready()
    finish(reader, "Rồi bấm quay lại")
    eventually(lambda: bodies(live_reader) == ["Trước khi rời trang", "Rồi bấm quay lại"])
    eventually(lambda: reader.page.evaluate(BEGUN) == 0)


def test_words_typed_on_a_mark_that_is_changed_or_removed_elsewhere_stay(
    tablet: Make, live_reader: LiveServer, cabinet: Cabinet
) -> None:
    one = tablet("minister.g12")
    field = begin(one, "n", "Lần đầu")
    one.page.keyboard.press("Escape")
    eventually(lambda: bodies(live_reader) == ["Lần đầu"])
    expect(one.marks("note").and_(one.page.locator("[data-sync=saved]"))).to_have_count(1)

    def elsewhere(act: Callable[..., None], **given: Any) -> None:
        with live_reader.app.app_context(), live_reader.database.unit_of_work() as db:
            mark = db.scalars(select(Annotation).where(Annotation.removed_at.is_(None))).one()
            actor = cabinet.actor(db, "minister.g12")
            act(db, actor=actor, annotation=mark, at=clock.now(), **given)

    one.page.keyboard.press(".")
    one.page.keyboard.press("Enter")
    field.fill("Lần đầu, và thêm")
    one.page.locator("[data-part=surface]").focus()  # a tablet that hid its keyboard
    elsewhere(services.change_annotation, color="#ff0000")
    expect(one.page.locator("[data-part=card]")).to_be_visible()
    one.page.wait_for_function(
        "() => document.querySelector('ec-reader').store.all[0].color === '#ff0000'"
    )
    expect(field).to_have_value("Lần đầu, và thêm")

    elsewhere(services.remove_annotation)
    expect(one.page.locator(".ec-toast")).to_contain_text("removed on another tablet")
    expect(field).to_have_value("Lần đầu, và thêm")
    one.page.get_by_role("button", name="Save").click()
    eventually(lambda: bodies(live_reader) == ["Lần đầu, và thêm"])
    assert [fault for fault in one.faults if "404" not in fault] == []


def test_words_begun_on_a_mark_that_was_removed_while_the_page_was_away_become_a_new_mark(
    tablet: Make, live_reader: LiveServer, cabinet: Cabinet
) -> None:
    reader = tablet("minister.g12")
    field = begin(reader, "n", "Lần đầu")
    reader.page.keyboard.press("Escape")
    eventually(lambda: bodies(live_reader) == ["Lần đầu"])
    expect(reader.marks("note").and_(reader.page.locator("[data-sync=saved]"))).to_have_count(1)
    reader.page.keyboard.press(".")
    reader.page.keyboard.press("Enter")
    field.fill("Lần đầu, và thêm")
    eventually(lambda: reader.page.evaluate(BEGUN) == 1)
    address = reader.page.url
    with suppress(PlaywrightError):
        reader.page.goto("chrome://crash")
    with live_reader.app.app_context(), live_reader.database.unit_of_work() as db:
        mark = db.scalars(select(Annotation)).one()
        actor = cabinet.actor(db, "minister.g12")
        services.remove_annotation(db, actor=actor, annotation=mark, at=clock.now())

    reader.page = reader.context.new_page()
    reader.page.goto(address)
    reader.wait_ready()
    again = reader.page.locator("[data-part=card] textarea")
    expect(again).to_have_value("Lần đầu, và thêm")
    reader.page.keyboard.press("Control+Enter")
    eventually(lambda: bodies(live_reader) == ["Lần đầu, và thêm"])
    eventually(lambda: reader.page.evaluate(BEGUN) == 0)
