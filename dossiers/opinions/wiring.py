"""Joins opinions on dossiers to the application: pages, API, what waits, what people are told."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Flask
from sqlalchemy.orm import Session

from documents.rules import is_owner
from dossiers.opinions import api, desk, notes, queries, services, views
from dossiers.opinions.panel import days, submission_panel
from dossiers.opinions.waiting import waiting
from dossiers.submissions.queries import rules_of
from dossiers.submissions.rules import sees_lodged
from ecabinet import clock, occasions, slots
from ecabinet.auth.actor import Actor
from ecabinet.errors import NotVisible
from ecabinet.i18n import local_day
from ecabinet.realtime import register_room


def init_app(app: Flask) -> None:
    """Register everything that opinions bring."""
    for part in (views, desk, api):
        app.register_blueprint(part.bp)
    notes.register()
    register_room("opinion", may_hear)
    slots.HOME_WAITING.add("opinions", waiting)
    slots.NAVIGATION.add("opinions", navigation)
    slots.SUBMISSION_PANEL.add("opinions", submission_panel)
    slots.SUBMISSION_WITHDRAWN.add("opinions", services.end_with_dossier)
    app.jinja_env.globals.update(opinion_day=local_day)


def may_hear(db: Session, actor: Actor, room: str) -> bool:
    """Say whether `actor` may hear what is told of a request."""
    number = occasions.number_in(occasions.OPINION, room)
    if number is None:
        return False
    body = rules_of(db, days(), clock.now()).submissions
    try:
        queries.find_request(db, actor, number, body)
    except NotVisible:
        return False
    return True


def navigation(actor: Actor) -> Iterable[tuple[str, str, str]]:
    """Return the entry of the main navigation."""
    if sees_lodged(actor) or is_owner(actor, actor.organisation_id):
        yield "opinions.list_requests", "nav-opinions", "chat-left-text"
