"""The first page of a file of 100 MB and 500 pages: our reader beside the viewer of PDF.js.

The viewer is the application as it is released, opened by its own address; the bare components of
PDF.js stand beside it, to tell what the application costs. All three come from the same server with
the same file, each time into a browser that has seen nothing before. Time runs from the navigation
to the frame in which PDF.js says that page 1 is drawn.
"""

from __future__ import annotations

import os
import shutil
import statistics
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import TimeoutError as NotInTime
from sqlalchemy import select

from bench import servers
from bench.run import Result
from ecabinet import migrate
from ecabinet.app import create_app
from ecabinet.auth.models import Account
from ecabinet.auth.services import open_sign_in
from ecabinet.config import Config
from tests import cabinet as small
from tests.browser.books import heavy, paper

PAGES, PAGE_BYTES = 500, 210_000
ROUNDS = 6
OURS, STOCK, PARTS = "e-Cabinet reader", "PDF.js stock viewer", "PDF.js components"
PEERS = (STOCK, PARTS)
LINES: dict[str, dict[str, float] | None] = {
    "127.0.0.1": None,
    "20 Mbit/s, 40 ms": {
        "latency": 40, "downloadThroughput": 20e6 / 8, "uploadThroughput": 20e6 / 8,
    },
}  # fmt: skip
LIMIT_MS = 120_000
RATIO = "first page of a 100 MB, 500-page file: at most as long as the stock viewer of PDF.js"
PART = "the first page needs less than 5 % of the file"

