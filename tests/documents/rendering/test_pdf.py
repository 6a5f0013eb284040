"""What a clerk finds in the PDF of an official document."""

import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from time import perf_counter

import pypdfium2 as pdfium
import pytest
from PIL import Image
from pypdf import PdfReader

from documents.rendering.docx import render_docx
from documents.rendering.fonts import FontsMissing, serif_folder
from documents.rendering.pdf import render_pdf
from documents.rendering.structure import (
    BulletList,
    Column,
    Heading,
    OfficialForm,
    Paragraph,
    Signature,
    Table,
)
from tests.documents.rendering import samples
from tests.documents.rendering.reading import pdf_pages, pdf_text

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
MM = 72 / 25.4


def in_order(text: str, *parts: str) -> bool:
    place = 0
    for part in parts:
        place = text.find(part, place)
        if place == -1:
            return False
    return True


def test_what_announces_a_list_never_ends_a_page() -> None:
    above = samples.minutes().blocks[:1]
    lead, items = Paragraph("Ý kiến tại phiên họp:", leads=True), BulletList(("Một.", "Hai."))
    parted = set()
    for filling in range(18, 34):
        fill = tuple(Paragraph(f"Dòng {number}.") for number in range(filling))
        form = replace(samples.minutes(), blocks=(*above, *fill, lead, items))
        pages = pdf_pages(render_pdf(form, created_at=AT))
        (place,) = [number for number, text in enumerate(pages) if "Ý kiến tại phiên họp:" in text]
        assert "- Một." in pages[place]
        parted.add(place)
    assert parted == {0, 1}  # the end of the page lay within what was tried


def test_minutes_carry_every_part_in_the_order_of_the_decree() -> None:
    text = pdf_text(render_pdf(samples.minutes(), created_at=AT))
    assert in_order(
        text,
        "CHÍNH PHỦ",
        "VĂN PHÒNG CHÍNH PHỦ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 07/BB-VPCP",
        "BIÊN BẢN",
        "Phiên họp Chính phủ thường kỳ tháng 11 năm 2026",
        "Thời gian bắt đầu: 8 giờ 00",
        "Địa điểm:",
        "Thành phần tham dự:",
        "1. Tờ trình",
        "20. Báo cáo",
        "ngày 25 tháng 11 năm 2026./.",
        "THƯ KÝ",
        "Trần Thị Quỳnh",
        "CHỦ TỌA",
        "Nguyễn Văn Ưng",
        "Nơi nhận:",
        "- Các thành viên Chính phủ;",
        "- Lưu: VT, Hồ sơ.",
    )
    assert "nguồn lực thực hiện & trách nhiệm" in text
    assert "(thời hạn < 30 ngày)" in text


def test_resolution_reads_as_issued() -> None:
    text = pdf_text(render_pdf(samples.resolution(), created_at=AT))
    assert in_order(
        text,
        "Số: 05/NQ-CP",
        "Hà Nội, ngày 05 tháng 02 năm 2026",
        "NGHỊ QUYẾT",
        "Căn cứ Luật Tổ chức Chính phủ;",
        "Quy chế làm việc của Chính phủ;",
        "của các thành viên Chính phủ.",
        "QUYẾT NGHỊ:",
        "Điều 1. Thông qua",
        "Điều 2. Phân công thực hiện",
        "c) Công bố",
        "d) Tổ chức",
        "đ) Báo cáo",
        "thi hành Nghị quyết này./.",
        "Nơi nhận:",
    )
    assert in_order(text, "TM. CHÍNH PHỦ", "KT. THỦ TƯỚNG", "PHÓ THỦ TƯỚNG", "Lê Thị Bưởi")


def test_the_page_number_stands_in_the_top_margin_from_page_two() -> None:
    document = pdfium.PdfDocument(render_pdf(samples.minutes(), created_at=AT))
    assert len(document) >= 3
    for number, page in enumerate(document, start=1):
        margin = page.get_textpage().get_text_bounded(bottom=(297 - 20) * MM)
        assert margin.strip() == ("" if number == 1 else str(number))


def test_a_long_table_repeats_its_header_and_an_annex_counts_its_own_pages() -> None:
    form = samples.ballot_results(members=60)
    first, second, third, annex = pdf_pages(render_pdf(form, created_at=AT))
    for page in (first, second):
        assert "STT Họ và tên Chức vụ Đồng ý" in page
    assert second.startswith("2 Mã") and third.startswith("3 Mã")
    assert annex.startswith("Mã tra cứu: 7F3A-91C2 Phụ lục I BẢNG TỔNG HỢP Ý KIẾN (Kèm theo")
    assert all("Mã tra cứu: 7F3A-91C2" in page for page in (first, second, third, annex))


@pytest.mark.parametrize("lines", range(1, 45))
def test_signatures_never_stand_alone_and_no_heading_ends_a_page(lines: int) -> None:
    form = replace(
        samples.resolution(),
        blocks=(*(Paragraph(f"Nội dung thứ {n}.") for n in range(lines)), Heading("Tổ chức")),
    )
    for page in pdf_pages(render_pdf(form, created_at=AT)):
        assert not page.endswith("Tổ chức")
        assert ("Lê Thị Bưởi" in page) == ("Nghị quyết này./." in page)


def test_without_a_closing_line_the_last_paragraph_goes_with_the_signature() -> None:
    for lines in range(20, 32):
        paragraphs = tuple(Paragraph(f"Nội dung thứ {n}.") for n in range(lines))
        form = replace(samples.resolution(), blocks=paragraphs, closing="")
        last = pdf_pages(render_pdf(form, created_at=AT))[-1]
        assert f"Nội dung thứ {lines - 1}." in last and "Lê Thị Bưởi" in last


