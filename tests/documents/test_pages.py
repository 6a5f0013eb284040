"""Pages of papers, as a browser gets them."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select

from documents.models import AccessLevel, Document, ReadingReceipt
from ecabinet.storage import Store
from tests.cabinet import Cabinet
from tests.documents.papers import pdf

Ask = Callable[[str], Any]
Papers = Callable[..., tuple[int, int]]


def test_a_member_finds_what_was_handed_out_and_nothing_else(
    client_of: Ask, paper_of: Papers
) -> None:
    paper_of("minister.g12", title="Handed to finance")
    paper_of("minister.g15", title="Handed to justice")
    page = client_of("minister.g12").get("/documents").get_data(as_text=True)
    assert "Handed to finance" in page
    assert "Handed to justice" not in page


def test_an_empty_list_says_so(client_of: Ask) -> None:
    assert "Chưa có tài liệu nào" in client_of("pm").get("/documents").get_data(as_text=True)


def test_a_search_that_finds_nothing_offers_the_way_back(client_of: Ask, paper_of: Papers) -> None:
    paper_of("pm")
    page = client_of("pm").get("/documents?search=kh%C3%B4ng+c%C3%B3").get_data(as_text=True)
    assert "Không tìm thấy tài liệu nào" in page


def test_the_list_is_paged_by_cursor(client_of: Ask, paper_of: Papers) -> None:
    for number in range(3):
        paper_of("pm", title=f"Paper number {number}")
    client = client_of("pm")
    first = client.get("/documents?limit=2").get_data(as_text=True)
    assert "Paper number 2" in first and "Paper number 0" not in first
    cursor = first.partition("cursor=")[2].partition('"')[0].partition("&")[0]
    assert "Paper number 0" in client.get(f"/documents?cursor={cursor}").get_data(as_text=True)


def test_the_queries_of_the_list_do_not_grow_with_its_rows(
    app: Flask, client_of: Ask, paper_of: Papers
) -> None:
    client = client_of("secretary")
    counted: list[str] = []
    engine = app.extensions["ecabinet.database"].engine

    @event.listens_for(engine, "before_cursor_execute")
    def count(*args: Any) -> None:
        counted.append(args[2])

    numbers = []
    for papers in (1, 12):
        for number in range(papers):
            paper_of("pm", title=f"Paper {papers}.{number}")
        counted.clear()
        assert client.get("/documents").status_code == 200
        numbers.append(len(counted))
    assert numbers[0] == numbers[1], counted


def test_the_secretariat_sees_who_was_handed_a_paper_and_who_opened_it(
    client_of: Ask, paper_of: Papers
) -> None:
    document_id, version_id = paper_of("minister.g12", "minister.g15")
    assert (
        client_of("minister.g12").get(f"/documents/versions/{version_id}/read").status_code == 200
    )
    page = client_of("secretary").get(f"/documents/{document_id}").get_data(as_text=True)
    assert "Trần Thị Bình" in page and "Lê Văn Cường" in page
    assert page.count("chưa mở") == 1


def test_a_member_does_not_see_who_else_was_handed_a_paper(
    client_of: Ask, paper_of: Papers
) -> None:
    document_id, _ = paper_of("minister.g12", "minister.g15")
    page = client_of("minister.g12").get(f"/documents/{document_id}").get_data(as_text=True)
    assert "Lê Văn Cường" not in page


def test_reading_leaves_a_receipt_of_the_first_and_the_last_time(
    app: Flask, client_of: Ask, paper_of: Papers, cabinet: Cabinet
) -> None:
    _, version_id = paper_of("pm")
    client = client_of("pm")
    for _ in range(2):
        answer = client.get(f"/documents/versions/{version_id}/read")
        assert answer.status_code == 200
    assert f'"room": "version:{version_id}:meeting"' in answer.get_data(as_text=True)
    with app.extensions["ecabinet.database"].reading() as db:
        receipt = db.scalars(select(ReadingReceipt)).one()
    assert receipt.person_id == cabinet.persons["pm"]
    assert receipt.first_opened_at < receipt.last_opened_at


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example"]
)
def test_the_way_back_never_leads_elsewhere(
    client_of: Ask, paper_of: Papers, elsewhere: str
) -> None:
    _, version_id = paper_of("pm")
    answer = client_of("pm").get(
        f"/documents/versions/{version_id}/read", query_string={"back": elsewhere}
    )
    assert "evil.example" not in answer.get_data(as_text=True)


def test_new_papers_wait_on_the_home_page_until_they_are_opened(
    client_of: Ask, paper_of: Papers
) -> None:
    _, version_id = paper_of("pm", title="Báo cáo ngân sách")
    client = client_of("pm")
    assert "Tài liệu mới: Báo cáo ngân sách" in client.get("/").get_data(as_text=True)
    paper_of("pm")
    assert "2 tài liệu mới chưa mở" in client.get("/").get_data(as_text=True)
    assert client.get("/documents?unopened=yes").get_data(as_text=True).count("ec-row-link") == 2
    client.get(f"/documents/versions/{version_id}/read")
    assert client.get("/documents?unopened=yes").get_data(as_text=True).count("ec-row-link") == 1


def test_several_files_are_uploaded_at_once_and_each_says_what_became_of_it(
    app: Flask, client_of: Ask
) -> None:
    client = client_of("secretary")
    answer = client.post(
        "/documents/upload",
        data={
            "access_level": "cabinet",
            "file": [
                (BytesIO(pdf("First")), "first.pdf"),
                (BytesIO(b"no paper at all"), "second.pdf"),
                (BytesIO(pdf("Third")), "third.pdf"),
            ],
        },
        follow_redirects=True,
    )
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "Đã nhận first.pdf." in page and "Đã nhận third.pdf." in page
    assert "Không nhận second.pdf: Tệp này không phải PDF" in page
    with app.extensions["ecabinet.database"].reading() as db:
        assert len(db.scalars(select(Document)).all()) == 2


def test_an_officer_is_offered_the_own_organisation_and_no_other(client_of: Ask) -> None:
    page = client_of("officer.g12").get("/documents").get_data(as_text=True)
    select_ = page.split('name="organisation_id"', 1)[1].split("</select>", 1)[0]
    assert select_.count("<option") == 1 and "G12 · " in select_
    assert "Không thuộc cơ quan nào" in client_of("secretary").get("/documents").get_data(
        as_text=True
    )


def test_the_list_leads_to_the_upload_for_those_who_may(client_of: Ask) -> None:
    assert 'href="#upload"' in client_of("secretary").get("/documents").get_data(as_text=True)
    assert 'href="#upload"' not in client_of("pm").get("/documents").get_data(as_text=True)


def test_an_upload_without_a_file_is_explained_on_the_page(client_of: Ask) -> None:
    answer = client_of("secretary").post("/documents/upload", data={"access_level": "cabinet"})
    assert answer.status_code == 422
    assert "Chưa chọn tệp nào" in answer.get_data(as_text=True)


def test_a_new_version_a_release_a_change_and_a_recall_by_the_forms_of_the_page(
    client_of: Ask, paper_of: Papers
) -> None:
    document_id, _ = paper_of("pm")
    client = client_of("secretary")
    sent = {"file": (BytesIO(pdf("Another text", 2)), "v2.pdf")}
    answer = client.post(f"/documents/{document_id}/versions", data=sent)
    assert answer.status_code == 302
    page = client.get(f"/documents/{document_id}").get_data(as_text=True)
    assert "Đã nhận phiên bản 2." in page
    version_id = int(page.partition("/documents/versions/")[2].partition("/")[0])
    assert client.post(f"/documents/versions/{version_id}/release").status_code == 302
    again = client.post(f"/documents/versions/{version_id}/release")
    assert again.status_code == 409
    changed = {"title": "Tên mới", "access_level": "cabinet", "kind": "report", "revision": 1}
    assert client.post(f"/documents/{document_id}/change", data=changed).status_code == 302
    unexplained = client.post(f"/documents/versions/{version_id}/recall", data={"reason": " "})
    assert unexplained.status_code == 422
    explained = client.post(f"/documents/versions/{version_id}/recall", data={"reason": "Sai số"})
    assert explained.status_code == 302
    page = client.get(f"/documents/{document_id}").get_data(as_text=True)
    assert "Tên mới" in page and "Đã thu hồi" in page and "Đã thay thế" in page


def test_a_recalled_paper_is_gone_for_those_who_had_it(client_of: Ask, paper_of: Papers) -> None:
    document_id, version_id = paper_of("pm")
    member = client_of("pm")
    paths = (
        f"/documents/{document_id}",
        f"/documents/versions/{version_id}/read",
        f"/documents/versions/{version_id}/file",
    )
    assert [member.get(path).status_code for path in paths] == [200, 200, 200]
    client_of("head").post(f"/documents/versions/{version_id}/recall", data={"reason": "Sai"})
    assert [member.get(path).status_code for path in paths] == [404, 404, 404]


def test_only_the_reading_copy_is_shown_in_place_and_the_original_is_for_its_owner(
    client_of: Ask, paper_of: Papers
) -> None:
    _, version_id = paper_of("pm", organisation="G12")
    address = f"/documents/versions/{version_id}/file"
    shown = client_of("pm").get(address, headers={"Range": "bytes=0-3"})
    assert (shown.status_code, shown.data) == (206, b"%PDF")
    assert shown.headers["Content-Disposition"].startswith("inline")
    assert client_of("pm").get(address + "?original=yes").status_code == 403
    for owner in ("officer.g12", "secretary"):
        taken = client_of(owner).get(address + "?original=yes")
        assert taken.status_code == 200
        assert taken.headers["Content-Disposition"].startswith("attachment")


def test_a_file_gone_from_the_store_is_a_sentence_and_no_crash(
    client_of: Ask, paper_of: Papers, files: Store
) -> None:
    _, version_id = paper_of("pm")
    for sha256 in files.walk():
        files.path(sha256).unlink()
    answer = client_of("pm").get(f"/documents/versions/{version_id}/file")
    assert answer.status_code == 409
    assert "Không tìm thấy tệp" in answer.get_data(as_text=True)


def test_a_confidential_paper_names_its_readers_on_its_page(
    client_of: Ask, paper_of: Papers, cabinet: Cabinet
) -> None:
    document_id, _ = paper_of(level=AccessLevel.CONFIDENTIAL, by="secretary")
    assert client_of("head").get(f"/documents/{document_id}").status_code == 404
    client = client_of("secretary")
    sent = {
        "title": "Mật", "access_level": "confidential", "kind": "other",
        "reader_ids": [cabinet.persons["head"]], "revision": 1,
    }  # fmt: skip
    assert client.post(f"/documents/{document_id}/change", data=sent).status_code == 302
    page = client_of("head").get(f"/documents/{document_id}").get_data(as_text=True)
    assert "Vũ Thị Thư, Đỗ Văn Chánh" in page


def test_the_pages_speak_english(client_of: Ask, paper_of: Papers) -> None:
    document_id, version_id = paper_of("pm")
    client = client_of("secretary")
    client.post("/language", data={"language": "en"})
    for path in (
        "/documents",
        f"/documents/{document_id}",
        f"/documents/versions/{version_id}/read",
    ):
        assert client.get(path).status_code == 200
