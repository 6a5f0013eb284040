"""The JSON API of preparing a sitting, as a program of an integrator would use it."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from flask import Flask

from ecabinet.realtime import may_join
from meetings import queries
from meetings.editions.warnings import CODES, LATE
from meetings.events import desk_room, meeting_room
from meetings.waiting import waiting
from tests.cabinet import Cabinet
from tests.meetings.sittings import Secretariat

KNOWN = {"reasons": dict.fromkeys(sorted(set(CODES) - {LATE}), "Đã biết")}
FRAME = {
    "title": "Phiên họp tháng 12", "starts_at": "2026-12-15T01:00:00Z",
    "planned_end_at": "2026-12-15T04:00:00Z", "place": "Phòng số 1",
}  # fmt: skip


@pytest.fixture
def officer(api_of: Any) -> Any:
    return api_of("secretary")


def made(call: Any, method: str, path: str, status: int = 201, **given: Any) -> Any:
    answer = call(method, path, **given)
    assert answer.status_code == status, answer.text
    return answer.json


def test_a_sitting_from_plan_to_answer(api_of: Any, officer: Any, cabinet: Cabinet) -> None:
    head, minister = api_of("head"), api_of("minister.g12")
    meeting = made(officer, "POST", "/meetings", json=FRAME)
    assert (meeting["state"], meeting["chair"]["name"]) == ("planned", "Nguyễn Văn An")
    path = f"/meetings/{meeting['id']}"
    line = {
        "title": "Dự thảo", "type": "decision", "minutes": 25,
        "lead_id": cabinet.organisations["G12"], "presenter_id": cabinet.persons["minister.g12"],
    }  # fmt: skip
    item = made(officer, "POST", f"{path}/items", json=line)
    assert (item["ordinal"], item["lead_name"]) == (1, "Bộ Tài chính")
    assert minister("GET", path).status_code == 404

    seen = made(head, "GET", path, 200)
    assert seen["items"][0]["from_at"] == "2026-12-15T01:00:00Z"
    made(head, "POST", f"{path}/approval", 200, json={"fingerprint": seen["fingerprint"]})
    sent = made(officer, "POST", f"{path}/invitations", 200, json=KNOWN)
    assert (sent["state"], sent["edition"]["letter"]) == ("invited", "A")

    made(officer, "PATCH", f"{path}/items/{item['id']}", 200, json={"title": "Khác"})
    shown = made(minister, "GET", path, 200)
    assert [line["title"] for line in shown["items"]] == ["Dự thảo"]
    assert shown["fingerprint"] is None
    assert made(officer, "GET", path, 200)["differs"] is True

    answer = {"answer": "absent", "reason": "Đi công tác"}
    assert made(minister, "POST", f"{path}/answer", 200, json=answer)["answer"] == "absent"
    desk = made(officer, "GET", f"{path}/invitations", 200)["items"]
    assert [one["answer"] for one in desk] == ["none", "absent", "none", "none"]
    others = made(api_of("minister.g15"), "GET", f"{path}/invitations", 200)["items"]
    assert {one["answer"] for one in others} == {""}
    assert {one["reason"] for one in others} == {""}


def test_an_incomplete_agenda_is_told_apart_from_one_that_changed(
    api_of: Any, officer: Any
) -> None:
    head = api_of("head")
    path = f"/meetings/{made(officer, 'POST', '/meetings', json=FRAME)['id']}"
    empty = head("POST", f"{path}/approval", json={})
    assert (empty.status_code, empty.json["code"]) == (422, "agenda-incomplete")
    made(officer, "POST", f"{path}/items", json={"title": "A", "type": "approval_of_minutes"})
    old = head("POST", f"{path}/approval", json={"fingerprint": "0" * 16})
    assert (old.status_code, old.json["code"]) == (409, "agenda-changed-while-reading")
    made(head, "POST", f"{path}/approval", 200, json={})


def test_a_late_sending_needs_its_reason(api_of: Any, officer: Any) -> None:
    soon = FRAME | {
        "starts_at": "2026-12-02T01:00:00Z", "planned_end_at": "2026-12-02T04:00:00Z",
    }  # fmt: skip
    path = f"/meetings/{made(officer, 'POST', '/meetings', json=soon)['id']}"
    made(officer, "POST", f"{path}/items", json={"title": "A", "type": "approval_of_minutes"})
    made(api_of("head"), "POST", f"{path}/approval", 200, json={})
    late = officer("POST", f"{path}/invitations", json={})
    assert (late.status_code, late.json["code"]) == (422, "agenda-late-needs-reason")
    assert "late_reason" in late.json["fields"]
    unchecked = officer("POST", f"{path}/invitations", json={"late_reason": "Đột xuất"})
    assert list(unchecked.json["fields"]) == ["_reason-checks-open"]
    told = made(officer, "GET", f"{path}/warnings", 200)["warnings"]
    assert [one["code"] for one in told] == ["papers-late", "checks-open"]
    given = {"late_reason": "Đột xuất", "reasons": {"checks-open": "Đã đọc"}}
    sent = made(officer, "POST", f"{path}/invitations", 200, json=given)
    assert sent["edition"]["late_reason"] == "Đột xuất"


def test_a_stale_revision_is_a_conflict_and_nothing_is_lost(officer: Any) -> None:
    meeting = made(officer, "POST", "/meetings", json=FRAME)
    path = f"/meetings/{meeting['id']}"
    change = {"place": "Phòng số 2", "revision": meeting["revision"]}
    made(officer, "PATCH", path, 200, json=change)
    stale = officer("PATCH", path, json={"place": "X", "revision": meeting["revision"]})
    assert (stale.status_code, stale.json["code"]) == (409, "editing-clash")
    kept = made(officer, "GET", path, 200)
    assert (kept["place"], kept["title"]) == ("Phòng số 2", FRAME["title"])


def test_the_same_key_plans_one_sitting(officer: Any) -> None:
    key = {"Idempotency-Key": "one"}
    first = made(officer, "POST", "/meetings", json=FRAME, headers=key)
    again = made(officer, "POST", "/meetings", json=FRAME, headers=key)
    assert first["id"] == again["id"]
    assert len(made(officer, "GET", "/meetings", 200)["items"]) == 1


def test_pages_of_the_list_join_without_gap_or_double(officer: Any) -> None:
    ids = {made(officer, "POST", "/meetings", json=FRAME)["id"] for _ in range(5)}
    seen: list[int] = []
    cursor = ""
    while True:
        page = made(officer, "GET", f"/meetings?limit=2{cursor}", 200)
        seen += [one["id"] for one in page["items"]]
        if not page["next"]:
            break
        cursor = f"&cursor={page['next']}"
    assert len(seen) == 5
    assert set(seen) == ids
    assert officer("GET", "/meetings?cursor=xyz").status_code == 422


def test_unknown_fields_and_wrong_values_are_named(officer: Any) -> None:
    answer = officer("POST", "/meetings", json=FRAME | {"starts_at": "soon", "colour": "red"})
    assert answer.status_code == 422
    assert {"starts_at", "colour"} <= set(answer.json["fields"])


@pytest.mark.parametrize(
    ("login", "hears", "desk"),
    [
        ("secretary", True, True),
        ("clerk", True, True),
        ("minister.g12", True, False),
        ("officer.g12", False, False),
        ("auditor", False, False),
        ("admin", False, False),
    ],
)
def test_rooms_open_to_those_who_see_the_page(
    app: Flask, cabinet: Cabinet, login: str, hears: bool, desk: bool
) -> None:
    database = app.extensions["ecabinet.database"]
    with database.unit_of_work() as db:
        office = Secretariat(db, cabinet)
        sent, planned = office.sent("A").id, office.plan().id
    with database.reading() as db:
        actor = cabinet.actor(db, login)
        assert may_join(db, actor, meeting_room(sent)) is hears
        assert may_join(db, actor, desk_room(sent)) is desk
        assert may_join(db, actor, meeting_room(planned)) is desk
        assert not may_join(db, actor, "meeting:999")
        assert not may_join(db, actor, "meeting:1:elsewhere")


def test_what_waits_follows_the_agenda_on_its_way(app: Flask, cabinet: Cabinet) -> None:
    database = app.extensions["ecabinet.database"]

    def asked(login: str) -> list[str]:
        with app.test_request_context(), database.reading() as db:
            return [entry.sentence.key for entry in waiting(db, cabinet.actor(db, login))]

    with database.unit_of_work() as db:
        office = Secretariat(db, cabinet)
        meeting = office.plan()
        office.add(meeting)
        office.submit(meeting)
        meeting_id = meeting.id
    assert asked("head") == ["meeting-waits-approval"]
    assert asked("secretary") == []
    with database.unit_of_work() as db:
        office = Secretariat(db, cabinet)
        office.give_back(queries.find_meeting(db, office.actor("head"), meeting_id))
    assert asked("secretary") == ["meeting-waits-returned"]
    with database.unit_of_work() as db:
        office = Secretariat(db, cabinet)
        office.approve(queries.find_meeting(db, office.actor("head"), meeting_id))
    assert asked("secretary") == ["meeting-waits-sending"]
    assert asked("minister.g12") == []
    with database.unit_of_work() as db:
        office = Secretariat(db, cabinet)
        office.send(queries.find_meeting(db, office.actor("head"), meeting_id))
    assert asked("secretary") == []
    assert asked("minister.g12") == ["meeting-waits-answer"]


def test_a_paper_uploaded_for_an_item_lies_with_it_and_is_read_by_those_it_was_sent_to(
    api_of: Any, client_of: Any, officer: Any, pdf: bytes
) -> None:
    path = f"/meetings/{made(officer, 'POST', '/meetings', json=FRAME)['id']}"
    line = {"title": "A", "type": "approval_of_minutes"}
    item = made(officer, "POST", f"{path}/items", json=line)
    form = {"title": "Tờ trình", "access_level": "cabinet", "item_id": str(item["id"])}
    paper = made(
        officer, "POST", "/documents", data=form | {"file": (io.BytesIO(pdf), "to-trinh.pdf")}
    )
    version = paper["versions"][0]["id"]
    assert made(officer, "GET", path, 200)["items"][0]["papers"][0]["version_id"] == version
    minister = api_of("minister.g12")
    assert minister("GET", f"/versions/{version}/file").status_code == 404

    made(api_of("head"), "POST", f"{path}/approval", 200, json={})
    made(officer, "POST", f"{path}/invitations", 200, json=KNOWN)
    shown = made(minister, "GET", path, 200)["items"][0]["papers"]
    assert [one["title"] for one in shown] == ["Tờ trình"]
    assert minister("GET", f"/versions/{version}/file").status_code == 200
    browser = client_of("minister.g12")
    page = browser.get(path).text
    link = re.search(r'href="(/documents/versions/[^"]+)"', page)
    assert link
    assert browser.get(link.group(1).replace("&amp;", "&")).status_code == 200


def test_a_ministry_lays_no_paper_to_an_item_it_does_not_see(
    api_of: Any, officer: Any, cabinet: Cabinet, pdf: bytes
) -> None:
    path = f"/meetings/{made(officer, 'POST', '/meetings', json=FRAME)['id']}"
    item = made(officer, "POST", f"{path}/items", json={"title": "A"})
    form = {
        "title": "X", "access_level": "cabinet", "item_id": str(item["id"]),
        "organisation_id": str(cabinet.organisations["G12"]),
    }  # fmt: skip
    ministry = api_of("officer.g12")
    files = {"file": (io.BytesIO(pdf), "x.pdf")}
    assert ministry("POST", "/documents", data=form | files).status_code == 404
    assert made(ministry, "GET", "/documents", 200)["items"] == []
    assert made(officer, "GET", path, 200)["items"][0]["papers"] == []
