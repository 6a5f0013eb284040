"""Frames of a tablet while a pen draws on a paper for ten seconds, beside PDF.js's own ink editor.

Chromium is slowed four times (CDP) and then not at all, the pen speaks at 120 Hz through CDP, and
each page notes when its frames come and how long a movement of the pen waits for the frame that
shows it. "Within a frame": a movement is in the first frame that begins after the browser got it,
and that frame is made before the next one is due. What comes after a frame began cannot be in it.
"""

from __future__ import annotations

import asyncio
import functools
import http.server
import math
import os
import shutil
import statistics
import tempfile
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page, async_playwright

from bench.run import Result
from documents import services
from documents.models import AccessLevel
from documents.preparation import Prepared
from ecabinet import migrate, vendor
from ecabinet.config import Config
from ecabinet.db import Database
from tests import cabinet as small
from tests.browser.reader_tablet import vietnamese_pdf
from tests.documents.papers import hand
from tests.live_server import LiveServer

SECONDS = 10
ROUNDS = 2
RATE = 120
THROTTLES = (4, 1)
A_STROKE = 1.6
"""Seconds of one stroke; then the pen is lifted, so that finishing a stroke is measured too."""
WARM_UP = 2
"""Seconds drawn before anything is counted, so that no reader compiles its code meanwhile."""
FRAME_MS = 1000 / 60
LATE_MS = FRAME_MS * 1.5
"""The clock of frames itself trembles by parts of a millisecond; a frame left out is twice 16.7."""
SIZE = {"width": 1180, "height": 820}
OURS, PEER = "e-Cabinet reader", "PDF.js ink editor"
PAGES = 3
IN_FRAME = 95.0
"""Of 100 movements at least so many are to be in the first frame after they came."""

PEER_PAGE = """<!doctype html><meta charset="utf-8">
<link rel="stylesheet" href="/pdfjs-dist/legacy/web/pdf_viewer.css">
<style>#box { position: absolute; inset: 0; overflow: auto; }</style>
<div id="box"><div class="pdfViewer"></div></div>
<script type="module">
  import "/pdfjs-dist/legacy/build/pdf.min.mjs";
  const pdfjs = globalThis.pdfjsLib;
  pdfjs.GlobalWorkerOptions.workerSrc = "/pdfjs-dist/legacy/build/pdf.worker.min.mjs";
  const web = await import("/pdfjs-dist/legacy/web/pdf_viewer.mjs");
  const eventBus = new web.EventBus();
  const linkService = new web.PDFLinkService({ eventBus });
  const viewer = new web.PDFViewer({
    container: document.querySelector("#box"), eventBus, linkService,
    annotationEditorMode: pdfjs.AnnotationEditorType.NONE,
  });
  linkService.setViewer(viewer);
  eventBus.on("pagesinit", () => (viewer.currentScaleValue = "page-width"));
  eventBus.on("annotationeditorlayerrendered", () => {
    viewer.annotationEditorMode = { mode: pdfjs.AnnotationEditorType.INK };
    document.body.dataset.ready = "";
  });
  const opened = await pdfjs.getDocument({ url: "/paper.pdf" }).promise;
  viewer.setDocument(opened);
  linkService.setDocument(opened);
</script>"""

WATCH = """() => {
  const seen = { frames: [], moves: [], last: performance.now() };
  window.inkWatch = seen;
  let came = [];
  let ending = null;
  const note = (event) => {
    if (!event.buttons) return;
    const all = event.getCoalescedEvents?.() ?? [];
    for (const { timeStamp } of all.length ? all : [event]) came.push(timeStamp);
  };
  window.addEventListener("pointermove", note, { capture: true, passive: true });
  const frame = (now) => {
    ending?.();
    seen.frames.push(now - seen.last);
    seen.last = now;
    if (came.length) {
      const shown = came;
      came = [];
      // A task after the frame: what was drawn in it has been handed to the screen. The browser may
      // hold such a task back for long, input and frames going first; the next frame ends it, too.
      const end = () => {
        if (ending !== end) return;
        ending = null;
        const ended = performance.now();
        for (const at of shown) seen.moves.push([at, now, ended]);
      };
      ending = end;
      const channel = new MessageChannel();
      channel.port1.onmessage = end;
      channel.port2.postMessage(0);
    }
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}"""


