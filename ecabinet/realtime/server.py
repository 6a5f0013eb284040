"""The Socket.IO server: its settings and its rooms across processes.

Measured choices: threads, websocket only, handlers in the order of arrival, no compression.
"""

from __future__ import annotations

import contextlib
import functools
import socket
import threading
from typing import Any

import socketio as engine
from engineio.async_drivers.threading import SimpleWebSocketWSGI
from flask import Flask
from flask_socketio import SocketIO

from ecabinet.config import Config

NAMESPACE = "/"
LARGEST_MESSAGE = 64 * 1024
"""Bytes of one message from a tablet; a longer one closes the connection."""

UNANSWERED_MS = 30_000
"""How long sent bytes may stay without an answer from the tablet's network."""

socketio = SocketIO(
    async_mode="threading",
    # In order of arrival: a thread per event would mix up a person's own strokes.
    async_handlers=False,
    # With polling first, several processes would need sticky sign-ins.
    transports=["websocket"],
    max_http_buffer_size=LARGEST_MESSAGE,
    # A tablet that walked out of the Wi-Fi is noticed, and notices, within twenty seconds.
    ping_interval=10,
    ping_timeout=10,
    manage_session=False,
)
"""The one Socket.IO object; `init_server` ties it to an application."""


class _Driver(SimpleWebSocketWSGI):
    """The stock driver on a socket that cannot be held open by a tablet that is gone or silent."""

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        connection: Any = environ.get("gunicorn.socket") or environ.get("werkzeug.socket")
        with contextlib.suppress(OSError, AttributeError):  # other servers, TLS, other systems
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNANSWERED_MS)
        return super().__call__(environ, start_response)

    def close(self) -> None:
        """Say goodbye and end: the driver alone would wait for the other side's goodbye."""
        super().close()
        with contextlib.suppress(OSError):
            self.ws.sock.shutdown(socket.SHUT_RDWR)


class _Rooms(engine.Manager):
    """Rooms that can be closed while others enter, and personal rooms whose closing cuts sockets.

    Closing a room travels to every process through the message queue, so cutting the sockets of
    a sign-in everywhere is closing its room.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._changing = threading.RLock()

    def basic_enter_room(
        self, sid: str, namespace: str, room: str | None, eio_sid: str | None = None
    ) -> None:
        with self._changing:
            super().basic_enter_room(sid, namespace, room, eio_sid=eio_sid)

    def basic_leave_room(self, sid: str, namespace: str, room: str | None) -> None:
        with self._changing:
            super().basic_leave_room(sid, namespace, room)

    def basic_close_room(self, room: str, namespace: str) -> None:
        with self._changing:
            inside = list(self.get_participants(namespace, room))
            for sid, _ in inside:
                super().basic_leave_room(sid, namespace, room)
        if room.startswith(("account:", "signin:")):
            for sid, eio_sid in inside:
                cut(sid, eio_sid)


class _RoomsOverRedis(_Rooms, engine.RedisManager):
    """The same, told to every process through Redis."""


def cut(sid: str, eio_sid: str) -> None:
    """Close one socket of this process: the channel first, then the connection under it.

    Does not wait for a slow receiver.
    """
    server = socketio.server
    server.disconnect(sid, namespace=NAMESPACE, ignore_queue=True)
    connection = server.eio.sockets.get(eio_sid)
    if connection is not None:
        connection.close(wait=False)


def is_in_room(sid: str, room: str) -> bool:
    """Return whether the socket `sid` of this process is in `room`."""
    rooms = socketio.server.manager.rooms.get(NAMESPACE, {})
    return sid in rooms.get(room, ())


def connection_limit(config: Config) -> int:
    """Return how many sockets one process holds: each keeps a thread, and pages need some too."""
    return max(config.threads - 50, config.threads // 2)


def open_connections() -> int:
    """Return how many sockets this process holds now; the engine forgets ended ones later."""
    return sum(not one.closed for one in list(socketio.server.eio.sockets.values()))


def listen() -> None:
    """Hear the other processes from now on.

    A server calls it when it starts: the engine alone begins when the first tablet comes, and
    what is announced while it begins would be missed.
    """
    server = socketio.server
    if not server.manager_initialized:
        server.manager_initialized = True
        server.manager.initialize()


def init_server(app: Flask, config: Config) -> None:
    """Tie the Socket.IO server to `app`; with `redis_url` the rooms span all processes."""
    rooms = (
        _RoomsOverRedis(config.redis_url, channel=config.shared_name)
        if config.redis_url
        else _Rooms()
    )
    socketio.init_app(app, client_manager=rooms)
    # The driver would otherwise gather a message of any length before looking at it.
    socketio.server.eio._async = {
        **socketio.server.eio._async,
        "websocket": functools.partial(_Driver, max_message_size=LARGEST_MESSAGE),
    }
