"""Marks of an old version on a new one: each is placed, in need of a look, or without a place.

Pure: two papers and marks in, what became of each mark out, in the same order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from documents.annotations.carrying import anchors
from documents.annotations.carrying.alignment import Alignment
from documents.annotations.carrying.anchors import Anchor
from documents.annotations.carrying.pages import Box, around
from documents.annotations.carrying.paper import Paper
from documents.annotations.carrying.placing import Move, Place, moved, place, quads_of, unplaced
from documents.models import AnnotationKind, CarryReason, CarryState

CONTEXT = 60
"""Letters kept of what stood before and after."""
LONGEST_QUOTE = 300
SAME_PAGE = 0.6


@dataclass(frozen=True)
class Mark:
    """A mark on the old version, as far as its place depends on it; `page` from 1."""

    kind: AnnotationKind
    page: int
    geometry: dict[str, Any]
    author: int
    at: datetime
    quote: str = ""


@dataclass(frozen=True)
class Carried:
    """What became of a mark. Without a place, `page` and `geometry` are the old version's."""

    state: CarryState
    reason: CarryReason | None
    page: int
    geometry: dict[str, Any]
    quote: str
    before: str
    after: str
    area: list[float] | None = None
    """Where the mark stood on the old page as shown: left, top, right, bottom, of 1."""


class Carrier:
    """Carries marks between two versions whose letters were read."""

    def __init__(self, old: Paper, new: Paper) -> None:
        self.old, self.new = old, new
        self.alignment = Alignment(old, new)

    def carry(self, marks: Sequence[Mark]) -> list[Carried]:
        """Say of each mark where it belongs."""
        found: dict[int, Carried] = {}
        for numbers in _pieces(self.old, marks):
            together = [marks[number] for number in numbers]
            found |= zip(numbers, self._carry(together), strict=True)
        return [found[number] for number in range(len(marks))]

    def _carry(self, marks: Sequence[Mark]) -> Iterable[Carried]:
        """Carry marks that are one piece: one place for all of them."""
        first = marks[0]
        page = first.page - 1
        if not 0 <= page < len(self.old.sheets):
            where = unplaced(CarryReason.NO_TEXT)
            return [self._carried(mark, where, None, None) for mark in marks]
        area = anchors.seen_box(self.old, page, first.kind, first.geometry)
        for mark in marks[1:]:
            area = around(area, anchors.seen_box(self.old, page, mark.kind, mark.geometry))
        anchor = self._anchor(first, area)
        if anchor is None:
            where = self._by_position(page)
        else:
            where = place(self.alignment, anchor, first.kind, area, page)
        shown = _shown(self.old.sheets[page].bounds, area)
        return [self._carried(mark, where, anchor, shown) for mark in marks]

    def _anchor(self, mark: Mark, area: Box) -> Anchor | None:
        page = mark.page - 1
        middle = (area[0] + area[2]) / 2, (area[1] + area[3]) / 2
        if mark.kind is AnnotationKind.HIGHLIGHT:
            found = anchors.anchor_of_highlight(self.old, page, mark.geometry)
            return found or anchors.anchor_of_quote(self.old, page, mark.quote, middle)
        if mark.kind is AnnotationKind.NOTE and mark.quote:
            found = anchors.anchor_of_quote(self.old, page, mark.quote, middle)
            if found is not None:
                return found
        return anchors.anchor_of_area(self.old, page, area)

    def _by_position(self, page: int) -> Place:
        """A mark near no text: the same spot of what is the same page, and its author looks."""
        to = self._same_page(page)
        if to is None:
            return unplaced(CarryReason.NO_TEXT)
        return Place(CarryState.LOOK, CarryReason.BY_POSITION, to, Move(0.0, 0.0))

    def _same_page(self, page: int) -> int | None:
        """The new page (from 0) that the old one became, standing as it stood."""
        start, end = self.old.letters_of(page)
        if start == end:
            alone = not self.old.row and not self.new.row
            alike = len(self.old.sheets) == len(self.new.sheets)
            fits = alike and self.old.sheets[page] == self.new.sheets[page]
            return page if fits and (alone or _as_many_empty(self.old, self.new)) else None
        stays: dict[int, int] = {}
        for run in self.alignment.runs:
            low, high = max(run.old, start), min(run.old_end, end)
            if high <= low:
                continue
            was, now = self.old.box(low), self.new.box(low + run.shift)
            to = self.new.page_of(low + run.shift)
            if abs(was[0] - now[0]) <= 1 and abs(was[1] - now[1]) <= 1:
                stays[to] = stays.get(to, 0) + high - low
        to = max(stays, key=stays.__getitem__, default=-1)
        if to < 0 or stays[to] < SAME_PAGE * (end - start):
            return None
        return to

    def _carried(
        self, mark: Mark, where: Place, anchor: Anchor | None, area: list[float] | None
    ) -> Carried:
        quote, before, after = mark.quote, "", ""
        if anchor is not None:
            start, end = anchor.span
            before = self.old.text(self._word_at(max(0, start - CONTEXT), start), start)
            after = self.old.text(end, self._word_at(end, end + CONTEXT, back=True))
            pieces = [self.old.text(*piece) for piece in anchor.ranges]
            quote = quote or " ".join(pieces)[:LONGEST_QUOTE]
        state, reason, page = where.state, where.reason, where.page
        geometry = None if page is None else self._shape(mark, where, page)
        if page is not None and geometry is None:
            state, reason = CarryState.UNPLACED, CarryReason.REFLOWED
        if page is None or geometry is None:
            page, geometry = mark.page - 1, mark.geometry
        return Carried(state, reason, page + 1, geometry, quote, before, after, area)

    def _word_at(self, low: int, high: int, *, back: bool = False) -> int:
        """Where a word begins between two places: the first, or the last of them."""
        high = min(high, len(self.old.row))
        if back:
            at = self.old.opens.rfind(1, low, high + 1) if high < len(self.old.row) else high
            return high if at < 0 else at
        at = self.old.opens.find(1, low, high)
        return low if at < 0 else at

    def _shape(self, mark: Mark, where: Place, page: int) -> dict[str, Any] | None:
        """The mark's shape on the new page (from 0); None: it cannot be drawn there."""
        if mark.kind is AnnotationKind.HIGHLIGHT and where.ranges:
            quads = quads_of(self.new, where.ranges)
            return {"quads": quads} if quads else None
        if where.move is None:
            return None
        return moved(
            mark.kind, mark.geometry, where.move, self.old, self.new, (mark.page - 1, page)
        )


