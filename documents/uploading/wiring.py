"""Connects resumable uploads: routes, and the sweep of what nobody finished."""

from __future__ import annotations

from flask import Flask

from documents.uploading import leftovers, services, views
from ecabinet import clock
from ecabinet.db import Database
from ecabinet.jobs import ticker
from ecabinet.slots import DOCTOR_NOTES
from ecabinet.storage import Store


def init_app(app: Flask) -> None:
    """Register routes, sweep and what the doctor says."""
    app.register_blueprint(views.bp)
    database: Database = app.extensions["ecabinet.database"]
    store: Store = app.extensions["ecabinet.store"]

    def sweep() -> None:
        with database.reading() as db:
            services.sweep_ownerless(db, store)
            if not services.has_old(db, clock.now()):
                return
        with database.unit_of_work() as db:
            services.forget_old(db, store, clock.now())

    def left(running: Flask) -> list[str]:
        extensions = running.extensions
        with extensions["ecabinet.database"].reading() as db:
            return list(leftovers.notes(db, extensions["ecabinet.store"], clock.now()))

    ticker.add("documents.uploads", sweep)
    DOCTOR_NOTES.add("uploads", left)
