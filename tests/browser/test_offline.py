"""Papers on a tablet without a network: kept, read, written on, taken back, signed out of."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from random import Random
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect
from playwright.sync_api import Error as PlaywrightError
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from sqlalchemy import delete, select

from documents import services
from documents.annotations import services as marks
from documents.distribution import services as distribution
from documents.models import AccessLevel, Annotation, DocumentVersion, ReadingReceipt
from documents.naming.models import StampedCopy
from documents.naming.queries import numbers_of
from documents.offline import queries
from documents.packs import queries as pack_queries
from documents.packs import services as packs
from documents.packs.models import Pack, PackBase, PackCopy, PackKind
from documents.preparation import Prepared
from ecabinet import clock
from ecabinet.config import Config
from ecabinet.jobs import engine
from ecabinet.people.models import Person
from meetings.agenda import services as agenda
from tests.browser.reader_tablet import AXE, TAGS
from tests.cabinet import Cabinet
from tests.documents.papers import pdf, replace
from tests.live_server import LiveServer, eventually
from tests.meetings.sittings import Secretariat

SECRET = "Salary-reform-of-the-ministry"
LANDSCAPE = (1180, 820)
HEARD = 'async () => (await globalThis.ecVault.get("state", "heard")) !== undefined'
LATE = """async () => {
  // What a fetch under way does with the key it had when it began.
  const holder = await globalThis.ecVault.currentKey();
  globalThis.late = () => globalThis.ecVault.putChunk(holder, "/late", 0, new ArrayBuffer(8))
    .then(() => "kept", (error) => error.name);
}"""
TEXTS = [
    f"CHAPTER I\n1. The {SECRET} begins.\n2. The ministry reports.\nIt is in force at once.",
    "Page two holds one paragraph.",
    "",
]
"""What the check read of the three pages; the third is a picture."""
LOST = re.compile("ERR_(INTERNET|EMPTY|CONNECTION|FAILED)|WebSocket|FetchEvent|status of 40[14]")
"""What a browser reports of itself when there is no network, or no sign-in any more."""


def large_pdf(pages: int = 3) -> bytes:
    """A paper whose last page is a picture of noise: larger than one piece of a download."""
    out = BytesIO()
    canvas = Canvas(out, invariant=1, pageCompression=0)
    for number in range(1, pages + 1):
        canvas.drawString(72, 700, f"{SECRET}, page {number}")
        if number == pages:
            noise = Image.frombytes("RGB", (900, 900), Random(1).randbytes(900 * 900 * 3))
            canvas.drawImage(ImageReader(noise), 72, 100, 400, 400)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


class Line:
    """The wire between server and tablets. The browser's own switch lets single requests of a page
    through that a service worker has just begun to serve; a wire that is cut lets none through."""

    def __init__(self, app: Any) -> None:
        self.app, self.is_cut = app, False

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        if not self.is_cut:
            return self.app(environ, start_response)
        with suppress(OSError):
            environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
        start_response("503 Cut", [])
        return []


@dataclass
class World:
    """The server, a sitting that was sent, and the version of its paper."""

    server: LiveServer
    line: Line
    cabinet: Cabinet
    meeting_id: int
    version_id: int
    size: int

    @property
    def reader(self) -> str:
        return f"/documents/versions/{self.version_id}/read"

    @property
    def text(self) -> str:
        return f"/documents/versions/{self.version_id}/text"

    def marks(self) -> list[tuple[str, str]]:
        """(kind, body) of every mark in the store."""
        with self.server.database.reading() as db:
            rows = db.scalars(select(Annotation).where(Annotation.removed_at.is_(None)))
            return sorted((row.kind.value, row.body) for row in rows)

    def has_receipt(self, login: str) -> bool:
        """Whether the paper counts as opened."""
        person = self.cabinet.persons[login]
        with self.server.database.reading() as db:
            return db.get(ReadingReceipt, (self.version_id, person)) is not None

    def recall(self) -> None:
        """Take the paper back from everybody."""
        with self.server.app.app_context(), self.server.database.unit_of_work() as db:
            distribution.recall(
                db, actor=self.cabinet.actor(db, "head"), at=clock.now(), reason="Sai số liệu",
                version=db.get_one(DocumentVersion, self.version_id),
            )  # fmt: skip

    def release_pack(self) -> int:
        """Bind the pack of the sitting and put it before its readers."""
        app, database = self.server.app, self.server.database
        occasion = f"meeting:{self.meeting_id}"
        with app.app_context():
            with database.unit_of_work() as db:
                actor = self.cabinet.actor(db, "secretary")
                source = pack_queries.find_source(db, actor, occasion)
                given: dict[str, Any] = {"actor": actor, "source": source, "at": clock.now()}
                made = packs.assemble(db, kind=PackKind.FULL, **given)
                pack_id = made.id
            engine.run_queued(app)
            with database.unit_of_work() as db:
                pack = db.get_one(Pack, pack_id)
                given["source"] = pack_queries.find_source(db, actor, occasion)
                packs.freeze(db, pack=pack, **given)
                packs.release(db, pack=pack, **given)
            engine.run_queued(app)
        return pack_id

    def opened_packs(self) -> list[str]:
        """Who took a copy of a pack and has opened it."""
        with self.server.database.reading() as db:
            opened = PackCopy.opened_at.is_not(None)
            taken = select(Person.name).join(PackCopy, PackCopy.person_id == Person.id)
            return list(db.scalars(taken.where(opened)))

    def replace(self) -> int:
        """A newer version of the paper is out; returns its id."""
        with self.server.app.app_context(), self.server.database.unit_of_work() as db:
            paper = db.get_one(DocumentVersion, self.version_id).document
            store = self.server.app.extensions["ecabinet.store"]
            return replace(db, self.cabinet, store, paper, "Newer-figures").id

    def stamp(self) -> None:
        """The paper gets its number on its pages."""
        stored = self.server.app.extensions["ecabinet.store"].put(pdf("Paper-1.1-stamped", 3))
        with self.server.database.unit_of_work() as db:
            paper = db.get_one(DocumentVersion, self.version_id).document_id
            number = numbers_of(db, [paper])[paper]
            db.add(StampedCopy(version_id=self.version_id, number=number, sha256=stored.sha256))

    def remove_marks(self, login: str) -> None:
        """The person removes all their marks on another tablet."""
        with self.server.app.app_context(), self.server.database.unit_of_work() as db:
            actor = self.cabinet.actor(db, login)
            for mark in db.scalars(select(Annotation).where(Annotation.removed_at.is_(None))):
                marks.remove_annotation(db, actor=actor, annotation=mark, at=clock.now())

    def copies(self) -> list[str]:
        """Who holds the paper on a tablet."""
        with self.server.database.reading() as db:
            found = queries.copies_out(db, [self.version_id])
            return [one.person_name for one in found.get(self.version_id, [])]


@pytest.fixture
def world(config: Config, chromium_path: str, cabinet: Cabinet) -> Iterator[World]:
    server = LiveServer(config)
    line = Line(server.app.wsgi_app)
    server.app.wsgi_app = line  # type: ignore[method-assign]  # Flask's way
    content = large_pdf()
    store = server.app.extensions["ecabinet.store"]
    stored = store.put(content)
    text = store.put(json.dumps({"pages": TEXTS}).encode())
    prepared = Prepared(
        file_name="to-trinh.pdf", title="Tờ trình", sha256=stored.sha256,
        reading_sha256=stored.sha256, text_sha256=text.sha256, size=stored.size, pages=3,
        page_sizes=((595.0, 842.0),) * 3, is_signed=False, warnings=(),
    )  # fmt: skip
    with server.app.app_context(), server.database.unit_of_work() as db:
        office = Secretariat(db, cabinet)
        meeting = office.plan()
        item = office.add(meeting, "Cải cách tiền lương")
        document = services.add_document(
            db, actor=office.actor("secretary"), prepared=prepared, title="Tờ trình tiền lương",
            access_level=AccessLevel.CABINET, organisation_id=None, at=clock.now(),
        )  # fmt: skip
        agenda.attach_document(db, actor=office.actor("secretary"), item=item, document=document)
        office.approve(meeting)
        office.send(meeting)
        made = World(server, line, cabinet, meeting.id, document.current.id, stored.size)
    yield made
    server.close()


@dataclass
class Tablet:
    """One signed-in browser context."""

    world: World
    context: BrowserContext
    page: Page
    faults: list[str] = field(default_factory=list)
    is_offline: bool = False

    def open_page(self) -> Page:
        """A new tab; what it reports in its console is a fault, but for the network itself."""
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", self._note)
        return self.page

    def _note(self, message: Any) -> None:
        lost = LOST.search(message.text)
        if message.type == "error" and not (self.is_offline and lost):
            self.faults.append(message.text)

    def sign_in(self, login: str) -> None:
        """Put another sign-in into the browser, as the form would."""
        address = self.world.server.address
        self.context.clear_cookies()
        cookie = self.world.server.signed_in(login).cookie
        self.context.add_cookies([{"name": "ecabinet", "value": cookie, "url": address}])

    def offline(self, is_offline: bool) -> None:
        self.is_offline = self.is_offline or is_offline
        self.world.line.is_cut = is_offline
        self.context.set_offline(is_offline)

    def keep_sitting(self) -> None:
        self.page.goto(f"/meetings/{self.world.meeting_id}")
        self.page.get_by_role("button", name="Keep on this tablet").click()
        expect(self.page.locator("ec-keep .keep-state--good")).to_be_visible()

    def read(self, address: str | None = None) -> None:
        if address:
            self.page.goto(address)
        expect(self.page.locator("ec-reader[data-ready]")).to_be_attached()
        expect(self.page.locator(".textLayer span").first).to_be_attached()

    def write(self, x: float = 300, y: float = 500) -> None:
        """Draw a line with the mouse as a pen."""
        self.page.keyboard.press("p")
        mouse = self.page.mouse
        mouse.move(x, y)
        mouse.down()
        for step in range(1, 20):
            mouse.move(x + 6 * step, y + step % 5)
        mouse.up()

    def write_note(self, words: str) -> None:
        """Put a note on the page."""
        self.page.locator("[data-part='surface']").focus()
        self.page.keyboard.press("n")
        self.page.keyboard.type(words)
        self.page.keyboard.press("Control+Enter")

    def chunks_of(self, end: str) -> int:
        """How many sealed pieces there are of addresses that end so."""
        found: int = self.page.evaluate(
            """async (end) => {
              const base = await new Promise((resolve, reject) => {
                const request = indexedDB.open("ecabinet-kept");
                request.onsuccess = () => resolve(request.result);
                request.onerror = () => reject(request.error);
              });
              if (!base.objectStoreNames.contains("chunks")) return base.close() ?? 0;
              const keys = await new Promise((resolve) => {
                const store = base.transaction("chunks").objectStore("chunks");
                const request = store.getAllKeys();
                request.onsuccess = () => resolve(request.result);
              });
              base.close();
              return keys.filter(([, path]) => path.split("?copy=")[0].endsWith(end)).length;
            }""",
            end,
        )
        return found

    def key(self) -> Any:
        """The key that is here, None if there is none."""
        return self.page.evaluate(
            """async () => {
              const names = (await indexedDB.databases()).map(({ name }) => name);
              if (!names.includes("ecabinet-kept")) return null;
              return (await globalThis.ecVault.get("state", "key"))?.name ?? null;
            }"""
        )

    def ink(self) -> Any:
        return self.page.locator(".reader-mark-ink")

    def stored(self) -> dict[str, Any]:
        """Everything in IndexedDB and Cache Storage, as one text each."""
        found: dict[str, Any] = self.page.evaluate(READ_ALL)
        return found


WIDTHS = "(pictures) => pictures.map((one) => one.naturalWidth)"


def words(markup: str) -> str:
    """What a page says, and in which elements, whatever way led to it, without spaces."""
    markup = re.sub(r' (data-drawn|href)="[^"]*"|<input type="hidden"[^>]*>', "", markup)
    return re.sub(r"\s*(<[^>]*>)\s*", r"\1", markup).strip()


WEIGHT = """async (part) => {
  const vault = globalThis.ecVault;
  const rows = await vault.all("resources");
  const sizes = rows.filter(({ path }) => path.includes(part)).map(({ size }) => size);
  const paper = (await vault.all("items")).find(({ kind }) => kind === "paper");
  return [sizes.reduce((sum, one) => sum + one, 0), paper.bytes];
}"""
"""[bytes of all that is kept of a paper, bytes that the list of what is kept says]"""


DAMAGE = """async (path) => {
  const vault = globalThis.ecVault;
  const [account] = (await vault.all("resources")).map((row) => row.account);
  const iv = new Uint8Array(12);
  await vault.change("chunks", [account, path, 0], (sealed) => ({ ...sealed, iv }));
}"""


AS_KEPT_BEFORE = """async (owner) => {
  const vault = globalThis.ecVault;
  for (const row of await vault.all("items")) {
    if (row.kind === "paper") {
      const { folders, ...before } = row;
      before.paths = row.paths.slice(0, 3);
      if (owner === "self") before.owners = ["self"];
      for (const path of row.paths.slice(3)) await vault.dropResource(row.account, path);
      for (const folder of folders) await vault.dropFolder(row.account, folder);
      await vault.put("items", before);
    } else if (owner === "self") await vault.drop("items", [row.account, row.id]);
  }
}"""
"""What is kept becomes what a tablet kept before there were texts and pictures."""


READ_ALL = """async () => {
  const text = (value) => {
    if (value instanceof CryptoKey) return value.extractable ? "extractable key" : "";
    const isBytes = value instanceof ArrayBuffer || ArrayBuffer.isView(value);
    if (isBytes) return new TextDecoder("latin1").decode(value);
    if (value && typeof value === "object") return Object.values(value).map(text).join("|");
    return String(value);
  };
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const parts = [];
  let rows = 0;
  for (const { name } of await indexedDB.databases()) {
    const base = await done(indexedDB.open(name));
    for (const store of base.objectStoreNames) {
      for (const value of await done(base.transaction(store).objectStore(store).getAll())) {
        parts.push(text(value));
        rows += 1;
      }
    }
    base.close();
  }
  const addresses = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const path = new URL(request.url).pathname;
      addresses.push(path);
      if (/^\\/(static|vendor)\\//.test(path)) continue;
      parts.push(await (await cache.match(request)).text());
    }
  }
  return { rows, text: parts.join("\\n"), addresses };
}"""


@pytest.fixture
def tablet_of(world: World, browser: Browser) -> Iterator[Callable[..., Tablet]]:
    opened: list[Tablet] = []

    def make(login: str = "minister.g12") -> Tablet:
        context = browser.new_context(
            viewport={"width": LANDSCAPE[0], "height": LANDSCAPE[1]}, locale="en",
            has_touch=True, base_url=world.server.address,
        )  # fmt: skip
        tablet = Tablet(world, context, None)  # type: ignore[arg-type]  # the tab is opened next
        tablet.sign_in(login)
        tablet.open_page()
        opened.append(tablet)
        return tablet

    yield make
    faults = [fault for tablet in opened for fault in tablet.faults]
    for tablet in opened:
        tablet.context.close()
    assert faults == []


def test_a_kept_sitting_is_read_and_written_on_without_a_network_and_arrives_once(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.keep_sitting()
    assert world.copies() == ["Trần Thị Bình"]
    assert not world.has_receipt("minister.g12")

    one.offline(True)
    one.page.reload()
    expect(one.page.locator(".keep-from-here")).to_be_visible()
    one.page.get_by_role("link", name="Tờ trình tiền lương").click()
    one.read()
    one.page.locator("[data-act='page-next']").click()
    expect(one.page.locator("[data-page-number='2'] .textLayer")).to_contain_text("page 2")
    one.write()
    expect(one.ink()).to_have_count(1)
    expect(one.page.locator("[data-part='unsent']")).to_be_visible()
    one.page.close()

    one.open_page()
    one.read(world.reader)
    expect(one.ink()).to_have_count(1)
    expect(one.page.locator("[data-part='unsent']")).to_contain_text("1")
    one.page.goto("/kept")
    expect(one.page.locator("[data-kept-list] .ec-row")).to_have_count(2)
    expect(one.page.locator("[data-kept-unsent]")).to_have_text("Not yet sent: 1")
    assert world.marks() == []

    one.offline(False)
    eventually(lambda: len(world.marks()) == 1)
    expect(one.page.locator("[data-kept-unsent]")).to_have_text("Everything is sent")
    eventually(lambda: world.has_receipt("minister.g12"))
    other = tablet_of()
    other.read(world.reader)
    expect(other.ink()).to_have_count(1)
    one.read(world.reader)
    expect(one.ink()).to_have_count(1)
    assert len(world.marks()) == 1


def test_the_text_view_is_read_page_by_page_without_a_network(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.page.goto(world.text + "?page=1")
    online = one.page.locator(".reading").inner_html()
    one.keep_sitting()
    with world.server.database.unit_of_work() as db:
        db.execute(delete(ReadingReceipt))
    one.offline(True)

    one.read(world.reader)
    one.page.locator("[data-part='surface']").focus()
    one.page.keyboard.press("w")
    body = one.page.locator(".reading[data-drawn] [data-reading-body]")
    expect(one.page.locator(".keep-from-here")).to_be_visible()
    expect(body.locator("h3")).to_have_text("CHAPTER I")
    expect(body.locator("ul li")).to_have_count(2)
    assert words(one.page.locator(".reading").inner_html()) == words(online)
    assert one.page.locator(".ec-prose").get_attribute("lang") == "en"

    one.page.get_by_role("link", name="Next page").first.click()
    expect(body).to_have_text("Page two holds one paragraph.")
    expect(one.page.get_by_role("heading", name="Page 2", exact=True)).to_be_visible()
    expect(one.page).to_have_title(re.compile("^Page 2: Tờ trình tiền lương · "))
    expect(one.page.locator("main")).to_contain_text("page 2 of 3")
    expect(one.page.get_by_role("link", name="Previous page")).to_have_count(2)
    one.page.get_by_label("Go to page").fill("3")
    one.page.get_by_role("button", name="Open").click()
    expect(body).to_contain_text("This page holds no text")
    expect(one.page.get_by_role("link", name="Next page")).to_have_count(0)
    one.page.go_back()
    expect(body).to_have_text("Page two holds one paragraph.")
    one.page.get_by_role("link", name="See the page").click()
    one.read()
    expect(one.page.locator("[data-part='page']")).to_have_value("2")
    assert not world.has_receipt("minister.g12")
    one.offline(False)
    eventually(lambda: world.has_receipt("minister.g12"))


def test_a_kept_paper_that_is_a_scan_says_so_without_a_network(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    with world.server.database.unit_of_work() as db:
        db.get_one(DocumentVersion, world.version_id).text_sha256 = None
    one = tablet_of()
    one.keep_sitting()
    one.offline(True)
    one.page.goto(world.text + "?page=2")
    expect(one.page.locator("[data-reading-body]")).to_contain_text("This paper holds no text")
    expect(one.page.get_by_role("heading", name="Page 2", exact=True)).to_be_visible()


def test_small_pictures_of_pages_are_shown_without_a_network(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.keep_sitting()
    assert one.chunks_of("/picture?width=240") == 3
    kept, counted = one.page.evaluate(WEIGHT, f"/versions/{world.version_id}/")
    assert counted == kept > world.size
    one.offline(True)
    one.read(world.reader)
    one.page.keyboard.press("b")
    pictures = one.page.locator(".reader-thumb-picture img")
    expect(pictures).to_have_count(3)
    eventually(lambda: pictures.evaluate_all(WIDTHS) == [240, 240, 240])
    # One that was not kept, or is gone, is drawn by the reader: nothing broken either way.
    one.page.evaluate(
        "async (path) => ecVault.dropFolder(Number(document.querySelector"
        "('meta[name=ec-account]').content), path)",
        f"/documents/versions/{world.version_id}/pages/2/",
    )
    one.page.reload()
    one.read()
    expect(one.page.locator(".reader-thumb-picture canvas")).to_have_count(1)
    eventually(lambda: pictures.evaluate_all(WIDTHS) == [240, 240])


def test_a_text_that_cannot_be_opened_says_so_and_comes_again(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.keep_sitting()
    path = f"/api/v1/offline/versions/{world.version_id}/text"
    one.page.evaluate(DAMAGE, path)
    one.offline(True)
    one.page.goto(world.text)
    body = one.page.locator("[data-reading-body]")
    expect(body).to_contain_text("could not be opened on this tablet")
    one.offline(False)
    one.page.goto("/kept")
    one.page.get_by_role("button", name="Check now").click()
    eventually(lambda: one.chunks_of(path) == 1)
    one.offline(True)
    one.page.goto(world.text + "?page=2")
    expect(body).to_have_text("Page two holds one paragraph.")


@pytest.mark.parametrize("owner", ["its sitting", "self"])
def test_a_paper_kept_by_an_older_program_gets_its_text_and_pictures_at_the_next_contact(
    tablet_of: Callable[..., Tablet], world: World, owner: str
) -> None:
    one = tablet_of()
    one.keep_sitting()
    one.page.evaluate(AS_KEPT_BEFORE, owner)
    assert (one.chunks_of("/text"), one.chunks_of("/picture?width=240")) == (0, 0)
    one.page.goto("/kept")
    one.page.get_by_role("button", name="Check now").click()
    eventually(lambda: one.chunks_of("/picture?width=240") == 3)
    assert not world.has_receipt("minister.g12")
    one.offline(True)
    one.page.goto(world.text + "?page=2")
    expect(one.page.locator("[data-reading-body]")).to_have_text("Page two holds one paragraph.")


def test_a_recalled_paper_vanishes_at_the_next_contact_from_the_screen_and_from_the_disk(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.keep_sitting()
    one.offline(True)
    one.read(world.reader)
    world.recall()
    assert world.copies() == ["Trần Thị Bình"]

    one.offline(False)
    expect(one.page.locator("[data-part='recalled']")).to_be_visible()
    eventually(lambda: world.copies() == [])
    one.page.goto("/kept")
    expect(one.page.locator("[data-kept-list] .ec-row")).to_have_count(1)
    for end in ("/file", "/text", "/picture?width=240"):
        assert one.chunks_of(end) == 0, end
    one.offline(True)
    for address in (world.reader, world.text):
        one.page.goto(address)
        expect(one.page.locator("[data-kept-elsewhere]")).to_be_visible()


KEEP_ONE = """async (id) => {
  const { keepPaper } = await import("documents/offline/keeper");
  await keepPaper(id);
}"""


@pytest.mark.parametrize("owner", ["its sitting", "self"])
def test_a_kept_version_stays_until_the_newer_one_is_here_as_a_whole(
    tablet_of: Callable[..., Tablet], world: World, owner: str
) -> None:
    one = tablet_of()
    if owner == "self":
        one.page.goto("/kept")
        one.page.evaluate(KEEP_ONE, world.version_id)
    else:
        one.keep_sitting()
    newer = world.replace()
    # The network goes while the file of the newer one is on its way.
    one.is_offline = True
    files = f"**/documents/versions/{newer}/file*"
    one.page.goto("/kept")
    one.page.route(files, lambda route: route.abort("internetdisconnected"))
    one.page.get_by_role("button", name="Check now").click()
    papers = one.page.locator("[data-kept-list] .ec-row").filter(has_text="Tờ trình tiền lương")
    if owner == "self":
        one.page.get_by_role("button", name="Keep the newer").click()
    expect(papers).to_have_count(2)
    expect(papers.filter(has_text="Being fetched")).to_have_count(1)
    one.offline(True)
    one.read(world.reader)
    one.offline(False)

    one.page.unroute(files)
    one.page.goto("/kept")
    for _ in range(2):  # the first brings the newer one, at the latest the second takes the older
        one.page.get_by_role("button", name="Check now").click()
        expect(papers.filter(has_text="Being fetched")).to_have_count(0)
    expect(papers).to_have_count(1)
    one.offline(True)
    one.read(f"/documents/versions/{newer}/read")
    expect(one.page.locator(".textLayer").first).to_contain_text("Newer-figures")


def test_what_could_not_be_checked_says_so(tablet_of: Callable[..., Tablet], world: World) -> None:
    one = tablet_of()
    one.keep_sitting()
    one.page.goto("/kept")
    one.offline(True)
    one.page.get_by_role("button", name="Check now").click()
    expect(one.page.locator(".ec-toast--stop")).to_contain_text("not reached")


def test_a_paper_stamped_since_it_was_kept_is_shown_stamped_and_comes_anew(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.keep_sitting()
    world.stamp()
    one.read(world.reader)
    expect(one.page.locator(".textLayer").first).to_contain_text("Paper-1.1-stamped")
    # Not fetched yet: without a network the one from before is better than none.
    one.page.route("**/file*", lambda route: route.abort("internetdisconnected"))
    one.offline(True)
    one.read(world.reader)
    expect(one.page.locator(".textLayer").first).to_contain_text(SECRET)
    one.page.unroute("**/file*")
    one.offline(False)
    one.page.goto("/kept")
    one.page.get_by_role("button", name="Check now").click()
    eventually(lambda: one.chunks_of("/file") == 1)
    one.offline(True)
    one.read(world.reader)
    expect(one.page.locator(".textLayer").first).to_contain_text("Paper-1.1-stamped")


def test_a_pack_that_is_being_bound_for_its_reader_comes_by_itself(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    world.release_pack()
    with world.server.database.unit_of_work() as db:
        db.execute(delete(PackBase))  # nobody with these rights has asked before
    one.page.goto(f"/meetings/{world.meeting_id}")
    one.page.get_by_role("button", name="Keep on this tablet").click()
    expect(one.page.locator("ec-keep progress")).to_be_visible()
    kept = one.context.new_page()
    kept.goto("/kept")
    rows = kept.locator("[data-kept-list] .ec-row")
    expect(rows.filter(has_text="being bound")).to_have_count(1)
    expect(rows).to_have_count(2)
    assert engine.run_queued(world.server.app) >= 1
    expect(rows).to_have_count(3, timeout=25_000)
    expect(rows.filter(has_text="Complete")).to_have_count(3)
    expect(one.page.locator("ec-keep .keep-state--good")).to_be_visible()


def test_a_pack_that_the_tablet_fetched_by_itself_waits_at_home_until_it_is_opened_there(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    pack_id = world.release_pack()
    one.keep_sitting()
    waiting = one.page.get_by_text("Pack 1 was released")
    one.page.goto("/")
    expect(waiting).to_be_visible()

    one.offline(True)
    with one.page.expect_download():
        one.page.evaluate("(url) => { location.assign(url); }", f"/packs/{pack_id}/file")
    one.offline(False)
    one.page.goto("/kept")
    one.page.get_by_role("button", name="Check now").click()
    eventually(lambda: world.opened_packs() == ["Trần Thị Bình"])
    one.page.goto("/")
    expect(waiting).to_have_count(0)


def test_the_switch_of_the_coming_sitting_is_the_accounts_and_outlasts_signing_out(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.page.goto("/kept")
    one.page.get_by_role("switch").check()
    rows = one.page.locator("[data-kept-list] .ec-row").filter(has_text="Complete")
    expect(rows).to_have_count(2)
    one.is_offline = True  # a page that is being left may still ask for something
    one.page.locator("[data-ec-menu] summary").click()
    one.page.get_by_role("button", name="Sign out").click()
    one.page.wait_for_url("**/sign-in")
    assert one.chunks_of("") == 0
    for login, is_on in (("minister.g15", False), ("minister.g12", True)):
        one.sign_in(login)
        one.page.goto("/kept")
        expect(one.page.locator("[data-kept][data-ready]")).to_be_attached()
        expect(one.page.get_by_role("switch")).to_be_checked(checked=is_on)
    expect(rows).to_have_count(2)


def test_what_comes_in_while_somebody_signs_out_is_not_kept(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.keep_sitting()
    one.page.evaluate(LATE)
    assert one.page.evaluate("() => late()") == "kept"
    one.page.evaluate(
        "() => import('documents/offline/tablet').then((tablet) => tablet.forgetAll())"
    )
    assert one.page.evaluate("() => late()") == "AbortError"
    assert one.chunks_of("") == 0


def test_what_was_written_on_a_paper_recalled_meanwhile_arrives_for_its_author(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.keep_sitting()
    one.offline(True)
    one.read(world.reader)
    one.write_note("Words-on-a-recalled-paper")
    one.write()
    expect(one.page.locator("[data-part='unsent']")).to_contain_text("2")
    # The third is still being typed when the paper goes from the screen.
    one.page.keyboard.press("n")
    one.page.keyboard.type("Not-finished-yet")
    world.recall()
    one.offline(False)
    expect(one.page.locator("[data-part='recalled']")).to_be_visible()
    eventually(
        lambda: (
            world.marks()
            == [("ink", ""), ("note", "Not-finished-yet"), ("note", "Words-on-a-recalled-paper")]
        )
    )
    one.page.goto("/kept")
    expect(one.page.locator("[data-kept-unsent]")).to_have_text("Everything is sent")


def test_what_the_server_refuses_is_shown_with_its_words_and_not_lost_by_signing_out(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.keep_sitting()
    one.read(world.reader)
    one.write_note("First words")
    expect(one.page.locator(".reader-mark-note[data-sync='saved']")).to_be_attached()
    one.offline(True)
    one.page.keyboard.press(".")
    one.page.keyboard.press("Enter")
    one.page.locator("[data-part='card'] textarea").fill("Words-written-offline")
    one.page.keyboard.press("Control+Enter")
    expect(one.page.locator("[data-part='unsent']")).to_be_visible()
    world.remove_marks("minister.g12")
    one.page.goto("/kept")
    one.offline(False)
    row = one.page.locator("[data-kept-words-list] .ec-row")
    expect(row).to_contain_text("Words-written-offline")
    expect(row).to_contain_text("Tờ trình tiền lương")
    expect(one.page.locator("[data-kept-unsent]")).to_have_text("Not accepted: 1")
    expect(one.page.locator("[data-ec-unsent]")).to_contain_text("Not accepted: 1")
    one.page.evaluate(AXE.read_text("utf-8"))
    faults = "async (tags) => (await axe.run({ runOnly: tags })).violations.map(({ id }) => id)"
    assert one.page.evaluate(faults, TAGS) == []
    heights = "(buttons) => buttons.map((button) => button.offsetHeight)"
    assert min(row.get_by_role("button").evaluate_all(heights)) >= 44
    one.context.grant_permissions(["clipboard-read", "clipboard-write"])
    row.get_by_role("button", name="Copy the words").click()
    assert one.page.evaluate("() => navigator.clipboard.readText()") == "Words-written-offline"
    one.is_offline = True  # the refusal stands in the console once more
    row.get_by_role("button", name="Try again").click()
    expect(row).to_contain_text("did not accept")

    one.page.locator("[data-ec-menu] summary").click()
    one.page.get_by_role("button", name="Sign out").click()
    dialog = one.page.locator("#ec-confirm")
    expect(dialog).to_contain_text("Not accepted: 1")
    dialog.locator("button[value='cancel']").click()
    one.page.keyboard.press("Escape")
    row.get_by_role("button", name="Remove").click()
    dialog.locator("button[value='ok']").click()
    expect(row).to_have_count(0)
    expect(one.page.locator("[data-kept-unsent]")).to_have_text("Everything is sent")


def test_after_an_update_of_the_program_what_is_kept_is_made_new_and_the_old_goes(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.keep_sitting()
    before = {path for path in one.stored()["addresses"] if path.startswith("/static/")}
    assets = world.server.app.extensions["ecabinet.assets"]
    assets.version = "0" * 12

    one.page.goto("/kept")
    one.page.get_by_role("button", name="Check now").click()
    one.page.get_by_role("button", name="Reload").click()
    expect(one.page.locator("[data-kept-list] .ec-row").filter(has_text="Complete")).to_have_count(
        2
    )

    def is_renewed() -> bool:
        with suppress(PlaywrightError):  # the page is just being loaded anew
            return not before & set(one.stored()["addresses"])
        return False

    eventually(is_renewed)
    one.offline(True)
    one.read(world.reader)
    assert assets.version in one.page.content()


def test_an_open_page_drops_a_recalled_paper_at_once(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.keep_sitting()
    one.page.goto("/kept")
    expect(one.page.locator("[data-kept-list] .ec-row")).to_have_count(2)
    expect(one.page.locator("ec-connection[state='connected']")).to_be_attached()
    world.recall()
    expect(one.page.locator("[data-kept-list] .ec-row")).to_have_count(1)
    assert one.chunks_of("/file") == 0
    assert world.copies() == []


def test_what_is_recalled_between_two_pages_is_gone_on_the_next(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.keep_sitting()
    one.page.goto("/kept")
    expect(one.page.locator("[data-kept-list] .ec-row")).to_have_count(2)
    eventually(lambda: one.page.evaluate(HEARD))
    one.page.goto("about:blank")
    world.recall()
    one.page.goto("/kept")
    expect(one.page.locator("[data-kept-list] .ec-row")).to_have_count(1)
    assert world.copies() == []


def test_nothing_lies_on_the_tablet_in_clear_and_signing_out_takes_it_all(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.keep_sitting()
    one.offline(True)
    one.read(world.reader)
    one.write_note("Words-of-the-minister")
    expect(one.page.locator("[data-part='unsent']")).to_be_visible()
    kept = one.stored()
    assert kept["rows"] > world.size / (256 * 1024)
    for word in ("%PDF", SECRET, "Words-of-the-minister", "<html", "extractable key", "client_id"):
        assert word not in kept["text"].replace('<html lang="en" data-bs-theme="light">', "", 1)
    assert "/offline" in kept["addresses"]
    assert [one for one in kept["addresses"] if "documents/versions" in one] == []

    one.page.goto("/kept")
    one.page.locator("[data-ec-menu] summary").click()
    one.page.get_by_role("button", name="Sign out").click()
    dialog = one.page.locator("#ec-confirm")
    expect(dialog).to_contain_text("Not yet sent: 1")
    dialog.locator("button[value='cancel']").click()
    one.offline(False)
    eventually(lambda: world.marks() == [("note", "Words-of-the-minister")])
    expect(one.page.locator("[data-kept-unsent]")).to_have_text("Everything is sent")
    one.page.keyboard.press("Escape")
    one.page.locator("[data-ec-menu] summary").click()
    one.page.get_by_role("button", name="Sign out").click()
    one.page.wait_for_url("**/sign-in")
    assert world.copies() == []
    assert one.chunks_of("") == 0
    assert one.key() is None


def test_when_the_sign_in_ends_what_is_kept_can_be_opened_by_nobody_else(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.keep_sitting()
    world.server.end_sign_ins("minister.g12")
    one.page.goto("/kept")
    one.page.wait_for_url("**/sign-in**")
    eventually(lambda: one.key() is None)
    assert one.chunks_of("/file") > 0
    one.offline(True)
    one.page.goto(world.reader)
    expect(one.page.locator(".keep-door")).to_be_visible()
    assert SECRET not in one.stored()["text"]

    one.offline(False)
    one.sign_in("minister.g15")
    one.page.goto("/kept")
    expect(one.page.locator("[data-kept-none]")).to_be_visible()
    eventually(lambda: one.chunks_of("/file") == 0)
    eventually(lambda: world.copies() == [])


def test_a_sign_in_that_ran_out_gives_the_same_person_everything_back(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.keep_sitting()
    one.offline(True)
    one.read(world.reader)
    one.write()
    expect(one.page.locator("[data-part='unsent']")).to_be_visible()
    one.context.clear_cookies()
    one.offline(False)
    one.page.goto("/kept")
    one.page.wait_for_url("**/sign-in**")
    eventually(lambda: one.key() is None)
    assert world.marks() == []

    one.sign_in("minister.g12")
    one.page.goto("/kept")
    expect(one.page.get_by_role("link", name="Tờ trình tiền lương")).to_be_visible()
    eventually(lambda: len(world.marks()) == 1)
    one.offline(True)
    one.read(world.reader)


def test_the_coming_sitting_is_kept_by_itself_and_signing_out_works_without_a_network(
    tablet_of: Callable[..., Tablet], world: World
) -> None:
    one = tablet_of()
    one.page.goto("/kept")
    # Chromium gives a test no small disk; what the browser says of it is enough to be careful.
    one.page.evaluate(
        """() => {
          navigator.storage.real = navigator.storage.estimate.bind(navigator.storage);
          navigator.storage.estimate = async () => ({ quota: 9e6, usage: 1e6 });
        }"""
    )
    one.page.get_by_role("switch").check()
    expect(one.page.locator("[data-kept-list]")).to_contain_text("not enough room")
    one.page.evaluate("() => { navigator.storage.estimate = navigator.storage.real; }")
    one.page.get_by_role("button", name="Try again").click()
    rows = one.page.locator("[data-kept-list] .ec-row")
    expect(rows.filter(has_text="Complete")).to_have_count(2)
    assert world.copies() == ["Trần Thị Bình"]
    pack_id = world.release_pack()
    one.page.get_by_role("button", name="Check now").click()
    expect(rows.filter(has_text="Complete")).to_have_count(3)

    one.offline(True)
    one.page.reload()
    expect(rows).to_have_count(3)
    assert (
        one.page.evaluate(
            """async (url) => (await (await globalThis.ecVault.answer(url)).text()).slice(0, 5)""",
            f"/packs/{pack_id}/file",
        )
        == "%PDF-"
    )
    one.page.locator("[data-ec-menu] summary").click()
    one.page.get_by_role("button", name="Sign out").click()
    expect(one.page.locator(".keep-door")).to_be_visible()
    one.page.goto("/kept")
    expect(one.page.locator(".keep-door")).to_be_visible()
    one.offline(False)
    one.page.goto("/")
    one.page.wait_for_url("**/sign-in")
    assert world.copies() == []
    assert one.chunks_of("") == 0
