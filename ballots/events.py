"""What happens to ballots. Before closing, counts of answers only: never who, never what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ecabinet.outbox import Event


def ballot_room(ballot_id: int) -> str:
    """Return the room of those who have the ballot open."""
    return f"ballot:{ballot_id}"


@dataclass(frozen=True)
class _OfBallot(Event):
    ballot_id: int
    meeting_id: int | None

    def rooms(self) -> tuple[str, ...]:
        """Those who have the ballot open and, for a vote, everybody in the sitting."""
        rooms: tuple[str, ...] = (ballot_room(self.ballot_id),)
        return rooms if self.meeting_id is None else (*rooms, f"meeting:{self.meeting_id}")


@dataclass(frozen=True)
class BallotChanged(_OfBallot):
    """A written ballot moved a step: submitted, returned, concluded, withdrawn …"""

    name: ClassVar[str] = "ballot-changed"
    state: str

    def payload(self) -> dict[str, Any]:
        """The id and the state."""
        return {"ballot_id": self.ballot_id, "state": self.state}


@dataclass(frozen=True)
class VoteOpened(_OfBallot):
    """Answers are taken from now on; `person_ids` are asked."""

    name: ClassVar[str] = "vote-opened"
    item_id: int | None
    person_ids: tuple[int, ...] = ()

    def rooms(self) -> tuple[str, ...]:
        """For a written ballot each member's own tablets; a vote is told in the room."""
        if self.meeting_id is not None:
            return super().rooms()
        return (*super().rooms(), *(f"person:{number}" for number in self.person_ids))

    def payload(self) -> dict[str, Any]:
        """Which ballot, on which item."""
        return {"ballot_id": self.ballot_id, "item_id": self.item_id}


@dataclass(frozen=True)
class VoteAnswered(_OfBallot):
    """One more has answered, or changed the answer."""

    name: ClassVar[str] = "vote-answered"
    answered: int
    asked: int

    def rooms(self) -> tuple[str, ...]:
        """Those who look at the ballot, in the sitting too. The sitting's own room takes its page
        anew with each line, and hundreds of answers come within a second."""
        return (ballot_room(self.ballot_id),)

    def payload(self) -> dict[str, Any]:
        """How many of how many."""
        return {"ballot_id": self.ballot_id, "answered": self.answered, "asked": self.asked}


@dataclass(frozen=True)
class VoteClosed(_OfBallot):
    """No more answers are taken; the result is there."""

    name: ClassVar[str] = "vote-closed"
    item_id: int | None
    result: str
    counts: dict[str, Any]

    def payload(self) -> dict[str, Any]:
        """The result of the (first) question and its counts."""
        return {
            "ballot_id": self.ballot_id,
            "item_id": self.item_id,
            "result": self.result,
            "counts": self.counts,
        }
