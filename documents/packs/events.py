"""What happened to packs: ids and states only, pages ask again for the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ecabinet.outbox import Event


@dataclass(frozen=True)
class PackChanged(Event):
    """A pack went a step on. Until it is out, the secretariat's desk alone hears it."""

    name: ClassVar[str] = "pack:changed"
    occasion: str
    pack_id: int
    state: str
    is_out: bool = False

    def rooms(self) -> tuple[str, ...]:
        desk = f"{self.occasion}:desk"
        return (self.occasion, desk) if self.is_out else (desk,)

    def payload(self) -> dict[str, Any]:
        return {"pack_id": self.pack_id, "state": self.state}


@dataclass(frozen=True)
class PackReleased(Event):
    """A pack was put before these persons."""

    name: ClassVar[str] = "pack:released"
    pack_id: int
    person_ids: tuple[int, ...]

    def rooms(self) -> tuple[str, ...]:
        return tuple(f"person:{person_id}" for person_id in self.person_ids)

    def payload(self) -> dict[str, Any]:
        return {"pack_id": self.pack_id}
