"""Reminders of what is missing: only to those who owe it, and not twice within an hour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from ecabinet import clock, journal
from ecabinet.auth.actor import Actor
from ecabinet.notices import kinds
from ecabinet.notices.services import notify
from ecabinet.sentences import S
from meetings.live.queries import lock_meeting
from meetings.models import Meeting
from meetings.positions.rules import TAKEN_IN
from meetings.readiness import owing, queries, rules
from meetings.readiness.models import Missing, Reminder
from meetings.readiness.rules import Gap


def remind(
    db: Session,
    *,
    actor: Actor,
    meeting: Meeting,
    item_id: int | None = None,
    person_id: int | None = None,
    missing: Missing | None = None,
    again: bool = False,
) -> int:
    """Remind those who owe something: of one item, one person, one kind, or all; returns how many
    persons are told.

    `again`: also who was reminded of the same within the hour. Two officers who ask at once come in
    turn, and the second is told. Raises Denied, Conflict.
    """
    lock_meeting(db, meeting)
    rules.may_remind(actor, meeting).enforce()
    at = clock.now()
    sheet = queries.sheet(db, meeting)
    gaps = rules.chosen(sheet.gaps, item_id=item_id, person_id=person_id, missing=missing)
    lately = rules.reminded_lately(gaps, queries.reminders_of(db, meeting), at)
    rules.not_too_soon(lately, again=again).enforce()
    called = sheet.called
    by_person: dict[int, list[Gap]] = {}
    for gap in gaps:
        by_person.setdefault(gap.person_id, []).append(gap)
    for person, owed in sorted(by_person.items()):
        asked = [
            request.id
            for one in sheet.items
            for request in one.opinions
            if (Missing.OPINION, one.item.id) in {(gap.missing, gap.item_id) for gap in owed}
            and request.organisation_id == sheet.organisations.get(person)
        ]
        _tell(db, meeting, person, owed, is_called=person in called, opinions=asked)
        db.add_all(
            Reminder(
                meeting_id=meeting.id, person_id=person, missing=kind, sent_at=at,
                item_id=item_id if kind is not Missing.INVITATION else None,
                sent_by_id=actor.account_id,
            )
            for kind in dict.fromkeys(gap.missing for gap in owed)
        )  # fmt: skip
    db.flush()
    details = {"persons": sorted(by_person), "item": item_id}
    journal.record(db, actor, "meeting:remind", meeting, details=details)
    return len(by_person)


def _tell(
    db: Session,
    meeting: Meeting,
    person_id: int,
    owed: list[Gap],
    *,
    is_called: bool,
    opinions: Sequence[int],
) -> None:
    """`is_called`: others, who owe an opinion, are not to know of the sitting; `opinions`: the
    requests that wait for them."""
    count = {kind: sum(gap.count for gap in owed if gap.missing is kind) for kind in Missing}
    only_opinions = all(gap.missing is Missing.OPINION for gap in owed)
    notify(
        db,
        kind="readiness-reminder",
        person_ids=[person_id],
        sentence=S("readiness-reminder-opinions", count=count[Missing.OPINION])
        if not is_called
        else S(
            "readiness-reminder-text",
            title=meeting.title,
            at=meeting.starts_at,
            invitations=count[Missing.INVITATION],
            positions=count[Missing.POSITION],
            papers=count[Missing.PAPERS],
            opinions=count[Missing.OPINION],
        ),
        outside=S("readiness-reminder-outside", at=meeting.starts_at) if is_called else None,
        url=_opinions_page(opinions) if only_opinions else "/preparation",
        key=f"readiness:{meeting.id}:{clock.now().isoformat()}",
        subject={
            "meeting_id": meeting.id,
            "owed": [[gap.missing.value, gap.item_id] for gap in owed],
        },
    )


def _opinions_page(request_ids: Sequence[int]) -> str:
    """Where the opinions are given: the one that waits, or the list of all."""
    return f"/opinions/{request_ids[0]}" if len(request_ids) == 1 else "/opinions"


def still_missing(db: Session, person_id: int, subject: dict[str, Any]) -> bool:
    """Say whether the person owes any of it still: asked right before the reminder goes out."""
    meeting = db.get(Meeting, subject["meeting_id"])
    if meeting is None or meeting.state not in TAKEN_IN:
        return False
    told = {(Missing(kind), item_id) for kind, item_id in subject["owed"]}
    owes = owing.of_person(db, meeting, person_id, {kind for kind, _ in told})
    return any((gap.missing, gap.item_id) in told for gap in owes)


kinds.register(kinds.Kind("readiness-reminder", "sittings", still=still_missing))
