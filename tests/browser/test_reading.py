"""The reader as a reading device, on tablets over the real server."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import cycle
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import delete

from documents.models import DocumentVersion, ReadingReceipt
from documents.reading.models import ReadingPlace
from ecabinet import clock, vendor
from ecabinet.config import Config
from tests import cabinet as small
from tests.browser.books import book, heavy, paper, sitting
from tests.cabinet import T0
from tests.live_server import LiveServer, eventually

AXE = vendor.ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LANDSCAPE, PORTRAIT = (1180, 820), (820, 1180)
PAGES, HEAVY = 60, 110
SMALL = """() => [...document.querySelectorAll(
    "ec-reader :is(a, button, summary, select, [role=treeitem] > div)")]
  .filter((e) => e.checkVisibility() && !e.closest(".annotationLayer") && !e.matches(".ec-skip"))
  .filter((e) => Math.min(e.getBoundingClientRect().height, e.getBoundingClientRect().width) < 44)
  .map((e) => e.outerHTML.slice(0, 120))"""


@dataclass(frozen=True)
class Shelf:
    """The running server, its sitting, and the versions of the papers by name."""

    server: LiveServer
    meeting: int
    versions: dict[str, int]
    sizes: dict[str, int]
    cookies: Iterator[str]
    """Of one member after the other: a tablet that is closed still tells where it was left."""

    def address(self, name: str, hash_: str = "") -> str:
        way = f"/documents/versions/{self.versions[name]}/read?occasion=meeting:{self.meeting}"
        return f"{self.server.address}{way}{hash_}"


@pytest.fixture(scope="module")
def shelf(
    tmp_path_factory: pytest.TempPathFactory, template_store: Path, chromium_path: str
) -> Iterator[Shelf]:
    """A sitting of two items with papers, sent to the members."""
    home = tmp_path_factory.mktemp("reading")
    environ = {"ECABINET_HOME": str(home), "SECRET_KEY": "of-the-tests-only"}
    shutil.copy(template_store, home / "ecabinet.sqlite3")
    server = LiveServer(replace(Config.from_env(environ), testing=True))
    store = server.app.extensions["ecabinet.store"]
    texts = ["ĐỀ NGHỊ\nKính gửi Chính phủ, Bộ Tài chính trình.", "", *["Trang."] * (PAGES - 2)]
    noise = heavy(HEAVY, 240_000)
    with server.app.app_context(), server.database.unit_of_work() as db, clock.at(T0):
        cabinet = small.find(db)
        made = {
            "book": paper(db, cabinet, store, "Tờ trình về ngân sách", book(PAGES), texts),
            "plain": paper(db, cabinet, store, "Báo cáo thẩm tra", book(3, outline=False, roman=0)),
            "next": paper(db, cabinet, store, "Dự thảo nghị quyết", book(4, roman=0)),
            "heavy": paper(db, cabinet, store, "Bản quét", noise),
        }
        items = {
            "Ngân sách năm 2027": [made["book"], made["plain"]],
            "Nghị quyết": [made["next"], made["heavy"]],
        }
        meeting = sitting(db, cabinet, items).id
        versions = {name: document.current.id for name, document in made.items()}
        sizes = {name: document.current.size for name, document in made.items()}
    members = ("minister.g12", "minister.g15", "minister.g03", "pm")
    cookies = cycle([server.signed_in(login).cookie for login in members])
    yield Shelf(server, meeting, versions, sizes, cookies)
    server.close()


@dataclass
class Device:
    """A minister's tablet at a paper."""

    context: BrowserContext
    page: Page
    faults: list[str] = field(default_factory=list)

    def note(self, message: Any) -> None:
        if message.type == "error" and "ERR_" not in message.text:
            self.faults.append(message.text)

    def ready(self) -> None:
        expect(self.page.locator("ec-reader[data-ready]")).to_be_attached()
        expect(self.page.locator(".textLayer span").first).to_be_attached()

    def of(self, expression: str) -> Any:
        return self.page.evaluate(f"() => document.querySelector('ec-reader').{expression}")

    def at(self, page: int) -> None:
        eventually(lambda: self.of("viewer.page") == page)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def focused(self, attribute: str) -> str:
        return str(
            self.page.evaluate("(name) => document.activeElement.getAttribute(name)", attribute)
        )

    def axe(self, part: str = "body") -> list[str]:
        session = self.context.new_cdp_session(self.page)
        session.send("Runtime.evaluate", {"expression": AXE.read_text()})
        found = self.page.evaluate("([part, runOnly]) => axe.run(part, { runOnly })", [part, TAGS])
        return [f"{v['id']}: {[n['target'] for n in v['nodes']]}" for v in found["violations"]]


