"""What makes a copy personal: the name and the time on every page, faint and slanted, and at the
foot; on a copy of a pack that was replaced, a line at the head that says so."""

from __future__ import annotations

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from documents.packs.forms_of_book import FOOT, FORMS, HEAD, SLANT
from documents.rendering.fonts import BOLD, REGULAR, register_serif

_ANGLE = 52


def draw_stamp(name: str, foot: str, replaced: str = "") -> bytes:
    """Return a PDF with one page for each of the binder's shared forms, in their order."""
    register_serif()
    out = BytesIO()
    canvas = Canvas(out, pagesize=FORMS[SLANT], initialFontName=REGULAR)  # type: ignore[arg-type]  # stub errs
    for form, size in FORMS.items():
        canvas.setPageSize(size)
        if form == SLANT:
            _slanted(canvas, name)
        elif form == FOOT:
            _at_foot(canvas, foot)
        elif form == HEAD and replaced:
            _at_head(canvas, replaced)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _slanted(canvas: Canvas, text: str) -> None:
    width, height = FORMS[SLANT]
    size = 30.0
    while size > 12 and canvas.stringWidth(text, REGULAR, size) > 620:
        size -= 1
    canvas.setFillGray(0.35)
    canvas.setFillAlpha(0.13)
    canvas.setFont(REGULAR, size)
    for x, y in ((0.5, 0.5), (0.24, 0.80), (0.76, 0.20)):
        canvas.saveState()
        canvas.translate(width * x, height * y)
        canvas.rotate(_ANGLE)
        # The two beside the middle are short, so that they do not run off the page.
        if x != 0.5:
            canvas.setFont(REGULAR, size * 0.62)
        canvas.drawCentredString(0, -size / 3, text)
        canvas.restoreState()


def _at_foot(canvas: Canvas, text: str) -> None:
    width, height = FORMS[FOOT]
    size = 8.5
    while size > 5 and canvas.stringWidth(text, REGULAR, size) > width - 6:
        size -= 0.5
    wide = canvas.stringWidth(text, REGULAR, size)
    canvas.setFillGray(1)
    canvas.rect(0, 0, wide + 6, height - 2, stroke=0, fill=1)
    canvas.setFillGray(0.25)
    canvas.setFont(REGULAR, size)
    canvas.drawString(3, 3.5, text)


def _at_head(canvas: Canvas, text: str) -> None:
    width, height = FORMS[HEAD]
    size = 11.0
    while size > 6 and canvas.stringWidth(text, BOLD, size) > width - 20:
        size -= 0.5
    canvas.setFillColor("#ffffff")
    canvas.setStrokeColor("#9b1c1c")
    canvas.setLineWidth(1.2)
    canvas.rect(1, 1, width - 2, height - 2, stroke=1, fill=1)
    canvas.setFillColor("#9b1c1c")
    canvas.setFont(BOLD, size)
    canvas.drawCentredString(width / 2, height / 2 - size * 0.33, text)
