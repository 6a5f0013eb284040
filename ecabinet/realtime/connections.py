"""Who is behind each socket of this process, and how much it may send."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

from ecabinet.auth.actor import Actor

MESSAGES_PER_SECOND = 120
MAX_ROOMS = 60
"""Rooms one socket may be in: a page with a meeting and many papers uses about ten."""


@dataclass
class Connection:
    """One socket: its account, the sign-in it came with, its rooms and its allowance."""

    sid: str
    account_id: int
    sign_in_id: int
    rooms: set[str] = field(default_factory=set)
    actor: Actor | None = None
    actor_until: float = 0.0
    _allowance: float = MESSAGES_PER_SECOND
    _counted_at: float = field(default_factory=time.monotonic)

    def may_send(self) -> bool:
        """Count one message; False when more than 120 came within the last second."""
        now = time.monotonic()
        gained = (now - self._counted_at) * MESSAGES_PER_SECOND
        self._allowance = min(MESSAGES_PER_SECOND, self._allowance + gained)
        self._counted_at = now
        if self._allowance < 1:
            return False
        self._allowance -= 1
        return True


class Connections:
    """The sockets of this process by their id."""

    def __init__(self) -> None:
        self._by_sid: dict[str, Connection] = {}
        self._changing = threading.Lock()

    def add(self, connection: Connection) -> None:
        """Remember a socket that was let in."""
        with self._changing:
            self._by_sid[connection.sid] = connection

    def get(self, sid: str) -> Connection | None:
        """Return the socket, or None when it was never let in or is gone."""
        return self._by_sid.get(sid)

    def __len__(self) -> int:
        return len(self._by_sid)

    def remove(self, sid: str) -> None:
        """Forget a socket."""
        with self._changing:
            self._by_sid.pop(sid, None)


connections = Connections()
