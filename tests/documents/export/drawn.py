"""Pages drawn by three programs that know nothing of each other."""

from __future__ import annotations

import base64
import subprocess
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Route

SCALE = 2
"""Pixels per point."""

_PAGE = """<!doctype html><meta charset="utf-8"><script type="module">
import * as pdfjs from "/legacy/build/pdf.min.mjs";
pdfjs.GlobalWorkerOptions.workerSrc = "/legacy/build/pdf.worker.min.mjs";
globalThis.draw = async (data, number, scale) => {
  const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
  const pdf = await pdfjs.getDocument({ data: bytes, isEvalSupported: false }).promise;
  const page = await pdf.getPage(number);
  const viewport = page.getViewport({ scale });
  const canvas = document.createElement("canvas");
  canvas.width = viewport.width;
  canvas.height = viewport.height;
  await page.render({ canvas, viewport, annotationMode: pdfjs.AnnotationMode.ENABLE }).promise;
  return canvas.toDataURL("image/png");
};
globalThis.ready = true;
</script>"""


def by_pdfium(pdf: bytes, page: int) -> Image.Image:
    """The page as Chromium's own viewer draws it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[page - 1].render(scale=SCALE).to_pil().convert("RGB")
    finally:
        document.close()


def by_poppler(program: str, pdf: bytes, page: int, folder: Path) -> Image.Image:
    """The page as the viewers of Linux desktops draw it."""
    source = folder / "drawn.pdf"
    source.write_bytes(pdf)
    made = subprocess.run(
        [program, "-r", str(72 * SCALE), "-f", str(page), "-l", str(page), "-png", str(source)],
        capture_output=True,
        check=True,
    )
    assert made.stderr == b"", made.stderr.decode()
    return Image.open(BytesIO(made.stdout)).convert("RGB")


def by_pdfjs(browser: Browser, libraries: Path, pdf: bytes, page: int) -> Image.Image:
    """The page as Firefox and our reader draw it."""
    context = browser.new_context()
    tab = context.new_page()

    def answer(route: Route) -> None:
        path = route.request.url.partition("drawn.test/")[2]
        if not path:
            route.fulfill(body=_PAGE, content_type="text/html")
            return
        file = libraries / "pdfjs-dist" / path
        route.fulfill(body=file.read_bytes(), content_type="text/javascript")

    tab.route("http://drawn.test/**", answer)
    tab.goto("http://drawn.test/")
    tab.wait_for_function("() => globalThis.ready")
    data: str = tab.evaluate(
        "([data, number, scale]) => globalThis.draw(data, number, scale)",
        [base64.b64encode(pdf).decode(), page, SCALE],
    )
    context.close()
    return Image.open(BytesIO(base64.b64decode(data.partition(",")[2]))).convert("RGB")


def colour_at(picture: Image.Image, x: float, y: float, height: float) -> tuple[int, int, int]:
    """The colour at a point of an unturned page, in PDF user space."""
    found = picture.getpixel((int(x * SCALE), int((height - y) * SCALE)))
    assert isinstance(found, tuple)
    return found[0], found[1], found[2]


def differing(one: Image.Image, other: Image.Image) -> float:
    """The part of the page (0 to 1) on which two pictures differ by more than letters' edges do."""
    size = (one.width // 8, one.height // 8)
    a, b = (picture.resize(size, Image.Resampling.BOX) for picture in (one, other))
    apart = ImageChops.difference(a, b).convert("L").point(lambda value: 255 if value > 32 else 0)
    return apart.histogram()[255] / (size[0] * size[1])
