"""The reader on tablets over the real server: read, find, write, alone and with others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from documents.distribution import services as distribution
from documents.models import Annotation, DocumentVersion
from tests.browser.reader_tablet import (
    AXE,
    LANDSCAPE,
    LINES,
    PHONE,
    PORTRAIT,
    TAGS,
    Reader,
    wave,
)
from tests.cabinet import T0, Cabinet
from tests.live_server import LiveServer, eventually


def stored(live_reader: LiveServer) -> list[tuple[str, str]]:
    """(kind, audience) of every mark in the store that was not removed."""
    with live_reader.app.app_context(), live_reader.database.reading() as db:
        rows = db.scalars(select(Annotation).where(Annotation.removed_at.is_(None))).all()
        return [(row.kind.value, row.audience.value) for row in rows]


def test_what_is_drawn_for_the_meeting_grows_on_the_other_tablet_and_stays(
    tablet: Callable[..., Reader], live_reader: LiveServer
) -> None:
    one, other = tablet("minister.g12"), tablet("minister.g15", PORTRAIT)
    eventually(lambda: one.of_reader("remote.entered.size") == 2)
    eventually(lambda: other.of_reader("remote.entered.size") == 2)
    one.write_for("meeting")
    one.page.keyboard.press("p")

    one.pen(wave(300, 500), lift=False)
    expect(other.page.locator(".reader-growing-ink")).to_have_count(1)
    expect(other.page.locator(".reader-author")).to_have_text("Trần Thị Bình")
    assert stored(live_reader) == []

    one.pen(wave(500, 520, 5), go_on=True)
    expect(other.marks("ink")).to_have_count(1)
    expect(other.page.locator(".reader-growing")).to_have_count(0)
    assert stored(live_reader) == [("ink", "meeting")]

    other.page.reload()
    other.wait_ready()
    expect(other.marks("ink")).to_have_count(1)
    assert one.faults + other.faults == []


def test_what_is_written_privately_is_on_no_other_tablet(
    tablet: Callable[..., Reader], live_reader: LiveServer
) -> None:
    one, other = tablet("minister.g12"), tablet("minister.g15")
    one.page.keyboard.press("p")
    one.pen(wave(300, 500))
    one.page.keyboard.press("m")
    one.pen(wave(300, 600))
    eventually(lambda: len(stored(live_reader)) == 2)
    one.write_for("meeting")
    one.pen(wave(300, 650))

    expect(other.marks("marker")).to_have_count(1)
    expect(other.marks("ink")).to_have_count(0)
    other.page.reload()
    other.wait_ready()
    expect(other.marks("marker")).to_have_count(1)
    expect(other.marks("ink")).to_have_count(0)


def test_find_needs_neither_tone_marks_nor_the_stroke_of_d(tablet: Callable[..., Reader]) -> None:
    page = tablet("minister.g12").page
    page.keyboard.press("Control+f")
    find = page.locator("[data-find=input]")
    count = page.locator("[data-find=count]")
    find.fill("doc lap")
    expect(count).to_contain_text("6")
    find.fill("bo truong de nghi")
    expect(count).to_contain_text("6")
    page.locator("[data-find=exact]").check()
    expect(count).to_have_text("Not found")


def test_a_mark_made_without_network_is_kept_over_a_reload_and_sent_once(
    tablet: Callable[..., Reader], live_reader: LiveServer
) -> None:
    reader = tablet("minister.g12")
    page = reader.page
    page.route("**/annotations", lambda route: route.abort() if route.request.method == "POST"
               else route.continue_())  # fmt: skip
    page.keyboard.press("p")
    reader.pen(wave(300, 500))
    expect(page.locator("[data-part=unsent]")).to_contain_text("1")
    page.reload()
    reader.wait_ready()
    expect(reader.marks("ink")).to_have_count(1)
    expect(page.locator("[data-part=unsent]")).to_contain_text("1")
    assert stored(live_reader) == []

    page.unroute("**/annotations")
    page.evaluate("() => window.dispatchEvent(new Event('online'))")
    eventually(lambda: stored(live_reader) == [("ink", "private")])
    expect(page.locator("[data-part=unsent]")).to_be_hidden()


def test_without_a_network_every_button_of_the_bar_stays_on_the_screen(
    tablet: Callable[..., Reader],
) -> None:
    reader = tablet("minister.g12", PORTRAIT)
    page = reader.page
    page.keyboard.press("p")
    page.context.set_offline(True)
    reader.pen(wave(300, 500))
    expect(page.locator("[data-part=unsent]")).to_contain_text("1")
    expect(page.locator("[data-part=connection]")).to_be_visible()
    for button in page.locator(".reader-bar").locator("button, summary, a").all():
        if button.is_visible() and not button.locator("xpath=ancestor::details/div").count():
            expect(button).to_be_in_viewport(ratio=1)
    page.context.set_offline(False)
    expect(page.locator("[data-part=unsent]")).to_be_hidden()


def test_after_a_pen_was_seen_fingers_move_the_page(
    tablet: Callable[..., Reader], live_reader: LiveServer
) -> None:
    reader = tablet("minister.g12")
    reader.page.keyboard.press("p")
    reader.finger(400, 600, 200, 0)
    eventually(lambda: len(stored(live_reader)) == 1)
    reader.pen(wave(300, 400))
    eventually(lambda: len(stored(live_reader)) == 2)

    before = reader.of_reader("surface.scrollTop")
    reader.finger(500, 600, 0, -300)
    eventually(lambda: reader.of_reader("surface.scrollTop") >= before + 250)
    eventually(reader.has_come_to_rest)
    scale = reader.of_reader("viewer.scale")
    reader.pinch(600, 400, 60, 150)
    eventually(lambda: reader.of_reader("viewer.scale") > scale * 1.5)
    assert len(stored(live_reader)) == 2


def test_a_pen_drawn_over_words_highlights_them_whole(
    tablet: Callable[..., Reader], live_reader: LiveServer
) -> None:
    reader = tablet("minister.g12")
    reader.page.locator("button[data-tool=highlight]").click()
    box = reader.page.locator(".textLayer span", has_text="Tờ trình").first.bounding_box()
    assert box
    y = box["y"] + box["height"] / 2
    reader.pen([(box["x"] + 4 + at, y) for at in range(0, int(box["width"] * 0.6), 6)])
    expect(reader.marks("highlight")).to_have_count(1)
    eventually(lambda: stored(live_reader) == [("highlight", "private")])
    with live_reader.app.app_context(), live_reader.database.reading() as db:
        quote = db.scalars(select(Annotation.quote)).one()
    assert quote.startswith("Tờ trình về")
    assert f" {quote} " in f" {LINES[2]} "


SELECT_OVER_THE_BREAK = """() => {
  const node = (page, words) => {
    const layer = document.querySelector(`.page[data-page-number="${page}"] .textLayer`);
    const spans = [...(layer?.querySelectorAll("span") ?? [])];
    return spans.find((one) => one.textContent.startsWith(words))?.firstChild;
  };
  const [from, to] = [node(1, "Bộ trưởng"), node(2, "CỘNG HÒA")];
  if (!from || !to) return false;
  document.getSelection().setBaseAndExtent(from, 0, to, 8);
  return true;
}"""


def test_a_highlight_over_the_break_of_a_page_quotes_on_each_page_what_stands_there(
    tablet: Callable[..., Reader], live_reader: LiveServer
) -> None:
    reader = tablet("minister.g12")
    reader.page.wait_for_function(SELECT_OVER_THE_BREAK)
    reader.page.keyboard.press("h")
    eventually(lambda: stored(live_reader) == [("highlight", "private")] * 2)
    with live_reader.app.app_context(), live_reader.database.reading() as db:
        rows = db.execute(select(Annotation.page, Annotation.quote).order_by(Annotation.page))
        quotes = {row.page: row.quote for row in rows}
    assert quotes[1].startswith(LINES[3]) and LINES[0][:8] not in quotes[1]
    assert quotes[2] == LINES[0][:8]


def test_everything_can_be_done_with_the_keyboard(
    tablet: Callable[..., Reader], live_reader: LiveServer
) -> None:
    reader = tablet("minister.g12")
    page = reader.page
    page.keyboard.press("Control+f")
    page.keyboard.type("hanh phuc")
    expect(page.locator(".textLayer .highlight.selected").first).to_be_attached()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.keyboard.type("Cần số liệu mới")
    page.keyboard.press("Control+Enter")
    eventually(lambda: stored(live_reader) == [("note", "private")])
    page.keyboard.press(".")
    page.keyboard.press("Enter")
    expect(page.locator("[data-part=card] textarea")).to_have_value("Cần số liệu mới")
    page.keyboard.press("Escape")
    page.keyboard.press(".")
    page.keyboard.press("Delete")
    eventually(lambda: stored(live_reader) == [])
    page.keyboard.press("Control+z")
    eventually(lambda: stored(live_reader) == [("note", "private")])
    page.keyboard.press("?")
    expect(page.locator("dialog[data-part=help]")).to_be_visible()


def test_the_audience_is_private_until_chosen_and_turning_pages_does_not_change_it(
    tablet: Callable[..., Reader],
) -> None:
    reader = tablet("minister.g12")
    chosen = reader.page.locator("input[name=reader-audience]:checked")
    expect(chosen).to_have_value("private")
    reader.write_for("meeting")
    expect(chosen).to_have_value("meeting")
    reader.write_for("private")
    expect(reader.page.locator("[data-part=surface]")).to_be_focused()
    reader.page.keyboard.press("ArrowRight")
    eventually(lambda: reader.of_reader("viewer.page") == 2)
    expect(chosen).to_have_value("private")
    reader.write_for("meeting")
    reader.page.reload()
    reader.wait_ready()
    expect(chosen).to_have_value("private")


def test_the_last_page_is_remembered(tablet: Callable[..., Reader]) -> None:
    reader = tablet("minister.g12")
    reader.page.locator("[data-part=page]").fill("4")
    reader.page.keyboard.press("Tab")
    eventually(lambda: reader.of_reader("viewer.page") == 4)
    reader.page.reload()
    reader.wait_ready()
    eventually(lambda: reader.of_reader("viewer.page") == 4)


def test_a_recalled_paper_leaves_the_open_reader(
    tablet: Callable[..., Reader], live_reader: LiveServer, version_id: int, cabinet: Cabinet
) -> None:
    page = tablet("minister.g12").page
    eventually(lambda: page.evaluate(
        "() => document.querySelector('ec-reader').remote.entered.size === 2"
    ))  # fmt: skip
    with live_reader.app.app_context(), live_reader.database.unit_of_work() as db:
        version = db.get_one(DocumentVersion, version_id)
        head = cabinet.actor(db, "head")
        distribution.recall(db, actor=head, version=version, at=T0, reason="A test")
    expect(page.locator("[data-part=recalled]")).to_be_visible()
    expect(page.locator(".pdfViewer .page")).to_have_count(0)


SMALL = """() => [...document.querySelectorAll(
    "ec-reader :is(a, button, summary, select, .reader-audience-choice)")]
  .filter((e) => e.checkVisibility() && !e.closest(".annotationLayer"))
  .filter((e) => Math.min(e.getBoundingClientRect().height, e.getBoundingClientRect().width) < 44)
  .map((e) => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize(
    ("scheme", "size"),
    [("light", LANDSCAPE), ("light", PORTRAIT), ("light", PHONE), ("dark", LANDSCAPE)],
)
def test_the_reader_is_accessible_in_every_size(
    tablet: Callable[..., Reader], size: tuple[int, int], scheme: Any
) -> None:
    reader = tablet("minister.g12", size)
    reader.page.emulate_media(color_scheme=scheme)
    for key in ["p", "n", "s", "l"]:
        reader.page.keyboard.press("Escape")
        reader.page.keyboard.press(key)
        reader.cdp.send("Runtime.evaluate", {"expression": AXE.read_text()})
        found = reader.page.evaluate("(tags) => axe.run({ runOnly: tags })", TAGS)
        faults = [f"{v['id']}: {[n['target'] for n in v['nodes']]}" for v in found["violations"]]
        assert faults == []
        assert reader.page.evaluate(SMALL) == []
