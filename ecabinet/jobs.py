"""Background work of the running server: small acts that are due, done by a daemon thread.

A job must be safe when two processes do it at once: it looks for what is due, and does each piece
in a unit of work of its own that asks the state again.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from flask import Flask

log = logging.getLogger(__name__)

EVERY = 20.0
"""Seconds between two rounds."""

_jobs: dict[str, Callable[[], object]] = {}


def add(name: str, job: Callable[[], object]) -> None:
    """Have `job` called in every round, inside the application's context; `name` again replaces."""
    _jobs[name] = job


def run_round(app: Flask) -> None:
    """Do every job once. A job that fails is logged and tried again in the next round."""
    for name, job in list(_jobs.items()):
        try:
            with app.app_context():
                job()
        except Exception:
            log.exception("job %s failed; it is tried again", name)


def start(app: Flask, *, every: float = EVERY) -> threading.Event:
    """Start the rounds of a server process; the first comes at once. Set the event to end them."""
    stop = threading.Event()

    def rounds() -> None:
        while True:
            run_round(app)
            if stop.wait(every):
                return

    threading.Thread(target=rounds, name="ecabinet-jobs", daemon=True).start()
    return stop
