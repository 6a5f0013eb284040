"""The live channel: rooms, numbered announcements after the commit, ephemeral messages.

Durable acts are HTTP requests; sockets only carry what was done and what is fleeting.
"""

from __future__ import annotations

from flask import Flask

from ecabinet.announcements import announce, last_number
from ecabinet.config import Config
from ecabinet.db import Database, get_db
from ecabinet.realtime.delivery import deliver, disconnect_account, disconnect_sign_in
from ecabinet.realtime.doors import init_doors
from ecabinet.realtime.events import HANDLERS, on
from ecabinet.realtime.rooms import may_join, recheck, register_room, relay, room_prefixes
from ecabinet.realtime.server import init_server, listen, socketio

__all__ = [
    "HANDLERS",
    "deliver",
    "disconnect_account",
    "disconnect_sign_in",
    "init_app",
    "listen",
    "may_join",
    "on",
    "recheck",
    "register_room",
    "relay",
    "room_number",
    "room_prefixes",
    "socketio",
]


def room_number(room: str) -> int:
    """Return the number of the last announcement of `room`, for the page that will join it.

    A view asks for it before it reads what the page shows.
    """
    return last_number(get_db(), room)


def init_app(app: Flask, config: Config, database: Database) -> None:
    """Start the live channel of `app`: what its store commits is announced from now on."""
    init_server(app, config)
    init_doors(app, config)
    database.announce = announce
    database.deliver = deliver
    app.jinja_env.globals["room_number"] = room_number
