"""A version's text as the matching sees it: one row of letters without spaces, and its lines.

Line breaks, hyphens of cut words, page numbers and running heads differ between two versions whose
words are the same, so they are left out of the row. Boxes are turned the way the page is read.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from documents.annotations.carrying.pages import SOFT_HYPHEN, Box, Page, Pages, around

Point = tuple[float, float]

HYPHENS = frozenset("-\u2010\u2011" + SOFT_HYPHEN)
SENTENCE_ENDS = frozenset(".;:?!…")
_NUMBER_LINE = re.compile(
    r"[-–—\s]*(?:(?:trang|page)\s*)?\d{1,4}(?:\s*[/|]\s*\d{1,4})?[-–—\s]*", re.I
)
_DIGITS = re.compile(r"\d+")


@dataclass
class Line:
    """A line of a page: its box, and its letters `start` to `end` in the row (equal: none)."""

    page: int
    box: Box
    start: int
    end: int


@dataclass(frozen=True)
class Sheet:
    """A page: its bounds as it is read, and how points turn between the file and the eye."""

    bounds: Box
    rotation: int

    def seen(self, point: Point) -> Point:
        """A point of the file as it stands before the reader's eye."""
        return _turn(point, self.rotation)

    def stored(self, point: Point) -> Point:
        """A point before the eye as it is kept, in the file's own directions."""
        return _turn(point, -self.rotation)


@dataclass
class Paper:
    """One version. `row`: its letters; `opens[i]`: a word begins at i; `parts`: where sentences,
    headings and cells begin; `first[p]`: the row's place where page p (from 0) begins."""

    row: str
    opens: bytes
    parts: list[int]
    first: list[int]
    lines: list[Line]
    sheets: list[Sheet]
    complete: bool
    boxes: array[float] = field(repr=False)
    _by_page: dict[int, list[Line]] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        for line in self.lines:
            self._by_page.setdefault(line.page, []).append(line)

    def page_of(self, at: int) -> int:
        """The page (from 0) on which the letter `at` stands."""
        return bisect_right(self.first, at) - 1

    def box(self, at: int) -> Box:
        """Where the letter `at` stands on its page."""
        x0, y0, x1, y1 = self.boxes[4 * at : 4 * at + 4]
        return x0, y0, x1, y1

    def lines_of(self, page: int) -> list[Line]:
        """The lines of a page (from 0), in the order of the file."""
        return self._by_page.get(page, [])

    def letters_of(self, page: int) -> tuple[int, int]:
        """The letters of a page (from 0): from, to."""
        end = self.first[page + 1] if page + 1 < len(self.first) else len(self.row)
        return self.first[page], end

    def text(self, start: int, end: int) -> str:
        """The letters from `start` to `end` with spaces between the words."""
        return "".join(
            f" {letter}" if at > start and self.opens[at] else letter
            for at, letter in enumerate(self.row[start:end], start)
        )

    def part_of(self, at: int) -> tuple[int, int]:
        """The sentence, heading or cell in which the letter `at` stands: from, to."""
        place = bisect_right(self.parts, at)
        start = self.parts[place - 1] if place else 0
        return start, self.parts[place] if place < len(self.parts) else len(self.row)


@dataclass
class _RawLine:
    page: int
    at: list[int]
    box: Box
    text: str


def paper_of(pages: Pages) -> Paper:
    """Lay out what was read of a reading copy."""
    raw = [_raw_lines(number, page) for number, page in enumerate(pages.pages)]
    left_out = _furniture(raw, pages)
    row: list[str] = []
    opens = bytearray()
    parts: list[int] = []
    boxes: array[float] = array("f")
    first: list[int] = []
    lines: list[Line] = []
    for number, (page, found) in enumerate(zip(pages.pages, raw, strict=True)):
        first.append(len(row))
        seen = partial(_turned, rotation=page.rotation)
        right = max((line.box[2] for line in found), default=0.0)
        left = min((line.box[0] for line in found), default=0.0)
        new_part = True
        for place, line in enumerate(found):
            start = len(row)
            if (number, place) not in left_out:
                joined = bool(row) and _is_cut(found, place)
                _add_line(page, line, row, opens, parts, boxes, seen, joined, new_part)
                new_part = _ends_part(line, found, place, left, right)
            lines.append(Line(number, line.box, start, len(row)))
    sheets = [Sheet(_turned(page.bounds, page.rotation), page.rotation) for page in pages.pages]
    return Paper(
        "".join(row), bytes(opens), sorted(set(parts)), first, lines, sheets, pages.complete, boxes
    )


