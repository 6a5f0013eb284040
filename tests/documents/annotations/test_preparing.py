"""What an assistant prepares for somebody: seen by whom, kept, put aside, gone with the right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from documents.models import Annotation
from ecabinet import clock
from ecabinet.announcements import Announcement
from ecabinet.journal import JournalEntry
from ecabinet.people.models import Delegation, DelegationScope
from tests.access.matrix import LOGINS
from tests.cabinet import Cabinet

Ask = Callable[[str], Any]
Papers = Callable[..., tuple[int, int]]
Delegate = Callable[..., None]

NOTE = {"page": 1, "kind": "note", "geometry": {"at": [10, 20]}, "body": "Ý kiến"}
MINISTER, ASSISTANT, READING = "minister.g12", "officer.g12", "outsider"


@pytest.fixture
def delegate(app: Flask, cabinet: Cabinet) -> Delegate:
    def make(account: str, scope: DelegationScope = DelegationScope.PREPARE,
             principal: str = MINISTER) -> None:  # fmt: skip
        with app.extensions["ecabinet.database"].unit_of_work() as db:
            db.add(
                Delegation(
                    person_id=cabinet.persons[principal],
                    account_id=cabinet.accounts[account],
                    scope=scope,
                    starts_at=clock.now() - timedelta(days=1),
                    ends_at=clock.now() + timedelta(days=1),
                )
            )

    return make


@pytest.fixture
def prepare(api_of: Ask, cabinet: Cabinet) -> Callable[..., Any]:
    def make(version_id: int, by: str = ASSISTANT, **changes: Any) -> Any:
        body = NOTE | {"audience": "office", "prepared_for": cabinet.persons[MINISTER]} | changes
        return api_of(by)("POST", f"/versions/{version_id}/annotations", json=body)

    return make


def listed(call: Any, version_id: int) -> list[dict[str, Any]]:
    answer = call("GET", f"/versions/{version_id}/annotations")
    return list(answer.json["items"]) if answer.status_code == 200 else []


def test_a_prepared_mark_is_seen_by_its_person_and_those_who_prepare_for_them(
    app: Flask, api_of: Ask, paper_of: Papers, cabinet: Cabinet, delegate: Delegate, prepare: Any
) -> None:
    _, version_id = paper_of(*LOGINS)
    delegate(ASSISTANT)
    delegate(READING, DelegationScope.READ)
    delegate("officer.g15")
    # The assistant prepares for another one, too, who has nothing to do with this mark.
    delegate(ASSISTANT, principal="minister.g15")
    mark = prepare(version_id).json
    assert mark["prepared_for"] == {"id": cabinet.persons[MINISTER], "name": "Trần Thị Bình"}
    seeing = {login for login in LOGINS if listed(api_of(login), version_id)}
    assert seeing == {MINISTER, ASSISTANT, "officer.g15"}
    with app.extensions["ecabinet.database"].reading() as db:
        lines = db.execute(select(Announcement.room, Announcement.name)).all()
    told = {room for room, name in lines if name == "annotation-to-ask"}
    assert told == {f"person:{cabinet.persons[login]}" for login in seeing}


@pytest.mark.parametrize(
    ("by", "changes", "status", "code"),
    [
        (READING, {}, 403, "annotation-prepare-not-yours"),
        ("secretary", {}, 403, "annotation-prepare-not-yours"),
        (MINISTER, {}, 403, "annotation-prepare-not-yours"),
        (ASSISTANT, {"audience": "private"}, 422, "form-invalid"),
        (ASSISTANT, {"audience": "meeting"}, 422, "form-invalid"),
    ],
)
def test_who_may_not_prepare_is_told_so(
    api_of: Ask, paper_of: Papers, delegate: Delegate, prepare: Any,
    by: str, changes: dict[str, Any], status: int, code: str,
) -> None:  # fmt: skip
    _, version_id = paper_of(MINISTER, READING)
    delegate(ASSISTANT)
    delegate(READING, DelegationScope.READ)
    answer = prepare(version_id, by, **changes)
    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert listed(api_of(MINISTER), version_id) == []


def test_a_kept_mark_is_the_persons_own_and_says_who_prepared_it(
    app: Flask, api_of: Ask, paper_of: Papers, cabinet: Cabinet, delegate: Delegate, prepare: Any
) -> None:
    _, version_id = paper_of(MINISTER)
    delegate(ASSISTANT)
    mark = prepare(version_id, client_id="c-1").json
    minister, assistant = api_of(MINISTER), api_of(ASSISTANT)
    path = f"/annotations/{mark['id']}"
    assert minister("PATCH", path, json={"body": "x"}).status_code == 403
    kept = minister("POST", f"{path}/adoption").json
    assert (kept["mine"], kept["audience"], kept["client_id"]) == (True, "office", "c-1")
    assert kept["prepared_by"] == {"id": cabinet.persons[ASSISTANT], "name": "Cán bộ BTC"}
    assert kept["prepared_for"] is None
    assert [m["body"] for m in listed(assistant, version_id)] == ["Ý kiến"]
    assert assistant("PATCH", path, json={"body": "x"}).status_code == 403
    again = minister("POST", f"{path}/adoption")
    assert (again.status_code, again.json["code"]) == (403, "annotation-not-prepared-for-you")

    resent = prepare(version_id, client_id="c-1")
    assert resent.json["id"] == mark["id"], "the assistant's tablet asks again whether it arrived"
    assert minister("PATCH", path, json={"body": "Của tôi", "audience": "private"}).json["mine"]
    assert listed(assistant, version_id) == []
    resent = prepare(version_id, client_id="c-1")
    assert (resent.status_code, resent.json["code"]) == (409, "annotation-arrived-not-seen")
    assert "Của tôi" not in resent.get_data(as_text=True)
    with app.extensions["ecabinet.database"].reading() as db:
        acts = [row.act for row in db.scalars(select(JournalEntry)) if "annotation" in row.act]
    assert acts == ["annotation:adopt", "annotation:audience"]


def test_all_that_was_prepared_is_kept_at_once_also_when_a_name_is_taken(
    api_of: Ask, paper_of: Papers, delegate: Delegate, prepare: Any
) -> None:
    _, version_id = paper_of(MINISTER)
    delegate(ASSISTANT)
    minister = api_of(MINISTER)
    minister("POST", f"/versions/{version_id}/annotations", json=NOTE | {"client_id": "same"})
    for name in ("same", "other"):
        assert prepare(version_id, client_id=name).status_code == 201
    kept = minister("POST", f"/versions/{version_id}/annotations/adoption").json["items"]
    assert [mark["mine"] for mark in kept] == [True, True]
    names = [mark["client_id"] for mark in listed(minister, version_id)]
    assert len(set(names)) == 3
    assert {"same", "other"} < set(names)
    empty = minister("POST", f"/versions/{version_id}/annotations/adoption").json
    assert empty == {"items": []}


def test_what_was_put_aside_is_there_for_its_writer_and_can_be_taken_out_again(
    api_of: Ask, paper_of: Papers, delegate: Delegate, prepare: Any
) -> None:
    _, version_id = paper_of(MINISTER, "officer.g15")
    delegate(ASSISTANT)
    delegate("officer.g15")
    mark = prepare(version_id).json
    path = f"/annotations/{mark['id']}"
    minister, assistant = api_of(MINISTER), api_of(ASSISTANT)
    assert minister("POST", f"{path}/dismissal").status_code == 204
    assert minister("GET", path).status_code == 404
    assert listed(api_of("officer.g15"), version_id) == []
    assert [m["put_aside"] for m in listed(assistant, version_id)] == [True]
    assert assistant("DELETE", f"{path}/dismissal").status_code == 404
    assert minister("DELETE", f"{path}/dismissal").json["put_aside"] is False
    assert [m["id"] for m in listed(minister, version_id)] == [mark["id"]]
    assert minister("DELETE", f"{path}/dismissal").status_code == 404


@pytest.mark.parametrize("ended", ["revoked_at", "ends_at"])
def test_with_the_right_to_prepare_goes_all_that_was_prepared(
    app: Flask, api_of: Ask, paper_of: Papers, delegate: Delegate, prepare: Any, ended: str
) -> None:
    _, version_id = paper_of(MINISTER, organisation="G12")
    delegate(ASSISTANT)
    mark = prepare(version_id).json
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        db.execute(update(Delegation).values({ended: clock.now()}))
    assistant = api_of(ASSISTANT)
    path = f"/annotations/{mark['id']}"
    assert listed(assistant, version_id) == []
    assert prepare(version_id, client_id="later").status_code == 403
    assert assistant("PATCH", path, json={"body": "x"}).status_code == 404
    assert assistant("PATCH", path, json={"audience": "private"}).status_code == 404
    assert assistant("DELETE", path).status_code == 404
    assert [m["body"] for m in listed(api_of(MINISTER), version_id)] == ["Ý kiến"]


def test_the_writer_may_take_a_prepared_mark_for_themselves_and_prepare_another_of_theirs(
    api_of: Ask, paper_of: Papers, cabinet: Cabinet, delegate: Delegate, prepare: Any
) -> None:
    _, version_id = paper_of(MINISTER)
    delegate(ASSISTANT)
    path = f"/annotations/{prepare(version_id).json['id']}"
    assistant, minister = api_of(ASSISTANT), api_of(MINISTER)
    taken = assistant("PATCH", path, json={"audience": "private"}).json
    assert (taken["audience"], taken["prepared_for"]) == ("private", None)
    assert listed(minister, version_id) == []
    given = {"audience": "office", "prepared_for": cabinet.persons[MINISTER]}
    assert assistant("PATCH", path, json=given).json["prepared_for"]["name"] == "Trần Thị Bình"
    assert len(listed(minister, version_id)) == 1
    wrong = assistant("PATCH", path, json={"prepared_for": cabinet.persons[MINISTER]})
    assert wrong.status_code == 422, "it says for whom, not for which audience"


@pytest.mark.parametrize(
    "broken",
    [
        {"audience": "private"},
        {"author_id": 2},
        {"prepared_for_id": None, "put_aside_at": clock.now()},
        {"prepared_by_id": 3},
        {"adopted_at": clock.now()},
    ],
)
def test_the_store_itself_refuses_what_cannot_be(
    app: Flask, paper_of: Papers, cabinet: Cabinet, delegate: Delegate, prepare: Any,
    broken: dict[str, Any],
) -> None:  # fmt: skip
    assert cabinet.persons[MINISTER] == 2
    _, version_id = paper_of(MINISTER)
    delegate(ASSISTANT)
    prepare(version_id)
    with (
        pytest.raises(IntegrityError),
        app.extensions["ecabinet.database"].engine.begin() as connection,
    ):
        connection.execute(update(Annotation.__table__).values(**broken))  # type: ignore[arg-type]
