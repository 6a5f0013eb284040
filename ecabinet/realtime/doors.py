"""Who may connect: the handshake is closed to everybody but open sign-ins of our own pages."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import flask
from flask import Flask
from flask_socketio import ConnectionRefusedError as Refused
from flask_socketio import join_room
from flask_wtf.csrf import validate_csrf
from wtforms.validators import ValidationError

from ecabinet.auth.current import actor_or_none, current_actor, current_sign_in_id
from ecabinet.config import Config
from ecabinet.db import close_db
from ecabinet.errors import Conflict, Denied, DomainError, SignInNeeded
from ecabinet.realtime.connections import Connection, connections
from ecabinet.realtime.events import refusal
from ecabinet.realtime.server import NAMESPACE, connection_limit, open_connections, socketio
from ecabinet.sentences import S

log = logging.getLogger(__name__)

PATH = "/socket.io/"
KNOCKING = 25
"""Sockets above the limit that are let in just long enough to hear why they are refused."""

HEARD_AFTER = 1.0
"""Seconds a refused socket stays open."""

NO_THREAD_LEFT = "503 Service Unavailable"


class Gate:
    """Outermost WSGI layer before the sockets.

    Takes the compression offer out of the handshake (every browser makes it, and the driver would
    accept it at several times the cost), and turns away what would only hold a thread: whoever is
    not signed in, and everybody when no thread would be left for pages.
    """

    def __init__(self, app: Flask, inner: WSGIApplication, limit: int) -> None:
        self._app = app
        self._inner = inner
        self._limit = limit

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ.get("PATH_INFO", "").startswith(PATH):
            environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
            if open_connections() >= self._limit + KNOCKING:
                return _refuse(start_response, NO_THREAD_LEFT)
            with self._app.request_context(environ):
                if actor_or_none() is None:
                    return _refuse(start_response, "401 Unauthorized")
        return self._inner(environ, start_response)


def _refuse(start_response: StartResponse, status: str) -> Iterable[bytes]:
    start_response(status, [("Content-Length", "0"), ("Connection", "close")])
    return [b""]


@socketio.on("connect")
def connected(auth: Any = None) -> None:
    """Let a socket in: an open sign-in, our own page's CSRF token, and a thread to spare.

    The engine has checked the Origin already (same origin only).
    """
    try:
        _let_in(auth if isinstance(auth, dict) else {})
    except DomainError as error:
        said = refusal(error)
        _hang_up_soon()
        raise Refused(said["message"], {"code": said["code"]}) from error
    except Exception as error:
        log.exception("a connection failed")
        _hang_up_soon()
        raise Refused("", {"code": "live-failed"}) from error


def _hang_up_soon() -> None:
    """Close the connection under a refused socket once it has had time to hear the reason."""
    server = socketio.server
    eio_sid = server.manager.eio_sid_from_sid(flask.request.sid, NAMESPACE)  # type: ignore[attr-defined]  # set by Flask-SocketIO
    connection = server.eio.sockets.get(eio_sid)
    if connection is not None:
        timer = threading.Timer(HEARD_AFTER, connection.close, kwargs={"wait": False})
        timer.daemon = True
        timer.start()


def _let_in(auth: dict[str, Any]) -> None:
    actor = current_actor()
    sign_in_id = current_sign_in_id()
    if sign_in_id is None:
        raise SignInNeeded
    try:
        validate_csrf(auth.get("csrf"))
    except ValidationError as error:
        raise Denied(S("live-not-our-page")) from error
    if len(connections) >= flask.current_app.config["LIVE_CONNECTIONS"]:
        raise Conflict(S("live-full"))
    sid: str = flask.request.sid  # type: ignore[attr-defined]  # set by Flask-SocketIO
    join_room(f"account:{actor.account_id}")
    join_room(f"signin:{sign_in_id}")
    connections.add(Connection(sid, actor.account_id, sign_in_id))
    # Signed out while the socket was entering: its room was closed before it stood in it.
    close_db()
    flask.g.pop("actor", None)
    flask.g.pop("_login_user", None)
    current_actor()


@socketio.on("disconnect")
def disconnected(reason: str | None = None) -> None:
    """Forget a socket; its rooms forget it by themselves."""
    connections.remove(flask.request.sid)  # type: ignore[attr-defined]  # set by Flask-SocketIO


def init_doors(app: Flask, config: Config) -> None:
    """Put the gate in front of `app`."""
    app.config["LIVE_CONNECTIONS"] = connection_limit(config)
    app.wsgi_app = Gate(app, app.wsgi_app, connection_limit(config))  # type: ignore[method-assign]  # Flask's way
