"""Keeps the calendars of those who are called: tells what is new, what changed, what is off.

Each person has an entry of their own with a UID that stays; what is told again has a higher
SEQUENCE, so that a calendar changes the entry that it has (RFC 5546, 2.1.4).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from ecabinet import clock
from ecabinet.notices.services import Attachment
from ecabinet.people.models import Person
from ecabinet.people.queries import body
from ecabinet.sentences import S
from meetings.invitations import ics
from meetings.invitations.models import CalendarEntry
from meetings.invitations.parts import parts_of
from meetings.invitations.telling import notify
from meetings.invited import rules
from meetings.models import Answer, Invitation, InvitationKind, Meeting, MeetingState

NO_ADDRESS = "no-reply@ecabinet.invalid"
"""Who calls, where no address of the secretariat is set up: an organizer has to have one."""


@dataclass
class Outside:
    """How those outside reach the cabinet: set once at start by the wiring."""

    language: str = "vi"
    base_url: str = ""
    organizer: str = NO_ADDRESS
    words: str = ""
    """What an entry says of itself: where the agenda and the answer are."""


outside = Outside()


@dataclass(frozen=True)
class Called:
    """Somebody who is to be there: by their own invitation, or sitting in for somebody; `besides`:
    for whom else."""

    person: Person
    invitation: Invitation
    sits_in: bool = False
    besides: tuple[Invitation, ...] = ()

    @property
    def part(self) -> ics.Part:
        """How they take part, as far as they have said."""
        if self.sits_in:
            return ics.Part.ACCEPTED
        answer = self.invitation.answer
        if answer is Answer.NONE:
            return ics.Part.ASKED
        if answer in (Answer.ATTENDING, Answer.REMOTE) or rules.is_partial(self.invitation):
            return ics.Part.ACCEPTED
        return ics.Part.DECLINED if answer is Answer.ABSENT else ics.Part.DELEGATED


def uid_of(meeting: Meeting, person_id: int) -> str:
    """Return the name of the entry, the same for ever."""
    named = f"{meeting.id}\n{meeting.created_at.isoformat()}\n{person_id}"
    return hashlib.sha256(named.encode()).hexdigest()[:32] + "@ecabinet"


def called_to(db: Session, meeting: Meeting) -> dict[int, Called]:
    """Return {person id: Called} of all who are to be there; invitations that were sent."""
    rows = list(
        db.execute(
            select(Invitation)
            .where(
                Invitation.meeting_id == meeting.id,
                Invitation.sent_at.is_not(None),
                Invitation.withdrawn_at.is_(None),
            )
            .options(joinedload(Invitation.person))
            .order_by(Invitation.rank, Invitation.id)
        ).scalars()
    )
    found = {row.person_id: Called(row.person, row) for row in rows}
    sent: dict[int, list[Invitation]] = {}
    for row in rows:
        if row.answer is Answer.SUBSTITUTE and row.substitute_id is not None:
            sent.setdefault(row.substitute_id, []).append(row)
    for person_id, (first, *others) in sent.items():
        if person_id not in found:
            person = db.get_one(Person, person_id)
            found[person_id] = Called(person, first, sits_in=True, besides=tuple(others))
    return found


def keep_up(db: Session, meeting: Meeting) -> None:
    """Tell everybody whose calendar says something else than what holds now.

    Who is called for the first time is told of the invitation, whose time, place or title changed
    of the change; who is called no more, and everybody when the sitting is off, of that. Each is
    told once, by an in-app notice and an e-mail with the file.
    """
    called = called_to(db, meeting)
    wanted = called if meeting.state is not MeetingState.CANCELLED else {}
    entries = {
        entry.person_id: entry
        for entry in db.execute(
            select(CalendarEntry)
            .where(CalendarEntry.meeting_id == meeting.id)
            .options(joinedload(CalendarEntry.person))
        ).scalars()
    }
    spans = spans_of(db, meeting, wanted.values())
    for person_id, who in wanted.items():
        frame = _frame(meeting, *spans[person_id])
        entry = entries.get(person_id)
        if entry is None:
            entry = _first(db, meeting, who.person, frame)
            _tell(db, meeting, entry, who, ics.Method.REQUEST, "invitation-sent")
        elif entry.cancelled_at is not None or entry.told != frame:
            kind = "invitation-sent" if entry.cancelled_at else "invitation-changed"
            _again(entry, frame, cancelled=False)
            _tell(db, meeting, entry, who, ics.Method.REQUEST, kind)
    kind = "invitation-cancelled" if meeting.state is MeetingState.CANCELLED else (
        "invitation-withdrawn"
    )  # fmt: skip
    for person_id, entry in entries.items():
        if person_id not in wanted and entry.cancelled_at is None:
            _again(entry, entry.told, cancelled=True)
            _tell(db, meeting, entry, called.get(person_id), ics.Method.CANCEL, kind)
    db.flush()


def spans_of(
    db: Session, meeting: Meeting, called: Iterable[Called]
) -> dict[int, tuple[datetime, datetime]]:
    """Return {person id: (from, until)}: who is asked to single items comes for these, who sits in
    for a part of the sitting for that part."""
    found: dict[int, tuple[datetime, datetime]] = {}
    parts = None
    for who in called:
        span = (meeting.starts_at, meeting.planned_end_at)
        if who.sits_in:
            span = rules.sits_in_during(meeting, (who.invitation, *who.besides))
        elif who.invitation.only_items:
            parts = parts_of(db, meeting) if parts is None else parts
            own = parts.get(who.person.id, [])
            if own:
                span = (min(part.from_at for part in own), max(part.to_at for part in own))
        found[who.person.id] = span
    return found


def _frame(meeting: Meeting, starts_at: datetime, ends_at: datetime) -> dict[str, Any]:
    return {
        "title": meeting.title,
        "starts_at": starts_at.isoformat(),
        "ends_at": ends_at.isoformat(),
        "place": meeting.place,
    }


def _first(db: Session, meeting: Meeting, person: Person, frame: dict[str, Any]) -> CalendarEntry:
    entry = CalendarEntry(
        meeting_id=meeting.id,
        person_id=person.id,
        uid=uid_of(meeting, person.id),
        sequence=0,
        told=frame,
        told_at=clock.now(),
    )
    entry.person = person
    db.add(entry)
    return entry


def _again(entry: CalendarEntry, frame: dict[str, Any], *, cancelled: bool) -> None:
    entry.sequence += 1
    entry.told, entry.told_at = frame, clock.now()
    entry.cancelled_at = clock.now() if cancelled else None


def _tell(
    db: Session,
    meeting: Meeting,
    entry: CalendarEntry,
    who: Called | None,
    method: ics.Method,
    kind: str,
) -> None:
    starts_at = datetime.fromisoformat(entry.told["starts_at"])
    sentence = S(
        f"calendar-says-{kind}", title=entry.told["title"], at=starts_at, place=entry.told["place"],
        reason=meeting.cancel_reason,
    )  # fmt: skip
    # What was called off may have a reason that is nobody's business outside.
    outside_says = S(f"calendar-outside-{kind}", title=entry.told["title"], at=starts_at,
                     place=entry.told["place"])  # fmt: skip
    content = ics.calendar(
        [entry_of(entry, who, entry.person, is_cancelled=method is ics.Method.CANCEL)],
        method=method,
        zone=clock.zone(),
        organizer=organizer(db),
    )
    name = "cancel.ics" if method is ics.Method.CANCEL else "invite.ics"
    media_type = f"{ics.MEDIA_TYPE}; method={method.value}; charset=utf-8"
    notify(
        db,
        kind=kind,
        person_ids=[entry.person_id],
        sentence=sentence,
        outside=outside_says,
        url=f"/meetings/{meeting.id}",
        key=f"calendar:{meeting.id}:{entry.sequence}",
        subject={"meeting_id": meeting.id},
        files=[Attachment(name, media_type, content)],
    )


def entry_of(
    entry: CalendarEntry, who: Called | None, person: Person, *, is_cancelled: bool = False
) -> ics.Entry:
    """Return what a calendar of `person` is told; `who`: None when they are called no more."""
    told = entry.told
    link = f"{outside.base_url}/meetings/{entry.meeting_id}" if outside.base_url else ""
    return ics.Entry(
        uid=entry.uid,
        sequence=entry.sequence,
        told_at=entry.told_at,
        title=told["title"],
        starts_at=datetime.fromisoformat(told["starts_at"]),
        ends_at=datetime.fromisoformat(told["ends_at"]),
        place=told["place"],
        name=person.name,
        address=person.email,
        part=who.part if who else ics.Part.ASKED,
        is_optional=who is not None and who.invitation.kind is InvitationKind.GUEST,
        is_cancelled=is_cancelled or entry.cancelled_at is not None,
        link="" if is_cancelled else link,
        words="" if is_cancelled else outside.words,
    )


def organizer(db: Session) -> ics.Organizer:
    """Return who calls to sittings: the office of the cabinet."""
    cabinet = body(db)
    english = outside.language == "en"
    name = cabinet.office_name_en if english else cabinet.office_name_vi
    return ics.Organizer(name, outside.organizer)
