"""The acts on papers: take in, change, release, hand out, take back, open. None commits."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, select, true
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from documents import queries, rules
from documents.events import PaperHanded, PaperRecalled, version_room
from documents.intake.names import safe_file_name
from documents.models import (
    AccessLevel,
    Distribution,
    Document,
    DocumentKind,
    DocumentVersion,
    NamedReader,
    ReadingReceipt,
    VersionState,
)
from documents.preparation import Prepared, prepare_upload
from ecabinet import journal, outbox
from ecabinet.announcements import RightsChanged
from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Account, AccountRole, Role
from ecabinet.errors import Conflict
from ecabinet.sentences import S

__all__ = [
    "Handed",
    "Prepared",
    "add_document",
    "add_version",
    "change_document",
    "distribute",
    "note_opened",
    "prepare_upload",
    "recall",
    "release",
]

SECRETARIAT_ROLES = (Role.SECRETARIAT, Role.HEAD, Role.CLERK)


@dataclass(frozen=True)
class Handed:
    """What `distribute` did: how many (version, person) pairs are new, and from whom which version
    was withheld because the paper's level does not allow it: {version id: person ids}."""

    new: int
    withheld: dict[int, tuple[int, ...]] = field(default_factory=dict)


def add_document(
    db: Session,
    *,
    actor: Actor,
    prepared: Prepared,
    title: str,
    kind: DocumentKind = DocumentKind.OTHER,
    access_level: AccessLevel,
    organisation_id: int | None,
    at: datetime,
    number_symbol: str = "",
    reader_ids: Iterable[int] = (),
) -> Document:
    """Enter a checked file as a new paper, version 1, draft.

    An empty `title` becomes the file's own. A confidential paper names `reader_ids` and whoever
    uploads it. Raises Denied.
    """
    rules.may_upload(actor, organisation_id).enforce()
    document = Document(
        title=title.strip() or prepared.title,
        kind=kind,
        number_symbol=number_symbol,
        access_level=access_level,
        organisation_id=organisation_id,
        created_by_id=actor.account_id,
        created_at=at,
    )
    if access_level is AccessLevel.CONFIDENTIAL:
        document.named_readers = [
            NamedReader(person_id=person_id) for person_id in sorted({*reader_ids, actor.person_id})
        ]
    db.add(document)
    db.flush()
    version = _enter(db, actor, document, prepared, ordinal=1, at=at)
    journal.record(
        db, actor, "document:upload", document,
        details={"version": version.id, "sha256": version.sha256, "level": access_level.value},
    )  # fmt: skip
    return document


def add_version(
    db: Session, *, actor: Actor, document: Document, prepared: Prepared, at: datetime
) -> DocumentVersion:
    """Lay a new version over the older ones, which stay as they are. Raises Denied; two at the
    same time: Conflict at the commit."""
    rules.may_change(actor, document).enforce()
    newest = document.current
    if newest.sha256 == prepared.sha256:
        raise Conflict(S("document-version-same", ordinal=newest.ordinal))
    version = _enter(db, actor, document, prepared, ordinal=newest.ordinal + 1, at=at)
    journal.record(
        db, actor, "document:version", version,
        details={"document": document.id, "ordinal": version.ordinal, "sha256": version.sha256},
    )  # fmt: skip
    return version


def _enter(
    db: Session, actor: Actor, document: Document, prepared: Prepared, *, ordinal: int, at: datetime
) -> DocumentVersion:
    warnings = list(prepared.warnings)
    twin = queries.twin_of(db, actor, prepared.sha256)
    if twin is not None:
        warnings.append(S("document-warning-duplicate", title=twin.document.title))
    version = DocumentVersion(
        document_id=document.id,
        ordinal=ordinal,
        file_name=safe_file_name(prepared.file_name),
        sha256=prepared.sha256,
        reading_sha256=prepared.reading_sha256,
        text_sha256=prepared.text_sha256,
        media_type=prepared.media_type,
        size=prepared.size,
        pages=prepared.pages,
        page_sizes=[list(size) for size in prepared.page_sizes],
        is_signed=prepared.is_signed,
        warnings=[warning.to_json() for warning in warnings],
        uploaded_by_id=actor.account_id,
        uploaded_at=at,
    )
    document.versions.append(version)
    db.flush()
    return version


def change_document(
    db: Session,
    *,
    actor: Actor,
    document: Document,
    title: str | None = None,
    kind: DocumentKind | None = None,
    access_level: AccessLevel | None = None,
    number_symbol: str | None = None,
    reader_ids: Collection[int] | None = None,
) -> None:
    """Change what is given (None: leave it). `reader_ids` are the named readers of a confidential
    paper; whoever acts stays among them. Open readers who lose the right lose the paper at once.
    Raises Denied."""
    rules.may_change(actor, document).enforce()
    changed: list[str] = []
    given = {
        "title": title, "kind": kind, "access_level": access_level, "number_symbol": number_symbol,
    }  # fmt: skip
    for name, value in given.items():
        if value is not None and value != getattr(document, name):
            setattr(document, name, value)
            changed.append(name)
    if document.access_level is AccessLevel.CONFIDENTIAL and (
        reader_ids is not None or "access_level" in changed
    ):
        before = {row.person_id for row in document.named_readers}
        wanted = {*(before if reader_ids is None else reader_ids), actor.person_id}
        if wanted != before:
            db.execute(delete(NamedReader).where(NamedReader.document_id == document.id))
            db.expire(document, ["named_readers"])
            db.add_all(NamedReader(document_id=document.id, person_id=p) for p in sorted(wanted))
            changed.append("named_readers")
    if not changed:
        return
    db.flush()
    journal.record(
        db, actor, "document:change", document,
        details={"changed": changed, "level": document.access_level.value},
    )  # fmt: skip
    if {"access_level", "named_readers"} & set(changed):
        _recheck(db, document.versions)


def release(db: Session, *, actor: Actor, version: DocumentVersion, at: datetime) -> None:
    """Let a checked version out to those who may have it; the released one before it becomes
    superseded. Raises Denied, Conflict."""
    rules.may_release(actor, version).enforce()
    _release(db, actor, version, at)


def _release(db: Session, actor: Actor, version: DocumentVersion, at: datetime) -> None:
    earlier = db.execute(
        select(DocumentVersion).where(
            DocumentVersion.document_id == version.document_id,
            DocumentVersion.state == VersionState.RELEASED,
            DocumentVersion.ordinal < version.ordinal,
        )
    ).scalars()
    for old in earlier:
        old.state = VersionState.SUPERSEDED
    version.state = VersionState.RELEASED
    version.released_at = at
    journal.record(
        db, actor, "document:release", version,
        details={"document": version.document_id, "ordinal": version.ordinal},
    )  # fmt: skip


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
    _release(db, actor, version, at)


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
    _recheck(db, [version])
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
        _recheck(db, persons)


def _lock(db: Session, versions: Iterable[DocumentVersion]) -> None:
    """Have handing out and taking back the same versions come in turn, on what is stored now."""
    db.execute(
        select(DocumentVersion)
        .where(DocumentVersion.id.in_({version.id for version in versions}))
        .order_by(DocumentVersion.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).scalars().all()


def _recheck(db: Session, versions: Iterable[DocumentVersion]) -> None:
    outbox.publish(db, RightsChanged(tuple(version_room(version.id) for version in versions)))


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
