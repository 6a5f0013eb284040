"""Connects packs with the application: pages, API, background work, what waits at home."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Flask, url_for
from sqlalchemy.orm import Session

import documents.packs.jobs  # noqa: F401 - registers the work by being imported
from documents.packs import api, notices, personal, queries, views
from ecabinet import jobs
from ecabinet.auth.actor import Actor
from ecabinet.sentences import S
from ecabinet.slots import HOME_WAITING, Waiting


def _waiting(db: Session, actor: Actor) -> Iterable[Waiting]:
    for pack in queries.unopened_packs(db, actor):
        address = url_for("packs.show_pack", pack_id=pack.id)
        yield Waiting(S("pack-waiting", number=pack.ordinal, title=pack.title), address, "paper")


def init_app(app: Flask) -> None:
    """Register what packs bring."""
    app.register_blueprint(views.bp)
    app.register_blueprint(api.bp)
    notices.init()
    HOME_WAITING.add("packs", _waiting)
    store = app.extensions["ecabinet.store"]
    jobs.add("packs-forget-unused", lambda: personal.forget_unused(store))
