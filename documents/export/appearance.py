"""What a mark looks like, as PDF operators in the page's own space (ISO 32000-1, 8.5 and 12.5.5).

Everything is said in the appearance stream, so that every program draws the same: `Rect` and
`BBox` are equal and there is no matrix to disagree about. Text is drawn elsewhere: it needs a font.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from documents.export.marks import Mark

MARKER_OPACITY = 0.62
HIGHLIGHT_OPACITY = 0.6
_NOTE_BORDER = "0.35 0.35 0.35"
_EVEN_PRESSURE = 0.5


def rgb(color: str) -> tuple[float, float, float]:
    """`#rrggbb` as three numbers from 0 to 1."""
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def opacity(kind: str) -> float | None:
    """How far a kind of mark covers the page, with which it multiplies; None: wholly."""
    return {"marker": MARKER_OPACITY, "highlight": HIGHLIGHT_OPACITY}.get(kind)


def drawing(mark: Mark) -> bytes | None:
    """The operators that draw a mark; None for a text, which is drawn with a font."""
    if mark.kind == "ink":
        content = _ink(mark)
    elif mark.kind == "marker":
        content = _marker(mark)
    elif mark.kind == "highlight":
        content = _highlight(mark)
    elif mark.kind == "note":
        content = _note(mark)
    else:
        return None
    return content.encode("ascii")


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"


def _color(color: str, operator: str) -> str:
    return " ".join(_n(part) for part in rgb(color)) + f" {operator}"


def line_width(pressure: float, width: float, real: bool) -> float:
    """The width of a pen's line where it was pressed so: as the reader thins and thickens it."""
    if not real:
        return width * 1.15
    return width * 1.5 * max(0.1, 1 - 1.2 * (_EVEN_PRESSURE - pressure))


def _ink(mark: Mark) -> str:
    points: Sequence[Sequence[float]] = mark.geometry["points"]
    real = any(len(point) > 2 and point[2] != _EVEN_PRESSURE for point in points)
    parts = [_color(mark.color, "RG"), "1 J 1 j"]
    if len(points) == 1:
        points = [points[0], points[0]]
    width = ""
    for (x0, y0, *p0), (x1, y1, *p1) in pairwise(points):
        pressure = ((p0 or [_EVEN_PRESSURE])[0] + (p1 or [_EVEN_PRESSURE])[0]) / 2
        wanted = _n(line_width(pressure, mark.width, real))
        if wanted != width:
            parts.append(f"{wanted} w")
            width = wanted
        parts.append(f"{_n(x0)} {_n(y0)} m {_n(x1)} {_n(y1)} l S")
    return "\n".join(parts)


def _marker(mark: Mark) -> str:
    points = mark.geometry["points"]
    parts = [
        "/Veil gs", _color(mark.color, "RG"), "1 J 1 j", f"{_n(mark.width)} w",
        f"{_n(points[0][0])} {_n(points[0][1])} m",
    ]  # fmt: skip
    # One path, stroked once: a line that crosses itself covers no more there than elsewhere.
    parts += [f"{_n(point[0])} {_n(point[1])} l" for point in points[1:] or points]
    return "\n".join([*parts, "S"])


def _highlight(mark: Mark) -> str:
    parts = ["/Veil gs", _color(mark.color, "rg")]
    for x1, y1, x2, y2, x3, y3, x4, y4 in mark.geometry["quads"]:
        parts.append(
            f"{_n(x1)} {_n(y1)} m {_n(x2)} {_n(y2)} l {_n(x4)} {_n(y4)} l {_n(x3)} {_n(y3)} l h"
        )
    return "\n".join([*parts, "f"])


def _note(mark: Mark) -> str:
    """A sheet with three lines and a corner that points to the place."""
    x, y = mark.geometry["at"]
    corners = [(-10, 8), (10, 8), (10, -6), (0, -6), (-6, -10), (-6, -6), (-10, -6)]
    path = " ".join(
        f"{_n(x + dx)} {_n(y + dy)} {'m' if at == 0 else 'l'}"
        for at, (dx, dy) in enumerate(corners)
    )
    lines = " ".join(
        f"{_n(x - 6)} {_n(y + dy)} m {_n(x + to)} {_n(y + dy)} l"
        for dy, to in ((4.5, 6), (1, 6), (-2.5, 1))
    )
    return "\n".join(
        [_color(mark.color, "rg"), f"{_NOTE_BORDER} RG", "0.8 w", f"{path} b", f"{lines} S"]
    )
