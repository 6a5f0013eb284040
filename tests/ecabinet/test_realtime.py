"""The live channel over a real server: who comes in, who hears what, and in which order."""

from __future__ import annotations

import base64
import json
import os
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

import pytest
import socketio.exceptions
import websocket
from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet import realtime
from ecabinet.announcements import RightsChanged
from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Account
from ecabinet.config import Config
from ecabinet.errors import Conflict
from ecabinet.outbox import Event, publish
from ecabinet.realtime import HANDLERS
from ecabinet.realtime.connections import connections
from ecabinet.realtime.server import open_connections
from ecabinet.sentences import S
from tests.live_server import LiveServer, Tablet, eventually

BARRED: set[tuple[str, str]] = set()
"""(login, room) of those who may not see a room of these tests."""

ROOM = "test:1"


@dataclass(frozen=True)
class Said(Event):
    name: ClassVar[str] = "said"
    text: str = ""
    room: str = ROOM

    def rooms(self) -> tuple[str, ...]:
        return (self.room,)

    def payload(self) -> dict[str, Any]:
        return {"text": self.text}


class Scribble(BaseModel):
    room: str
    text: str = ""


def may_see(db: Session, actor: Actor, room: str) -> bool:
    return (actor.login, room) not in BARRED


def scribble(actor: Actor, message: Scribble) -> None:
    realtime.relay(message.room, "test-scribble", {"text": message.text, "by": actor.person_name})


def fail(actor: Actor, message: Scribble) -> None:
    raise ZeroDivisionError


def refuse(actor: Actor, message: Scribble) -> None:
    raise Conflict(S("changed-meanwhile"))


@pytest.fixture
def server(config: Config) -> Iterator[LiveServer]:
    BARRED.clear()
    before = dict(HANDLERS)
    realtime.register_room("test", may_see)
    realtime.on("test-scribble", Scribble, ephemeral=True)(scribble)
    realtime.on("test-fail", Scribble)(fail)
    realtime.on("test-refuse", Scribble)(refuse)
    running = LiveServer(config)
    yield running
    running.close()
    HANDLERS.clear()
    HANDLERS.update(before)


def is_refused(tablet: Tablet, **how: Any) -> bool:
    with pytest.raises(socketio.exceptions.ConnectionError):
        tablet.connect(**how)
    return True


# --- the door ---


def test_nobody_connects_without_a_sign_in(server: LiveServer) -> None:
    assert is_refused(server.tablet({}))
    assert is_refused(server.tablet({"language": "en"}))
    assert is_refused(server.tablet({"_user_id": "an invented token"}))


def test_a_page_that_is_not_ours_cannot_connect_in_somebodys_name(server: LiveServer) -> None:
    tablet = server.signed_in("anh")
    assert is_refused(tablet, auth=None)
    assert tablet.refused["data"]["code"] == "live-not-our-page"
    assert is_refused(server.signed_in("anh"), auth={"csrf": "guessed"})
    assert is_refused(server.signed_in("anh"), auth=["not", "an", "object"])
    assert is_refused(server.signed_in("anh"), origin="https://elsewhere.example")


def test_a_signed_in_page_connects(server: LiveServer) -> None:
    assert server.signed_in("anh").connect().is_connected


def test_signing_out_closes_the_sockets_of_that_sign_in_only(server: LiveServer) -> None:
    anh, binh = server.signed_in("anh").connect(), server.signed_in("binh").connect()
    server.end_sign_ins("anh")
    anh.next("signed-out")
    eventually(lambda: not anh.is_connected)
    assert binh.is_connected
    assert is_refused(server.same_page(anh))


def test_a_socket_that_does_not_answer_the_goodbye_is_closed_all_the_same(
    server: LiveServer,
) -> None:
    page = server.signed_in("anh")
    raw = websocket.create_connection(
        f"{server.address.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket",
        header=[f"Cookie: ecabinet={page.cookie}"],
        timeout=5,
    )
    try:
        raw.recv()
        raw.send("40" + json.dumps({"csrf": page.csrf}))
        assert str(raw.recv()).startswith("40")
        server.end_sign_ins("anh")
        assert raw.sock is not None
        while raw.sock.recv(4096):
            pass
        eventually(lambda: open_connections() == 0)
    finally:
        raw.shutdown()


def test_when_no_thread_would_be_left_for_pages_the_refusal_says_so(config: Config) -> None:
    server = LiveServer(config, threads=4)
    try:
        first = [server.signed_in("anh").connect() for _ in range(2)]
        third = server.signed_in("anh")
        assert is_refused(third)
        assert third.refused["data"]["code"] == "live-full"
        assert len(third.refused["message"]) > 20
        first[0].client.disconnect()
        eventually(lambda: len(connections) < 2)
        assert server.signed_in("anh").connect().is_connected
    finally:
        server.close()


