"""Where a mark stands on the new version: its text's new place, and its shape moved there."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from documents.annotations.carrying.alignment import Alignment, Certainty, Found
from documents.annotations.carrying.anchors import Anchor, box_of, points_of
from documents.annotations.carrying.pages import Box, around
from documents.annotations.carrying.paper import Paper, Point
from documents.annotations.geometry import MOST_QUADS
from documents.models import AnnotationKind, CarryReason, CarryState

STEADY = 1.5
"""Points by which letters may differ in how they moved for what lies on them to move as one."""
STRETCH = 2.5
LEAST, MOST = 0.7, 1.45
"""How far writing may be drawn smaller or larger with its letters."""
_SAMPLE = 200

REASONS = {
    Certainty.CHANGED: CarryReason.TEXT_CHANGED,
    Certainty.SEVERAL: CarryReason.SEVERAL_PLACES,
    Certainty.FAR: CarryReason.MOVED_FAR,
    Certainty.GONE: CarryReason.TEXT_GONE,
}
_WORST = (Certainty.CHANGED, Certainty.SEVERAL, Certainty.FAR)


@dataclass(frozen=True)
class Move:
    """x to x·sx + dx, y to y·sy + dy, as the page is read."""

    dx: float
    dy: float
    sx: float = 1.0
    sy: float = 1.0

    def of(self, point: Point) -> Point:
        """A point, moved."""
        return point[0] * self.sx + self.dx, point[1] * self.sy + self.dy


@dataclass(frozen=True)
class Place:
    """What became of a mark or a piece of writing; `page` counts from 0 and is None, like `move`
    and `ranges`, when it has no place."""

    state: CarryState
    reason: CarryReason | None
    page: int | None = None
    move: Move | None = None
    ranges: tuple[tuple[int, int], ...] = ()


def unplaced(reason: CarryReason) -> Place:
    """No place: the mark is listed for its author."""
    return Place(CarryState.UNPLACED, reason)


def place(
    alignment: Alignment, anchor: Anchor, kind: AnnotationKind, area: Box, old_page: int
) -> Place:
    """Where what is anchored to these letters belongs. `area`: the mark's box as it is read."""
    found = [alignment.locate(start, end) for start, end in anchor.ranges]
    there = [one for one in found if one.certainty is not Certainty.GONE]
    new = alignment.new
    if not there:
        # What was not read to its end cannot be said to lack anything.
        return unplaced(CarryReason.TEXT_GONE if new.complete else CarryReason.NO_TEXT)
    reason = _doubt(found)
    pages = Counter(new.page_of(at) for one in there for at in range(one.start, one.end))
    page = min(pages) if anchor.beside else pages.most_common(1)[0][0]
    if len(pages) > 1:
        reason = reason or CarryReason.REFLOWED
    ranges = tuple(
        (max(one.start, low), min(one.end, high))
        for low, high in [new.letters_of(page)]
        for one in there
        if one.start < high and one.end > low
    )
    if kind is AnnotationKind.HIGHLIGHT:
        return _placed(reason, page, None, ranges)
    pairs = _pairs(anchor, found, new, page)
    if not pairs:
        return unplaced(CarryReason.TEXT_GONE)
    if anchor.beside:
        move, steady = _beside(alignment, pairs, area, old_page, page)
    elif kind in (AnnotationKind.INK, AnnotationKind.MARKER):
        move, steady = _with_letters(alignment, pairs, area)
    else:
        move, steady = _with_nearest(alignment, pairs, area), True
    if not steady or not _is_on(new.sheets[page].bounds, move, area):
        reason = reason or CarryReason.REFLOWED
    return _placed(reason, page, _kept_on(new.sheets[page].bounds, move, area), ranges)


def _placed(
    reason: CarryReason | None,
    page: int,
    move: Move | None,
    ranges: tuple[tuple[int, int], ...],
) -> Place:
    state = CarryState.LOOK if reason else CarryState.PLACED
    return Place(state, reason, page, move, ranges)


def _doubt(found: Sequence[Found]) -> CarryReason | None:
    kinds = {one.certainty for one in found}
    if Certainty.GONE in kinds:
        return CarryReason.TEXT_CHANGED
    return next((REASONS[kind] for kind in _WORST if kind in kinds), None)


