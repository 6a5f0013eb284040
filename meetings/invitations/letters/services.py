"""Acts on letters of invitation: issue one, and issue it anew when the sitting has changed."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ecabinet import clock, journal
from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Account
from ecabinet.errors import Conflict, NotVisible
from ecabinet.people.models import Person
from ecabinet.sentences import S
from meetings import rules as meeting_rules
from meetings.invitations.letters import content
from meetings.invitations.models import InvitationLetter
from meetings.invitations.parts import parts_of
from meetings.invited.rules import may_issue_letter
from meetings.models import Invitation, Meeting
from meetings.queries import find_meeting, is_own_invitation, last_edition

TRIES = 5


def latest(db: Session, meeting: Meeting) -> InvitationLetter | None:
    """Return the letter in force."""
    return db.execute(
        select(InvitationLetter)
        .where(InvitationLetter.meeting_id == meeting.id)
        .order_by(InvitationLetter.ordinal.desc())
        .limit(1)
    ).scalar_one_or_none()


def issue_letter(
    db: Session,
    *,
    actor: Actor,
    meeting: Meeting,
    requirements: Sequence[str],
    language: str,
    seen: int | None = None,
) -> InvitationLetter:
    """Give the letter its number and freeze it; an earlier one is replaced and named in it.

    `seen`: ordinal of the letter that the officer saw, 0 for none. Raises Denied, and Conflict
    before the sending, after the opening, and when somebody issued one meanwhile.
    """
    may_issue_letter(actor, meeting).enforce()
    before = latest(db, meeting)
    if seen is not None and seen != (before.ordinal if before else 0):
        raise Conflict(S("letter-issued-meanwhile"))
    frozen = content.build(
        db, meeting, language=language, requirements=requirements,
        signer=signer_of(db, meeting), replaces=before,
    )  # fmt: skip
    letter = _numbered(
        db,
        meeting_id=meeting.id,
        ordinal=before.ordinal + 1 if before else 1,
        symbol=content.symbol_of(db),
        content=frozen,
        issued_at=clock.now(),
        issued_by_id=actor.account_id,
    )
    details = {"meeting": meeting.id, "number": letter.number, "year": letter.year}
    journal.record(db, actor, "letter:issue", letter, details=details)
    return letter


def _numbered(db: Session, **values: object) -> InvitationLetter:
    """Keep a letter under the next number of its year. Two at once: the unique number lets one
    through, the other takes the next."""
    year = clock.day_of(clock.now()).year
    for _ in range(TRIES):
        last = select(func.max(InvitationLetter.number)).where(InvitationLetter.year == year)
        number = (db.execute(last).scalar() or 0) + 1
        letter = InvitationLetter(year=year, number=number, **values)
        try:
            with db.begin_nested():
                db.add(letter)
        except IntegrityError:
            continue
        return letter
    raise Conflict(S("letter-issued-meanwhile"))


def signer_of(db: Session, meeting: Meeting) -> Person | None:
    """Return who signs: the head who approved the edition that was sent."""
    edition = last_edition(db, meeting, sent=True)
    if edition is None:
        return None
    return db.get_one(Account, edition.approved_by_id).person


def find_letter(db: Session, actor: Actor, meeting_id: int) -> InvitationLetter:
    """Return the letter to all: for the secretariat, and whoever is asked to the whole sitting.
    Raises NotVisible."""
    meeting = find_meeting(db, actor, meeting_id)
    letter = latest(db, meeting)
    whole = select(Invitation.id).where(
        Invitation.meeting_id == meeting.id,
        is_own_invitation(actor),
        Invitation.only_items.is_(False),
    )
    sees = meeting_rules.sees_preparation(actor) or db.execute(whole).first() is not None
    if letter is None or not sees:
        raise NotVisible
    return letter


def letter_of(db: Session, meeting: Meeting) -> InvitationLetter:
    """Return the letter in force. Raises NotVisible where none was issued."""
    letter = latest(db, meeting)
    if letter is None:
        raise NotVisible
    return letter


def items_of(db: Session, meeting: Meeting) -> dict[int, list[dict[str, object]]]:
    """Return {person id: the items to which they are asked}."""
    return {
        person_id: [content.item_of(part) for part in parts]
        for person_id, parts in parts_of(db, meeting).items()
    }
