"""How somebody comes to be called: an invitation made, put in force again, its answer forgotten.

Parts of acts that were allowed already.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from ecabinet.errors import Invalid
from ecabinet.people.models import Person
from ecabinet.sentences import S
from meetings.models import Answer, Invitation, InvitationKind

GUEST_RANK = 10_000
"""Guests are listed after all seats."""


def in_service(db: Session, person_id: int) -> Person:
    """Return somebody who may be called. Raises Invalid."""
    person = db.get(Person, person_id)
    if person is None or person.deactivated_at is not None:
        raise Invalid(S("meeting-unknown-person"), {"person_id": S("meeting-unknown-person")})
    return person


def new_invitation(meeting_id: int, person_id: int) -> Invitation:
    """Return an invitation of which nobody was told yet."""
    return Invitation(meeting_id=meeting_id, person_id=person_id, answer=Answer.NONE)


def call_guest(
    db: Session,
    meeting_id: int,
    person_id: int,
    before: Invitation | None = None,
    *,
    only_items: bool = False,
) -> Invitation:
    """Call a guest, by a new invitation or by the one they had `before`. Raises Invalid."""
    person = in_service(db, person_id)
    invitation = before or new_invitation(meeting_id, person_id)
    call_again(invitation)
    invitation.kind, invitation.rank = InvitationKind.GUEST, GUEST_RANK
    invitation.name = person.name
    invitation.title_vi, invitation.title_en = person.position_vi, person.position_en
    invitation.only_items, invitation.by_office = only_items, False
    db.add(invitation)
    return invitation


def call_again(invitation: Invitation) -> None:
    """Put an invitation that was withdrawn in force again, as if it were new."""
    if invitation.withdrawn_at is not None:
        invitation.withdrawn_at = None
        wait_again(invitation)


def wait_again(invitation: Invitation) -> None:
    """Let an invitation wait for the next sending, as if nobody had been told of it."""
    invitation.sent_at = None
    forget_answer(invitation)


def forget_answer(invitation: Invitation) -> None:
    """Forget what the invited person said of coming, and what was said of that."""
    invitation.answer, invitation.answered_at = Answer.NONE, None
    invitation.consent = invitation.consented_at = None
    invitation.reason = invitation.substitute_name = invitation.substitute_position = ""
    invitation.substitute_id = None
    invitation.absent_from = invitation.absent_until = None
