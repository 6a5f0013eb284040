"""Joins notices to the application: the job that sends, the rounds, pages, the bell."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from flask import Flask, url_for
from sqlalchemy.orm import Session

from ecabinet.auth.actor import Actor
from ecabinet.auth.current import current_actor
from ecabinet.db import get_db
from ecabinet.jobs import ticker
from ecabinet.notices import (
    api,
    checking,
    delivery_views,
    hearing,
    keeping,
    queries,
    rules,
    sending,
    views,
)
from ecabinet.notices.models import DeliveryState
from ecabinet.sentences import S
from ecabinet.slots import DOCTOR_NOTES, HOME_WAITING, Waiting


def _bell() -> tuple[int, int]:
    """(unread notices, last number of the own room) of whoever looks at the page."""
    return queries.bell(get_db(), current_actor().person_id)


def _waiting(db: Session, actor: Actor) -> Iterable[Waiting]:
    """What could not be delivered, for those who look after it."""
    if not rules.may_see_deliveries(actor):
        return
    failed = queries.failed_count(db)
    if failed:
        url = url_for("deliveries.list_deliveries", state=DeliveryState.FAILED.value)
        yield Waiting(S("notice-waiting-failed", count=failed), url, "notice")


def init_app(app: Flask) -> None:
    """Register what notices bring."""
    for part in (views, delivery_views, api):
        app.register_blueprint(part.bp)
    app.extensions["ecabinet.database"].before_commit.append(hearing.tell_of)
    app.jinja_env.globals["notice_bell"] = _bell
    ticker.add("notices", sending.send_due_of_rounds)
    days = app.extensions["ecabinet.config"].notices_kept_days
    ticker.add("notices-kept", keeping.Round(timedelta(days=days) if days else None))
    DOCTOR_NOTES.add("notices", checking.notes)
    HOME_WAITING.add("notices", _waiting)