@pytest.fixture
def tablet(shelf: Shelf, browser: Browser) -> Iterator[Callable[..., Device]]:
    """`tablet("book", PORTRAIT, "#page=3")`: a new tablet of the same minister each time. Nothing
    was read when the test begins; nothing may have been an error when it ends."""
    with shelf.server.app.app_context(), shelf.server.database.unit_of_work() as db:
        db.execute(delete(ReadingPlace))
        db.execute(delete(ReadingReceipt))
    opened: list[Device] = []
    session = next(shelf.cookies)

    def make(
        name: str = "book", size: tuple[int, int] = LANDSCAPE, hash_: str = "",
        before: Callable[[Page], None] = lambda page: None,
    ) -> Device:  # fmt: skip
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, has_touch=True, locale="en"
        )
        cookie = {"name": "ecabinet", "value": session, "url": shelf.server.address}
        context.add_cookies([cookie])  # type: ignore[list-item]  # a plain dictionary will do
        device = Device(context, context.new_page())
        device.page.on("pageerror", lambda error: device.faults.append(str(error)))
        device.page.on("console", device.note)
        opened.append(device)
        before(device.page)
        device.page.goto(shelf.address(name, hash_))
        return device

    yield make
    faults = [fault for device in opened for fault in device.faults]
    for device in opened:
        device.context.close()
    assert faults == []


def test_small_pages_exist_only_where_one_looks_and_lead_to_the_page(
    tablet: Callable[..., Device],
) -> None:
    device = tablet("book")
    device.ready()
    pictures: list[str] = []
    device.page.on("request", lambda r: pictures.append(r.url) if "/picture" in r.url else None)
    device.press("b")
    expect(device.page.locator(".reader-thumb[aria-current=page]")).to_be_focused()
    expect(device.page.locator(".reader-thumb img").first).to_have_js_property("complete", True)
    assert device.page.locator(".reader-thumbs li").count() < 20
    device.press("End", "ArrowUp")
    assert device.focused("aria-label") == "Page 56"
    assert device.page.locator(".reader-thumbs li").count() < 20
    assert len(pictures) < PAGES / 2
    device.press("Enter")
    device.at(58)
    expect(device.page.locator(".reader-thumb[aria-current=page]")).to_contain_text("56")
    device.press("Escape")
    expect(device.page.locator("[data-part=panel]")).to_be_hidden()
    expect(device.page.locator("[data-part=surface]")).to_be_focused()


def test_the_contents_are_a_tree_for_the_keys(tablet: Callable[..., Device]) -> None:
    device = tablet("book")
    device.ready()
    device.press("o")
    first = device.page.get_by_role("treeitem").first
    expect(first).to_be_focused()
    expect(first).to_have_attribute("aria-expanded", "false")
    device.press("ArrowRight", "ArrowRight")
    assert device.focused("aria-label") == "Mục 2"
    device.press("ArrowLeft", "ArrowLeft", "ArrowDown")
    assert device.focused("aria-label") == "2. Nội dung đề nghị"
    device.press("Enter")
    device.at(5)
    plain = tablet("plain", PORTRAIT)
    plain.ready()
    plain.press("o")
    expect(plain.page.locator("[data-part=outline-empty]")).to_be_visible()


