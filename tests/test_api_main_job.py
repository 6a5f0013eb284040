"""The main job over the JSON API, as a program of an integrator plays it: with tokens, and with
nothing but what the answers and the OpenAPI document tell."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from ecabinet import clock
from meetings.editions.warnings import CODES
from tests.cabinet import T0
from tests.documents.rendering.reading import docx_lines, pdf_text

PAPER = (Path(__file__).parent / "data" / "pdf" / "tracemonkey.pdf").read_bytes()
TITLE = "Phiên họp thường kỳ 🇻🇳 <b>tháng 12</b>"
NOTE = {
    "client_id": "note-1", "page": 1, "kind": "note", "audience": "private",
    "geometry": {"at": [72, 700]}, "body": "Chỉ mình tôi đọc",
}  # fmt: skip


class Programs:
    """`programs("head", "POST", "/…", 200, json=…)`: the answer's JSON, its status asserted."""

    def __init__(self, api_of: Callable[[str], Any]) -> None:
        self._api_of = api_of
        self._calls: dict[str, Any] = {}

    def answer(self, login: str, method: str, path: str, **given: Any) -> Any:
        if login not in self._calls:
            self._calls[login] = self._api_of(login)
        return self._calls[login](method, path, **given)

    def __call__(self, login: str, method: str, path: str, status: int, **given: Any) -> Any:
        answer = self.answer(login, method, path, **given)
        assert answer.status_code == status, f"{login} {method} {path}: {answer.text}"
        if status >= 400:
            assert answer.content_type == "application/problem+json"
            assert answer.json["status"] == status
            assert answer.json["code"] and answer.json["title"]
        return answer.json

    def code(self, login: str, method: str, path: str, status: int, **given: Any) -> str:
        return str(self(login, method, path, status, **given)["code"])

    def upload(self, login: str, name: str, status: int = 201, **fields: str) -> Any:
        data = {"file": (io.BytesIO(PAPER), name), "access_level": "cabinet", **fields}
        return self(
            login, "POST", "/documents", status, data=data, content_type="multipart/form-data"
        )


@pytest.fixture
def programs(api_of: Callable[[str], Any]) -> Iterator[Programs]:
    with clock.at(T0):
        yield Programs(api_of)


@pytest.fixture
def invited(programs: Programs) -> dict[str, Any]:
    """A sitting as its members see it: three items, one paper, approved and sent."""
    finance = next(
        one for one in programs("secretary", "GET", "/organisations", 200)["items"]
        if one["code"] == "G12"
    )  # fmt: skip
    members = programs("secretary", "GET", "/members", 200)["items"]
    minister = next(one for one in members if one["organisation_id"] == finance["id"])
    meeting = programs(
        "secretary", "POST", "/meetings", 201,
        json={
            "title": TITLE, "place": "Phòng họp số 1 😀", "starts_at": "2026-12-15T09:00:00+07:00",
            "planned_end_at": "2026-12-15T11:30:00+07:00",
            "clerk_id": programs("clerk", "GET", "/me", 200)["person_id"],
        },
    )  # fmt: skip
    path = f"/meetings/{meeting['id']}"
    for title in ("Báo cáo", "Dự thảo Nghị định 📊", "Việc khác"):
        line = {
            "title": title, "type": "decision", "minutes": 20, "lead_id": finance["id"],
            "presenter_id": minister["person_id"],
        }  # fmt: skip
        programs("secretary", "POST", f"{path}/items", 201, json=line)
    seen = programs("secretary", "GET", path, 200)
    report, decree, rest = (item["id"] for item in seen["items"])
    order = {"items": [decree, report, rest], "revision": seen["revision"]}
    programs("secretary", "POST", f"{path}/order", 200, json=order)
    assert programs.code("secretary", "POST", f"{path}/order", 409, json=order) == (
        "meeting-changed-meanwhile"
    )
    paper = programs.upload(
        "secretary", "../../Tờ trình.pdf", title="Tờ trình", item_id=str(decree)
    )
    assert paper["versions"][0]["file_name"] == "Tờ trình.pdf"

    for hidden in (path, f"/documents/{paper['id']}"):
        programs("minister.g12", "GET", hidden, 404)
    assert programs.code("secretary", "POST", f"{path}/approval", 403, json={}) == (
        "agenda-head-approves"
    )
    read = programs("head", "GET", path, 200)
    programs("head", "POST", f"{path}/approval", 200, json={"fingerprint": read["fingerprint"]})
    programs(
        "secretary",
        "POST",
        f"{path}/invitations",
        200,
        json={"reasons": dict.fromkeys(CODES, "Đã biết")},
    )
    sent: dict[str, Any] = programs("minister.g12", "GET", path, 200)
    return sent


