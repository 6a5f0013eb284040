"""The browser libraries load in a real browser under the content policy, from our server alone."""

import json
import threading
from collections.abc import Iterator

import pytest
from flask import Flask, render_template_string
from playwright.sync_api import expect
from werkzeug.serving import make_server

from ecabinet import vendor

POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-n' 'wasm-unsafe-eval'; style-src 'self'; "
    "img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self'; connect-src 'self'"
)
PAGE = """<!doctype html><title>libraries</title>
<link rel="stylesheet" href="{{ vendor('@fontsource/be-vietnam-pro/400.css') }}">
<link rel="stylesheet" href="{{ vendor('bootstrap/dist/css/bootstrap.min.css') }}">
<script type="importmap" nonce="n">{{ map|safe }}</script>
<script src="{{ vendor('bootstrap/dist/js/bootstrap.bundle.min.js') }}"></script>
<script type="module" nonce="n">
  const pdfjs = await import("pdfjs");
  const viewer = await import("pdfjs/viewer");
  const { io } = await import("socket.io-client");
  const { getStroke } = await import("perfect-freehand");
  const { Idiomorph } = await import("idiomorph");
  const { default: Sortable } = await import("sortablejs");
  globalThis.found = [
    pdfjs.getDocument, viewer.PDFViewer, io, getStroke, Idiomorph.morph, Sortable.create,
    globalThis.bootstrap.Modal,
  ].map((it) => typeof it);
  globalThis.worker = (await fetch(import.meta.resolve("pdfjs/worker"))).status;
  globalThis.font = (await document.fonts.load("400 16px 'Be Vietnam Pro'", "Phiên họp")).length;
  document.title = "loaded"; // Playwright's wait_for_function would need eval
</script>
"""


@pytest.fixture
def address(chromium_path: str) -> Iterator[str]:
    app = Flask("libraries_test")
    vendor.init_app(app)

    @app.get("/")
    def page():
        text = render_template_string(PAGE, map=json.dumps(vendor.import_map({})))
        return text, {"Content-Security-Policy": POLICY}

    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_every_library_loads_unbundled_under_the_content_policy(browser, address):
    page = browser.new_page()
    problems: list[str] = []
    foreign: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    page.on("request", lambda r: None if r.url.startswith(address) else foreign.append(r.url))

    page.goto(address)
    expect(page).to_have_title("loaded", timeout=20_000)

    assert page.evaluate("found") == ["function"] * 7
    assert page.evaluate("worker") == 200
    assert page.evaluate("font") >= 1
    assert [p for p in problems if "favicon" not in p and "404" not in p] == []
    assert [url for url in foreign if not url.startswith("data:")] == []
    page.close()
