"""Rooms: who may hear what. Joining asks the same Select as the page; losing the right empties
the room, and those who still have it come in again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import flask
from flask_socketio import join_room, leave_room
from pydantic import BaseModel, ConfigDict, StringConstraints
from sqlalchemy.orm import Session

from ecabinet import db
from ecabinet.announcements import missed
from ecabinet.auth.actor import Actor
from ecabinet.errors import Denied, NotVisible
from ecabinet.realtime.connections import MAX_ROOMS
from ecabinet.realtime.events import Ack, on, this_connection
from ecabinet.realtime.gathering import Gatherer
from ecabinet.realtime.server import NAMESPACE, is_in_room, socketio
from ecabinet.sentences import S

RoomChecker = Callable[[Session, Actor, str], bool]
RoomName = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z-]*:[A-Za-z0-9:_-]+$", max_length=100)
]

_checkers: dict[str, RoomChecker] = {}


def register_room(prefix: str, checker: RoomChecker) -> None:
    """Open the rooms `prefix:…` to those for whom `checker(db, actor, room)` holds.

    The checker asks the feature's `visible_*` Select. Raises ValueError when two features claim
    one prefix, or one that belongs to the channel itself.
    """
    known = _checkers.get(prefix)
    taken = known is not None and known.__module__ != checker.__module__
    if taken or prefix in ("account", "signin", "lobby"):
        raise ValueError(f"rooms {prefix!r} belong to somebody else")
    _checkers[prefix] = checker


def room_prefixes() -> frozenset[str]:
    """Return the kinds of rooms there are; the access matrix walks them."""
    return frozenset(_checkers)


def may_join(read: Session, actor: Actor, room: str) -> bool:
    """Return whether `actor` may hear what is told in `room` now."""
    checker = _checkers.get(room.partition(":")[0])
    return checker is not None and checker(read, actor, room)


def may_hear_person(read: Session, actor: Actor, room: str) -> bool:
    """Return whether `person:ID` is the actor's own room: what is told to one person alone."""
    return room == f"person:{actor.person_id}"


class Join(BaseModel):
    """`after`: the last number known to the page, None on a page that knows none."""

    model_config = ConfigDict(extra="forbid", strict=True)

    room: RoomName
    after: int | None = None


class Leave(BaseModel):
    """The room to leave."""

    model_config = ConfigDict(extra="forbid", strict=True)

    room: RoomName


register_room("person", may_hear_person)


@on("join", Join)
def join(actor: Actor, message: Join) -> Ack:
    """Enter a room; answers with its number and what was told there after `after`.

    Entered first, read then: what is told meanwhile arrives twice, and the number tells.
    Raises NotVisible.
    """
    room, connection = message.room, this_connection()
    if not may_join(db.get_db(), actor, room):
        _leave(room)
        raise NotVisible
    if len(connection.rooms) >= MAX_ROOMS and room not in connection.rooms:
        raise Denied(S("live-too-many-rooms"))
    join_room(_lobby(room))
    join_room(room)
    connection.rooms.add(room)
    # The right may have gone between the question and the entering, with the room emptied in
    # between: asked again on what is stored now.
    db.close_db()
    read = db.get_db()
    if not may_join(read, actor, room):
        _leave(room)
        raise NotVisible
    back = missed(read, room, message.after)
    return {
        "room": room,
        "number": back.number,
        "missed": [line.to_json() for line in back.announcements],
        "reset": back.reset,
    }


@on("leave", Leave)
def leave(actor: Actor, message: Leave) -> Ack:
    """Leave a room."""
    _leave(message.room)
    return {"room": message.room}


def recheck(room: str) -> None:
    """Empty `room` on every process at once, and ask those who were inside to come in again.

    Call after the commit that took a right away; publishing `announcements.RightsChanged` in the
    unit of work does it. Whoever lost the right is refused at the door.
    """
    socketio.close_room(room, namespace=NAMESPACE)
    socketio.emit("rejoin", {"room": room}, to=_lobby(room), namespace=NAMESPACE)


def relay(room: str, name: str, data: dict[str, Any]) -> None:
    """Pass on something ephemeral from the present event to the others in `room`.

    Gathered per frame: the others get `name` with `{room, items: [{from, data}, …]}`. Nothing is
    kept. Raises Denied when the sender is not in the room.
    """
    sid: str = flask.request.sid  # type: ignore[attr-defined]  # set by Flask-SocketIO
    if not is_in_room(sid, room):
        raise Denied(S("live-not-in-room"))
    _gatherer.add(room, name, data, sid)


def _emit(name: str, frame: dict[str, Any], room: str, skip: str | None) -> None:
    socketio.emit(name, frame, to=room, skip_sid=skip, namespace=NAMESPACE)


_gatherer = Gatherer(_emit)


def _lobby(room: str) -> str:
    return f"lobby:{room}"


def _leave(room: str) -> None:
    leave_room(room)
    leave_room(_lobby(room))
    this_connection().rooms.discard(room)
