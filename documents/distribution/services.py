"""Papers handed out and taken back: the stored facts that answer who may read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select, true
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from documents import rules
from documents.events import PaperHanded, PaperRecalled
from documents.models import (
    AccessLevel,
    Distribution,
    Document,
    DocumentVersion,
    NamedReader,
    ReadingReceipt,
    VersionState,
)
from documents.services import recheck, release_version
from ecabinet import journal, outbox
from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Account, AccountRole, Role
from ecabinet.errors import Conflict
from ecabinet.sentences import S

SECRETARIAT_ROLES = (Role.SECRETARIAT, Role.HEAD, Role.CLERK)


@dataclass(frozen=True)
class Handed:
    """What `distribute` did: how many (version, person) pairs are new, and from whom which version
    was withheld because the paper's level does not allow it: {version id: person ids}."""

    new: int
    withheld: dict[int, tuple[int, ...]] = field(default_factory=dict)


def distribute(
    db: Session,
    *,
    actor: Actor,
    versions: Sequence[DocumentVersion],
    person_ids: Collection[int],
    occasion: str,
    at: datetime,
) -> Handed:
    """Hand `versions` to `person_ids`, releasing what is not out yet.

    A part of an act that was allowed already, so it asks nothing about `actor`. Nobody gets a paper
    twice for one occasion; what a second one hands out stays when the first takes its own back. A
    confidential paper goes to its named readers alone, one of the secretariat to the secretariat;
    from others it is withheld, and the answer says so. Raises Conflict: taken back or returned.
    """
    wanted = sorted(set(person_ids))
    _lock(db, versions)
    held = _held(db, versions, wanted, occasion)
    withheld: dict[int, tuple[int, ...]] = {}
    count = 0
    for version in dict.fromkeys(versions):
        _require_out(db, actor, version, at)
        entitled = _entitled(db, version.document, wanted)
        kept_back = tuple(person for person in wanted if person not in entitled)
        if kept_back:
            withheld[version.id] = kept_back
        new = [p for p in wanted if p in entitled and (version.id, p) not in held]
        if not new:
            continue
        db.add_all(
            Distribution(
                version_id=version.id, person_id=p, by_id=actor.account_id, at=at, occasion=occasion
            )
            for p in new
        )
        count += len(new)
        journal.record(
            db, actor, "document:distribute", version,
            details={"persons": new, "withheld": list(kept_back), "occasion": occasion},
        )  # fmt: skip
        outbox.publish(db, PaperHanded(version.document_id, version.id, tuple(new)))
    db.flush()
    return Handed(count, withheld)


def _held(
    db: Session, versions: Iterable[DocumentVersion], persons: Collection[int], occasion: str = ""
) -> set[tuple[int, int]]:
    """Return the (version, person) in force, for one occasion or ("") for any."""
    rows = db.execute(
        select(Distribution.version_id, Distribution.person_id).where(
            Distribution.version_id.in_([version.id for version in versions]),
            Distribution.person_id.in_(persons),
            Distribution.recalled_at.is_(None),
            Distribution.occasion == occasion if occasion else true(),
        )
    )
    return {(version_id, person_id) for version_id, person_id in rows}


def _require_out(db: Session, actor: Actor, version: DocumentVersion, at: datetime) -> None:
    if version.state in rules.OUT_STATES:
        return
    if VersionState.RELEASED not in rules.NEXT_STATES[version.state]:
        key = "document-distribute-recalled"
        if version.state is VersionState.RETURNED:
            key = "document-distribute-returned"
        raise Conflict(S(key, title=version.document.title))
    release_version(db, actor, version, at)


