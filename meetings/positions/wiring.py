"""Joins positions to the application: pages and API, and what waits on the home page."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Flask, url_for
from sqlalchemy.orm import Session

from ecabinet import slots
from ecabinet.auth.actor import Actor
from ecabinet.db import Database
from ecabinet.jobs import ticker
from ecabinet.sentences import S
from ecabinet.slots import Waiting
from meetings.positions import (
    api,
    attachment_api,
    attachment_views,
    summaries,
    views,
    watching,
)


def init_app(app: Flask) -> None:
    """Register pages and API, and what keeps the readers of attachments."""
    for blueprint in (views.bp, attachment_views.bp, api.bp, attachment_api.bp):
        app.register_blueprint(blueprint)
    database: Database = app.extensions["ecabinet.database"]
    # Before the others: what it changes is told, indexed and journaled like the act itself.
    database.before_commit.insert(0, watching.settle_changed)
    ticker.add("positions.attachments", watching.Round(database))
    slots.HOME_WAITING.add("positions", waiting)


def waiting(db: Session, actor: Actor) -> Iterable[Waiting]:
    """Return the sittings on whose items the person has said nothing, or has something of an
    assistant to confirm."""
    for meeting, unsaid, prepared in summaries.waiting_for(db, actor):
        key, count = (
            ("position-waits-confirm", prepared) if prepared else ("position-waits", unsaid)
        )
        yield Waiting(
            S(key, count=count, title=meeting.title),
            url_for("positions.show_own", meeting_id=meeting.id),
            "position",
            due_at=meeting.starts_at,
        )
