"""What happens while the cabinet sits, told to the tablets: ids, states and counts only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ecabinet.outbox import Event
from meetings.events import desk_room, meeting_room, person_room


@dataclass(frozen=True)
class SittingChanged(Event):
    """The sitting was opened, paused, resumed or ended."""

    name: ClassVar[str] = "sitting-changed"
    meeting_id: int
    state: str
    person_ids: tuple[int, ...] = ()

    def rooms(self) -> tuple[str, ...]:
        rooms = (meeting_room(self.meeting_id), desk_room(self.meeting_id))
        return rooms + tuple(person_room(person_id) for person_id in self.person_ids)

    def payload(self) -> dict[str, Any]:
        return {"meeting_id": self.meeting_id, "state": self.state}


@dataclass(frozen=True)
class ItemCalled(Event):
    """An item came before the cabinet (`item_id` None: the last one was put back).

    Told to the invited on their own tablets too, wherever they are reading.
    """

    name: ClassVar[str] = "item-called"
    meeting_id: int
    item_id: int | None
    label: str | None
    person_ids: tuple[int, ...] = ()

    def rooms(self) -> tuple[str, ...]:
        rooms = (meeting_room(self.meeting_id),)
        return rooms + tuple(person_room(person_id) for person_id in self.person_ids)

    def payload(self) -> dict[str, Any]:
        return {"meeting_id": self.meeting_id, "item_id": self.item_id, "label": self.label}


@dataclass(frozen=True)
class ItemChanged(Event):
    """An item is discussed, voted on, concluded, deferred or withdrawn."""

    name: ClassVar[str] = "item-changed"
    meeting_id: int
    item_id: int
    state: str

    def rooms(self) -> tuple[str, ...]:
        return (meeting_room(self.meeting_id),)

    def payload(self) -> dict[str, Any]:
        return {"meeting_id": self.meeting_id, "item_id": self.item_id, "state": self.state}


@dataclass(frozen=True)
class AttendanceChanged(Event):
    """Somebody came or left; the quorum as it stands now."""

    name: ClassVar[str] = "attendance-changed"
    meeting_id: int
    present: int
    required: int
    holds: bool

    def rooms(self) -> tuple[str, ...]:
        return (meeting_room(self.meeting_id),)

    def payload(self) -> dict[str, Any]:
        return {
            "meeting_id": self.meeting_id,
            "present": self.present,
            "required": self.required,
            "holds": self.holds,
        }


@dataclass(frozen=True)
class NotesChanged(Event):
    """The clerk's notes have changed. Heard by the secretariat only."""

    name: ClassVar[str] = "notes-changed"
    meeting_id: int
    item_id: int | None

    def rooms(self) -> tuple[str, ...]:
        return (desk_room(self.meeting_id),)

    def payload(self) -> dict[str, Any]:
        return {"meeting_id": self.meeting_id, "item_id": self.item_id}