def _shown(bounds: Box, area: Box) -> list[float]:
    """An area as parts of a page as shown, from its top left corner."""
    wide, high = max(bounds[2] - bounds[0], 1.0), max(bounds[3] - bounds[1], 1.0)
    parts = (
        (area[0] - bounds[0]) / wide,
        (bounds[3] - area[3]) / high,
        (area[2] - bounds[0]) / wide,
        (bounds[3] - area[1]) / high,
    )
    return [round(min(1.0, max(0.0, part)), 4) for part in parts]


def _as_many_empty(old: Paper, new: Paper) -> bool:
    """Whether both versions have no letters on the same pages."""
    empty = [start == end for start, end in map(old.letters_of, range(len(old.sheets)))]
    return empty == [start == end for start, end in map(new.letters_of, range(len(new.sheets)))]


def unmoved(marks: Iterable[Mark]) -> list[Carried]:
    """What becomes of marks when the new version's reading copy is the very same file."""
    return [
        Carried(CarryState.PLACED, None, mark.page, mark.geometry, mark.quote, "", "")
        for mark in marks
    ]


def _pieces(old: Paper, marks: Sequence[Mark]) -> list[list[int]]:
    """The numbers of marks that move together: strokes of one piece of writing; else each alone."""
    strokes: dict[tuple[int, int], list[int]] = {}
    found: list[list[int]] = []
    for number, mark in enumerate(marks):
        if mark.kind is AnnotationKind.INK and 0 < mark.page <= len(old.sheets):
            strokes.setdefault((mark.author, mark.page), []).append(number)
        else:
            found.append([number])
    for (_, page), numbers in strokes.items():
        boxes = [
            (anchors.seen_box(old, page - 1, marks[n].kind, marks[n].geometry), marks[n].at)
            for n in numbers
        ]
        found += [[numbers[n] for n in piece] for piece in anchors.pieces_of_writing(boxes)]
    return found
