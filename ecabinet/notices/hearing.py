"""From what happened to who is told: a feature names the events of its own that people hear of.

What it does runs in the unit of work of the act, so that the notice is written with it or never.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.orm import Session

from ecabinet.outbox import Event, published

E = TypeVar("E", bound=Event)
_hearers: dict[tuple[type[Event], str], Callable[[Session, Event], None]] = {}


def hear(event: type[E], who: str, act: Callable[[Session, E], None]) -> None:
    """Have `act(db, event)` called at the end of each unit of work in which such an event was
    published; the same `who` again replaces (an app may be created twice)."""
    _hearers[event, who] = act  # type: ignore[assignment]  # called with events of that type only


def tell_of(db: Session) -> None:
    """Call whoever hears of what was published in this unit of work."""
    for event in published(db):
        for (heard, _), act in list(_hearers.items()):
            if type(event) is heard:
                act(db, event)
