"""The marks of WordprocessingML that python-docx has no words for."""

from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

FONT = "Times New Roman"
_FONT_SLOTS = ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia")
_THEME_SLOTS = ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme")


def plain_styles(document: Document, language_tag: str) -> None:
    """Times New Roman, black, without the template's colours and spacing, in the given language."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    _set_face(defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}"), language_tag)
    for properties in document.styles.element.iter(qn("w:rPr")):
        # Every style, the character styles linked to headings too: some readers follow those.
        _set_face(properties, language_tag)
        for colour in properties.findall(qn("w:color")):
            properties.remove(colour)
    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Header", "Footer"):
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)
        _set_face(style.element.get_or_add_rPr(), language_tag)
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.font.size = Pt(14)
        if name.startswith("Heading"):
            style.font.bold = style.font.italic = False  # the runs say what is bold
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
        style.paragraph_format.keep_with_next = False
    _set_word_version(document)


def _set_face(properties: Any, language_tag: str) -> None:
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for slot in _THEME_SLOTS:
        fonts.attrib.pop(qn(slot), None)
    for slot in _FONT_SLOTS:
        fonts.set(qn(slot), FONT)
    language = properties.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        properties.append(language)
    for slot in ("w:val", "w:eastAsia"):
        language.set(qn(slot), language_tag)


def _set_word_version(document: Document) -> None:
    """Lays out as Word since 2013 does, and without stretching a line that ends in a break."""
    settings = document.settings.element
    compatibility = settings.find(qn("w:compat"))
    if compatibility is None:
        compatibility = OxmlElement("w:compat")
        settings.append(compatibility)
    compatibility.insert(0, OxmlElement("w:doNotExpandShiftReturn"))
    for setting in compatibility.findall(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def page_number_field(paragraph: Paragraph, size: Length) -> None:
    """The number of the page, as a field that Word keeps up to date."""
    run = paragraph.add_run()
    run.font.size = size
    for kind, text in (("begin", ""), ("instr", "PAGE"), ("separate", ""), ("shown", "2")):
        _field_part(run, kind, text)
    _field_part(run, "end", "")


def _field_part(run: Run, kind: str, text: str) -> None:
    if kind in {"instr", "shown"}:
        element = OxmlElement("w:instrText" if kind == "instr" else "w:t")
        element.text = text
    else:
        element = OxmlElement("w:fldChar")
        element.set(qn("w:fldCharType"), kind)
    run._r.append(element)


def restart_numbers(section: Section) -> None:
    """The pages of this section count from 1."""
    properties = section._sectPr
    numbers = properties.find(qn("w:pgNumType"))
    if numbers is None:
        numbers = OxmlElement("w:pgNumType")
        # The schema wants it after the margins and before the columns.
        margins = properties.find(qn("w:pgMar"))
        margins.addnext(numbers)
    numbers.set(qn("w:start"), "1")


def line_below(paragraph: Paragraph) -> None:
    """A thin border under the paragraph, as long as its indents leave."""
    _border(paragraph, ("bottom",))


def frame(paragraph: Paragraph) -> None:
    """A thin border around the paragraph."""
    _border(paragraph, ("top", "left", "bottom", "right"))


def _border(paragraph: Paragraph, edges: tuple[str, ...]) -> None:
    borders = OxmlElement("w:pBdr")
    for edge in edges:
        element = OxmlElement(f"w:{edge}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "1"), ("color", "000000")):
            element.set(qn(f"w:{name}"), value)
        borders.append(element)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders,
        *("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:bidi"),
        *("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing"),
        *("w:mirrorIndents", "w:jc", "w:textAlignment", "w:outlineLvl", "w:rPr", "w:sectPr"),
    )


def repeat_header(row: _Row) -> None:
    """Word shows this row again at the top of every page of the table."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def keep_row_whole(row: _Row) -> None:
    """The row is not broken between two pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def set_widths(table: Table, widths: tuple[Length, ...]) -> None:
    """Fixed widths, written on the grid and on every cell, as Word and LibreOffice each want."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row._tr.tc_lst, widths, strict=True):
            cell.width = width


def set_cell_margins(table: Table, *, side: float, above: float = 0) -> None:
    """Room inside every cell, in points: left and right, above and below."""
    margins = OxmlElement("w:tblCellMar")
    for edge, room in (("top", above), ("left", side), ("bottom", above), ("right", side)):
        element = OxmlElement(f"w:{edge}")
        element.set(qn("w:w"), str(round(room * 20)))
        element.set(qn("w:type"), "dxa")
        margins.append(element)
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is None:
        table._tbl.tblPr.append(margins)
    else:
        look.addprevious(margins)
