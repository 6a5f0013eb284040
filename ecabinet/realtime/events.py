"""The one gate for what tablets send: every event has an entry in `HANDLERS` or is refused.

`before_request` does not run for socket events, so rights are asked here anew for each event.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import flask
from pydantic import BaseModel, ValidationError

from ecabinet.auth.actor import Actor
from ecabinet.auth.current import current_actor
from ecabinet.errors import Denied, DomainError, Invalid, SignInNeeded, TooMany
from ecabinet.i18n import say
from ecabinet.realtime.connections import Connection, connections
from ecabinet.realtime.server import socketio
from ecabinet.sentences import S

log = logging.getLogger(__name__)

ACTOR_KEPT = 1.0
"""Seconds for which ephemeral events trust the rights read last. Losing a room or a sign-in acts
at once all the same: the room is closed and the socket cut."""

Ack = dict[str, Any]
Message = TypeVar("Message", bound=BaseModel)


@dataclass(frozen=True)
class Handler:
    """One event that tablets may send: its form, and the function that answers it."""

    name: str
    model: type[BaseModel]
    run: Callable[[Actor, Any], Ack | None]
    ephemeral: bool


HANDLERS: dict[str, Handler] = {}
"""All events there are; the access matrix walks them."""


def on(
    name: str, model: type[Message], *, ephemeral: bool = False
) -> Callable[[Callable[[Actor, Message], Ack | None]], Callable[[Actor, Message], Ack | None]]:
    """Register `run(actor, message)` for the event `name`, whose content must fit `model`.

    What it returns is added to the acknowledgement `{ok: true}`; a DomainError becomes
    `{ok: false, code, message}`. `ephemeral` marks what is sent many times a second (ink, pointer).
    """

    def register(
        run: Callable[[Actor, Message], Ack | None],
    ) -> Callable[[Actor, Message], Ack | None]:
        known = HANDLERS.get(name)
        if known is not None and known.run.__module__ != run.__module__:
            raise ValueError(f"the event {name!r} belongs to {known.run.__module__}")
        HANDLERS[name] = Handler(name, model, run, ephemeral)
        return run

    return register


@socketio.on("*")
def dispatch(name: str, *contents: Any) -> Ack:
    """Answer one event; never raises, so that one bad message does not end the connection."""
    try:
        return {"ok": True, **(_answer(name, contents) or {})}
    except DomainError as error:
        return refusal(error)
    except Exception:
        log.exception("the event %r failed", name)
        return {"ok": False, "code": "live-failed", "message": say(S("live-failed"))}


def refusal(error: DomainError) -> Ack:
    """Return the acknowledgement of a refused event."""
    ack: Ack = {"ok": False, "code": error.code, "message": say(error.sentence)}
    if isinstance(error, Invalid) and error.fields:
        ack["fields"] = {name: say(sentence) for name, sentence in error.fields.items()}
    return ack


def _answer(name: str, contents: tuple[Any, ...]) -> Ack | None:
    connection = this_connection()
    if not connection.may_send():
        raise TooMany(S("live-too-fast"), retry_after=1)
    handler = HANDLERS.get(name)
    if handler is None:
        raise Denied(S("live-unknown-event"))
    actor = _actor(connection, trusted=handler.ephemeral)
    try:
        message = handler.model.model_validate(contents[0] if contents else {})
    except ValidationError as error:
        log.info("the event %r was malformed: %s", name, error.error_count())
        raise Invalid(S("live-malformed")) from error
    return handler.run(actor, message)


def this_connection() -> Connection:
    """Return the socket whose event is being answered. Raises SignInNeeded when it was cut."""
    connection = connections.get(flask.request.sid)  # type: ignore[attr-defined]  # set by Flask-SocketIO
    if connection is None:
        raise SignInNeeded
    return connection


def _actor(connection: Connection, *, trusted: bool) -> Actor:
    """Return who acts, read anew from the sign-in; for ephemeral events at most a second old."""
    now = time.monotonic()
    if trusted and connection.actor is not None and now < connection.actor_until:
        return connection.actor
    try:
        actor = current_actor()
    except SignInNeeded:
        connections.remove(connection.sid)
        raise
    connection.actor, connection.actor_until = actor, now + ACTOR_KEPT
    return actor