def _entitled(db: Session, document: Document, person_ids: list[int]) -> set[int]:
    """Those of `person_ids` whom the level of the paper allows to have it."""
    if document.access_level is AccessLevel.CONFIDENTIAL:
        named = select(NamedReader.person_id).where(NamedReader.document_id == document.id)
        return set(db.execute(named).scalars()).intersection(person_ids)
    if document.access_level is AccessLevel.SECRETARIAT:
        staff = (
            select(Account.person_id)
            .join(AccountRole, AccountRole.account_id == Account.id)
            .where(AccountRole.role.in_(SECRETARIAT_ROLES), Account.deactivated_at.is_(None))
        )
        return set(db.execute(staff).scalars()).intersection(person_ids)
    return set(person_ids)


def recall(
    db: Session, *, actor: Actor, version: DocumentVersion, at: datetime, reason: str
) -> None:
    """Take a version back from everybody; whoever has it open loses it at once. Marks stay with
    their authors. Raises Denied, Conflict."""
    _lock(db, [version])
    rules.may_recall(actor, version).enforce()
    version.state = VersionState.RECALLED
    version.recalled_at = at
    holders = list(
        db.execute(
            select(Distribution).where(
                Distribution.version_id == version.id, Distribution.recalled_at.is_(None)
            )
        ).scalars()
    )
    for distribution in holders:
        distribution.recalled_at = at
        distribution.recalled_by_id = actor.account_id
    db.flush()
    persons = tuple(sorted(row.person_id for row in holders))
    journal.record(
        db, actor, "document:recall", version,
        details={"document": version.document_id, "persons": list(persons), "reason": reason},
    )  # fmt: skip
    recheck(db, [version])
    outbox.publish(db, PaperRecalled(version.document_id, version.id, persons))


def take_back(
    db: Session,
    *,
    actor: Actor,
    occasion: str,
    at: datetime,
    person_ids: Collection[int] | None = None,
    kept: Collection[int] = (),
) -> None:
    """End what `occasion` handed to `person_ids` (None: to everybody), but for documents `kept`.

    A part of an act that was allowed already. The versions stay released, papers held for other
    reasons stay; whoever has one of these open loses it at once.
    """
    wanted = (
        select(Distribution)
        .join(Distribution.version)
        .where(
            Distribution.occasion == occasion,
            Distribution.recalled_at.is_(None),
            DocumentVersion.document_id.not_in(kept),
        )
        .order_by(Distribution.id)
    )
    if person_ids is not None:
        wanted = wanted.where(Distribution.person_id.in_(person_ids))
    persons: dict[DocumentVersion, list[int]] = {}
    for distribution in db.execute(wanted).scalars():
        distribution.recalled_at = at
        distribution.recalled_by_id = actor.account_id
        persons.setdefault(distribution.version, []).append(distribution.person_id)
    db.flush()
    still = _held(db, persons, {person for losing in persons.values() for person in losing})
    for version, losing in persons.items():
        details = {"persons": sorted(losing), "occasion": occasion}
        journal.record(db, actor, "document:take-back", version, details=details)
        # Who holds it for another reason too has lost nothing.
        if gone := tuple(sorted(p for p in losing if (version.id, p) not in still)):
            outbox.publish(db, PaperRecalled(version.document_id, version.id, gone))
    if persons:
        recheck(db, persons)


def _lock(db: Session, versions: Iterable[DocumentVersion]) -> None:
    """Have handing out and taking back the same versions come in turn, on what is stored now."""
    db.execute(
        select(DocumentVersion)
        .where(DocumentVersion.id.in_({version.id for version in versions}))
        .order_by(DocumentVersion.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).scalars().all()


def note_opened(db: Session, *, actor: Actor, version: DocumentVersion, at: datetime) -> None:
    """Keep that the person opened the version: when first, when last. Asked of a reader."""
    insert = sqlite.insert if db.get_bind().dialect.name == "sqlite" else postgresql.insert
    receipt = insert(ReadingReceipt).values(
        version_id=version.id, person_id=actor.person_id, first_opened_at=at, last_opened_at=at
    )
    db.execute(
        receipt.on_conflict_do_update(
            index_elements=[ReadingReceipt.version_id, ReadingReceipt.person_id],
            set_={"last_opened_at": at},
        )
    )
