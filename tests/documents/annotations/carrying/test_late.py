"""What was written without a network on a paper taken back meanwhile is kept for its author."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from documents.annotations.carrying import services as carrying
from documents.distribution import services as distribution
from documents.intake.limits import Limits
from documents.models import AccessLevel, Annotation, Audience, DocumentVersion
from documents.release_plans.models import ReleaseRule
from documents.versions.releases import plan_release
from ecabinet import clock
from ecabinet.db import Database
from tests.cabinet import T0, Cabinet
from tests.documents.annotations.carrying.conftest import Desk
from tests.documents.annotations.carrying.corpus import Style, Version
from tests.documents.papers import hand

Ask = Callable[[str], Any]
Papers = Callable[..., tuple[int, int]]

NOTE: dict[str, Any] = {"page": 1, "kind": "note", "geometry": {"at": [10, 20]}, "body": "Hỏi lại"}
TABLET = "0123456789abcdef0123"


def write(call: Any, version_id: int, **changes: Any) -> Any:
    return call("POST", f"/versions/{version_id}/annotations", json=NOTE | changes)


def recall(call: Any, version_id: int) -> None:
    answer = call("POST", f"/versions/{version_id}/recall", json={"reason": "Sai số liệu"})
    assert answer.status_code == 200, answer.json


@pytest.fixture
def store(app: Flask) -> Database:
    database: Database = app.extensions["ecabinet.database"]
    return database


def stored(database: Database, version_id: int) -> list[tuple[str, Audience, bool]]:
    """(text, audience, removed) of all marks on a version."""
    with database.reading() as db:
        rows = db.scalars(select(Annotation).where(Annotation.version_id == version_id))
        return [(row.body, row.audience, row.removed_at is not None) for row in rows]


def carry(app: Flask, version_id: int) -> None:
    database, files = app.extensions["ecabinet.database"], app.extensions["ecabinet.store"]
    carrying.carry_over(database, files, version_id, Limits(), at=clock.now())


def test_who_held_a_recalled_paper_still_hands_in_changes_and_removes_their_marks(
    api_of: Ask, paper_of: Papers, store: Database
) -> None:
    _, version_id = paper_of("pm")
    pm = api_of("pm")
    before = write(pm, version_id, client_id="before").json
    recall(api_of("head"), version_id)
    late = write(pm, version_id, client_id="late", audience="meeting", body="Viết khi mất mạng")
    assert late.status_code == 201, late.json
    # The answer was lost: the tablet sends it again, and the one from before the recall too.
    for name, mark in (("late", late.json), ("before", before)):
        again = write(pm, version_id, client_id=name)
        assert (again.status_code, again.json["id"]) == (201, mark["id"])
    sent = {"body": "Hỏi lại hai lần", "body_before": "Hỏi lại"}
    assert pm("PATCH", f"/annotations/{before['id']}", json=sent).status_code == 200
    assert pm("DELETE", f"/annotations/{late.json['id']}").status_code == 204
    assert stored(store, version_id) == [
        ("Hỏi lại hai lần", Audience.PRIVATE, False),
        ("Viết khi mất mạng", Audience.MEETING, True),
    ]
    # To hand in is not to read.
    assert pm("GET", f"/versions/{version_id}/annotations").status_code == 404
    assert pm("GET", f"/annotations/{before['id']}").status_code == 404


def test_nobody_hands_in_marks_on_what_they_never_held(
    api_of: Ask, paper_of: Papers, store: Database, cabinet: Cabinet
) -> None:
    _, version_id = paper_of("pm")
    _, closed = paper_of()
    with store.unit_of_work() as db:
        # Handed out, to open later: not out yet.
        version = db.get_one(DocumentVersion, closed)
        plan_release(
            db, actor=cabinet.actor(db, "head"), version=version, rule=ReleaseRule.WITH_AGENDA,
            release_at=None, at=T0,
        )  # fmt: skip
        hand(db, cabinet, version, "pm")
        assert version.released_at is None
    mark = write(api_of("pm"), version_id).json
    recall(api_of("head"), version_id)
    for login in ("minister.g12", "officer.g15", "admin"):
        call = api_of(login)
        assert write(call, version_id).status_code == 404
        assert call("PATCH", f"/annotations/{mark['id']}", json={"body": "x"}).status_code == 404
        assert call("DELETE", f"/annotations/{mark['id']}").status_code == 404
    assert write(api_of("pm"), closed).status_code == 404
    assert write(api_of("pm"), 999_999).status_code == 404


def take_back_from_pm(store: Database, cabinet: Cabinet) -> None:
    with store.unit_of_work() as db:
        distribution.take_back(
            db, actor=cabinet.actor(db, "head"), occasion="a test", at=T0,
            person_ids=[cabinet.persons["pm"]],
        )  # fmt: skip


def test_what_comes_late_on_a_paper_that_others_still_read_is_for_its_author_alone(
    api_of: Ask, paper_of: Papers, store: Database, cabinet: Cabinet
) -> None:
    _, version_id = paper_of("pm", "minister.g15")
    take_back_from_pm(store, cabinet)
    answer = write(api_of("pm"), version_id, audience="meeting")
    assert (answer.status_code, answer.json["audience"]) == (201, "private")
    path = f"/annotations/{answer.json['id']}"
    wider = api_of("pm")("PATCH", path, json={"audience": "meeting"})
    assert (wider.status_code, wider.json["audience"]) == (200, "private")
    listed = api_of("minister.g15")("GET", f"/versions/{version_id}/annotations")
    assert listed.json["items"] == []


@pytest.mark.parametrize("late", [{"body": "Sửa sau khi bị thu lại"}, {"geometry": {"at": [9, 9]}}])
def test_a_mark_for_the_meeting_that_is_changed_late_is_its_authors_alone_from_then_on(
    api_of: Ask, paper_of: Papers, store: Database, cabinet: Cabinet, late: dict[str, Any]
) -> None:
    _, version_id = paper_of("pm", "minister.g15")
    mark = write(api_of("pm"), version_id, audience="meeting").json
    take_back_from_pm(store, cabinet)
    changed = api_of("pm")("PATCH", f"/annotations/{mark['id']}", json=late)
    assert (changed.status_code, changed.json["audience"]) == (200, "private")
    assert late.items() <= changed.json.items()
    listed = api_of("minister.g15")("GET", f"/versions/{version_id}/annotations")
    assert listed.json["items"] == []


def test_a_late_text_does_not_reach_a_newer_version_that_its_author_may_not_read(
    app: Flask, api_of: Ask, desk: Desk, store: Database, cabinet: Cabinet
) -> None:
    version_id, drawn = desk.first("pm", "minister.g15")
    mark = write(api_of("pm"), version_id, body="Một", audience="meeting").json
    added = desk.paragraphs("Điều khoản thi hành được bổ sung ở cuối văn bản.")
    newer = desk.next(Version([*drawn.paragraphs, *added], Style()))
    carry(app, newer)
    take_back_from_pm(store, cabinet)
    sent = {"body": "Sửa sau khi bị thu lại", "body_before": "Một"}
    assert api_of("pm")("PATCH", f"/annotations/{mark['id']}", json=sent).status_code == 200
    assert stored(store, version_id) == [("Sửa sau khi bị thu lại", Audience.PRIVATE, False)]
    assert stored(store, newer) == [("Một", Audience.MEETING, False)]


def test_who_kept_an_open_paper_that_was_handed_to_nobody_hands_in_what_was_written_on_it(
    api_of: Ask, client_of: Callable[[str], Any], paper_of: Papers, store: Database
) -> None:
    _, version_id = paper_of("pm", level=AccessLevel.PUBLIC, organisation=None)
    told = {"device": TABLET, "kept": [version_id], "wants_key": True}
    client_of("officer.g15").post("/api/v1/offline/contact", json=told)
    recall(api_of("head"), version_id)
    assert write(api_of("officer.g15"), version_id).status_code == 201
    assert write(api_of("officer.g12"), version_id).status_code == 404


def test_what_comes_late_goes_on_to_the_version_that_came_in_its_place(
    app: Flask, api_of: Ask, desk: Desk
) -> None:
    version_id, drawn = desk.first("pm")
    pm = api_of("pm")
    mark = write(pm, version_id, body="Một").json
    added = desk.paragraphs("Điều khoản thi hành được bổ sung ở cuối văn bản.")
    newer = desk.next(Version([*drawn.paragraphs, *added], Style()))
    carry(app, newer)
    recall(api_of("head"), version_id)
    late = write(pm, version_id, body="Hai", geometry={"at": [11, 30]})
    assert late.status_code == 201, late.json
    sent = {"body": "Một, sửa khi mất mạng", "body_before": "Một"}
    assert pm("PATCH", f"/annotations/{mark['id']}", json=sent).status_code == 200
    carry(app, newer)
    answer = pm("GET", f"/versions/{newer}/annotations")
    doubts = pm("GET", f"/versions/{newer}/carried").json["items"]
    found = {one["body"] for one in answer.json["items"]} | {one["body"] for one in doubts}
    assert found == {"Một, sửa khi mất mạng", "Hai"}