def measure() -> Result:
    """Draw in both, in turns; all frames of all rounds together."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        rounds = asyncio.run(_rounds(home))
    table = [
        ["reader", "slowed", "busy ms/frame", "frames", "frames/s", "late %", "p95 ms", "max ms",
         "in frame %", "pen waits p50", "p95", "max"]
    ]  # fmt: skip
    found = {key: _summary(cells) for key, cells in rounds.items()}
    kept: dict[str, bool] = {}
    for throttle in THROTTLES:
        ours, peer = found[OURS, throttle], found[PEER, throttle]
        for name, cell in ((OURS, ours), (PEER, peer)):
            row = [name, f"{throttle}×", f"{cell['busy']:.1f}", f"{cell['frames']:.0f}"]
            row += [f"{cell['rate']:.0f}"]
            row += [f"{cell[key]:.1f}" for key in ("late", "p95", "max", *WAITS)]
            table.append(row)
        kept |= _kept(ours, peer, f"slowed {throttle} times" if throttle > 1 else "not slowed")
    pen_late = max(cell["pen_late"] for cells in rounds.values() for cell in cells)
    load = os.getloadavg()[0]
    return Result(
        title=f"Drawing for {SECONDS} s at {RATE} Hz",
        table=table,
        kept=kept,
        notes=[
            f"{ROUNDS} rounds of {SECONDS} s each, in turns, after {WARM_UP} s of drawing that do "
            f"not count: strokes of {A_STROKE} s, private, kept and sent after each. Busy: "
            "processor time of the page's own thread. Late: of the frames that came, those more "
            "than 25 ms after the one before; the two readers do not come to the same number of "
            "frames, so shares are compared.",
            "In frame: the movements (each one that the pen reported) that are in the first frame "
            "to begin after the browser got them, and whose frame was done within a frame's time. "
            "Pen waits: from when the browser got a movement to the end of the page's work on the "
            "frame that shows it. A movement that comes just after a frame has begun waits a whole "
            "one for the next, and then for that to be made: one in frame waits 33.3 ms at most.",
            "Headless Chromium without a graphics processor: painting is done by the same two "
            "processors as everything else, and past-the-compositor drawing is not to be had.",
            f"Load {load:.1f} on {os.cpu_count()} CPUs; the pen was up to {pen_late:.0f} ms late.",
        ],
        numbers={f"{name}, slowed {throttle}": cell for (name, throttle), cell in found.items()},
    )


WAITS = ("in_frame", "wait50", "wait95", "wait_max")


def _kept(ours: dict[str, float], peer: dict[str, float], how: str) -> dict[str, bool]:
    return {
        f"{how}: {IN_FRAME:.0f} of 100 movements are in the first frame after they came": (
            ours["in_frame"] >= IN_FRAME
        ),
        f"{how}: no smaller share of them than in PDF.js's own ink editor": (
            ours["in_frame"] >= peer["in_frame"]
        ),
        f"{how}: the pen waits no longer than there (p95)": ours["wait95"] <= peer["wait95"],
        f"{how}: no larger share of late frames than there": ours["late"] <= peer["late"],
        f"{how}: frames at p95 no further apart than there": ours["p95"] <= peer["p95"],
        f"{how}: the page's thread has less to do for a frame than a frame lasts (16.7 ms)": (
            ours["busy"] <= FRAME_MS
        ),
    }


def is_in_frame(came: float, began: float, ended: float) -> bool:
    """Whether a movement is in the first frame that began after it, done before the next is due.

    Milliseconds of the page's clock; `began` is the time of the frame that shows it, which lies on
    the beat of the screen. A thread that was busy begins a frame late and under its old time:
    therefore the end decides.
    """
    first = began + math.ceil((came - began) / FRAME_MS) * FRAME_MS
    return ended <= first + FRAME_MS


def _summary(cells: list[dict[str, Any]]) -> dict[str, float]:
    frames = sorted(frame for cell in cells for frame in cell["frames"])
    moves = [move for cell in cells for move in cell["moves"]]
    waits = sorted(ended - came for came, _, ended in moves)
    return {
        "busy": sum(cell["work"]["busy"] for cell in cells) * 1000 / len(frames),
        "layouts": sum(cell["work"]["layouts"] for cell in cells) / (SECONDS * len(cells)),
        "frames": len(frames),
        "rate": len(frames) * 1000 / sum(frames),
        "late": sum(frame > LATE_MS for frame in frames) * 100 / len(frames),
        "p95": _at(frames, 0.95), "max": frames[-1],
        "movements": len(moves),
        "in_frame": sum(is_in_frame(*move) for move in moves) * 100 / len(moves),
        "wait50": statistics.median(waits), "wait95": _at(waits, 0.95), "wait_max": waits[-1],
    }  # fmt: skip


def _at(values: list[float], share: float) -> float:
    return values[min(len(values) - 1, math.ceil(share * len(values)) - 1)]


async def _rounds(home: Path) -> dict[tuple[str, int], list[dict[str, Any]]]:
    server, version_id = _server(home)
    peer = _peer(home / "peer")
    cookie = server.signed_in("minister.g12").cookie
    address = f"{server.address}/documents/versions/{version_id}/read"
    beside = f"http://127.0.0.1:{peer.server_port}/peer.html"
    kept = {"name": "ecabinet", "value": cookie, "url": server.address}
    rounds: dict[tuple[str, int], list[dict[str, Any]]] = {
        (name, throttle): [] for throttle in THROTTLES for name in (OURS, PEER)
    }
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    try:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=chromium)
            for throttle in THROTTLES:
                for _ in range(ROUNDS):
                    ours = await _one(browser, address, _ready, throttle, cookie=kept)
                    rounds[OURS, throttle].append(ours)
                    other = await _one(browser, beside, _peer_ready, throttle)
                    rounds[PEER, throttle].append(other)
            await browser.close()
    finally:
        peer.shutdown()
        peer.server_close()
        server.close()
    return rounds


async def _ready(page: Page) -> None:
    await page.wait_for_selector("ec-reader[data-ready]", state="attached")
    await page.wait_for_selector(".reader-layer-above", state="attached")
    await page.wait_for_selector(".textLayer span", state="attached")
    await page.keyboard.press("p")


async def _peer_ready(page: Page) -> None:
    await page.wait_for_selector("body[data-ready]", state="attached")
    await page.wait_for_selector(".annotationEditorLayer.inkEditing", state="attached")


async def _one(
    browser: Browser, address: str, ready: Any, throttle: int, cookie: Any = None
) -> dict[str, Any]:
    context = await browser.new_context(viewport=SIZE)  # type: ignore[arg-type]
    if cookie:
        await context.add_cookies([cookie])
    page = await context.new_page()
    await page.goto(address)
    await ready(page)
    await page.wait_for_load_state("networkidle")
    cdp = await context.new_cdp_session(page)
    await cdp.send("Emulation.setCPUThrottlingRate", {"rate": throttle})
    # Of the page's own thread, so that other programs on the machine count for nothing in it.
    await cdp.send("Performance.enable", {"timeDomain": "threadTicks"})
    await _draw(cdp, WARM_UP)
    await asyncio.sleep(1.5)
    await page.evaluate(WATCH)
    before = await _work(cdp)
    late = await _draw(cdp, SECONDS)
    work = {name: value - before[name] for name, value in (await _work(cdp)).items()}
    seen = await page.evaluate("() => ({ frames: inkWatch.frames, moves: inkWatch.moves })")
    await context.close()
    # The first frames are the watch's own beginning.
    return {"frames": seen["frames"][3:], "moves": seen["moves"], "pen_late": late, "work": work}


async def _work(cdp: Any) -> dict[str, float]:
    """What the page's thread has done so far: seconds of work, layouts, styles."""
    answer = await cdp.send("Performance.getMetrics")
    metrics = {metric["name"]: metric["value"] for metric in answer["metrics"]}
    return {"busy": metrics["TaskDuration"], "layouts": metrics["LayoutCount"]}


