"""A DOCX set as pages by our own means: for reading, not for form. Only in the limited process.

What it leaves out: pictures and drawings, headers and footers, columns, colours, exact places.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from reportlab.lib import colors
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak, Spacer, Table
from reportlab.platypus.doctemplate import LayoutError

from documents.intake.results import RefusedFile
from documents.intake.word.content import Grid, NewPage, Part, Reader
from documents.rendering.fonts import REGULAR, register_serif
from documents.rendering.pdf import draw
from documents.rendering.pdf_flowables import FlowableMaker, paragraph
from documents.rendering.pieces import (
    FOOTER_SIZE,
    LANDSCAPE,
    PORTRAIT,
    Composition,
    Format,
    Line,
    LineStyle,
)
from documents.rendering.structure import Align, Run

logger = logging.getLogger(__name__)

_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
_NARROWEST = 8.0
_PADDING = 3
_LINE = 0.5
# Fewer millimetres a column: such a table is read cell after cell.
_MOST_COLUMNS = 24


def draw_document(path: Path, target: Path, label: str) -> None:
    """Write the document at `path` as PDF to `target`, `label` at the foot of every page.

    The same document gives the same bytes. Raises RefusedFile when nothing can be made of it.
    """
    try:
        register_serif()
        document = docx.Document(str(path))
        parts = list(Reader(document).parts())
        page = _page(document)
    except (MemoryError, OSError):
        raise
    except Exception as error:
        # python-docx trusts its files; whatever it stumbles over is no document of Word's.
        logger.warning("not understood", exc_info=True)
        raise RefusedFile("document-refused-word-not-made") from error
    if not any(isinstance(part, Line | Grid) for part in parts):
        raise RefusedFile("document-refused-word-not-made")
    footer = Line((Run(label),), LineStyle(FOOTER_SIZE, Align.CENTRE)) if label else None
    composition = Composition("", "", "", "vi-VN", (), footer, page)
    for draw_table in (_table, _read_out):
        try:
            target.write_bytes(
                draw(composition, _story(parts, draw_table, page.text_width), _LONG_AGO)
            )
        except (LayoutError, ValueError, IndexError, TypeError) as error:
            # Tables can ask for what no page can hold.
            logger.warning("not laid out by %s: %r", draw_table.__name__, error)
        else:
            return
    raise RefusedFile("document-refused-word-not-made")


def _page(document: Document) -> Format:
    """The page lies on its long side when the first one of the document does."""
    first = document.sections[0]
    lies = (first.page_width or 0) > (first.page_height or 0)
    return LANDSCAPE if lies else PORTRAIT


Drawer = Callable[[Grid, float], list[Flowable]]


def _story(parts: Iterable[Part], draw_table: Drawer, width: float) -> list[Flowable]:
    maker = FlowableMaker()
    story: list[Flowable] = []
    for part in parts:
        if isinstance(part, Line):
            story += maker.in_order([part])
        elif isinstance(part, NewPage):
            story += [PageBreak()] if story else []
        else:
            story += draw_table(part, width)
    return story


def _inner(content: Iterable[Part], draw_table: Drawer, width: float) -> list[Flowable]:
    drawn: list[Flowable] = []
    for part in content:
        if isinstance(part, Line):
            drawn.append(paragraph(part))
        elif isinstance(part, Grid):
            drawn += draw_table(part, width)
    return drawn


def _read_out(grid: Grid, width: float) -> list[Flowable]:
    """A table as its cells one after the other."""
    return [
        flowable
        for row in grid.rows
        for cell in row
        for flowable in _inner(cell.content, _read_out, width)
    ]


def _table(grid: Grid, width: float) -> list[Flowable]:
    columns = max((sum(cell.columns for cell in row) for row in grid.rows), default=0)
    if not 0 < columns <= _MOST_COLUMNS:
        return _read_out(grid, width)
    widths = _widths(grid, columns, width)
    cells: list[list[Any]] = []
    style: list[tuple[Any, ...]] = [
        ("FONTNAME", (0, 0), (-1, -1), REGULAR),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        *((f"{side}PADDING", (0, 0), (-1, -1), _PADDING) for side in ("LEFT", "RIGHT")),
        *((f"{side}PADDING", (0, 0), (-1, -1), 1) for side in ("TOP", "BOTTOM")),
    ]
    for number, row in enumerate(grid.rows):
        made: list[Any] = [""] * columns
        at = 0
        for cell in row:
            last = min(at + cell.columns, columns) - 1
            if not cell.goes_on:
                room = sum(widths[at : last + 1]) - 2 * _PADDING / mm
                made[at] = _inner(cell.content, _table, room) or ""
            if grid.lined:
                style += _lines(at, last, number, cell.goes_on)
            if last > at:
                style.append(("SPAN", (at, number), (last, number)))
            at = last + 1
        cells.append(made)
    if grid.lined:
        style.append(("LINEBELOW", (0, -1), (-1, -1), _LINE, colors.black))
    table = Table(cells, [one * mm for one in widths], splitInRow=1, style=style)
    return [table, Spacer(0, 4)]


def _lines(first: int, last: int, row: int, goes_on: bool) -> list[tuple[Any, ...]]:
    """The lines around a cell; none above one that goes on from the row before."""
    lines: list[tuple[Any, ...]] = [
        ("LINEBEFORE", (first, row), (first, row), _LINE, colors.black),
        ("LINEAFTER", (last, row), (last, row), _LINE, colors.black),
    ]
    if not goes_on:
        lines.append(("LINEABOVE", (first, row), (last, row), _LINE, colors.black))
    return lines


def _widths(grid: Grid, columns: int, width: float) -> list[float]:
    """The widths in millimetres: the shares the document gives, none too narrow to read."""
    shares = grid.widths if len(grid.widths) == columns and all(grid.widths) else [1.0] * columns
    least = min(_NARROWEST, width / columns)
    room = width - least * columns
    return [least + room * share / sum(shares) for share in shares]
