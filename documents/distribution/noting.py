"""That the record of who had which version is looked at, or taken away, is in the journal."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.distribution.audit import Question, may_audit
from ecabinet import journal
from ecabinet.auth.actor import Actor
from ecabinet.journal import JournalEntry

ONE_LOOK = timedelta(minutes=15)
"""Filtering and turning pages within this time is the same look, unless it asks about another paper
or another person, or searches for other words."""
LOOK = "audit:look"
ANOTHER = ("document", "person", "search_sha256")
"""What of a question makes it another look."""
RECENT = 100


def take_record_away(db: Session, *, actor: Actor, question: Question) -> None:
    """Note in the journal that the record leaves as a table, and what of it. Raises Denied."""
    may_audit(actor).enforce()
    journal.record(db, actor, "audit:export", details=_details(question))


def look_at_record(db: Session, *, actor: Actor, question: Question, at: datetime) -> None:
    """Note in the journal that the record is read on its page: once for each look. Raises
    Denied."""
    may_audit(actor).enforce()
    details = _details(question)
    # The newest of all accounts: the journal is found by act, and these are a handful of people.
    noted = db.execute(
        select(JournalEntry)
        .where(JournalEntry.act == LOOK)
        .order_by(JournalEntry.number.desc())
        .limit(RECENT)
    ).scalars()
    for entry in noted:
        same = all(entry.details.get(name) == details[name] for name in ANOTHER)
        if same and entry.account_id == actor.account_id and entry.at > at - ONE_LOOK:
            return
    journal.record(db, actor, LOOK, details=details)


def _details(question: Question) -> dict[str, Any]:
    return {
        "document": question.document_id,
        "person": question.person_id,
        "which": question.which.value,
        "from": question.from_on.isoformat() if question.from_on else None,
        "to": question.to_on.isoformat() if question.to_on else None,
        "search_sha256": journal.digest(question.search) if question.search else None,
    }
