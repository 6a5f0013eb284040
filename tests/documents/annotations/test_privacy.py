"""Nobody above the author reads a private mark: on no page, in no list, file, room or query."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from pydantic import ValidationError
from sqlalchemy import select
from werkzeug.routing import Rule

from documents.annotations.sockets import Ink
from ecabinet import clock
from ecabinet.announcements import Announcement, missed
from ecabinet.auth.models import Account, AccountRole, Role
from ecabinet.i18n import ROOT
from ecabinet.people.models import Delegation, DelegationScope
from ecabinet.realtime.rooms import may_join
from tests.access.matrix import LOGINS
from tests.cabinet import HASH, T0, Cabinet

Ask = Callable[[str], Any]
Papers = Callable[..., tuple[int, int]]
SECRET = "Điều-rất-riêng-7314"
OTHERS = [login for login in LOGINS if login != "pm"]


@pytest.fixture
def private(
    app: Flask, api_of: Ask, paper_of: Papers, cabinet: Cabinet
) -> tuple[int, int, dict[str, Any]]:
    """(document, version, mark): the Prime Minister's private mark on a paper that all hold; two
    accounts act for the Prime Minister, one of them prepares."""
    document_id, version_id = paper_of(*LOGINS)
    scopes = {"officer.g12": DelegationScope.PREPARE, "outsider": DelegationScope.READ}
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        for login, scope in scopes.items():
            db.add(
                Delegation(
                    person_id=cabinet.persons["pm"], account_id=cabinet.accounts[login],
                    scope=scope, starts_at=clock.now() - timedelta(days=1),
                    ends_at=clock.now() + timedelta(days=1),
                )
            )  # fmt: skip
    note = {"page": 1, "kind": "note", "geometry": {"at": [1, 2]}, "body": SECRET, "quote": SECRET}
    mark = api_of("pm")("POST", f"/versions/{version_id}/annotations", json=note).json
    return document_id, version_id, mark


def addresses(app: Flask, ids: dict[str, int]) -> Iterator[str]:
    """Every address that is read and wants nothing, or no more than what `ids` name."""
    rules: list[Rule] = list(app.url_map.iter_rules())
    for rule in rules:
        plain = rule.arguments <= ids.keys() and "GET" in (rule.methods or ())
        if plain and not rule.rule.startswith(("/static", "/vendor", "/auth/sign-out")):
            _, path = rule.build({name: ids[name] for name in rule.arguments}) or ("", "")
            yield f"{path}?q={SECRET}&search={SECRET}&which=all"


@pytest.mark.parametrize("login", OTHERS)
def test_no_address_there_is_gives_a_private_mark_to_anybody_else(
    app: Flask, client_of: Ask, private: tuple[int, int, dict[str, Any]], login: str
) -> None:
    document_id, version_id, mark = private
    ids = {"document_id": document_id, "version_id": version_id, "annotation_id": mark["id"]}
    asked = list(addresses(app, ids))
    assert any("annotations" in address for address in asked)
    client = client_of(login)
    for address in asked:
        answer = client.get(address)
        echoed = answer.data.decode("utf-8", "replace").replace(f"={SECRET}", "")
        # What is typed into a search field stands in it again; the mark's own name never does.
        assert mark["client_id"] not in echoed, (login, address)
        shown = re.sub(r'value="[^"]*"', "", echoed)
        assert SECRET not in shown or answer.status_code >= 400 or "/search" in address, address


@pytest.mark.parametrize("login", OTHERS)
def test_no_act_reaches_a_private_mark_of_somebody_else(
    api_of: Ask, private: tuple[int, int, dict[str, Any]], login: str
) -> None:
    _, _, mark = private
    path, call = f"/annotations/{mark['id']}", api_of(login)
    acts = [
        ("GET", path, None), ("PATCH", path, {"audience": "meeting"}), ("DELETE", path, None),
        ("POST", f"{path}/adoption", None), ("POST", f"{path}/dismissal", None),
        ("DELETE", f"{path}/dismissal", None),
    ]  # fmt: skip
    for method, where, body in acts:
        answer = call(method, where, json=body) if body else call(method, where)
        assert answer.status_code == 404, (login, method, where)


def test_no_room_and_no_replay_tells_of_a_private_mark(
    app: Flask, private: tuple[int, int, dict[str, Any]], cabinet: Cabinet
) -> None:
    _, version_id, mark = private
    room = f"person:{cabinet.persons['pm']}"
    with app.extensions["ecabinet.database"].reading() as db:
        for login in OTHERS:
            assert not may_join(db, cabinet.actor(db, login), room), login
        assert missed(db, f"version:{version_id}:meeting", 0).announcements == []
        lines = db.scalars(select(Announcement)).all()
        about = [line for line in lines if mark["client_id"] in str(line.payload)]
        assert {line.room for line in about} == {room}
        assert SECRET not in str([line.payload for line in lines])


def test_what_is_told_of_a_mark_that_is_not_for_the_meeting_holds_nothing_of_it(
    app: Flask, api_of: Ask, private: tuple[int, int, dict[str, Any]]
) -> None:
    _, _version_id, mark = private
    pm, path = api_of("pm"), f"/annotations/{mark['id']}"
    pm("PATCH", path, json={"body": f"{SECRET} thêm"})
    pm("PATCH", path, json={"audience": "office"})
    with app.extensions["ecabinet.database"].reading() as db:
        lines = db.scalars(select(Announcement).where(Announcement.name.startswith("annot"))).all()
    assert {line.name for line in lines} == {"annotation-to-ask"}
    for line in lines:
        assert set(line.payload) == {"id", "client_id", "version_id", "updated_at"}
    assert pm("GET", path).json["body"] == f"{SECRET} thêm"


def test_another_account_of_the_same_person_hears_that_there_is_something_and_is_not_given_it(
    app: Flask, client_of: Ask, private: tuple[int, int, dict[str, Any]], cabinet: Cabinet
) -> None:
    """The person's room is the person's; what is in it is only ever given to who may read."""
    _, version_id, mark = private
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        second = Account(
            login="pm.auditing", password_hash=HASH, person_id=cabinet.persons["pm"], created_at=T0
        )
        second.role_rows = [AccountRole(role=Role.AUDITOR)]
        db.add(second)
    client = client_of("pm.auditing")
    assert client.get(f"/api/v1/annotations/{mark['id']}").status_code == 404
    assert client.get(f"/api/v1/versions/{version_id}/annotations").status_code == 404


@pytest.mark.parametrize("room", ["person:1", "version:1:office", "version:1", "meeting:1"])
def test_ink_goes_only_to_the_room_of_the_meeting(room: str) -> None:
    piece = {
        "room": room, "stroke": "s", "page": 1, "kind": "ink", "color": "#000000", "width": 1,
        "from": 0, "points": [], "done": False,
    }  # fmt: skip
    with pytest.raises(ValidationError):
        Ink.model_validate(piece)


APPLICATION = ("ecabinet", "documents", "decisions", "meetings", "ballots")
ASKING = {"select", "aliased", "exists", "table_of", "get", "get_one", "join", "outerjoin",
          "select_from", "query", "update", "delete", "insert", "scalar", "scalars"}  # fmt: skip
IN_SQL = re.compile(r"\b(?:from|join|into|update)\s+annotation\b", re.I)

ALLOWED = {
    "documents/annotations/queries.py:visible_annotations": "the one Select all others build on",
    "documents/annotations/queries.py:find_put_aside": "what the one who asks has put aside, alone",
    "documents/annotations/queries.py:own_by_client_id": "the marks of the one who asks",
    "documents/annotations/queries.py:name_is_free": "whether a name is taken; gives no mark",
    "documents/annotations/bringing.py:places_of_names": "names of the marks of the one who asks",
    "documents/annotations/bringing.py:add_private_marks": "writes, and gives none",
    "documents/annotations/late.py:find_own_annotation": "the marks of the one who asks",
    "documents/annotations/holding.py:_hold": "holds rows; gives no mark",
    "documents/annotations/copies.py:copies_of": "copies follow their mark; shown to nobody",
    "documents/annotations/copies.py:origins_of": "narrowed with their copy; shown to nobody",
    "documents/annotations/carrying/queries.py:to_carry": "the program carries; shown to nobody",
    "documents/annotations/carrying/queries.py:to_carry_again": "carries again; shown to nobody",
    "documents/annotations/carrying/queries.py:_carried_nowhere": "a condition on marks",
    "documents/annotations/carrying/queries.py:versions_to_carry_to": "whether any wait; none read",
    "documents/annotations/carrying/queries.py:untouched_ink": "carries again; shown to nobody",
    "documents/annotations/carrying/queries.py:to_place": "carries again; shown to nobody",
    "documents/annotations/carrying/queries.py:_by_id": "where a mark of the one who asks stood",
    "documents/annotations/carrying/queries.py:_own": "the marks of the one who asks",
    "documents/annotations/carrying/queries.py:find_carried": "the marks of the one who asks",
}
"""Where marks are asked for past `visible_annotations`, and why that shows nobody anything."""


def _asks(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name not in ASKING:
        return False
    for argument in call.args:
        base = argument.value if isinstance(argument, ast.Attribute) else argument
        if isinstance(base, ast.Name) and base.id == "Annotation":
            return True
    return False


def _askers(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    if path.name == "form_fields.py":  # the Annotation of a PDF file, not ours
        return set()
    found = set()
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        for node in ast.walk(function):
            is_sql = (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and IN_SQL.search(node.value)
                and node.value != ast.get_docstring(function, clean=False)
            )
            if is_sql or (isinstance(node, ast.Call) and _asks(node)):
                found.add(f"{path.relative_to(ROOT)}:{function.name}")
    return found


def test_every_query_for_marks_goes_through_the_one_select_or_is_named_here() -> None:
    found = {
        asker for folder in APPLICATION for path in (ROOT / folder).rglob("*.py")
        for asker in _askers(path)
    }  # fmt: skip
    assert found - ALLOWED.keys() == set(), "ask visible_annotations, or say here why not"
    assert ALLOWED.keys() - found == set(), "no longer there"
