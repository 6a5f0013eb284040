"""Who is to be called to a sitting, and what the invited have answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from ecabinet.auth.actor import Actor
from ecabinet.errors import Invalid, NotVisible
from ecabinet.people.models import Delegation, DelegationScope, Person
from ecabinet.people.queries import members_on
from ecabinet.sentences import S
from meetings import rules as meeting_rules
from meetings.invitations import rules
from meetings.models import Answer, Invitation, Meeting
from meetings.queries import find_meeting, is_own_invitation


def usual_chair(db: Session, day: date) -> int:
    """Return the person in the chair's seat on `day`. Raises Invalid when the seat is empty."""
    for member in members_on(db, day):
        if member.is_chair:
            return member.person_id
    raise Invalid(S("meeting-needs-chair"), {"chair_id": S("meeting-needs-chair")})


def prepares_for(db: Session, actor: Actor, at: datetime) -> frozenset[int]:
    """Return the persons in whose name `actor` may prepare or sit in at `at`."""
    return frozenset(
        db.execute(
            select(Delegation.person_id).where(
                Delegation.account_id == actor.account_id,
                Delegation.scope.in_((DelegationScope.PREPARE, DelegationScope.SIT_IN)),
                Delegation.starts_at <= at,
                Delegation.ends_at > at,
                Delegation.revoked_at.is_(None),
            )
        ).scalars()
    )


def list_invitations(db: Session, actor: Actor, meeting: Meeting) -> list[Invitation]:
    """Return the invitations in force by rank; those not sent yet only for the secretariat."""
    wanted = (
        select(Invitation)
        .where(Invitation.meeting_id == meeting.id, Invitation.withdrawn_at.is_(None))
        .order_by(Invitation.rank, Invitation.id)
    )
    if not meeting_rules.sees_preparation(actor):
        wanted = wanted.where(Invitation.sent_at.is_not(None))
    return list(db.execute(wanted).scalars())


def find_invitation(db: Session, actor: Actor, meeting_id: int, invitation_id: int) -> Invitation:
    """Return an invitation that the secretariat, or the invited, sees. Raises NotVisible."""
    meeting = find_meeting(db, actor, meeting_id)
    wanted = select(Invitation).where(
        Invitation.id == invitation_id, Invitation.meeting_id == meeting.id
    )
    if not meeting_rules.sees_preparation(actor):
        wanted = wanted.where(is_own_invitation(actor))
    invitation = db.execute(wanted).scalar_one_or_none()
    if invitation is None:
        raise NotVisible
    return invitation


def find_absence(db: Session, actor: Actor, meeting_id: int, invitation_id: int) -> Invitation:
    """Return an invitation whose answer the secretariat or the chair sees. Raises NotVisible."""
    meeting = find_meeting(db, actor, meeting_id)
    invitation = db.get(Invitation, invitation_id)
    sees = meeting_rules.sees_preparation(actor) or actor.person_id == meeting.chair_id
    if not sees or invitation is None or invitation.meeting_id != meeting.id:
        raise NotVisible
    return invitation


def announced_absences(db: Session, actor: Actor, meeting: Meeting) -> list[Invitation]:
    """Return the members who said they do not come themselves, by rank: for the chair alone."""
    if actor.person_id != meeting.chair_id:
        return []
    found = list_invitations(db, actor, meeting)
    return [i for i in found if rules.is_absence(i) and i.person_id != meeting.chair_id]


def own_invitation(db: Session, actor: Actor, meeting: Meeting) -> Invitation | None:
    """Return the invitation by which `actor` comes: their own, else one delegated to them."""
    return db.execute(
        select(Invitation)
        .where(Invitation.meeting_id == meeting.id, is_own_invitation(actor))
        .order_by((Invitation.person_id != actor.person_id), Invitation.rank)
        .limit(1)
    ).scalar_one_or_none()


def possible_guests(db: Session, meeting: Meeting) -> list[Person]:
    """Return the persons who may still be invited as guests, by name."""
    invited = select(Invitation.person_id).where(
        Invitation.meeting_id == meeting.id, Invitation.withdrawn_at.is_(None)
    )
    return list(
        db.execute(
            select(Person)
            .where(Person.deactivated_at.is_(None), Person.id.not_in(invited))
            .order_by(Person.name, Person.id)
            .options(joinedload(Person.organisation))
        ).scalars()
    )


def possible_substitutes(db: Session, invitation: Invitation) -> list[Person]:
    """Return the active persons of the invited person's organisation, who might sit in."""
    own = select(Person.organisation_id).where(Person.id == invitation.person_id).scalar_subquery()
    return list(
        db.execute(
            select(Person)
            .where(
                Person.organisation_id == own,
                Person.deactivated_at.is_(None),
                Person.id != invitation.person_id,
            )
            .order_by(Person.name, Person.id)
        ).scalars()
    )


@dataclass(frozen=True)
class Answers:
    """How many of the invited answered what."""

    invited: int
    counts: dict[Answer, int]

    @property
    def waiting(self) -> int:
        """How many have not answered."""
        return self.counts.get(Answer.NONE, 0)


def count_answers(invitations: Sequence[Invitation]) -> Answers:
    """Count the answers to invitations that were sent."""
    sent = [invitation for invitation in invitations if invitation.sent_at is not None]
    return Answers(len(sent), dict(Counter(invitation.answer for invitation in sent)))
