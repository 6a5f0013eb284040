"""Connects background work with the application."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from flask import Flask, url_for
from sqlalchemy.orm import Session

from ecabinet import clock
from ecabinet.auth.actor import Actor
from ecabinet.i18n import say
from ecabinet.jobs import api, engine, queries, registry, views
from ecabinet.sentences import S, Sentence
from ecabinet.slots import HOME_WAITING, Waiting

FAILED_SHOWN = timedelta(days=3)


def _waiting(db: Session, actor: Actor) -> Iterable[Waiting]:
    """What was asked for and failed: whoever asked learns it without looking for it."""
    for job in queries.failed_of(db, actor, clock.now() - FAILED_SHOWN):
        words = S("job-waiting-failed", what=S(registry.label_of(job.kind)))
        yield Waiting(words, url_for("jobs.list_jobs"), "job")


def init_app(app: Flask) -> None:
    """Give the application its engine and the routes about jobs."""
    engine.init_app(app)
    app.jinja_env.globals["sentence_of"] = lambda stored: say(Sentence.from_json(stored))
    HOME_WAITING.add("jobs", _waiting)
    app.register_blueprint(api.bp)
    app.register_blueprint(views.bp)
