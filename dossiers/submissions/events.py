"""What happens to dossiers. Ids and states only: pages ask again for the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ecabinet.outbox import Event

DESK = "submissions:desk"
"""The room of the secretariat's list. Nothing of a draft is told there."""


def submission_room(submission_id: int) -> str:
    """Return the room of those who have the dossier open."""
    return f"submission:{submission_id}"


@dataclass(frozen=True)
class SubmissionChanged(Event):
    """A dossier moved a step, or was written in. `organisation_ids`: the lead's, and whoever signs
    with it; `was_lodged`: the secretariat sees it."""

    name: ClassVar[str] = "submission-changed"
    submission_id: int
    state: str
    organisation_ids: tuple[int, ...]
    was_lodged: bool

    def rooms(self) -> tuple[str, ...]:
        """Those who look at it, the offices of its organisations, the secretariat's list."""
        rooms: tuple[str, ...] = (submission_room(self.submission_id),)
        rooms += tuple(f"organisation:{number}" for number in self.organisation_ids)
        return (*rooms, DESK) if self.was_lodged else rooms

    def payload(self) -> dict[str, Any]:
        """The id and the state."""
        return {"submission_id": self.submission_id, "state": self.state}
