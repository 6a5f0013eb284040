"""What happened to a delegation, told to both persons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ecabinet.outbox import Event


@dataclass(frozen=True)
class _OfDelegation(Event):
    delegation_id: int
    person_ids: tuple[int, int]
    """Who gave it, and who holds it."""
    account_id: int
    """Who made the act."""

    def rooms(self) -> tuple[str, ...]:
        return tuple(f"person:{person_id}" for person_id in self.person_ids)

    def payload(self) -> dict[str, Any]:
        return {"delegation_id": self.delegation_id}


@dataclass(frozen=True)
class DelegationGranted(_OfDelegation):
    """Somebody may read or prepare for somebody."""

    name: ClassVar[str] = "delegation-granted"


@dataclass(frozen=True)
class DelegationEnded(_OfDelegation):
    """Somebody may no longer."""

    name: ClassVar[str] = "delegation-ended"