def test_compression_is_never_agreed_on(server: LiveServer) -> None:
    tablet = server.signed_in("anh")
    host, port = server.address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=5) as raw:
        key = base64.b64encode(os.urandom(16)).decode()
        raw.sendall(
            f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {host}:{port}\r\n"
            f"Cookie: ecabinet={tablet.cookie}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n".encode()
        )
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += raw.recv(4096)
    assert answer.startswith(b"HTTP/1.1 101")
    assert b"permessage-deflate" not in answer.lower()


# --- rooms ---


def test_a_room_of_others_is_refused_like_one_that_does_not_exist(server: LiveServer) -> None:
    BARRED.add(("anh", ROOM))
    tablet = server.signed_in("anh").connect()
    refused = tablet.join(ROOM)
    assert (refused["ok"], refused["code"]) == (False, "not-visible")
    for name in ("nothing:1", "account:1", "signin:1", f"lobby:{ROOM}"):
        assert tablet.join(name)["code"] == "not-visible"
    for nonsense in ("", "test", "test:" + "9" * 200, "test:1 or 1=1", None, 7):
        assert tablet.ask("join", {"room": nonsense})["code"] == "live-malformed"
    server.publish(Said("secret"))
    assert tablet.is_silent()


def test_a_persons_own_room_is_open_to_that_person_alone(server: LiveServer) -> None:
    tablet = server.signed_in("anh").connect()
    with server.database.reading() as db:
        account = db.scalars(select(Account).where(Account.login == "anh")).one()
        own = account.person_id
    assert tablet.join(f"person:{own}")["ok"]
    assert tablet.join(f"person:{own - 1}")["code"] == "not-visible"
    assert tablet.join(f"person:0{own}")["code"] == "not-visible"


def test_two_tablets_hear_the_same_lines_in_the_same_order(server: LiveServer) -> None:
    tablets = [server.signed_in(login).connect() for login in ("anh", "binh")]
    for tablet in tablets:
        assert tablet.join(ROOM)["number"] == 0
    for number in range(20):
        server.publish(Said(str(number)))
    for tablet in tablets:
        lines = [tablet.next("announcement") for _ in range(20)]
        assert [line["number"] for line in lines] == list(range(1, 21))
        assert [line["payload"]["text"] for line in lines] == [str(n) for n in range(20)]
        assert set(lines[0]) == {"room", "number", "name", "payload", "at"}


def test_acts_at_the_same_moment_lose_no_line(server: LiveServer) -> None:
    tablet = server.signed_in("anh").connect()
    tablet.join(ROOM)
    acts = [threading.Thread(target=server.publish, args=(Said(str(n)),)) for n in range(20)]
    for act in acts:
        act.start()
    for act in acts:
        act.join()
    numbers = {tablet.next("announcement")["number"] for _ in range(20)}
    assert numbers == set(range(1, 21))


def test_who_comes_back_gets_what_was_told_meanwhile(server: LiveServer) -> None:
    tablet = server.signed_in("anh").connect()
    tablet.join(ROOM)
    server.publish(Said("heard"))
    last = tablet.next("announcement")["number"]
    tablet.client.disconnect()
    server.publish(Said("missed 1"))
    server.publish(Said("missed 2"))
    back = server.signed_in("anh").connect().join(ROOM, after=last)
    assert back["ok"]
    assert [line["payload"]["text"] for line in back["missed"]] == ["missed 1", "missed 2"]
    assert (back["number"], back["reset"]) == (3, False)


def test_who_was_away_too_long_is_told_to_load_the_page_anew(server: LiveServer) -> None:
    tablet = server.signed_in("anh").connect()
    assert tablet.join(ROOM, after=12)["reset"] is True


def test_who_leaves_a_room_hears_no_more(server: LiveServer) -> None:
    tablet = server.signed_in("anh").connect()
    tablet.join(ROOM)
    assert tablet.ask("leave", {"room": ROOM})["ok"]
    server.publish(Said("later"))
    assert tablet.is_silent()


def test_losing_the_right_puts_out_at_once_and_the_others_come_in_again(
    server: LiveServer,
) -> None:
    anh, binh = server.signed_in("anh").connect(), server.signed_in("binh").connect()
    for tablet in (anh, binh):
        assert tablet.join(ROOM)["ok"]
    BARRED.add(("anh", ROOM))
    server.publish(RightsChanged(changed=(ROOM,)), Said("after the recall"))
    for tablet in (anh, binh):
        assert tablet.heard.get(timeout=20) == ("rejoin", {"room": ROOM})
    assert anh.join(ROOM, after=0)["code"] == "not-visible"
    back = binh.join(ROOM, after=0)
    assert [line["payload"]["text"] for line in back["missed"]] == ["after the recall"]
    server.publish(Said("not for anh"))
    assert binh.next("announcement")["payload"]["text"] == "not for anh"
    assert anh.is_silent()
    assert anh.ask("test-scribble", {"room": ROOM})["code"] == "live-not-in-room"


