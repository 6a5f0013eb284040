"""In which order the items of a working copy stand: grouped by section, numbered 1, 2, 3 …"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import case, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from ecabinet import clock
from ecabinet.outbox import publish
from meetings.agenda.models import AgendaSection
from meetings.events import AgendaChanged
from meetings.models import AgendaItem, Meeting


def standing_items(db: Session, meeting: Meeting) -> list[AgendaItem]:
    """Return the items that were not removed, in order."""
    return list(
        db.execute(
            select(AgendaItem)
            .where(AgendaItem.meeting_id == meeting.id, AgendaItem.removed_at.is_(None))
            .order_by(AgendaItem.ordinal, AgendaItem.id)
        ).scalars()
    )


def sections_of(db: Session, meeting: Meeting) -> list[AgendaSection]:
    """Return the sections that were not removed, in order."""
    return list(
        db.execute(
            select(AgendaSection)
            .where(AgendaSection.meeting_id == meeting.id, AgendaSection.removed_at.is_(None))
            .order_by(AgendaSection.ordinal, AgendaSection.id)
        ).scalars()
    )


def put_in_order(
    db: Session, meeting: Meeting, items: Sequence[AgendaItem], order: Sequence[int]
) -> list[int]:
    """Number `items` 1, 2, 3 … in `order`, those before all sections first and then section by
    section; return the order they have now.

    Written past the items' own revision: who moves a line does not spoil the text that somebody
    else is typing into it.
    """
    if not order:
        return []
    places = {section.id: place for place, section in enumerate(sections_of(db, meeting), start=1)}
    of_item = {item.id: places.get(item.section_id or 0, 0) for item in items}
    grouped = sorted(order, key=lambda item_id: of_item[item_id])
    table = AgendaItem.__table__
    ordinals = {item_id: ordinal for ordinal, item_id in enumerate(grouped, start=1)}
    db.execute(
        update(table)  # type: ignore[arg-type]  # a mapped Table, typed as FromClause
        .where(table.c.id.in_(grouped))
        .values(ordinal=case(ordinals, value=table.c.id))
    )
    for item in items:
        db.expire(item, ["ordinal"])
    return grouped


def put_into_sections(
    db: Session, items: Sequence[AgendaItem], sections: dict[int, int | None]
) -> None:
    """Write {item id: section id or None} past the items' own revision, as their order is."""
    table = AgendaItem.__table__
    for item in items:
        if item.id in sections and item.section_id != sections[item.id]:
            db.execute(
                update(table)  # type: ignore[arg-type]  # a mapped Table, typed as FromClause
                .where(table.c.id == item.id)
                .values(section_id=sections[item.id])
            )
            db.expire(item, ["section_id"])


def note_changed(db: Session, meeting: Meeting) -> None:
    """Count the sitting's revision on, and tell the desk: another order, or other items."""
    meeting.agenda_changed_at = clock.now()
    flag_modified(meeting, "agenda_changed_at")
    db.flush()
    publish(db, AgendaChanged(meeting.id, meeting.state.value))
