"""The home page: what waits for me, and the sitting that runs or comes next."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, render_template
from markupsafe import Markup

from ecabinet import clock
from ecabinet.auth.current import current_actor
from ecabinet.db import get_db
from ecabinet.slots import HOME_PANEL, HOME_WAITING, Waiting

bp = Blueprint("home", __name__)
FAR = datetime(9999, 1, 1, tzinfo=UTC)


@bp.get("/")
def show_home() -> str:
    actor, db = current_actor(), get_db()
    waiting: list[Waiting] = [entry for ask in HOME_WAITING for entry in ask(db, actor)]
    waiting.sort(key=lambda entry: (not entry.is_late, entry.due_at or FAR))
    panels = [Markup(panel) for ask in HOME_PANEL if (panel := ask(db, actor))]  # noqa: S704 - rendered by our templates
    return render_template("home.html", waiting=waiting, panels=panels, now=clock.now())