def test_an_act_that_fails_announces_nothing(server: LiveServer) -> None:
    tablet = server.signed_in("anh").connect()
    tablet.join(ROOM)
    with pytest.raises(ZeroDivisionError), server.database.unit_of_work() as db:
        publish(db, Said("never"))
        raise ZeroDivisionError
    assert tablet.is_silent()


# --- events ---


def test_an_event_without_an_entry_is_refused(server: LiveServer) -> None:
    tablet = server.signed_in("anh").connect()
    assert tablet.ask("delete-everything", {})["code"] == "live-unknown-event"
    assert tablet.ask("message", "hello")["code"] == "live-unknown-event"
    assert tablet.is_connected


def test_a_handler_that_fails_leaves_the_connection_usable(
    server: LiveServer, caplog: pytest.LogCaptureFixture
) -> None:
    tablet = server.signed_in("anh").connect()
    failed = tablet.ask("test-fail", {"room": ROOM})
    assert (failed["ok"], failed["code"]) == (False, "live-failed")
    assert "ZeroDivision" not in str(failed)
    assert "ZeroDivisionError" in caplog.text
    refused = tablet.ask("test-refuse", {"room": ROOM})
    assert (refused["ok"], refused["code"]) == (False, "changed-meanwhile")
    assert tablet.join(ROOM)["ok"]


@pytest.mark.parametrize("content", [None, 7, "text", [], {"room": 7}, {"rooms": ROOM}])
def test_malformed_content_is_refused_with_a_sentence(server: LiveServer, content: Any) -> None:
    tablet = server.signed_in("anh").connect()
    refused = tablet.ask("test-scribble", content)
    assert (refused["ok"], refused["code"]) == (False, "live-malformed")
    assert refused["message"]


def test_ink_goes_to_the_others_of_the_room_in_order_and_not_back(server: LiveServer) -> None:
    tablets = [server.signed_in(login).connect() for login in ("anh", "binh", "chi")]
    anh, binh, chi = tablets
    for tablet in (anh, binh):
        tablet.join(ROOM)
    for number in range(30):
        anh.client.emit("test-scribble", {"room": ROOM, "text": str(number)})
    items: list[Any] = []
    while len(items) < 30:
        frame = binh.next("test-scribble")
        assert frame["room"] == ROOM
        items += frame["items"]
    assert [item["data"]["text"] for item in items] == [str(n) for n in range(30)]
    assert {item["from"] for item in items} == {anh.client.get_sid()}
    assert items[0]["data"]["by"] == "Person anh"
    assert anh.is_silent()
    assert chi.is_silent()


def test_nobody_writes_into_a_room_they_are_not_in(server: LiveServer) -> None:
    anh, binh = server.signed_in("anh").connect(), server.signed_in("binh").connect()
    binh.join(ROOM)
    assert anh.ask("test-scribble", {"room": ROOM})["code"] == "live-not-in-room"
    assert binh.is_silent()


def test_a_flood_is_cut_to_what_a_pen_can_send(server: LiveServer) -> None:
    anh, binh = server.signed_in("anh").connect(), server.signed_in("binh").connect()
    for tablet in (anh, binh):
        tablet.join(ROOM)
    sent, answer = 0, {"ok": True}
    while answer["ok"]:  # a slow machine needs longer to be too fast
        assert sent < 20_000
        for number in range(400):
            anh.client.emit("test-scribble", {"room": ROOM, "text": str(number)})
        sent, answer = sent + 400, anh.ask("test-scribble", {"room": ROOM, "text": "asked"})
    assert answer["code"] == "live-too-fast"
    eventually(lambda: anh.ask("test-scribble", {"room": ROOM, "text": "last"})["ok"])
    passed: list[Any] = []
    while not passed or passed[-1]["data"]["text"] != "last":
        passed += binh.next("test-scribble")["items"]
    assert 100 <= len(passed) < sent


def test_a_message_of_any_length_is_not_gathered(server: LiveServer) -> None:
    tablet = server.signed_in("anh").connect()
    tablet.client.emit("test-scribble", {"room": ROOM, "text": "x" * 200_000})
    eventually(lambda: not tablet.is_connected)


def test_a_deactivated_sign_in_is_refused_even_if_its_socket_was_not_cut(
    server: LiveServer,
) -> None:
    tablet = server.signed_in("anh").connect()
    server.database.deliver = None
    server.end_sign_ins("anh")
    assert tablet.join(ROOM)["code"] == "sign-in-needed"
    assert tablet.ask("test-scribble", {"room": ROOM})["code"] == "sign-in-needed"
