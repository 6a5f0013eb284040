"""The pages of dossiers over HTTP: drafted, filled, lodged, checked; what was typed survives."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from dossiers.submissions.models import PaperRole, Submission, SubmissionState
from ecabinet import clock
from tests.cabinet import T0, Cabinet
from tests.dossiers.submissions.dossiers import SUBJECT, Office

DRAFT = {
    "subject": SUBJECT, "proposal_number": "125/TTr-BTC", "proposal_on": "2026-11-27",
    "asked": "decision", "urgency": "urgent", "access_level": "cabinet", "is_legal_draft": "true",
}  # fmt: skip


@pytest.fixture
def store(app: Flask, cabinet: Cabinet) -> Callable[..., Any]:
    """`store(lambda office: …)`: do something as the officers, committed; returns the answer."""

    def do(act: Callable[[Office], Any]) -> Any:
        with app.extensions["ecabinet.database"].unit_of_work() as db:
            made = act(Office(db, cabinet))
            db.flush()
            return made.id if isinstance(made, Submission) else made

    return do


def of(app: Flask, submission_id: int) -> Submission:
    with app.extensions["ecabinet.database"].reading() as db:
        found = db.execute(select(Submission).where(Submission.id == submission_id)).scalar_one()
        db.expunge(found)
        return found


def words(page: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.get_data(as_text=True)))


def test_an_officer_begins_fills_in_and_lodges(
    app: Flask, client_of: Callable[[str], Any], pdf: bytes
) -> None:
    officer = client_of("officer.g12")
    place = officer.post("/submissions").headers["Location"]
    assert "Hồ sơ chưa có trích yếu" in words(officer.get(place))
    assert officer.post(place, data=DRAFT).status_code == 302
    page = words(officer.get(place))
    assert "Chưa có tờ trình trong hồ sơ." in page and "báo cáo thẩm định" in page
    for name in ("To trinh.pdf", "Du thao nghi dinh.pdf", "Bao cao tham dinh.pdf"):
        answer = officer.post(place + "/papers", data={"file": (io.BytesIO(pdf), name)})
        assert answer.status_code == 201
    assert "Hồ sơ đủ điều kiện trình." in words(officer.get(place))
    assert officer.post(place + "/lodging").status_code == 302
    found = of(app, int(place.rpartition("/")[2]))
    assert (found.state, found.is_legal_draft) == (SubmissionState.LODGED, True)


def test_the_name_of_a_file_tells_what_it_is(client_of: Callable[[str], Any], pdf: bytes) -> None:
    officer = client_of("officer.g12")
    place = officer.post("/submissions").headers["Location"]
    names = {
        "125-TTr-BTC.pdf": "proposal", "Dự thảo Nghị định.pdf": "draft", "tom_tat.pdf": "summary",
        "Báo cáo giải trình.pdf": "explanation", "Ý kiến Bộ Nội vụ.pdf": "consultation",
        "Phụ lục.pdf": "other",
    }  # fmt: skip
    for name, role in names.items():
        answer = officer.post(place + "/papers", data={"file": (io.BytesIO(pdf), name)})
        assert answer.json["role"] == role, name


def test_what_cannot_be_lodged_says_why_and_what_was_typed_is_there(
    client_of: Callable[[str], Any],
) -> None:
    officer = client_of("officer.g12")
    place = officer.post("/submissions").headers["Location"]
    officer.post(place, data={"subject": SUBJECT})
    refused = officer.post(place + "/lodging", headers={"Accept": "application/json"})
    assert refused.status_code == 422
    assert refused.json["title"] == "Chưa thể trình: còn thiếu 3 điều kiện."
    assert sorted(refused.json["fields"]) == ["check-draft", "check-number", "check-proposal"]
    assert SUBJECT in words(officer.get(place))


def test_a_refused_form_keeps_what_was_typed(client_of: Callable[[str], Any]) -> None:
    officer = client_of("officer.g12")
    place = officer.post("/submissions").headers["Location"]
    refused = officer.post(place, data={"subject": "Về đề án", "proposal_on": "31.2.2026"})
    assert refused.status_code == 422
    assert "Về đề án" in refused.get_data(as_text=True)
    assert 'aria-invalid="true"' in refused.get_data(as_text=True)


def test_the_desk_finds_by_words_organisation_urgency_and_lateness(
    client_of: Callable[[str], Any], store: Callable[..., Any], cabinet: Cabinet
) -> None:
    store(lambda office: office.lodged(subject="Về giảm thuế đất"))
    store(lambda office: office.lodged(subject="Về học phí", urgency="urgent"))
    secretary = client_of("secretary")
    found = {
        asked: [one for one in ("giảm thuế đất", "học phí") if one in words(
            secretary.get(f"/submissions?tab=waiting&{asked}"))]
        for asked in ("search=giam+thue", "urgency=urgent", "late=yes",
                      f"organisation_id={cabinet.organisations['G15']}")
    }  # fmt: skip
    assert found == {
        "search=giam+thue": ["giảm thuế đất"],
        "urgency=urgent": ["học phí"],
        "late=yes": [],
        f"organisation_id={cabinet.organisations['G15']}": [],
    }
    with clock.at(T0 + timedelta(days=3)):
        secretary = client_of("secretary")
        assert "giảm thuế đất" in words(secretary.get("/submissions?tab=waiting&late=yes"))
        assert "2 hồ sơ trình quá hạn xử lý" in words(secretary.get("/"))


def test_what_came_back_waits_on_the_home_page_of_its_officers(
    client_of: Callable[[str], Any], store: Callable[..., Any]
) -> None:
    number = store(lambda office: office.returned())
    officer = client_of("officer.g12")
    assert f"Hồ sơ được trả lại: {SUBJECT}" in words(officer.get("/"))
    assert "Thiếu ý kiến Bộ Tư pháp" in words(officer.get(f"/submissions/{number}"))
    assert SUBJECT not in words(client_of("officer.g15").get("/"))


def test_the_desk_returns_with_a_remark_at_a_check(
    client_of: Callable[[str], Any], store: Callable[..., Any]
) -> None:
    number = store(lambda office: office.checking())
    place = f"/submissions/{number}"
    secretary = client_of("secretary")
    done = secretary.post(place + "/return", data={"remark-draft": "Thiếu điều khoản chuyển tiếp"})
    assert done.status_code == 302
    assert "Dự thảo văn bản: Thiếu điều khoản chuyển tiếp" in words(
        client_of("officer.g12").get(place)
    )


def test_the_page_tells_who_held_it_how_long(
    client_of: Callable[[str], Any], store: Callable[..., Any]
) -> None:
    number = store(lambda office: office.checking())
    with clock.at(T0 + timedelta(days=7)):
        page = words(client_of("secretary").get(f"/submissions/{number}"))
    assert "đang ở Văn phòng, đã 5 ngày làm việc (168 giờ)" in page


def test_a_paper_is_chosen_its_role_changed_and_taken_out(
    app: Flask, client_of: Callable[[str], Any], store: Callable[..., Any]
) -> None:
    number = store(lambda office: office.drafted(subject=SUBJECT))
    document = store(lambda office: office.paper().id)
    place, officer = f"/submissions/{number}", client_of("officer.g12")
    paper = f"{place}/papers/{document}"
    officer.post(f"{place}/papers/choice", data={"document_id": document, "role": "draft"})
    assert officer.post(f"{paper}/role", data={"role": "proposal"}).status_code == 302
    assert "Có tờ trình." in words(officer.get(place))
    assert officer.post(f"{paper}/removal").status_code == 302
    assert "Chưa có tờ trình trong hồ sơ." in words(officer.get(place))


def test_lists_are_empty_with_a_word_and_not_with_nothing(client_of: Callable[[str], Any]) -> None:
    assert "Không có hồ sơ chờ kiểm tra" in words(client_of("secretary").get("/submissions"))
    assert "Chưa có hồ sơ đang soạn" in words(client_of("officer.g12").get("/submissions"))
    assert "Không có hồ sơ nào khớp" in words(
        client_of("secretary").get("/submissions?search=thuế")
    )


def test_the_api_tells_checks_history_and_what_is_due(
    api_of: Callable[[str], Any], store: Callable[..., Any]
) -> None:
    number = store(lambda office: office.lodged())
    told = api_of("secretary")("GET", f"/submissions/{number}").json
    assert told["due"]["kind"] == "check" and told["due"]["at"] == "2026-12-03T10:00:00Z"
    assert [check["name"] for check in told["checks"] if not check["holds"]] == []
    assert [stage["act"] for stage in told["history"]] == ["drafted", "lodged"]
    assert [paper["role"] for paper in told["papers"]] == ["proposal", "draft"]


def test_two_officers_write_in_two_fields_at_once_and_not_in_the_same_one(
    app: Flask, api_of: Callable[[str], Any], store: Callable[..., Any]
) -> None:
    number = store(lambda office: office.drafted(subject="Cũ"))
    call = api_of("officer.g12")
    path = f"/submissions/{number}"
    seen = {"subject": "Cũ", "note": ""}
    assert call("PATCH", path, json={"subject": "Một", "seen": seen}).status_code == 200
    assert call("PATCH", path, json={"note": "Ghi", "seen": seen}).status_code == 200
    refused = call("PATCH", path, json={"subject": "Hai", "seen": seen})
    assert refused.status_code == 409 and "Trích yếu" in refused.json["title"]
    found = of(app, number)
    assert (found.subject, found.note) == ("Một", "Ghi")


def test_a_page_of_many_papers_asks_no_more_than_one_of_few(
    app: Flask, client_of: Callable[[str], Any], store: Callable[..., Any], count_queries: Any
) -> None:
    few = store(lambda office: office.lodged())

    def many(office: Office) -> Submission:
        submission = office.complete()
        for _ in range(12):
            office.paper(PaperRole.OTHER, submission)
        return office.lodge(submission)

    more, secretary = store(many), client_of("secretary")
    asked = []
    for number in (few, more):
        with count_queries(app) as seen:
            assert secretary.get(f"/submissions/{number}").status_code == 200
        asked.append(len(seen))
    assert asked[0] == asked[1]
