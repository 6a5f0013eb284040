"""What happened to the record of a sitting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ecabinet.outbox import Event
from meetings.events import desk_room, meeting_room


@dataclass(frozen=True)
class MinutesChanged(Event):
    """The record was made, worded anew, submitted, returned, approved or signed.

    A draft is the secretariat's: the others hear of it from the submission on.
    """

    name: ClassVar[str] = "minutes-changed"
    meeting_id: int
    state: str
    minutes_id: int
    act: str
    """"make", "revise", "submit", "return", "approve" or "sign"."""
    account_id: int | None
    """Who did it; None for the program itself."""
    reason: str = ""
    """Of a return; told to the secretariat, never in a room."""

    def rooms(self) -> tuple[str, ...]:
        if self.state == "draft":
            return (desk_room(self.meeting_id),)
        return (meeting_room(self.meeting_id), desk_room(self.meeting_id))

    def payload(self) -> dict[str, Any]:
        return {"meeting_id": self.meeting_id, "state": self.state}
