"""Writes the pieces of a page into a Word document."""

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import assert_never

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Length, Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from documents.rendering.docx_marks import (
    frame,
    keep_row_whole,
    line_below,
    repeat_header,
    set_cell_margins,
    set_widths,
)
from documents.rendering.pieces import (
    Boxed,
    Break,
    DataTable,
    Grid,
    Line,
    Part,
    Picture,
    Piece,
    Rule,
)
from documents.rendering.structure import Align

_ALIGNMENTS = {
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.CENTRE: WD_ALIGN_PARAGRAPH.CENTER,
    Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
    Align.JUSTIFY: WD_ALIGN_PARAGRAPH.JUSTIFY,
}
# A row with more text than this may be broken between pages; shorter ones stay whole.
_LONG_ROW = 600


def write_line(paragraph: Paragraph, line: Line) -> None:
    """Puts the runs of a line into an empty paragraph and gives it the line's form."""
    style, form = line.style, paragraph.paragraph_format
    paragraph.alignment = _ALIGNMENTS[style.align]
    form.space_before, form.space_after = Pt(style.before), Pt(style.after)
    form.line_spacing = style.spacing
    if style.left_indent:
        form.left_indent = Mm(style.left_indent)
    if style.right_indent:
        form.right_indent = Mm(style.right_indent)
    if style.first_indent:
        form.first_line_indent = Mm(style.first_indent)
    if style.keep_with_next:
        form.keep_with_next = True
    form.widow_control = True
    for run in line.runs:
        written = paragraph.add_run(run.text)
        written.font.size = Pt(style.size)
        written.bold = run.bold or None
        written.italic = run.italic or None


class DocxWriter:
    """Writes pieces at the end of a document."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def write(self, pieces: Iterable[Piece], *, together: bool = False) -> None:
        """Writes the pieces in order; `together` keeps them on one page."""
        listed = list(pieces)
        for place, piece in enumerate(listed, start=1):
            self._write(piece, keep=together and place < len(listed), whole=together)
        if listed and isinstance(listed[-1], Grid):
            # Word wants a paragraph after the last table of a section.
            self._document.add_paragraph().paragraph_format.line_spacing = Pt(1)

    def _write(self, piece: Piece, *, keep: bool, whole: bool) -> None:
        match piece:
            case Line():
                paragraph = self._document.add_paragraph()
                if piece.style.outline is not None:
                    paragraph.style = f"Heading {min(piece.style.outline, 3) + 1}"
                write_line(paragraph, piece)
                if keep:
                    paragraph.paragraph_format.keep_with_next = True
            case Rule() | Picture():
                _write_part(self._document.add_paragraph, piece)
            case Grid():
                self._write_grid(piece, whole=whole)
            case DataTable():
                self._write_table(piece)
            case Break():
                self._document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            case _:
                assert_never(piece)

    def _write_grid(self, grid: Grid, *, whole: bool) -> None:
        table = self._document.add_table(rows=len(grid.rows), cols=len(grid.widths))
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        set_cell_margins(table, side=0)
        set_widths(table, _lengths(grid.widths))
        for row, cells in zip(table.rows, grid.rows, strict=True):
            for cell, parts in zip(row.cells, cells, strict=True):
                _fill(cell, parts)
                if grid.before:
                    cell.paragraphs[0].paragraph_format.space_before = Pt(grid.before)
            if whole:
                keep_row_whole(row)

    def _write_table(self, data: DataTable) -> None:
        table = self._document.add_table(rows=1 + len(data.rows), cols=len(data.widths))
        table.style = "Table Grid"
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        set_cell_margins(table, side=4, above=2)
        set_widths(table, _lengths(data.widths))
        columns = len(data.widths)
        # `row.cells` walks the whole table each time; one walk is enough.
        cells = table._cells
        for place, lines in enumerate((data.header, *data.rows)):
            for cell, line in zip(cells[place * columns :], lines, strict=False):
                if place == 0:
                    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
                write_line(cell.paragraphs[0], line)
        for place, row in enumerate(table.rows):
            if place == 0:
                repeat_header(row)
            elif sum(len(line.text) for line in data.rows[place - 1]) < _LONG_ROW:
                keep_row_whole(row)
        after = self._document.add_paragraph()
        after.paragraph_format.line_spacing = Pt(8)


def _lengths(widths: tuple[float, ...]) -> tuple[Length, ...]:
    return tuple(Mm(width) for width in widths)


def _fill(cell: _Cell, parts: Iterable[Part | Boxed]) -> None:
    empty: list[Paragraph] = [cell.paragraphs[0]]

    def next_paragraph() -> Paragraph:
        return empty.pop() if empty else cell.add_paragraph()

    for part in parts:
        _write_part(next_paragraph, part)


def _write_part(next_paragraph: Callable[[], Paragraph], part: Part | Boxed) -> None:
    paragraph = next_paragraph()
    match part:
        case Line():
            write_line(paragraph, part)
        case Rule():
            margin = Pt(max(0, (part.available - part.length) / 2))
            paragraph.paragraph_format.left_indent = margin
            paragraph.paragraph_format.right_indent = margin
            # An exact, small line: the border stands close below the text above.
            paragraph.paragraph_format.line_spacing = Pt(4)
            paragraph.paragraph_format.space_after = Pt(part.after)
            line_below(paragraph)
        case Picture():
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            picture = paragraph.add_run().add_picture(BytesIO(part.content))
            share = min(Mm(part.width) / picture.width, Mm(part.height) / picture.height)
            picture.width = Length(round(picture.width * share))
            picture.height = Length(round(picture.height * share))
        case Boxed():
            write_line(paragraph, part.line)
            paragraph.paragraph_format.space_before = Pt(6)
            beside = Mm(max(0.0, (part.available - part.width) / 2))
            paragraph.paragraph_format.left_indent = beside
            paragraph.paragraph_format.right_indent = beside
            frame(paragraph)
        case _:
            assert_never(part)
