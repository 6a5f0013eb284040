"""The auditor's page: the journal, newest first, and the check of its chain."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from sqlalchemy import select

from ecabinet import journal
from ecabinet.api.cursors import paginate
from ecabinet.api.endpoints import may_read_journal
from ecabinet.auth.current import current_actor
from ecabinet.db import get_db
from ecabinet.journal import JournalEntry

bp = Blueprint("journal", __name__)


@bp.get("/journal")
def list_entries() -> str:
    may_read_journal(current_actor()).enforce()
    db = get_db()
    page = paginate(
        db,
        select(JournalEntry),
        order=[JournalEntry.number],
        key=lambda entry: [entry.number],
        cursor=request.args.get("cursor"),
        descending=True,
    )
    checked = journal.verify(db) if "check" in request.args else None
    return render_template("journal/list.html", page=page, checked=checked)
