"""The shape of the access matrix: who gets which answer, per entry and state of things.

A feature writes `tests/access/<feature>.py` with

    def arrange(world: World) -> None       # real rows; ids kept in world.ids["meeting"]
    ROWS = [Row("meetings.show_meeting", "GET", "/meetings/{meeting}", {"head": 200, …})]
    SOCKET_ROWS = [SocketRow("ink", {"room": "version:{version}:meeting", …}, {"pm": "ok", …})]

Everybody who is not named in a row must get `otherwise` (404 unless said). `LOGINS` are asked all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ecabinet.auth.actor import Actor
from ecabinet.db import Database
from ecabinet.storage import Store
from tests.cabinet import T0, TODAY, Cabinet

LOGINS = (
    "pm",
    "minister.g12",
    "minister.g15",
    "secretary",
    "head",
    "clerk",
    "officer.g12",
    "officer.g15",
    "auditor",
    "admin",
    "outsider",
)
MEMBERS = ("pm", "minister.g12", "minister.g15", "minister.g03")
SECRETARIAT = ("secretary", "head", "clerk")


def each(logins: tuple[str, ...] | str, status: int) -> dict[str, int]:
    """Return {login: status} for some logins."""
    return dict.fromkeys((logins,) if isinstance(logins, str) else logins, status)


@dataclass(frozen=True)
class Row:
    """One entry in one state of things: login → status. Anonymous always gets 302 or 401."""

    endpoint: str
    method: str
    path: str
    expect: Mapping[str, int]
    otherwise: int = 404
    state: str = ""
    json: Any = None
    data: Mapping[str, Any] | None = None
    files: Mapping[str, tuple[bytes, str]] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    public: bool = False
    """Answers without a sign-in; `otherwise` is then what a stranger gets too."""

    @property
    def name(self) -> str:
        """How the test is called."""
        return f"{self.method} {self.path}" + (f" ({self.state})" if self.state else "")


@dataclass(frozen=True)
class SocketRow:
    """One socket event: login → "ok" or the code of the refusal."""

    event: str
    payload: Mapping[str, Any]
    expect: Mapping[str, str]
    otherwise: str = "not-visible"

    @property
    def name(self) -> str:
        """How the test is called."""
        return f"{self.event} {self.payload.get('room', '')}"


@dataclass
class World:
    """What `arrange` fills: a store with the small cabinet, a file store, and the ids it made."""

    database: Database
    store: Store
    cabinet: Cabinet
    ids: dict[str, Any] = field(default_factory=dict)
    now: datetime = T0

    def actor(self, login: str) -> Actor:
        """Return the Actor of a login."""
        with self.database.reading() as db:
            return self.cabinet.actor(db, login, TODAY)
