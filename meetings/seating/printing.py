"""On paper: name cards folded in the middle, and the plan of the seats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from documents.rendering.fonts import BOLD, ITALIC, REGULAR, register_serif
from meetings.seating.queries import Arranged

_LINE = HexColor("#999999")
_TABLE = HexColor("#e4e7ec")
_LARGEST, _SMALLEST = 64.0, 22.0
_POSITION, _POSITION_LEADING = 24.0, 29.0
_SEAT = 66
"""Side of the square of a seat, in centimetres of the room: those beside it stand 70 apart."""
_SEAT_LARGEST, _SEAT_SMALLEST = 9.0, 4.5
_MARGIN = 18 * mm


@dataclass(frozen=True)
class Card:
    """What stands on a card."""

    name: str
    position: str


def name_cards(cards: Sequence[Card], *, title: str) -> bytes:
    """Return one upright A4 sheet for each card: folded in the middle it stands on the table and
    shows the name to both sides."""
    register_serif()
    made = BytesIO()
    canvas = _canvas(made, A4, title)
    width, height = A4
    for card in cards:
        canvas.setStrokeColor(_LINE)
        canvas.setDash(2, 4)
        canvas.line(8 * mm, height / 2, width - 8 * mm, height / 2)
        canvas.setDash()
        _face(canvas, card)
        canvas.saveState()
        canvas.translate(width, height)
        canvas.rotate(180)
        _face(canvas, card)
        canvas.restoreState()
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def _canvas(made: BytesIO, size: tuple[float, float], title: str) -> Canvas:
    # initialFontName keeps an unembedded Helvetica out of the file.
    canvas = Canvas(made, size, initialFontName=REGULAR, invariant=1, lang="vi-VN")  # type: ignore[arg-type]  # a name
    canvas.setTitle(title)
    canvas.setCreator("e-Cabinet")
    return canvas


def _face(canvas: Canvas, card: Card) -> None:
    """Draw the lower half of a sheet: the name as large as it goes, the position below."""
    width, height = A4
    room, middle = width - 2 * _MARGIN, width / 2
    size = fitting(card.name, room)
    lines = simpleSplit(card.name, BOLD, size, room)[:2]
    below = simpleSplit(card.position, REGULAR, _POSITION, room)[:3]
    block = len(lines) * size * 1.1 + len(below) * _POSITION_LEADING
    y = height / 4 + block / 2 - size * 0.85
    canvas.setFillColor(HexColor("#000000"))
    for line in lines:
        canvas.setFont(BOLD, size)
        canvas.drawCentredString(middle, y, line)
        y -= size * 1.1
    y -= 4
    for line in below:
        canvas.setFont(REGULAR, _POSITION)
        canvas.drawCentredString(middle, y, line)
        y -= _POSITION_LEADING


def fitting(name: str, room: float) -> float:
    """Return the size, in points, at which `name` fits into one line of `room` points."""
    wide = stringWidth(name, BOLD, _LARGEST)
    # A hair less than it takes: what fits exactly is broken by a rounding error.
    return max(_SMALLEST, min(_LARGEST, 0.99 * _LARGEST * room / max(1.0, wide)))


def on_seat(names: Sequence[str], side: float) -> tuple[list[str], float]:
    """Return (lines, size in points) at which whole names stand on a square of `side` points
    under the number of the seat, each from a line of its own; those that are too long even in the
    smallest letters keep their last two words, by which people are called, and the initials of the
    others."""
    for texts in (names, [_short(name) for name in names]):
        size = _SEAT_LARGEST
        while size >= _SEAT_SMALLEST:
            lines = [
                part for text in texts for part in simpleSplit(text, REGULAR, size, side * 0.96)
            ]
            fits = all(stringWidth(line, REGULAR, size) <= side for line in lines)
            if fits and len(lines) * size * 1.08 + _number(side) * 1.4 <= side:
                return lines, size
            size -= 0.25
    last = [name.split()[-1] for name in names if name.split()]
    fitted = [simpleSplit(word, REGULAR, _SEAT_SMALLEST, side)[0] for word in last]
    return fitted, _SEAT_SMALLEST


def _short(name: str) -> str:
    words = name.split()
    return " ".join([*(f"{word[0]}." for word in words[:-2]), *words[-2:]])


def _number(side: float) -> float:
    """Return the size, in points, of the number of a seat."""
    return max(_SEAT_SMALLEST, min(9.0, side / 5))


def _extent(arranged: Arranged) -> tuple[float, float, float, float]:
    """Return the box around seats and tables, in centimetres: x0, y0, x1, y1."""
    room = arranged.room
    boxes = [
        (seat["x"] - 40, seat["y"] - 40, seat["x"] + 40, seat["y"] + 40) for seat in room.seats
    ]
    boxes += [(t["x"], t["y"], t["x"] + t["width"], t["y"] + t["height"]) for t in room.tables]
    if not boxes:
        return 0, 0, room.width, room.height
    return (
        min(box[0] for box in boxes), min(box[1] for box in boxes),
        max(box[2] for box in boxes), max(box[3] for box in boxes),
    )  # fmt: skip


def seat_plan(arranged: Arranged, *, title: str, subtitle: str) -> bytes:
    """Return the plan on one A4 sheet on its long side, seats with their numbers and names."""
    register_serif()
    made = BytesIO()
    size = landscape(A4)
    canvas = _canvas(made, size, title)
    width, height = size
    y = height - 14 * mm
    canvas.setFont(BOLD, 14)
    for line in simpleSplit(title, BOLD, 14, width - 2 * _MARGIN)[:3]:
        canvas.drawString(_MARGIN, y, line)
        y -= 17
    canvas.setFont(ITALIC, 11)
    canvas.drawString(_MARGIN, y, subtitle)
    x0, y0, x1, y1 = _extent(arranged)
    room = arranged.room
    free = y - 6 * mm - 10 * mm
    scale = min((width - 2 * _MARGIN) / (x1 - x0), free / (y1 - y0))
    left = (width - (x1 - x0) * scale) / 2 - x0 * scale
    top = y - 6 * mm + y0 * scale
    canvas.setFillColor(_TABLE)
    for table in room.tables:
        canvas.rect(left + table["x"] * scale, top - (table["y"] + table["height"]) * scale,
                    table["width"] * scale, table["height"] * scale, stroke=0, fill=1)  # fmt: skip
    canvas.setStrokeColor(_LINE)
    for place in arranged.places:
        x, y = left + place.seat["x"] * scale, top - place.seat["y"] * scale
        side = _SEAT * scale
        canvas.setFillColor(HexColor("#ffffff"))
        canvas.roundRect(x - side / 2, y - side / 2, side, side, 3, stroke=1, fill=1)
        canvas.setFillColor(HexColor("#000000"))
        lines, letters = on_seat(place.names, side)
        number = _number(side)
        canvas.setFont(BOLD, number)
        canvas.drawCentredString(x, y + side / 2 - number * 1.1, place.seat["label"])
        canvas.setFont(REGULAR, letters)
        for line_number, line in enumerate(lines):
            down = number * 1.3 + letters * (0.85 + line_number * 1.08)
            canvas.drawCentredString(x, y + side / 2 - down, line)
    canvas.showPage()
    canvas.save()
    return made.getvalue()
