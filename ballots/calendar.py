"""Until when a person is to answer, for their calendar: never what is asked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sqlalchemy.orm import Session

from ballots import queries
from ecabinet import clock
from ecabinet.auth.actor import Actor
from ecabinet.sentences import S
from ecabinet.slots import DueDate


def due_dates(db: Session, actor: Actor) -> Iterable[DueDate]:
    """Yield the ends of the open written ballots in which the person was asked and has not
    answered everything."""
    for ballot in db.execute(queries.unanswered(actor, clock.now())).scalars():
        if ballot.closes_at is None or ballot.opened_at is None:
            continue
        named = f"ballot\n{ballot.id}\n{ballot.created_at.isoformat()}\n{actor.person_id}"
        yield DueDate(
            uid=hashlib.sha256(named.encode()).hexdigest()[:32] + "@ecabinet",
            sequence=ballot.revision,
            told_at=ballot.opened_at,
            sentence=S("ballot-calendar-due"),
            due_at=ballot.closes_at,
            path=f"/ballots/{ballot.id}",
        )
