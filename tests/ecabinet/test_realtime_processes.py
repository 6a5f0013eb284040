"""Two processes with one Redis: rooms, sign-outs and lost rights reach across."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

import pytest
import redis

from ecabinet.announcements import RightsChanged
from ecabinet.config import Config
from ecabinet.outbox import Event
from ecabinet.realtime import HANDLERS
from tests.live_process import ROOM, open_shared_room
from tests.live_server import LiveServer, Tablet, eventually

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Said(Event):
    name: ClassVar[str] = "said"
    text: str = ""

    def rooms(self) -> tuple[str, ...]:
        return (ROOM,)

    def payload(self) -> dict[str, Any]:
        return {"text": self.text}


@pytest.fixture
def here(config: Config, redis_url: str) -> Iterator[LiveServer]:
    """The process of the test."""
    before = dict(HANDLERS)
    open_shared_room(config.home)
    server = LiveServer(config, redis_url=redis_url)
    yield server
    server.close()
    HANDLERS.clear()
    HANDLERS.update(before)


@pytest.fixture
def there(here: LiveServer, redis_url: str) -> Iterator[str]:
    """Address of the other process over the same store."""
    command = [sys.executable, "-m", "tests.live_process"]
    config = here.config
    arguments = [str(config.home), config.database_url, redis_url, config.secret_key]
    with subprocess.Popen(
        [*command, *arguments], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        yield other.stdout.readline().strip()
        other.communicate(timeout=20)


def on_the_other(here: LiveServer, there: str, login: str) -> Tablet:
    return here.signed_in(login, address=there).connect()


def test_an_act_in_one_process_is_heard_in_the_other(here: LiveServer, there: str) -> None:
    near, far = here.signed_in("anh").connect(), on_the_other(here, there, "binh")
    for tablet in (near, far):
        assert tablet.join(ROOM)["ok"]
    # The other process begins to listen to Redis when its first tablet comes.
    eventually(lambda: _reaches(here, far))
    for number in range(10):
        here.publish(Said(str(number)))
    for tablet in (near, far):
        texts: list[str] = []
        while not texts or texts[-1] != "9":
            line = tablet.next("announcement")
            texts += [line["payload"]["text"]] if line["payload"]["text"] != "probe" else []
        assert texts == [str(n) for n in range(10)]


def test_ink_crosses_between_processes(here: LiveServer, there: str) -> None:
    near, far = here.signed_in("anh").connect(), on_the_other(here, there, "binh")
    for tablet in (near, far):
        tablet.join(ROOM)
    eventually(lambda: _reaches(here, far))
    far.client.emit("shared-line", {"room": ROOM, "text": "from afar"})
    assert near.next("shared-line")["items"][0]["data"] == {"text": "from afar"}


def test_signing_out_here_cuts_the_socket_there(here: LiveServer, there: str) -> None:
    far = on_the_other(here, there, "binh")
    assert far.join(ROOM)["ok"]
    eventually(lambda: _reaches(here, far))
    here.end_sign_ins("binh")
    eventually(lambda: not far.is_connected)


def test_a_right_lost_here_empties_the_room_there(here: LiveServer, there: str) -> None:
    far, other = on_the_other(here, there, "binh"), on_the_other(here, there, "chi")
    for tablet in (far, other):
        assert tablet.join(ROOM)["ok"]
    eventually(lambda: _reaches(here, far))
    (here.config.home / "barred").write_text("binh")
    here.publish(RightsChanged(changed=(ROOM,)), Said("after the recall"))
    assert far.next("rejoin") == {"room": ROOM}
    assert far.join(ROOM)["code"] == "not-visible"
    other.next("rejoin")
    assert other.join(ROOM)["ok"]
    here.publish(Said("not for binh"))
    while other.next("announcement")["payload"]["text"] != "not for binh":
        pass
    assert far.is_silent()


def test_another_cabinet_on_the_same_redis_hears_nothing(
    here: LiveServer, config: Config, redis_url: str
) -> None:
    # Redis does not keep channels apart by its numbered databases; the rooms have the same names.
    with redis.Redis.from_url(redis_url).pubsub() as listening:
        listening.subscribe(
            replace(config, secret_key="of another cabinet").shared_name, "socketio",
            "flask-socketio",
        )  # fmt: skip
        for _ in range(3):
            assert listening.get_message(timeout=5)["type"] == "subscribe"
        near = here.signed_in("anh").connect()
        assert near.join(ROOM)["ok"]
        here.publish(Said("ours alone"))
        assert near.next("announcement")["payload"] == {"text": "ours alone"}
        assert listening.get_message(timeout=0.2) is None


def _reaches(here: LiveServer, far: Tablet) -> bool:
    """Whether the other process hears this one by now."""
    here.publish(Said("probe"))
    return any(name == "announcement" for name, _ in far.wait(0.2))