def version_of(meeting: dict[str, Any]) -> int:
    return int(meeting["items"][0]["papers"][0]["version_id"])


def test_a_cabinet_meets_from_the_opening_to_the_minutes(
    programs: Programs, invited: dict[str, Any]
) -> None:
    path = f"/meetings/{invited['id']}"
    decree, report, _ = (item["id"] for item in invited["items"])
    assert invited["items"][0]["title"] == "Dự thảo Nghị định 📊"
    members = [one["person_id"] for one in programs("pm", "GET", "/members", 200)["items"]]

    alone = programs("pm", "POST", f"{path}/opening", 409, json={"present": members[:1]})
    assert alone["code"] == "rule-quorum-fails"
    opened = programs("pm", "POST", f"{path}/opening", 200, json={"present": members[:3]})
    assert (opened["state"], opened["quorum"]["present"]) == ("in_sitting", 3)
    current = {"item_id": decree, "seen_item_id": 0}
    programs("pm", "POST", f"{path}/current-item", 200, json=current)
    assert programs("minister.g15", "GET", path, 200)["current_item_id"] == decree
    programs("clerk", "POST", f"/items/{decree}/notes", 201, json={"text": "Rà soát kinh phí 🙂"})

    vote = programs("pm", "POST", "/ballots", 201, json={"procedure": "in_room", "item_id": decree})
    cast = f"/ballots/{vote['id']}/opinions"
    for login in ("pm", "minister.g12", "minister.g15"):
        programs(login, "POST", cast, 201, json={"answer": "agree"})
    for login, status in (("secretary", 403), ("clerk", 403), ("officer.g12", 404)):
        programs(login, "POST", cast, status, json={"answer": "agree"})
    closed = programs("pm", "POST", f"/ballots/{vote['id']}/closure", 200, json={})
    outcome = closed["questions"][0]["outcome"]
    assert (outcome["carried"], outcome["counts"]["agree"]) == (True, 3)
    assert "3/4" in outcome["sentence"] and "3/4" in outcome["quorum"]["sentence"]
    assert programs.code("pm", "POST", cast, 409, json={"answer": "agree"}) == "ballot-closed-at"

    work = {"task": "Trình ban hành", "lead_id": invited["items"][0]["lead_id"]}
    conclusion = {"text": "Thông qua Nghị định.", "kind": "resolution"}
    concluded = programs(
        "pm", "POST", f"/items/{decree}/conclusion", 200,
        json={**conclusion, "assignments": [{**work, "due_on": "2026-12-31"}]},
    )  # fmt: skip
    programs("pm", "POST", f"{path}/current-item", 200, json={"item_id": report})
    deferral = {"resubmit_on": "2026-12-20"}
    programs("pm", "POST", f"/items/{report}/deferral", 200, json=deferral)
    assert programs.code("pm", "GET", f"{path}/minutes", 404)
    programs("minister.g12", "POST", f"{path}/end", 403, json={})
    assert programs("pm", "POST", f"{path}/end", 200, json={})["state"] == "ended"

    record = programs("clerk", "GET", f"{path}/minutes", 200)
    assert record["content"]["title"] == TITLE
    for form, read in (("pdf", pdf_text), ("docx", lambda data: " ".join(docx_lines(data)))):
        made = programs.answer("clerk", "GET", f"{path}/minutes?format={form}")
        text = read(made.data)
        for part in (
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "BIÊN BẢN", "<b>tháng 12</b>", "Vắng mặt (1)",
            "1. Dự thảo Nghị định", "Rà soát kinh phí", "đồng ý 3", "Thông qua Nghị định.",
            "thời hạn: 31/12/2026", "trình lại ngày 20/12/2026", "chưa bàn đến", "CHỦ TỌA",
        ):  # fmt: skip
            assert part in text, f"{part!r} is not in the {form}"
    programs("minister.g12", "GET", f"{path}/minutes", 404)

    decision = programs("minister.g12", "GET", f"/decisions/{concluded['decision_id']}", 200)
    assert "3/4" in decision["outcome_sentence"] == decision["outcome"]["sentence"]
    follow_up(programs, decision["assignments"][0])


