"""What does not fit between the store of files and the rows that name them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.models import DocumentVersion
from ecabinet.storage import Store


def _named(db: Session) -> Iterator[tuple[int, str, str]]:
    columns = select(
        DocumentVersion.id,
        DocumentVersion.sha256,
        DocumentVersion.reading_sha256,
        DocumentVersion.text_sha256,
    ).order_by(DocumentVersion.id)
    for version_id, original, reading, text in db.execute(columns):
        yield version_id, "original", original
        yield version_id, "reading copy", reading
        if text is not None:
            yield version_id, "text", text


def rows_without_file(db: Session, store: Store) -> list[str]:
    """Return one line for each file that a version names and the store does not hold."""
    return [
        f"version {version_id}: its {what} {sha256} is missing"
        for version_id, what, sha256 in _named(db)
        if not store.exists(sha256)
    ]


def files_without_row(db: Session, store: Store, known: Iterable[str] = ()) -> list[str]:
    """Return the names of stored files that neither a version nor `known` (hashes that other
    records name, such as minutes) refers to."""
    referred = {sha256 for _, _, sha256 in _named(db)}.union(known)
    return [sha256 for sha256 in store.walk() if sha256 not in referred]
