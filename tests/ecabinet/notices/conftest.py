"""Real receivers on 127.0.0.1: a mail server, an SMS gateway, a push service that decrypts."""

from __future__ import annotations

import asyncio
import base64
import email
import email.policy
import json
import os
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import http_ece
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask import Flask
from sqlalchemy import select

import tests.ecabinet.notices.kinds_of_tests as of_tests
from ecabinet import clock
from ecabinet.app import create_app
from ecabinet.auth.models import SignIn
from ecabinet.config import Config
from ecabinet.db import Database
from ecabinet.notices import services
from ecabinet.notices.models import (
    Channel,
    Delivery,
    Notice,
    NoticePreference,
    NoticeSettings,
    PushSubscription,
)
from ecabinet.people.models import Person
from ecabinet.sentences import S
from tests.cabinet import Cabinet


@dataclass
class MailServer:
    """Keeps what it took. `answers`: what it says to the next messages instead of taking them;
    `loses`: how many it takes and then goes away before it says so. `halt`: at which letter it
    stands still, "before" it takes it or "after"; `stands` tells."""

    letters: list[EmailMessage] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    loses: int = 0
    port: int = 0
    halt: str = ""
    stands: threading.Event = field(default_factory=threading.Event)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if address.startswith("nobody@"):
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: Any, session: Any, envelope: Any
    ) -> str:
        if self.answers:
            return self.answers.pop(0)
        if self.halt == "before":
            await self._stand_still()
        letter = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        if self.halt == "after":
            await self._stand_still()
        if self.loses:
            self.loses -= 1
            server.transport.abort()
        return "250 taken"

    async def _stand_still(self) -> None:
        self.stands.set()
        await asyncio.sleep(3600)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    server = MailServer()

    def sign_in(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        ok = isinstance(data, LoginPassword) and data.password == b"of-the-mail-server"
        return AuthResult(success=ok)

    controller = Controller(
        server,
        hostname="127.0.0.1",
        port=free_port(),
        authenticator=sign_in,
        auth_require_tls=False,
    )
    controller.start()
    server.port = controller.port
    yield server
    controller.stop()


@dataclass
class Receiver:
    """An HTTP server: keeps `(path, headers, body)`; says the next of `answers`, else `usual`."""

    taken: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    usual: int = 201
    address: str = ""


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    kept = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            code = kept.answers.pop(0) if kept.answers else kept.usual
            if code < 300:
                headers = {name.lower(): value for name, value in self.headers.items()}
                kept.taken.append((self.path, headers, body))
            self.send_response(code)
            if code in (301, 302, 307, 308):
                self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    kept.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield kept
    server.shutdown()
    server.server_close()


@dataclass
class BrowserKeys:
    """What a browser makes when it subscribes; can read what is pushed to it."""

    private: Any = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    secret: bytes = field(default_factory=lambda: os.urandom(16))

    @property
    def p256dh(self) -> str:
        point = self.private.public_key().public_bytes(
            Encoding.X962, PublicFormat.UncompressedPoint
        )
        return base64.urlsafe_b64encode(point).decode().rstrip("=")

    @property
    def auth(self) -> str:
        return base64.urlsafe_b64encode(self.secret).decode().rstrip("=")

    def read(self, body: bytes) -> dict[str, Any]:
        text = http_ece.decrypt(body, private_key=self.private, auth_secret=self.secret)
        content: dict[str, Any] = json.loads(text)
        return content


@pytest.fixture
def config(config: Config, mail_server: MailServer, receiver: Receiver) -> Config:
    """The cabinet's ways out lead to our receivers."""
    outside = config.outside
    mail = replace(
        outside.mail, backend="smtp", sender="Văn phòng <vp@cabinet.example>", host="127.0.0.1",
        port=mail_server.port, security="none", user="cabinet", password="of-the-mail-server",
        timeout=5,
    )  # fmt: skip
    sms = replace(outside.sms, url=receiver.address + "/sms", token="of-the-gateway", timeout=5)
    push = replace(outside.push, is_on=True, hosts=("127.0.0.1",), timeout=5)
    ways = replace(outside, address="https://cabinet.example", mail=mail, sms=sms, push=push)
    return replace(config, outside=ways)


@dataclass
class Telling:
    """Notices to one minister who can be reached on all channels, and what became of them."""

    app: Flask
    store: Database
    person_id: int
    keys: BrowserKeys

    def tell(self, key: str = "thing:1", **more: Any) -> int:
        values: dict[str, Any] = {
            "kind": "of-the-tests",
            "sentence": S("home-title"),
            "url": "/documents/7",
            "person_ids": [self.person_id],
        } | more
        with self.store.unit_of_work() as db:
            return services.notify(db, key=key, **values)

    def settings(self, **values: Any) -> None:
        with self.store.unit_of_work() as db:
            row = db.get_one(NoticeSettings, self.person_id)
            for name, value in values.items():
                setattr(row, name, value)

    def delivery(self, channel: Channel, key: str = "thing:1") -> Delivery:
        with self.store.reading() as db:
            statement = select(Delivery).join(Delivery.notice)
            return db.execute(
                statement.where(
                    Delivery.channel == channel,
                    Notice.key == key,
                    Notice.person_id == self.person_id,
                )
            ).scalar_one()


@pytest.fixture
def telling(
    config: Config, cabinet: Cabinet, receiver: Receiver
) -> Iterator[Telling]:  # fmt: skip
    app = create_app(config)
    store = app.extensions["ecabinet.database"]
    person_id = cabinet.persons["minister.g12"]
    keys = BrowserKeys()
    with store.unit_of_work() as db:
        db.get_one(Person, person_id).email = "g12@example.test"
        db.add(NoticeSettings(person_id=person_id, phone="+84912345678"))
        for group in ("papers", "sittings"):
            db.add(
                NoticePreference(person_id=person_id, group=group, channel=Channel.SMS, is_on=True)
            )
        sign_in = SignIn(
            token_hash="0" * 64, account_id=cabinet.accounts["minister.g12"], user_agent="",
            address="", created_at=clock.now(), seen_at=clock.now(),
        )  # fmt: skip
        db.add(sign_in)
        db.flush()
        db.add(
            PushSubscription(
                person_id=person_id,
                sign_in_id=sign_in.id,
                created_at=clock.now(),
                endpoint=receiver.address + "/push/1",
                p256dh=keys.p256dh,
                auth=keys.auth,
            )
        )
    yield Telling(app, store, person_id, keys)
    of_tests.answered.clear()
    store.dispose()


@pytest.fixture
def only(telling: Telling) -> Callable[..., None]:
    """`only(Channel.SMS)`: on the other channels the minister cannot be reached."""

    def keep(*channels: Channel) -> None:
        with telling.store.unit_of_work() as db:
            if Channel.EMAIL not in channels:
                db.get_one(Person, telling.person_id).email = ""
            if Channel.SMS not in channels:
                db.get_one(NoticeSettings, telling.person_id).phone = ""
            if Channel.PUSH not in channels:
                for row in db.execute(select(PushSubscription)).scalars():
                    db.delete(row)

    return keep
