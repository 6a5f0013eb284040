"""After the commit: announcements go out, emptied rooms are emptied, ended sign-ins are cut."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from ecabinet.announcements import Announced, RightsChanged, Told
from ecabinet.auth.services import SignInsEnded
from ecabinet.realtime.rooms import recheck
from ecabinet.realtime.server import NAMESPACE, socketio

log = logging.getLogger(__name__)


def deliver(told: Sequence[Told]) -> None:
    """Send what a committed unit of work announced, in order.

    The act is done and stored: a failure here is logged, stops nothing else, and is mended by
    the numbers (whoever misses one asks for it).
    """
    for one in told:
        try:
            _deliver(one)
        except Exception:
            log.exception("not delivered: %s", type(one).__name__)


def _deliver(one: Told) -> None:
    if isinstance(one, Announced):
        socketio.emit("announcement", one.to_json(), to=one.room, namespace=NAMESPACE)
    elif isinstance(one, RightsChanged):
        for room in one.changed:
            recheck(room)
    elif isinstance(one, SignInsEnded):
        for sign_in_id in one.sign_in_ids:
            disconnect_sign_in(sign_in_id)


def disconnect_sign_in(sign_in_id: int) -> None:
    """Cut every socket of a sign-in that ended, on every process."""
    _cut(f"signin:{sign_in_id}")


def disconnect_account(account_id: int) -> None:
    """Cut every socket of an account, on every process."""
    _cut(f"account:{account_id}")


def _cut(room: str) -> None:
    socketio.emit("signed-out", {}, to=room, namespace=NAMESPACE)
    socketio.close_room(room, namespace=NAMESPACE)