def test_from_paper_to_paper_of_the_sitting_without_going_back(
    tablet: Callable[..., Device], shelf: Shelf
) -> None:
    device = tablet("book")
    device.ready()
    device.press("i")
    papers = device.page.locator(".reader-papers li > a")
    expect(papers).to_have_count(4)
    expect(papers.first).to_have_attribute("aria-current", "page")
    expect(papers.first).to_be_focused()
    expect(device.page.locator(".reader-dot-unopened")).to_have_count(3)
    device.press("Escape", ">")
    expect(device.page.locator("h1")).to_have_text("Báo cáo thẩm tra")
    device.ready()
    device.page.locator("[data-part=after] a").click()
    expect(device.page.locator("h1")).to_have_text("Dự thảo nghị quyết")
    device.ready()
    # Beside the paper there is room: the panel stands as it was left, closed.
    expect(device.page.locator("[data-part=panel]")).to_be_hidden()
    device.press("i")
    expect(device.page.locator(".reader-dot-unopened")).to_have_count(1)
    device.page.locator(".reader-papers-occasion a").click()
    device.page.wait_for_url(f"**/meetings/{shelf.meeting}")


def test_pages_are_called_as_the_paper_calls_them(tablet: Callable[..., Device]) -> None:
    device = tablet("book")
    device.ready()
    page_field = device.page.locator("[data-part=page]")
    expect(page_field).to_have_value("i")
    expect(device.page.locator("[data-part=pages]")).to_have_text(f"(1 / {PAGES})")
    for typed, page in (("II", 2), ("7", 9), ("59", 59)):
        page_field.fill(typed)
        page_field.press("Enter")
        device.at(page)
    page_field.fill("A-1")
    page_field.press("Enter")
    expect(device.page.locator(".ec-toast")).to_contain_text("A-1")
    expect(page_field).to_have_value("57")


def test_the_address_brings_page_and_hits(tablet: Callable[..., Device]) -> None:
    device = tablet("book", hash_=f"#page={PAGES - 1}&search=thu%20nhap%20quan")
    device.ready()
    # No such phrase: then each of the words.
    expect(device.page.locator(".textLayer .highlight.selected")).to_be_attached()
    expect(device.page.locator("[data-find=input]")).to_have_value("thu nhap quan")
    device.at(PAGES)
    device.page.evaluate("() => { location.hash = '#page=3&search=doc%20lap'; }")
    expect(device.page.locator("[data-find=count]")).to_contain_text(str(18 * PAGES))
    device.at(3)


def test_the_address_is_obeyed_once_then_one_reads_on_from_where_one_is(
    tablet: Callable[..., Device],
) -> None:
    device = tablet("book", hash_="#page=4")
    device.ready()
    device.at(4)
    device.page.locator("[data-part=page]").fill("7")
    device.press("Enter")
    device.at(9)
    device.page.reload()
    device.ready()
    device.at(9)


def test_who_turns_the_page_and_is_gone_at_once_did_turn_it(tablet: Callable[..., Device]) -> None:
    device = tablet("book", hash_="#page=2")
    device.ready()
    device.at(2)
    kept = device.page.evaluate(
        """() => {
          const { viewer, memory, settings } = document.querySelector("ec-reader");
          viewer.page = 9;
          dispatchEvent(new PageTransitionEvent("pagehide"));
          return memory.read(`place:${settings.version}`).page;
        }"""
    )
    assert kept == 9


def test_another_tablet_opens_where_the_first_was_left(tablet: Callable[..., Device]) -> None:
    first = tablet("book")
    first.ready()
    with first.page.expect_response(
        lambda r: r.url.endswith("/place") and r.request.method == "PUT"
    ):
        first.page.locator("[data-part=page]").fill("11")
        first.press("Enter")
        first.at(13)
    second = tablet("book", PORTRAIT)
    second.ready()
    second.at(13)
    expect(second.page.locator(".ec-toast")).to_contain_text("13")
    second.press("8")
    eventually(lambda: second.of("viewer.spread") is True)
    expect(second.page.locator(".spread").first).to_be_attached()
    second.page.reload()
    second.ready()
    eventually(lambda: second.of("viewer.spread") is True)
    second.at(13)


