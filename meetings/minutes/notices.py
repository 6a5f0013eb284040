"""Who is told of the record of a sitting: whoever is to approve or sign it, the secretariat when it
comes back, and its readers once it is signed. Never what stands in it; why it came back, on the
page only."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet import clock
from ecabinet.auth.models import Role
from ecabinet.notices import hearing, kinds
from ecabinet.notices.audience import person_of, persons_with
from ecabinet.notices.services import notify
from ecabinet.sentences import S
from meetings.minutes.events import MinutesChanged
from meetings.minutes.models import Minutes, MinutesState
from meetings.minutes.queries import latest
from meetings.models import Invitation, InvitationKind, Meeting

OFFICE = (Role.SECRETARIAT, Role.HEAD, Role.CLERK)
TOLD = {
    "submit": "to-review",
    "return": "returned",
    "approve": "to-sign",
    "sign": "signed",
}
"""What kind of notice an act makes, `minutes-…`; what is not named is told to nobody."""


def still_in(state: MinutesState) -> kinds.Still:
    """Return the question whether that revision is still the latest, and in `state`."""

    def ask(db: Session, person_id: int, subject: dict[str, Any]) -> bool:
        minutes = db.get(Minutes, subject["minutes_id"])
        if minutes is None or minutes.state is not state:
            return False
        newest = latest(db, minutes.meeting_id)
        return newest is not None and newest.id == minutes.id

    return ask


def readers(db: Session, meeting: Meeting) -> list[int]:
    """Return who reads the signed record: the chair, the members invited, the office."""
    members = select(Invitation.person_id).where(
        Invitation.meeting_id == meeting.id,
        Invitation.kind == InvitationKind.MEMBER,
        Invitation.sent_at.is_not(None),
        Invitation.withdrawn_at.is_(None),
    )
    return [meeting.chair_id, *db.execute(members).scalars(), *persons_with(db, *OFFICE)]


def _told(db: Session, meeting: Meeting, act: str) -> list[int]:
    if act == "submit":
        return [meeting.chair_id, *persons_with(db, Role.HEAD)]
    if act == "return":
        return persons_with(db, Role.SECRETARIAT, Role.CLERK)
    if act == "approve":
        return [meeting.chair_id]
    return readers(db, meeting)


def tell(db: Session, event: MinutesChanged) -> None:
    """Tell whom a step concerns, but not who made it."""
    what = TOLD.get(event.act)
    if what is None:
        return
    meeting = db.get_one(Meeting, event.meeting_id)
    own = person_of(db, event.account_id)
    said = {"title": meeting.title, "reason": event.reason}
    notify(
        db,
        kind=f"minutes-{what}",
        person_ids={person for person in _told(db, meeting, event.act) if person != own},
        sentence=S(f"minutes-notice-{what}", **said),
        outside=S(f"minutes-outside-{what}", title=meeting.title),
        url=f"/meetings/{meeting.id}/minutes",
        # One revision may be submitted, returned and submitted again.
        key=f"minutes:{event.minutes_id}:{event.act}:{clock.now().isoformat()}",
        subject={"minutes_id": event.minutes_id},
    )


def init() -> None:
    """Make the kinds known and hear of the steps.

    What waits for one person's act cannot be switched off: without it the record stands still.
    """
    for kind in (
        kinds.Kind("minutes-to-review", "sittings", is_mandatory=True,
                   still=still_in(MinutesState.REVIEW)),
        kinds.Kind("minutes-returned", "sittings", is_mandatory=True,
                   still=still_in(MinutesState.DRAFT)),
        kinds.Kind("minutes-to-sign", "sittings", is_mandatory=True,
                   still=still_in(MinutesState.APPROVED)),
        kinds.Kind("minutes-signed", "sittings"),
    ):  # fmt: skip
        kinds.register(kind)
    hearing.hear(MinutesChanged, "minutes", tell)
