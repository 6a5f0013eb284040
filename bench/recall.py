"""How long a recalled paper stays on the screens that have it open.

The product's server as configured, some readers in Chromium with the paper open, and the head of
the secretariat who takes it back over the API; a paper per round. A screen has lost the paper in
the frame in which the sentence that it was recalled is shown and no page is left.
"""

from __future__ import annotations

import http.client
import json
import os
import shutil
import statistics
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import Browser, Page, sync_playwright

from bench import servers
from bench.run import Result
from ecabinet import migrate
from ecabinet.app import create_app
from ecabinet.auth.models import Account
from ecabinet.auth.services import create_token, open_sign_in
from ecabinet.config import Config
from ecabinet.journal import SYSTEM
from tests import cabinet as small
from tests.browser.books import book, paper
from tests.documents.papers import hand

READERS = ("minister.g12", "minister.g15", "pm")
ROUNDS = 20
LIMIT_MS = 30_000
PROMISE = "a recalled paper leaves every open reader within a second of the answer"

WATCH = """
const look = () => {
  const gone = document.querySelector("[data-part=recalled]");
  const pages = document.querySelectorAll(".pdfViewer .page").length;
  if (gone && !gone.hidden && gone.getBoundingClientRect().height > 0 && pages === 0) {
    globalThis.lostAt = Date.now();
  } else requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""
OPEN = """() => {
  const reader = document.querySelector("ec-reader");
  return reader?.remote?.entered.size === 2
    && reader.viewer?.view?.getPageView?.(0)?.renderingState === 3;
}"""


@dataclass
class Recalled:
    """One screen of one round, milliseconds: from the answer of the recall to the frame without
    the paper (below 0: before the answer had come), and from its sending."""

    after_answer: float
    after_sending: float


def measure() -> Result:
    """Open each paper on every screen, take it back, ask the screens when they lost it."""
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        cookies, token, versions = _fill(home)
        port = servers.free_port()
        environ = {"ECABINET_HOME": folder, "PORT": str(port), "HOST": "127.0.0.1"}
        with servers.running(servers.gunicorn("wsgi:app"), port, environ, None):
            found = _rounds(port, cookies, token, versions)
    return _result(found, load)


def _fill(home: Path) -> tuple[dict[str, str], str, list[int]]:
    """A store with a paper for each round, handed to the readers; their cookies and a token."""
    config = Config.from_env({"ECABINET_HOME": str(home)})
    migrate.upgrade(config.database_url)
    app = create_app(config)
    database = app.extensions["ecabinet.database"]
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer is not None
    at, cookies, versions = datetime.now(UTC), {}, []
    with app.app_context(), database.unit_of_work() as db:
        cabinet = small.build(db)
        store, content = app.extensions["ecabinet.store"], book()
        for number in range(ROUNDS + 1):  # the first is not counted
            document = paper(db, cabinet, store, f"Tờ trình {number}", content)
            hand(db, cabinet, document.current, *READERS)
            versions.append(document.current.id)
        for login in READERS:
            account = db.get_one(Account, cabinet.accounts[login])
            _, signed = open_sign_in(db, account, user_agent="bench", address="127.0.0.1", at=at)
            cookies[login] = str(signer.dumps({"_user_id": signed, "_fresh": True}))
        head = db.get_one(Account, cabinet.accounts["head"])
        token = create_token(db, SYSTEM, head, at=at)
    database.dispose()
    return cookies, token, versions


def _rounds(
    port: int, cookies: dict[str, str], token: str, versions: list[int]
) -> list[list[Recalled]]:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        switches = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=chromium, args=switches)
        address = f"http://127.0.0.1:{port}"
        pages = [_screen(browser, address, cookie) for cookie in cookies.values()]
        found = [_round(pages, address, port, token, version) for version in versions]
        browser.close()
    return found[1:]


def _screen(browser: Browser, address: str, cookie: str) -> Page:
    context = browser.new_context(viewport={"width": 1180, "height": 820})
    context.add_cookies([{"name": "ecabinet", "value": cookie, "url": address}])
    context.add_init_script(WATCH)
    return context.new_page()


def _round(pages: list[Page], address: str, port: int, token: str, version: int) -> list[Recalled]:
    for page in pages:
        page.goto(f"{address}/documents/versions/{version}/read", wait_until="commit")
    for page in pages:
        page.wait_for_function(OPEN, timeout=LIMIT_MS)
    sent, answered = _recall(port, token, version)
    found = []
    for page in pages:
        page.wait_for_function("() => globalThis.lostAt", timeout=LIMIT_MS)
        lost = float(page.evaluate("() => globalThis.lostAt"))
        found.append(Recalled(lost - answered, lost - sent))
    return found


def _recall(port: int, token: str, version: int) -> tuple[float, float]:
    """Take a version back; return when that was sent and answered, in milliseconds since 1970 as
    the browsers on the same machine count them. Raises RuntimeError when it is refused."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    sent = time.time() * 1000
    body = json.dumps({"reason": "Sai số liệu"})
    line.request("POST", f"/api/v1/versions/{version}/recall", body, headers)
    answer = line.getresponse()
    said = answer.read()
    answered = time.time() * 1000
    line.close()
    if answer.status != 200:
        raise RuntimeError(f"the recall was answered with {answer.status}: {said[:300]!r}")
    return sent, answered


def _result(found: list[list[Recalled]], load: float) -> Result:
    cells = [cell for round_ in found for cell in round_]
    ways = {
        "each screen, from the answer": [cell.after_answer for cell in cells],
        "the last screen of a round, from the answer": [
            max(cell.after_answer for cell in round_) for round_ in found
        ],
        "each screen, from the sending": [cell.after_sending for cell in cells],
    }
    table = [["until the paper is gone", "p50 ms", "p95 ms", "max ms"]]
    numbers: dict[str, object] = {}
    for name, times in ways.items():
        told = [statistics.median(times), _percentile(times, 0.95), max(times)]
        numbers[name] = times
        table.append([name, *(f"{at:.0f}" for at in told)])
    return Result(
        "Recall of a paper that is open",
        table,
        kept={PROMISE: max(ways["each screen, from the answer"]) <= 1000},
        notes=[
            f"{ROUNDS} papers of 12 pages, each open on {len(READERS)} screens (Chromium, "
            "1180x820), taken back over the API; to the frame that shows the sentence and no page. "
            "Below 0: the screen was quicker than the answer.",
            "Readers with a live connection. A tablet without one loses the paper at its next "
            "contact.",
            f"Load of the machine at the start: {load:.1f} on {os.cpu_count()} CPUs.",
        ],
        numbers=numbers,
    )


def _percentile(times: list[float], share: float) -> float:
    ordered = sorted(times)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]
