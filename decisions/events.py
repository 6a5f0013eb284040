"""What happened to decisions and assignments, for those who watch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ecabinet.outbox import Event


@dataclass(frozen=True)
class DecisionChanged(Event):
    """A decision was recorded, worded or issued."""

    name: ClassVar[str] = "decision-changed"
    decision_id: int
    state: str

    def rooms(self) -> tuple[str, ...]:
        """Those who have its page open."""
        return (f"decision:{self.decision_id}",)

    def payload(self) -> dict[str, Any]:
        """The id and the state."""
        return {"id": self.decision_id, "state": self.state}


@dataclass(frozen=True)
class AssignmentChanged(Event):
    """An assignment was given, reported on, filed or closed."""

    name: ClassVar[str] = "assignment-changed"
    assignment_id: int
    organisation_ids: tuple[int, ...]
    state: str
    act: str
    """"give", "report", "file", "close" or "return"."""
    account_id: int
    reason: str = ""
    """Of a return; told to those who have the work, never in a room."""

    def rooms(self) -> tuple[str, ...]:
        """Those who have its page open, and the organisations concerned."""
        organisations = (f"organisation:{number}" for number in self.organisation_ids)
        return (f"assignment:{self.assignment_id}", *organisations)

    def payload(self) -> dict[str, Any]:
        """The id and the state."""
        return {"id": self.assignment_id, "state": self.state}
