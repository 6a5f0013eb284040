"""The blocks of a body as lines and tables, by Decree 30/2020, annex I, part I, section II.6."""

from functools import singledispatch

from documents.rendering.pieces import (
    FIRST_INDENT,
    TEXT_WIDTH,
    Break,
    DataTable,
    Line,
    LineStyle,
    Piece,
)
from documents.rendering.structure import (
    Align,
    Block,
    BulletList,
    Clause,
    Formula,
    Heading,
    KeyValue,
    LegalBasis,
    Marker,
    NumberedList,
    PageBreak,
    Paragraph,
    Run,
    Table,
    Text,
)
from documents.rendering.text import VIETNAMESE_LETTERS, clean

_BODY = LineStyle(first_indent=FIRST_INDENT)
_STOPS = " \n.;,/"


def as_runs(text: Text, *, bold: bool = False, italic: bool = False) -> tuple[Run, ...]:
    """Clean runs of any text; `bold` and `italic` are added to what the runs have."""
    parts = text if isinstance(text, tuple) else (text,)
    runs = (part if isinstance(part, Run) else Run(part) for part in parts)
    return tuple(Run(clean(run.text), run.bold or bold, run.italic or italic) for run in runs)


def ended(runs: tuple[Run, ...], stop: str) -> tuple[Run, ...]:
    """The runs with their closing stops replaced by the given one."""
    if not runs:
        return runs
    last = runs[-1]
    return (*runs[:-1], Run(last.text.rstrip(_STOPS) + stop, last.bold, last.italic))


def point_mark(marker: Marker, place: int) -> str:
    """ "3." or "c)" for the third; letters follow the Vietnamese alphabet (… c, d, đ, e …)."""
    if marker is Marker.NUMBER:
        return f"{place}."
    rounds, letter = divmod(place - 1, len(VIETNAMESE_LETTERS))
    return VIETNAMESE_LETTERS[letter] * (rounds + 1) + ")"


@singledispatch
def block_pieces(block: Block) -> list[Piece]:
    """The pieces of one block. Raises TypeError for what is not a block."""
    raise TypeError(f"not a block: {block!r}")


@block_pieces.register
def _(block: Heading) -> list[Piece]:
    text, number = clean(block.text), clean(block.number)
    if block.level == 1:
        middle = LineStyle(align=Align.CENTRE, before=8, after=0, keep_with_next=True, outline=0)
        if not number:
            return [Line((Run(text.upper(), bold=True),), middle)]
        title = LineStyle(align=Align.CENTRE, keep_with_next=True)
        return [
            Line((Run(number, bold=True),), middle),
            Line((Run(text.upper(), bold=True),), title),
        ]
    style = LineStyle(
        first_indent=FIRST_INDENT, before=4, keep_with_next=True, outline=block.level - 1
    )
    return [Line((Run(f"{number} {text}".strip(), bold=True, italic=block.level > 3),), style)]


@block_pieces.register
def _(block: Paragraph) -> list[Piece]:
    indent = FIRST_INDENT if block.indent and block.align is Align.JUSTIFY else 0
    style = LineStyle(align=block.align, first_indent=indent, keep_with_next=block.leads)
    return [Line(as_runs(block.text), style)]


@block_pieces.register
def _(block: Formula) -> list[Piece]:
    style = LineStyle(align=Align.CENTRE, before=6, after=8, keep_with_next=True)
    return [Line(as_runs(block.text.upper(), bold=True), style)]


@block_pieces.register
def _(block: LegalBasis) -> list[Piece]:
    last = len(block.lines)
    return [
        Line(ended(as_runs(line, italic=True), "." if place == last else ";"), _BODY)
        for place, line in enumerate(block.lines, start=1)
    ]


@block_pieces.register
def _(block: Clause) -> list[Piece]:
    label = clean(block.label)
    if not block.heading:
        return [Line((Run(f"{label} ", bold=True), *as_runs(block.text)), _BODY)]
    style = LineStyle(first_indent=FIRST_INDENT, before=4, keep_with_next=True, outline=1)
    pieces: list[Piece] = [Line((Run(f"{label} {clean(block.heading)}", bold=True),), style)]
    if block.text:
        pieces.append(Line(as_runs(block.text), _BODY))
    return pieces


@block_pieces.register
def _(block: BulletList) -> list[Piece]:
    return [Line((Run(f"{clean(block.mark)} "), *as_runs(item)), _BODY) for item in block.items]


@block_pieces.register
def _(block: NumberedList) -> list[Piece]:
    return [
        Line((Run(f"{point_mark(block.marker, place)} "), *as_runs(item)), _BODY)
        for place, item in enumerate(block.items, start=block.start)
    ]


@block_pieces.register
def _(block: KeyValue) -> list[Piece]:
    return [Line((Run(f"{clean(block.label)}: "), *as_runs(block.value)), _BODY)]


@block_pieces.register
def _(block: Table) -> list[Piece]:
    total = sum(column.width for column in block.columns)
    heading = LineStyle(block.size, Align.CENTRE, after=0, spacing=1)
    styles = [LineStyle(block.size, column.align, after=0, spacing=1) for column in block.columns]
    table = DataTable(
        widths=tuple(TEXT_WIDTH * column.width / total for column in block.columns),
        header=tuple(Line(as_runs(column.title, bold=True), heading) for column in block.columns),
        rows=tuple(
            tuple(Line(as_runs(cell), style) for cell, style in zip(row, styles, strict=True))
            for row in block.rows
        ),
    )
    if not block.caption:
        return [table]
    above = LineStyle(13, Align.CENTRE, before=4, spacing=1, keep_with_next=True)
    return [Line(as_runs(block.caption, bold=True), above), table]


@block_pieces.register
def _(block: PageBreak) -> list[Piece]:
    return [Break()]
