"""What a clerk finds in the Word file of an official document."""

import re
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn

from documents.rendering.docx import render_docx
from documents.rendering.pdf import render_pdf
from documents.rendering.structure import OfficialForm
from tests.documents.rendering import samples
from tests.documents.rendering.reading import docx_lines, pdf_text

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
ALL = {
    "minutes": samples.minutes(),
    "resolution": samples.resolution(),
    "notice": samples.conclusion_notice(),
    "ballot": samples.ballot_results(),
    "english": samples.english_notice(),
}


@pytest.mark.parametrize("form", ALL.values(), ids=ALL)
def test_word_file_and_pdf_say_the_same(form: OfficialForm) -> None:
    pdf = pdf_text(render_pdf(form, created_at=AT)).replace(" ", "")
    lines = docx_lines(render_docx(form, created_at=AT))
    assert len(lines) > 10
    missing = [line for line in lines if len(line) < 60 and line.replace(" ", "") not in pdf]
    assert missing == []


def test_the_parts_come_in_order() -> None:
    lines = docx_lines(render_docx(samples.minutes(), created_at=AT))
    head = ["CHÍNH PHỦ", "VĂN PHÒNG CHÍNH PHỦ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
    assert lines[:3] == head
    assert lines[3:7] == [
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 07/BB-VPCP",
        "BIÊN BẢN",
        "Phiên họp Chính phủ thường kỳ tháng 11 năm 2026",
    ]
    assert lines[-8:] == [
        "Phiên họp kết thúc vào 17 giờ 30, ngày 25 tháng 11 năm 2026./.",
        "THƯ KÝ",
        "Trần Thị Quỳnh",
        "CHỦ TỌA",
        "Nguyễn Văn Ưng",
        "Nơi nhận:",
        "- Các thành viên Chính phủ;",
        "- Lưu: VT, Hồ sơ.",
    ]


def test_every_style_is_times_new_roman_and_vietnamese() -> None:
    content = render_docx(samples.minutes(), created_at=AT)
    with ZipFile(BytesIO(content)) as package:
        styles = package.read("word/styles.xml").decode()
    document = Document(BytesIO(content))
    for name in ("Normal", "Heading 1", "Heading 3", "Header"):
        fonts = document.styles[name].element.rPr.find(qn("w:rFonts"))
        assert {fonts.get(qn(f"w:{slot}")) for slot in ("ascii", "hAnsi", "cs", "eastAsia")} == {
            "Times New Roman"
        }
        assert not any("heme" in key for key in fonts.attrib)
    assert 'w:val="vi-VN"' in styles
    assert "Theme=" not in styles.replace("w:themeTint", "")
    assert set(re.findall(r'<w:color [^>]*w:val="(\w+)"', styles)) == {"000000"}


def test_page_is_a4_with_the_margins_of_the_decree_and_numbered_from_page_two() -> None:
    document = Document(BytesIO(render_docx(samples.ballot_results(), created_at=AT)))
    body, annex = document.sections
    millimetres = [
        round(length.mm)
        for length in (
            body.page_width,
            body.page_height,
            body.top_margin,
            body.bottom_margin,
            body.left_margin,
            body.right_margin,
        )
    ]
    assert millimetres == [210, 297, 20, 20, 30, 15]
    assert body.different_first_page_header_footer and annex.different_first_page_header_footer
    assert "PAGE" in body.header._element.xml
    assert "PAGE" not in body.first_page_header._element.xml
    assert annex.header.is_linked_to_previous
    assert annex._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
    assert body.footer.paragraphs[0].text == "Mã tra cứu: 7F3A-91C2"
    assert body.first_page_footer.paragraphs[0].text == "Mã tra cứu: 7F3A-91C2"


def test_the_header_of_a_table_repeats_and_its_rows_stay_whole() -> None:
    document = Document(BytesIO(render_docx(samples.ballot_results(), created_at=AT)))
    table = document.tables[1]
    assert len(table.rows) == 26
    assert [cell.text for cell in table.rows[0].cells][:2] == ["STT", "Họ và tên"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.rows[1]._tr.trPr.find(qn("w:cantSplit")) is not None


def test_decomposed_text_comes_out_composed_and_equal_input_gives_equal_bytes() -> None:
    form = samples.resolution()
    decomposed = replace(form, subject=unicodedata.normalize("NFD", form.subject))
    assert render_docx(decomposed, created_at=AT) == render_docx(form, created_at=AT)


def test_the_file_says_what_it_is() -> None:
    properties = Document(BytesIO(render_docx(samples.resolution(), created_at=AT))).core_properties
    assert properties.title.startswith("Nghị quyết 05/NQ-CP")
    assert properties.author == "Chính phủ"
    assert properties.created == AT
