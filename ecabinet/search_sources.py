"""What a feature brings to the search: which texts there are, who may find them, how a hit looks.

Registered in the slot `SEARCH_SOURCES` by the feature's wiring.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, exists
from sqlalchemy.orm import Session

from ecabinet.auth.actor import Actor
from ecabinet.sentences import Sentence
from ecabinet.storage import Store


@dataclass(frozen=True)
class Passage:
    """A page of a text, with its number. `stands_alone`: it is found by its own words only, not
    together with its neighbours; then it may have an organisation of its own."""

    number: int
    text: str
    stands_alone: bool = False
    organisation_id: int | None = None


@dataclass(frozen=True)
class Content:
    """The text of one subject. `names` are read as its title: the title itself, its number …"""

    names: Sequence[str]
    passages: Iterable[Passage]
    day: date
    organisation_id: int | None = None


@dataclass(frozen=True)
class OlderVersion:
    """An older version that the reader may open as well."""

    label: Sentence
    url: str


@dataclass(frozen=True)
class Shown:
    """How a hit is shown. `url(page, words)`: where it is read; page 0 is the whole subject."""

    title: str
    names: Sequence[str]
    """As in `Content`."""
    url: Callable[[int, str], str]
    lead: str = ""
    """The code of an organisation, or a number."""
    facts: Sentence | None = None
    place: Callable[[int], Sentence | None] = lambda page: None
    """What a page is called: "page 7", "item 3"."""
    older: Sequence[OlderVersion] = field(default_factory=tuple)
    subject: dict[str, int] = field(default_factory=dict)
    """The ids that a program needs: {"document_id": 3, "version_id": 7}."""


Subjects: TypeAlias = Iterable[int]


@dataclass(frozen=True)
class Watch:
    """A table whose rows tell of a change: `subjects(db, row)` are to be indexed anew when one of
    `columns` changes, or a row comes or goes."""

    model: type[Any]
    columns: frozenset[str]
    subjects: Callable[[Session, Any], Subjects]


@dataclass(frozen=True)
class Source:
    """One kind of subject. `name` is its own; `kind` is what readers choose between.

    visible(actor, older): a Select of the ids that `actor` may find now; it stands in the same
    statement as the match. `older`: versions that a newer one took the place of as well.
    fingerprints(): a Select of (id, text) of every subject that belongs in the index; the text
    changes whenever its content does.
    is_visible(actor, older, id): the same of one subject, as a condition on the column `id`, for a
    source where gathering all that is visible costs more than asking of some.
    content(db, store, id): what to index, or None when there is nothing (any more).
    show(db, actor, ids): {id: Shown} of those that `actor` may see.
    """

    name: str
    kind: str
    visible: Callable[[Actor, bool], Select[int]]
    fingerprints: Callable[[], Select[int, str]]
    content: Callable[[Session, Store, int], Content | None]
    show: Callable[[Session, Actor, Sequence[int]], dict[int, Shown]]
    watches: Sequence[Watch] = ()
    is_visible: Callable[[Actor, bool, ColumnElement[int]], ColumnElement[bool]] | None = None

    def sees(self, actor: Actor, older: bool, subject: ColumnElement[int]) -> ColumnElement[bool]:
        """Return the condition on `subject`, a column of ids, that `actor` may find it now."""
        if self.is_visible is not None:
            return self.is_visible(actor, older, subject)
        seen = self.visible(actor, older).subquery()
        return exists().where(seen.c.id == subject)