def _add_line(
    page: Page,
    line: _RawLine,
    row: list[str],
    opens: bytearray,
    parts: list[int],
    boxes: array[float],
    seen: Callable[[Box], Box],
    joined: bool,
    new_part: bool,
) -> None:
    opening, ended = not joined, new_part
    for at in line.at:
        letter = page.text[at]
        if letter.isspace():
            opening = True
            continue
        if letter == SOFT_HYPHEN or (letter in HYPHENS and _inside_word(page.text, at)):
            continue
        if opening and ended:
            parts.append(len(row))
        row.append(letter)
        opens.append(opening)
        boxes.extend(seen(page.box(at)))
        ended = letter in SENTENCE_ENDS
        opening = False


def _inside_word(text: str, at: int) -> bool:
    """A hyphen between two letters, or at the end of a line after one: versions break it anew."""
    before = at > 0 and text[at - 1].isalpha()
    after = text[at + 1 :].lstrip("\n")[:1] if at + 1 < len(text) else ""
    return before and (after == "" or after.isalpha())


def _is_cut(found: list[_RawLine], place: int) -> bool:
    """Whether the line goes on with the word that the line before was cut in."""
    before = found[place - 1].text.rstrip() if place else ""
    return len(before) > 1 and before[-1] in HYPHENS and before[-2].isalpha()


def _ends_part(
    line: _RawLine, found: list[_RawLine], place: int, left: float, right: float
) -> bool:
    """A line that ends short, or is followed by a gap, ends a heading or a paragraph."""
    if line.box[2] < right - 0.15 * (right - left):
        return True
    if place + 1 == len(found):
        return False
    height = line.box[3] - line.box[1]
    return line.box[1] - found[place + 1].box[3] > 0.9 * height


def _raw_lines(number: int, page: Page) -> list[_RawLine]:
    lines: list[_RawLine] = []
    current: _RawLine | None = None
    for at, letter in enumerate(page.text):
        if letter == "\n":
            current = None
            continue
        box = _turned(page.box(at), page.rotation)
        if letter == " ":
            if current is not None:
                current.at.append(at)
            continue
        if current is None or not _same_line(current.box, box):
            current = _RawLine(number, [], box, "")
            lines.append(current)
        current.at.append(at)
        current.box = around(current.box, box)
    for line in lines:
        line.text = "".join(page.text[at] for at in line.at).strip()
    return lines


def _same_line(line: Box, letter: Box) -> bool:
    overlap = min(line[3], letter[3]) - max(line[1], letter[1])
    return overlap > 0.3 * min(line[3] - line[1], letter[3] - letter[1])


def _furniture(raw: list[list[_RawLine]], pages: Pages) -> set[tuple[int, int]]:
    """Page numbers and running heads: (page, place of the line). A head stands at the same height
    on most pages with the same words; only outermost lines may differ in numbers. In a paper of
    a few lines on each page only a lone number is taken for one."""
    edges = []
    for number, lines in enumerate(raw):
        _, low, _, high = _turned(pages.pages[number].bounds, pages.pages[number].rotation)
        for place, line in enumerate(lines):
            middle = (line.box[1] + line.box[3]) / 2
            if not 0.12 < (middle - low) / max(high - low, 1.0) < 0.88:
                outermost = place in (0, len(lines) - 1)
                words = _DIGITS.sub("#", line.text) if outermost else line.text
                edges.append((number, place, line.text, (words, round(line.box[1] / 4))))
    pages_of = Counter(shape for _, shape in {(number, shape) for number, *_, shape in edges})
    often = max(3, (len(raw) + 1) // 2)
    is_full = sum(map(len, raw)) > 6 * len(raw)
    return {
        (number, place)
        for number, place, text, shape in edges
        if _NUMBER_LINE.fullmatch(text) or (is_full and pages_of[shape] >= often)
    }


def _turn(point: Point, rotation: int) -> Point:
    x, y = point
    turned = {0: (x, y), 90: (y, -x), 180: (-x, -y), 270: (-y, x)}
    return turned.get(rotation % 360, (x, y))


def _turned(box: Box, rotation: int) -> Box:
    if rotation % 360 == 0:
        return box
    (ax, ay), (bx, by) = _turn(box[:2], rotation), _turn(box[2:], rotation)
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
