"""Marks on tablets over the real server: typed, chosen, moved, changed, undone; by pen, finger and
keys; drawn live; written on two tablets at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.reader_tablet import PORTRAIT, Reader, stored, type_box, wave
from tests.live_server import LiveServer, eventually

Make = Callable[..., Reader]
TEXT = "Đề nghị làm rõ nguồn kinh phí cải cách tiền lương"


def middle(reader: Reader, selector: str) -> tuple[float, float]:
    # A mark is drawn anew when the server has it: for a moment it is nowhere.
    found = reader.page.locator(selector).first
    eventually(lambda: found.bounding_box() is not None)
    box = found.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def tap(reader: Reader, x: float, y: float) -> None:
    reader.finger(x, y, 0, 0)


def test_words_are_typed_on_the_page_wrapped_and_written_on_again(
    tablet: Make, live_reader: LiveServer
) -> None:
    reader = tablet("minister.g12")
    page = reader.page
    type_box(reader, 420, 420, TEXT)
    lines = reader.marks("text").locator("tspan")
    eventually(lambda: lines.count() >= 2)
    assert " ".join(lines.all_text_contents()) == TEXT
    eventually(lambda: [mark.body for mark in stored(live_reader)] == [TEXT])

    page.mouse.click(*middle(reader, ".reader-mark-text"))
    field = page.locator(".reader-text-field")
    expect(field).to_have_value(TEXT)
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(" mới")
    page.locator("button[data-tool=read]").click()
    eventually(lambda: [mark.body for mark in stored(live_reader)] == [f"{TEXT} mới"])
    assert reader.faults == []


def test_words_of_an_input_method_arrive_whole_and_enter_ends_the_word_not_the_box(
    tablet: Make, live_reader: LiveServer
) -> None:
    reader = tablet("minister.g12")
    reader.page.locator("[data-part=surface]").focus()
    reader.page.keyboard.press("t")
    field = reader.page.locator(".reader-text-field")
    expect(field).to_be_focused()
    for step in ("t", "ti", "tiê", "tiền"):
        reader.cdp.send(
            "Input.imeSetComposition", {"text": step, "selectionStart": 4, "selectionEnd": 4}
        )
    field.dispatch_event("keydown", {"key": "Escape", "isComposing": True})
    expect(field).to_be_visible()
    reader.cdp.send("Input.insertText", {"text": "tiền"})
    reader.page.keyboard.press("Escape")
    eventually(lambda: [(m.kind.value, m.body) for m in stored(live_reader)] == [("text", "tiền")])


def test_chosen_marks_move_by_pen_by_tap_and_by_arrow_change_colour_go_and_come_back(
    tablet: Make, live_reader: LiveServer
) -> None:
    reader = tablet("minister.g12")
    page = reader.page
    page.keyboard.press("p")
    reader.pen(wave(400, 500, 20))
    reader.pen(wave(400, 600, 20))
    eventually(lambda: len(stored(live_reader)) == 2)
    first = min(mark.id for mark in stored(live_reader))

    def at(mark_id: int = first) -> tuple[float, float]:
        geometry = next(m.geometry for m in stored(live_reader) if m.id == mark_id)
        return geometry["points"][0][0], geometry["points"][0][1]

    page.keyboard.press("s")
    reader.pen([(390, 480), (600, 640)])
    expect(page.locator(".reader-chosen")).to_have_count(2)
    x, y = at()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    eventually(lambda: at() == (pytest.approx(x + 12), pytest.approx(y)))
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    eventually(lambda: at() == (x, y))

    page.keyboard.press("Escape")
    expect(page.locator(".reader-chosen")).to_have_count(0)
    line = middle(reader, ".reader-mark-ink")
    start = (402.0, 500.0)
    reader.pen([start, (start[0] + 20, start[1] + 30), (start[0] + 40, start[1] + 80)])
    eventually(lambda: at()[1] < y - 20)
    page.keyboard.press("Control+z")
    eventually(lambda: at() == (x, y))

    page.locator("[data-act=mark-place]").click()
    expect(page.locator("[data-part=audience-banner]")).to_be_visible()
    page.mouse.click(line[0] + 100, line[1] + 200)
    eventually(lambda: at()[0] > x + 20 and at()[1] < y - 50)

    page.locator("[data-part=palette] [data-color]").nth(1).click()
    eventually(lambda: {m.id: m.color for m in stored(live_reader)}[first] == "#c3221f")
    page.keyboard.press("Control+z")
    eventually(lambda: {m.id: m.color for m in stored(live_reader)}[first] == "#1d3f8f")
    page.locator("[data-act=mark-remove]").click()
    eventually(lambda: len(stored(live_reader)) == 1)
    page.locator("[data-act=undo]").click()
    eventually(lambda: len(stored(live_reader)) == 2)
    page.keyboard.press("Control+a")
    expect(page.locator(".reader-chosen")).to_have_count(2)
    page.keyboard.press("Delete")
    eventually(lambda: stored(live_reader) == [])
    assert reader.faults == []


def test_a_finger_chooses_and_moves_a_mark_and_makes_a_text_box_wider(
    tablet: Make, live_reader: LiveServer
) -> None:
    reader = tablet("minister.g12", PORTRAIT)
    type_box(reader, 300, 500, TEXT)
    eventually(lambda: len(stored(live_reader)) == 1)
    before = stored(live_reader)[0].geometry["rect"]
    reader.page.locator("button[data-tool=select]").click()
    x, y = middle(reader, ".reader-mark-text")
    tap(reader, x, y)
    expect(reader.page.locator(".reader-chosen")).to_have_count(1)
    reader.finger(x, y, 60, 90)
    eventually(lambda: stored(live_reader)[0].geometry["rect"][0] > before[0] + 20)

    now = stored(live_reader)[0].geometry["rect"]
    expect(reader.page.locator(".reader-mark-text[data-sync=saved]")).to_have_count(1)
    grip = middle(reader, ".reader-handle")
    reader.finger(*grip, 80, 0)
    eventually(lambda: stored(live_reader)[0].geometry["rect"][2] > now[2] + 30)
    wide = stored(live_reader)[0].geometry["rect"]
    reader.page.locator("[data-act=mark-narrower]").click()
    eventually(lambda: stored(live_reader)[0].geometry["rect"][2] == pytest.approx(wide[2] - 20))
    assert reader.faults == []


def test_two_taps_highlight_from_word_to_word(tablet: Make, live_reader: LiveServer) -> None:
    reader = tablet("minister.g12")
    reader.page.locator("button[data-tool=highlight]").click()
    box = reader.page.locator(".textLayer span", has_text="Tờ trình").first.bounding_box()
    assert box
    y = box["y"] + box["height"] / 2
    tap(reader, box["x"] + box["width"] * 0.45, y)
    expect(reader.marks("highlight")).to_have_count(0)
    tap(reader, box["x"] + box["width"] - 6, y)
    eventually(lambda: len(stored(live_reader)) == 1)
    assert stored(live_reader)[0].quote.endswith("tiền lương")
    assert not stored(live_reader)[0].quote.startswith("Tờ")


def test_a_hand_that_rests_on_the_glass_draws_nothing_once_the_pen_is_there(
    tablet: Make, live_reader: LiveServer
) -> None:
    reader = tablet("minister.g12")
    reader.page.keyboard.press("p")
    reader._touch("touchStart", [(700, 650)])
    reader._touch("touchMove", [(705, 655)])
    reader.pen(wave(400, 500, 20))
    reader._touch("touchEnd", [])
    eventually(lambda: len(stored(live_reader)) == 1)
    (mark,) = stored(live_reader)
    assert len({pressure for _, _, pressure in mark.geometry["points"]}) > 2, "it is the pen's"


def test_a_stroke_grows_on_the_other_tablet_before_the_pen_is_lifted(
    tablet: Make, live_reader: LiveServer
) -> None:
    one, other = tablet("minister.g12"), tablet("minister.g15")
    for reader in (one, other):
        eventually(lambda reader=reader: reader.of_reader("remote.entered.size") == 2)
    one.write_for("meeting")
    one.page.keyboard.press("p")
    points = wave(300, 500, 60)

    def seen() -> int:
        return int(other.of_reader("layers.growing.values().next().value?.points.length ?? 0"))

    one.pen(points[:20], lift=False)
    eventually(lambda: seen() >= 15)
    early = seen()
    one.pen(points[20:40], lift=False, go_on=True)
    eventually(lambda: seen() >= early + 15)
    assert stored(live_reader) == [], "the pen is still down"
    one.pen(points[40:], go_on=True)
    expect(other.marks("ink")).to_have_count(1)


def test_a_text_changed_on_two_tablets_is_kept_from_both(
    tablet: Make, live_reader: LiveServer
) -> None:
    one, other = tablet("minister.g12"), tablet("minister.g12")
    one.page.keyboard.press("n")
    one.page.keyboard.insert_text("Hỏi về kinh phí")
    one.page.keyboard.press("Control+Enter")
    expect(other.marks("note")).to_have_count(1)
    for reader, text in ((one, "Từ máy bàn"), (other, "Từ máy tính bảng")):
        reader.page.keyboard.press(".")
        reader.page.keyboard.press("Enter")
        reader.page.locator("[data-part=card] textarea").fill(text)
    one.page.keyboard.press("Control+Enter")
    eventually(lambda: [mark.body for mark in stored(live_reader)] == ["Từ máy bàn"])
    other.page.keyboard.press("Control+Enter")
    both = "Từ máy tính bảng\n— — —\nTừ máy bàn"
    eventually(lambda: [mark.body for mark in stored(live_reader)] == [both])
    expect(other.page.locator(".ec-toast")).to_be_visible()
    eventually(lambda: one.of_reader("store.all.at(0).body") == both)


def test_hiding_and_filtering_hold_on_the_page_and_over_a_reload(
    tablet: Make, live_reader: LiveServer
) -> None:
    reader = tablet("minister.g12")
    page = reader.page
    type_box(reader, 420, 420, TEXT)
    page.keyboard.press("p")
    reader.pen(wave(400, 600, 20))
    eventually(lambda: len(stored(live_reader)) == 2)
    page.keyboard.press("v")
    page.keyboard.press("l")
    page.locator("[data-list=words]").fill("tien luong")
    expect(page.locator(".reader-list li button")).to_have_count(1)
    expect(reader.marks("ink")).to_have_count(0)
    expect(reader.marks("text")).to_have_count(1)
    page.locator("[data-list=words]").fill("không có")
    expect(page.locator("[data-list=filtered]")).to_be_visible()
    page.locator("[data-list=filtered] button").click()
    expect(page.locator(".reader-mark")).to_have_count(2)
    page.locator("[data-list=hide]").click()
    expect(page.locator(".reader-mark")).to_have_count(0)
    page.reload()
    reader.wait_ready()
    expect(page.locator("[data-part=hidden]")).to_be_visible()
    expect(page.locator(".reader-mark")).to_have_count(0)
    page.locator("[data-part=hidden]").click()
    expect(page.locator(".reader-mark")).to_have_count(2)


def test_more_people_see_a_mark_only_after_a_yes(tablet: Make, live_reader: LiveServer) -> None:
    reader = tablet("minister.g12")
    page = reader.page
    page.keyboard.press("n")
    page.keyboard.insert_text("Riêng tôi")
    page.keyboard.press("Control+Enter")
    page.keyboard.press(".")
    page.keyboard.press("Enter")
    choice = page.locator("[data-part=card] select")
    choice.select_option("meeting")
    page.locator("#ec-confirm button[value=cancel]").first.click()
    expect(choice).to_have_value("private")
    choice.select_option("meeting")
    page.locator("#ec-confirm button[value=ok]").click()
    eventually(lambda: [m.audience.value for m in stored(live_reader)] == ["meeting"])
    page.keyboard.press("Escape")
    page.keyboard.press("Control+z")
    eventually(lambda: [m.audience.value for m in stored(live_reader)] == ["private"])

    # Neither undo nor the card itself makes more people see it without a yes.
    page.keyboard.press("Control+y")
    page.locator("#ec-confirm button[value=ok]").click()
    eventually(lambda: [m.audience.value for m in stored(live_reader)] == ["meeting"])
    page.keyboard.press(".")
    page.keyboard.press("Enter")
    choice.select_option("private")
    eventually(lambda: [m.audience.value for m in stored(live_reader)] == ["private"])
    choice.select_option("meeting")
    page.locator("#ec-confirm button[value=cancel]").first.click()
    expect(choice).to_have_value("private")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+z")
    page.locator("#ec-confirm button[value=cancel]").first.click()
    assert reader.of_reader("store.all.at(0).audience") == "private"
    # That act is left out: what lies before it can be undone.
    page.keyboard.press("Control+z")
    expect(page.locator("#ec-confirm")).to_be_hidden()
    eventually(lambda: reader.of_reader("history.done.length") == 1)
    assert [m.audience.value for m in stored(live_reader)] == ["private"]


def test_while_a_question_stands_no_key_reaches_the_paper(
    tablet: Make, live_reader: LiveServer
) -> None:
    reader = tablet("minister.g12")
    page = reader.page
    for words in ("Một", "Hai"):
        page.keyboard.press("n")
        page.keyboard.insert_text(words)
        page.keyboard.press("Control+Enter")
    page.evaluate(
        """() => {
          const { history, store } = document.querySelector("ec-reader");
          for (const audience of ["meeting", "private"]) {
            for (const mark of store.all) history.change(mark.client_id, { audience });
          }
        }"""
    )
    for key in ("Control+z", "Control+z", "Control+y", "Delete"):
        page.keyboard.press(key)
    page.locator("#ec-confirm button[value=ok]").click()
    expect(page.locator("#ec-confirm")).to_be_hidden()
    seen = ["meeting", "private"]
    eventually(lambda: sorted(m.audience.value for m in stored(live_reader)) == seen)
    assert reader.of_reader("history.done.length") == 5


def test_whoever_writes_sees_it_and_what_is_hidden_does_not_grow_either(
    tablet: Make, live_reader: LiveServer
) -> None:
    one, other = tablet("minister.g12"), tablet("minister.g15")
    for reader in (one, other):
        eventually(lambda reader=reader: reader.of_reader("remote.entered.size") == 2)
    one.write_for("meeting")
    one.page.keyboard.press("p")
    one.page.keyboard.press("k")
    other.page.keyboard.press("k")
    one.pen(wave(400, 500, 20), lift=False)
    eventually(lambda: other.of_reader("remote.ghosts.size") == 1)
    eventually(lambda: other.of_reader("layers.growing.size") == 1)
    expect(other.page.locator(".reader-growing, .reader-author")).to_have_count(0)
    other.page.keyboard.press("k")
    expect(other.page.locator(".reader-growing")).to_have_count(1)
    other.page.keyboard.press("k")
    expect(other.page.locator(".reader-growing, .reader-author")).to_have_count(0)
    one.pen(wave(500, 520, 5), go_on=True)
    expect(one.marks("ink")).to_have_count(1)
    expect(one.page.locator("[data-part=hidden]")).to_be_hidden()
    eventually(lambda: other.of_reader("store.all.length") == 1)
    expect(other.marks("ink")).to_have_count(0)
    assert one.faults + other.faults == []
