"""Connects resumable uploads: routes, and the sweep of what nobody finished."""

from __future__ import annotations

from flask import Flask

from documents.uploading import services, views
from ecabinet import clock
from ecabinet.db import Database
from ecabinet.jobs import ticker
from ecabinet.storage import Store


def init_app(app: Flask) -> None:
    """Register routes and sweep."""
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

    ticker.add("documents.uploads", sweep)
