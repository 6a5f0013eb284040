"""For which items, and from when until when, a guest is asked to a sitting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from meetings.agenda.lines import TimeSlot, guest_slot, timetable_of
from meetings.models import Meeting
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
    return planned(meeting, edition.lines)


def planned(meeting: Meeting, lines: Sequence[Mapping[str, Any]]) -> list[Part]:
    """Return frozen `lines` of the sitting, each with the time planned for it."""
    slots = timetable_of(meeting.starts_at, lines)
    return [Part(line, slot.from_at, slot.to_at) for line, slot in zip(lines, slots, strict=True)]


def parts_of(db: Session, meeting: Meeting) -> dict[int, list[Part]]:
    """Return {person id: the items to which they are asked, in order}, of those that were sent;
    at the time set for them, else when the item is planned."""
    return parts_in(lines_sent(db, meeting))


def parts_in(lines: Iterable[Part]) -> dict[int, list[Part]]:
    """Return {person id: the items of frozen `lines` to which they are asked, in order}."""
    found: dict[int, list[Part]] = {}
    for planned in lines:
        for guest in planned.line.get("guests") or ():
            slot = guest_slot(guest, TimeSlot(planned.from_at, planned.to_at))
            part = Part(planned.line, slot.from_at, slot.to_at)
            found.setdefault(guest["person_id"], []).append(part)
    for parts in found.values():
        parts.sort(key=lambda part: (part.from_at, part.line["ordinal"]))
    return found
