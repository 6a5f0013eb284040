"""The room over HTTP: three faces, acts by form, refusals in place, nothing for strangers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from ecabinet import clock
from ecabinet.realtime import may_join
from meetings.agenda.models import AgendaSection
from meetings.minutes.models import Minutes
from meetings.models import AgendaItem, Attendance, ItemState, Meeting, MeetingState
from tests.cabinet import T0, Cabinet
from tests.meetings.live.room import Room, invited_meeting

SCRIPT = {"Accept": "text/html, application/problem+json;q=0.9"}


@pytest.fixture
def inside(app: Flask, cabinet: Cabinet) -> Callable[[Callable[[Room], Any]], Any]:
    """`inside(lambda room: room.open())`: do something in the one sitting and keep it."""
    database = app.extensions["ecabinet.database"]
    made: list[int] = []

    def do(act: Callable[[Room], Any]) -> Any:
        with database.unit_of_work() as db:
            if not made:
                made.append(invited_meeting(db, cabinet).id)
            return act(Room(db, cabinet, db.get_one(Meeting, made[0])))

    return do


@pytest.fixture
def sitting(inside: Any) -> tuple[int, list[int]]:
    """The ids of an open sitting and of its items."""

    def act(room: Room) -> tuple[int, list[int]]:
        room.open()
        return room.meeting.id, [item.id for item in room.items]

    return inside(act)


def stored(app: Flask, model: Any, number: int) -> Any:
    with app.extensions["ecabinet.database"].reading() as db:
        return db.get_one(model, number)


def test_a_member_sees_what_is_before_the_cabinet_and_none_of_the_chairs_acts(
    client_of: Any, inside: Any, sitting: Any
) -> None:
    inside(lambda room: room.call(room.items[0]))

    page = client_of("minister.g12").get(f"/meetings/{sitting[0]}/room").get_data(as_text=True)

    assert 'class="lr-title">Báo cáo<' in page
    assert "Đang trình bày" in page
    assert "Kết thúc phiên họp" not in page
    assert "Ghi diễn biến" not in page
    assert "person_ids" not in page


def test_the_chair_sees_the_acts_and_the_clerk_attendance_and_notes_too(
    client_of: Any, inside: Any, sitting: Any
) -> None:
    inside(lambda room: room.call(room.items[0]))
    chair = client_of("pm").get(f"/meetings/{sitting[0]}/room").get_data(as_text=True)
    clerk = client_of("clerk").get(f"/meetings/{sitting[0]}/room").get_data(as_text=True)

    for page in (chair, clerk):
        assert "Kết luận nội dung này" in page
        assert "Kết thúc phiên họp" in page
    assert 'name="person_ids"' not in chair
    assert 'name="person_ids"' in clerk
    assert "Ghi diễn biến" in clerk


def test_who_chairs_the_current_item_is_shown_what_concerns_it_and_acts(
    app: Flask, client_of: Any, inside: Any, sitting: Any, cabinet: Cabinet
) -> None:
    inside(lambda room: room.call(room.items[0]))
    address, item = f"/meetings/{sitting[0]}/room", f"/items/{sitting[1][0]}"
    chair, deputy = client_of("pm"), client_of("minister.g15")
    before = deputy.get(address).get_data(as_text=True)
    handed = chair.post(item + "/chair", data={"person_id": cabinet.persons["minister.g15"]})

    page = deputy.get(address).get_data(as_text=True)
    for other in (chair, client_of("minister.g12")):
        assert "Điều hành nội dung này: Lê Văn Cường" in other.get(address).get_data(as_text=True)

    assert handed.status_code == 302
    assert "Kết luận nội dung này" not in before
    assert "Kết luận nội dung này" in page
    assert "Rút nội dung" in page
    for of_the_sitting in ("Sang nội dung 2", "Kết thúc phiên họp", "Tạm nghỉ", "Đưa về chờ<"):
        assert of_the_sitting not in page
    assert deputy.post(item + "/discussion").status_code == 302
    assert deputy.post(item + "/conclusion", data={"text": "Đồng ý."}).status_code == 302
    assert stored(app, AgendaItem, sitting[1][0]).conclusion == "Đồng ý."


def test_sections_are_headings_of_the_rooms_agenda(
    client_of: Any, inside: Any, sitting: Any
) -> None:
    def divide(room: Room) -> None:
        section = AgendaSection(meeting_id=room.meeting.id, ordinal=1, name="Thảo luận")
        room.db.add(section)
        room.db.flush()
        room.items[1].section_id = section.id

    inside(divide)

    page = client_of("minister.g12").get(f"/meetings/{sitting[0]}/room").text
    heading = page.index("</span> Thảo luận</h3>")
    assert page.index("Báo cáo") < heading < page.index("Dự thảo Nghị định")


def test_a_member_is_not_shown_items_that_were_not_sent(
    client_of: Any, inside: Any, sitting: Any
) -> None:
    def add(room: Room) -> None:
        room.db.add(
            AgendaItem(meeting_id=room.meeting.id, ordinal=9, type=room.items[0].type,
                       title="Nội dung bàn sau", minutes=5)
        )  # fmt: skip

    inside(add)

    assert "Nội dung bàn sau" not in client_of("minister.g12").get(
        f"/meetings/{sitting[0]}/room"
    ).get_data(as_text=True)
    assert "Nội dung bàn sau" in client_of("clerk").get(f"/meetings/{sitting[0]}/room").get_data(
        as_text=True
    )


@pytest.mark.parametrize("login", ["outsider", "officer.g12", "admin", "auditor"])
def test_a_stranger_finds_no_room_and_hears_nothing_of_it(
    app: Flask, client_of: Any, cabinet: Cabinet, sitting: Any, login: str
) -> None:
    assert client_of(login).get(f"/meetings/{sitting[0]}/room").status_code == 404
    with app.extensions["ecabinet.database"].reading() as db:
        actor = cabinet.actor(db, login)
        assert not may_join(db, actor, f"meeting:{sitting[0]}")
        assert not may_join(db, actor, f"person:{cabinet.persons['pm']}")


def test_opening_without_a_quorum_says_why_and_a_reason_opens(
    app: Flask, client_of: Any, inside: Any, cabinet: Cabinet
) -> None:
    meeting_id = inside(lambda room: room.meeting.id)
    client = client_of("pm")
    alone = {"present": [str(cabinet.persons["pm"])]}

    refused = client.post(f"/meetings/{meeting_id}/opening", data=alone, headers=SCRIPT)
    assert (refused.status_code, refused.json["code"]) == (409, "rule-quorum-fails")

    opened = client.post(
        f"/meetings/{meeting_id}/opening", data=alone | {"quorum_override_reason": "Họp khẩn"}
    )
    assert opened.status_code == 302
    assert stored(app, Meeting, meeting_id).state is MeetingState.IN_SITTING


def test_a_conclusion_with_work_is_kept_and_a_wrong_row_is_named_as_typed(
    app: Flask, client_of: Any, inside: Any, sitting: Any, cabinet: Cabinet
) -> None:
    inside(lambda room: room.call(room.items[0]))
    client, address = client_of("pm"), f"/items/{sitting[1][0]}/conclusion"
    row = {
        "text": "Thông qua.", "kind": "resolution", "assignments.0.task": "",
        "assignments.2.task": "Trình dự thảo",
        "assignments.2.lead_id": str(cabinet.organisations["G12"]),
        "assignments.2.due_on": "",
    }  # fmt: skip

    refused = client.post(address, data=row, headers=SCRIPT)
    assert refused.status_code == 422
    assert "assignments.2.due_on" in refused.json["fields"]
    assert stored(app, AgendaItem, sitting[1][0]).state is ItemState.PRESENTING

    kept = client.post(address, data=row | {"assignments.2.due_on": "2026-12-31"})
    assert kept.status_code == 302
    assert stored(app, AgendaItem, sitting[1][0]).conclusion == "Thông qua."

    twice = client.post(address, data=row | {"assignments.2.due_on": "2026-12-31"}, headers=SCRIPT)
    assert (twice.status_code, twice.json["code"]) == (409, "room-item-done")


def test_the_end_makes_the_minutes_at_once(app: Flask, client_of: Any, sitting: Any) -> None:
    client = client_of("clerk")

    assert client.post(f"/meetings/{sitting[0]}/end").status_code == 302

    page = client.get(f"/meetings/{sitting[0]}/minutes")
    assert page.status_code == 200
    assert "Biên bản" in page.get_data(as_text=True)
    again = client.post(f"/meetings/{sitting[0]}/end", headers=SCRIPT)
    assert (again.status_code, again.json["code"]) == (409, "room-over")
    with app.extensions["ecabinet.database"].reading() as db:
        assert db.query(Minutes).count() == 1


def test_a_member_takes_their_place_on_their_own_tablet(
    app: Flask, client_of: Any, inside: Any, cabinet: Cabinet
) -> None:
    meeting_id = inside(lambda room: room.meeting.id)

    client_of("minister.g12").post(f"/meetings/{meeting_id}/check-in", data={"mode": "remote"})

    with app.extensions["ecabinet.database"].reading() as db:
        row = db.query(Attendance).one()
        assert (row.person_id, row.mode.value) == (cabinet.persons["minister.g12"], "remote")


def test_the_api_runs_a_sitting_from_opening_to_minutes(
    api_of: Any, inside: Any, cabinet: Cabinet
) -> None:
    meeting_id, items = inside(lambda room: (room.meeting.id, [i.id for i in room.items]))
    with clock.at(T0):
        pm, clerk = api_of("pm"), api_of("clerk")
        opened = pm("POST", f"/meetings/{meeting_id}/opening", json={})
        assert (opened.status_code, opened.json["quorum"]["holds"]) == (200, True)
        assert pm("POST", f"/meetings/{meeting_id}/opening", json={}).status_code == 409
        called = pm(
            "POST", f"/meetings/{meeting_id}/current-item",
            json={"item_id": items[0], "seen_item_id": 0},
        )  # fmt: skip
        assert called.json["current_item_id"] == items[0]
        late = clerk(
            "POST", f"/meetings/{meeting_id}/current-item",
            json={"item_id": items[1], "seen_item_id": 0},
        )  # fmt: skip
        assert (late.status_code, late.json["code"]) == (409, "room-moved-on")
        note = clerk("POST", f"/items/{items[0]}/notes", json={"text": "Đề nghị rà soát."})
        assert note.status_code == 201
        assert pm("POST", f"/items/{items[0]}/notes", json={"text": "x"}).status_code == 403
        work = {
            "task": "Trình", "lead_id": cabinet.organisations["G12"], "due_on": "2026-12-31",
        }  # fmt: skip
        done = clerk(
            "POST", f"/items/{items[0]}/conclusion",
            json={"text": "Thông qua.", "assignments": [work]},
        )  # fmt: skip
        assert (done.status_code, done.json["state"]) == (200, "concluded")
        put_off = pm("POST", f"/items/{items[1]}/deferral", json={"resubmit_on": "2026-12-20"})
        assert put_off.json["resubmit_on"] == "2026-12-20"
        left = clerk(
            "POST", f"/meetings/{meeting_id}/attendance",
            json={"person_ids": [cabinet.persons["minister.g12"]], "state": "left"},
        )  # fmt: skip
        assert left.json["quorum"]["present"] == 3
        assert pm("POST", f"/meetings/{meeting_id}/pause", json={}).json["state"] == "paused"
        assert pm("POST", f"/meetings/{meeting_id}/resume", json={}).json["state"] == "in_sitting"
        assert pm("POST", f"/meetings/{meeting_id}/end", json={}).json["state"] == "ended"
        minutes = clerk("GET", f"/meetings/{meeting_id}/minutes")
        assert minutes.json["content"]["items"][0]["recorded"] == ["Đề nghị rà soát."]
        assert minutes.json["content"]["items"][1]["state"] == "deferred"
        pdf = clerk("GET", f"/meetings/{meeting_id}/minutes?format=pdf")
        assert pdf.data.startswith(b"%PDF")
        assert clerk("GET", f"/meetings/{meeting_id}/minutes?format=docx").data[:2] == b"PK"
        member = api_of("minister.g12")
        assert member("GET", f"/meetings/{meeting_id}/minutes").status_code == 404
