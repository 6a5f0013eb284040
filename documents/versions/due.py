"""Releases what is due: in the rounds of the running server."""

from __future__ import annotations

from documents.release_plans.queries import due_releases
from documents.versions.releases import carry_out
from ecabinet import clock
from ecabinet.db import database, unit_of_work


def release_all_due() -> int:
    """Release each version whose instant has come in a unit of work of its own; return how many."""
    at = clock.now()
    with database().reading() as db:
        waiting = due_releases(db, at)
    released = 0
    for version_id in waiting:
        with unit_of_work() as db:
            released += carry_out(db, version_id, at)
    return released
