"""Marks written into a PDF as annotations with appearance streams. Runs in the limited process.

pypdf knows neither ink nor appearances, so the dictionaries are written here, on pikepdf
(ISO 32000-1, 12.5.6).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Page, Pdf, String
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from documents.export.appearance import drawing, opacity, rgb
from documents.export.marks import Mark, instant
from documents.export.text_lines import wrapped

PRINT = 4
FONT = "BeVietnamPro"
_FONT_FILE = (
    Path(__file__).resolve().parents[2] / "node_modules/@expo-google-fonts/be-vietnam-pro"
    / "400Regular/BeVietnamPro_400Regular.ttf"
)  # fmt: skip
_SUBTYPES = {
    "ink": Name.Ink,
    "marker": Name.Ink,
    "highlight": Name.Highlight,
    "note": Name.Text,
    "text": Name.FreeText,
}
_LEADING = 1.3
_PADDING = 3.0


def write_marks(source: Path, target: Path, marks: Iterable[Mark]) -> int:
    """Write `marks` into a copy of the PDF at `source`; return how many were written.

    Marks on pages that the file has not are left out. Raises pikepdf.PdfError, OSError.
    """
    with pikepdf.open(source) as pdf:
        pages = pdf.pages
        placed = [mark for mark in marks if 1 <= mark.page <= len(pages)]
        turns = {mark.page: _rotation(pages[mark.page - 1]) for mark in placed}
        texts = _drawn_texts(pdf, [mark for mark in placed if mark.kind == "text"], turns)
        for mark in placed:
            page = pages[mark.page - 1]
            appearance = texts.get(mark.id) or _form(pdf, mark)
            annotation = pdf.make_indirect(_annotation(mark, page, appearance))
            if not isinstance(page.obj.get(Name.Annots), Array):
                page.obj.Annots = Array()
            page.obj.Annots.append(annotation)
        pdf.save(
            target, linearize=True, object_stream_mode=ObjectStreamMode.disable,
            deterministic_id=True,
        )  # fmt: skip
        return len(placed)


def _rotation(page: Page) -> int:
    value = page.obj.get("/Rotate", page.get("/Rotate", 0))
    return int(value) % 360


def _form(pdf: Pdf, mark: Mark) -> Object:
    content = drawing(mark)
    assert content is not None, "texts are drawn apart"
    form = pdf.make_stream(content)
    form.Type, form.Subtype, form.FormType = Name.XObject, Name.Form, 1
    form.BBox = _array(mark.rect)
    form.Resources = Dictionary()
    veil = opacity(mark.kind)
    if veil is not None:
        state = Dictionary(Type=Name.ExtGState, BM=Name.Multiply, CA=veil, ca=veil)
        form.Resources.ExtGState = Dictionary(Veil=state)
    return form


def _annotation(mark: Mark, page: Page, appearance: Object) -> Dictionary:
    found: dict[str, Any] = {
        "/Type": Name.Annot,
        "/Subtype": _SUBTYPES[mark.kind],
        "/Rect": _array(mark.rect),
        "/P": page.obj,
        "/F": PRINT,
        "/NM": String(mark.client_id),
        "/T": String(mark.author),
        "/Subj": String(mark.kind),
        "/Contents": String(mark.body),
        "/M": String(pdf_date(mark.updated_at)),
        "/CreationDate": String(pdf_date(mark.created_at)),
        "/C": _array(rgb(mark.color)),
        "/AP": Dictionary(N=appearance),
    }
    found.update(_own_keys(mark))
    return Dictionary(found)


def _own_keys(mark: Mark) -> dict[str, Any]:
    veil = opacity(mark.kind)
    seen = {} if veil is None else {"/CA": veil}
    if mark.kind in ("ink", "marker"):
        points = [value for point in mark.geometry["points"] for value in point[:2]]
        # Gestures of one point are no line to some readers.
        points = points * 2 if len(points) == 2 else points
        return seen | {"/InkList": Array([_array(points)]), "/BS": Dictionary(W=mark.width)}
    if mark.kind == "highlight":
        quads = [value for quad in mark.geometry["quads"] for value in quad]
        return seen | {"/QuadPoints": _array(quads)}
    if mark.kind == "note":
        return {"/Name": Name.Note, "/Open": False}
    red, green, blue = rgb(mark.color)
    style = f"/Helv {mark.font_size:g} Tf {red:.3f} {green:.3f} {blue:.3f} rg"
    return {"/DA": String(style), "/C": Array(), "/BS": Dictionary(W=0)}


def _array(values: Iterable[float]) -> Array:
    return Array([round(float(value), 3) for value in values])


def pdf_date(iso: str) -> str:
    """An instant as PDF writes it, in UTC (ISO 32000-1, 7.9.4)."""
    return instant(iso).strftime("D:%Y%m%d%H%M%SZ")


def _drawn_texts(pdf: Pdf, marks: list[Mark], turns: Mapping[int, int]) -> dict[int, Object]:
    """{mark id: form}: the texts drawn with letters that know Vietnamese, upright as they are read
    on a page that is shown turned."""
    if not marks:
        return {}
    drawn = BytesIO()
    pdfmetrics.registerFont(TTFont(FONT, str(_FONT_FILE)))
    canvas = Canvas(drawn, invariant=1, initialFontName=FONT)  # type: ignore[arg-type]  # a name
    for mark in marks:
        _draw_text(canvas, mark, turns[mark.page])
    canvas.save()
    drawn.seek(0)
    forms = {}
    with pikepdf.open(drawn) as texts:
        for mark, page in zip(marks, texts.pages, strict=True):
            form = pdf.copy_foreign(page.as_form_xobject())
            forms[mark.id] = _placed(form, mark, turns[mark.page])
    return forms


def _draw_text(canvas: Canvas, mark: Mark, turn: int) -> None:
    x0, y0, x1, y1 = mark.rect
    width, height = (y1 - y0, x1 - x0) if turn % 180 else (x1 - x0, y1 - y0)
    size = mark.font_size
    canvas.setPageSize((max(width, 1), max(height, 1)))
    canvas.setFont(FONT, size)
    canvas.setFillColorRGB(*rgb(mark.color))
    # As the reader lays it out (text_lines.js): the same words on each line, at the same height.
    y = height - _PADDING - size
    wide = max(width - 2 * _PADDING, size)
    for line in wrapped(mark.body, wide, lambda text: pdfmetrics.stringWidth(text, FONT, size)):
        canvas.drawString(_PADDING, y, line)
        y -= size * _LEADING
    canvas.showPage()


def _placed(form: Object, mark: Mark, turn: int) -> Object:
    """Turn the form against the page: its box, turned by the matrix, becomes the annotation's
    rectangle (ISO 32000-1, 12.5.5, algorithm 8.1)."""
    form.Matrix = Array(
        {0: [1, 0, 0, 1, 0, 0], 90: [0, 1, -1, 0, 0, 0], 180: [-1, 0, 0, -1, 0, 0],
         270: [0, -1, 1, 0, 0, 0]}[turn]
    )  # fmt: skip
    return form
