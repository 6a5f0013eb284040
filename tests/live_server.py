"""The real application on a free port of 127.0.0.1, and tablets that talk to it over sockets."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import socketio
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from flask_wtf.csrf import URLSafeTimedSerializer
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.serving import WSGIRequestHandler, make_server

from ecabinet import journal
from ecabinet.app import create_app
from ecabinet.auth.models import Account, AccountRole, Role
from ecabinet.auth.passwords import hash_password
from ecabinet.auth.services import end_sign_ins, open_sign_in
from ecabinet.config import Config
from ecabinet.db import Database
from ecabinet.outbox import Event, publish
from ecabinet.people.models import Person

LIMIT = 20.0
PASSWORD_HASH = hash_password("never typed in these tests")


def eventually(holds: Callable[[], object], limit: float = LIMIT) -> None:
    """Wait until `holds()` is true; fail after `limit` seconds."""
    end = time.monotonic() + limit
    while not holds():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.01)


class Tablet:
    """One socket.io client. `heard` collects what arrives, in order."""

    def __init__(self, address: str, cookie: str, csrf: str) -> None:
        self.address, self.cookie, self.csrf = address, cookie, csrf
        self.heard: queue.Queue[tuple[str, Any]] = queue.Queue()
        self.client = socketio.Client(reconnection=False)
        self.client.on("*", lambda name, data=None: self.heard.put((name, data)))
        self.refused: Any = None
        self.client.on("connect_error", self._note)

    def _note(self, data: Any = None) -> None:
        self.refused = data

    def connect(self, origin: str | None = None, auth: Any = ...) -> Tablet:
        headers = {"Cookie": f"ecabinet={self.cookie}"} if self.cookie else {}
        if origin:
            self.client.eio.websocket_extra_options = {"origin": origin}
        self.client.connect(
            self.address,
            headers=headers,
            auth={"csrf": self.csrf} if auth is ... else auth,
            transports=["websocket"],
            wait_timeout=LIMIT,
        )
        return self

    @property
    def is_connected(self) -> bool:
        return bool(self.client.connected) and bool(self.client.namespaces)

    def close(self) -> None:
        """End the connection, also one that the server has ended already."""
        self.client.shutdown()
        if self.client.eio.ws is not None:
            self.client.eio.ws.shutdown()

    def ask(self, event: str, data: Any = None) -> Any:
        """Send an event and return its acknowledgement."""
        return self.client.call(event, data, timeout=LIMIT)

    def join(self, room: str, after: int | None = None) -> Any:
        return self.ask("join", {"room": room, "after": after})

    def next(self, name: str) -> Any:
        """Return the content of the next `name` that arrives, passing over others."""
        end = time.monotonic() + LIMIT
        while True:
            try:
                heard, data = self.heard.get(timeout=max(0.01, end - time.monotonic()))
            except queue.Empty:
                raise AssertionError(f"no {name!r} came") from None
            if heard == name:
                return data

    def wait(self, limit: float) -> list[tuple[str, Any]]:
        """Return what has come, waiting up to `limit` seconds for the first."""
        heard: list[tuple[str, Any]] = []
        try:
            heard.append(self.heard.get(timeout=limit))
            while True:
                heard.append(self.heard.get_nowait())
        except queue.Empty:
            return heard

    def is_silent(self) -> bool:
        """True when nothing has come up to now; asks the server once, so that order decides."""
        self.ask("leave", {"room": "test:nothing"})
        return self.heard.empty()


class OneRequest(WSGIRequestHandler):
    """Closes after each request, as the server of the product does after a socket has ended."""

    def handle_one_request(self) -> None:
        super().handle_one_request()
        self.close_connection = True


class LiveServer:
    """The application over the store of `config`, served by threads of this process."""

    def __init__(self, config: Config, **settings: Any) -> None:
        self.config = replace(config, **settings)
        self.app: Flask = create_app(self.config)
        self.database: Database = self.app.extensions["ecabinet.database"]
        self._http = make_server(
            "127.0.0.1", 0, self.app, threaded=True, request_handler=OneRequest
        )
        self._http.daemon_threads = True  # type: ignore[attr-defined]  # ThreadedWSGIServer has it
        self.address = f"http://127.0.0.1:{self._http.server_port}"
        self._thread = threading.Thread(target=self._http.serve_forever, daemon=True)
        self._thread.start()
        self._tablets: list[Tablet] = []

    def close(self) -> None:
        for tablet in self._tablets:
            tablet.close()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join(LIMIT)
        self.database.dispose()

    def signed_in(self, login: str, address: str | None = None) -> Tablet:
        """Return a tablet (not connected yet) on which `login` is signed in.

        `address`: of another process over the same store.
        """
        at = datetime.now(UTC)
        with Session(self.database.engine) as db, db.begin():
            account = db.scalar(select(Account).where(Account.login == login))
            if account is None:
                account = Account(
                    login=login,
                    password_hash=PASSWORD_HASH,
                    person=Person(name=f"Person {login}"),
                    created_at=at,
                )
                account.role_rows = [AccountRole(role=Role.SECRETARIAT)]
                db.add(account)
                db.flush()
            _, token = open_sign_in(db, account, user_agent="test", address="127.0.0.1", at=at)
        return self.tablet({"_user_id": token, "_fresh": True, "language": "en"}, address)

    def tablet(self, session: dict[str, Any], address: str | None = None) -> Tablet:
        """Return a tablet with a cookie as the application signs it, and its CSRF token."""
        secret = "0123456789abcdef"
        signer = SecureCookieSessionInterface().get_signing_serializer(self.app)
        assert signer is not None
        cookie = signer.dumps({**session, "csrf_token": secret}) if session else ""
        csrf = URLSafeTimedSerializer(self.config.secret_key, salt="wtf-csrf-token").dumps(secret)
        return self._kept(Tablet(address or self.address, str(cookie), str(csrf)))

    def same_page(self, tablet: Tablet) -> Tablet:
        """Return a tablet with the cookie and the token of another."""
        return self._kept(Tablet(tablet.address, tablet.cookie, tablet.csrf))

    def _kept(self, tablet: Tablet) -> Tablet:
        self._tablets.append(tablet)
        return tablet

    def publish(self, *events: Event) -> None:
        """Publish events as one act of the running application does."""
        with self.app.app_context(), self.database.unit_of_work() as db:
            for event in events:
                publish(db, event)

    def end_sign_ins(self, login: str) -> None:
        """Sign `login` out everywhere."""
        with self.app.app_context(), self.database.unit_of_work() as db:
            account = db.scalars(select(Account).where(Account.login == login)).one()
            end_sign_ins(db, journal.SYSTEM, account.id, only=None, at=datetime.now(UTC))
