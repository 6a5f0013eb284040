"""What the system itself writes of items that every sitting of a kind has: whose minutes are to be
approved, and how the assignments stand."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from decisions.models import Assignment
from decisions.queries import of_class
from ecabinet import clock
from ecabinet.sentences import S, Sentence
from meetings.models import AgendaItem, ItemType, Meeting, StandingItem


def last_sitting(db: Session, meeting: Meeting) -> Meeting | None:
    """Return the sitting held last before this one."""
    return db.execute(
        select(Meeting)
        .where(Meeting.starts_at < meeting.starts_at, Meeting.ended_at.is_not(None))
        .order_by(Meeting.starts_at.desc(), Meeting.id.desc())
        .limit(1)
    ).scalar_one_or_none()


def approves_minutes(item: AgendaItem) -> bool:
    """Return whether the minutes of the sitting before are to be approved under `item`."""
    return item.standing is StandingItem.LAST_MINUTES or item.type is ItemType.APPROVAL_OF_MINUTES


def minutes_to_approve(
    db: Session, meeting: Meeting, items: Collection[AgendaItem]
) -> dict[int, Meeting]:
    """Return {item id: the sitting whose minutes are to be approved}: the one held last, as long
    as the agenda is in preparation, and what was noted once the cabinet has sat."""
    asked = [item for item in items if approves_minutes(item)]
    if not asked:
        return {}
    if meeting.opened_at is None:
        last = last_sitting(db, meeting)
        return {item.id: last for item in asked} if last else {}
    noted = {item.id: item.minutes_of_id for item in asked if item.minutes_of_id is not None}
    rows = db.execute(select(Meeting).where(Meeting.id.in_(set(noted.values())))).scalars()
    sittings = {row.id: row for row in rows}
    return {item_id: sittings[number] for item_id, number in noted.items()}


def note_minutes(db: Session, items: Collection[AgendaItem], of: Mapping[int, Meeting]) -> None:
    """Note with each item whose minutes are to be approved. Written past the items' own revision:
    it is nothing that an officer wrote."""
    table = AgendaItem.__table__
    for item in items:
        if item.id in of and item.minutes_of_id != of[item.id].id:
            db.execute(
                update(table)  # type: ignore[arg-type]  # a mapped Table, typed as FromClause
                .where(table.c.id == item.id)
                .values(minutes_of_id=of[item.id].id)
            )
            db.expire(item, ["minutes_of_id"])


def standing_notes(
    db: Session, items: Collection[AgendaItem], of: Mapping[int, Meeting]
) -> dict[int, Sentence]:
    """Return {item id: sentence} for the standing items of an agenda; `of`: whose minutes."""
    found = {
        item_id: S("agenda-note-minutes", title=last.title, day=clock.day_of(last.starts_at))
        for item_id, last in of.items()
    }
    for item in items:
        if item.standing is StandingItem.ASSIGNMENTS:
            found[item.id] = _assignments(db)
    return found


def _assignments(db: Session) -> Sentence:
    today = clock.day_of(clock.now())
    in_time, overdue = (
        db.execute(
            select(func.count()).select_from(Assignment).where(of_class(name, today))
        ).scalar_one()
        for name in ("open_in_time", "open_overdue")
    )
    return S("agenda-note-assignments", open=in_time + overdue, overdue=overdue, day=today)
