"""The table of comments and replies as a file: opened again and read cell by cell."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from docx.enum.section import WD_ORIENT
from pypdf import PdfReader

from documents.rendering.docx import render_docx
from documents.rendering.pdf import render_pdf
from dossiers.opinions import queries
from dossiers.opinions.answering import CommentGiven
from dossiers.opinions.table import build_table
from dossiers.submissions.models import Reply, Submission, View
from tests.dossiers.opinions.asking import LATE, Consultation
from tests.dossiers.submissions.dossiers import DAYS


@pytest.fixture
def submission(office: Consultation) -> Submission:
    """Asked: G15 and G03; G15 answered with two comments, one of them replied to."""
    dossier = office.complete()
    [request, _] = office.ask(dossier, "G15", "G03").requests
    given = [CommentGiven("Bỏ cụm từ", "Điều 10"), CommentGiven("Đổi tên", "Điều 2")]
    office.answer(request, comments=given, reference="12/BTP")
    office.reply(request, 1, Reply.EXPLAINED, "Giữ tên theo Luật")
    return dossier


def opened(office: Consultation, submission: Submission, order: str, language: str = "vi"):
    requests = queries.requests_of(office.db, submission.id)
    form = build_table(
        office.db, submission, requests, order=order, language=language, days=DAYS, at=LATE
    )
    return form, docx.Document(BytesIO(render_docx(form, created_at=LATE)))


def cells(document) -> list[list[str]]:
    table = next(one for one in document.tables if len(one.columns) == 5)
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_word_file_says_each_comment_and_its_reply_in_the_order_of_the_draft(
    office: Consultation, submission: Submission
) -> None:
    form, document = opened(office, submission, "place")

    assert cells(document) == [
        ["TT", "Vị trí trong dự thảo", "Cơ quan góp ý", "Nội dung góp ý",
         "Nội dung tiếp thu, giải trình"],
        ["1", "Điều 2", "Bộ Tư pháp\n(12/BTP)", "Đổi tên", "Giải trình. Giữ tên theo Luật"],
        ["2", "Điều 10", "Bộ Tư pháp\n(12/BTP)", "Bỏ cụm từ", "Chưa tiếp thu, giải trình"],
    ]  # fmt: skip
    assert document.sections[0].orientation == WD_ORIENT.LANDSCAPE
    fonts = {style.font.name for style in document.styles if style.name == "Normal"}
    assert fonts == {"Times New Roman"}
    written = "\n".join(one.text for one in document.paragraphs)
    assert "BẢNG TỔNG HỢP, GIẢI TRÌNH, TIẾP THU Ý KIẾN" in written
    assert "đã lấy ý kiến 2 cơ quan; nhận được 1 ý kiến trả lời" in written
    assert "Không trả lời: Bộ Giáo dục và Đào tạo (hạn 08/12/2026)" in written
    frames = "\n".join(cell.text for table in document.tables for cell in table._cells)
    assert "THỦ TRƯỞNG CƠ QUAN CHỦ TRÌ" in frames
    assert "BỘ TÀI CHÍNH" in frames
    assert form.landscape


def test_silence_stands_under_no_view(office: Consultation, submission: Submission) -> None:
    _, document = opened(office, submission, "place")
    lines = [one.text for one in document.paragraphs if "Bộ Giáo dục và Đào tạo" in one.text]
    assert lines == ["Không trả lời: Bộ Giáo dục và Đào tạo (hạn 08/12/2026)"]


def test_by_organisation_in_the_order_in_which_they_wrote(
    office: Consultation, submission: Submission
) -> None:
    other = queries.find_of(office.db, submission.id, office.cabinet.organisations["G03"])
    office.answer(other, View.REMARKS, "Muộn", by="officer.g03", at=LATE)
    _, document = opened(office, submission, "organisation")

    assert [row[1:4] for row in cells(document)[1:]] == [
        ["Bộ Tư pháp\n(12/BTP)", "Điều 10", "Bỏ cụm từ"],
        ["Bộ Tư pháp\n(12/BTP)", "Điều 2", "Đổi tên"],
        ["Bộ Giáo dục và Đào tạo", "Ý kiến chung", "Muộn"],
    ]
    written = "\n".join(one.text for one in document.paragraphs)
    assert "Bộ Giáo dục và Đào tạo (trả lời sau hạn)" in written


def test_the_headings_speak_the_readers_language(
    office: Consultation, submission: Submission
) -> None:
    _, document = opened(office, submission, "place", "en")
    assert cells(document)[0] == [
        "No.", "Place in the draft", "Organisation", "Comment", "Taken in, or explained",
    ]  # fmt: skip


def test_the_pdf_has_the_same_words(office: Consultation, submission: Submission) -> None:
    form, _ = opened(office, submission, "place")
    text = PdfReader(BytesIO(render_pdf(form, created_at=LATE))).pages[0].extract_text()
    assert "Giữ tên theo Luật" in text
    assert "Điều 10" in text
