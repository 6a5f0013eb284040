"""Sees in each unit of work what changes who sees positions, and has attachments follow in the same
one. Whoever opens a sitting or names a substitute need not think of them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import event, inspect, select
from sqlalchemy.orm import Session

from ecabinet import clock
from ecabinet.db import Database
from ecabinet.people.models import BodyRulesVersion
from meetings.models import AgendaItem, Invitation, Meeting
from meetings.positions import readers
from meetings.positions.models import Position
from meetings.positions.rules import TAKEN_IN

_KEY = "meetings.positions.changed"
_WATCHED: dict[type[Any], frozenset[str]] = {
    Position: frozenset({"superseded_at", "confirmed_at", "document_id"}),
    Invitation: frozenset({"kind", "sent_at", "withdrawn_at", "answer", "substitute_id"}),
    Meeting: frozenset({"opened_at", "chair_id"}),
    AgendaItem: frozenset({"chair_id", "removed_at", "meeting_id"}),
    BodyRulesVersion: frozenset({"valid_from", "rules"}),
}


@event.listens_for(Session, "after_flush")
def _collect(db: Session, context: Any) -> None:
    """Keep what was flushed and matters; what it means is asked once, at the end."""
    for row in (*db.new, *db.deleted, *db.dirty):
        columns = _WATCHED.get(type(row))
        if columns is None or (row in db.dirty and not _differs(row, columns)):
            continue
        db.info.setdefault(_KEY, []).append(row)


def _differs(row: Any, columns: frozenset[str]) -> bool:
    attributes = inspect(row).attrs
    return any(attributes[name].history.has_changes() for name in columns)


def settle_changed(db: Session) -> None:
    """Have the attachments of the sittings that changed in this unit of work follow."""
    changed = db.info.pop(_KEY, None)
    if not changed:
        return
    if any(isinstance(row, BodyRulesVersion) for row in changed):
        readers.settle(db)
        return
    meetings = {row.id for row in changed if isinstance(row, Meeting)}
    meetings |= {row.meeting_id for row in changed if isinstance(row, (AgendaItem, Invitation))}
    items = {row.item_id for row in changed if isinstance(row, Position)}
    if items:
        of = select(AgendaItem.meeting_id).where(AgendaItem.id.in_(items))
        meetings |= set(db.execute(of).scalars())
    readers.settle(db, meetings)


class Round:
    """Finds what no act tells of: rules that come into force with a day, and what two acts at the
    same moment did not see of each other. Sittings that are over are looked at once a day."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.looked_on: Any = None

    def __call__(self) -> None:
        """Look, and settle only where something is stale."""
        today = clock.day_of(clock.now())
        with self.database.reading() as db:
            meetings: list[int] | None = None
            if self.looked_on == today:
                running = select(Meeting.id).where(Meeting.state.in_(TAKEN_IN))
                meetings = list(db.execute(running).scalars())
            found = bool(readers.stale(db, meetings))
        if found:
            with self.database.unit_of_work() as db:
                readers.settle(db, meetings)
        self.looked_on = today
