"""Events of the domain: published inside a unit of work, announced only after its commit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy.orm import Session

_KEY = "ecabinet.events"


@dataclass(frozen=True)
class Event:
    """Something that happened, in the past tense. Subclasses name who hears of it, and what."""

    name: ClassVar[str]

    def rooms(self) -> tuple[str, ...]:
        """Return the live rooms in which this is announced."""
        return ()

    def payload(self) -> dict[str, Any]:
        """Return what may be told to everybody in those rooms (JSON)."""
        return {}


def publish(db: Session, event: Event) -> None:
    """Queue `event`; it goes out after the unit of work has committed, or never."""
    db.info.setdefault(_KEY, []).append(event)


def published(db: Session) -> list[Event]:
    """Return what has been published in this unit of work so far, in order."""
    return list(db.info.get(_KEY, ()))
