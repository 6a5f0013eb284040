"""The copies on tablets that a taking back leaves out there, as the journal tells of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.copies.queries import CopyOut, copies_out
from documents.models import Distribution
from documents.queries import delegation_in_force
from ecabinet import clock
from ecabinet.auth.models import Account
from ecabinet.people.models import Delegation

Copies = dict[int, list[dict[str, Any]]]
"""{version id: its copies}."""


def copies_left(db: Session, version_ids: Iterable[int]) -> Copies:
    """Return the copies of these versions that are still out, whoever keeps them."""
    return {
        version_id: [_told(copy) for copy in copies]
        for version_id, copies in copies_out(db, version_ids).items()
    }


def _told(copy: CopyOut) -> dict[str, Any]:
    told = {"person": copy.person_id, "device": copy.device, "since": copy.kept_at.isoformat()}
    if copy.account_closed_at is not None:
        told["account_closed"] = copy.account_closed_at.isoformat()
    return told


def copies_of_losers(db: Session, losing: Mapping[int, Collection[int]]) -> Copies:
    """Return the copies still out of those who lose a version ({version id: persons}), and of the
    accounts that read it for them and do not hold it themselves."""
    left = copies_left(db, [version_id for version_id, persons in losing.items() if persons])
    if not left:
        return {}
    reads_for = _reading_for(db, {person for persons in losing.values() for person in persons})
    readers = {reader for of_one in reads_for.values() for reader in of_one}
    holding = _holding(db, left, readers)
    found: Copies = {}
    for version_id, copies in left.items():
        persons = set(losing[version_id])
        for person in losing[version_id]:
            persons |= {r for r in reads_for.get(person, ()) if (version_id, r) not in holding}
        found[version_id] = [copy for copy in copies if copy["person"] in persons]
    return found


def _reading_for(db: Session, person_ids: Collection[int]) -> dict[int, set[int]]:
    rows = db.execute(
        select(Delegation.person_id, Account.person_id)
        .join(Account, Delegation.account_id == Account.id)
        .where(Delegation.person_id.in_(person_ids), delegation_in_force(clock.now()))
    )
    found: dict[int, set[int]] = {}
    for person_id, reader_id in rows:
        found.setdefault(person_id, set()).add(reader_id)
    return found


def _holding(
    db: Session, version_ids: Iterable[int], person_ids: Collection[int]
) -> set[tuple[int, int]]:
    rows = db.execute(
        select(Distribution.version_id, Distribution.person_id).where(
            Distribution.version_id.in_(list(version_ids)),
            Distribution.person_id.in_(person_ids),
            Distribution.recalled_at.is_(None),
        )
    )
    return {(version_id, person_id) for version_id, person_id in rows}
