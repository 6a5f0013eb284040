"""What happened to papers, told to those who hold them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy.orm import Session

from documents.models import DocumentVersion
from ecabinet import outbox
from ecabinet.announcements import RightsChanged
from ecabinet.outbox import Event


def version_room(version_id: int) -> str:
    """Return the live room of what is written on a version for the meeting."""
    return f"version:{version_id}:meeting"


def recheck(db: Session, versions: Iterable[DocumentVersion]) -> None:
    """Have everybody who has one of `versions` open come in anew, or lose it."""
    outbox.publish(db, RightsChanged(tuple(version_room(version.id) for version in versions)))


@dataclass(frozen=True)
class PaperHanded(Event):
    """A version was handed to these persons for this occasion."""

    name: ClassVar[str] = "paper-handed"
    document_id: int
    version_id: int
    person_ids: tuple[int, ...]
    occasion: str

    def rooms(self) -> tuple[str, ...]:
        return tuple(f"person:{person_id}" for person_id in self.person_ids)

    def payload(self) -> dict[str, Any]:
        return {"document_id": self.document_id, "version_id": self.version_id}


@dataclass(frozen=True)
class PaperRecalled(Event):
    """A version was taken back from these persons; `reason`: why, where it was recalled.
    `read_as`: nobody had handed it to them; they read it as "owners", officers of its organisation,
    or as the "secretariat"."""

    name: ClassVar[str] = "paper-recalled"
    document_id: int
    version_id: int
    person_ids: tuple[int, ...]
    at: datetime
    reason: str = ""
    read_as: str = ""

    def rooms(self) -> tuple[str, ...]:
        return tuple(f"person:{person_id}" for person_id in self.person_ids)

    def payload(self) -> dict[str, Any]:
        return {
            "document_id": self.document_id,
            "version_id": self.version_id,
            "at": self.at.isoformat(),
            "reason": self.reason,
        }


@dataclass(frozen=True)
class VersionReplaced(Event):
    """These persons held an older version and were handed the new one in its place."""

    name: ClassVar[str] = "version-replaced"
    document_id: int
    old_version_id: int
    new_version_id: int
    ordinal: int
    person_ids: tuple[int, ...]

    def rooms(self) -> tuple[str, ...]:
        return tuple(f"person:{person_id}" for person_id in self.person_ids)

    def payload(self) -> dict[str, Any]:
        return {
            "document_id": self.document_id,
            "old_version_id": self.old_version_id,
            "new_version_id": self.new_version_id,
            "ordinal": self.ordinal,
        }


@dataclass(frozen=True)
class AcknowledgementAsked(Event):
    """These persons, who hold the version, are asked to say that they have read it."""

    name: ClassVar[str] = "paper-to-acknowledge"
    document_id: int
    version_id: int
    person_ids: tuple[int, ...]
    at: datetime

    def rooms(self) -> tuple[str, ...]:
        return tuple(f"person:{person_id}" for person_id in self.person_ids)

    def payload(self) -> dict[str, Any]:
        return {"document_id": self.document_id, "version_id": self.version_id}
