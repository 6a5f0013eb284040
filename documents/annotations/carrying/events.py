"""That many marks came at once: told once to those who see one of them, without what they hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ecabinet.outbox import Event


@dataclass(frozen=True)
class MarksCarried(Event):
    """Marks of an earlier version are now on this one, were settled, or came in from a file; who
    wants them, asks."""

    name: ClassVar[str] = "marks-carried"
    told: tuple[str, ...]
    version_id: int

    def rooms(self) -> tuple[str, ...]:
        return self.told

    def payload(self) -> dict[str, Any]:
        return {"version_id": self.version_id}
