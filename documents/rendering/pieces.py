"""The few things a page is made of: lines, rules, pictures, grids, tables. Both drawers take these.

Sizes of type are points, lengths across the page millimetres.
"""

from dataclasses import dataclass, field

from documents.rendering.structure import Align, Run

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
# Decree 30/2020, annex I: top and bottom 20-25, left 30-35, right 15-20 mm.
TOP, BOTTOM, LEFT, RIGHT = 20.0, 20.0, 30.0, 15.0
TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT
FIRST_INDENT = 12.7
PAGE_NUMBER_SIZE = 13.0
FOOTER_SIZE = 9.0
# The height of a line of Times New Roman at single spacing, against its size.
SINGLE = 1.15
POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Format:
    """The size of a page in millimetres; the margins are the same on both."""

    width: float
    height: float

    @property
    def text_width(self) -> float:
        return self.width - LEFT - RIGHT


PORTRAIT = Format(PAGE_WIDTH, PAGE_HEIGHT)
LANDSCAPE = Format(PAGE_HEIGHT, PAGE_WIDTH)


@dataclass(frozen=True, slots=True)
class LineStyle:
    """How a line or paragraph stands; `spacing` 1 is single, `outline` its level in the outline."""

    size: float = 14
    align: Align = Align.JUSTIFY
    first_indent: float = 0
    left_indent: float = 0
    right_indent: float = 0
    before: float = 0
    after: float = 6
    spacing: float = 1.1
    keep_with_next: bool = False
    outline: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: runs of clean text in one style."""

    runs: tuple[Run, ...]
    style: LineStyle

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line in the middle of a column `available` wide; lengths in points."""

    length: float
    available: float
    after: float = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a signature, kept within width x height millimetres."""

    content: bytes
    width: float = 45
    height: float = 20


Part = Line | Rule | Picture


@dataclass(frozen=True, slots=True)
class Boxed:
    """A word in a frame `width` mm wide, in the middle of a column `available` mm wide."""

    line: Line
    width: float
    available: float


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells side by side without borders (page head, signatures); `before` is room above a row."""

    widths: tuple[float, ...]
    rows: tuple[tuple[tuple[Part | Boxed, ...], ...], ...]
    before: float = 0


@dataclass(frozen=True, slots=True)
class DataTable:
    """A bordered table; `header` is repeated on every page."""

    widths: tuple[float, ...]
    header: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Break:
    """A new page."""


Piece = Part | Grid | DataTable | Break


@dataclass(frozen=True, slots=True)
class Sheet:
    """Pages that are numbered together; `ending` stays together on one page."""

    pieces: tuple[Piece, ...]
    ending: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Composition:
    """The whole document, ready to be drawn."""

    title: str
    author: str
    subject: str
    language_tag: str
    sheets: tuple[Sheet, ...]
    footer: Line | None = field(default=None)
    page: Format = PORTRAIT
