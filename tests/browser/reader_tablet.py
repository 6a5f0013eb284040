"""A tablet with a paper open: what tests of the reader share. Its fixtures are in conftest.py."""

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
from documents.models import AccessLevel, Annotation
from documents.preparation import Prepared
from documents.rendering.fonts import REGULAR, register_serif
from ecabinet import vendor
from ecabinet.config import Config
from tests.cabinet import T0, Cabinet
from tests.documents.papers import hand
from tests.live_server import LiveServer

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
def live_reader(config: Config, chromium_path: str) -> Iterator[LiveServer]:
    running = LiveServer(config)
    yield running
    running.close()


@pytest.fixture
def version_id(live_reader: LiveServer, cabinet: Cabinet) -> int:
    """A paper of six pages, handed to two ministers."""
    stored = live_reader.app.extensions["ecabinet.store"].put(vietnamese_pdf())
    prepared = Prepared(
        file_name="to-trinh.pdf", title="Tờ trình", sha256=stored.sha256,
        reading_sha256=stored.sha256, text_sha256=None, size=stored.size, pages=6,
        page_sizes=((595.0, 842.0),) * 6, is_signed=False, warnings=(),
    )  # fmt: skip
    with live_reader.app.app_context(), live_reader.database.unit_of_work() as db:
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


def type_box(reader: Reader, x: float, y: float, text: str) -> None:
    reader.page.locator("button[data-tool=text]").click()
    reader.page.mouse.click(x, y)
    reader.page.keyboard.insert_text(text)
    reader.page.keyboard.press("Control+Enter")


def stored(server: LiveServer) -> list[Annotation]:
    """The marks in the store that were not removed."""
    with server.app.app_context(), server.database.reading() as db:
        found = db.scalars(select(Annotation).where(Annotation.removed_at.is_(None))).all()
        db.expunge_all()
        return list(found)


@pytest.fixture(name="tablet")
def tablet_reading(
    live_reader: LiveServer, version_id: int, browser: Browser
) -> Iterator[Callable[..., Reader]]:
    """`tablet("minister.g12", PORTRAIT)`: that minister's tablet with the paper open."""
    opened: list[Reader] = []

    def make(login: str, size: tuple[int, int] = LANDSCAPE) -> Reader:
        cookie = live_reader.signed_in(login).cookie
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, has_touch=True, locale="en"
        )
        context.add_cookies([{"name": "ecabinet", "value": cookie, "url": live_reader.address}])
        page = context.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
        page.goto(f"{live_reader.address}/documents/versions/{version_id}/read")
        reader = Reader(context, page, faults)
        opened.append(reader)
        reader.wait_ready()
        return reader

    yield make
    for reader in opened:
        reader.context.close()
