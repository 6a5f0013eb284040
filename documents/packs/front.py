"""The first pages of a book: the cover and the linked contents. Runs in the limited process.

Sober, as Decree 30/2020/NĐ-CP lays out official papers: serif, black, no ornament.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from io import BytesIO
from itertools import pairwise
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from documents.rendering.fonts import BOLD, REGULAR

WIDTH, HEIGHT = A4
LEFT, RIGHT, TOP, BOTTOM = 85.0, 51.0, 62.0, 62.0
INNER = WIDTH - LEFT - RIGHT
_NUMBER = 44.0
_GAP = 7.0

_TEXT = ParagraphStyle("text", fontName=REGULAR, fontSize=12, leading=15.5)
_HEAD = ParagraphStyle("head", parent=_TEXT, fontName=BOLD, spaceBefore=6)
_SECTION = ParagraphStyle("section", parent=_HEAD, fontSize=13, leading=17)
_ABSENT = ParagraphStyle("absent", parent=_TEXT, textColor=HexColor("#444444"))
_CENTER = ParagraphStyle("center", parent=_TEXT, alignment=TA_CENTER)


@dataclass
class Link:
    """A place of the contents that leads to a page of the book (from 0)."""

    page: int
    rect: tuple[float, float, float, float]
    target: int


@dataclass
class Front:
    """The drawn pages, their number, and where they lead."""

    content: bytes
    pages: int
    links: list[Link] = field(default_factory=list)


@dataclass
class _Row:
    text: Paragraph
    height: float
    indent: float
    label: str
    target: int | None
    before: float


def draw_front(spec: dict[str, Any], first_pages: dict[str, int]) -> Front:
    """Draw cover and contents; `first_pages`: {label: page counted from 0 after the front}."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, lang=spec["language"], initialFontName=REGULAR, invariant=1)  # type: ignore[arg-type]  # stub errs
    canvas.setTitle(spec["title"])
    _cover(canvas, spec)
    rows = list(_rows(spec, first_pages))
    sheets = _sheets(rows)
    pages = 1 + len(sheets)
    front = Front(b"", pages)
    for number, sheet in enumerate(sheets, start=1):
        y = HEIGHT - TOP
        if number == 1:
            canvas.setFont(BOLD, 14)
            canvas.drawCentredString(WIDTH / 2, y - 14, spec["words"]["contents"])
            y -= 40
        for row in sheet:
            y -= row.before
            row.text.drawOn(canvas, LEFT + row.indent, y - row.height)
            if row.label:
                canvas.setFont(REGULAR, 12)
                canvas.drawString(LEFT, y - 12, row.label)
            if row.target is not None:
                canvas.setFont(REGULAR, 12)
                canvas.drawRightString(WIDTH - RIGHT, y - 12, str(row.target + pages + 1))
                rect = (LEFT, y - row.height - 2, WIDTH - RIGHT, y + 2)
                front.links.append(Link(number, rect, row.target + pages))
            y -= row.height
        canvas.showPage()
    canvas.save()
    front.content = out.getvalue()
    return front


def _paragraph(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(text), style)


def _rows(spec: dict[str, Any], first_pages: dict[str, int]) -> Iterator[_Row]:
    def row(text: str, style: ParagraphStyle, indent: float, before: float, **more: Any) -> _Row:
        paragraph = _paragraph(text, style)
        _, height = paragraph.wrap(INNER - indent - _NUMBER, HEIGHT)
        return _Row(paragraph, height, indent, more.get("label", ""), more.get("target"), before)

    section = ""
    for part in spec["parts"]:
        if part["section"] != section:
            section = part["section"]
            if section:
                yield row(section, _SECTION, 0, 16)
        first = [first_pages[e["label"]] for e in part["entries"] if e["label"] in first_pages]
        if part["heading"]:
            yield row(part["heading"], _HEAD, 0, 10, target=first[0] if first else None)
        for entry in part["entries"]:
            target = first_pages.get(entry["label"])
            style = _TEXT if target is not None else _ABSENT
            yield row(entry["text"], style, 34, _GAP, label=entry["label"], target=target)
        if not part["entries"]:
            yield row(spec["words"]["no_papers"], _ABSENT, 34, _GAP)
    for note in spec["notes"]:
        yield row(note, _ABSENT, 0, 12)


def _sheets(rows: list[_Row]) -> list[list[_Row]]:
    """Break the rows into pages; a heading stays with what follows it."""
    sheets: list[list[_Row]] = [[]]
    room = HEIGHT - TOP - BOTTOM - 40
    left = room
    for number, row in enumerate(rows):
        need = row.before + row.height
        with_next = need
        for before, follows in pairwise(rows[number:]):
            if before.indent:
                break
            with_next += follows.before + follows.height
        if with_next > left and sheets[-1]:
            sheets.append([])
            left = HEIGHT - TOP - BOTTOM
        sheets[-1].append(row)
        left -= need
    return sheets


def _cover(canvas: Canvas, spec: dict[str, Any]) -> None:
    cover = spec["cover"]
    y = HEIGHT - TOP
    motto = cover["motto"]
    split = LEFT + INNER * (0.38 if motto else 1.0)
    _head(canvas, [(line, BOLD, 13) for line in cover["body"]], (LEFT + split) / 2, y, rule=0.45)
    if motto:
        lines = [(line, BOLD, 13 if number else 12.5) for number, line in enumerate(motto)]
        _head(canvas, lines, (split + WIDTH - RIGHT) / 2, y, rule=0.95)
    y = HEIGHT * 0.66
    canvas.setFont(BOLD, 22)
    canvas.drawCentredString(WIDTH / 2, y, cover["heading"])
    y -= 26
    for text, style in ((spec["cover"]["edition"], _CENTER), (cover["title"], _title_style())):
        if text:
            y = _centered(canvas, text, style, y) - 12
    canvas.setLineWidth(0.7)
    canvas.line(WIDTH / 2 - 60, y, WIDTH / 2 + 60, y)
    y -= 22
    for line in cover["facts"]:
        y = _centered(canvas, line, _CENTER, y) - 4
    y -= 26
    for line in cover["remarks"]:
        y = _centered(canvas, line, _CENTER, y) - 4
    canvas.showPage()


def _title_style() -> ParagraphStyle:
    return ParagraphStyle("title", parent=_CENTER, fontName=BOLD, fontSize=15, leading=20)


def _centered(canvas: Canvas, text: str, style: ParagraphStyle, y: float) -> float:
    paragraph = _paragraph(text, style)
    _, height = paragraph.wrap(INNER - 40, HEIGHT)
    paragraph.drawOn(canvas, LEFT + 20, y - height)
    return y - height


def _head(
    canvas: Canvas, lines: list[tuple[str, str, float]], x: float, y: float, *, rule: float
) -> None:
    """Lines one under the other with the short rule below the last."""
    for text, face, size in lines:
        canvas.setFont(face, size)
        canvas.drawCentredString(x, y - size, text)
        y -= size + 4
    if lines:
        text, face, size = lines[-1]
        half = stringWidth(text, face, size) * rule / 2
        canvas.setLineWidth(0.7)
        canvas.line(x - half, y - 2, x + half, y - 2)
