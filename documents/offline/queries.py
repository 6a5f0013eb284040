"""Which tablets hold which versions, and what a tablet must learn at a contact."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased, joinedload

from documents.annotations.queries import visible_annotations
from documents.models import Annotation, DocumentVersion, VersionState
from documents.offline.models import Device, DropReason, KeepsComing, KeptCopy
from documents.queries import visible_versions
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


def copies_out(db: Session, version_ids: Iterable[int]) -> dict[int, list[CopyOut]]:
    """Return {version id: the copies that tablets still hold}, by name; versions without one are
    not in it. A copy counts until its tablet has said that it is gone."""
    return _copies(db, version_ids, only_out=True)


def copies_of(db: Session, version_ids: Iterable[int]) -> dict[int, list[CopyOut]]:
    """Return {version id: every copy there ever was}, those that are gone too."""
    return _copies(db, version_ids, only_out=False)


def _copies(db: Session, version_ids: Iterable[int], *, only_out: bool) -> dict[int, list[CopyOut]]:
    statement = (
        select(KeptCopy, Device.label, Device.contact_at, Person.id, Person.name)
        .join(Device, Device.id == KeptCopy.device_id)
        .join(Account, Account.id == Device.account_id)
        .join(Person, Person.id == Account.person_id)
        .where(KeptCopy.version_id.in_(set(version_ids)))
        .order_by(Person.name, KeptCopy.id)
    )
    if only_out:
        statement = statement.where(KeptCopy.dropped_at.is_(None))
    found: dict[int, list[CopyOut]] = {}
    for copy, label, contact_at, person_id, name in db.execute(statement):
        found.setdefault(copy.version_id, []).append(
            CopyOut(
                copy.version_id, person_id, name, label, copy.kept_at, contact_at,
                copy.dropped_at, copy.reason,
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


def keeps_coming(db: Session, actor: Actor) -> bool:
    """Return whether the account has the coming sitting kept by itself."""
    return db.get(KeepsComing, actor.account_id) is not None


def newer_versions(db: Session, actor: Actor, version_ids: Collection[int]) -> dict[int, int]:
    """Return {kept version id: id of the newest released version of the same paper that `actor`
    may read}, for those that are not the newest."""
    kept = aliased(DocumentVersion)
    rows = db.execute(
        visible_versions(actor)
        .join(kept, kept.document_id == DocumentVersion.document_id)
        .where(
            kept.id.in_(version_ids),
            DocumentVersion.ordinal > kept.ordinal,
            DocumentVersion.state == VersionState.RELEASED,
        )
        .with_only_columns(kept.id, DocumentVersion.id)
        .order_by(DocumentVersion.ordinal)
    )
    return {row[0]: row[1] for row in rows}


def marks_stamps(db: Session, actor: Actor, version_ids: Collection[int]) -> dict[int, str]:
    """Return {version id: a text that changes whenever a mark that `actor` sees on it changes}."""
    marks = visible_annotations(actor).with_only_columns(
        Annotation.version_id, Annotation.id, Annotation.updated_at
    )
    seen = marks.where(Annotation.version_id.in_(version_ids)).subquery()
    rows = db.execute(
        select(seen.c.version_id, func.count(), func.max(seen.c.updated_at)).group_by(
            seen.c.version_id
        )
    )
    return {version_id: f"{count}/{last.isoformat()}" for version_id, count, last in rows}


def readable_versions(
    db: Session, actor: Actor, version_ids: Collection[int]
) -> list[DocumentVersion]:
    """Return those of `version_ids` that `actor` may read, with their papers."""
    return list(
        db.execute(
            visible_versions(actor)
            .where(DocumentVersion.id.in_(version_ids))
            .options(joinedload(DocumentVersion.document))
            .order_by(DocumentVersion.id)
        ).scalars()
    )