def follow_up(programs: Programs, assignment_id: int) -> None:
    """The lead reports and completes, the secretariat verifies; each in its own right only."""
    path = f"/assignments/{assignment_id}"
    assert programs("officer.g12", "GET", path, 200)["report_class"] == "open_in_time"
    progress = {"text": "Đã trình dự thảo", "percent": None}
    programs("officer.g12", "POST", f"{path}/reports", 201, json=progress)
    programs("officer.g15", "POST", f"{path}/reports", 404, json=progress)
    done = {"done_on": T0.date().isoformat(), "evidence": "Công văn số 12/BTC"}
    programs("officer.g12", "POST", f"{path}/completion", 201, json=done)
    programs("officer.g12", "POST", f"{path}/closure", 403)
    assert programs("secretary", "POST", f"{path}/closure", 201)["report_class"] == "done_on_time"


def test_a_written_ballot_from_the_draft_to_the_decision(programs: Programs) -> None:
    draft = programs(
        "secretary", "POST", "/ballots", 201,
        json={
            "title": "Xin ý kiến 🙂", "matter": "Tờ trình số 5", "questions": ["Đồng ý?"],
            "closes_at": "2026-12-04T17:00:00+07:00",
            "document_ids": [programs.upload("secretary", "a.pdf")["id"]],
        },
    )  # fmt: skip
    path = f"/ballots/{draft['id']}"
    programs("minister.g12", "GET", path, 404)
    programs("head", "POST", f"{path}/approval", 409, json={})
    programs("secretary", "POST", f"{path}/submission", 200)
    assert programs("head", "POST", f"{path}/approval", 200, json={})["state"] == "open"

    agree = {"answer": "agree", "remark": "Nhất trí"}
    programs("minister.g12", "POST", f"{path}/opinions", 201, json=agree)
    missing = programs("minister.g12", "POST", f"{path}/opinions", 422, json={"answer": "other"})
    assert missing["code"] == "ballot-remark-missing"
    other = {"answer": "other", "remark": "Cần đánh giá tác động \u202e🙂"}
    for _ in range(2):
        key = {"Idempotency-Key": "one-answer"}
        again = programs("minister.g12", "POST", f"{path}/opinions", 201, json=other, headers=key)
    assert again["items"][0]["answer"] == "other"
    reused = {"json": agree, "headers": {"Idempotency-Key": "one-answer"}}
    assert programs.code("minister.g12", "POST", f"{path}/opinions", 409, **reused) == (
        "idempotency-key-reused"
    )
    for login in ("pm", "minister.g15", "minister.g03"):
        programs(login, "POST", f"{path}/opinions", 201, json={"answer": "agree"})
    assert programs.code("minister.g12", "GET", f"{path}/result", 409) == "ballot-result-not-yet"
    programs("secretary", "POST", f"{path}/closure", 200, json={})

    question = programs("minister.g15", "GET", f"{path}/result", 200)["questions"][0]
    assert question["outcome"]["counts"]["agree"] == 3
    assert [one["answer"] for one in question["positions"]].count("other") == 1
    sheet = programs.answer("secretary", "GET", f"{path}/result?format=pdf").data
    assert "Cần đánh giá tác động" in " ".join(pdf_text(sheet).split())
    assert len(PdfReader(io.BytesIO(sheet)).pages) >= 1
    word = programs.answer("secretary", "GET", f"{path}/result?format=docx").data
    assert "Cần đánh giá tác động" in " ".join(docx_lines(word))
    for login in ("officer.g12", "auditor", "admin"):
        programs(login, "GET", f"{path}/result", 404)

    following = {"subject": "Về đề án", "text": "Chính phủ thống nhất."}
    concluded = programs("secretary", "POST", f"{path}/conclusion", 201, json=following)
    issued = programs("head", "POST", f"/decisions/{concluded['decision_id']}/issue", 200)
    assert issued["number_symbol"].endswith("/NQ-CP")


