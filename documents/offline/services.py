"""A tablet reports what it keeps, and learns what must go."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from documents.copies.models import Device, DropReason, KeptCopy
from documents.copies.queries import find_device
from documents.distribution import services as distribution
from documents.offline import queries
from documents.offline.models import KeepsComing
from documents.queries import readable_among
from ecabinet import journal
from ecabinet.auth.actor import Actor
from ecabinet.orm import insert_into


@dataclass(frozen=True)
class Contact:
    """What the tablet is told."""

    key: str
    """AES-256 key of this account on this tablet, base64."""
    gone: list[int] = field(default_factory=list)
    """Kept versions that must be removed."""


def contact(
    db: Session,
    *,
    actor: Actor,
    token: str,
    label: str,
    sign_in_id: int | None,
    kept: Collection[int],
    opened: Sequence[tuple[int, datetime]],
    at: datetime,
) -> Contact:
    """Take note of what a tablet keeps for `actor`; the answer says what must go.

    A version must be named here before its bytes are kept, so that none is out without a record.
    `opened`: what was read without a network, and when; one version may have been opened often.
    """
    _drop_of_others(db, actor, token, at)
    device = find_device(db, actor, token)
    if device is None:
        device = Device(
            token=token, account_id=actor.account_id, sign_in_id=sign_in_id, label=label,
            key=_new_key(), made_at=at, contact_at=at,
        )  # fmt: skip
        db.add(device)
        db.flush()
    elif device.sign_in is not None and device.sign_in.ended_at is not None:
        # Ended, not merely run out: what was kept under it must never be readable again.
        _drop(db, actor, device, DropReason.SIGN_IN_ENDED, at)
        device.key = _new_key()
        kept = ()
    device.sign_in_id, device.label, device.contact_at = sign_in_id, label, at
    readable = readable_among(db, actor, kept) if kept else set()
    in_force = _in_force(db, device)
    gone = sorted(set(kept) - readable)
    _drop(db, actor, device, DropReason.TAKEN_BACK, at, in_force & set(gone))
    _drop(db, actor, device, DropReason.REMOVED, at, in_force - set(kept))
    if new := sorted(readable - in_force):
        db.add_all(KeptCopy(device_id=device.id, version_id=one, kept_at=at) for one in new)
        details = {"versions": new, "device": device.label}
        journal.record(db, actor, "offline:keep", device, details=details)
    _note_opened(db, actor, opened, at)
    db.flush()
    return Contact(device.key, gone)


def leave(db: Session, *, actor: Actor, token: str, at: datetime) -> None:
    """The person signs out on the tablet: nothing is kept there any more, and the key ends."""
    device = find_device(db, actor, token)
    if device is None:
        return
    _drop(db, actor, device, DropReason.SIGNED_OUT, at)
    device.key, device.contact_at = _new_key(), at
    db.flush()


def choose(db: Session, *, actor: Actor, keeps_coming: bool, at: datetime) -> None:
    """Have the papers of the coming sitting kept on the account's tablets by themselves, or not.
    No act of the cabinet: nothing goes to the journal."""
    row = db.get(KeepsComing, actor.account_id)
    if keeps_coming and row is None:
        values = {"account_id": actor.account_id, "since": at}
        # Twice at once is once.
        db.execute(insert_into(db, KeepsComing).values(**values).on_conflict_do_nothing())
    elif not keeps_coming and row is not None:
        db.delete(row)
    db.flush()


def _new_key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def _in_force(db: Session, device: Device) -> set[int]:
    rows = select(KeptCopy.version_id).where(
        KeptCopy.device_id == device.id, KeptCopy.dropped_at.is_(None)
    )
    return set(db.execute(rows).scalars())


def _drop(
    db: Session,
    actor: Actor,
    device: Device,
    reason: DropReason,
    at: datetime,
    version_ids: Collection[int] | None = None,
) -> None:
    """Note that copies (None: all) are no longer on the tablet."""
    wanted = _in_force(db, device)
    if version_ids is not None:
        wanted &= set(version_ids)
    if not wanted:
        return
    db.execute(
        update(KeptCopy)
        .where(
            KeptCopy.device_id == device.id,
            KeptCopy.dropped_at.is_(None),
            KeptCopy.version_id.in_(wanted),
        )
        .values(dropped_at=at, reason=reason)
    )
    details = {"versions": sorted(wanted), "device": device.label, "reason": reason.value}
    journal.record(db, actor, "offline:drop", device, details=details)


def _drop_of_others(db: Session, actor: Actor, token: str, at: datetime) -> None:
    """A tablet keeps papers for one account at a time: whoever comes next clears them away."""
    others = select(Device).where(Device.token == token, Device.account_id != actor.account_id)
    for device in db.execute(others).scalars():
        _drop(db, actor, device, DropReason.OTHER_PERSON, at)


def _note_opened(
    db: Session, actor: Actor, opened: Sequence[tuple[int, datetime]], at: datetime
) -> None:
    told: dict[int, list[datetime]] = {}
    for version_id, instant in opened:
        told.setdefault(version_id, []).append(instant)
    for version in queries.readable_versions(db, actor, list(told)) if told else ():
        # A tablet's clock may be wrong: never later than now, never before the paper was out.
        earliest = version.released_at or version.uploaded_at
        for instant in {min(told[version.id]), max(told[version.id])}:
            when = min(max(instant, earliest), at)
            distribution.note_opened(db, actor=actor, version=version, at=when)
