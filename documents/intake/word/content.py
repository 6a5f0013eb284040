"""The content of a DOCX in reading order: paragraphs, tables, page breaks.

Walks the XML itself: what stands in content controls, in insertions not yet accepted and in text
boxes is text of the paper too, and python-docx passes over it. What was deleted stays out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from documents.intake.word.numbering import Numbering
from documents.intake.word.styles import Styles, first, is_on, number_of
from documents.intake.word.xml import read_xml
from documents.rendering.pieces import Line, LineStyle
from documents.rendering.structure import Align, Run
from documents.rendering.text import clean

_ALIGNMENTS = {
    "center": Align.CENTRE, "right": Align.RIGHT, "end": Align.RIGHT, "both": Align.JUSTIFY,
    "distribute": Align.JUSTIFY,
}  # fmt: skip
_HOLDERS = tuple(
    qn(f"w:{name}") for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
)
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = {qn("w:del"), qn("w:moveFrom"), _COMPATIBILITY + "Fallback"}
_BOX = qn("w:txbxContent")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_TAB = "\u00a0" * 4
_MM_OF_TWIP = 25.4 / 1440
_MOST_INDENT = 80.0
_SMALLEST, _LARGEST = 6.0, 36.0
_DEEPEST_TABLE = 4


class NewPage:
    """A page break."""


@dataclass
class Cell:
    """A cell: what stands in it, over how many columns, and whether it goes on from above."""

    content: list[Any] = field(default_factory=list)
    columns: int = 1
    goes_on: bool = False


@dataclass
class Grid:
    """A table; `widths` are shares, `lined` whether lines are drawn."""

    widths: list[float]
    rows: list[list[Cell]]
    lined: bool


Part = Line | Grid | NewPage


class Reader:
    """Reads one document, once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._styles = Styles(document)
        self._numbering = Numbering(_numbering_of(document))
        self._notes = dict(_notes_of(document))

    def parts(self) -> Iterator[Part]:
        """Everything the body says, then its footnotes."""
        yield from self._block(self._document.element.body, 0)
        for number, note in enumerate(self._notes.values(), start=1):
            for place, paragraph in enumerate(note.iter(qn("w:p"))):
                mark = (Run(f"[{number}] "),) if not place else ()
                yield Line((*mark, *self._runs(paragraph)), LineStyle(11, Align.LEFT))

    def _block(self, holder: Any, depth: int) -> Iterator[Part]:
        for node in holder:
            if node.tag == qn("w:p"):
                yield from self._paragraph(node, depth)
            elif node.tag == qn("w:tbl"):
                if depth < _DEEPEST_TABLE:
                    yield self._table(node, depth + 1)
                else:
                    for cell in node.iter(qn("w:tc")):
                        yield from self._block(cell, depth)
            elif node.tag in _HOLDERS:
                yield from self._block(node, depth)

    def _paragraph(self, node: Any, depth: int) -> Iterator[Part]:
        places = self._styles.of_paragraph(node)
        breaks = _has_page_break(node)
        if (is_on(places, "w:pageBreakBefore") or breaks) and not depth:
            yield NewPage()
        runs = self._runs(node)
        mark = self._mark(places)
        if mark:
            runs = (Run(f"{mark} "), *runs)
        if runs:
            yield Line(runs, self._style(node, places))
        for box in _boxes(node):
            yield from self._block(box, depth)

    def _runs(self, paragraph: Any) -> tuple[Run, ...]:
        runs: list[Run] = []
        for run in _runs_of(paragraph):
            text = clean(self._text(run))
            if not text:
                continue
            places = self._styles.of_run(run, paragraph)
            if is_on(places, "w:vanish"):
                continue
            if is_on(places, "w:caps"):
                text = text.upper()
            raised = first(places, "w:vertAlign")
            if raised is not None and raised.get(qn("w:val")) == "superscript":
                text = text.translate(_RAISED)
            runs.append(Run(text, is_on(places, "w:b"), is_on(places, "w:i")))
        return tuple(runs) if any(run.text.strip() for run in runs) else ()

    def _text(self, run: Any) -> str:
        text = ""
        for node in run:
            if node.tag == qn("w:t"):
                # All of it, also behind a comment.
                text += node.xpath("string()")
            elif node.tag in (qn("w:tab"), qn("w:ptab")):
                text += _TAB
            elif node.tag == qn("w:cr") or (
                node.tag == qn("w:br") and node.get(qn("w:type")) in (None, "textWrapping")
            ):
                text += "\n"
            elif node.tag == qn("w:noBreakHyphen"):
                text += "-"
            elif node.tag == qn("w:sym"):
                text += "•"
            elif node.tag == qn("w:footnoteReference"):
                id_ = node.get(qn("w:id"), "")
                if id_ in self._notes:
                    text += f"[{list(self._notes).index(id_) + 1}]"
        return text

    def _mark(self, places: list[Any]) -> str:
        for place in places:
            number = place.find(qn("w:numPr"))
            if number is None:
                continue
            id_, level = number.find(qn("w:numId")), number.find(qn("w:ilvl"))
            if id_ is None:
                continue
            deep = number_of(level, "w:val")
            return self._numbering.next_mark(id_.get(qn("w:val"), ""), int(deep or 0))
        return ""

    def _style(self, node: Any, places: list[Any]) -> LineStyle:
        indent = first(places, "w:ind")
        left = _twips(indent, "w:left") or _twips(indent, "w:start")
        further = _twips(indent, "w:firstLine") - _twips(indent, "w:hanging")
        level = number_of(first(places, "w:outlineLvl"), "w:val")
        # Two or three sizes in one paragraph are drawn in the first.
        some = next(iter(_runs_of(node)), None)
        half = None
        if some is not None:
            half = number_of(first(self._styles.of_run(some, node), "w:sz"), "w:val")
        kind = first(places, "w:jc")
        return LineStyle(
            size=max(_SMALLEST, min((half or 22) / 2, _LARGEST)),
            align=_ALIGNMENTS.get("" if kind is None else kind.get(qn("w:val"), ""), Align.LEFT),
            first_indent=max(-left, min(further, _MOST_INDENT)),
            left_indent=left,
            after=4,
            keep_with_next=is_on(places, "w:keepNext") and level is not None,
            outline=int(level) if level is not None and level < 9 else None,
        )

    def _table(self, node: Any, depth: int) -> Grid:
        widths = [number_of(one, "w:w") or 0 for one in node.iter(qn("w:gridCol"))]
        rows = []
        for row in _below(node, qn("w:tr")):
            cells = []
            for cell in _below(row, qn("w:tc")):
                about = cell.find(qn("w:tcPr"))
                span = number_of(None if about is None else about.find(qn("w:gridSpan")), "w:val")
                merge = None if about is None else about.find(qn("w:vMerge"))
                goes_on = merge is not None and merge.get(qn("w:val"), "continue") == "continue"
                content = list(self._block(cell, depth))
                cells.append(Cell(content, max(1, int(span or 1)), goes_on))
            if cells:
                rows.append(cells)
        return Grid(widths, rows, self._is_lined(node))

    def _is_lined(self, table: Any) -> bool:
        about = table.find(qn("w:tblPr"))
        styles = self._styles.chain(about, "w:tblStyle", default=False)
        inner = [style.find(qn("w:tblPr")) for style in styles]
        borders = first([node for node in (about, *inner) if node is not None], "w:tblBorders")
        if borders is not None:
            return any(side.get(qn("w:val")) not in ("nil", "none", None) for side in borders)
        return any(
            side.get(qn("w:val")) not in ("nil", "none", None)
            for of_cell in table.iter(qn("w:tcBorders"))
            for side in of_cell
        )


