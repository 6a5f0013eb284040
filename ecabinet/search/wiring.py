"""Connects the search with the application."""

from __future__ import annotations

import time
from datetime import timedelta

from flask import Flask

from ecabinet import clock, jobs
from ecabinet.db import database
from ecabinet.jobs import services as job_services
from ecabinet.jobs.models import ENDED, JobState
from ecabinet.jobs.queries import latest_job
from ecabinet.search import api, cli, services, views, watching
from ecabinet.slots import DOCTOR_NOTES

SWEEP_EVERY = 600.0
"""Seconds between two looks for what was missed."""
TRIED_AGAIN_AFTER = timedelta(days=1)
"""What stays behind after a job that ended well cannot be indexed; the log and the doctor say so,
and a job every few minutes would hide all others."""
MOST_KNOWN = 1000


class Sweep:
    """The round that finds what a crash left behind, or a store that was never indexed. It only
    asks for the work: that may take hours, and the other rounds are due meanwhile."""

    def __init__(self) -> None:
        self._next = 0.0
        self._asked_for: set[tuple[str, int]] = set()
        self._asked_at = clock.now()

    def __call__(self) -> None:
        if time.monotonic() < self._next:
            return
        with database().reading() as db:
            last = latest_job(db, watching.KIND, "")
            is_free = last is None or last.state in ENDED
            was_done = last is not None and last.state is JobState.DONE
            behind = services.behind(db, MOST_KNOWN) if is_free else set()
        if behind and not (was_done and self._was_tried(behind)):
            with database().unit_of_work() as db:
                job_services.enqueue(db, kind=watching.KIND, params={}, actor=None, unique=True)
            self._asked_for, self._asked_at = behind, clock.now()
        self._next = time.monotonic() + SWEEP_EVERY

    def _was_tried(self, behind: set[tuple[str, int]]) -> bool:
        """Whether this round has asked for all of it not long ago."""
        is_recent = clock.now() - self._asked_at < TRIED_AGAIN_AFTER
        return is_recent and len(behind) < MOST_KNOWN and behind <= self._asked_for


def _notes(app: Flask) -> list[str]:
    """What the doctor says of the index; it mends itself, so it is no fault."""
    with app.extensions["ecabinet.database"].reading() as db:
        return list(services.find_faults(db))


def init_app(app: Flask) -> None:
    """Register the page, the API, the command, the jobs."""
    app.register_blueprint(views.bp)
    app.register_blueprint(api.bp)
    app.cli.add_command(cli.search_group)
    watching.watch(app.extensions["ecabinet.database"])
    jobs.add("search", Sweep())
    DOCTOR_NOTES.add("search", _notes)
