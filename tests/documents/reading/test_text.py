"""The text of a paper for screen readers: every word kept, headings and points told apart."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from documents.models import DocumentVersion
from documents.reading.rules import Block, blocks_of, language_of
from ecabinet.storage import Store

PAGE = """CHÍNH PHỦ
TỜ TRÌNH
Về việc giảm thuế giá trị gia tăng trong sáu tháng đầu năm 2027
Kính gửi: Quốc hội

Chương I. Sự cần thiết
Kinh tế trong nước còn nhiều khó khăn, sức mua của người dân chưa phục hồi như
trước, các doanh nghiệp nhỏ cần thêm thời gian. Chính phủ đề nghị:
a) Giảm hai điểm phần trăm thuế suất đối với nhóm hàng hóa đang chịu mức thuế suất
mười phần trăm;
b) Giao Bộ Tài chính hướng dẫn.
- Thời gian: từ ngày 01/01/2027.
Chính phủ xin báo cáo."""


def test_headings_paragraphs_and_points_are_told_apart() -> None:
    kinds = [(block.kind, block.text[:18]) for block in blocks_of(PAGE)]
    assert kinds == [
        ("heading", "CHÍNH PHỦ TỜ TRÌNH"),
        ("paragraph", "Về việc giảm thuế "),
        ("paragraph", "Kính gửi: Quốc hội"),
        ("heading", "Chương I. Sự cần t"),
        ("paragraph", "Kinh tế trong nước"),
        ("point", "a) Giảm hai điểm p"),
        ("point", "b) Giao Bộ Tài chí"),
        ("point", "- Thời gian: từ ng"),
        ("paragraph", "Chính phủ xin báo "),
    ]
    assert blocks_of(PAGE)[5].text.endswith("mức thuế suất mười phần trăm;")


@given(st.text(alphabet="aăbđ ĐIV.1;)-\n\t", max_size=300))
def test_no_word_is_lost_or_made_up(text: str) -> None:
    assert " ".join(block.text for block in blocks_of(text)).split() == text.split()


def test_a_page_is_spoken_in_its_own_language() -> None:
    assert language_of(PAGE, "en") == "vi"
    assert language_of("The Government proposes to lower the tax for six months.", "vi") == "en"
    assert language_of("12.500", "vi") == "vi"
    assert blocks_of("") == []
    assert blocks_of("a\n\nb") == [Block("paragraph", "a"), Block("paragraph", "b")]


@pytest.fixture
def with_text(app: Flask, files: Store, paper_of: Callable[..., Any]) -> int:
    """A version of three pages, the second without text, handed to the prime minister."""
    _, version_id = paper_of("pm")
    texts = {"pages": [PAGE, "  \n", "Article 1.\nThe tax is lowered by two percentage points."]}
    stored = files.put(json.dumps(texts).encode())
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        db.get_one(DocumentVersion, version_id).text_sha256 = stored.sha256
    return int(version_id)


def page(client: Any, version_id: int, query: str = "") -> str:
    answer = client.get(f"/documents/versions/{version_id}/text{query}")
    assert answer.status_code == 200
    return str(answer.get_data(as_text=True))


def test_a_page_of_text_names_its_language_and_leads_on(
    client_of: Callable[[str], Any], with_text: int
) -> None:
    pm = client_of("pm")
    first = page(pm, with_text)
    assert '<div lang="vi"' in first
    assert "<h3>Chương I. Sự cần thiết</h3>" in first
    assert "<li>b) Giao Bộ Tài chính hướng dẫn.</li>" in first
    assert f"/documents/versions/{with_text}/text?page=2" in first
    assert f"/documents/versions/{with_text}/read#page=1" in first
    last = page(pm, with_text, "?page=3&back=/documents")
    assert '<div lang="en"' in last
    assert "page=4" not in last
    assert 'href="/documents"' in last
    assert f"/documents/versions/{with_text}/text?page=2&amp;back=/documents" in last


def test_a_page_without_text_says_so_and_so_does_a_paper_without_any(
    client_of: Callable[[str], Any], with_text: int, paper_of: Callable[..., Any]
) -> None:
    pm = client_of("pm")
    assert "Trang này không có văn bản" in page(pm, with_text, "?page=2")
    assert "Tài liệu này không có văn bản" in page(pm, paper_of("pm")[1])
    assert "trang 3 trên 3" in page(pm, with_text, "?page=99")
    for odd in ("?page=0", "?page=x", "?page=-1"):
        assert pm.get(f"/documents/versions/{with_text}/text{odd}").status_code == 422
    for elsewhere in ("//evil.example", "/%09/evil.example", "/%5Cevil.example"):
        assert "evil" not in page(pm, with_text, f"?back={elsewhere}"), elsewhere
