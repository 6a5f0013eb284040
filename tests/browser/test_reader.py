"""The reader on tablets over the real server: read, find, write, alone and with others."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect
from reportlab.pdfgen.canvas import Canvas
from sqlalchemy import select

from documents import services
from documents.distribution import services as distribution
from documents.models import AccessLevel, Annotation, DocumentVersion
from documents.preparation import Prepared
from documents.rendering.fonts import REGULAR, register_serif
from ecabinet import vendor
from ecabinet.config import Config
from tests.cabinet import T0, Cabinet
from tests.documents.papers import hand
from tests.live_server import LiveServer, eventually

AXE = vendor.ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LANDSCAPE, PORTRAIT, PHONE = (1180, 820), (820, 1180), (390, 844)
LINES = [
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập – Tự do – Hạnh phúc",
    "Tờ trình về cải cách tiền lương",
    "Bộ trưởng đề nghị Chính phủ xem xét, quyết định.",
]
Points = list[tuple[float, float]]


def vietnamese_pdf(pages: int = 6) -> bytes:
    register_serif()
    out = BytesIO()
    canvas = Canvas(out, invariant=1)
    for number in range(1, pages + 1):
        canvas.setFont(REGULAR, 14)
        for at, line in enumerate(LINES):
            canvas.drawString(72, 760 - 40 * at, line)
        canvas.drawString(290, 40, str(number))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture
def server(config: Config, chromium_path: str) -> Iterator[LiveServer]:
    running = LiveServer(config)
    yield running
    running.close()


@pytest.fixture
def version_id(server: LiveServer, cabinet: Cabinet) -> int:
    """A paper of six pages, handed to two ministers."""
    stored = server.app.extensions["ecabinet.store"].put(vietnamese_pdf())
    prepared = Prepared(
        file_name="to-trinh.pdf", title="Tờ trình", sha256=stored.sha256,
        reading_sha256=stored.sha256, text_sha256=None, size=stored.size, pages=6,
        page_sizes=((595.0, 842.0),) * 6, is_signed=False, warnings=(),
    )  # fmt: skip
    with server.app.app_context(), server.database.unit_of_work() as db:
        document = services.add_document(
            db, actor=cabinet.actor(db, "secretary"), prepared=prepared, title=LINES[2],
            access_level=AccessLevel.CABINET, organisation_id=None, at=T0,
        )  # fmt: skip
        version = document.current
        hand(db, cabinet, version, "minister.g12", "minister.g15")
        return version.id


class Reader:
    """A tablet with the paper open."""

    def __init__(self, context: BrowserContext, page: Page, faults: list[str]) -> None:
        self.context, self.page, self.faults = context, page, faults
        self.cdp: CDPSession = context.new_cdp_session(page)

    def wait_ready(self) -> None:
        expect(self.page.locator("ec-reader[data-ready]")).to_be_attached()
        expect(self.page.locator(".reader-layer-above").first).to_be_attached()
        expect(self.page.locator(".textLayer span").first).to_be_attached()

    def pen(self, points: Points, *, lift: bool = True, go_on: bool = False) -> None:
        """Move a pen over the screen; `go_on` continues a stroke that was not lifted."""
        for at, (x, y) in enumerate(points):
            kind = "mouseMoved" if at or go_on else "mousePressed"
            self._pen(kind, x, y, pressure=0.3 + 0.5 * abs(math.sin(at / 9)))
        if lift:
            self._pen("mouseReleased", *points[-1], pressure=0)

    def _pen(self, kind: str, x: float, y: float, pressure: float) -> None:
        self.cdp.send(
            "Input.dispatchMouseEvent",
            {
                "type": kind, "x": x, "y": y, "button": "left", "pointerType": "pen",
                "buttons": 0 if kind == "mouseReleased" else 1, "clickCount": 1, "force": pressure,
            },
        )  # fmt: skip

    def finger(self, x: float, y: float, dx: float, dy: float) -> None:
        """Swipe one finger."""
        self._touch("touchStart", [(x, y)])
        for step in range(1, 11):
            self._touch("touchMove", [(x + dx * step / 10, y + dy * step / 10)])
        self._touch("touchEnd", [])

    def _touch(self, kind: str, points: Points) -> None:
        touches = [{"x": x, "y": y, "id": at} for at, (x, y) in enumerate(points)]
        self.cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    def pinch(self, x: float, y: float, start: float, end: float) -> None:
        self._touch("touchStart", [(x - start, y), (x + start, y)])
        for step in range(1, 11):
            reach = start + (end - start) * step / 10
            self._touch("touchMove", [(x - reach, y), (x + reach, y)])
        self._touch("touchEnd", [])

    def has_come_to_rest(self) -> bool:
        """Whether the page no longer runs on after a finger left it: ten frames at one place."""
        return bool(
            self.page.evaluate(
                """async () => {
                  const { surface } = document.querySelector("ec-reader");
                  const frame = () => new Promise((done) => requestAnimationFrame(done));
                  const before = surface.scrollTop;
                  for (let n = 0; n < 10; n += 1) await frame();
                  return surface.scrollTop === before;
                }"""
            )
        )

    def write_for(self, audience: str) -> None:
        self.page.locator(f".reader-audience-choice.is-{audience}").click()

    def marks(self, kind: str) -> Any:
        return self.page.locator(f".reader-mark-{kind}")

    def of_reader(self, expression: str) -> Any:
        return self.page.evaluate(f"() => document.querySelector('ec-reader').{expression}")


def wave(x: float, y: float, count: int = 40) -> Points:
    return [(x + 5 * at, y + 14 * math.sin(at / 5)) for at in range(count)]


@pytest.fixture
def tablet(
    server: LiveServer, version_id: int, browser: Browser
) -> Iterator[Callable[..., Reader]]:
    """`tablet("minister.g12", PORTRAIT)`: that minister's tablet with the paper open."""
    opened: list[Reader] = []

    def make(login: str, size: tuple[int, int] = LANDSCAPE) -> Reader:
        cookie = server.signed_in(login).cookie
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, has_touch=True, locale="en"
        )
        context.add_cookies([{"name": "ecabinet", "value": cookie, "url": server.address}])
        page = context.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
        page.goto(f"{server.address}/documents/versions/{version_id}/read")
        reader = Reader(context, page, faults)
        opened.append(reader)
        reader.wait_ready()
        return reader

    yield make
    for reader in opened:
        reader.context.close()


