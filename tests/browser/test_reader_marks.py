"""Marks on tablets over the real server: typed, chosen, moved, changed, undone; by pen, finger and
keys; prepared by an assistant; drawn live; written on two tablets at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select, update

from documents.models import Annotation
from ecabinet import clock
from ecabinet.people.models import Delegation, DelegationScope
from tests.browser.reader_tablet import PORTRAIT, Reader, wave
from tests.cabinet import Cabinet
from tests.live_server import LiveServer, eventually

Make = Callable[..., Reader]
TEXT = "Đề nghị làm rõ nguồn kinh phí cải cách tiền lương"


def stored(server: LiveServer) -> list[Annotation]:
    with server.app.app_context(), server.database.reading() as db:
        found = db.scalars(select(Annotation).where(Annotation.removed_at.is_(None))).all()
        db.expunge_all()
        return list(found)


def middle(reader: Reader, selector: str) -> tuple[float, float]:
    # A mark is drawn anew when the server has it: for a moment it is nowhere.
    found = reader.page.locator(selector).first
    eventually(lambda: found.bounding_box() is not None)
    box = found.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def tap(reader: Reader, x: float, y: float) -> None:
    reader.finger(x, y, 0, 0)


def type_box(reader: Reader, x: float, y: float, text: str) -> None:
    reader.page.locator("button[data-tool=text]").click()
    reader.page.mouse.click(x, y)
    reader.page.keyboard.insert_text(text)
    reader.page.keyboard.press("Control+Enter")


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
