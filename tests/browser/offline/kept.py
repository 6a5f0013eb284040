"""A tablet that keeps the papers of a sitting, and the wire to it: what the tests here share."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from random import Random
from threading import Event
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from sqlalchemy import select

from documents import services
from documents.annotations import services as marks
from documents.copies import queries
from documents.distribution import services as distribution
from documents.models import AccessLevel, Annotation, DocumentVersion, ReadingReceipt
from documents.naming.models import StampedCopy
from documents.naming.queries import numbers_of
from documents.packs import queries as pack_queries
from documents.packs import services as packs
from documents.packs.models import Pack, PackCopy, PackKind
from documents.preparation import Prepared
from ecabinet import clock
from ecabinet.config import Config
from ecabinet.jobs import engine
from ecabinet.people.models import Person
from meetings.agenda import services as agenda
from tests.cabinet import Cabinet
from tests.documents.papers import pdf, replace
from tests.live_server import LiveServer
from tests.meetings.sittings import Secretariat

SECRET = "Salary-reform-of-the-ministry"
LANDSCAPE = (1180, 820)
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


NOTHING = re.compile("(?!)")


class Line:
    """The wire between server and tablets. The browser's own switch lets single requests of a page
    through that a service worker has just begun to serve; a wire that is cut lets none through."""

    def __init__(self, app: Any) -> None:
        self.app, self.is_cut = app, False
        self.away = self.silent = self.slow = NOTHING
        self.ends, self.goes_on = Event(), Event()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        """`away`: what a proxy answers while the server starts; `silent`: what nobody answers;
        `slow`: what is answered when it `goes_on`."""
        if self.slow.search(environ["PATH_INFO"]):
            self.goes_on.wait()
        if self.silent.search(environ["PATH_INFO"]):
            self.ends.wait()
        if self.away.search(environ["PATH_INFO"]) or self.ends.is_set():
            start_response("502 Bad Gateway", [("Content-Type", "text/plain")])
            return [b""]
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
    line.ends.set()
    line.goes_on.set()
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
