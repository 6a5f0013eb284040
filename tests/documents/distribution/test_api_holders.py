"""A program learns whether what it handed out was read, and lets out what waits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from documents.models import AccessLevel
from ecabinet import clock
from tests.cabinet import T0, Cabinet

pytestmark = pytest.mark.usefixtures("now")

Ask = Callable[[str], Any]
PaperOf = Callable[..., tuple[int, int]]


def test_a_program_sees_who_holds_who_opened_and_who_acknowledged(
    api_of: Ask, client_of: Ask, cabinet: Cabinet, paper_of: PaperOf
) -> None:
    document_id, version_id = paper_of("pm", "minister.g15")
    client_of("head").post(f"/documents/{document_id}/acknowledgements", data={"asks": "yes"})
    with clock.at(T0 + timedelta(hours=1)):
        pm = api_of("pm")
        pm("GET", f"/versions/{version_id}/file")
        pm("POST", f"/versions/{version_id}/pages-seen", json={"pages": [1, 3]})
        assert pm("POST", f"/versions/{version_id}/acknowledgement").status_code == 200
        api_of("officer.g12")("GET", f"/versions/{version_id}/file")
    told = api_of("secretary")("GET", f"/documents/{document_id}/distribution").json
    assert (told["version_id"], told["ordinal"], told["pages"]) == (version_id, 1, 3)
    assert told["is_out"] and told["asks_acknowledgement"]
    by_person = {one["person_id"]: one for one in told["holders"]}
    read, unread = (by_person.pop(cabinet.persons[login]) for login in ("pm", "minister.g15"))
    assert by_person == {}
    assert (read["pages_seen"], unread["pages_seen"]) == (2, 0)
    assert read["opened_at"] and read["acknowledged_at"]
    assert unread["opened_at"] is unread["acknowledged_at"] is None
    (officer,) = told["unheld"]
    assert (officer["person_id"], officer["way"]) == (cabinet.persons["officer.g12"], "owner")


def test_what_is_handed_out_before_its_time_is_not_out_and_may_be_let_out_now(
    api_of: Ask, cabinet: Cabinet, paper_of: PaperOf
) -> None:
    document_id, version_id = paper_of()
    call, version = api_of("secretary"), f"/versions/{version_id}"
    nothing = {"version_id": version_id, "rule": None, "release_at": None}
    assert call("GET", version + "/release-plan").json == nothing
    later = {"rule": "at", "release_at": "2030-01-01T09:00:00Z"}
    ordered = call("PUT", version + "/release-plan", json=later)
    assert call("GET", version + "/release-plan").json == ordered.json
    whom = {"version_id": version_id, "person_ids": [cabinet.persons["pm"]]}
    where = f"/documents/{document_id}/distribution"
    assert call("POST", where, json=whom).json["new"] == 1
    waits = call("GET", where).json
    assert waits["is_out"] is False
    assert [one["by_hand"] for one in waits["holders"]] == [True]
    assert api_of("pm")("GET", version + "/file").status_code == 404

    released = call("POST", version + "/release")
    assert (released.status_code, released.json["state"]) == (200, "released")
    assert call("GET", where).json["is_out"] is True
    assert api_of("pm")("GET", version + "/file").status_code == 200
    assert call("GET", version + "/release-plan").json == nothing
    again = call("POST", version + "/release")
    assert (again.status_code, again.json["code"]) == (409, "document-release-not-now")


def test_copies_that_tablets_keep_of_what_was_taken_back_are_told(
    app: Flask, api_of: Ask, cabinet: Cabinet, paper_of: PaperOf,
    keep_copy: Callable[[Any, str, int], None],
) -> None:  # fmt: skip
    document_id, version_id = paper_of("pm", level=AccessLevel.CABINET)
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        keep_copy(db, "pm", version_id)
    call = api_of("head")
    assert call("GET", f"/documents/{document_id}/distribution").json["copies_out"] == []
    call("POST", f"/versions/{version_id}/recall", json={"reason": "Sai"})
    (copy,) = call("GET", f"/documents/{document_id}/distribution").json["copies_out"]
    assert (copy["person_id"], copy["device"]) == (cabinet.persons["pm"], "Safari · iPad")
    assert copy["dropped_at"] is None
