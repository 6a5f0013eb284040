"""Has the record follow the roles and posts of accounts: in the rounds of the running server."""

from __future__ import annotations

from documents.distribution.following import astray, follow_level
from documents.distribution.holders import lock
from documents.models import Document
from ecabinet import clock, journal
from ecabinet.db import database, unit_of_work


def follow_accounts() -> int:
    """Have what is stored follow them, each paper in a unit of work of its own; return how many
    papers it was. Nobody acts then: the journal names the program, and so does the record."""
    at = clock.now()
    with database().reading() as db:
        waiting = astray(db)
    for document_id in waiting:
        with unit_of_work() as db:
            document = db.get_one(Document, document_id)
            lock(db, document.versions)
            followed = follow_level(db, document, at, by_id=None)
            if followed.withheld or followed.back:
                journal.record(
                    db, journal.SYSTEM, "document:follow-accounts", document,
                    details={"withheld": list(followed.withheld), "back": list(followed.back)},
                )  # fmt: skip
    return len(waiting)
