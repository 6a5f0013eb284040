"""A sent agenda taken back: its papers too; those invited are told why, and the sitting stands."""

from __future__ import annotations

from sqlalchemy.orm import Session

from ecabinet import clock, journal
from ecabinet.auth.actor import Actor
from ecabinet.errors import Invalid
from ecabinet.notices import kinds
from ecabinet.notices.services import notify
from ecabinet.outbox import publish
from ecabinet.sentences import S
from meetings import handing_out
from meetings.editions import rules
from meetings.events import AgendaWithdrawn
from meetings.invited.queries import taking_part
from meetings.models import AgendaVersion, Meeting
from meetings.sent.models import EditionWithdrawal
from meetings.sent.queries import sent_editions

KIND = kinds.Kind("agenda-withdrawn", "sittings", is_mandatory=True)
kinds.register(KIND)


def withdraw_agenda(db: Session, *, actor: Actor, meeting: Meeting, reason: str) -> AgendaVersion:
    """Take back the agenda that was sent, with all its papers, and tell everybody invited and
    who sits in for them.

    Invitations and answers stay: the sitting is held, its agenda is made anew. Editions sent
    before it do not come into force again. Raises Denied, Conflict, Invalid (no reason).
    """
    editions = list(db.execute(sent_editions(meeting.id).with_for_update()).scalars())
    rules.may_withdraw(actor, meeting, editions[0] if editions else None).enforce()
    if not reason.strip():
        needed = S("agenda-withdraw-needs-reason")
        raise Invalid(needed, {"reason": needed})
    now, persons = clock.now(), taking_part(db, meeting)
    for edition in editions:
        assert edition.sent_at is not None  # found among those that were sent
        db.add(
            EditionWithdrawal(
                edition_id=edition.id,
                sent_at=edition.sent_at,
                sent_by_id=edition.sent_by_id,
                withdrawn_at=now,
                withdrawn_by_id=actor.account_id,
                reason=reason.strip(),
            )
        )
        edition.sent_at, edition.sent_by_id, edition.set_aside_at = None, None, now
    meeting.agenda_submitted_at = None
    db.flush()
    handing_out.take_back(db, actor=actor, meeting=meeting)
    last = editions[0]
    details = {"meeting": meeting.id, "edition": last.letter, "persons": list(persons)}
    journal.record(db, actor, "agenda:withdraw", last, details=details)
    publish(db, AgendaWithdrawn(meeting.id, meeting.state.value, last.id, persons))
    notify(
        db,
        kind=KIND.name,
        person_ids=persons,
        sentence=S("agenda-withdrawn-notice", title=meeting.title, reason=reason.strip()),
        outside=S("agenda-withdrawn-outside", title=meeting.title),
        url=f"/meetings/{meeting.id}",
        key=f"agenda-withdrawn:{last.id}",
    )
    return last
