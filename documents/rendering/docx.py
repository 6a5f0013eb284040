"""Draws a composed form as a Word file with python-docx, in Times New Roman."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.section import Section
from docx.shared import Mm, Pt

from documents.rendering.compose import compose
from documents.rendering.docx_marks import page_number_field, plain_styles, restart_numbers
from documents.rendering.docx_pieces import DocxWriter, write_line
from documents.rendering.pieces import (
    BOTTOM,
    LANDSCAPE,
    LEFT,
    PAGE_NUMBER_SIZE,
    RIGHT,
    TOP,
    Composition,
)
from documents.rendering.structure import OfficialForm


def render_docx(form: OfficialForm, *, created_at: datetime | None = None) -> bytes:
    """The form as a Word file; the same form and `created_at` give the same bytes."""
    composition = compose(form)
    instant = (created_at or datetime.now(UTC)).astimezone(UTC)
    document = docx.Document()
    plain_styles(document, composition.language_tag)
    _describe(document, composition, instant)
    for place, sheet in enumerate(composition.sheets):
        section = document.sections[0] if place == 0 else document.add_section(WD_SECTION.NEW_PAGE)
        _lay_out(section, composition, first=place == 0)
        writer = DocxWriter(document)
        writer.write(sheet.pieces)
        writer.write(sheet.ending, together=True)
    target = BytesIO()
    document.save(target)
    return _dated(target, instant)


def _describe(document: Document, composition: Composition, instant: datetime) -> None:
    properties = document.core_properties
    # Word refuses properties of more than 255 characters.
    properties.title = composition.title[:255]
    properties.author = properties.last_modified_by = composition.author[:255]
    properties.subject = composition.subject[:255]
    properties.language = composition.language_tag
    properties.comments = ""
    properties.created = properties.modified = instant.replace(tzinfo=None)


def _lay_out(section: Section, composition: Composition, *, first: bool) -> None:
    page = composition.page
    section.page_width, section.page_height = Mm(page.width), Mm(page.height)
    if page is LANDSCAPE:
        section.orientation = WD_ORIENT.LANDSCAPE
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.header_distance, section.footer_distance = Mm(10), Mm(8)
    section.different_first_page_header_footer = True
    restart_numbers(section)
    if not first:
        return  # later sections take over the header and footer of the one before
    header = section.header.paragraphs[0]
    header.alignment = WD_ALIGN_PARAGRAPH.CENTER
    page_number_field(header, Pt(PAGE_NUMBER_SIZE))
    if composition.footer is not None:
        for footer in (section.first_page_footer, section.footer):
            write_line(footer.paragraphs[0], composition.footer)


def _dated(saved: BytesIO, instant: datetime) -> bytes:
    """The package with one date on every part, so that equal content is equal bytes."""
    target = BytesIO()
    stamp = (instant.year, instant.month, instant.day, instant.hour, instant.minute, instant.second)
    with (
        zipfile.ZipFile(saved) as package,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as rewritten,
    ):
        for part in package.infolist():
            entry = zipfile.ZipInfo(part.filename, stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            rewritten.writestr(entry, package.read(part))
    return target.getvalue()
