"""Finding places in rounds: what somebody else changed meanwhile is read and looked for again."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from documents.annotations.carrying.finding import One, Progress, match
from documents.annotations.carrying.matching import Carried
from documents.intake.limits import Limits
from documents.models import DocumentVersion
from ecabinet.errors import Conflict
from ecabinet.storage import Store

if TYPE_CHECKING:
    from ecabinet.db import Database  # it knows the web; what is used of it does not

log = logging.getLogger(__name__)

AT_ONCE = 100
"""Marks in one unit of work: others write between two of them."""
TRIES = 4


def in_rounds(
    database: Database,
    store: Store,
    version_id: int,
    limits: Limits,
    progress: Progress | None,
    *,
    waiting_for: Callable[[Session, DocumentVersion], Sequence[One]],
    enter: Callable[[Session, int, Sequence[tuple[One, Carried]]], int],
) -> int:
    """Find the places of the marks that wait for a version and write them down; returns how many
    `enter` took: those that were still as they were read. Slow: reads files."""
    total = 0
    for _ in range(TRIES):
        with database.reading() as db:
            version = db.get(DocumentVersion, version_id)
            waiting = [] if version is None else waiting_for(db, version)
            sha256 = "" if version is None else version.reading_sha256
        if not waiting:
            break
        found = match(store, sha256, waiting, limits, progress)
        done = 0
        for start in range(0, len(found), AT_ONCE):
            part = found[start : start + AT_ONCE]
            try:
                with database.unit_of_work() as db:
                    entered = enter(db, version_id, part)
            except Conflict:
                log.info("marks on version %s were changed by somebody else too", version_id)
            else:
                # Only now: what is lost at the end of its unit is looked for again.
                done += entered
        total += done
        if done == len(found):
            break
    return total
