"""The application as it is served, with one more page: PDF.js's own viewer components, untouched.

Both readers so have the same server, the same sign-in and the same file, and the components come
from the same addresses. (The viewer application of PDF.js itself is not in its npm package.)
"""

from __future__ import annotations

from flask import Response

from ecabinet import vendor
from ecabinet.app import create_app
from ecabinet.auth.access import public
from ecabinet.config import Config

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>PDF.js</title>
<link rel="modulepreload" href="{core}"><link rel="modulepreload" href="{viewer}">
<link rel="stylesheet" href="{style}"><link rel="stylesheet" href="/bench/stock.css">
<div id="box"><div class="pdfViewer"></div></div>
<script type="module" src="/bench/stock/{version}.mjs"></script></html>"""

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


@app.get("/bench/stock/<int:version>")
@public
def stock_page(version: int) -> str:
    """The page with the components."""
    return PAGE.format(version=version, **_addresses())


@app.get("/bench/stock/<int:version>.mjs")
@public
def stock_script(version: int) -> Response:
    """What starts them, as the examples of PDF.js do."""
    return Response(SCRIPT.format(version=version, **_addresses()), content_type="text/javascript")


@app.get("/bench/stock.css")
@public
def stock_style() -> Response:
    """The box must have a place."""
    return Response(
        "#box { position: absolute; inset: 0; overflow: auto; }", content_type="text/css"
    )
