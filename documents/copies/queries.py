"""Which tablets hold which versions."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from documents.copies.models import Device, DropReason, KeptCopy
from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Account
from ecabinet.people.models import Person


@dataclass(frozen=True)
class CopyOut:
    """A copy on a tablet. `dropped_at` None: as far as is known, it is still there."""

    version_id: int
    person_id: int
    person_name: str
    device: str
    """Browser and device in words: "Safari · iPad"."""
    kept_at: datetime
    contact_at: datetime
    """When the tablet was last heard of."""
    dropped_at: datetime | None = None
    reason: DropReason | None = None
    account_closed_at: datetime | None = None
    """Since when its account is closed: at its next contact the tablet puts its key away, and gets
    none again. It cannot say then that the copy is gone."""


def copies_out(db: Session, version_ids: Iterable[int]) -> dict[int, list[CopyOut]]:
    """Return {version id: the copies that tablets still hold}, by name; versions without one are
    not in it. A copy counts until its tablet has said that it is gone."""
    return _copies(db, version_ids, only_out=True)


def copies_of(db: Session, version_ids: Iterable[int]) -> dict[int, list[CopyOut]]:
    """Return {version id: every copy there ever was}, those that are gone too."""
    return _copies(db, version_ids, only_out=False)


def _copies(db: Session, version_ids: Iterable[int], *, only_out: bool) -> dict[int, list[CopyOut]]:
    statement = (
        select(
            KeptCopy, Device.label, Device.contact_at, Person.id, Person.name,
            Account.deactivated_at,
        )
        .join(Device, Device.id == KeptCopy.device_id)
        .join(Account, Account.id == Device.account_id)
        .join(Person, Person.id == Account.person_id)
        .where(KeptCopy.version_id.in_(set(version_ids)))
        .order_by(Person.name, KeptCopy.id)
    )  # fmt: skip
    if only_out:
        statement = statement.where(KeptCopy.dropped_at.is_(None))
    found: dict[int, list[CopyOut]] = {}
    for copy, label, contact_at, person_id, name, closed_at in db.execute(statement):
        found.setdefault(copy.version_id, []).append(
            CopyOut(
                copy.version_id, person_id, name, label, copy.kept_at, contact_at,
                copy.dropped_at, copy.reason, closed_at,
            )
        )  # fmt: skip
    return found


def find_device(db: Session, actor: Actor, token: str) -> Device | None:
    """Return this account's row for the tablet, if it was here before."""
    return db.execute(
        select(Device)
        .where(Device.account_id == actor.account_id, Device.token == token)
        .options(joinedload(Device.sign_in))
    ).scalar_one_or_none()


def holds_copies(db: Session, actor: Actor, token: str, version_ids: Collection[int]) -> bool:
    """Return whether this account told that the tablet keeps these versions, and keeps them
    still; of none at all: whether it told anything."""
    device = find_device(db, actor, token)
    if device is None:
        return False
    copies = select(KeptCopy.version_id).where(
        KeptCopy.device_id == device.id,
        KeptCopy.version_id.in_(version_ids),
        KeptCopy.dropped_at.is_(None),
    )
    return set(version_ids) <= set(db.execute(copies).scalars())
