"""A second process of the application for tests of several processes over Redis.

`python -m tests.live_process HOME DATABASE_URL REDIS_URL SECRET_KEY`: prints its address, ends
with its input.
The room `shared:1` is open to everybody whose login does not stand in HOME/barred.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pydantic import BaseModel
from sqlalchemy.orm import Session

from ecabinet import realtime
from ecabinet.auth.actor import Actor
from ecabinet.config import Config
from tests.live_server import LiveServer

ROOM = "shared:1"


class Line(BaseModel):
    """Something fleeting."""

    room: str
    text: str


def open_shared_room(home: Path) -> None:
    """Register the room and its event in this process."""

    def may_see(db: Session, actor: Actor, room: str) -> bool:
        barred = home / "barred"
        return not (barred.exists() and actor.login in barred.read_text().split())

    def pass_on(actor: Actor, message: Line) -> None:
        realtime.relay(message.room, "shared-line", {"text": message.text})

    realtime.register_room("shared", may_see)
    realtime.on("shared-line", Line, ephemeral=True)(pass_on)


def main(home: str, database_url: str, redis_url: str, secret_key: str) -> None:
    """Serve until the input ends."""
    environ = {
        "ECABINET_HOME": home,
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
        "SECRET_KEY": secret_key,
    }
    open_shared_room(Path(home))
    server = LiveServer(Config.from_env(environ))
    print(server.address, flush=True)
    sys.stdin.read()
    server.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
