"""Having the text of a scan recognised: asked, done in the background, entered."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.intake.limits import Limits
from documents.intake.results import Accepted
from documents.intake.tools import Tools
from documents.models import DocumentVersion, VersionState
from documents.naming.services import stamp_anew
from documents.pictures.places import keep_pictures
from documents.recognition.program import recognise
from documents.recognition.rules import WITHOUT_TEXT, lacks_text, may_recognise
from ecabinet import journal
from ecabinet.auth.actor import Actor
from ecabinet.errors import Conflict
from ecabinet.jobs import services as jobs
from ecabinet.jobs.models import Job
from ecabinet.sentences import S
from ecabinet.storage import Store

if TYPE_CHECKING:
    from ecabinet.db import Database

JOB = "recognise-text"


def subject_of(version_id: int) -> str:
    """What the job of a version is called by."""
    return f"version:{version_id}"


def ask(db: Session, *, actor: Actor, version: DocumentVersion, tools: Tools) -> Job:
    """Have the text of a draft's scanned pages recognised. Raises Denied, Conflict."""
    may_recognise(actor, version).enforce()
    if tools.recogniser is None:
        raise Conflict(S("recognition-not-here"))
    journal.record(
        db, actor, "document:recognise-ask", version, details={"document": version.document_id}
    )
    return jobs.enqueue(
        db,
        kind=JOB,
        params={"version": version.id},
        actor=actor,
        subject=subject_of(version.id),
        unique=True,
    )


def carry_out(
    database: Database,
    store: Store,
    version_id: int,
    limits: Limits,
    tools: Tools,
    *,
    at: Callable[[], datetime],
    progress: Callable[[int, int], None],
) -> None:
    """Do it: minutes of work outside any transaction, entered only if nothing changed meanwhile.

    Done twice it does no harm. Raises Conflict.
    """
    with database.reading() as db:
        version = db.get(DocumentVersion, version_id)
        if version is None or version.state is not VersionState.DRAFT or not lacks_text(version):
            return
        sha256 = version.reading_sha256
    store.incoming.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=store.incoming) as folder:
        result = recognise(store.path(sha256), Path(folder), limits, tools, progress)
        text = result.text_path
        text_sha256 = store.adopt(text).sha256 if text is not None else None
        reading_sha256 = store.adopt(result.reading_copy_path).sha256
        if result.pictures is not None:
            keep_pictures(store, reading_sha256, result.pictures)
    with database.unit_of_work() as db:
        _enter(db, version_id, sha256, reading_sha256, text_sha256, result, at())


def _enter(
    db: Session,
    version_id: int,
    earlier_sha256: str,
    reading_sha256: str,
    text_sha256: str | None,
    result: Accepted,
    at: datetime,
) -> None:
    version = db.execute(
        select(DocumentVersion).where(DocumentVersion.id == version_id).with_for_update()
    ).scalar_one()
    if version.state is not VersionState.DRAFT or version.reading_sha256 != earlier_sha256:
        raise Conflict(S("recognition-only-draft"))
    # The earlier copy stays in the store, named by the journal.
    journal.record(
        db, journal.SYSTEM, "document:recognise", version,
        details={
            "document": version.document_id, "earlier_sha256": version.reading_sha256,
            "earlier_text_sha256": version.text_sha256, "reading_sha256": reading_sha256,
        },
    )  # fmt: skip
    kept = [warning for warning in version.warnings if warning["key"] not in WITHOUT_TEXT]
    left = [one for one in result.warnings if one.key in WITHOUT_TEXT]
    recognised = S("document-warning-recognised")
    version.warnings = [*kept, *(one.to_json() for one in (*left, recognised))]
    version.reading_sha256 = reading_sha256
    version.text_sha256 = text_sha256
    version.recognised_at = at
    db.flush()
    # Handed out before its time it is stamped already.
    stamp_anew(db, version)