def stored(server: LiveServer) -> list[tuple[str, str]]:
    """(kind, audience) of every mark in the store that was not removed."""
    with server.app.app_context(), server.database.reading() as db:
        rows = db.scalars(select(Annotation).where(Annotation.removed_at.is_(None))).all()
        return [(row.kind.value, row.audience.value) for row in rows]


def test_what_is_drawn_for_the_meeting_grows_on_the_other_tablet_and_stays(
    tablet: Callable[..., Reader], server: LiveServer
) -> None:
    one, other = tablet("minister.g12"), tablet("minister.g15", PORTRAIT)
    eventually(lambda: one.of_reader("remote.entered.size") == 2)
    eventually(lambda: other.of_reader("remote.entered.size") == 2)
    one.write_for("meeting")
    one.page.keyboard.press("p")

    one.pen(wave(300, 500), lift=False)
    expect(other.page.locator(".reader-growing-ink")).to_have_count(1)
    expect(other.page.locator(".reader-author")).to_have_text("Trần Thị Bình")
    assert stored(server) == []

    one.pen(wave(500, 520, 5), go_on=True)
    expect(other.marks("ink")).to_have_count(1)
    expect(other.page.locator(".reader-growing")).to_have_count(0)
    assert stored(server) == [("ink", "meeting")]

    other.page.reload()
    other.wait_ready()
    expect(other.marks("ink")).to_have_count(1)
    assert one.faults + other.faults == []


