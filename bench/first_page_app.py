"""The application as it is served, with two more readers: the viewer application of PDF.js as it is
released, and a page with PDF.js's viewer components alone.

All three so have the same server, the same sign-in and the same file; what the peers are made of is
sent packed and may be kept, as our own libraries are.
"""

from __future__ import annotations

import gzip
import mimetypes
from functools import cache

from flask import Response, abort

from bench.servers import STOCK_VIEWER
from ecabinet import vendor
from ecabinet.app import create_app
from ecabinet.auth.access import public
from ecabinet.config import Config

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>PDF.js</title>
<link rel="modulepreload" href="{core}"><link rel="modulepreload" href="{viewer}">
<link rel="stylesheet" href="{style}"><link rel="stylesheet" href="/bench/components.css">
<div id="box"><div class="pdfViewer"></div></div>
<script type="module" src="/bench/components/{version}.mjs"></script></html>"""

SCRIPT = """import "{core}";
const pdfjs = globalThis.pdfjsLib;
pdfjs.GlobalWorkerOptions.workerSrc = "{worker}";
const web = await import("{viewer}");
const eventBus = new web.EventBus();
const linkService = new web.PDFLinkService({{ eventBus }});
const viewer = new web.PDFViewer({{
  container: document.querySelector("#box"), eventBus, linkService,
}});
linkService.setViewer(viewer);
eventBus.on("pagesinit", () => (viewer.currentScaleValue = "page-width"));
globalThis.peerView = viewer;
const opened = await pdfjs.getDocument({{ url: "/documents/versions/{version}/file" }}).promise;
viewer.setDocument(opened);
linkService.setDocument(opened);
"""

app = create_app(Config.from_env())


def _addresses() -> dict[str, str]:
    base = "pdfjs-dist/legacy"
    return {
        "core": vendor.vendor_url(f"{base}/build/pdf.min.mjs"),
        "viewer": vendor.vendor_url(f"{base}/web/pdf_viewer.mjs"),
        "worker": vendor.vendor_url(f"{base}/build/pdf.worker.min.mjs"),
        "style": vendor.vendor_url(f"{base}/web/pdf_viewer.css"),
    }


@app.get("/bench/components/<int:version>")
@public
def components_page(version: int) -> str:
    """The page with the components."""
    return PAGE.format(version=version, **_addresses())


@app.get("/bench/components/<int:version>.mjs")
@public
def components_script(version: int) -> Response:
    """What starts them, as the examples of PDF.js do."""
    return Response(SCRIPT.format(version=version, **_addresses()), content_type="text/javascript")


@app.get("/bench/components.css")
@public
def components_style() -> Response:
    """The box must have a place."""
    return Response(
        "#box { position: absolute; inset: 0; overflow: auto; }", content_type="text/css"
    )


@app.get("/bench/stock/<path:name>")
@public
def stock_file(name: str) -> Response:
    """A file of the viewer application; its page is web/viewer.html?file=…"""
    packed, media_type = _stock(name)
    answer = Response(packed, content_type=media_type)
    answer.headers["Content-Encoding"] = "gzip"
    answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    # The viewer sets styles in its own way; that is not what is measured.
    answer.headers["Content-Security-Policy"] = (
        "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'"
    )
    return answer


@cache
def _stock(name: str) -> tuple[bytes, str]:
    """The file, packed once, and its media type."""
    path = (STOCK_VIEWER / name).resolve()
    if not path.is_relative_to(STOCK_VIEWER) or not path.is_file():
        abort(404)
    known = {".mjs": "text/javascript", ".wasm": "application/wasm", ".ftl": "text/plain"}
    media_type = known.get(path.suffix) or mimetypes.guess_type(path.name)[0]
    return gzip.compress(path.read_bytes(), 9, mtime=0), media_type or "application/octet-stream"
