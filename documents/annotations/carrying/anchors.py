"""What text a mark lies on, or beside which lines it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from documents.annotations.carrying.pages import Box, around
from documents.annotations.carrying.paper import HYPHENS, Line, Paper, Point
from documents.models import AnnotationKind

NEAR = 40.0
"""Points: farther from every line, a mark belongs to none."""
BESIDE = 5.0
FLAT = 8.0
"""Points: a stroke of less height underlines or strikes out."""
TOGETHER = 15.0
"""Points, and the time below: strokes this close to each other are one piece of writing."""
IN_ONE_GO = timedelta(minutes=2)
MOST_RANGES = 60


@dataclass(frozen=True)
class Anchor:
    """Ranges of letters of the row; `beside`: the mark stands beside them, not on them."""

    ranges: tuple[tuple[int, int], ...]
    beside: bool = False

    @property
    def span(self) -> tuple[int, int]:
        """From the first letter to after the last."""
        return min(start for start, _ in self.ranges), max(end for _, end in self.ranges)


def points_of(kind: AnnotationKind, geometry: dict[str, Any]) -> list[Point]:
    """The points a mark is made of, as they are kept."""
    if kind is AnnotationKind.HIGHLIGHT:
        return [
            (quad[at], quad[at + 1]) for quad in geometry["quads"] for at in range(0, len(quad), 2)
        ]
    if kind is AnnotationKind.NOTE:
        x, y = geometry["at"]
        return [(x, y)]
    if kind is AnnotationKind.TEXT:
        x0, y0, x1, y1 = geometry["rect"]
        return [(x0, y0), (x1, y1)]
    return [(x, y) for x, y, *_ in geometry["points"]]


def box_of(points: Iterable[Point]) -> Box:
    """The smallest box around points."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def seen_box(paper: Paper, page: int, kind: AnnotationKind, geometry: dict[str, Any]) -> Box:
    """The box of a mark on a page (from 0), turned the way the page is read."""
    sheet = paper.sheets[page]
    return box_of(sheet.seen(point) for point in points_of(kind, geometry))


def anchor_of_highlight(paper: Paper, page: int, geometry: dict[str, Any]) -> Anchor | None:
    """The letters whose middle is highlighted."""
    sheet = paper.sheets[page]
    areas = [
        box_of(sheet.seen((quad[at], quad[at + 1])) for at in range(0, 8, 2))
        for quad in geometry["quads"]
    ]
    letters = [
        at for at in range(*paper.letters_of(page)) if any(_holds(a, paper.box(at)) for a in areas)
    ]
    return _anchor(letters)


def anchor_of_area(paper: Paper, page: int, area: Box) -> Anchor | None:
    """The letters under an area, else the lines beside it, else the line nearest to it."""
    lines = [line for line in paper.lines_of(page) if line.end > line.start]
    letters = _letters_under(paper, lines, area)
    if letters:
        return _anchor(letters)
    level = [line for line in lines if _overlap(line.box, area) > 0]
    if not level:
        gaps = [
            (_gap(line.box[1], line.box[3], area[1], area[3]), n) for n, line in enumerate(lines)
        ]
        nearest = min(gaps, default=None)
        level = [lines[nearest[1]]] if nearest is not None and nearest[0] <= NEAR else []
    if not level:
        return None
    aside = [_gap(line.box[0], line.box[2], area[0], area[2]) for line in level]
    near = [line for line, gap in zip(level, aside, strict=True) if gap <= min(aside) + BESIDE]
    return Anchor(tuple((line.start, line.end) for line in near[:MOST_RANGES]), beside=True)


def anchor_of_quote(paper: Paper, page: int, quote: str, at: Point) -> Anchor | None:
    """The letters of what was quoted, where they stand nearest to a point."""
    wanted = "".join(c for c in quote if not c.isspace() and c not in HYPHENS)
    start, end = paper.letters_of(page)
    # A row leaves out hyphens within words only; a quote with others is not looked for.
    places: list[tuple[float, int]] = []
    place = paper.row.find(wanted, start, end) if wanted else -1
    while place >= 0 and len(places) < 200:
        box = paper.box(place + len(wanted) - 1)
        places.append((abs(box[0] - at[0]) + 3 * abs(box[1] - at[1]), place))
        place = paper.row.find(wanted, place + 1, end)
    if not places:
        return None
    place = min(places)[1]
    return Anchor(((place, place + len(wanted)),))


def _letters_under(paper: Paper, lines: Sequence[Line], area: Box) -> list[int]:
    flat = area[3] - area[1] < FLAT
    if flat:
        middle = (area[1] + area[3]) / 2
        through = [line for line in lines if line.box[1] - 3 <= middle <= line.box[3]]
        through = [line for line in through if line.box[0] < area[2] and line.box[2] > area[0]]
        lines = sorted(through, key=lambda line: abs(middle - line.box[1]))[:1]
    found = []
    for line in lines:
        if not flat and _overlap(line.box, area) <= 0:
            continue
        for at in range(line.start, line.end):
            box = paper.box(at)
            middle = (box[0] + box[2]) / 2
            if area[0] - 1 <= middle <= area[2] + 1 and (flat or _overlap(box, area) > 0):
                found.append(at)
    return found


def _overlap(line: Box, area: Box) -> float:
    """By how much an area covers the height of a line, beyond the third that it may graze."""
    covered = min(line[3], area[3]) - max(line[1], area[1])
    least = min(line[3] - line[1], max(area[3] - area[1], 1.0))
    return covered - 0.35 * least


def _gap(low: float, high: float, other_low: float, other_high: float) -> float:
    return max(0.0, other_low - high, low - other_high)


def _holds(area: Box, box: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return area[0] - 0.5 <= x <= area[2] + 0.5 and area[1] - 0.5 <= y <= area[3] + 0.5


def _anchor(letters: Sequence[int]) -> Anchor | None:
    ranges: list[tuple[int, int]] = []
    for at in letters:
        if ranges and ranges[-1][1] == at:
            ranges[-1] = (ranges[-1][0], at + 1)
        else:
            ranges.append((at, at + 1))
    return Anchor(tuple(ranges[:MOST_RANGES])) if ranges else None


def pieces_of_writing(strokes: Sequence[tuple[Box, datetime]]) -> list[list[int]]:
    """Group strokes (of one author on one page) that are one piece of writing, so that a word is
    not torn apart. Returns the numbers of the strokes of each piece."""
    order = sorted(range(len(strokes)), key=lambda n: strokes[n][1])
    pieces: list[tuple[list[int], Box, datetime]] = []
    for number in order:
        box, at = strokes[number]
        for place in range(len(pieces) - 1, -1, -1):
            members, area, last = pieces[place]
            close = (
                _gap(area[0], area[2], box[0], box[2]) <= TOGETHER
                and _gap(area[1], area[3], box[1], box[3]) <= TOGETHER
            )
            if close and at - last <= IN_ONE_GO:
                members.append(number)
                pieces[place] = (members, around(area, box), at)
                break
        else:
            pieces.append(([number], box, at))
    return [sorted(members) for members, _, _ in pieces]