def test_the_first_page_of_a_heavy_file_needs_a_small_part_of_it(
    tablet: Callable[..., Device], shelf: Shelf
) -> None:
    received: list[int] = []

    def count(page: Page) -> None:
        page.on(
            "response",
            lambda r: received.append(int(r.headers.get("content-length", 0)))
            if urlsplit(r.url).path.endswith("/file") else None,
        )  # fmt: skip

    device = tablet("heavy", before=count)
    device.ready()
    assert shelf.sizes["heavy"] > 25_000_000
    assert 0 < device.of("source.fetched") < shelf.sizes["heavy"] / 10
    device.page.wait_for_timeout(300)  # what the browser tells of its requests comes a little later
    assert 0 < sum(received) < shelf.sizes["heavy"] / 10
    # And a page far on needs no more of what lies between.
    device.press("End")
    device.at(HEAVY)
    expect(device.page.locator(f"[data-page-number='{HEAVY}'] .textLayer span")).to_be_attached()
    assert max(sum(received), device.of("source.fetched")) < shelf.sizes["heavy"] / 5


def test_what_the_network_kept_back_is_said_and_comes_when_it_is_there_again(
    tablet: Callable[..., Device],
) -> None:
    device = tablet("heavy")
    device.ready()
    device.context.set_offline(True)
    device.press("End")
    trouble = device.page.locator("[data-part=trouble]")
    expect(trouble).to_contain_text("No network")
    expect(device.page.locator(f"[data-page-number='{HEAVY}'] .textLayer span")).to_have_count(0)
    expect(device.page.locator("[data-act=retry-file]")).to_be_visible()
    device.context.set_offline(False)
    expect(device.page.locator(f"[data-page-number='{HEAVY}'] .textLayer span")).to_be_attached()
    expect(trouble).to_be_hidden()


def test_a_paper_whose_file_is_gone_says_so(tablet: Callable[..., Device], shelf: Shelf) -> None:
    store = shelf.server.app.extensions["ecabinet.store"]
    with shelf.server.database.reading() as db:
        path = store.path(db.get_one(DocumentVersion, shelf.versions["next"]).reading_sha256)
    kept = path.read_bytes()
    path.unlink()
    try:
        device = tablet("next")
        expect(device.page.locator("[data-part=failure]")).to_contain_text("not in the store")
        device.faults = [one for one in device.faults if "409" not in one]
    finally:
        path.write_bytes(kept)


def test_the_text_is_reached_from_the_start_of_the_page_and_holds_large_letters(
    tablet: Callable[..., Device],
) -> None:
    device = tablet("book")
    device.ready()
    skip = device.page.locator("a.ec-skip[data-act=text-view]")
    skip.focus()
    expect(skip).to_be_in_viewport()
    device.press("Enter")
    expect(device.page.locator("article h2")).to_have_text("Page 1")
    expect(device.page.locator("[lang=vi] h3")).to_have_text("ĐỀ NGHỊ")
    assert device.axe() == []
    # 200 % on a small tablet.
    device.page.set_viewport_size({"width": 512, "height": 384})
    assert device.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    device.page.get_by_role("link", name="Next page").first.click()
    expect(device.page.locator(".ec-notice")).to_contain_text("This page holds no text")
    device.page.get_by_role("link", name="See the page").click()
    device.ready()
    device.at(2)


@pytest.mark.parametrize(("size", "scheme"), [(LANDSCAPE, "light"), (PORTRAIT, "dark")])
def test_every_tab_of_the_panel_is_for_every_reader_and_finger(
    tablet: Callable[..., Device], size: tuple[int, int], scheme: Any
) -> None:
    device = tablet("book", size)
    device.page.emulate_media(color_scheme=scheme)
    device.ready()
    for key in "boil":
        device.press(key)
        expect(device.page.locator("[data-panel]:visible")).to_have_count(1)
        assert device.axe("[data-part=panel]") == []
        assert device.page.evaluate(SMALL) == []
        device.press("Escape")
        expect(device.page.locator("[data-part=panel]")).to_be_hidden()
