"""The one way an upper feature shows something on a lower page: named places, filled at start.

All slots are named here. A feature fills them in its `wiring.py`; nothing else writes to them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from ecabinet.search_sources import Source
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
    """'invitation', 'ballot', 'agenda', 'minutes', 'decision', 'paper' … chooses the icon."""
    due_at: datetime | None = None
    is_late: bool = False
    button: Sentence | None = None


HOME_WAITING: Slot[Callable[[Any, Any], Iterable[Waiting]]] = Slot("home-waiting")
"""f(db, actor) -> what waits for this person."""


@dataclass(frozen=True)
class DueDate:
    """Something that is due for a person, as a calendar outside may tell it: without a title."""

    uid: str
    """The same for ever, ending in "@ecabinet"."""
    sequence: int
    """Higher whenever something of it has changed."""
    told_at: datetime
    sentence: Sentence
    due_at: datetime
    path: str
    """Where to go within the cabinet."""


CALENDAR_DUE: Slot[Callable[[Any, Any], Iterable[DueDate]]] = Slot("calendar-due")
"""f(db, actor) -> what is due for this person, for their calendar feed."""

HOME_PANEL: Slot[Callable[[Any, Any], str]] = Slot("home-panel")
"""f(db, actor) -> rendered fragment (next sitting, running sitting …), or ''."""

DOCUMENT_PLACED: Slot[Callable[[Any, Any, int, Any], None]] = Slot("document-placed")
"""f(db, actor, item_id, document): an uploaded paper is to go with an agenda item."""

DOCUMENT_PANEL: Slot[Callable[[Any, Any, Any], str]] = Slot("document-panel")
"""f(db, actor, document) -> rendered fragment: where the paper is used."""

VERSION_OUT: Slot[Callable[[Any, Sequence[Any]], None]] = Slot("version-out")
"""f(db, versions): they went out, or are out and more persons hold them; what hangs on older ones
may follow."""


@dataclass(frozen=True)
class DocumentPlace:
    """Where a paper stands: which sitting or ballot, which line of it, which paper of the line."""

    occasion: str
    """As in `Distribution.occasion`: "meeting:7", "ballot:3"."""
    occasion_title: str
    occasion_number: str
    """What stands before the line in a label: "11/2026"; "" when there is none."""
    line: int | str
    """Number of the agenda item: 3, or "A.1" by sections; 0 for a ballot."""
    line_title: str
    ordinal: int
    """Which paper of the line, from 1."""
    document_id: int
    document_title: str
    version_id: int
    """The version of the paper that this reader reads there."""
    url: str
    """Of the sitting or ballot."""


DOCUMENT_PLACES: Slot[Callable[[Any, Any, Sequence[int]], list[DocumentPlace]]] = Slot(
    "document-places"
)
"""f(db, actor, document_ids) -> where these papers stand, as far as `actor` sees it, in order."""

PAPERS_BESIDE: Slot[Callable[[Any, Any, str], list[DocumentPlace]]] = Slot("papers-beside")
"""f(db, actor, occasion) -> the papers of that sitting or ballot that `actor` may read."""


@dataclass(frozen=True)
class Coming:
    """What comes next for a person, and whose papers a tablet may keep by itself."""

    occasion: str
    title: str
    url: str


COMING: Slot[Callable[[Any, Any], Coming | None]] = Slot("coming")
"""f(db, actor) -> the sitting that runs or comes next, as far as its agenda was sent; or None."""

AGENDA_ITEM_PANEL: Slot[Callable[[Any, Any, Any], str]] = Slot("agenda-item-panel")
"""f(db, actor, item) -> rendered fragment on the item in the room (its vote)."""

SUBMISSION_PLACES: Slot[Callable[[Any, Any, Any], str]] = Slot("submission-places")
"""f(db, actor, submission) -> rendered fragment: the agendas on which the dossier stands, or ''."""

SUBMISSION_PANEL: Slot[Callable[[Any, Any, Any], str]] = Slot("submission-panel")
"""f(db, actor, submission) -> rendered fragment on the dossier (opinions on it), or ''."""

SUBMISSION_WITHDRAWN: Slot[Callable[[Any, Any, Any, datetime], None]] = Slot("submission-withdrawn")
"""f(db, actor, submission, at): the lead has taken its dossier back; what hangs on it ends."""

DOCTOR_NOTES: Slot[Callable[[Any], Iterable[str]]] = Slot("doctor-notes")
"""f(app) -> what the operator should know though nothing is wrong: programs that are missing,
files that are about to be deleted."""

DELEGATION_ROOMS: Slot[Callable[[Any, int], Iterable[str]]] = Slot("delegation-rooms")
"""f(db, person_id) -> the live rooms that an account hears because the person delegated to it."""

NAVIGATION: Slot[Callable[[Any], Iterable[tuple[str, str, str]]]] = Slot("navigation")
"""f(actor) -> (endpoint, catalogue key, icon) of main navigation entries."""

SEARCH_SOURCES: Slot[Source] = Slot("search-sources")
"""What can be found, and by whom."""

PACK_SOURCES: Slot[Callable[[Any, Any, str], Any]] = Slot("pack-sources")
"""f(db, actor, occasion) -> `documents.packs.rules.Source` of that sitting or ballot, or None when
it is not one of the feature's, or `actor` does not see it."""
