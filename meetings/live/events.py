"""What happens in the room while the cabinet sits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ecabinet.outbox import Event


@dataclass(frozen=True)
class ItemChanged(Event):
    """An item of the agenda moved on: called, voted on, concluded …"""

    name: ClassVar[str] = "item-changed"
    meeting_id: int
    item_id: int
    state: str

    def rooms(self) -> tuple[str, ...]:
        """Everybody who follows the sitting."""
        return (f"meeting:{self.meeting_id}",)

    def payload(self) -> dict[str, Any]:
        """Ids and the state; pages ask again for the rest."""
        return {"meeting_id": self.meeting_id, "item_id": self.item_id, "state": self.state}