def test_decomposed_text_comes_out_composed() -> None:
    form = samples.resolution()
    decomposed = replace(
        form,
        subject=unicodedata.normalize("NFD", form.subject),
        closing=unicodedata.normalize("NFD", str(form.closing)),
    )
    assert render_pdf(decomposed, created_at=AT) == render_pdf(form, created_at=AT)


@pytest.mark.parametrize("remark", ["Ư" * 300, "Ý kiến rất dài. " * 625, "ữ" * 10_000])
def test_very_long_words_and_remarks_stay_inside_the_page(remark: str) -> None:
    table = Table((Column("STT", 1), Column("Ý kiến", 6)), (("1", remark), (remark, "2")))
    form = replace(
        samples.resolution(),
        subject=remark[:300],
        blocks=(Paragraph(remark), table, Heading(remark[:300])),
        signatures=(Signature("Thủ tướng", remark[:300]),),
        recipients=(remark[:600],) * 12,
    )
    drawn = 0
    for page in pdfium.PdfDocument(render_pdf(form, created_at=AT)):
        text = page.get_textpage()
        drawn += text.get_text_bounded().count(remark[0])
        for place in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(place)
            assert left >= 29 * MM
            assert right <= (210 - 14) * MM
            assert bottom >= 19 * MM
            assert top <= (297 - 10) * MM
    assert drawn >= 3 * remark.count(remark[0])


def test_control_and_direction_characters_are_dropped() -> None:
    form = replace(
        samples.resolution(), blocks=(Paragraph("A\x00\x07\x1b\u202eB\ufffe\tC<b>&amp;\x0bD"),)
    )
    assert "AB C<b>&amp;D" in pdf_text(render_pdf(form, created_at=AT))
    render_docx(form, created_at=AT)


def test_the_file_says_what_it_is_and_embeds_every_font() -> None:
    content = render_pdf(samples.resolution(), created_at=AT)
    reader = PdfReader(BytesIO(content))
    assert reader.metadata is not None
    assert str(reader.metadata.title).startswith("Nghị quyết 05/NQ-CP Về các nhiệm vụ")
    assert reader.metadata.author == "Chính phủ"
    assert reader.metadata.creation_date == AT
    assert reader.trailer["/Root"]["/Lang"] == "vi-VN"
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            assert "/FontFile2" in font.get_object()["/FontDescriptor"]
    assert [entry["/Title"] for entry in reader.outline] == [
        "Điều 2. Phân công thực hiện",
        "Điều 3. Điều khoản thi hành",
    ]


def test_the_same_form_gives_the_same_bytes() -> None:
    form = samples.ballot_results()
    assert render_pdf(form, created_at=AT) == render_pdf(form, created_at=AT)


def test_documents_drawn_at_the_same_time_do_not_mix() -> None:
    forms = (samples.minutes(4), samples.ballot_results(), samples.resolution())
    alone = [render_pdf(form, created_at=AT) for form in forms]
    with ThreadPoolExecutor(4) as threads:
        together = threads.map(lambda form: render_pdf(form, created_at=AT), forms * 4)
        assert list(together) == alone * 4


def test_lists_of_recipients_longer_than_a_page_go_on() -> None:
    many = tuple(f"Cơ quan thứ {place}" for place in range(150))
    for form in (samples.resolution(), samples.minutes(1)):
        text = pdf_text(render_pdf(replace(form, recipients=many), created_at=AT))
        assert all(f"- {recipient};" in text for recipient in many[:-1])


def test_no_blank_page_follows_whatever_the_last_page_holds() -> None:
    columns = (Column("STT"), Column("Tên"))
    for rows in range(30, 44):
        table = Table(columns, tuple((str(row), "Tên") for row in range(rows)))
        pages = pdf_pages(render_pdf(OfficialForm(None, "Phụ lục", "", (table,)), created_at=AT))
        assert f" {rows - 1} Tên" in pages[-1]


def test_an_empty_form_is_still_a_page() -> None:
    empty = OfficialForm(None, "", "", ())
    assert len(PdfReader(BytesIO(render_pdf(empty, created_at=AT))).pages) == 1
    assert render_docx(empty, created_at=AT).startswith(b"PK")


def test_a_picture_of_the_signature_stands_above_the_name() -> None:
    picture = BytesIO()
    Image.new("RGBA", (400, 160), (0, 0, 200, 90)).save(picture, "PNG")
    form = replace(
        samples.resolution(),
        signatures=(Signature("Thủ tướng", "Lê Thị Bưởi", image=picture.getvalue()),),
    )
    page = PdfReader(BytesIO(render_pdf(form, created_at=AT))).pages[0]
    assert len(page.images) == 1
    render_docx(form, created_at=AT)


def test_english_forms_keep_the_national_title() -> None:
    text = pdf_text(render_pdf(samples.english_notice(), created_at=AT))
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "Recipients:" in text and "Nơi nhận" not in text


def test_missing_fonts_are_named_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(FontsMissing, match="npm ci"):
        serif_folder(tmp_path)
    with pytest.raises(FontsMissing, match=r"Tinos_400Regular\.ttf"):
        render_pdf(samples.resolution(), fonts=tmp_path)


def test_minutes_of_twenty_items_are_quick(capsys: pytest.CaptureFixture[str]) -> None:
    began = perf_counter()
    pdf = render_pdf(samples.minutes(20), created_at=AT)
    docx = render_docx(samples.minutes(20), created_at=AT)
    with capsys.disabled():
        print(f" [PDF and DOCX in {perf_counter() - began:.2f} s]", end="")
    assert pdf.startswith(b"%PDF-") and docx.startswith(b"PK")
