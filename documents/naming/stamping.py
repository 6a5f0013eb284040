"""A number put on each page of a copy. Runs in the limited process.

The number stands at the top right as the page is read, in the margin, small and grey.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import ObjectStreamMode, Page, Rectangle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from documents.rendering.fonts import REGULAR, register_serif

SIZE = 8.0
HEIGHT = 12.0
MARGIN = 14.0
GREY = 0.38


def stamp(source: Path, target: Path, number: str) -> None:
    """Write `number` and the number of the page on each page of a copy of `source`."""
    register_serif()
    with pikepdf.open(source) as pdf:
        count = len(pdf.pages)
        words = [f"{number} · {page}/{count}" for page in range(1, count + 1)]
        with pikepdf.open(_labels(words)) as labels:
            for page, label in zip(pdf.pages, labels.pages, strict=True):
                width = float(label.mediabox[2])
                page.add_overlay(label, _place(page, width))
        pdf.save(
            target, linearize=True, object_stream_mode=ObjectStreamMode.disable,
            deterministic_id=True,
        )  # fmt: skip


def _labels(words: list[str]) -> BytesIO:
    made = BytesIO()
    canvas = Canvas(made, invariant=1, initialFontName=REGULAR)  # type: ignore[arg-type]  # a name
    for text in words:
        canvas.setPageSize((pdfmetrics.stringWidth(text, REGULAR, SIZE) + 2, HEIGHT))
        canvas.setFont(REGULAR, SIZE)
        canvas.setFillGray(GREY)
        canvas.drawString(1, 3, text)
        canvas.showPage()
    canvas.save()
    made.seek(0)
    return made


def _place(page: Page, width: float) -> Rectangle:
    """The strip at the top right of the page as it is shown, in the page's own space."""
    x0, y0, x1, y1 = (float(value) for value in page.trimbox)
    turned = int(page.obj.get("/Rotate", page.get("/Rotate", 0))) % 360
    if turned == 90:
        return Rectangle(x0 + MARGIN, y1 - MARGIN - width, x0 + MARGIN + HEIGHT, y1 - MARGIN)
    if turned == 180:
        return Rectangle(x0 + MARGIN, y0 + MARGIN, x0 + MARGIN + width, y0 + MARGIN + HEIGHT)
    if turned == 270:
        return Rectangle(x1 - MARGIN - HEIGHT, y0 + MARGIN, x1 - MARGIN, y0 + MARGIN + width)
    return Rectangle(x1 - MARGIN - width, y1 - MARGIN - HEIGHT, x1 - MARGIN, y1 - MARGIN)
