"""What a person's own room hears of notices: how many are unread, never what they say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ecabinet.outbox import Event


@dataclass(frozen=True)
class NoticesChanged(Event):
    """A person was told something, or read it."""

    name: ClassVar[str] = "notices-changed"
    person_id: int
    unread: int

    def rooms(self) -> tuple[str, ...]:
        return (f"person:{self.person_id}",)

    def payload(self) -> dict[str, Any]:
        return {"unread": self.unread}