def test_what_is_written_privately_is_on_no_other_tablet(
    tablet: Callable[..., Reader], server: LiveServer
) -> None:
    one, other = tablet("minister.g12"), tablet("minister.g15")
    one.page.keyboard.press("p")
    one.pen(wave(300, 500))
    one.page.keyboard.press("m")
    one.pen(wave(300, 600))
    eventually(lambda: len(stored(server)) == 2)
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
    tablet: Callable[..., Reader], server: LiveServer
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
    assert stored(server) == []

    page.unroute("**/annotations")
    page.evaluate("() => window.dispatchEvent(new Event('online'))")
    eventually(lambda: stored(server) == [("ink", "private")])
    expect(page.locator("[data-part=unsent]")).to_be_hidden()


def test_after_a_pen_was_seen_fingers_move_the_page(
    tablet: Callable[..., Reader], server: LiveServer
) -> None:
    reader = tablet("minister.g12")
    reader.page.keyboard.press("p")
    reader.finger(400, 600, 200, 0)
    eventually(lambda: len(stored(server)) == 1)
    reader.pen(wave(300, 400))
    eventually(lambda: len(stored(server)) == 2)

    before = reader.of_reader("surface.scrollTop")
    reader.finger(500, 600, 0, -300)
    eventually(lambda: reader.of_reader("surface.scrollTop") >= before + 250)
    eventually(reader.has_come_to_rest)
    scale = reader.of_reader("viewer.scale")
    reader.pinch(600, 400, 60, 150)
    eventually(lambda: reader.of_reader("viewer.scale") > scale * 1.5)
    assert len(stored(server)) == 2


def test_a_pen_drawn_over_words_highlights_them_whole(
    tablet: Callable[..., Reader], server: LiveServer
) -> None:
    reader = tablet("minister.g12")
    reader.page.locator("button[data-tool=highlight]").click()
    box = reader.page.locator(".textLayer span", has_text="Tờ trình").first.bounding_box()
    assert box
    y = box["y"] + box["height"] / 2
    reader.pen([(box["x"] + 4 + at, y) for at in range(0, int(box["width"] * 0.6), 6)])
    expect(reader.marks("highlight")).to_have_count(1)
    eventually(lambda: stored(server) == [("highlight", "private")])
    with server.app.app_context(), server.database.reading() as db:
        quote = db.scalars(select(Annotation.quote)).one()
    assert quote.startswith("Tờ trình về")
    assert f" {quote} " in f" {LINES[2]} "


def test_everything_can_be_done_with_the_keyboard(
    tablet: Callable[..., Reader], server: LiveServer
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
    eventually(lambda: stored(server) == [("note", "private")])
    page.keyboard.press(".")
    page.keyboard.press("Enter")
    expect(page.locator("[data-part=card] textarea")).to_have_value("Cần số liệu mới")
    page.keyboard.press("Escape")
    page.keyboard.press(".")
    page.keyboard.press("Delete")
    eventually(lambda: stored(server) == [])
    page.keyboard.press("Control+z")
    eventually(lambda: stored(server) == [("note", "private")])
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
    tablet: Callable[..., Reader], server: LiveServer, version_id: int, cabinet: Cabinet
) -> None:
    page = tablet("minister.g12").page
    eventually(lambda: page.evaluate(
        "() => document.querySelector('ec-reader').remote.entered.size === 2"
    ))  # fmt: skip
    with server.app.app_context(), server.database.unit_of_work() as db:
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


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT, PHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_reader_is_accessible_in_every_size(
    tablet: Callable[..., Reader], size: tuple[int, int], scheme: Any
) -> None:
    reader = tablet("minister.g12", size)
    reader.page.emulate_media(color_scheme=scheme)
    for key in ["p", "n", "l"]:
        reader.page.keyboard.press("Escape")
        reader.page.keyboard.press(key)
        reader.cdp.send("Runtime.evaluate", {"expression": AXE.read_text()})
        found = reader.page.evaluate("(tags) => axe.run({ runOnly: tags })", TAGS)
        faults = [f"{v['id']}: {[n['target'] for n in v['nodes']]}" for v in found["violations"]]
        assert faults == []
        assert reader.page.evaluate(SMALL) == []
