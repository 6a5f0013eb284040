"""Connects the search with the application."""

from __future__ import annotations

import time

from flask import Flask

from ecabinet import jobs
from ecabinet.db import database
from ecabinet.jobs import services as job_services
from ecabinet.jobs.models import ENDED
from ecabinet.jobs.queries import latest_job
from ecabinet.search import api, cli, services, views, watching
from ecabinet.slots import DOCTOR_NOTES

SWEEP_EVERY = 600.0
"""Seconds between two looks for what was missed."""


class Sweep:
    """The round that finds what a crash left behind, or a store that was never indexed. It only
    asks for the work: that may take hours, and the other rounds are due meanwhile."""

    def __init__(self) -> None:
        self._next = 0.0

    def __call__(self) -> None:
        if time.monotonic() < self._next:
            return
        with database().reading() as db:
            last = latest_job(db, watching.KIND, "")
            is_needed = (last is None or last.state in ENDED) and services.is_behind(db)
        if is_needed:
            with database().unit_of_work() as db:
                job_services.enqueue(db, kind=watching.KIND, params={}, actor=None, unique=True)
        self._next = time.monotonic() + SWEEP_EVERY


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
