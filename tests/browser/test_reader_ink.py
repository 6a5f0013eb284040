"""What the pen draws is on the canvas with the frame it came in, whatever else is to be done."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.reader_tablet import Reader
from tests.live_server import LiveServer, eventually

Make = Callable[..., Reader]
STEP = 20
"""Pixels between two movements: more than the line trails behind its pen."""
INKED = """window.inkedAt = (x, y, reach = 12) =>
  [...document.querySelectorAll(".reader-wet canvas")].some((canvas) => {
    const box = canvas.getBoundingClientRect();
    const exact = canvas.width / box.width;
    const [left, top] = [x - reach - box.left, y - reach - box.top].map((at) => at * exact);
    const side = 2 * reach * exact;
    const { data } = canvas.getContext("2d").getImageData(left, top, side, side);
    return data.some((value, at) => at % 4 === 3 && value > 0);
  });"""
WATCH = """() => {
  window.movements = [];
  // After the page's own handlers, and before the frame: what is not drawn now is late.
  window.addEventListener("pointermove", ({ buttons, clientX, clientY }) => {
    if (buttons) window.movements.push(window.inkedAt(clientX, clientY));
  });
}"""


def line(x: float, y: float, count: int) -> list[tuple[float, float]]:
    return [(x + STEP * at, y) for at in range(count)]


def writing(tablet: Make) -> Reader:
    reader = tablet("minister.g12")
    reader.page.evaluate(INKED)
    reader.page.keyboard.press("p")
    return reader


def test_every_movement_is_drawn_before_the_frame_it_came_in_without_any_network(
    tablet: Make, live_reader: LiveServer
) -> None:
    reader = writing(tablet)
    page = reader.page
    reader.context.set_offline(True)
    live_reader.close()
    page.evaluate(WATCH)

    reader.pen(line(300, 400, 24), lift=False)
    assert page.evaluate("() => window.movements") == [True] * 23

    page.evaluate("() => (window.movements.length = 0)")
    reader.pen(line(300 + STEP * 24, 400, 2), go_on=True)
    expect(page.locator('.reader-mark-ink[data-sync="waiting"]')).to_have_count(1)
    # The finished stroke is the page's; the canvases are dry.
    expect(page.locator(".reader-wet canvas")).to_have_count(0)


def test_the_next_stroke_waits_for_nothing_of_the_last_one_which_stays_to_be_seen(
    tablet: Make,
) -> None:
    reader = writing(tablet)
    page = reader.page
    # A browser that never has time: what a finished stroke asks for is not done by itself.
    page.evaluate("() => (window.requestIdleCallback = () => 0)")
    page.evaluate(WATCH)
    reader.pen(line(300, 400, 10))
    reader.pen(line(300, 500, 10), lift=False)
    assert page.evaluate("() => window.movements.every(Boolean)")
    assert page.evaluate("() => [inkedAt(400, 400), inkedAt(400, 500), inkedAt(400, 450)]") == [
        True, True, False,
    ]  # fmt: skip
    expect(reader.marks("ink")).to_have_count(0)

    reader.pen(line(500, 500, 2), go_on=True)
    page.keyboard.press("Control+z")
    expect(reader.marks("ink")).to_have_count(1)
    expect(page.locator(".reader-wet canvas")).to_have_count(0)
    page.keyboard.press("Control+y")
    expect(reader.marks("ink")).to_have_count(2)


def test_a_stroke_is_not_drawn_again_when_it_is_stored(tablet: Make) -> None:
    reader = writing(tablet)
    page = reader.page
    page.route("**/annotations", lambda route: route.abort() if route.request.method == "POST"
               else route.continue_())  # fmt: skip
    reader.pen(line(300, 400, 10))
    expect(reader.marks("ink")).to_have_attribute("data-sync", "waiting")
    page.evaluate("() => document.querySelector('.reader-mark-ink').setAttribute('data-seen', '')")
    page.unroute("**/annotations")
    page.evaluate("() => window.dispatchEvent(new Event('online'))")
    eventually(lambda: reader.marks("ink").get_attribute("data-sync") == "saved")
    expect(reader.marks("ink")).to_have_attribute("data-seen", "")


def test_a_movement_of_the_pen_asks_the_layer_and_not_each_outline_on_it(tablet: Make) -> None:
    # Asked one by one, thirty strokes cost a frame more than it lasts (docs/performance.md).
    reader = writing(tablet)
    reader.pen(line(300, 400, 10))
    expect(reader.marks("ink")).to_have_count(1)
    box = reader.marks("ink").bounding_box()
    assert box
    at = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
    found = reader.page.evaluate("([x, y]) => document.elementFromPoint(x, y).classList.value", at)
    assert found == "reader-layer reader-layer-above"
