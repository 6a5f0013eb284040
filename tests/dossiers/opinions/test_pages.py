"""Opinions over HTTP and the API: asked, drafted by two at once, answered, replied to, filed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from documents.models import Document
from dossiers.opinions.answering import CommentGiven
from dossiers.submissions.models import (
    OpinionComment,
    OpinionRequest,
    PaperRole,
    SubmissionPaper,
    View,
)
from ecabinet import clock
from tests.cabinet import T0, Cabinet
from tests.dossiers.opinions.asking import LATE, Consultation


@pytest.fixture
def made(app: Flask, cabinet: Cabinet) -> dict[str, int]:
    """A draft of G12 on which nobody was asked, and one on which G15 and G03 were."""
    with clock.at(T0), app.extensions["ecabinet.database"].unit_of_work() as db:
        office = Consultation(db, cabinet)
        unasked, dossier = office.complete(), office.complete()
        first, second = office.ask(dossier, "G15", "G03").requests
        office.answer(
            second, View.REMARKS, "A", [CommentGiven("Bỏ cụm từ", "Điều 5")], by="officer.g03"
        )
        return {
            "unasked": unasked.id, "dossier": dossier.id, "request": first.id,
            "other": second.id, "comment": second.comments[0].id, "revision": first.revision,
        }  # fmt: skip


def row(app: Flask, model: Any, number: int) -> Any:
    with app.extensions["ecabinet.database"].reading() as db:
        found = db.get(model, number)
        if model is OpinionRequest:
            _ = [one.text for one in found.comments]
        return found


def text(answer: Any) -> str:
    return answer.get_data(as_text=True)


def test_the_lead_asks_many_from_the_page(
    app: Flask, client_of: Callable[[str], Any], made: dict[str, int], cabinet: Cabinet
) -> None:
    with clock.at(T0):
        lead = client_of("officer.g12")
        page = text(lead.get(f"/submissions/{made['unasked']}/opinions"))
        assert "08/12/2026" in page and "Nghị định 191/2026/NĐ-CP, Điều 12" in page
        ids = [cabinet.organisations[code] for code in ("G15", "G03")]
        answer = lead.post(
            f"/submissions/{made['unasked']}/opinions",
            data={"organisation_ids": ids, "question": "Về Điều 5", "due_on": "2026-12-04"},
            follow_redirects=True,
        )
        assert "Đã gửi lấy ý kiến 2 cơ quan." in text(answer)
        assert "Bộ Tư pháp" in text(answer)
        home = text(client_of("officer.g15").get("/"))
    assert "BTC lấy ý kiến" in home


def test_a_refused_form_keeps_what_was_typed(
    client_of: Callable[[str], Any], made: dict[str, int], cabinet: Cabinet
) -> None:
    with clock.at(T0):
        answer = client_of("officer.g12").post(
            f"/submissions/{made['unasked']}/opinions",
            data={"organisation_ids": [cabinet.organisations["G15"]], "question": "Câu hỏi đã gõ",
                  "due_on": "2026-12-02"},
        )  # fmt: skip
    assert answer.status_code == 422
    assert "Câu hỏi đã gõ" in text(answer)
    assert "Nếu vẫn chọn hạn này, hãy nêu lý do." in text(answer)


def test_two_officers_at_once_both_texts_are_shown_and_then_saved(
    app: Flask, client_of: Callable[[str], Any], made: dict[str, int], cabinet: Cabinet
) -> None:
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        Consultation(db, cabinet).colleague()
    address, seen = f"/opinions/{made['request']}", str(made["revision"])
    with clock.at(T0):
        first, second = client_of("officer.g15"), client_of("second.g15")
        saved = first.post(
            f"{address}/draft", headers={"Accept": "application/json"},
            data={"text": "Của người thứ nhất", "place_1": "Điều 1", "comment_1": "Một",
                  "revision": seen},
        )  # fmt: skip
        assert saved.status_code == 200
        typed = {"view": "remarks", "text": "Của người thứ hai", "place_1": "Điều 2",
                 "comment_1": "Hai", "revision": seen}  # fmt: skip
        by_script = second.post(
            f"{address}/draft", headers={"Accept": "application/json"}, data=typed
        )
        assert by_script.status_code == 409
        refused = second.post(f"{address}/answer", data=typed)
        page = text(refused)
        assert refused.status_code == 409
        for word in ("Của người thứ nhất", "Của người thứ hai", "Một", "Hai", "Điều 2"):
            assert word in page
        again = second.post(
            f"{address}/answer",
            data=typed | {"text": "Của cả hai", "revision": saved.json["revision"],
                          "place_2": "Điều 1", "comment_2": "Một",
                          "id_2": str(saved.json["ids"][0])},
        )  # fmt: skip
    assert again.status_code == 302
    request = row(app, OpinionRequest, made["request"])
    assert request.text == "Của cả hai"
    assert sorted(one.text for one in request.comments) == ["Hai", "Một"]


def test_the_draft_is_no_business_of_the_lead(
    client_of: Callable[[str], Any], made: dict[str, int]
) -> None:
    with clock.at(T0):
        client_of("officer.g15").post(
            f"/opinions/{made['request']}/draft",
            data={"text": "Chỉ để nội bộ", "revision": str(made["revision"])},
        )
        lead = client_of("officer.g12")
        page = text(lead.get(f"/opinions/{made['request']}"))
        whole = text(lead.get(f"/submissions/{made['dossier']}/opinions"))
    assert "Chỉ để nội bộ" not in page
    assert "Chưa có ý kiến trả lời." in page
    assert "Chỉ để nội bộ" not in whole


def test_silence_is_shown_as_silence(client_of: Callable[[str], Any], made: dict[str, int]) -> None:
    with clock.at(LATE):
        lead = client_of("officer.g12")
        page = text(lead.get(f"/submissions/{made['dossier']}/opinions"))
        assert "Không trả lời đến hết hạn 17:00 ngày 08/12/2026" in page
        assert "Không trả lời không có nghĩa là đồng ý." in page
        assert "Một cơ quan quá hạn cho ý kiến" in text(lead.get("/"))
        asked = text(client_of("officer.g15").get(f"/opinions/{made['request']}"))
    assert "được ghi nhận là trả lời muộn" in asked


def test_the_lead_replies_in_place_and_a_colleagues_reply_is_shown_first(
    app: Flask, client_of: Callable[[str], Any], made: dict[str, int]
) -> None:
    address = f"/opinions/comments/{made['comment']}/reply"
    with clock.at(T0):
        lead = client_of("officer.g12")
        given = {"reply": "accepted", "reply_text": "Đã sửa", "seen": ""}
        assert lead.post(address, data=given).status_code == 302
        page = text(lead.get(f"/submissions/{made['dossier']}/opinions"))
        assert "1/1 góp ý đã được trả lời" in page
        refused = lead.post(address, data=given | {"reply_text": "Của người thứ hai"})
        assert refused.status_code == 409
        assert "Của người thứ hai" in text(refused) and "Đã sửa" in text(refused)
        empty = lead.post(address, data=given | {"reply_text": " ", "seen": T0.isoformat()})
        assert empty.status_code == 422
    assert row(app, OpinionComment, made["comment"]).reply_text == "Đã sửa"


def test_the_table_goes_into_the_dossier_by_the_usual_check_and_again_as_a_new_version(
    app: Flask, client_of: Callable[[str], Any], made: dict[str, int]
) -> None:
    address = f"/submissions/{made['dossier']}/opinions/table"
    with clock.at(T0):
        lead = client_of("officer.g12")
        assert lead.post(address, data={"order": "place"}).status_code == 302
        lead.post(
            f"/opinions/comments/{made['comment']}/reply",
            data={"reply": "accepted", "reply_text": "Đã sửa", "seen": ""},
        )
        assert lead.post(address, data={"order": "place"}).status_code == 302
    with app.extensions["ecabinet.database"].reading() as db:
        [paper] = db.execute(
            select(SubmissionPaper).where(
                SubmissionPaper.submission_id == made["dossier"],
                SubmissionPaper.role == PaperRole.EXPLANATION,
            )
        ).scalars()
        document = db.get_one(Document, paper.document_id)
        assert document.title == "Bảng tổng hợp, giải trình, tiếp thu ý kiến"
        assert [version.file_name[-5:] for version in document.versions] == [".docx"] * 2
        width, height = document.current.page_sizes[0]
        assert width > height


def test_a_program_asks_answers_and_replies(
    api_of: Callable[[str], Any], made: dict[str, int], cabinet: Cabinet
) -> None:
    with clock.at(T0):
        lead, asked = api_of("officer.g12"), api_of("officer.g15")
        told = lead(
            "POST", f"/submissions/{made['unasked']}/opinions",
            json={"organisation_ids": [cabinet.organisations["G15"]], "due_on": "2026-12-07"},
        )  # fmt: skip
        assert told.status_code == 201
        [request] = told.json["items"]
        assert request["due_at"] == "2026-12-07T10:00:00Z"
        [waiting, _] = asked("GET", "/opinions").json["items"]
        assert waiting["id"] == request["id"]
        given = {"view": "negative", "text": "Chưa rõ", "revision": request["revision"],
                 "comments": [{"place": "Điều 1", "text": "Bỏ"}]}  # fmt: skip
        answered = asked("POST", f"/opinions/{request['id']}/answer", json=given)
        assert answered.json["standing"] == "answered"
        late = asked("POST", f"/opinions/{request['id']}/answer", json=given)
        assert (late.status_code, late.json["code"]) == (409, "opinion-changed-meanwhile")
        comment = answered.json["comments"][0]["id"]
        replied = lead(
            "POST", f"/opinion-comments/{comment}/reply",
            json={"reply": "explained", "reply_text": "Giữ nguyên"},
        )  # fmt: skip
        assert replied.json["reply"] == "explained"
        seen = lead("GET", f"/submissions/{made['unasked']}/opinions").json
    assert (seen["counts"]["answered"], seen["replied"], seen["comments"]) == (1, 1, 1)


def test_other_ministries_see_their_own_alone(
    api_of: Callable[[str], Any], made: dict[str, int], app: Flask
) -> None:
    with clock.at(T0):
        seen = api_of("officer.g03")("GET", f"/submissions/{made['dossier']}/opinions").json
        assert [item["id"] for item in seen["items"]] == [made["other"]]
        assert api_of("officer.g03")("GET", f"/opinions/{made['request']}").status_code == 404


def test_the_api_list_asks_the_store_as_often_for_many_requests_as_for_few(
    app: Flask, api_of: Any, cabinet: Cabinet, made: dict[str, int], count_queries: Any
) -> None:
    asked = []
    with clock.at(T0):
        officer = api_of("officer.g15")
        for _ in range(2):
            officer("GET", "/opinions")
            with count_queries(app) as seen:
                assert officer("GET", "/opinions").status_code == 200
            asked.append(len(seen))
            with app.extensions["ecabinet.database"].unit_of_work() as db:
                office = Consultation(db, cabinet)
                for _ in range(6):
                    office.ask(office.complete(), "G15")
    assert asked[0] == asked[1]
