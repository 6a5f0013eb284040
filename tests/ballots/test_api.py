"""Ballots over the JSON API, as an integrator uses them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import docx
import pytest
from pypdf import PdfReader

from ecabinet import clock
from tests.ballots.acts import DEADLINE, sitting
from tests.cabinet import T0, Cabinet

SECOND = timedelta(seconds=1)
WRITTEN = {
    "title": "Về giảm thuế giá trị gia tăng",
    "matter": "Bộ Tài chính trình dự thảo Nghị quyết.",
    "questions": ["Đồng ý ban hành Nghị quyết?"],
    "closes_at": "2026-12-04T17:00:00+07:00",
}


@pytest.fixture(autouse=True)
def at_t0() -> Iterator[None]:
    with clock.at(T0):
        yield


def opened(api_of: Any, **more: Any) -> int:
    made = api_of("secretary")("POST", "/ballots", json=WRITTEN | more)
    assert made.status_code == 201, made.json
    number = int(made.json["id"])
    assert api_of("secretary")("POST", f"/ballots/{number}/submission").status_code == 200
    approved = api_of("head")("POST", f"/ballots/{number}/approval", json={})
    assert approved.json["state"] == "open"
    return number


def test_a_written_ballot_goes_from_the_draft_to_the_decision(api_of: Any) -> None:
    number = opened(api_of)
    pm, minister = api_of("pm"), api_of("minister.g12")

    first = minister("POST", f"/ballots/{number}/opinions", json={"answer": "agree"})
    assert first.status_code == 201
    other = {"answer": "other", "remark": "Cần đánh giá tác động"}
    second = minister("POST", f"/ballots/{number}/opinions", json=other)
    assert second.json["items"][0]["answer"] == "other"
    pm("POST", f"/ballots/{number}/opinions", json={"answer": "agree"})

    before = pm("GET", f"/ballots/{number}").json
    assert (before["answered"], before["asked"]) == (2, 4)
    assert before["questions"][0]["my_opinion"]["answer"] == "agree"
    assert before["questions"][0]["outcome"] is None
    assert pm("GET", f"/ballots/{number}/result").status_code == 409

    with clock.at(DEADLINE + SECOND):
        closed = api_of("secretary")("POST", f"/ballots/{number}/closure", json={})
    assert closed.json["state"] == "closed"
    result = pm("GET", f"/ballots/{number}/result").json["questions"][0]
    assert result["outcome"]["result"] == "carried"
    assert result["outcome"]["counts"]["deemed"] == 2
    assert [one["answer"] for one in result["positions"]] == ["agree", "other", "", ""]

    concluded = api_of("secretary")(
        "POST", f"/ballots/{number}/conclusion",
        json={
            "subject": "Về giảm thuế", "text": "Thông qua.",
            "assignments": [{"task": "Trình Quốc hội", "lead_id": 2, "is_ongoing": True}],
        },
    )  # fmt: skip
    assert concluded.status_code == 201 and concluded.json["state"] == "concluded"
    decision = pm("GET", f"/decisions/{concluded.json['decision_id']}").json
    assert decision["origin"] == "written_ballot" and decision["outcome_sentence"]
    assert len(decision["assignments"]) == 1


def test_the_result_comes_as_pdf_and_docx_with_the_members_in_it(api_of: Any) -> None:
    number = opened(api_of)
    api_of("pm")("POST", f"/ballots/{number}/opinions", json={"answer": "agree"})
    api_of("head")("POST", f"/ballots/{number}/closure", json={"reason": "Việc gấp"})

    pdf = api_of("secretary")("GET", f"/ballots/{number}/result?format=pdf")
    word = api_of("secretary")("GET", f"/ballots/{number}/result?format=docx")

    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.data)).pages)
    table = docx.Document(io.BytesIO(word.data)).tables
    cells = {cell.text for one in table for row in one.rows for cell in row.cells}
    assert "Nguyễn Văn An" in text and "BẢNG TỔNG HỢP" in text.upper()
    assert {"Nguyễn Văn An", "Đồng ý"} <= cells


def test_an_answer_one_second_late_is_refused_with_its_sentence(api_of: Any) -> None:
    number = opened(api_of)

    with clock.at(DEADLINE + SECOND):
        late = api_of("pm")("POST", f"/ballots/{number}/opinions", json={"answer": "agree"})

    assert late.status_code == 409
    assert late.json["code"] == "ballot-closed-at"
    assert "17:00" in late.json["title"]


def test_a_deadline_too_near_is_refused_with_the_days_that_are_possible(api_of: Any) -> None:
    near = WRITTEN | {"closes_at": "2026-12-01T17:00:00+07:00"}

    refused = api_of("secretary")("POST", "/ballots", json=near)

    assert refused.status_code == 422
    message = refused.json["fields"]["closes_at"]["message"]
    assert "03/12/2026" in message and "08/12/2026" in message


@pytest.mark.parametrize(
    "body", [{}, {"answer": "maybe"}, {"answer": "other"}, {"answer": "agree", "answers": [{}]}]
)
def test_answers_that_cannot_be_used_are_refused(api_of: Any, body: dict[str, Any]) -> None:
    number = opened(api_of)

    assert api_of("pm")("POST", f"/ballots/{number}/opinions", json=body).status_code == 422


def test_one_answer_to_several_questions_is_refused_and_each_by_its_id_is_taken(
    api_of: Any,
) -> None:
    number = opened(api_of, questions=["Thông qua?", "Giao Bộ Tài chính?"])
    pm = api_of("pm")
    ids = [one["id"] for one in pm("GET", f"/ballots/{number}").json["questions"]]

    vague = pm("POST", f"/ballots/{number}/opinions", json={"answer": "agree"})
    assert vague.status_code == 422
    one = {"answers": [{"question_id": ids[0], "answer": "agree"}]}
    pm("POST", f"/ballots/{number}/opinions", json=one)
    assert pm("GET", f"/ballots/{number}").json["answered"] == 0
    two = {"answers": [{"question_id": ids[1], "answer": "disagree"}]}
    assert pm("POST", f"/ballots/{number}/opinions", json=two).status_code == 201
    assert pm("GET", f"/ballots/{number}").json["answered"] == 1


def test_a_vote_in_the_room_from_opening_to_the_item(
    api_of: Any, work: Any, cabinet: Cabinet
) -> None:
    with work() as db:
        item_id = sitting(db, cabinet).id
    pm = api_of("pm")

    vote = pm("POST", "/ballots", json={"procedure": "in_room", "item_id": item_id})
    assert vote.status_code == 201 and vote.json["state"] == "open"
    number = vote.json["id"]
    again = pm("POST", "/ballots", json={"procedure": "in_room", "item_id": item_id})
    assert again.status_code == 409
    for login in ("pm", "minister.g12", "minister.g15"):
        cast = api_of(login)("POST", f"/ballots/{number}/opinions", json={"answer": "agree"})
        assert cast.status_code == 201
    guest = api_of("outsider")("POST", f"/ballots/{number}/opinions", json={"answer": "agree"})
    assert (guest.status_code, guest.json["code"]) == (403, "rule-guest-no-vote")

    closed = pm("POST", f"/ballots/{number}/closure", json={}).json
    outcome = closed["questions"][0]["outcome"]
    assert outcome["result"] == "carried"
    assert outcome["counts"]["agree"] == 3 and outcome["quorum"]["holds"] is True
    assert outcome["quorum"]["sentence"].startswith("4/4")
    seen = api_of("outsider")("GET", f"/ballots/{number}/result").json
    assert seen["questions"][0]["positions"] == []


def test_a_written_ballot_without_what_it_needs_is_refused(api_of: Any) -> None:
    secretary = api_of("secretary")

    for missing in ("title", "closes_at", "questions"):
        body = {key: value for key, value in WRITTEN.items() if key != missing}
        assert secretary("POST", "/ballots", json=body).status_code == 422, missing
    assert secretary("POST", "/ballots", json={"procedure": "in_room"}).status_code == 422
    assert secretary("POST", "/ballots", json=WRITTEN | {"document_ids": [99]}).status_code == 404


def test_the_same_key_drafts_one_ballot(api_of: Any) -> None:
    secretary = api_of("secretary")
    headers = {"Idempotency-Key": "the-same-key-0001"}

    made = [secretary("POST", "/ballots", json=WRITTEN, headers=headers).json["id"] for _ in "ab"]

    assert made[0] == made[1]
    assert len(secretary("GET", "/ballots").json["items"]) == 1
