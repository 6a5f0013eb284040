"""Connects background work with the application."""

from __future__ import annotations

from flask import Flask

from ecabinet.i18n import say
from ecabinet.jobs import api, engine, views
from ecabinet.sentences import Sentence


def init_app(app: Flask) -> None:
    """Give the application its engine and the routes about jobs."""
    engine.init_app(app)
    app.jinja_env.globals["sentence_of"] = lambda stored: say(Sentence.from_json(stored))
    app.register_blueprint(api.bp)
    app.register_blueprint(views.bp)
