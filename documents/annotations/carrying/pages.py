"""The text of a reading copy with the place of every letter, as the limited process reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Box = tuple[float, float, float, float]
SOFT_HYPHEN = "\u00ad"
"""Stands where a word was cut at the end of a line."""


def around(one: Box, other: Box) -> Box:
    """The smallest box around two."""
    (ax, ay, bx, by), (cx, cy, dx, dy) = one, other
    return min(ax, cx), min(ay, cy), max(bx, dx), max(by, dy)


@dataclass(frozen=True)
class Page:
    """One page. `boxes` holds x0, y0, x1, y1 of each letter of `text` (NFC, one code point each)
    in PDF user space; `bounds` are the page's own, `rotation` how it is turned to be read."""

    text: str
    boxes: Sequence[float]
    bounds: Box
    rotation: int = 0

    def box(self, at: int) -> Box:
        """Where the letter `at` stands."""
        x0, y0, x1, y1 = self.boxes[4 * at : 4 * at + 4]
        return x0, y0, x1, y1


@dataclass(frozen=True)
class Pages:
    """All pages; not `complete`: the limits were reached first, and the last pages are empty."""

    pages: tuple[Page, ...]
    complete: bool = True
