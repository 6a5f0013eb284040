"""What happened to a sitting before it begins. Ids and states only: pages ask again for the rest.

The secretariat's desk has a room of its own, so that members are told nothing of the working copy.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ecabinet.outbox import Event


def meeting_room(meeting_id: int) -> str:
    """Return the room of everybody who may see the sitting."""
    return f"meeting:{meeting_id}"


def desk_room(meeting_id: int) -> str:
    """Return the room of those who see the sitting being prepared."""
    return f"meeting:{meeting_id}:desk"


def person_room(person_id: int) -> str:
    """Return the room of one person's own tablets."""
    return f"person:{person_id}"


@dataclass(frozen=True)
class _OfMeeting(Event):
    meeting_id: int
    state: str

    def payload(self) -> dict[str, Any]:
        return {"meeting_id": self.meeting_id, "state": self.state}


@dataclass(frozen=True)
class MeetingChanged(_OfMeeting):
    """When, where or under whom the sitting is held has changed; or it was called off."""

    name: ClassVar[str] = "meeting:changed"
    person_ids: tuple[int, ...] = ()

    def rooms(self) -> tuple[str, ...]:
        rooms = (meeting_room(self.meeting_id), desk_room(self.meeting_id))
        return rooms + tuple(person_room(person_id) for person_id in self.person_ids)


@dataclass(frozen=True)
class AgendaChanged(_OfMeeting):
    """The working copy or its way to the head has changed. Heard by the secretariat only."""

    name: ClassVar[str] = "agenda:changed"

    def rooms(self) -> tuple[str, ...]:
        return (desk_room(self.meeting_id),)


@dataclass(frozen=True)
class EditionSent(_OfMeeting):
    """An edition of the agenda went out to these people."""

    name: ClassVar[str] = "agenda:sent"
    edition_id: int
    person_ids: tuple[int, ...]

    def rooms(self) -> tuple[str, ...]:
        rooms = (meeting_room(self.meeting_id), desk_room(self.meeting_id))
        return rooms + tuple(person_room(person_id) for person_id in self.person_ids)

    def payload(self) -> dict[str, Any]:
        return {**super().payload(), "edition_id": self.edition_id}


@dataclass(frozen=True)
class AgendaWithdrawn(EditionSent):
    """The agenda that was sent, and its papers, were taken back from these people."""

    name: ClassVar[str] = "agenda:withdrawn"


@dataclass(frozen=True)
class InvitationChanged(Event):
    """Somebody was invited, uninvited, or answered."""

    name: ClassVar[str] = "invitation:changed"
    meeting_id: int
    invitation_id: int
    person_ids: tuple[int, ...]

    def rooms(self) -> tuple[str, ...]:
        return (desk_room(self.meeting_id), *(person_room(p) for p in self.person_ids))

    def payload(self) -> dict[str, Any]:
        return {"meeting_id": self.meeting_id, "invitation_id": self.invitation_id}
