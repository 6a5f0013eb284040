"""Items that were put off and come back: where they are offered, and what was said of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from ecabinet import clock
from meetings.agenda.models import PutOffAgain
from meetings.models import AgendaItem, ClerkNote, ItemState, Meeting, MeetingState
from meetings.rules import BEFORE_THE_SITTING

MOST_SITTINGS = 20


@dataclass(frozen=True)
class Earlier:
    """What an earlier sitting did with a matter, and what the clerk noted as said."""

    item: AgendaItem
    notes: list[str]


@dataclass(frozen=True)
class Returning:
    """An item that was put off and is offered to a sitting, with the sittings before."""

    item: AgendaItem
    history: list[Earlier]


def offered_at(
    resubmit_on: date, sittings: Collection[tuple[int, date]], refused: Collection[int]
) -> int | None:
    """Return which sitting is asked to take up an item again: the first on or after `resubmit_on`
    that has not put it off again; None while there is none.

    `sittings`: (id, day) of those in preparation, in order; `refused`: ids.
    """
    return next((id_ for id_, day in sittings if day >= resubmit_on and id_ not in refused), None)


def comes_back(db: Session, meeting: Meeting) -> list[Returning]:
    """Return the items offered to `meeting`, the longest put off first.

    An item taken up again is offered no more, unless it was removed from that agenda, or that
    sitting was called off. The new item, where it is put off too, comes back in its place.
    """
    if meeting.state not in BEFORE_THE_SITTING:
        return []
    again, of = aliased(AgendaItem), aliased(Meeting)
    taken_up = exists().where(
        again.came_from_id == AgendaItem.id,
        again.removed_at.is_(None),
        of.id == again.meeting_id,
        or_(again.state != ItemState.WITHDRAWN, of.state != MeetingState.CANCELLED),
    )
    waiting = db.execute(
        select(AgendaItem)
        .where(
            AgendaItem.state == ItemState.DEFERRED,
            AgendaItem.removed_at.is_(None),
            AgendaItem.meeting_id != meeting.id,
            AgendaItem.resubmit_on <= clock.day_of(meeting.starts_at),
            ~taken_up,
        )
        .order_by(AgendaItem.resubmit_on, AgendaItem.id)
        .options(joinedload(AgendaItem.meeting), joinedload(AgendaItem.lead))
    ).scalars()
    items = list(waiting)
    if not items:
        return []
    sittings = [
        (row.id, clock.day_of(row.starts_at))
        for row in db.execute(
            select(Meeting.id, Meeting.starts_at)
            .where(Meeting.state.in_(BEFORE_THE_SITTING))
            .order_by(Meeting.starts_at, Meeting.id)
        )
    ]
    refused: dict[int, set[int]] = {}
    for row in db.execute(
        select(PutOffAgain).where(PutOffAgain.item_id.in_([item.id for item in items]))
    ).scalars():
        refused.setdefault(row.item_id, set()).add(row.meeting_id)
    return [
        Returning(item, history_of(db, item))
        for item in items
        if item.resubmit_on is not None
        and offered_at(item.resubmit_on, sittings, refused.get(item.id, ())) == meeting.id
    ]


def history_of(db: Session, item: AgendaItem) -> list[Earlier]:
    """Return what became of the matter of `item` so far, itself when put off included, latest
    first."""
    found: list[Earlier] = []
    present: AgendaItem | None = item
    while present is not None and len(found) < MOST_SITTINGS:
        if present.state is ItemState.DEFERRED:
            notes = db.execute(
                select(ClerkNote)
                .where(and_(ClerkNote.item_id == present.id, ClerkNote.removed_at.is_(None)))
                .order_by(ClerkNote.at, ClerkNote.id)
                .options(joinedload(ClerkNote.speaker))
            ).scalars()
            said = [f"{n.speaker.name}: {n.text}" if n.speaker else n.text for n in notes]
            found.append(Earlier(present, said))
        before = present.came_from_id
        present = db.get(AgendaItem, before) if before is not None else None
    return found
