"""Turns the pieces of a page into reportlab flowables. Text is data: nothing in it is markup."""

from collections.abc import Iterable
from functools import lru_cache
from io import BytesIO
from itertools import groupby
from typing import Any, Literal, assert_never
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import (
    AnchorFlowable,
    CondPageBreak,
    Flowable,
    Image,
    KeepTogether,
    PageBreak,
    Paragraph,
    Table,
)

from documents.rendering.fonts import REGULAR
from documents.rendering.pieces import (
    PAGE_HEIGHT,
    SINGLE,
    TEXT_WIDTH,
    Boxed,
    Break,
    DataTable,
    Grid,
    Line,
    LineStyle,
    Part,
    Picture,
    Piece,
    Rule,
)
from documents.rendering.structure import Align, Run

_ALIGNMENTS: dict[Align, Literal[0, 1, 2, 4]] = {
    Align.LEFT: TA_LEFT,
    Align.CENTRE: TA_CENTER,
    Align.RIGHT: TA_RIGHT,
    Align.JUSTIFY: TA_JUSTIFY,
}
_LINE_WIDTH = 0.6
# Even an empty cell names a font; left alone it would bring an unembedded Helvetica.
_CELL_FONT = ("FONTNAME", (0, 0), (-1, -1), REGULAR)
# What must still fit below a heading, in points: three lines, or the head and one row of a table.
_BELOW_A_HEADING = 55


class FlowableMaker:
    """Makes the flowables of one document and keeps its outline."""

    def __init__(self) -> None:
        self._levels: list[int] = []
        self._headings = 0

    def in_order(self, pieces: Iterable[Piece]) -> list[Flowable]:
        """The pieces in order; a heading goes to the next page when nothing fits below it."""
        flowables: list[Flowable] = []
        for leads, group in groupby(pieces, _leads_on):
            some = [flowable for piece in group for flowable in self._with_anchor(piece)]
            if leads:
                flowables.append(CondPageBreak(sum(map(_height, some)) + _BELOW_A_HEADING))
            flowables.extend(some)
        return flowables

    def kept_together(self, pieces: Iterable[Piece]) -> list[Flowable]:
        """The pieces on one page, as far as a page can hold them."""
        flowables = [flowable for piece in pieces for flowable in self._with_anchor(piece)]
        return [KeepTogether(flowables)] if flowables else []

    def _with_anchor(self, piece: Piece) -> list[Flowable]:
        drawn = _flowables(piece)
        if not isinstance(piece, Line) or piece.style.outline is None:
            return drawn
        while self._levels and self._levels[-1] >= piece.style.outline:
            self._levels.pop()
        self._levels.append(piece.style.outline)
        self._headings += 1
        text = " ".join(piece.text.split())
        return [_Heading(f"heading-{self._headings}", text, len(self._levels) - 1), *drawn]


def paragraph(line: Line) -> Paragraph:
    """One line or paragraph; its runs are escaped, so "&" and "<" stay what they are."""
    return Paragraph("".join(map(_markup, line.runs)), _style(line.style))


def _leads_on(piece: Piece) -> bool:
    return isinstance(piece, Line) and piece.style.keep_with_next


def _height(flowable: Flowable) -> float:
    _, height = flowable.wrap(TEXT_WIDTH * mm, PAGE_HEIGHT * mm)
    return float(height + flowable.getSpaceBefore() + flowable.getSpaceAfter())


def _markup(run: Run) -> str:
    text = escape(run.text).replace("\n", "<br/>")
    if run.italic:
        text = f"<i>{text}</i>"
    return f"<b>{text}</b>" if run.bold else text


