"""Joins dossiers and the opinions on them to the application."""

from __future__ import annotations

from flask import Flask

from dossiers.opinions import wiring as opinions
from dossiers.submissions import wiring as submissions


def init_app(app: Flask) -> None:
    """Register everything that dossiers bring."""
    for feature in (submissions, opinions):
        feature.init_app(app)
