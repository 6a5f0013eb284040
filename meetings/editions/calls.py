"""Who is called to sittings, and from when until when: as they were asked and have answered."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet import clock
from meetings.editions.warnings import Call, Held, Line
from meetings.invitations.parts import Part, parts_in, planned
from meetings.invited import rules
from meetings.invited.queries import called_by_office
from meetings.models import AgendaItem, Answer, Invitation, Meeting, MeetingState
from meetings.queries import OVER, last_sent
from meetings.seating.models import Seating

_CALLED = (MeetingState.INVITED, MeetingState.IN_SITTING, MeetingState.PAUSED)


def this_sitting(db: Session, meeting: Meeting, lines: Sequence[Line]) -> Held:
    """Return who is called when `lines` are sent: who was invited before, by their answers; the
    members of that day, chair and clerk; who presents; guests of items while they are needed."""
    rows = select(Invitation).where(
        Invitation.meeting_id == meeting.id, Invitation.withdrawn_at.is_(None)
    )
    persons = called_by_office(db, meeting, clock.day_of(meeting.starts_at))
    persons |= {line["presenter_id"] for line in lines if line["presenter_id"]}
    parts = parts_in(planned(meeting, lines))
    calls = _calls(meeting, db.execute(rows).scalars(), parts, persons)
    return _held(meeting, calls, _rooms(db, [meeting.id]))


def other_sittings(db: Session, meeting: Meeting) -> list[Held]:
    """Return the other sittings of that time, with those invited and those who present there. To
    one that was not sent nobody is called yet but its chair and clerk."""
    meetings = list(
        db.execute(
            select(Meeting)
            .where(
                Meeting.id != meeting.id,
                Meeting.state.not_in(OVER),
                Meeting.starts_at < meeting.planned_end_at,
                Meeting.planned_end_at > meeting.starts_at,
            )
            .order_by(Meeting.starts_at, Meeting.id)
        ).scalars()
    )
    ids = [one.id for one in meetings]
    persons = {one.id: {p for p in (one.chair_id, one.clerk_id) if p} for one in meetings}
    presenters = select(AgendaItem.meeting_id, AgendaItem.presenter_id).where(
        AgendaItem.meeting_id.in_([one.id for one in meetings if one.state in _CALLED]),
        AgendaItem.removed_at.is_(None),
        AgendaItem.presenter_id.is_not(None),
    )
    for meeting_id, person_id in db.execute(presenters):
        if person_id is not None:
            persons[meeting_id].add(person_id)
    sent = select(Invitation).where(
        Invitation.meeting_id.in_(ids),
        Invitation.sent_at.is_not(None),
        Invitation.withdrawn_at.is_(None),
    )
    rows: dict[int, list[Invitation]] = {}
    for row in db.execute(sent).scalars():
        rows.setdefault(row.meeting_id, []).append(row)
    editions, rooms = last_sent(db, ids), _rooms(db, ids)
    found = []
    for one in meetings:
        edition = editions.get(one.id)
        parts = parts_in(planned(one, edition.lines if edition else []))
        found.append(_held(one, _calls(one, rows.get(one.id, []), parts, persons[one.id]), rooms))
    return found


def _calls(
    meeting: Meeting,
    invitations: Iterable[Invitation],
    parts: Mapping[int, Sequence[Part]],
    person_ids: Collection[int],
) -> list[Call]:
    """`person_ids`: who is there all the time, where no invitation says something else."""
    found, invited = [], set()
    for row in invitations:
        invited.add(row.person_id)
        asked = [(meeting.starts_at, meeting.planned_end_at)]
        if row.only_items:
            asked = [(part.from_at, part.to_at) for part in parts.get(row.person_id, ())]
        found += [Call(row.person_id, *span) for one in asked for span in _there(row, *one)]
        if row.answer is Answer.SUBSTITUTE and row.substitute_id is not None:
            found.append(Call(row.substitute_id, *rules.sits_in_during(meeting, [row])))
    whole = (meeting.starts_at, meeting.planned_end_at)
    return found + [Call(person_id, *whole) for person_id in sorted({*person_ids} - invited)]


def _there(
    row: Invitation, from_at: datetime, until_at: datetime
) -> list[tuple[datetime, datetime]]:
    """What the invited person is there of a time, themselves."""
    if row.answer not in (Answer.ABSENT, Answer.SUBSTITUTE):
        return [(from_at, until_at)]
    left = [
        (from_at, min(until_at, row.absent_from)) if row.absent_from else None,
        (max(from_at, row.absent_until), until_at) if row.absent_until else None,
    ]
    return [span for span in left if span is not None and span[0] < span[1]]


def _rooms(db: Session, meeting_ids: Collection[int]) -> dict[int, int]:
    rows = select(Seating.meeting_id, Seating.room_id).where(Seating.meeting_id.in_(meeting_ids))
    return {row.meeting_id: row.room_id for row in db.execute(rows)}


def _held(meeting: Meeting, calls: Sequence[Call], rooms: Mapping[int, int]) -> Held:
    return Held(
        meeting.title, meeting.starts_at, meeting.planned_end_at, meeting.place, calls,
        rooms.get(meeting.id),
    )  # fmt: skip