async def _draw(cdp: Any, seconds: int) -> float:
    """Draw for so long; return by how many milliseconds the pen itself was late at most."""
    begin, late, sent = time.perf_counter(), 0.0, []
    in_a_stroke = int(A_STROKE * RATE)
    count = seconds * RATE
    for at in range(count):
        due = begin + at / RATE
        await asyncio.sleep(max(0, due - time.perf_counter()))
        late = max(late, time.perf_counter() - due)
        stroke, step = divmod(at, in_a_stroke)
        kind = {0: "mousePressed", in_a_stroke - 1: "mouseReleased"}.get(step, "mouseMoved")
        if at == count - 1:
            kind = "mouseReleased"
        x = 260 + 3.2 * step + 18 * math.sin(step / 4)
        y = 160 + 70 * (stroke % 8) + 22 * math.sin(step / 5)
        released = kind == "mouseReleased"
        event = {
            "type": kind, "x": x, "y": y, "button": "left", "pointerType": "pen",
            "buttons": 0 if released else 1, "clickCount": 1,
            "force": 0 if released else 0.3 + 0.5 * abs(math.sin(step / 9)),
        }  # fmt: skip
        # Not waited for: a pen does not wait either.
        sent.append(asyncio.ensure_future(cdp.send("Input.dispatchMouseEvent", event)))
    await asyncio.gather(*sent)
    return late * 1000


