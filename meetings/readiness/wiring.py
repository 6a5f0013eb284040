"""Joins readiness to the application: pages, API, the kind of notice."""

from __future__ import annotations

from flask import Flask

from meetings.readiness import api, views


def init_app(app: Flask) -> None:
    """Register pages and API."""
    app.register_blueprint(views.bp)
    app.register_blueprint(api.bp)
