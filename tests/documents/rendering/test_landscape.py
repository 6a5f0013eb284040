"""Pages on their long side, for wide tables: as Word file, as PDF, and a Word file read again."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.shared import Mm
from pypdf import PdfReader

from documents.intake.word.drawing import draw_document
from documents.rendering.compose import compose
from documents.rendering.docx import render_docx
from documents.rendering.pdf import render_pdf
from documents.rendering.pieces import DataTable
from documents.rendering.structure import Column, Letterhead, OfficialForm, Signature, Table
from tests.cabinet import T0


def form(landscape: bool) -> OfficialForm:
    return OfficialForm(
        letterhead=Letterhead(agency="Bộ Tài chính"),
        kind="Bảng tổng hợp",
        subject="Ý kiến góp ý",
        blocks=(Table((Column("TT", 0.3), Column("Nội dung", 2)), (("1", "Điều 5"),)),),
        signatures=(Signature("Bộ trưởng", "Trần Thị Bình"),),
        landscape=landscape,
    )


@pytest.mark.parametrize("landscape", [False, True])
def test_the_table_takes_the_width_of_the_page(landscape: bool) -> None:
    composition = compose(form(landscape))
    [table] = [piece for piece in composition.sheets[0].pieces if isinstance(piece, DataTable)]

    assert sum(table.widths) == pytest.approx(252.0 if landscape else 165.0)


def test_the_word_file_lies_on_its_long_side() -> None:
    [section] = docx.Document(BytesIO(render_docx(form(True), created_at=T0))).sections

    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert round(section.page_width / Mm(1)) == 297
    assert round(section.page_height / Mm(1)) == 210


def test_the_pdf_lies_on_its_long_side() -> None:
    page = PdfReader(BytesIO(render_pdf(form(True), created_at=T0))).pages[0]

    assert float(page.mediabox.width) == pytest.approx(841.9, abs=0.1)
    assert float(page.mediabox.height) == pytest.approx(595.3, abs=0.1)


@pytest.mark.parametrize("landscape", [False, True])
def test_a_word_file_is_read_on_pages_that_lie_as_its_own(tmp_path: Path, landscape: bool) -> None:
    source, target = tmp_path / "a.docx", tmp_path / "a.pdf"
    source.write_bytes(render_docx(form(landscape), created_at=T0))
    draw_document(source, target, "")

    page = PdfReader(target).pages[0]
    assert (page.mediabox.width > page.mediabox.height) is landscape
