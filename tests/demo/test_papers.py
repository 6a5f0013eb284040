"""The papers of the demo cabinet are whole, different, and the same again for the same seed."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from demo.paper_frames import APPRAISAL, ARTICLES, OPINIONS, POLICY_ASPECTS
from demo.paper_subjects import SUBJECTS
from demo.papers import PaperKind, initials, paper, paper_form, subject_of
from documents.rendering.docx import render_docx

TITLES = {
    "Thúc đẩy chuyển đổi số quốc gia": "chuyển đổi số",
    "Tình hình giải ngân vốn đầu tư công 10 tháng": "ngân sách",
    "Bảo đảm cung ứng điện giai đoạn 2027 - 2030": "năng lượng",
    "Chính sách học phí đối với học sinh phổ thông": "giáo dục",
    "Khám sức khỏe định kỳ cho người dân": "sức khỏe",
    "Miễn, giảm tiền sử dụng đất": "đất đai",
    "Đầu tư tuyến đường sắt kết nối cảng biển": "giao thông",
    "Phát triển trí tuệ nhân tạo": "khoa học",
}


def text_of(content: bytes) -> str:
    pages = PdfReader(BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


@pytest.mark.parametrize(("title", "field"), TITLES.items())
def test_the_title_finds_its_subject(title: str, field: str) -> None:
    assert field in subject_of(title).field


def test_every_subject_is_met_by_a_title() -> None:
    assert {subject_of(title).field for title in TITLES} == {item.field for item in SUBJECTS}
    assert subject_of("Chương trình công tác quý I") in SUBJECTS


@pytest.mark.parametrize("kind", PaperKind)
@pytest.mark.parametrize("pages", [3, 7, 12])
def test_papers_have_about_the_pages_asked_for(kind: PaperKind, pages: int) -> None:
    title = list(TITLES)[pages % len(TITLES)]
    content = paper(kind, title, "Bộ Tài chính", pages, seed=4, signer="Đinh Quốc Tế")
    assert abs(len(PdfReader(BytesIO(content)).pages) - pages) <= 1
    text = text_of(content)
    assert title in text
    assert not re.search(r"[{}]", text)
    assert text.count("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") == (kind is not PaperKind.ANNEX)


def test_the_same_seed_gives_the_same_paper_and_another_seed_another() -> None:
    first, again, other = (
        paper("submission", "Phát triển giáo dục", "Bộ Giáo dục và Đào tạo", 4, seed)
        for seed in (1, 1, 2)
    )
    assert first == again
    assert text_of(first) != text_of(other)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="poem"):
        paper("poem", "Phát triển giáo dục", "Bộ Y tế")


def test_a_paper_can_be_had_as_a_word_file() -> None:
    form, _ = paper_form("opinions", "Phát triển giáo dục", "Bộ Giáo dục và Đào tạo", 4)
    assert render_docx(form).startswith(b"PK")


def test_organisations_are_abbreviated_as_in_their_numbers() -> None:
    assert initials("Bộ Khoa học và Công nghệ") == "BKHCN"
    assert initials("Bộ Văn hóa, Thể thao và Du lịch") == "BVHTTDL"


def test_no_sentence_stands_twice_in_the_stock() -> None:
    stock = [text for pair in (*POLICY_ASPECTS, *APPRAISAL) for text in pair]
    stock += [*ARTICLES, *(said for said, _ in OPINIONS)]
    assert len(stock) == len(set(stock))
