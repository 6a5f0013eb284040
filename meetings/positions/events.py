"""A position was stated or changed. Never who, never what: pages ask again by their own rights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ecabinet.outbox import Event
from meetings.events import desk_room, meeting_room, person_room


@dataclass(frozen=True)
class PositionsChanged(Event):
    """Told where positions on the item are open: at the desk and to who chairs; in the member's
    own place; in the room of the sitting only once members see them (`is_open`)."""

    name: ClassVar[str] = "positions:changed"
    meeting_id: int
    item_ids: tuple[int, ...]
    person_ids: tuple[int, ...]
    is_open: bool

    def rooms(self) -> tuple[str, ...]:
        rooms = (desk_room(self.meeting_id), *(person_room(p) for p in self.person_ids))
        return (*rooms, meeting_room(self.meeting_id)) if self.is_open else rooms

    def payload(self) -> dict[str, Any]:
        return {"meeting_id": self.meeting_id, "item_ids": list(self.item_ids)}


@dataclass(frozen=True)
class PositionsPrepared(Event):
    """An assistant has prepared something. Heard in that member's place alone."""

    name: ClassVar[str] = "positions:prepared"
    meeting_id: int
    item_ids: tuple[int, ...]
    person_ids: tuple[int, ...]

    def rooms(self) -> tuple[str, ...]:
        return tuple(person_room(p) for p in self.person_ids)

    def payload(self) -> dict[str, Any]:
        return {"meeting_id": self.meeting_id, "item_ids": list(self.item_ids)}
