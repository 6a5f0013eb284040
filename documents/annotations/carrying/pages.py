"""The text of a reading copy with the place of every letter, as the limited process writes it."""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Box = tuple[float, float, float, float]
FORMAT = 1
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


def to_bytes(found: Pages) -> bytes:
    """As `from_bytes` reads it back."""
    head: dict[str, Any] = {
        "format": FORMAT,
        "complete": found.complete,
        "pages": [
            {"text": page.text, "bounds": page.bounds, "rotation": page.rotation}
            for page in found.pages
        ],
    }
    floats = array("f")
    for page in found.pages:
        floats.extend(page.boxes)
    if sys.byteorder == "big":
        floats.byteswap()
    line = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    return zlib.compress(line + floats.tobytes(), 3)


def from_bytes(content: bytes) -> Pages:
    """What `to_bytes` wrote. Raises ValueError for anything else."""
    try:
        line, _, rest = zlib.decompress(content).partition(b"\n")
        head = json.loads(line)
        if head["format"] != FORMAT:
            raise ValueError("another format")
        floats = array("f")
        floats.frombytes(rest)
        if sys.byteorder == "big":
            floats.byteswap()
        pages = []
        start = 0
        for page in head["pages"]:
            end = start + 4 * len(page["text"])
            x0, y0, x1, y1 = page["bounds"]
            boxes = floats[start:end]
            pages.append(Page(page["text"], boxes, (x0, y0, x1, y1), page["rotation"]))
            start = end
    except (zlib.error, KeyError, TypeError) as error:
        raise ValueError("not a file of letters and boxes") from error
    if start != len(floats):
        raise ValueError("as many boxes as letters are needed")
    return Pages(tuple(pages), bool(head["complete"]))
