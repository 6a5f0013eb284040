"""Sees what changes in a unit of work, and asks in the same one for it to be indexed anew.

Whoever changes a row need not think of the search: the sources say which columns matter.
"""

from __future__ import annotations

import logging
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session

from ecabinet.db import Database
from ecabinet.errors import Conflict
from ecabinet.jobs import registry
from ecabinet.jobs import services as jobs
from ecabinet.search import services
from ecabinet.search_sources import Source, Watch
from ecabinet.slots import SEARCH_SOURCES

log = logging.getLogger(__name__)

_KEY = "ecabinet.search.changed"
MANY = 20
"""More subjects than this in one unit of work are one job that looks for what is stale."""


def _watches(row: Any) -> list[tuple[Source, Watch]]:
    return [
        (source, watch)
        for source in SEARCH_SOURCES
        for watch in source.watches
        if type(row) is watch.model
    ]


@event.listens_for(Session, "after_flush")
def _collect(db: Session, context: Any) -> None:
    """Keep what was flushed and matters; what it means is asked once, at the end."""
    changed: dict[tuple[str, Any], Any] | None = None
    for row in (*db.new, *db.deleted, *db.dirty):
        for source, watch in _watches(row):
            if row in db.dirty and not _differs(row, watch.columns):
                continue
            changed = db.info.setdefault(_KEY, {}) if changed is None else changed
            changed[source.name, row] = watch


def _differs(row: Any, columns: frozenset[str]) -> bool:
    attributes = inspect(row).attrs
    return any(attributes[name].history.has_changes() for name in columns)


def queue_changed(db: Session) -> None:
    """Queue a job for each subject that changed in this unit of work."""
    changed: dict[tuple[str, Any], Watch] = db.info.pop(_KEY, {})
    subjects = {
        (name, subject_id)
        for (name, row), watch in changed.items()
        for subject_id in watch.subjects(db, row)
    }
    if len(subjects) > MANY:
        jobs.enqueue(db, kind=KIND, params={}, actor=None, unique=True)
        return
    for name, subject_id in sorted(subjects):
        jobs.enqueue(
            db,
            kind=KIND,
            params={"source": name, "id": subject_id},
            actor=None,
            subject=f"search:{name}:{subject_id}",
            unique=True,
        )


KIND = "search-index"


@registry.handles(KIND, label="search-job")
def index(run: registry.Run) -> None:
    """Index the subject of the job, or whatever is stale."""
    named = {source.name: source for source in SEARCH_SOURCES}
    source = named.get(run.params.get("source", ""))
    if source is None:
        services.sweep(run.database, run.store, told=run.progress)
        return
    for _ in range(3):
        try:
            services.index_subject(run.database, run.store, source, run.params["id"])
        except Conflict:
            log.info("%s was indexed by somebody else meanwhile", run.subject)
        else:
            return


def watch(database: Database) -> None:
    """Have every unit of work of `database` ask for what it changed."""
    database.before_commit.append(queue_changed)