@lru_cache(maxsize=256)
def _style(style: LineStyle) -> ParagraphStyle:
    return ParagraphStyle(
        "line",
        fontName=REGULAR,
        bulletFontName=REGULAR,
        fontSize=style.size,
        leading=style.size * SINGLE * style.spacing,
        alignment=_ALIGNMENTS[style.align],
        firstLineIndent=style.first_indent * mm,
        leftIndent=style.left_indent * mm,
        rightIndent=style.right_indent * mm,
        spaceBefore=style.before,
        spaceAfter=style.after,
        allowWidows=0,
        allowOrphans=0,
        splitLongWords=1,
        textColor=colors.black,
    )


def _flowables(piece: Piece | Boxed) -> list[Flowable]:
    match piece:
        case Line():
            return [paragraph(piece)]
        case Rule() | Picture():
            return [_part(piece)]
        case Boxed():
            return [_boxed(piece)]
        case Grid():
            return [_grid(piece)]
        case DataTable():
            return [_data_table(piece)]
        case Break():
            return [PageBreak()]
        case _:
            assert_never(piece)


def _part(part: Part) -> Flowable:
    if isinstance(part, Rule):
        return _Rule(part)
    if isinstance(part, Picture):
        image = Image(BytesIO(part.content), hAlign="CENTER")
        share = min(part.width * mm / image.imageWidth, part.height * mm / image.imageHeight)
        image.drawWidth, image.drawHeight = image.imageWidth * share, image.imageHeight * share
        return image
    return paragraph(part)


def _boxed(boxed: Boxed) -> Table:
    margin = (boxed.available - boxed.width) / 2
    return Table(
        [[None, paragraph(boxed.line), None]],
        colWidths=[margin * mm, boxed.width * mm, margin * mm],
        spaceBefore=8,
        style=[
            _CELL_FONT,
            ("BOX", (1, 0), (1, 0), _LINE_WIDTH, colors.black),
            ("TOPPADDING", (0, 0), (-1, -1), 1),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ],
    )


def _grid(grid: Grid) -> Table:
    cells = [
        [[flowable for part in cell for flowable in _flowables(part)] for cell in row]
        for row in grid.rows
    ]
    return Table(
        cells,
        colWidths=[width * mm for width in grid.widths],
        splitInRow=1,
        spaceBefore=grid.before,
        style=[
            _CELL_FONT,
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, 0), 0),
            ("TOPPADDING", (0, 1), (-1, -1), grid.before),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ],
    )


def _data_table(table: DataTable) -> Table:
    rows = [[paragraph(line) for line in row] for row in (table.header, *table.rows)]
    style: list[tuple[Any, ...]] = [
        _CELL_FONT,
        ("GRID", (0, 0), (-1, -1), _LINE_WIDTH, colors.black),
        ("VALIGN", (0, 0), (-1, 0), "MIDDLE"),
        ("VALIGN", (0, 1), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ]
    # splitInRow: a remark longer than a page goes on over the page.
    return Table(
        rows,
        colWidths=[width * mm for width in table.widths],
        repeatRows=1,
        splitInRow=1,
        spaceBefore=4,
        spaceAfter=8,
        style=style,
    )


class _Rule(Flowable):
    """A thin line in the middle of its column."""

    def __init__(self, rule: Rule) -> None:
        super().__init__()
        self._rule = rule
        self.width, self.height = rule.available, 6.0
        self.spaceAfter = rule.after

    def wrap(self, available: float, _: float) -> tuple[float, float]:
        self.width = min(available, self._rule.available)
        return self.width, self.height

    def draw(self) -> None:
        start = (self.width - self._rule.length) / 2
        self.canv.setLineWidth(_LINE_WIDTH)
        self.canv.line(start, 1.5, start + self._rule.length, 1.5)


class _Heading(AnchorFlowable):
    """Where an entry of the outline leads; takes no room."""

    def __init__(self, key: str, text: str, depth: int) -> None:
        super().__init__(key)
        self._key, self._text, self._depth = key, text, depth

    def draw(self) -> None:
        super().draw()
        self.canv.addOutlineEntry(self._text, self._key, self._depth)
