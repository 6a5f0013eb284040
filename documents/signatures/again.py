"""Signatures of stored originals read again: signers who are trusted now, certificates that ended
since, signatures that an earlier version of the program did not see."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from documents.intake.limits import Limits
from documents.intake.recognise import Content
from documents.intake.signed import WARNINGS, Signatures, read_signatures
from documents.intake.tools import Tools
from documents.models import DocumentVersion
from ecabinet import journal
from ecabinet.sentences import S
from ecabinet.storage import Store

if TYPE_CHECKING:
    from ecabinet.db import Database

_SIGNED = "document-warning-signed"


def read_again(
    database: Database,
    store: Store,
    limits: Limits,
    tools: Tools,
    *,
    told: Callable[[int, int], None],
) -> tuple[int, list[int]]:
    """Read the signatures of every original that has any, or that may have: of all Word files.

    Slow: a process for each, outside any transaction. `told` hears how many are done, of how many.
    Returns how many versions say something else now, and the ids of those that could not be read;
    these stay as they were. The files are not touched.
    """
    may_be_signed = or_(DocumentVersion.is_signed, DocumentVersion.media_type == Content.WORD.value)
    with database.reading() as db:
        ids = list(
            db.scalars(select(DocumentVersion.id).where(may_be_signed).order_by(DocumentVersion.id))
        )
    changed, unread = 0, []
    for done, version_id in enumerate(ids, start=1):
        with database.reading() as db:
            version = db.get_one(DocumentVersion, version_id)
            path, media_type = store.path(version.sha256), version.media_type
        if (read := _read(store, path, media_type, limits, tools)) is None:
            unread.append(version_id)
        else:
            with database.unit_of_work() as db:
                changed += _enter(db, version_id, read)
        told(done, len(ids))
    return changed, unread


def _read(
    store: Store, path: Path, media_type: str, limits: Limits, tools: Tools
) -> Signatures | None:
    if not path.is_file():
        return None
    store.incoming.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=store.incoming) as folder:
        read = read_signatures(path, media_type, Path(folder), limits, tools)
    return read if read.are_all else None


def _enter(db: Session, version_id: int, read: Signatures) -> bool:
    version = db.execute(
        select(DocumentVersion).where(DocumentVersion.id == version_id).with_for_update()
    ).scalar_one()
    if version.signatures == list(read.found):
        return False
    journal.record(
        db, journal.SYSTEM, "document:signatures-read", version,
        details={
            "document": version.document_id,
            "earlier": [one["state"] for one in version.signatures],
            "now": [one["state"] for one in read.found],
        },
    )  # fmt: skip
    new = [] if version.is_signed else [S(_SIGNED, signatures=len(read.found))]
    kept = [warning for warning in version.warnings if warning["key"] not in WARNINGS]
    version.warnings = [*kept, *(one.to_json() for one in (*new, *read.warnings))]
    version.signatures = list(read.found)
    version.is_signed = version.is_signed or bool(read.found)
    return True
