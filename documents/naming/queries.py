"""Which numbers papers have. Ask for papers that may be read only."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.models import DocumentVersion
from documents.naming.models import (
    DEFAULT_BALLOT,
    DEFAULT_SITTING,
    NumberingScheme,
    PaperNumber,
    StampedCopy,
)


def scheme(db: Session) -> tuple[str, str]:
    """Return the patterns in use: of sittings, of ballots."""
    row = db.get(NumberingScheme, 1)
    return (row.sitting, row.ballot) if row else (DEFAULT_SITTING, DEFAULT_BALLOT)


def numbers_of(db: Session, document_ids: Collection[int]) -> dict[int, str]:
    """Return {document id: its latest number}; one query."""
    rows = db.execute(
        select(PaperNumber.document_id, PaperNumber.number)
        .where(PaperNumber.document_id.in_(document_ids))
        .order_by(PaperNumber.given_at, PaperNumber.occasion)
    )
    return {row.document_id: row.number for row in rows}


def copies_of(db: Session, version: DocumentVersion) -> tuple[str, ...]:
    """Return the names of the files that a reader of the version may be given, the current one
    first, which bears the paper's latest number: whoever began with another goes on with it."""
    stamped = select(StampedCopy.sha256, StampedCopy.number).where(
        StampedCopy.version_id == version.id
    )
    copies = {row.number: row.sha256 for row in db.execute(stamped)}
    if not copies:
        return (version.reading_sha256,)
    given = (
        select(PaperNumber.number)
        .where(PaperNumber.document_id == version.document_id)
        .order_by(PaperNumber.given_at.desc(), PaperNumber.occasion.desc())
    )
    latest = [number for number in db.execute(given).scalars() if number in copies]
    return *(copies[number] for number in dict.fromkeys(latest)), version.reading_sha256


def current_copies(db: Session, version_ids: Collection[int]) -> dict[int, str]:
    """Return {version id: the first of `copies_of`}; two queries, however many there are."""
    wanted = DocumentVersion.id.in_(version_ids)
    read = select(DocumentVersion.id, DocumentVersion.reading_sha256).where(wanted)
    found: dict[int, str] = {row.id: row.reading_sha256 for row in db.execute(read)}
    stamped = (
        select(StampedCopy.version_id, StampedCopy.sha256)
        .join(DocumentVersion, DocumentVersion.id == StampedCopy.version_id)
        .join(PaperNumber, PaperNumber.document_id == DocumentVersion.document_id)
        .where(wanted, PaperNumber.number == StampedCopy.number)
        .order_by(PaperNumber.given_at, PaperNumber.occasion)
    )
    found |= {row.version_id: row.sha256 for row in db.execute(stamped)}
    return found
