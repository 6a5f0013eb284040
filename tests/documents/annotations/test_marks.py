"""Marks by their contract: written, read, changed, removed, announced, and seen by whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from documents.models import Annotation
from ecabinet import clock
from ecabinet.announcements import Announcement
from ecabinet.journal import JournalEntry
from ecabinet.people.models import Delegation, DelegationScope
from tests.access.matrix import LOGINS
from tests.cabinet import Cabinet

Ask = Callable[[str], Any]
Papers = Callable[..., tuple[int, int]]

NOTE: dict[str, Any] = {"page": 2, "kind": "note", "geometry": {"at": [10.5, 20]}, "body": "Ý kiến"}
STROKE = {"points": [[0, 0, 0.2], [1.5, 2.5, 1]]}


def write(call: Any, version_id: int, **changes: Any) -> Any:
    return call("POST", f"/versions/{version_id}/annotations", json=NOTE | changes)


def listed(call: Any, version_id: int) -> list[dict[str, Any]]:
    answer = call("GET", f"/versions/{version_id}/annotations")
    assert answer.status_code == 200, answer.json
    items: list[dict[str, Any]] = answer.json["items"]
    return items


def told(app: Flask) -> list[tuple[str, str, dict[str, Any]]]:
    """(room, name, payload) of all announcements about marks, in order."""
    with app.extensions["ecabinet.database"].reading() as db:
        rows = db.scalars(select(Announcement).order_by(Announcement.at, Announcement.number))
        return [
            (row.room, row.name, row.payload) for row in rows if row.name.startswith("annotation")
        ]


@pytest.fixture
def delegate(app: Flask, cabinet: Cabinet) -> Callable[[str, str], None]:
    """`delegate("minister.g12", "officer.g12")`: the minister lets that account prepare."""

    def make(principal: str, account: str) -> None:
        with app.extensions["ecabinet.database"].unit_of_work() as db:
            db.add(
                Delegation(
                    person_id=cabinet.persons[principal],
                    account_id=cabinet.accounts[account],
                    scope=DelegationScope.PREPARE,
                    starts_at=clock.now() - timedelta(days=1),
                    ends_at=clock.now() + timedelta(days=1),
                )
            )

    return make


def test_a_mark_is_answered_in_the_agreed_shape(
    api_of: Ask, paper_of: Papers, cabinet: Cabinet
) -> None:
    _, version_id = paper_of("pm")
    pm = api_of("pm")
    answer = write(pm, version_id, client_id="c-1", color="#AABBCC", width=3, quote="câu văn")
    assert answer.status_code == 201
    mark = dict(answer.json)
    assert mark.pop("created_at") == mark.pop("updated_at")
    assert isinstance(mark.pop("id"), int)
    assert mark == {
        "client_id": "c-1", "version_id": version_id, "page": 2, "kind": "note",
        "audience": "private", "geometry": {"at": [10.5, 20.0]}, "color": "#aabbcc", "width": 3.0,
        "body": "Ý kiến", "quote": "câu văn", "mine": True,
        "author": {"id": cabinet.persons["pm"], "name": "Nguyễn Văn An"},
        "prepared_for": None, "prepared_by": None, "put_aside": False, "carried": None,
    }  # fmt: skip
    assert listed(pm, version_id) == [answer.json]


@pytest.mark.parametrize(
    ("kind", "geometry"),
    [
        ("ink", STROKE),
        ("marker", STROKE),
        ("highlight", {"quads": [[0, 0, 1, 0, 0, 1, 1, 1]]}),
        ("note", {"at": [-5, 12]}),
        ("text", {"rect": [0, 0, 100, 20]}),
    ],
)
def test_each_kind_of_mark_is_kept_as_it_was_drawn(
    api_of: Ask, paper_of: Papers, kind: str, geometry: dict[str, Any]
) -> None:
    _, version_id = paper_of("pm")
    answer = write(api_of("pm"), version_id, kind=kind, geometry=geometry)
    assert (answer.status_code, answer.json["geometry"]) == (201, geometry)


def test_a_point_without_pressure_gets_that_of_a_finger(api_of: Ask, paper_of: Papers) -> None:
    _, version_id = paper_of("pm")
    answer = write(api_of("pm"), version_id, kind="ink", geometry={"points": [[1, 2]]})
    assert answer.json["geometry"] == {"points": [[1.0, 2.0, 0.5]]}


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "ink", "geometry": {"points": []}},
        {"kind": "ink", "geometry": {"points": [[0, 0, 0.5]] * 5001}},
        {"kind": "ink", "geometry": {"points": [[0, 0, 2]]}},
        {"kind": "ink", "geometry": {"points": [[0, "1", 0.5]]}},
        {"kind": "ink", "geometry": {"points": [[0, float("nan"), 0.5]]}},
        {"kind": "ink", "geometry": {"points": [[0, float("inf"), 0.5]]}},
        {"kind": "ink", "geometry": {"points": [[0, 1e9, 0.5]]}},
        {"kind": "ink", "geometry": {"points": [[0, True, 0.5]]}},
        {"kind": "ink", "geometry": {"at": [1, 2]}},
        {"kind": "ink", "geometry": STROKE | {"more": 1}},
        {"kind": "highlight", "geometry": {"quads": [[0] * 8] * 201}},
        {"kind": "highlight", "geometry": {"quads": [[0] * 7]}},
        {"kind": "note", "geometry": {"at": [1]}},
        {"kind": "note", "geometry": None},
        {"kind": "text", "geometry": {"rect": [0, 0, 1]}},
        {"kind": "doodle"},
        {"page": 0},
        {"page": 4},
        {"body": "x" * 4001},
        {"quote": "x" * 4001},
        {"color": "red"},
        {"color": "#12345"},
        {"width": -1},
        {"width": 1000},
        {"audience": "everybody"},
        {"client_id": ""},
        {"client_id": "x" * 101},
        {"author_id": 3},
    ],
)
def test_what_cannot_be_a_mark_is_refused(
    api_of: Ask, paper_of: Papers, wrong: dict[str, Any]
) -> None:
    _, version_id = paper_of("pm")
    pm = api_of("pm")
    answer = write(pm, version_id, **wrong)
    assert answer.status_code == 422
    # NaN and Infinity are no JSON at all, so no field is to blame.
    is_json = answer.json["code"] != "json-invalid"
    assert not is_json or set(answer.json["fields"]) & {*wrong, "geometry"}
    assert listed(pm, version_id) == []


def test_the_same_mark_sent_again_is_the_same_mark(
    app: Flask, api_of: Ask, paper_of: Papers
) -> None:
    _, version_id = paper_of("pm", "minister.g15")
    pm = api_of("pm")
    first = write(pm, version_id, client_id="c-1")
    again = write(pm, version_id, client_id="c-1", body="ignored")
    assert (again.status_code, again.json) == (201, first.json)
    with_key = pm(
        "POST", f"/versions/{version_id}/annotations", json=NOTE | {"client_id": "c-2"},
        headers={"Idempotency-Key": "c-2"},
    )  # fmt: skip
    repeated = pm(
        "POST", f"/versions/{version_id}/annotations", json=NOTE | {"client_id": "c-2"},
        headers={"Idempotency-Key": "c-2"},
    )  # fmt: skip
    assert repeated.json == with_key.json
    assert len(listed(pm, version_id)) == 2
    assert len(told(app)) == 2
    other = write(api_of("minister.g15"), version_id, client_id="c-1")
    assert other.status_code == 201, "another author's tablet may use the same words"


def test_the_name_of_a_removed_mark_is_not_used_again(api_of: Ask, paper_of: Papers) -> None:
    _, version_id = paper_of("pm")
    pm = api_of("pm")
    mark = write(pm, version_id, client_id="c-1").json
    assert pm("DELETE", f"/annotations/{mark['id']}").status_code == 204
    again = write(pm, version_id, client_id="c-1")
    assert (again.status_code, again.json["code"]) == (409, "annotation-client-id-used")


def test_a_private_mark_is_there_for_its_author_and_for_nobody_else(
    app: Flask, api_of: Ask, paper_of: Papers, delegate: Callable[[str, str], None]
) -> None:
    _, version_id = paper_of(*LOGINS)
    delegate("pm", "outsider")
    delegate("pm", "officer.g12")
    mark = write(api_of("pm"), version_id).json
    for login in LOGINS:
        if login == "pm":
            continue
        call = api_of(login)
        answer = call("GET", f"/versions/{version_id}/annotations")
        if login in ("admin", "auditor"):
            assert answer.status_code == 404, login
        else:
            assert answer.json["items"] == [], login
        path = f"/annotations/{mark['id']}"
        assert call("PATCH", path, json={"audience": "meeting"}).status_code == 404, login
        assert call("DELETE", path).status_code == 404, login
    assert listed(api_of("pm"), version_id) == [mark]
    assert {room for room, _, _ in told(app)} == {f"person:{mark['author']['id']}"}


def test_the_journal_never_holds_what_was_written(
    app: Flask, api_of: Ask, paper_of: Papers
) -> None:
    _, version_id = paper_of("pm")
    pm = api_of("pm")
    mark = write(pm, version_id, body="Điều rất riêng").json
    pm("PATCH", f"/annotations/{mark['id']}", json={"body": "Điều rất riêng hơn"})
    with app.extensions["ecabinet.database"].reading() as db:
        acts = {row.act: row.details for row in db.scalars(select(JournalEntry))}
    assert not [act for act in acts if act.startswith("annotation")]
    pm("PATCH", f"/annotations/{mark['id']}", json={"audience": "meeting"})
    pm("DELETE", f"/annotations/{mark['id']}")
    with app.extensions["ecabinet.database"].reading() as db:
        acts = {row.act: row.details for row in db.scalars(select(JournalEntry))}
    assert acts["annotation:audience"] == {
        "from": "private", "to": "meeting", "version": version_id
    }  # fmt: skip
    assert "annotation:remove" in acts
    assert "riêng" not in str(acts)


def test_a_mark_for_the_meeting_is_seen_by_all_readers_and_changed_by_its_author_alone(
    api_of: Ask, paper_of: Papers
) -> None:
    _, version_id = paper_of("pm", "minister.g15")
    mark = write(api_of("pm"), version_id, audience="meeting").json
    other = api_of("minister.g15")
    assert listed(other, version_id) == [mark | {"mine": False}]
    for answer in (
        other("PATCH", f"/annotations/{mark['id']}", json={"body": "Khác"}),
        other("DELETE", f"/annotations/{mark['id']}"),
    ):
        assert (answer.status_code, answer.json["code"]) == (403, "annotation-not-yours")
    assert api_of("minister.g12")("GET", f"/versions/{version_id}/annotations").status_code == 404


def test_only_members_and_the_secretariat_write_for_the_meeting(
    api_of: Ask, paper_of: Papers
) -> None:
    _, version_id = paper_of("pm", "outsider", organisation="G12")
    for login, status in {"pm": 201, "clerk": 201, "officer.g12": 403, "outsider": 403}.items():
        answer = write(api_of(login), version_id, audience="meeting")
        assert answer.status_code == status, login
        assert write(api_of(login), version_id).status_code == 201, login


def test_an_office_mark_is_seen_both_ways_along_a_delegation_and_by_nobody_else(
    app: Flask,
    api_of: Ask,
    paper_of: Papers,
    cabinet: Cabinet,
    delegate: Callable[[str, str], None],
) -> None:
    _, version_id = paper_of("minister.g12", "minister.g15", organisation="G12")
    delegate("minister.g12", "officer.g12")
    delegate("minister.g12", "outsider")
    minister, officer = api_of("minister.g12"), api_of("officer.g12")
    outsider = api_of("outsider")
    ours = write(minister, version_id, audience="office", client_id="ours").json
    theirs = write(officer, version_id, audience="office", client_id="theirs").json
    assert {m["id"] for m in listed(minister, version_id)} == {ours["id"], theirs["id"]}
    assert {m["id"] for m in listed(officer, version_id)} == {ours["id"], theirs["id"]}
    assert {m["id"] for m in listed(outsider, version_id)} == {ours["id"]}
    for login in ("minister.g15", "secretary", "head", "clerk"):
        assert listed(api_of(login), version_id) == [], login
    persons = {login: f"person:{cabinet.persons[login]}" for login in cabinet.persons}
    by_mark = {
        name: {room for room, _, payload in told(app) if payload["client_id"] == name}
        for name in ("ours", "theirs")
    }
    assert by_mark == {
        "ours": {persons["minister.g12"], persons["officer.g12"], persons["outsider"]},
        "theirs": {persons["minister.g12"], persons["officer.g12"]},
    }
    assert minister("PATCH", f"/annotations/{theirs['id']}", json={"body": "x"}).status_code == 403


def test_an_office_mark_on_a_draft_is_not_told_to_a_principal_who_may_not_read_it_yet(
    app: Flask,
    api_of: Ask,
    paper_of: Papers,
    cabinet: Cabinet,
    delegate: Callable[[str, str], None],
) -> None:
    _, version_id = paper_of(organisation="G12")
    delegate("minister.g12", "officer.g12")
    write(api_of("officer.g12"), version_id, audience="office")
    assert [room for room, _, _ in told(app)] == [f"person:{cabinet.persons['officer.g12']}"]


def test_a_mark_for_the_meeting_is_announced_in_the_room_without_saying_whose_view_it_is(
    app: Flask, api_of: Ask, paper_of: Papers
) -> None:
    _, version_id = paper_of("pm")
    pm = api_of("pm")
    mark = write(pm, version_id, audience="meeting").json
    changed = pm("PATCH", f"/annotations/{mark['id']}", json={"body": "Khác", "width": 5}).json
    pm("DELETE", f"/annotations/{mark['id']}")
    room = f"version:{version_id}:meeting"
    added, altered, removed = told(app)
    assert added[:2] == (room, "annotation-added")
    assert altered[:2] == (room, "annotation-changed")
    assert set(added[2]["annotation"]) == set(mark) - {"mine"}
    assert (altered[2]["annotation"]["body"], changed["width"]) == ("Khác", 5)
    assert removed == (
        room, "annotation-removed", {"id": mark["id"], "client_id": mark["client_id"]},
    )  # fmt: skip


def test_a_mark_that_changes_its_audience_comes_and_goes_for_the_others(
    app: Flask, api_of: Ask, paper_of: Papers, cabinet: Cabinet
) -> None:
    _, version_id = paper_of("pm", "minister.g15")
    pm, other = api_of("pm"), api_of("minister.g15")
    mark = write(pm, version_id).json
    path = f"/annotations/{mark['id']}"
    room, own = f"version:{version_id}:meeting", f"person:{cabinet.persons['pm']}"
    pm("PATCH", path, json={"audience": "meeting"})
    assert [item["id"] for item in listed(other, version_id)] == [mark["id"]]
    pm("PATCH", path, json={"audience": "private"})
    assert listed(other, version_id) == []
    assert [(where, what) for where, what, _ in told(app)] == [
        (own, "annotation-to-ask"),
        (room, "annotation-added"),
        (room, "annotation-removed"),
        (own, "annotation-to-ask"),
    ]
    assert "body" not in str(told(app)[2])


def test_an_officer_cannot_slip_a_private_mark_into_the_meeting(
    api_of: Ask, paper_of: Papers
) -> None:
    _, version_id = paper_of(organisation="G12")
    officer = api_of("officer.g12")
    mark = write(officer, version_id).json
    answer = officer("PATCH", f"/annotations/{mark['id']}", json={"audience": "meeting"})
    assert (answer.status_code, answer.json["code"]) == (403, "annotation-meeting-not-yours")
    assert listed(officer, version_id)[0]["audience"] == "private"


def test_a_change_keeps_the_shape_to_the_kind_of_the_mark(api_of: Ask, paper_of: Papers) -> None:
    _, version_id = paper_of("pm")
    pm = api_of("pm")
    mark = write(pm, version_id).json
    path = f"/annotations/{mark['id']}"
    assert pm("PATCH", path, json={"geometry": STROKE}).status_code == 422
    assert pm("PATCH", path, json={"geometry": {"at": [7, 8]}}).json["geometry"] == {"at": [7, 8]}
    assert pm("PATCH", path, json={"kind": "ink"}).status_code == 422
    assert pm("PATCH", path, json={}).status_code == 200


def test_a_removed_mark_is_gone_and_its_row_stays(
    app: Flask, api_of: Ask, paper_of: Papers
) -> None:
    _, version_id = paper_of("pm")
    pm = api_of("pm")
    mark = write(pm, version_id).json
    path = f"/annotations/{mark['id']}"
    assert pm("DELETE", path).status_code == 204
    assert pm("DELETE", path).status_code == 404
    assert pm("PATCH", path, json={"body": "x"}).status_code == 404
    assert listed(pm, version_id) == []
    with app.extensions["ecabinet.database"].reading() as db:
        assert db.get_one(Annotation, mark["id"]).removed_at is not None


def test_marks_go_with_a_recalled_paper_and_guessing_finds_nothing(
    api_of: Ask, paper_of: Papers
) -> None:
    _, version_id = paper_of("pm")
    pm = api_of("pm")
    mark = write(pm, version_id).json
    api_of("head")("POST", f"/versions/{version_id}/recall", json={"reason": "Sai"})
    assert pm("GET", f"/versions/{version_id}/annotations").status_code == 404
    assert pm("GET", f"/annotations/{mark['id']}").status_code == 404
    other = api_of("minister.g12")
    assert other("PATCH", f"/annotations/{mark['id']}", json={"body": "x"}).status_code == 404
    assert write(other, version_id).status_code == 404
    assert pm("DELETE", "/annotations/999999").status_code == 404


def test_marks_are_listed_in_pages(api_of: Ask, paper_of: Papers) -> None:
    _, version_id = paper_of("pm")
    pm = api_of("pm")
    made = [write(pm, version_id).json["id"] for _ in range(3)]
    first = pm("GET", f"/versions/{version_id}/annotations?limit=2").json
    rest = pm("GET", f"/versions/{version_id}/annotations?cursor={first['next']}").json
    assert [item["id"] for item in first["items"] + rest["items"]] == made
    assert rest["next"] is None
