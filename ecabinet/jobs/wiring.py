"""Connects background work with the application."""

from __future__ import annotations

from flask import Flask

from ecabinet.jobs import api, engine, views


def init_app(app: Flask) -> None:
    """Give the application its engine and the routes about jobs."""
    engine.init_app(app)
    app.register_blueprint(api.bp)
    app.register_blueprint(views.bp)
