"""Acts in the room. The vote itself is a ballot, which stands above: it hands its outcome down."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from ecabinet import journal
from ecabinet.errors import Conflict
from ecabinet.journal import Recorder
from ecabinet.outbox import publish
from ecabinet.sentences import S
from meetings.live.events import ItemChanged
from meetings.models import AgendaItem, ItemState


def record_vote_outcome(
    db: Session, item: AgendaItem, outcome: dict[str, Any], at: datetime, *, actor: Recorder
) -> None:
    """Keep what a vote on `item` came to (JSON, with its `ballot_id`); the discussion goes on.

    Part of closing the vote, which was allowed already. Raises Conflict when no vote is on.
    """
    if item.state is not ItemState.VOTING:
        raise Conflict(S("ballot-item-not-voting"))
    item.vote_outcome = {**outcome, "at": at.isoformat()}
    item.state = ItemState.DISCUSSING
    journal.record(db, actor, "item:vote-recorded", item, details={"result": outcome["result"]})
    publish(db, ItemChanged(item.meeting_id, item.id, item.state.value))


def begin_vote(db: Session, item: AgendaItem, *, actor: Recorder) -> None:
    """Set `item` to voting; an earlier outcome of it is no longer the present one.

    Part of opening the vote, which was allowed already.
    """
    item.state = ItemState.VOTING
    item.vote_outcome = None
    journal.record(db, actor, "item:vote-begun", item)
    publish(db, ItemChanged(item.meeting_id, item.id, item.state.value))


def end_vote_without_outcome(db: Session, item: AgendaItem, *, actor: Recorder) -> None:
    """The vote was withdrawn: the discussion goes on and nothing is kept as its outcome."""
    item.state = ItemState.DISCUSSING
    journal.record(db, actor, "item:vote-withdrawn", item)
    publish(db, ItemChanged(item.meeting_id, item.id, item.state.value))
