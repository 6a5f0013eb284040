"""Marks announced: those for the meeting in the room of the version, all others only to the
persons who see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from documents.models import Annotation
from ecabinet.outbox import Event


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
        "author": {"id": annotation.author_id, "name": annotation.author.name},
        "created_at": annotation.created_at.isoformat(),
        "updated_at": annotation.updated_at.isoformat(),
    }


@dataclass(frozen=True)
class _AboutMark(Event):
    told: tuple[str, ...]

    def rooms(self) -> tuple[str, ...]:
        return self.told


@dataclass(frozen=True)
class AnnotationAdded(_AboutMark):
    """A mark is new for these rooms."""

    name: ClassVar[str] = "annotation-added"
    annotation: dict[str, Any]

    def payload(self) -> dict[str, Any]:
        return {"annotation": self.annotation}


@dataclass(frozen=True)
class AnnotationChanged(_AboutMark):
    """A mark that these rooms know has changed."""

    name: ClassVar[str] = "annotation-changed"
    annotation: dict[str, Any]

    def payload(self) -> dict[str, Any]:
        return {"annotation": self.annotation}


@dataclass(frozen=True)
class AnnotationRemoved(_AboutMark):
    """A mark is no longer there for these rooms; whether elsewhere, they are not told."""

    name: ClassVar[str] = "annotation-removed"
    annotation_id: int
    client_id: str

    def payload(self) -> dict[str, Any]:
        return {"id": self.annotation_id, "client_id": self.client_id}
