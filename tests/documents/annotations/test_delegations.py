"""Granting and ending in the product: what an assistant may do by it, and no longer may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from ecabinet import clock, outbox
from ecabinet.announcements import Announcement, RightsChanged
from ecabinet.auth.models import Account
from ecabinet.delegations import queries, services
from ecabinet.errors import Conflict, Denied, DomainError, Invalid
from ecabinet.journal import JournalEntry
from ecabinet.people.models import Delegation, DelegationScope, Person
from tests.cabinet import Cabinet

Ask = Callable[[str], Any]
Papers = Callable[..., tuple[int, int]]

NOTE = {"page": 1, "kind": "note", "geometry": {"at": [10, 20]}, "body": "Ý kiến"}
MINISTER, ASSISTANT, OTHER = "minister.g12", "officer.g12", "officer.g15"


def form(cabinet: Cabinet, to: str = ASSISTANT, **changes: Any) -> dict[str, Any]:
    today = clock.day_of(clock.now())
    return {
        "account_id": cabinet.accounts[to], "scope": "prepare", "starts_on": today.isoformat(),
        "ends_on": (today + timedelta(days=364)).isoformat(),
    } | changes  # fmt: skip


def stored(app: Flask) -> list[Delegation]:
    with app.extensions["ecabinet.database"].reading() as db:
        return list(db.scalars(select(Delegation).order_by(Delegation.id)))


def test_who_was_granted_it_prepares_marks_until_it_is_ended(
    app: Flask, client_of: Ask, api_of: Ask, paper_of: Papers, cabinet: Cabinet
) -> None:
    _, version_id = paper_of(MINISTER)
    minister, assistant = client_of(MINISTER), api_of(OTHER)
    note = NOTE | {"audience": "office", "prepared_for": cabinet.persons[MINISTER]}
    path = f"/versions/{version_id}/annotations"
    assert assistant("POST", path, json=note).status_code == 404

    assert minister.post("/delegations", data=form(cabinet, OTHER)).status_code == 302
    assert assistant("POST", path, json=note).status_code == 201
    (row,) = stored(app)
    assert "Cán bộ BTP" in minister.get("/delegations").text
    helping = client_of(OTHER).get("/delegations").text
    assert "Trần Thị Bình" in helping

    assert minister.post(f"/delegations/{row.id}/end").status_code == 302
    assert assistant("POST", path, json=note).status_code == 404
    assert assistant("GET", path).status_code == 404
    again = minister.post(f"/delegations/{row.id}/end")
    assert again.status_code == 409
    with app.extensions["ecabinet.database"].reading() as db:
        acts = [one.act for one in db.scalars(select(JournalEntry).order_by(JournalEntry.number))]
        lines = db.execute(select(Announcement.room, Announcement.name)).all()
    assert [act for act in acts if "delegation" in act] == ["delegation:grant", "delegation:end"]
    rooms = {f"person:{cabinet.persons[login]}" for login in (MINISTER, OTHER)}
    for name in ("delegation-granted", "delegation-ended"):
        assert {room for room, said in lines if said == name} == rooms


def test_who_may_only_read_does_not_prepare(
    client_of: Ask, api_of: Ask, paper_of: Papers, cabinet: Cabinet
) -> None:
    _, version_id = paper_of(MINISTER)
    data = form(cabinet, OTHER, scope="read")
    assert client_of(MINISTER).post("/delegations", data=data).status_code == 302
    reading, path = api_of(OTHER), f"/versions/{version_id}/annotations"
    assert reading("GET", path).status_code == 200
    note = NOTE | {"audience": "office", "prepared_for": cabinet.persons[MINISTER]}
    assert reading("POST", path, json=note).status_code == 403


def test_the_rooms_of_what_was_handed_to_the_person_are_emptied(
    app: Flask, paper_of: Papers, cabinet: Cabinet
) -> None:
    _, version_id = paper_of(MINISTER)
    paper_of("minister.g15")
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        actor, at = cabinet.actor(db, MINISTER), clock.now()
        row = grant(db, cabinet, MINISTER)
        services.end(db, actor=actor, delegation=row, at=at)
        closed = [one for one in outbox.published(db) if isinstance(one, RightsChanged)]
        assert [one.changed for one in closed] == [(f"version:{version_id}:meeting",)]


def grant(
    db: Any, cabinet: Cabinet, by: str, *, person: str = MINISTER, to: str = ASSISTANT,
    first: int = 0, last: int = 30, scope: DelegationScope = DelegationScope.PREPARE,
) -> Delegation:  # fmt: skip
    at = clock.now()
    today = clock.day_of(at)
    return services.grant(
        db, actor=cabinet.actor(db, by), person=db.get_one(Person, cabinet.persons[person]),
        account_id=cabinet.accounts[to], scope=scope, starts_on=today + timedelta(days=first),
        ends_on=today + timedelta(days=last), at=at,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("by", "changes", "kind", "code"),
    [
        (MINISTER, {"to": MINISTER}, Invalid, "delegation-not-to-oneself"),
        (MINISTER, {"to": "admin"}, Invalid, "delegation-account-barred"),
        (MINISTER, {"to": "auditor"}, Invalid, "delegation-account-barred"),
        (MINISTER, {"to": "outsider"}, Invalid, "delegation-account-closed"),
        (MINISTER, {"scope": DelegationScope.SIT_IN}, Invalid, "delegation-choose-scope"),
        (MINISTER, {"first": -9, "last": -2}, Invalid, "delegation-period-past"),
        (MINISTER, {"first": -1}, Invalid, "delegation-starts-past"),
        (MINISTER, {"first": 9, "last": 8}, Invalid, "delegation-ends-before"),
        (MINISTER, {"last": 365 * 6}, Invalid, "delegation-too-long"),
        ("minister.g15", {}, Denied, "delegation-not-yours"),
        ("secretary", {}, Denied, "delegation-not-yours"),
        ("admin", {"person": "admin"}, Denied, "delegation-reads-no-papers"),
        ("auditor", {"person": "auditor"}, Denied, "delegation-reads-no-papers"),
        ("head", {"person": "officer.g15"}, Denied, "delegation-members-only"),
    ],
)
def test_what_is_not_granted_says_why(
    app: Flask, cabinet: Cabinet, by: str, changes: dict[str, Any], kind: type[DomainError],
    code: str,
) -> None:  # fmt: skip
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        db.get_one(Account, cabinet.accounts["outsider"]).deactivated_at = clock.now()
    with (
        pytest.raises(kind) as refused,
        app.extensions["ecabinet.database"].unit_of_work() as db,
    ):
        grant(db, cabinet, by, **changes)
    assert refused.value.code == code
    assert stored(app) == []


def test_the_same_is_granted_once_at_a_time(app: Flask, cabinet: Cabinet) -> None:
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        first = grant(db, cabinet, "head")
        grant(db, cabinet, MINISTER, scope=DelegationScope.READ)
        grant(db, cabinet, MINISTER, to=OTHER)
        grant(db, cabinet, MINISTER, first=31, last=40)
        with pytest.raises(Conflict) as twice:
            grant(db, cabinet, MINISTER, first=30, last=31)
        assert twice.value.code == "delegation-exists"
        services.end(db, actor=cabinet.actor(db, MINISTER), delegation=first, at=clock.now())
        grant(db, cabinet, MINISTER, last=30)
    assert len(stored(app)) == 5


def test_only_accounts_that_may_hold_one_are_offered_the_own_organisation_first(
    app: Flask, cabinet: Cabinet
) -> None:
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        db.get_one(Account, cabinet.accounts["outsider"]).deactivated_at = clock.now()
        person = db.get_one(Person, cabinet.persons[MINISTER])
        offered = [one.login for one in queries.accounts_that_may_hold(db, person)]
    assert offered[0] == ASSISTANT
    assert set(offered) == set(cabinet.accounts) - {MINISTER, "admin", "auditor", "outsider"}


def test_what_was_typed_stays_on_the_page_with_the_reason(
    app: Flask, client_of: Ask, cabinet: Cabinet
) -> None:
    minister = client_of(MINISTER)
    nobody = minister.post("/delegations", data=form(cabinet, account_id=""))
    assert nobody.status_code == 422
    assert "Vui lòng chọn người được ủy quyền." in nobody.text
    late = minister.post("/delegations", data=form(cabinet, ends_on="9999-12-31"))
    assert late.status_code == 422
    assert 'value="9999-12-31"' in late.text
    assert minister.post("/delegations", data=form(cabinet)).status_code == 302
    twice = minister.post("/delegations", data=form(cabinet))
    assert twice.status_code == 409
    assert "Cán bộ BTC đã có ủy quyền này" in twice.text
    assert len(stored(app)) == 1


def test_the_head_does_it_for_a_member_and_the_page_says_for_whom(
    app: Flask, client_of: Ask, cabinet: Cabinet
) -> None:
    head, person = client_of("head"), cabinet.persons[MINISTER]
    data = form(cabinet, person_id=person)
    answer = head.post("/delegations", data=data)
    assert answer.headers["Location"].endswith(f"/delegations?person={person}")
    assert "Ủy quyền của Trần Thị Bình" in head.get(f"/delegations?person={person}").text
    (row,) = stored(app)
    assert (row.person_id, row.account_id) == (person, cabinet.accounts[ASSISTANT])
    assert head.post(f"/delegations/{row.id}/end").status_code == 302
    assert stored(app)[0].revoked_at is not None


def test_a_program_grants_reads_and_ends_a_delegation(
    api_of: Ask, paper_of: Papers, cabinet: Cabinet
) -> None:
    _, version_id = paper_of(MINISTER)
    minister, assistant = api_of(MINISTER), api_of(OTHER)
    path = f"/versions/{version_id}/annotations"
    (holder,) = [
        one for one in minister("GET", "/delegations/accounts").json["items"]
        if one["id"] == cabinet.accounts[OTHER]
    ]  # fmt: skip
    assert holder["name"] == "Cán bộ BTP"
    assert assistant("GET", path).status_code == 404

    made = minister("POST", "/delegations", json=form(cabinet, OTHER))
    assert made.status_code == 201
    assert (made.json["state"], made.json["person_id"]) == ("in_force", cabinet.persons[MINISTER])
    assert assistant("GET", path).status_code == 200
    assert minister("GET", "/delegations").json["items"] == [made.json]
    assert assistant("GET", "/delegations?which=held").json["items"] == [made.json]
    again = minister("POST", "/delegations", json=form(cabinet, OTHER))
    assert (again.status_code, again.json["code"]) == (409, "delegation-exists")

    ended = minister("POST", f"/delegations/{made.json['id']}/revocation")
    assert (ended.status_code, ended.json["state"]) == (200, "over")
    assert assistant("GET", path).status_code == 404
    assert minister("GET", "/delegations").json["items"] == []
    assert minister("GET", "/delegations?which=over").json["items"] == [ended.json]
    twice = minister("POST", f"/delegations/{made.json['id']}/revocation")
    assert (twice.status_code, twice.json["code"]) == (409, "delegation-over-already")


def test_a_program_is_told_what_is_wrong_with_a_grant(api_of: Ask, cabinet: Cabinet) -> None:
    minister = api_of(MINISTER)
    wrong = {
        "account_id": form(cabinet, account_id=None),
        "scope": form(cabinet, scope="sit_in"),
        "ends_on": form(cabinet, ends_on="2020-01-01"),
    }
    for field, body in wrong.items():
        answer = minister("POST", "/delegations", json=body)
        assert (answer.status_code, list(answer.json["fields"])) == (422, [field])


SECOND = "minister.g15"


def seen(call: Any, version_id: int) -> list[str]:
    """The words of the marks that this account sees."""
    answer = call("GET", f"/versions/{version_id}/annotations")
    assert answer.status_code == 200, answer.json
    return [mark["body"] for mark in answer.json["items"]]


def test_what_was_written_for_the_office_of_one_is_not_seen_by_who_delegates_later(
    app: Flask, api_of: Ask, paper_of: Papers, cabinet: Cabinet
) -> None:
    _, version_id = paper_of(MINISTER, SECOND)
    database = app.extensions["ecabinet.database"]
    path = f"/versions/{version_id}/annotations"
    assistant, first, second = (api_of(login) for login in (ASSISTANT, MINISTER, SECOND))
    with database.unit_of_work() as db:
        grant(db, cabinet, MINISTER)
    note = NOTE | {"audience": "office", "body": "Cho Bộ trưởng thứ nhất"}
    mark = assistant("POST", path, json=note).json
    with database.unit_of_work() as db:
        grant(db, cabinet, SECOND, person=SECOND)

    assert seen(first, version_id) == ["Cho Bộ trưởng thứ nhất"]
    assert seen(second, version_id) == []
    changed = assistant("PATCH", f"/annotations/{mark['id']}", json={"body": "Sửa lại"})
    assert changed.status_code == 200
    assert (seen(first, version_id), seen(second, version_id)) == (["Sửa lại"], [])
    with database.reading() as db:
        told = select(Announcement.room).where(Announcement.name.startswith("annotation"))
        rooms = set(db.scalars(told))
    assert f"person:{cabinet.persons[SECOND]}" not in rooms
    assert f"person:{cabinet.persons[MINISTER]}" in rooms


def test_an_assistant_of_two_says_for_whom_and_the_other_never_sees_it(
    app: Flask, api_of: Ask, client_of: Ask, paper_of: Papers, cabinet: Cabinet
) -> None:
    _, version_id = paper_of(MINISTER, SECOND)
    path = f"/versions/{version_id}/annotations"
    assistant, first, second = (api_of(login) for login in (ASSISTANT, MINISTER, SECOND))
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        grant(db, cabinet, MINISTER)
        grant(db, cabinet, SECOND, person=SECOND)

    plain = NOTE | {"audience": "office"}
    refused = assistant("POST", path, json=plain)
    assert (refused.status_code, refused.json["code"]) == (403, "annotation-office-of-whom")
    private = assistant("POST", path, json=NOTE).json
    wider = {"audience": "office"}
    answer = assistant("PATCH", f"/annotations/{private['id']}", json=wider)
    assert (answer.status_code, answer.json["code"]) == (403, "annotation-office-of-whom")
    meant = plain | {"prepared_for": cabinet.persons[SECOND], "body": "Cho Bộ trưởng thứ hai"}
    assert assistant("POST", path, json=meant).status_code == 201
    assert (seen(first, version_id), seen(second, version_id)) == ([], ["Cho Bộ trưởng thứ hai"])

    page = client_of(ASSISTANT).get(f"/documents/versions/{version_id}/read").text
    assert 'value="office"' not in page
    assert page.count('value="for-') == 2