def _below(holder: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, those in content controls too."""
    for node in holder:
        if node.tag == tag:
            yield node
        elif node.tag in _HOLDERS:
            yield from _below(node, tag)


def _runs_of(node: Any) -> Iterator[Any]:
    """The runs of a paragraph as they stand now: without deletions, and without its boxes."""
    for child in node:
        if child.tag == qn("w:r"):
            yield child
        elif isinstance(child.tag, str) and child.tag not in _GONE and child.tag != qn("w:pPr"):
            yield from _runs_of(child)


def _boxes(node: Any) -> Iterator[Any]:
    """The text boxes below a paragraph, each once."""
    for child in node:
        if child.tag == _BOX:
            yield child
        elif child.tag not in _GONE:
            yield from _boxes(child)


def _has_page_break(paragraph: Any) -> bool:
    return any(node.get(qn("w:type")) == "page" for node in paragraph.iter(qn("w:br")))


def _numbering_of(document: Document) -> Any | None:
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/numbering") and not relation.is_external:
            return _root_of(relation.target_part)
    return None


def _notes_of(document: Document) -> Iterator[tuple[str, Any]]:
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/footnotes") and not relation.is_external:
            for note in _root_of(relation.target_part).iter(qn("w:footnote")):
                if note.get(qn("w:type")) is None:
                    yield note.get(qn("w:id"), ""), note


def _root_of(part: Any) -> Any:
    return read_xml(part.blob)


def _twips(node: Any | None, attribute: str) -> float:
    """A length in millimetres."""
    found = number_of(node, attribute)
    return 0.0 if found is None else max(-_MOST_INDENT, min(found * _MM_OF_TWIP, _MOST_INDENT))
