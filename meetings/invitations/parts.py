"""For which items, and from when until when, a guest is asked to a sitting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from meetings.agenda.lines import timetable_of
from meetings.agenda.models import ItemGuest
from meetings.models import AgendaItem, Meeting
from meetings.queries import last_edition


@dataclass(frozen=True)
class Part:
    """An item of the edition that was sent, and when the guest is asked to be there for it."""

    line: Mapping[str, Any]
    from_at: datetime
    to_at: datetime


def lines_sent(db: Session, meeting: Meeting) -> list[Part]:
    """Return the items of the edition sent last, each with the time planned for it."""
    edition = last_edition(db, meeting, sent=True)
    if edition is None:
        return []
    slots = timetable_of(meeting.starts_at, edition.lines)
    return [
        Part(line, slot.from_at, slot.to_at)
        for line, slot in zip(edition.lines, slots, strict=True)
    ]


def parts_of(db: Session, meeting: Meeting) -> dict[int, list[Part]]:
    """Return {person id: the items to which they are asked, in order}, of those that were sent;
    at the time set for them, else when the item is planned."""
    lines = {part.line["item_id"]: part for part in lines_sent(db, meeting)}
    rows = db.execute(
        select(ItemGuest)
        .join(AgendaItem, AgendaItem.id == ItemGuest.item_id)
        .where(AgendaItem.meeting_id == meeting.id, ItemGuest.item_id.in_(lines))
    ).scalars()
    found: dict[int, list[Part]] = {}
    for row in rows:
        planned = lines[row.item_id]
        part = Part(planned.line, row.from_at or planned.from_at, row.to_at or planned.to_at)
        found.setdefault(row.person_id, []).append(part)
    for parts in found.values():
        parts.sort(key=lambda part: (part.from_at, part.line["ordinal"]))
    return found
