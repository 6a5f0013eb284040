"""Who gets what of delegations: the page, granting, ending; for oneself and for a member."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from ecabinet.people.models import Delegation, DelegationScope
from tests.access.matrix import LOGINS, Row, World, each
from tests.cabinet import T0

READING = tuple(login for login in LOGINS if login not in ("admin", "auditor"))


def arrange(world: World) -> None:
    persons, accounts = world.cabinet.persons, world.cabinet.accounts
    world.ids |= {
        "member": persons["minister.g12"], "official": persons["officer.g12"],
        "holder": accounts["minister.g03"],
    }  # fmt: skip
    with world.database.unit_of_work() as db:
        rows = [
            Delegation(
                person_id=persons[person], account_id=accounts["officer.g12"],
                scope=DelegationScope.PREPARE, starts_at=T0 - timedelta(days=1),
                ends_at=T0 + timedelta(days=1),
            )
            for person in ("minister.g12", "outsider")
        ]  # fmt: skip
        db.add_all(rows)
        db.flush()
        world.ids |= {"of_member": rows[0].id, "of_outsider": rows[1].id}


def asked(person: str = "", holder: str = "{holder}") -> dict[str, Any]:
    return {
        "person_id": person, "account_id": holder, "scope": "prepare", "starts_on": "2026-12-01",
        "ends_on": "2027-11-30",
    }  # fmt: skip


PAGE = "/delegations"
API = "/api/v1/delegations"
DENIED = each(LOGINS, 403)
ROWS = [
    Row("delegations.list_delegations", "GET", PAGE, each(READING, 200), 403, state="one's own"),
    Row("delegations.list_delegations", "GET", PAGE + "?person={member}",
        DENIED | each(("minister.g12", "head"), 200), state="a member's"),
    Row("delegations.list_delegations", "GET", PAGE + "?person={official}",
        DENIED | {"officer.g12": 200}, state="an official's"),
    Row("delegations.list_delegations", "GET", PAGE + "?person=999999",
        each(("admin", "auditor"), 403), state="nobody's"),
    Row("delegations.grant", "POST", PAGE, each(READING, 302), 403, data=asked(),
        state="for oneself"),
    Row("delegations.grant", "POST", PAGE, DENIED | each(("minister.g12", "head"), 302),
        data=asked("{member}"), state="for a member"),
    Row("delegations.grant", "POST", PAGE, DENIED | {"officer.g12": 302},
        data=asked("{official}"), state="for an official"),
    Row("delegations.end", "POST", PAGE + "/{of_member}/end",
        {"minister.g12": 302, "head": 302, "officer.g12": 403}, state="of a member"),
    Row("delegations.end", "POST", PAGE + "/{of_outsider}/end",
        {"outsider": 302, "officer.g12": 403}, state="of somebody else"),
    Row("delegations_api.list_delegations", "GET", API, each(READING, 200), 403,
        state="one's own"),
    Row("delegations_api.list_delegations", "GET", API + "?which=held", each(READING, 200), 403,
        state="held"),
    Row("delegations_api.list_delegations", "GET", API + "?person={member}",
        DENIED | each(("minister.g12", "head"), 200), state="a member's"),
    Row("delegations_api.list_delegations", "GET", API + "?person=999999",
        each(("admin", "auditor"), 403), state="nobody's"),
    Row("delegations_api.list_holders", "GET", API + "/accounts", each(READING, 200), 403,
        state="for oneself"),
    Row("delegations_api.list_holders", "GET", API + "/accounts?person={official}",
        DENIED | {"officer.g12": 200}, state="for an official"),
    Row("delegations_api.grant", "POST", API, each(READING, 201), 403, json=asked(),
        state="for oneself"),
    Row("delegations_api.grant", "POST", API, DENIED | each(("minister.g12", "head"), 201),
        json=asked("{member}"), state="for a member"),
    Row("delegations_api.end", "POST", API + "/{of_member}/revocation",
        {"minister.g12": 200, "head": 200, "officer.g12": 403}, state="of a member"),
    Row("delegations_api.end", "POST", API + "/{of_outsider}/revocation",
        {"outsider": 200, "officer.g12": 403}, state="of somebody else"),
]  # fmt: skip
SOCKET_ROWS: list[Any] = []
