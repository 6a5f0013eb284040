"""Who is told of an agenda on its way: the head of one to approve, the officers of one that came
back, and those invited before of a new edition. Outside no item is named, and no reason."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.auth.models import Role
from ecabinet.notices import hearing, kinds
from ecabinet.notices.audience import persons_with
from ecabinet.notices.services import notify
from ecabinet.sentences import S
from meetings.events import AgendaChanged, EditionSent
from meetings.invited.queries import substitutes
from meetings.models import AgendaVersion, Invitation, Meeting


def is_to_approve(db: Session, person_id: int, subject: dict[str, Any]) -> bool:
    """Say whether the agenda still waits for the head, as it was submitted then."""
    meeting = db.get(Meeting, subject["meeting_id"])
    at = meeting.agenda_submitted_at if meeting else None
    return at is not None and bool(at.isoformat() == subject["at"])


def is_to_mend(db: Session, person_id: int, subject: dict[str, Any]) -> bool:
    """Say whether the agenda that came back was not submitted again meanwhile."""
    meeting = db.get(Meeting, subject["meeting_id"])
    at = meeting.returned_at if meeting else None
    return at is not None and bool(at.isoformat() == subject["at"])


def is_last(db: Session, person_id: int, subject: dict[str, Any]) -> bool:
    """Say whether the edition was neither taken back nor followed by another."""
    sent = select(AgendaVersion.id).where(
        AgendaVersion.meeting_id == subject["meeting_id"], AgendaVersion.sent_at.is_not(None)
    )
    last = db.execute(sent.order_by(AgendaVersion.ordinal.desc()).limit(1)).scalar_one_or_none()
    return bool(last == subject["edition_id"])


def tell_way(db: Session, event: AgendaChanged) -> None:
    """Tell of an agenda that waits for the head, or came back; each time once."""
    meeting = db.get_one(Meeting, event.meeting_id)
    if meeting.agenda_submitted_at is not None:
        what, at, told = "to-approve", meeting.agenda_submitted_at, [Role.HEAD]
    elif meeting.returned_at is not None:
        what, at, told = "returned", meeting.returned_at, [Role.SECRETARIAT]
    else:
        return
    notify(
        db,
        kind=f"agenda-{what}",
        person_ids=persons_with(db, *told),
        sentence=S(
            f"agenda-notice-{what}",
            title=meeting.title, at=meeting.starts_at, reason=meeting.return_reason,
        ),
        outside=S(f"agenda-outside-{what}", title=meeting.title, at=meeting.starts_at),
        url=f"/meetings/{meeting.id}",
        key=f"agenda-{what}:{meeting.id}:{at.isoformat()}",
        subject={"meeting_id": meeting.id, "at": at.isoformat()},
    )  # fmt: skip


def tell_edition(db: Session, event: EditionSent) -> None:
    """Tell those whose invitation is older than the edition, and who sits in for them: the others
    are told by it. Who is asked to single items reads no agenda of the whole sitting."""
    edition = db.get_one(AgendaVersion, event.edition_id)
    meeting = db.get_one(Meeting, event.meeting_id)
    if edition.sent_at is None:  # taken back at once
        return
    invited = select(Invitation.person_id, Invitation.sent_at, Invitation.only_items).where(
        Invitation.meeting_id == meeting.id,
        Invitation.sent_at.is_not(None),
        Invitation.withdrawn_at.is_(None),
    )
    sent = {row.person_id: row.sent_at for row in db.execute(invited) if not row.only_items}
    sits_in = set(substitutes(db, meeting))
    before = [
        person_id
        for person_id in event.person_ids
        if (sent[person_id] < edition.sent_at if person_id in sent else person_id in sits_in)
    ]
    notify(
        db,
        kind="agenda-sent",
        person_ids=before,
        sentence=S("agenda-notice-sent", title=meeting.title, edition=edition.letter),
        outside=S("agenda-outside-sent", title=meeting.title),
        url=f"/meetings/{meeting.id}",
        key=f"agenda-sent:{edition.id}",
        subject={"meeting_id": meeting.id, "edition_id": edition.id},
    )


def init() -> None:
    """Make the kinds known and hear of the events."""
    for kind in (
        kinds.Kind("agenda-to-approve", "sittings", is_mandatory=True, still=is_to_approve),
        kinds.Kind("agenda-returned", "sittings", is_mandatory=True, still=is_to_mend),
        kinds.Kind("agenda-sent", "sittings", is_mandatory=True, still=is_last),
    ):
        kinds.register(kind)
    hearing.hear(AgendaChanged, "editions", tell_way)
    hearing.hear(EditionSent, "editions", tell_edition)
