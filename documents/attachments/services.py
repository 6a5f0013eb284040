"""The acts on attachments: bring one, and say who reads it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from documents.distribution.following import follow_level
from documents.distribution.holders import lock
from documents.distribution.services import distribute, take_back
from documents.events import recheck
from documents.models import (
    AccessLevel,
    Distribution,
    Document,
    DocumentVersion,
    NamedReader,
    VersionState,
)
from documents.preparation import Prepared
from documents.services import add_document
from ecabinet import journal
from ecabinet.auth.actor import Actor


def attach(
    db: Session, *, actor: Actor, prepared: Prepared, said_by_id: int, at: datetime
) -> Document:
    """Enter a checked file as an attachment of what the person says. Until `set_readers` says who
    sees those words, nobody reads it. Raises Denied."""
    return add_document(
        db,
        actor=actor,
        prepared=prepared,
        title="",
        access_level=AccessLevel.CONFIDENTIAL,
        organisation_id=None,
        said_by_id=said_by_id,
        reader_ids=[said_by_id],
        at=at,
    )


def set_readers(
    db: Session,
    *,
    document: Document,
    person_ids: Collection[int],
    secretariat_reads: bool,
    occasion: str,
    at: datetime,
) -> None:
    """Make `person_ids`, and the secretariat where it sees the words, the readers of an attachment.

    The program follows what was said, so it acts in the name of nobody: who hands out is who
    uploaded. What nobody but named persons sees is confidential to them; once the secretariat sees
    it, it is a paper of the cabinet. One that was taken back by the secretariat stays so.
    """
    version = document.current
    lock(db, [version])
    wanted = set(person_ids)
    if version.state is VersionState.RECALLED:
        wanted = set()
    held = _holders(db, version, occasion)
    # While they still read it: who has lost it, and what copies they keep, is asked of the level.
    if gone := held - wanted:
        take_back(db, actor=journal.SYSTEM, occasion=occasion, at=at, person_ids=gone)
    _set_level(db, document, wanted, at, secretariat_reads=secretariat_reads)
    if new := wanted - held:
        distribute(
            db, actor=journal.SYSTEM, versions=[version], person_ids=new, occasion=occasion, at=at,
            ordered_by_id=document.created_by_id,
        )  # fmt: skip


def _holders(db: Session, version: DocumentVersion, occasion: str) -> set[int]:
    rows = db.execute(
        select(Distribution.person_id).where(
            Distribution.version_id == version.id,
            Distribution.occasion == occasion,
            Distribution.recalled_at.is_(None),
        )
    )
    return set(rows.scalars())


def _set_level(
    db: Session, document: Document, readers: set[int], at: datetime, *, secretariat_reads: bool
) -> None:
    level = AccessLevel.CABINET if secretariat_reads else AccessLevel.CONFIDENTIAL
    named = {row.person_id for row in document.named_readers}
    wanted = set() if secretariat_reads else readers
    if level is document.access_level and named == wanted:
        return
    db.execute(delete(NamedReader).where(NamedReader.document_id == document.id))
    db.expire(document, ["named_readers"])
    db.add_all(NamedReader(document_id=document.id, person_id=p) for p in sorted(wanted))
    changed = [] if level is document.access_level else ["access_level"]
    document.access_level = level
    db.flush()
    journal.record(
        db, journal.SYSTEM, "document:change", document,
        details={"changed": [*changed, "named_readers"], "level": level.value},
    )  # fmt: skip
    follow_level(db, document, at, by_id=document.created_by_id)
    recheck(db, document.versions)
