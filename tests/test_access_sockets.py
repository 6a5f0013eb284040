"""The socket half of the access matrix: every event and kind of room, asked by every login."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask_socketio import SocketIOTestClient
from itsdangerous import URLSafeTimedSerializer

from ecabinet import clock
from ecabinet.realtime import HANDLERS, room_prefixes, socketio
from ecabinet.realtime.connections import connections
from ecabinet.realtime.rooms import _checkers
from tests.access.matrix import LOGINS, SocketRow
from tests.cabinet import T0
from tests.test_access_matrix import MODULES, SECRET, _app, _filled, worlds

__all__ = ["worlds"]  # a fixture

ROWS = [
    (name, row) for name, module in MODULES.items() for row in getattr(module, "SOCKET_ROWS", ())
]


@pytest.fixture
def live(request: pytest.FixtureRequest, worlds: Any, tmp_path: Any) -> Iterator[Any]:
    """(an application of its own, ids, cookies) of the feature asked for."""
    home, ids, _, cookies, _ = worlds(request.param)
    app = _app(home, tmp_path / "live")
    yield app, ids, cookies
    # Sockets of the test client are never heard to leave; they would count against the limit.
    for sid in list(connections._by_sid):
        connections.remove(sid)
    app.extensions["ecabinet.database"].dispose()


def _socket(app: Flask, cookie: str | None) -> SocketIOTestClient:
    browser = app.test_client()
    with browser.session_transaction() as stored:
        stored["csrf_token"] = "0" * 40
        if cookie:
            stored["_user_id"] = cookie
    token = URLSafeTimedSerializer(SECRET, salt="wtf-csrf-token").dumps("0" * 40)
    return socketio.test_client(app, flask_test_client=browser, auth={"csrf": str(token)})


def _outcome(ack: dict[str, Any]) -> str:
    return "ok" if ack["ok"] else str(ack["code"])


@pytest.mark.parametrize(
    ("live", "row"), ROWS, indirect=["live"], ids=[f"{name}: {row.name}" for name, row in ROWS]
)
def test_everybody_hears_and_sends_what_the_table_says(live: Any, row: SocketRow) -> None:
    app, ids, cookies = live
    payload = _filled(dict(row.payload), ids)
    given = {}
    with clock.at(T0):
        for login in LOGINS:
            socket = _socket(app, cookies[login])
            assert socket.is_connected(), login
            if row.event != "join" and "room" in payload:
                socket.emit("join", {"room": payload["room"]}, callback=True)
            given[login] = _outcome(socket.emit(row.event, payload, callback=True))
            socket.disconnect()

    assert given == {login: row.expect.get(login, row.otherwise) for login in LOGINS}


@pytest.mark.parametrize("live", ["ground"], indirect=True)
def test_a_stranger_is_not_let_in(live: Any) -> None:
    app, _, _ = live
    with clock.at(T0):
        assert not _socket(app, None).is_connected()
        assert not _socket(app, "no-such-sign-in").is_connected()


@pytest.mark.parametrize("live", ["ground"], indirect=True)
def test_an_event_that_is_not_in_the_table_is_refused(live: Any) -> None:
    app, _, cookies = live
    with clock.at(T0):
        socket = _socket(app, cookies["pm"])

        assert _outcome(socket.emit("delete-everything", {}, callback=True)) == "live-unknown-event"


def test_every_socket_event_has_a_row(app: Flask) -> None:
    assert {row.event for _, row in ROWS} == set(HANDLERS)


def test_every_kind_of_room_has_a_row(app: Flask) -> None:
    asked = {row.payload["room"].partition(":")[0] for _, row in ROWS if row.event == "join"}

    of_the_product = {
        prefix
        for prefix, checker in _checkers.items()
        if checker.__module__.split(".")[0] != "tests"
    }
    assert of_the_product <= room_prefixes()
    assert of_the_product - asked == set()
