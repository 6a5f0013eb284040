"""What a calendar program makes of our files: read with another library than writes them, and
kept as RFC 5546 says: an entry is changed by a higher SEQUENCE of the same UID alone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import vobject
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.notices.models import Notice, NoticeAttachment, NoticeFile


def read(content: bytes) -> Any:
    """Return the calendar; raises when it is no valid one.

    The library keeps zones by name in one table, and the first of a name stays: so it is emptied.
    The first look puts the zone of this file there, the second reads the times by it, and not by
    what the machine knows of zones.
    """
    zones = vars(vobject.icalendar)["__tzidMap"]
    for name in [name for name in zones if name != "UTC"]:
        del zones[name]
    vobject.readOne(content.decode("utf-8"))
    found = vobject.readOne(content.decode("utf-8"))
    found.validate(raiseException=True)
    return found


def utc(value: Any) -> datetime:
    """Return the instant that a reader makes of a date and time with its VTIMEZONE."""
    return value.value.astimezone(UTC)


class CalendarProgram:
    """Somebody's calendar into which files are taken, as they come by mail or from a feed."""

    def __init__(self) -> None:
        self.entries: dict[str, Any] = {}

    def take(self, content: bytes) -> None:
        """Take a file in."""
        calendar = read(content)
        method = calendar.method.value
        for event in calendar.contents.get("vevent", []):
            there = self.entries.get(event.uid.value)
            newer = there is None or int(event.sequence.value) > int(there.sequence.value)
            if method == "CANCEL":
                if newer and there is not None:
                    del self.entries[event.uid.value]
            elif newer:
                self.entries[event.uid.value] = event


def files_of(db: Session, person_id: int) -> list[NoticeFile]:
    """Return the files that go to a person by mail, oldest first."""
    return list(
        db.execute(
            select(NoticeFile)
            .join(NoticeAttachment, NoticeAttachment.file_id == NoticeFile.id)
            .join(Notice, Notice.id == NoticeAttachment.notice_id)
            .where(Notice.person_id == person_id)
            .order_by(Notice.id)
        ).scalars()
    )


def notices_of(db: Session, person_id: int) -> list[str]:
    """Return the kinds of what a person was told, oldest first."""
    rows = db.execute(select(Notice).where(Notice.person_id == person_id).order_by(Notice.id))
    return [notice.kind for notice in rows.scalars()]


def days(first: date, count: int) -> list[date]:
    """Return `count` days from `first`."""
    return [date.fromordinal(first.toordinal() + place) for place in range(count)]