def _server(home: Path) -> tuple[LiveServer, int]:
    """The application with a paper handed to a minister; its server and the version's id."""
    environ = {"ECABINET_HOME": str(home / "home"), "SECRET_KEY": "bench"}
    config = replace(Config.from_env(environ), testing=True)
    migrate.upgrade(config.database_url)
    database = Database(config.database_url)
    with database.unit_of_work() as db:
        cabinet = small.build(db)
    database.dispose()
    server = LiveServer(config)
    at = datetime.now(UTC)
    content = server.app.extensions["ecabinet.store"].put(vietnamese_pdf(PAGES))
    prepared = Prepared(
        file_name="paper.pdf", title="Tờ trình", sha256=content.sha256,
        reading_sha256=content.sha256, text_sha256=None, size=content.size, pages=PAGES,
        page_sizes=((595.0, 842.0),) * PAGES, is_signed=False, warnings=(),
    )  # fmt: skip
    with server.app.app_context(), server.database.unit_of_work() as db:
        document = services.add_document(
            db, actor=cabinet.actor(db, "secretary"), prepared=prepared, title="Tờ trình",
            access_level=AccessLevel.CABINET, organisation_id=None, at=at,
        )  # fmt: skip
        hand(db, cabinet, document.current, "minister.g12")
        return server, document.current.id


class _Quiet(http.server.SimpleHTTPRequestHandler):
    extensions_map = {
        **http.server.SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript",
    }  # fmt: skip

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


def _peer(folder: Path) -> http.server.ThreadingHTTPServer:
    """PDF.js's viewer components with their ink editor, over the same paper."""
    folder.mkdir()
    (folder / "peer.html").write_text(PEER_PAGE, "utf-8")
    (folder / "paper.pdf").write_bytes(vietnamese_pdf(PAGES))
    (folder / "pdfjs-dist").symlink_to(vendor.ROOT / "node_modules" / "pdfjs-dist")
    handler = functools.partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