WATCH = """
const look = () => {
  const view = globalThis.peerView ?? globalThis.PDFViewerApplication?.pdfViewer
    ?? document.querySelector("ec-reader")?.viewer?.view;
  if (view?.getPageView?.(0)?.renderingState === 3) globalThis.firstPageAt = performance.now();
  else requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""


def measure() -> Result:
    """Make the file, serve it, open it in turns."""
    servers.require_stock_viewer()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        cookie, version, size = _fill(home)
        port = servers.free_port()
        environ = {"ECABINET_HOME": str(home), "PORT": str(port), "HOST": "127.0.0.1"}
        command = servers.gunicorn("bench.first_page_app:app")
        with servers.running(command, port, environ, None):
            found = _rounds(f"http://127.0.0.1:{port}", cookie, version)
    return _result(found, size)


def _fill(home: Path) -> tuple[str, int, int]:
    """A store with the file as a paper and one signed-in account."""
    config = Config.from_env({"ECABINET_HOME": str(home)})
    migrate.upgrade(config.database_url)
    app = create_app(replace(config))
    database = app.extensions["ecabinet.database"]
    with app.app_context(), database.unit_of_work() as db:
        cabinet = small.build(db)
        store = app.extensions["ecabinet.store"]
        document = paper(db, cabinet, store, "Hồ sơ", heavy(PAGES, PAGE_BYTES))
        account = db.execute(select(Account).where(Account.login == "secretary")).scalar_one()
        _, token = open_sign_in(
            db, account, user_agent="bench", address="127.0.0.1", at=datetime.now(UTC)
        )
        version, size = document.current.id, document.current.size
    database.dispose()
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer is not None
    return str(signer.dumps({"_user_id": token, "_fresh": True})), version, size


def _rounds(address: str, cookie: str, version: int) -> dict[tuple[str, str], list[Any]]:
    file = quote(f"/documents/versions/{version}/file", safe="")
    ways = {
        OURS: f"/documents/versions/{version}/read",
        STOCK: f"/bench/stock/web/viewer.html?file={file}",
        PARTS: f"/bench/components/{version}",
    }
    found: dict[tuple[str, str], list[Any]] = {(line, name): [] for line in LINES for name in ways}
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        switches = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=chromium, args=switches)
        for way in ways.values():  # the first requests of a server are not what is measured
            _open(browser, address, way, cookie, None)
        for number in range(ROUNDS):
            turn = number % len(ways)
            order = [*list(ways)[turn:], *list(ways)[:turn]]
            for line, conditions in LINES.items():
                for name in order:
                    found[line, name].append(
                        _open(browser, address, ways[name], cookie, conditions)
                    )
        browser.close()
    return found


def _open(
    browser: Browser, address: str, way: str, cookie: str, conditions: dict[str, float] | None
) -> tuple[float, int]:
    """Return (milliseconds to the first page, bytes of the file that had come by then);
    LIMIT_MS for one that did not come within them."""
    context = browser.new_context(viewport={"width": 1180, "height": 820})
    context.add_cookies([{"name": "ecabinet", "value": cookie, "url": address}])
    context.add_init_script(WATCH)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    if conditions is not None:
        session.send("Network.emulateNetworkConditions", {"offline": False, **conditions})
    of_file: set[str] = set()
    received: list[int] = []

    def note_request(event: Any) -> None:
        if urlsplit(event["request"]["url"]).path.endswith("/file"):
            of_file.add(event["requestId"])

    def note_data(event: Any) -> None:
        if event["requestId"] in of_file:
            received.append(event["dataLength"])

    session.on("Network.requestWillBeSent", note_request)
    session.on("Network.dataReceived", note_data)
    page.goto(address + way, wait_until="commit")
    try:
        page.wait_for_function("() => globalThis.firstPageAt", timeout=LIMIT_MS)
    except NotInTime:
        context.close()
        return float(LIMIT_MS), sum(received)
    at, own = page.evaluate(
        "() => [globalThis.firstPageAt, document.querySelector('ec-reader')?.source.fetched ?? 0]"
    )
    bytes_then = max(own, sum(received))  # what a service worker passes on is not told twice
    context.close()
    assert bytes_then, f"{way}: nobody saw a byte of the file"
    return float(at), bytes_then


def _result(found: dict[tuple[str, str], list[Any]], size: int) -> Result:
    table = [["line", "reader", "first page ms", "fastest ms", "slowest ms", "MB fetched by then"]]
    ratios: dict[str, dict[str, float]] = {peer: {} for peer in PEERS}
    part = 0.0
    for line in LINES:
        medians = {}
        for name in (OURS, *PEERS):
            cells = found[line, name]
            times = [at for at, _ in cells]
            medians[name] = statistics.median(times)
            fetched = statistics.median(count for _, count in cells)
            if name == OURS:
                part = max(part, fetched / size)
            told = [medians[name], min(times), max(times)]
            table.append([line, name, *(f"{at:.0f}" for at in told), f"{fetched / 1e6:.1f}"])
        for peer in PEERS:
            ratios[peer][line] = medians[OURS] / medians[peer]
            table.append([line, f"ratio to the {peer}", f"{ratios[peer][line]:.2f}", "", "", ""])
    in_time = all(at < LIMIT_MS for line in LINES for at, _ in found[line, OURS])
    load = os.getloadavg()[0]
    version = (servers.STOCK_VIEWER / "VERSION").read_text().strip()
    return Result(
        "First page of a file of 100 MB and 500 pages",
        table,
        kept={
            RATIO: all(ratio <= 1.0 for ratio in ratios[STOCK].values()) and in_time,
            PART: part < 0.05,
        },
        notes=[
            f"{size / 1e6:.0f} MB of noise, {PAGES} pages, saved as the intake saves a reading "
            f"copy; medians of {ROUNDS} cold browsers each, in turns, 1180x820. Time runs to the "
            "frame in which PDF.js says that page 1 is drawn.",
            f"The stock viewer is web/viewer.html of the released legacy build, {version}, as it "
            "is, opened with the file; the components are those we use ourselves, on a bare page "
            "with their defaults. Neither has tools, marks, sign-in or a live connection.",
            *(
                f"{name}, {line}: not drawn within {LIMIT_MS / 1000:.0f} s in {late} of {ROUNDS}."
                for (line, name), cells in found.items()
                if (late := sum(at >= LIMIT_MS for at, _ in cells))
            ),
            f"Load of the machine at the end: {load:.1f} on {os.cpu_count()} CPUs.",
        ],
        numbers={
            "ratios": ratios,
            "part": part,
            "ms": {
                f"{name}, {line}": [at for at, _ in cells] for (line, name), cells in found.items()
            },
        },
    )
