"""Personal calendar feeds: a secret address under which a calendar program reads the sittings.

The address is the only key, so it is shown once, kept as a hash, renewed and revoked at will. It
tells what the e-mails tell: title, time and place of the sittings to which the person is called,
and that something is due, never what.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from ecabinet import clock, journal
from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Account
from ecabinet.errors import NotVisible
from ecabinet.i18n import say_in, translate
from ecabinet.people.models import Person
from ecabinet.slots import CALENDAR_DUE, DueDate
from meetings.invitations import ics
from meetings.invitations.calendars import (
    Called,
    entry_of,
    organizer,
    outside,
    spans_of,
    uid_of,
)
from meetings.invitations.models import CalendarEntry, CalendarFeed
from meetings.models import Answer, Invitation, Meeting, MeetingState
from meetings.queries import is_own_invitation

PAST = timedelta(days=180)
"""How long sittings stay in the feed after they were held."""
NOTED_EVERY = timedelta(hours=1)


def hash_of(token: str) -> str:
    """Return what is kept of the secret part of an address."""
    return hashlib.sha256(token.encode()).hexdigest()


def feed_in_use(db: Session, account_id: int) -> CalendarFeed | None:
    """Return the feed of an account, if it has one."""
    return db.execute(
        select(CalendarFeed).where(
            CalendarFeed.account_id == account_id, CalendarFeed.revoked_at.is_(None)
        )
    ).scalar_one_or_none()


def renew_feed(db: Session, *, actor: Actor) -> str:
    """Give the account a new secret address; the old one is dead. Returns the secret part, which
    is told this one time."""
    revoke_feed(db, actor=actor)
    token = secrets.token_urlsafe(32)
    feed = CalendarFeed(
        account_id=actor.account_id, token_hash=hash_of(token), created_at=clock.now()
    )
    db.add(feed)
    db.flush()
    journal.record(db, actor, "calendar_feed:renew", feed)
    return token


def revoke_feed(db: Session, *, actor: Actor) -> bool:
    """End the feed of the account; returns whether there was one."""
    feed = feed_in_use(db, actor.account_id)
    if feed is None:
        return False
    feed.revoked_at = clock.now()
    db.flush()
    journal.record(db, actor, "calendar_feed:revoke", feed)
    return True


def find_feed(db: Session, token: str) -> CalendarFeed:
    """Return the feed behind an address. Raises NotVisible for one that is not known, revoked, or
    whose account or person has left."""
    feed = db.execute(
        select(CalendarFeed)
        .join(CalendarFeed.account)
        .join(Account.person)
        .where(
            CalendarFeed.token_hash == hash_of(token),
            CalendarFeed.revoked_at.is_(None),
            Account.deactivated_at.is_(None),
            Person.deactivated_at.is_(None),
        )
        .options(joinedload(CalendarFeed.account).joinedload(Account.person))
    ).scalar_one_or_none()
    if feed is None:
        raise NotVisible
    return feed


def is_to_be_noted(feed: CalendarFeed) -> bool:
    """Return whether this reading is to be written down: programs come often."""
    return feed.read_at is None or clock.now() - feed.read_at >= NOTED_EVERY


def note_reading(db: Session, feed_id: int) -> None:
    """Write down when the feed was read last, so that its owner sees a stranger."""
    db.get_one(CalendarFeed, feed_id).read_at = clock.now()


def written(db: Session, actor: Actor, name: str) -> bytes:
    """Return the calendar of who acts: what they are called to, what was called off, what those who
    delegated to them are called to (marked with the name), and what is due for them."""
    called = list(_called(db, actor))
    kept = _kept(db, called)
    found = [
        _entry(db, meeting, who, whose, kept.get((meeting.id, whose.person.id)))
        for meeting, who, whose in called
    ]
    dues = [_due(due) for fill in CALENDAR_DUE for due in fill(db, actor)]
    return ics.calendar(
        found, dues=dues, method=ics.Method.PUBLISH, zone=clock.zone(), organizer=organizer(db),
        name=name,
    )  # fmt: skip


def _due(due: DueDate) -> ics.Due:
    link = f"{outside.base_url}{due.path}" if outside.base_url else ""
    title = say_in(outside.language, due.sentence)
    return ics.Due(due.uid, due.sequence, due.told_at, title, due.due_at, link)


@dataclass(frozen=True)
class _Whose:
    """For whom an entry stands in the feed: the reader, or somebody who delegated to them."""

    reader_id: int
    person: Person

    @property
    def is_own(self) -> bool:
        return self.person.id == self.reader_id


def _called(db: Session, actor: Actor) -> Iterable[tuple[Meeting, Called, _Whose]]:
    """One entry for each sitting to which the reader is called; else one for each of those whom
    they may represent there."""
    rows = db.execute(
        select(Invitation)
        .join(Invitation.meeting)
        .where(is_own_invitation(actor), Meeting.starts_at > clock.now() - PAST)
        .options(joinedload(Invitation.meeting), joinedload(Invitation.person))
        .order_by(Meeting.starts_at, Meeting.id, Invitation.rank, Invitation.id)
    ).scalars()
    reader = db.get_one(Person, actor.person_id)
    own: dict[int, tuple[Meeting, Called, _Whose]] = {}
    represented: list[tuple[Meeting, Called, _Whose]] = []
    for row in rows:
        if row.person_id == reader.id:
            own[row.meeting_id] = (
                row.meeting, Called(reader, row), _Whose(reader.id, reader),
            )  # fmt: skip
        elif row.answer is Answer.SUBSTITUTE and row.substitute_id == reader.id:
            called = Called(reader, row, sits_in=True)
            own.setdefault(row.meeting_id, (row.meeting, called, _Whose(reader.id, reader)))
        else:
            whose = _Whose(reader.id, row.person)
            represented.append((row.meeting, Called(row.person, row), whose))
    others = [one for one in represented if one[0].id not in own]
    return sorted([*own.values(), *others], key=lambda one: (one[0].starts_at, one[0].id))


def _kept(
    db: Session, called: Iterable[tuple[Meeting, Called, _Whose]]
) -> dict[tuple[int, int], CalendarEntry]:
    """{(sitting, person): the entry that their calendar was told}; one query, however many."""
    wanted = [(meeting.id, whose.person.id) for meeting, _, whose in called]
    rows = db.execute(
        select(CalendarEntry).where(
            CalendarEntry.meeting_id.in_({meeting_id for meeting_id, _ in wanted}),
            CalendarEntry.person_id.in_({person_id for _, person_id in wanted}),
        )
    ).scalars()
    return {(row.meeting_id, row.person_id): row for row in rows}


def _entry(
    db: Session, meeting: Meeting, who: Called, whose: _Whose, kept: CalendarEntry | None
) -> ics.Entry:
    person = whose.person
    if kept is None:
        # Called before calendars were told: the same name, so that later mails find the entry.
        first, last = spans_of(db, meeting, [who])[person.id]
        kept = CalendarEntry(
            meeting_id=meeting.id, person_id=person.id, uid=uid_of(meeting, person.id),
            sequence=0, told_at=who.invitation.sent_at or meeting.created_at,
            told={"title": meeting.title, "starts_at": first.isoformat(),
                  "ends_at": last.isoformat(), "place": meeting.place},
        )  # fmt: skip
    entry = entry_of(kept, who, person, is_cancelled=_is_off(meeting))
    if whose.is_own:
        return entry
    # An entry of its own: the minister's calendar may be open in the same program.
    title = translate(
        outside.language, "feed-represents", {"name": person.name, "title": entry.title}
    )
    uid = hashlib.sha256(f"{entry.uid}\n{whose.reader_id}".encode()).hexdigest()[:32]
    return replace(entry, uid=f"{uid}@ecabinet", title=title, address="", keeps_free=True)


def _is_off(meeting: Meeting) -> bool:
    return meeting.state is MeetingState.CANCELLED