def _pairs(anchor: Anchor, found: Sequence[Found], new: Paper, page: int) -> list[tuple[int, int]]:
    """(old letter, new letter) on the new page, in order; of changed text its ends alone."""
    pairs = []
    for (start, end), one in zip(anchor.ranges, found, strict=True):
        if one.certainty is Certainty.GONE:
            continue
        if one.end - one.start == end - start and one.certainty is not Certainty.CHANGED:
            pairs += [(start + n, one.start + n) for n in range(end - start)]
        else:
            pairs += [(start, one.start), (end - 1, one.end - 1)]
    on_page = [pair for pair in pairs if new.page_of(pair[1]) == page]
    step = max(1, len(on_page) // _SAMPLE)
    return on_page[::step]


def _with_letters(
    alignment: Alignment, pairs: Sequence[tuple[int, int]], area: Box
) -> tuple[Move, bool]:
    """Move with the letters underneath: as one, or drawn larger or smaller with them."""
    old = [alignment.old.box(one) for one, _ in pairs]
    new = [alignment.new.box(other) for _, other in pairs]
    across, xs_steady = _fit([box[0] for box in old], [box[0] for box in new], _height(old, new))
    up, ys_steady = _fit([box[1] for box in old], [box[1] for box in new], _height(old, new))
    if xs_steady and ys_steady:
        return Move(across[1], up[1], across[0], up[0]), True
    return _with_nearest(alignment, pairs, area), False


def _height(old: Sequence[Box], new: Sequence[Box]) -> float:
    """How much taller the letters became."""
    before = statistics.median(box[3] - box[1] for box in old)
    after = statistics.median(box[3] - box[1] for box in new)
    return after / before if before > 0 and after > 0 else 1.0


def _fit(
    old: Sequence[float], new: Sequence[float], growth: float
) -> tuple[tuple[float, float], bool]:
    """Scale and shift that take `old` to `new`, and whether they take all of it there."""
    shift = statistics.median(b - a for a, b in zip(old, new, strict=True))
    spread = max(old) - min(old)
    if max(abs(b - a - shift) for a, b in zip(old, new, strict=True)) <= STEADY and (
        abs(growth - 1) < 0.02 or spread > 30
    ):
        return (1.0, shift), True
    if spread < 1:
        scale = growth
    else:
        first, last = (
            min(range(len(old)), key=old.__getitem__),
            max(range(len(old)), key=old.__getitem__),
        )
        scale = (new[last] - new[first]) / (old[last] - old[first])
    shift = statistics.median(b - a * scale for a, b in zip(old, new, strict=True))
    rest = max(abs(b - a * scale - shift) for a, b in zip(old, new, strict=True))
    return (scale, shift), rest <= STRETCH and LEAST <= scale <= MOST


def _with_nearest(alignment: Alignment, pairs: Sequence[tuple[int, int]], area: Box) -> Move:
    """Move as the letter nearest to the mark did."""
    x, y = (area[0] + area[2]) / 2, (area[1] + area[3]) / 2

    def far(pair: tuple[int, int]) -> float:
        box = alignment.old.box(pair[0])
        return abs((box[0] + box[2]) / 2 - x) + 3 * abs((box[1] + box[3]) / 2 - y)

    nearest = min(pairs, key=far)
    before, after = alignment.old.box(nearest[0]), alignment.new.box(nearest[1])
    return Move(after[0] - before[0], after[1] - before[1])


def _beside(
    alignment: Alignment, pairs: Sequence[tuple[int, int]], area: Box, old_page: int, page: int
) -> tuple[Move, bool]:
    """Move up or down with the lines; across, keep to the same edge of the paper."""
    before, after = alignment.old.sheets[old_page].bounds, alignment.new.sheets[page].bounds
    lines = [alignment.old.box(one) for one, _ in pairs]
    right_of_text = area[0] >= max(box[0] for box in lines)
    dx = after[2] - before[2] if right_of_text else after[0] - before[0]
    top, bottom = pairs[0], pairs[-1]
    dy = alignment.new.box(top[1])[1] - alignment.old.box(top[0])[1]
    tall = abs(alignment.old.box(top[0])[1] - alignment.old.box(bottom[0])[1])
    if tall < 1:
        return Move(dx, dy), True
    was = alignment.old.box(top[0])[1] - alignment.old.box(bottom[0])[1]
    now = alignment.new.box(top[1])[1] - alignment.new.box(bottom[1])[1]
    return Move(dx, dy), abs(now - was) <= max(3.0, 0.2 * tall)


def _is_on(bounds: Box, move: Move, area: Box) -> bool:
    x0, y0 = move.of(area[:2])
    x1, y1 = move.of(area[2:])
    return (
        x0 >= bounds[0] - 2 and y0 >= bounds[1] - 2 and x1 <= bounds[2] + 2 and y1 <= bounds[3] + 2
    )


def _kept_on(bounds: Box, move: Move, area: Box) -> Move:
    """The move, shortened so that the mark does not leave the page."""
    x0, y0 = move.of(area[:2])
    x1, y1 = move.of(area[2:])
    dx = max(0.0, bounds[0] - x0) or min(0.0, bounds[2] - x1)
    dy = max(0.0, bounds[1] - y0) or min(0.0, bounds[3] - y1)
    return Move(move.dx + dx, move.dy + dy, move.sx, move.sy)


def quads_of(paper: Paper, ranges: Sequence[tuple[int, int]]) -> list[list[float]] | None:
    """The highlight of letters, line by line: corners top left, top right, bottom left, bottom
    right, as they are kept. None when there are more lines than one mark may have."""
    areas: list[Box] = []
    for start, end in ranges:
        fresh = True
        for at in range(start, end):
            box = paper.box(at)
            if not fresh and _follows(areas[-1], box):
                areas[-1] = around(areas[-1], box)
            else:
                areas.append(box)
            fresh = False
    if not areas or len(areas) > MOST_QUADS:
        return None
    sheet = paper.sheets[paper.page_of(ranges[0][0])]
    quads = []
    for x0, y0, x1, y1 in areas:
        corners = [sheet.stored(corner) for corner in ((x0, y1), (x1, y1), (x0, y0), (x1, y0))]
        quads.append([round(value, 2) for corner in corners for value in corner])
    return quads


def _follows(line: Box, letter: Box) -> bool:
    overlap = min(line[3], letter[3]) - max(line[1], letter[1])
    height = min(line[3] - line[1], letter[3] - letter[1])
    return overlap > 0.3 * height and letter[0] - line[2] < 4 * max(height, 1.0)


def moved(
    kind: AnnotationKind,
    geometry: dict[str, Any],
    move: Move,
    old: Paper,
    new: Paper,
    pages: tuple[int, int],
) -> dict[str, Any]:
    """The shape of a mark after a move; `pages`: the old one and the new one (from 0)."""
    from_, to = old.sheets[pages[0]], new.sheets[pages[1]]

    def there(x: float, y: float) -> list[float]:
        return [round(value, 2) for value in to.stored(move.of(from_.seen((x, y))))]

    if kind is AnnotationKind.NOTE:
        return {"at": there(*geometry["at"])}
    if kind is AnnotationKind.TEXT:
        # A box of words keeps its size: the words in it do not grow with the page.
        x0, y0, x1, y1 = geometry["rect"]
        left, top = there(x0, y1)
        return {"rect": [left, round(top - (y1 - y0), 2), round(left + x1 - x0, 2), top]}
    if kind is AnnotationKind.HIGHLIGHT:
        quads = [
            [value for at in range(0, 8, 2) for value in there(quad[at], quad[at + 1])]
            for quad in geometry["quads"]
        ]
        return {"quads": quads}
    return {"points": [[*there(x, y), *rest] for x, y, *rest in geometry["points"]]}


def centred(
    kind: AnnotationKind, geometry: dict[str, Any], point: tuple[float, float]
) -> dict[str, Any]:
    """The shape of a mark with its middle at a point, in the file's own directions."""
    x0, y0, x1, y1 = box_of(points_of(kind, geometry))
    dx, dy = point[0] - (x0 + x1) / 2, point[1] - (y0 + y1) / 2

    def there(values: Sequence[float]) -> list[float]:
        return [round(v + (dy if n % 2 else dx), 2) for n, v in enumerate(values)]

    if kind is AnnotationKind.NOTE:
        return {"at": there(geometry["at"])}
    if kind is AnnotationKind.TEXT:
        return {"rect": there(geometry["rect"])}
    if kind is AnnotationKind.HIGHLIGHT:
        return {"quads": [there(quad) for quad in geometry["quads"]]}
    return {"points": [[*there(one[:2]), *one[2:]] for one in geometry["points"]]}
