"""Joins acts on many items to the application."""

from __future__ import annotations

from flask import Flask

from meetings.many import api, views


def init_app(app: Flask) -> None:
    """Register pages and API."""
    app.register_blueprint(views.bp)
    app.register_blueprint(api.bp)
