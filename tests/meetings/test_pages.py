"""The pages of a sitting over HTTP, as an officer, the head and members use them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from documents.models import AccessLevel, NamedReader
from ecabinet.db import Database
from meetings import queries
from meetings.agenda import services as agenda
from meetings.models import Meeting
from tests.cabinet import Cabinet
from tests.meetings.sittings import Secretariat

SCRIPT = {"Accept": "text/html, application/problem+json;q=0.9"}


@pytest.fixture
def kept(app: Flask, cabinet: Cabinet) -> Callable[[Callable[[Secretariat], Any]], Any]:
    """`kept(lambda desk: desk.sent("A").id)`: do something at the desk and keep it."""
    database: Database = app.extensions["ecabinet.database"]

    def do(work: Callable[[Secretariat], Any]) -> Any:
        with database.unit_of_work() as db:
            return work(Secretariat(db, cabinet))

    return do


@pytest.fixture
def statements(app: Flask) -> Iterator[list[str]]:
    """The SQL statements of the application since the test cleared the list."""
    seen: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        seen.append(statement)

    engine = app.extensions["ecabinet.database"].engine
    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


def item_id(answer: Any, title: str) -> int:
    found = re.search(rf'id="item-(\d+)".*?{title}', answer.text, re.S)
    assert found, title
    return int(found.group(1))


FRAME = {
    "title": "Phiên họp tháng 12", "kind": "regular", "starts_at": "2026-12-15T08:00",
    "planned_end_at": "2026-12-15T11:30", "place": "Phòng số 1", "chair_id": "", "clerk_id": "",
}  # fmt: skip


def test_a_sitting_goes_from_the_desk_to_the_members(
    client_of: Any, cabinet: Cabinet, kept: Any
) -> None:
    officer, head, minister = (client_of(who) for who in ("secretary", "head", "minister.g12"))
    made = officer.post("/meetings/new", data=FRAME)
    assert made.status_code == 302
    address = made.headers["Location"]
    item = {
        "title": "Dự thảo Nghị định", "type": "decision", "minutes": "25",
        "lead_id": str(cabinet.organisations["G12"]),
        "presenter_id": str(cabinet.persons["minister.g12"]),
    }  # fmt: skip
    assert officer.post(f"{address}/items", data=item).status_code == 302
    assert minister.get(address).status_code == 404
    assert "Không có phiên họp sắp tới" in minister.get("/meetings").text

    assert officer.post(f"{address}/approval", data={}).status_code == 403
    assert head.post(f"{address}/approval", data={}).status_code == 302
    assert minister.get(address).status_code == 404
    assert officer.post(f"{address}/invitations", data={}).status_code == 422
    known = {"_reason-papers-missing": "Trình bày miệng", "_reason-checks-open": "Đã đọc"}
    assert officer.post(f"{address}/invitations", data=known).status_code == 302

    page = minister.get(address)
    assert page.status_code == 200
    assert "Dự thảo Nghị định" in page.text
    assert "08:00" in page.text
    assert "25 phút" in page.text
    assert "Phiên họp tháng 12" in minister.get("/meetings").text


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_state_of_the_page_can_be_shown_in_both_languages(
    client_of: Any, kept: Any, language: str
) -> None:
    def states(desk: Secretariat) -> list[int]:
        empty, full, submitted, approved = (desk.plan() for _ in range(4))
        for meeting in (full, submitted, approved):
            desk.paper(desk.add(meeting, "A"))
        agenda.remove_item(desk.db, actor=desk.actor("head"), item=desk.add(full, "B"))
        desk.submit(submitted)
        desk.approve(approved)
        changed = desk.sent("A", "B")
        desk.add(changed, "C")
        cancelled = desk.sent("A")
        desk.cancel(cancelled)
        return [m.id for m in (empty, full, submitted, approved, changed, cancelled)]

    ids = kept(states)
    for login in ("secretary", "head", "clerk", "pm"):
        client = client_of(login)
        client.post("/language", data={"language": language})
        for path in ["/meetings", "/meetings?period=past", "/"]:
            assert client.get(path).status_code == 200
        for meeting_id in ids if login != "pm" else ids[4:]:
            assert client.get(f"/meetings/{meeting_id}").status_code == 200, (login, meeting_id)
            assert client.get(f"/meetings/{meeting_id}?view=sent").status_code == 200


def test_the_clerk_reads_the_desk_and_is_offered_no_act(client_of: Any, kept: Any) -> None:
    meeting_id = kept(lambda desk: desk.sent("A").id)
    page = client_of("clerk").get(f"/meetings/{meeting_id}")
    assert "ec-agenda-order" in page.text
    assert "data-move" not in page.text
    assert "<ec-upload" not in page.text


def test_what_was_typed_stays_when_the_sitting_is_refused(client_of: Any) -> None:
    officer = client_of("secretary")
    answer = officer.post(
        "/meetings/new", data={**FRAME, "planned_end_at": "2026-12-15T07:00", "place": "Nhà khách"}
    )
    assert answer.status_code == 422
    assert "Giờ kết thúc phải sau giờ bắt đầu" in answer.text
    assert 'value="Nhà khách"' in answer.text


def test_an_old_page_does_not_write_over_a_line_and_is_told_so(client_of: Any, kept: Any) -> None:
    meeting_id = kept(lambda desk: [desk.add(m := desk.plan(), "A"), m.id][1])
    officer, head = client_of("secretary"), client_of("head")
    item = item_id(officer.get(f"/meetings/{meeting_id}"), "A")
    form = officer.get(f"/meetings/{meeting_id}?edit={item}").text
    revision = re.search(r'name="revision" value="(\d+)"', form).group(1)
    line = {"type": "discussion", "minutes": "20", "lead_id": "", "presenter_id": ""}
    first = head.post(f"/meetings/items/{item}", data={**line, "title": "H", "revision": revision})
    assert first.status_code == 302
    late = officer.post(
        f"/meetings/items/{item}", data={**line, "title": "S", "revision": revision}, headers=SCRIPT
    )
    assert late.status_code == 409
    assert late.json["code"] == "editing-clash"
    assert "Cả hai bản đều ở đây" in late.json["title"]
    assert "H" in officer.get(f"/meetings/{meeting_id}").text


def test_a_minister_answers_in_one_act_and_the_desk_sees_it(client_of: Any, kept: Any) -> None:
    meeting_id = kept(lambda desk: desk.sent("A").id)
    minister = client_of("minister.g12")
    assert "Trả lời giấy mời" in minister.get("/").text
    page = minister.get(f"/meetings/{meeting_id}").text
    address = re.search(r'action="(/meetings/\d+/invitations/\d+/answer)"', page).group(1)
    assert minister.post(address, data={"answer": "attending"}).status_code == 302
    assert "Trả lời giấy mời" not in minister.get("/").text
    assert "Dự họp" in client_of("secretary").get(f"/meetings/{meeting_id}").text
    assert client_of("minister.g15").post(address, data={"answer": "absent"}).status_code == 404


def test_an_absence_without_a_reason_is_refused_beside_its_field(client_of: Any, kept: Any) -> None:
    meeting_id = kept(lambda desk: desk.sent("A").id)
    minister = client_of("minister.g12")
    page = minister.get(f"/meetings/{meeting_id}").text
    address = re.search(r'action="(/meetings/\d+/invitations/\d+/answer)"', page).group(1)
    answer = minister.post(address, data={"answer": "absent", "reason": ""}, headers=SCRIPT)
    assert answer.status_code == 422
    assert "reason" in answer.json["fields"]


def test_the_page_costs_the_same_queries_for_two_items_and_for_forty(
    client_of: Any, kept: Any, statements: list[str]
) -> None:
    def sitting(items: int) -> Callable[[Secretariat], int]:
        return lambda desk: desk.sent(*(f"Nội dung {number}" for number in range(items))).id

    few, many = kept(sitting(2)), kept(sitting(40))
    for login in ("secretary", "minister.g12"):
        client = client_of(login)
        counts = []
        for meeting_id in (few, many):
            client.get(f"/meetings/{meeting_id}")
            statements.clear()
            assert client.get(f"/meetings/{meeting_id}").status_code == 200
            counts.append(len(statements))
        assert counts[0] == counts[1], login


def test_the_list_costs_the_same_queries_for_two_sittings_and_for_twelve(
    client_of: Any, kept: Any, statements: list[str]
) -> None:
    for login in ("secretary", "minister.g12"):
        client = client_of(login)
        counts = []
        for more in (2, 10):
            kept(lambda desk, more=more: [desk.sent("A") for _ in range(more)] and None)
            statements.clear()
            assert client.get("/meetings").status_code == 200
            counts.append(len(statements))
        assert counts[0] == counts[1], login


def test_the_list_goes_on_where_the_page_before_ended(app: Flask, kept: Any) -> None:
    ids = kept(lambda desk: [desk.plan().id for _ in range(5)])
    seen: list[int] = []

    def page(desk: Secretariat, cursor: str | None) -> str | None:
        found = queries.list_meetings(
            desk.db, desk.actor("secretary"), period=queries.Period.UPCOMING, cursor=cursor, limit=2
        )
        seen.extend(row.meeting.id for row in found.rows)
        return found.next

    cursor = kept(lambda desk: page(desk, None))
    while cursor:
        cursor = kept(lambda desk, at=cursor: page(desk, at))
    assert seen == ids


def test_a_file_dropped_on_an_item_becomes_its_paper_and_a_broken_one_says_why(
    client_of: Any, kept: Any, pdf: bytes
) -> None:
    meeting_id = kept(lambda desk: [desk.add(m := desk.plan(), "A"), m.id][1])
    officer = client_of("secretary")
    item = item_id(officer.get(f"/meetings/{meeting_id}"), "A")
    good = officer.post(
        "/api/v1/documents",
        data={"item_id": item, "file": (io.BytesIO(pdf), "Tờ trình.pdf")},
        headers={"Accept": "application/json"},
    )
    assert good.status_code == 201
    assert good.json["title"] in officer.get(f"/meetings/{meeting_id}").text
    bad = officer.post(
        "/api/v1/documents",
        data={"item_id": item, "file": (io.BytesIO(b"not a paper"), "x.pdf")},
        headers={"Accept": "application/json"},
    )
    assert bad.status_code == 422
    assert bad.json["title"]
    denied = client_of("clerk").post(
        "/api/v1/documents", data={"item_id": item, "file": (io.BytesIO(pdf), "x.pdf")}
    )
    assert denied.status_code == 403


def test_guessing_an_item_tells_a_member_nothing(client_of: Any, kept: Any) -> None:
    item = kept(lambda desk: desk.add(desk.plan(), "A").id)
    for login in ("pm", "officer.g12", "auditor", "admin"):
        assert client_of(login).post(f"/meetings/items/{item}/removal").status_code == 404
    assert kept(lambda desk: desk.db.get_one(Meeting, 1).title)


def test_who_sends_is_told_by_name_who_does_not_get_a_confidential_paper(
    client_of: Any, cabinet: Cabinet, kept: Any
) -> None:
    def prepared(desk: Secretariat) -> int:
        meeting = desk.plan()
        paper = desk.paper(desk.add(meeting), "Tờ trình mật")
        paper.access_level = AccessLevel.CONFIDENTIAL
        desk.db.add(NamedReader(document_id=paper.id, person_id=cabinet.persons["minister.g12"]))
        desk.approve(meeting)
        return meeting.id

    meeting_id = kept(prepared)
    officer = client_of("secretary")
    assert officer.post(f"/meetings/{meeting_id}/checks").status_code == 302
    assert officer.post(f"/meetings/{meeting_id}/invitations", data={}).status_code == 302
    told = officer.get(f"/meetings/{meeting_id}").text
    line = re.search(r"“Tờ trình mật” không gửi cho: ([^.]*)\.", told)
    assert line
    assert "Nguyễn Văn An" in line[1]
    assert "Lê Văn Cường" in line[1]
    assert "Trần Thị Bình" not in line[1]


def test_the_chair_reads_why_somebody_stays_away_and_agrees_on_the_page(
    client_of: Any, cabinet: Cabinet, kept: Any
) -> None:
    meeting_id = kept(lambda desk: desk.sent("A").id)
    minister, chair = client_of("minister.g12"), client_of("pm")
    own = re.search(
        rf"/meetings/{meeting_id}/invitations/(\d+)/answer",
        minister.get(f"/meetings/{meeting_id}").text,
    )
    assert own
    path = f"/meetings/{meeting_id}/invitations/{own[1]}"
    absent = {"answer": "absent", "reason": "Đi công tác nước ngoài"}
    assert minister.post(f"{path}/answer", data=absent).status_code == 302

    assert "Đi công tác nước ngoài" in chair.get(f"/meetings/{meeting_id}").text
    assert chair.post(f"{path}/consent", data={"consent": "true"}).status_code == 302
    assert "Chủ tọa đồng ý cho vắng" in chair.get(f"/meetings/{meeting_id}").text
    other = client_of("minister.g15").get(f"/meetings/{meeting_id}").text
    assert "Đi công tác nước ngoài" not in other


def test_the_page_of_a_paper_leads_whoever_sees_the_sitting_to_its_item(
    client_of: Any, cabinet: Cabinet, kept: Any
) -> None:
    def prepared(desk: Secretariat) -> tuple[int, int, int]:
        meeting = desk.sent("A")
        (item,) = queries.load_items(desk.db, meeting)
        unsent = desk.plan()
        later = desk.add(unsent, "Chưa gửi")
        document = item.papers[0].document
        agenda.attach_document(
            desk.db, actor=desk.actor("secretary"), item=later, document=document
        )
        return document.id, meeting.id, unsent.id

    document_id, meeting_id, unsent_id = kept(prepared)
    member = client_of("minister.g12").get(f"/documents/{document_id}").text
    officer = client_of("secretary").get(f"/documents/{document_id}").text

    assert f"/meetings/{meeting_id}#item-" in member
    assert f"/meetings/{unsent_id}#item-" not in member
    assert f"/meetings/{meeting_id}#item-" in officer
    assert f"/meetings/{unsent_id}#item-" in officer
