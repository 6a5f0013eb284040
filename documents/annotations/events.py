"""Marks announced: those for the meeting in the room of the version, with all they hold; all others
only to the persons who see them, and only that there is something to ask for. What is written for
oneself or the office so stands in one place alone, and whoever hears of it still has to ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from documents.models import Annotation
from ecabinet.outbox import Event
from ecabinet.people.models import Person


def facts_of(annotation: Annotation) -> dict[str, Any]:
    """Return what may be told of a mark to those who see it, as JSON."""
    return {
        "id": annotation.id,
        "client_id": annotation.client_id,
        "version_id": annotation.version_id,
        "page": annotation.page,
        "kind": annotation.kind.value,
        "audience": annotation.audience.value,
        "geometry": annotation.geometry,
        "color": annotation.color,
        "width": annotation.width,
        "body": annotation.body,
        "quote": annotation.quote,
        "author": _named(annotation.author),
        "prepared_for": _named(annotation.prepared_for),
        "prepared_by": _named(annotation.prepared_by),
        "put_aside": annotation.put_aside_at is not None,
        "carried": None if annotation.carry_state is None else annotation.carry_state.value,
        "created_at": annotation.created_at.isoformat(),
        "updated_at": annotation.updated_at.isoformat(),
    }


def _named(person: Person | None) -> dict[str, Any] | None:
    return None if person is None else {"id": person.id, "name": person.name}


def _is_of_version(room: str) -> bool:
    return room.startswith("version:")


def tell_new(annotation: Annotation, rooms: Iterable[str]) -> list[Event]:
    """Return the events that tell `rooms` of a mark they did not know."""
    return _told(annotation, rooms, AnnotationAdded)


def tell_changed(annotation: Annotation, rooms: Iterable[str]) -> list[Event]:
    """Return the events that tell `rooms` that a mark they know is now otherwise."""
    return _told(annotation, rooms, AnnotationChanged)


def _told(
    annotation: Annotation,
    rooms: Iterable[str],
    kind: type[AnnotationAdded] | type[AnnotationChanged],
) -> list[Event]:
    events: list[Event] = []
    rooms = tuple(rooms)
    if whole := tuple(room for room in rooms if _is_of_version(room)):
        events.append(kind(whole, facts_of(annotation)))
    if alone := tuple(room for room in rooms if not _is_of_version(room)):
        named = (annotation.id, annotation.client_id, annotation.version_id)
        events.append(AnnotationToAsk(alone, *named, annotation.updated_at.isoformat()))
    return events


@dataclass(frozen=True)
class _AboutMark(Event):
    told: tuple[str, ...]

    def rooms(self) -> tuple[str, ...]:
        return self.told


@dataclass(frozen=True)
class AnnotationAdded(_AboutMark):
    """A mark for the meeting is new."""

    name: ClassVar[str] = "annotation-added"
    annotation: dict[str, Any]

    def payload(self) -> dict[str, Any]:
        return {"annotation": self.annotation}


@dataclass(frozen=True)
class AnnotationChanged(_AboutMark):
    """A mark for the meeting has changed."""

    name: ClassVar[str] = "annotation-changed"
    annotation: dict[str, Any]

    def payload(self) -> dict[str, Any]:
        return {"annotation": self.annotation}


@dataclass(frozen=True)
class AnnotationToAsk(_AboutMark):
    """A mark that is not for the meeting is new or changed, as of `updated_at`; who wants it,
    asks."""

    name: ClassVar[str] = "annotation-to-ask"
    annotation_id: int
    client_id: str
    version_id: int
    updated_at: str

    def payload(self) -> dict[str, Any]:
        return {
            "id": self.annotation_id,
            "client_id": self.client_id,
            "version_id": self.version_id,
            "updated_at": self.updated_at,
        }


@dataclass(frozen=True)
class AnnotationRemoved(_AboutMark):
    """A mark is no longer there for these rooms; whether elsewhere, they are not told."""

    name: ClassVar[str] = "annotation-removed"
    annotation_id: int
    client_id: str

    def payload(self) -> dict[str, Any]:
        return {"id": self.annotation_id, "client_id": self.client_id}