def test_papers_come_in_ranges_and_private_marks_are_the_authors_alone(
    programs: Programs, invited: dict[str, Any]
) -> None:
    version_id = version_of(invited)
    file = f"/versions/{version_id}/file"
    whole = programs.answer("minister.g12", "GET", file)
    tag, size = whole.headers["ETag"], len(whole.data)
    ranged = {"Range": "bytes=5-9"}
    part = programs.answer("minister.g12", "GET", file, headers={**ranged, "If-Range": tag})
    assert (part.status_code, part.data) == (206, whole.data[5:10])
    other = programs.answer("minister.g12", "GET", file, headers={**ranged, "If-Range": '"old"'})
    assert (other.status_code, len(other.data)) == (200, size)
    beyond = {"Range": f"bytes={size}-"}
    assert programs.code("minister.g12", "GET", file, 416, headers=beyond)
    head = programs.answer("minister.g12", "HEAD", file)
    assert (head.data, head.headers["Content-Length"]) == (b"", str(size))
    programs("officer.g12", "GET", file, 404)

    marks = f"/versions/{version_id}/annotations"
    private = programs("minister.g12", "POST", marks, 201, json=NOTE)["id"]
    shared = {**NOTE, "client_id": "note-2", "audience": "meeting"}
    programs("minister.g12", "POST", marks, 201, json=shared)
    for login in ("pm", "minister.g15", "secretary", "head", "clerk"):
        seen = programs(login, "GET", marks, 200)["items"]
        assert [mark["client_id"] for mark in seen] == ["note-2"]
        programs(login, "PATCH", f"/annotations/{private}", 404, json={"body": "x"})
        programs(login, "DELETE", f"/annotations/{private}", 404)
    for login in ("officer.g12", "auditor", "admin"):
        programs(login, "GET", marks, 404)


@pytest.mark.parametrize(("language", "title"), [("vi", "Chỉ"), ("en", "Only")])
def test_refusals_speak_the_language_asked_for(
    programs: Programs, language: str, title: str
) -> None:
    refused = programs("pm", "GET", "/journal", 403, headers={"Accept-Language": language})

    assert refused["code"] == "journal-auditors-only"
    assert refused["title"].startswith(title)


def test_the_auditor_reads_every_act_page_by_page(
    programs: Programs, invited: dict[str, Any]
) -> None:
    numbers, acts, following = [], set(), "limit=3"
    while following:
        page = programs("auditor", "GET", f"/journal?{following}", 200)
        numbers += [entry["number"] for entry in page["items"]]
        acts |= {entry["act"] for entry in page["items"]}
        following = f"limit=3&cursor={page['next']}" if page["next"] else ""

    assert numbers == list(range(numbers[0], 0, -1))
    assert {"agenda:approve", "agenda:send"} <= acts
