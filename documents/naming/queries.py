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
    first: whoever began with one goes on with it."""
    stamped = db.get(StampedCopy, version.id)
    if stamped is None:
        return (version.reading_sha256,)
    return stamped.sha256, version.reading_sha256
