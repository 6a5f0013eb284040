"""The acts on papers: take in, change, release. None commits. Handing them out and taking them
back is in `documents.distribution.services`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from documents import queries, rules
from documents.distribution.copies import copies_of_losers
from documents.distribution.following import follow_level
from documents.distribution.holders import (
    entitled,
    holders_of_paper,
    lock,
    losing,
    owners,
    unheld_losing,
)
from documents.distribution.releasing import release_version
from documents.duplicates import same_file
from documents.events import PaperRecalled, recheck
from documents.intake.names import safe_file_name
from documents.models import (
    AccessLevel,
    Document,
    DocumentKind,
    DocumentVersion,
    NamedReader,
)
from documents.preparation import Prepared, prepare_upload
from ecabinet import clock, journal, outbox
from ecabinet.auth.actor import Actor
from ecabinet.errors import Conflict, Invalid
from ecabinet.people.models import Person
from ecabinet.sentences import S, Sentence
from ecabinet.verdicts import ALLOW, Verdict, invalid

__all__ = [
    "Prepared",
    "add_document",
    "add_version",
    "can_be_named",
    "change_document",
    "lock",
    "prepare_upload",
    "release",
]


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
    reader_ids: Collection[int] = (),
    said_by_id: int | None = None,
) -> Document:
    """Enter a checked file as a new paper, version 1, draft.

    An empty `title` becomes the file's own. A confidential paper names `reader_ids` and whoever
    uploads it. `said_by_id`: it is an attachment of what this person says, who is named with it.
    Raises Denied, Invalid.
    """
    rules.may_upload(actor, organisation_id, said_by_id=said_by_id).enforce()
    if access_level is AccessLevel.CONFIDENTIAL and said_by_id is None:
        can_be_named(db, reader_ids).enforce()
    document = Document(
        title=title.strip() or prepared.title,
        kind=kind,
        number_symbol=number_symbol,
        access_level=access_level,
        organisation_id=organisation_id,
        said_by_id=said_by_id,
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


def can_be_named(
    db: Session, person_ids: Collection[int], already: Collection[int] = ()
) -> Verdict:
    """Only who has an open account that reads papers is named as a reader; who is `already`
    may stay."""
    able = {person.id for person in queries.nameable_persons(db)} if person_ids else set()
    known = able.union(already).issuperset(person_ids)
    return ALLOW if known else invalid("document-reader-unknown", field="reader_ids")


def add_version(
    db: Session, *, actor: Actor, document: Document, prepared: Prepared, at: datetime
) -> DocumentVersion:
    """Lay a new version over the older ones, which stay as they are. Raises Denied; two at the
    same time: Conflict at the commit."""
    rules.may_change(actor, document).enforce()
    rules.takes_files(document).enforce()
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
    twin = same_file(db, actor, prepared.sha256)
    warnings = [*prepared.warnings, *([twin] if twin else [])]
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
        signatures=list(prepared.signatures),
        reading_copy=prepared.reading_copy,
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
    takes_away: bool = True,
    revision: int | None = None,
) -> None:
    """Change what is given (None: leave it). `reader_ids` are the named readers of a confidential
    paper; whoever acts stays among them, and one that becomes confidential without them names those
    who hold it and the officers of its organisation. Open readers who lose the right lose the paper
    at once and are told. `takes_away`: that somebody loses it is meant. `revision`: of the paper as
    `actor` saw it; who changes nothing writes over nobody. Raises Denied, Conflict, Invalid
    (somebody would lose it, or is nobody who could be named)."""
    rules.may_change(actor, document).enforce()
    if document.is_paper_only and access_level not in (None, document.access_level):
        raise Conflict(S("document-paper-only-level"))
    level = access_level or document.access_level
    named = _named_anew(db, actor, document, level, reader_ids)
    given = {
        "title": title, "kind": kind, "access_level": access_level, "number_symbol": number_symbol,
    }  # fmt: skip
    given = {
        name: value
        for name, value in given.items()
        if value is not None and value != getattr(document, name)
    }
    changed = [*given, *(["named_readers"] if named is not None else [])]
    if not changed:
        return
    rules.is_as_seen(revision, document).enforce()
    lost: dict[int, tuple[int, ...]] = {}
    owners_lose: set[int] = set()
    office_loses: set[int] = set()
    if level is not document.access_level or named is not None:
        lock(db, document.versions)
        then = {row.person_id for row in document.named_readers} if named is None else named
        lost = losing(db, document, level, then)
        unheld = unheld_losing(db, document, level, then)
        owners_lose, office_loses = (who.difference(*lost.values()) for who in unheld)
    if (lost or owners_lose or office_loses) and not takes_away:
        sentence = _asks_whether(db, owners_lose.union(*lost.values()), office_loses)
        raise Invalid(sentence, {"takes_away": sentence})
    for name, value in given.items():
        setattr(document, name, value)
    if named is not None:
        db.execute(delete(NamedReader).where(NamedReader.document_id == document.id))
        db.expire(document, ["named_readers"])
        db.add_all(NamedReader(document_id=document.id, person_id=p) for p in sorted(named))
        flag_modified(document, "access_level")  # another revision, though no column differs
    db.flush()
    details = {"changed": changed, "level": document.access_level.value}
    told = _told_of(db, document, lost, owners_lose | office_loses)
    journal.record(db, actor, "document:change", document, details=details | told)
    at = clock.now()
    if {"access_level", "named_readers"} & set(changed):
        follow_level(db, document, at, by_id=actor.account_id)
        recheck(db, document.versions)
    for version_id, persons in lost.items():
        outbox.publish(db, PaperRecalled(document.id, version_id, persons, at))
    for persons_lose, read_as in ((owners_lose, "owners"), (office_loses, "secretariat")):
        if persons_lose:
            newest, persons = document.current.id, tuple(sorted(persons_lose))
            outbox.publish(db, PaperRecalled(document.id, newest, persons, at, read_as=read_as))


def _asks_whether(db: Session, counted: Collection[int], office: Collection[int]) -> Sentence:
    """What is asked before persons lose a paper: how many, and who of the secretariat."""
    if not office:
        return S("document-change-takes", count=len(counted))
    rows = db.execute(select(Person.name).where(Person.id.in_(office)).order_by(Person.name))
    names = ", ".join(rows.scalars())
    if not counted:
        return S("document-change-takes-office", names=names)
    return S("document-change-takes-and-office", count=len(counted), names=names)


def _named_anew(
    db: Session,
    actor: Actor,
    document: Document,
    level: AccessLevel,
    reader_ids: Collection[int] | None,
) -> set[int] | None:
    """The named readers after a change, None where they stay: asked only where the change may touch
    them. Of a paper that is not confidential they say nothing. From whom the present level keeps
    what they hold, it was taken back: they are not among those who hold it, nor named any more."""
    if level is not AccessLevel.CONFIDENTIAL:
        return None
    if reader_ids is None and document.access_level is level:
        return None
    before = {row.person_id for row in document.named_readers}
    if reader_ids is not None:
        can_be_named(db, reader_ids, before).enforce()
        named = {*reader_ids, actor.person_id}
    else:
        holders = holders_of_paper(db, document)
        named = (before - holders) | entitled(db, document, holders) | owners(db, document)
        named.add(actor.person_id)
    return named if named != before else None


def _told_of(
    db: Session, document: Document, held: Mapping[int, Collection[int]], unheld: set[int]
) -> dict[str, Any]:
    """What the journal says of those who lose the paper by a change, and of their copies. Who read
    it `unheld` read each of its versions."""
    lost = {version.id: unheld.union(held.get(version.id, ())) for version in document.versions}
    persons = {person for losing_it in lost.values() for person in losing_it}
    if not persons:
        return {}
    return {
        "persons": sorted(persons),
        "copies_out": [
            {"version": version_id, **copy}
            for version_id, copies in copies_of_losers(db, lost).items()
            for copy in copies
        ],
    }


def release(db: Session, *, actor: Actor, version: DocumentVersion, at: datetime) -> None:
    """Let a checked version out to those who may have it; the released one before it becomes
    superseded, and whoever holds that is handed this one. Raises Denied, Conflict."""
    lock(db, [version])
    rules.may_release(actor, version).enforce()
    release_version(db, actor, version, at)
