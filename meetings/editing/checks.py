"""The formal check of an item (kiểm tra thể thức): held, set, taken back.

A check holds for exactly what stood there: it is kept with the fingerprint of the line, papers and
their versions included, so that no act on an item or a paper has to remember to reset it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from ecabinet import clock, journal
from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Account
from ecabinet.outbox import publish
from meetings.agenda import queries as agenda_queries
from meetings.agenda import rules
from meetings.agenda.lines import fingerprint
from meetings.editing.models import FormalCheck
from meetings.events import AgendaChanged
from meetings.models import AgendaItem, Meeting

Line = Mapping[str, Any]


@dataclass(frozen=True)
class Check:
    """Who found an item in order, and when; `holds`: nothing was changed since."""

    by: str
    at: datetime
    holds: bool


def checks_of(db: Session, lines: Sequence[Line]) -> dict[int, Check]:
    """Return {item id: its check} of the items that were ever checked; one query."""
    prints = {line["item_id"]: fingerprint([line]) for line in lines}
    rows = db.execute(
        select(FormalCheck)
        .where(FormalCheck.item_id.in_(prints))
        .options(joinedload(FormalCheck.account).joinedload(Account.person))
    ).scalars()
    return {
        row.item_id: Check(row.account.person.name, row.at, row.fingerprint == prints[row.item_id])
        for row in rows
    }


def valid_checks(db: Session, lines: Sequence[Line]) -> set[int]:
    """Return the items that are in order as `lines` say them."""
    return {item_id for item_id, check in checks_of(db, lines).items() if check.holds}


def mark_checked(
    db: Session, *, actor: Actor, meeting: Meeting, item_ids: Iterable[int] | None = None
) -> int:
    """Note that items (all that stand there, where none are named) are formally in order as they
    are now; return how many were not before. Raises Denied, Conflict."""
    rules.may_check(actor, meeting).enforce()
    wanted = None if item_ids is None else set(item_ids)
    lines = agenda_queries.desk(db, meeting).lines
    held = valid_checks(db, lines)
    new = [
        line
        for line in lines
        if line["item_id"] not in held and (wanted is None or line["item_id"] in wanted)
    ]
    for line in new:
        row = db.get(FormalCheck, line["item_id"]) or FormalCheck(item_id=line["item_id"])
        row.fingerprint, row.at = fingerprint([line]), clock.now()
        row.account_id = actor.account_id
        db.add(row)
    if new:
        db.flush()
        items = sorted(line["item_id"] for line in new)
        journal.record(db, actor, "agenda:check", meeting, details={"items": items})
        publish(db, AgendaChanged(meeting.id, meeting.state.value))
    return len(new)


def take_check_back(db: Session, *, actor: Actor, item: AgendaItem) -> None:
    """Say that an item is not in order after all. Raises Denied, Conflict."""
    rules.may_check(actor, item.meeting).enforce()
    row = db.get(FormalCheck, item.id)
    if row is None:
        return
    db.delete(row)
    db.flush()
    journal.record(db, actor, "agenda:check-taken-back", item)
    publish(db, AgendaChanged(item.meeting_id, item.meeting.state.value))
