"""What is found, for whom, in which order, on both engines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from ecabinet.errors import Invalid
from ecabinet.search import statements
from tests.cabinet import T0
from tests.ecabinet.search.conftest import Desk

BUDGET = "Dự toán ngân sách nhà nước năm 2027 gồm kinh phí đào tạo cán bộ."
CLEARING = "Về việc giải phóng mặt bằng, mã số 12/QĐ-TTg; ma trận rủi ro."


@pytest.fixture
def papers(desk: Desk) -> Desk:
    with desk.database.unit_of_work() as db:
        desk.enter(db, "Tờ trình về ngân sách", "Trang đầu.", BUDGET, "Cộng hòa xã hội", at=T0)
        desk.enter(db, "Báo cáo giải phóng", CLEARING, at=T0 + timedelta(days=2))
        desk.enter(
            db, "Dự án đường sắt", f"Nhà nước. {BUDGET}", "sách về ngân khố",
            organisation="G15", number="46/TTr-BTP", at=T0 + timedelta(days=5),
        )  # fmt: skip
    desk.index()
    return desk


def test_marks_and_case_need_not_be_typed(papers: Desk) -> None:
    for text in ("giải phóng", "giai phong", "GIẢI PHÓNG", "giải phóng", "giai phóng"):
        assert papers.titles("secretary", text) == ["Báo cáo giải phóng"]


def test_d_with_a_stroke_is_a_d(papers: Desk) -> None:
    assert papers.titles("secretary", "duong sat") == ["Dự án đường sắt"]


def test_all_words_must_be_there(papers: Desk) -> None:
    assert papers.titles("secretary", "ngân khố") == ["Dự án đường sắt"]
    assert papers.titles("secretary", "ngân mặt") == []


def test_a_hit_in_the_title_comes_before_a_newer_one_in_the_text(papers: Desk) -> None:
    assert papers.titles("secretary", "ngân sách") == ["Tờ trình về ngân sách", "Dự án đường sắt"]


def test_of_hits_of_the_same_worth_the_newest_comes_first(papers: Desk) -> None:
    assert papers.titles("secretary", "kinh phí") == ["Dự án đường sắt", "Tờ trình về ngân sách"]


def test_words_in_quotes_follow_each_other(papers: Desk) -> None:
    assert papers.titles("secretary", '"ngân khố"') == ["Dự án đường sắt"]
    assert papers.titles("secretary", '"sách ngân"') == []
    assert papers.titles("secretary", '"sách nhà nước năm"') == [
        "Dự án đường sắt", "Tờ trình về ngân sách",
    ]  # fmt: skip
    # Each pair stands there, the three in a row do not.
    assert papers.titles("secretary", '"nhà nước dự toán ngân sách về"') == []


def test_marks_count_when_asked_for(papers: Desk) -> None:
    assert papers.titles("secretary", "=mã") == ["Báo cáo giải phóng"]
    assert papers.titles("secretary", "=mả") == []
    assert papers.titles("secretary", '="mã số"') == ["Báo cáo giải phóng"]
    assert papers.titles("secretary", '="ma số"') == []
    assert papers.titles("secretary", "giai phong", exact=True) == []


def test_minus_leaves_out(papers: Desk) -> None:
    assert papers.titles("secretary", "ngân sách -đường") == ["Tờ trình về ngân sách"]
    assert papers.titles("secretary", 'ngân sách -"cộng hòa"') == ["Dự án đường sắt"]


def test_minus_leaves_out_a_long_paper_that_holds_it_on_any_page(desk: Desk) -> None:
    with desk.database.unit_of_work() as db:
        pages = ["Ngân hàng"] + ["Trang giữa"] * 24
        desk.enter(db, "Dài", *pages, "Lâm nghiệp")
        desk.enter(db, "Dài khác", *pages, "Thủy sản")
        desk.enter(db, "Ngắn", "Ngân hàng")
    desk.index()

    assert desk.titles("secretary", "hàng") == ["Ngắn", "Dài khác", "Dài"]
    assert desk.titles("secretary", "hàng -lâm") == ["Ngắn", "Dài khác"]
    assert desk.titles("secretary", 'hàng -lâm -"thủy sản"') == ["Ngắn"]


FAR = ["của Bộ, Bộ Tài chính"] * 60


@pytest.mark.parametrize("asked", ['"của bộ tài chính"', '="của Bộ Tài chính"'])
def test_words_in_a_row_are_found_on_a_late_page_of_a_long_paper(desk: Desk, asked: str) -> None:
    with desk.database.unit_of_work() as db:
        desk.enter(db, "Dài", *FAR, "Trang giữa", "báo cáo của Bộ Tài chính")
    desk.index()

    (hit,) = desk.ask("secretary", asked).hits
    assert (hit.pages[0].number, hit.words) == (62, "của Bộ Tài chính")


def test_two_runs_far_from_each_other_are_found_together_each_on_its_page(desk: Desk) -> None:
    with desk.database.unit_of_work() as db:
        desk.enter(db, "Dài", "đường sắt cao tốc", *FAR, "của Bộ Tài chính", *FAR)
        desk.enter(db, "Không", *FAR, "đường sắt cao, sắt cao tốc")
    desk.index()

    (hit,) = desk.ask("secretary", '"của bộ tài chính" "đường sắt cao tốc"').hits
    assert {page.number for page in hit.pages} >= {1, 62}


def test_all_words_of_a_long_paper_are_found_together_however_far_apart(desk: Desk) -> None:
    between = [f"Trang giữa {number}" for number in range(70)]
    with desk.database.unit_of_work() as db:
        desk.enter(db, "Dài", "đường sắt", *between, "ngân sách", "cầu")
        desk.enter(db, "Gần", *between, "đường sắt, ngân sách")
        desk.enter(db, "Ngắn", "đường sắt")
    desk.index()

    hits = desk.ask("secretary", "ngân sách đường sắt").hits
    assert {hit.shown.title: [page.number for page in hit.pages] for hit in hits} == {
        "Gần": [71], "Dài": [1, 72],
    }  # fmt: skip
    assert desk.titles("secretary", "đường sắt -cầu") == ["Ngắn", "Gần"]
    assert desk.titles("secretary", "cầu sách -sắt") == []


def test_of_words_in_a_row_only_the_row_is_left_out(desk: Desk) -> None:
    with desk.database.unit_of_work() as db:
        desk.enter(db, "Đôi", "ngân sách: của Bộ, Bộ Tài chính")
        desk.enter(db, "Hàng", "ngân sách của Bộ Tài chính")
        desk.enter(db, "Xa", "ngân sách", *FAR, "của Bộ Tài chính")
        desk.enter(db, "Ngân sách của Bộ Tài chính", "Trang")
    desk.index()

    assert desk.titles("secretary", 'ngân sách -"của bộ tài chính"') == ["Đôi"]
    assert desk.titles("secretary", 'ngân sách -title:"của bộ tài chính"') == ["Xa", "Hàng", "Đôi"]


@pytest.mark.parametrize("looked_into", [3, 7, 500])
def test_words_in_a_row_are_found_among_many_papers_that_hold_only_their_pairs(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, looked_into: int
) -> None:
    monkeypatch.setattr(statements, "LOOKED_INTO", looked_into)
    whole, pairs = "một hai ba", "một hai, hai ba"
    with desk.database.unit_of_work() as db:
        for number in range(60):
            desk.enter(db, f"Số {number}", whole if number % 4 == 0 else f"{pairs} {number}")
        desk.enter(db, "Về hai ba một hai", "Trang")
    desk.index()

    found, cursor = [], None
    while True:
        results = desk.ask("secretary", '"một hai ba"', limit=4, cursor=cursor)
        found += [hit.shown.title for hit in results.hits]
        cursor = results.next
        if cursor is None:
            break
    assert found == [f"Số {number}" for number in range(56, -1, -4)]


def test_fields(papers: Desk) -> None:
    assert papers.titles("secretary", "title:ngan") == ["Tờ trình về ngân sách"]
    assert papers.titles("secretary", "46/TTr-BTP") == ["Dự án đường sắt"]
    assert papers.titles("secretary", "ngân sách organisation:btp") == ["Dự án đường sắt"]
    assert papers.titles("secretary", 'ngân sách organisation:"bộ tài chính"') == [
        "Tờ trình về ngân sách"
    ]
    assert papers.titles("secretary", "ngân sách organisation:XYZ") == []
    assert papers.titles("secretary", "ngân sách from:02/12/2026") == ["Dự án đường sắt"]
    assert papers.titles("secretary", "ngân sách to:2026-12-02") == ["Tờ trình về ngân sách"]
    assert papers.titles("secretary", "ngân sách in:decisions") == []
    assert len(papers.titles("secretary", "ngân sách loại:tài-liệu")) == 2


def test_the_page_is_named_and_shown_as_it_is_written(papers: Desk) -> None:
    (hit,) = papers.ask("secretary", "kinh phi dao tao -đường").hits
    (page,) = hit.pages

    assert page.number == 2
    assert [text for text, is_marked in page.snippet.pieces() if is_marked] == ["kinh phí đào tạo"]
    assert page.snippet.text == BUDGET
    assert hit.shown.url(page.number, hit.words) == (
        f"/documents/versions/{hit.subject_id}/read"
        "#page=2&search=kinh%20ph%C3%AD%20%C4%91%C3%A0o%20t%E1%BA%A1o"
    )


def test_a_page_of_hits_leads_to_the_next(papers: Desk) -> None:
    first = papers.ask("secretary", "ngân sách", limit=1)
    second = papers.ask("secretary", "ngân sách", limit=1, cursor=first.next)

    assert [hit.shown.title for hit in first.hits + second.hits] == [
        "Tờ trình về ngân sách", "Dự án đường sắt",
    ]  # fmt: skip
    assert second.next is None


@pytest.mark.parametrize("text", ["", "  ", "-ngân", "in:papers", '""', "từ:2026", "!!! ???"])
def test_a_query_without_a_word_says_so(desk: Desk, text: str) -> None:
    with pytest.raises(Invalid) as refused:
        desk.ask("secretary", text)

    assert refused.value.code == "search-no-word"


@pytest.mark.parametrize("cursor", ["x", "WzEsMiwzLDRd", "W10", "bnVsbA"])
def test_a_cursor_that_is_not_ours_is_refused(desk: Desk, cursor: str) -> None:
    with pytest.raises(Invalid):
        desk.ask("secretary", "ngân", cursor=cursor)


def test_the_page_shows_marked_passages_and_leads_to_the_page_and_back(
    papers: Desk, client_of: Callable[[str], Any]
) -> None:
    page = client_of("secretary").get("/search?q=kinh+phi+-duong")

    assert page.status_code == 200
    assert "<mark>kinh phí</mark>" in page.text
    assert "/read?back=%2Fsearch%3Fq%3Dkinh%2Bphi%2B-duong#page=2&amp;search=kinh%20ph" in page.text


def test_the_page_says_what_is_wrong_with_a_query_and_keeps_it(
    papers: Desk, client_of: Callable[[str], Any]
) -> None:
    client = client_of("secretary")

    refused = client.get("/search", query_string={"q": "-ngân"})
    assert refused.status_code == 422
    assert "Vui lòng nhập ít nhất một từ cần tìm." in refused.text
    assert 'value="-ngân"' in refused.text
    noted = client.get("/search", query_string={"q": "ngân in:đâu đó from:nay"})
    assert noted.status_code == 200
    assert "Không rõ “in:đâu”." in noted.text
    assert "Không đọc được ngày “nay”." in noted.text
    assert client.get("/search?kind=nothing&q=ngan").status_code == 422
    assert client.get("/search?cursor=zzz&q=ngan").status_code == 422


def test_programs_get_places_of_the_marks_and_the_next_page(
    papers: Desk, api_of: Callable[[str], Any]
) -> None:
    ask = api_of("secretary")
    first = ask("GET", "/search", query_string={"q": "ngân sách", "limit": 1, "kind": "papers"})
    (item,) = first.json["items"]
    (page,) = item["pages"]

    assert item["title"] == "Tờ trình về ngân sách"
    assert set(item["subject"]) == {"document_id", "version_id"}
    assert [page["text"][start:end] for start, end in page["marks"]] == ["ngân sách"]
    second = ask("GET", "/search", query_string={"q": "ngân sách", "cursor": first.json["next"]})
    assert [one["title"] for one in second.json["items"]] == ["Dự án đường sắt"]
    refused = ask("GET", "/search", query_string={"q": "-ngân"})
    assert (refused.status_code, refused.json["code"]) == (422, "search-no-word")
