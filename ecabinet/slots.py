"""The one way an upper feature shows something on a lower page: named places, filled at start.

All slots are named here. A feature fills them in its `wiring.py`; nothing else writes to them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from ecabinet.sentences import Sentence

F = TypeVar("F")


class Slot(Generic[F]):
    """A named place with the functions that fill it, in the order they were added."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._fillers: dict[str, F] = {}

    def add(self, who: str, filler: F) -> None:
        """Fill the place; the same `who` again replaces (an app may be created twice)."""
        self._fillers[who] = filler

    def __iter__(self) -> Any:
        return iter(list(self._fillers.values()))


@dataclass(frozen=True)
class Waiting:
    """Something that waits for a person: what, where to go, until when."""

    sentence: Sentence
    url: str
    kind: str
    """'invitation', 'ballot', 'agenda', 'minutes', 'assignment', 'paper' … chooses the icon."""
    due_at: datetime | None = None
    is_late: bool = False
    button: Sentence | None = None


HOME_WAITING: Slot[Callable[[Any, Any], Iterable[Waiting]]] = Slot("home-waiting")
"""f(db, actor) -> what waits for this person."""

HOME_PANEL: Slot[Callable[[Any, Any], str]] = Slot("home-panel")
"""f(db, actor) -> rendered fragment (next sitting, running sitting …), or ''."""

DOCUMENT_PLACED: Slot[Callable[[Any, Any, int, Any], None]] = Slot("document-placed")
"""f(db, actor, item_id, document): an uploaded paper is to go with an agenda item."""

DOCUMENT_PANEL: Slot[Callable[[Any, Any, Any], str]] = Slot("document-panel")
"""f(db, actor, document) -> rendered fragment: where the paper is used."""

AGENDA_ITEM_PANEL: Slot[Callable[[Any, Any, Any], str]] = Slot("agenda-item-panel")
"""f(db, actor, item) -> rendered fragment on the item in the room (its vote)."""

NAVIGATION: Slot[Callable[[Any], Iterable[tuple[str, str, str]]]] = Slot("navigation")
"""f(actor) -> (endpoint, catalogue key, icon) of main navigation entries."""
