"""Who is to be called to a sitting, and what the invited have answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from ecabinet import clock
from ecabinet.auth.actor import Actor
from ecabinet.errors import Invalid, NotVisible
from ecabinet.people.models import Delegation, DelegationScope, Mandate, Person, Seat
from ecabinet.people.queries import members_on, rules_on
from ecabinet.sentences import S
from meetings import rules as meeting_rules
from meetings.guests_told import guests_told
from meetings.invited import rules
from meetings.models import Answer, Invitation, InvitationKind, Meeting
from meetings.queries import bound_to_items, find_meeting, is_own_invitation


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
    """Return the invitations in force by rank; those not sent yet only for the secretariat.

    A guest is not told who else is asked to single items, and who comes to single items alone is
    told of nobody else.
    """
    wanted = (
        select(Invitation)
        .where(Invitation.meeting_id == meeting.id, Invitation.withdrawn_at.is_(None))
        .order_by(Invitation.rank, Invitation.id)
    )
    if not meeting_rules.sees_preparation(actor):
        wanted = wanted.where(Invitation.sent_at.is_not(None))
    found = list(db.execute(wanted).scalars())
    persons = guests_told(db, actor, meeting)
    if persons is None:
        return found
    bound = bound_to_items(db, actor, [meeting])
    if meeting.id in bound:
        return [row for row in found if row.person_id in bound[meeting.id]]
    return [row for row in found if not row.only_items or row.person_id in persons]


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
    if (
        not rules.may_see_answers(actor, meeting)
        or invitation is None
        or invitation.meeting_id != meeting.id
    ):
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
    """Return the persons known to the system who may sit in for the invited one, by name. Where the
    body lets anybody, only those of the own ministry are offered; others are named."""
    organisations = organisations_of(db, invitation)
    rows = db.execute(
        select(Person)
        .where(
            Person.organisation_id.in_(organisations),
            Person.deactivated_at.is_(None),
            Person.id != invitation.person_id,
        )
        .order_by(Person.name, Person.id)
    ).scalars()
    rules_now = rules_on(db, clock.day_of(invitation.meeting.starts_at)).invitations
    members = members_called(db, invitation.meeting_id)
    return [
        person
        for person in rows
        if rules.may_sit_in(rules_now, person, invitation, organisations, members)
    ]


def organisations_of(db: Session, invitation: Invitation) -> frozenset[int]:
    """Return the ministries and agencies of the invited person: their own, and those whose seat
    they hold on the day of the sitting."""
    day = clock.day_of(invitation.meeting.starts_at)
    own = db.get_one(Person, invitation.person_id).organisation_id
    seats = db.execute(
        select(Seat.organisation_id)
        .join(Mandate, Mandate.seat_id == Seat.id)
        .where(
            Mandate.person_id == invitation.person_id,
            Mandate.starts_on <= day,
            (Mandate.ends_on.is_(None)) | (Mandate.ends_on >= day),
        )
    ).scalars()
    return frozenset(found for found in (own, *seats) if found is not None)


def members_called(db: Session, meeting_id: int) -> frozenset[int]:
    """Return the persons who are called to the sitting as members."""
    return frozenset(
        db.execute(
            select(Invitation.person_id).where(
                Invitation.meeting_id == meeting_id,
                Invitation.kind == InvitationKind.MEMBER,
                Invitation.withdrawn_at.is_(None),
            )
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


def called(db: Session, meeting: Meeting, day: date) -> set[int]:
    """Return the persons who are invited when the agenda is sent: those called by their office on
    `day`, and those who were invited before."""
    before = select(Invitation.person_id).where(
        Invitation.meeting_id == meeting.id, Invitation.withdrawn_at.is_(None)
    )
    return called_by_office(db, meeting, day) | set(db.execute(before).scalars())


def called_by_office(db: Session, meeting: Meeting, day: date) -> set[int]:
    """Return who is called to the sitting without being anybody's guest: the members in office on
    `day`, the chair and the clerk."""
    persons = {member.person_id for member in members_on(db, day)}
    return persons | {one for one in (meeting.chair_id, meeting.clerk_id) if one}


def taking_part(db: Session, meeting: Meeting) -> tuple[int, ...]:
    """Return the persons who are told of the sitting and hold its papers: whose invitation was sent
    and is in force, by rank, and who sits in for them."""
    rows = db.execute(
        select(Invitation.person_id)
        .where(
            Invitation.meeting_id == meeting.id,
            Invitation.sent_at.is_not(None),
            Invitation.withdrawn_at.is_(None),
        )
        .order_by(Invitation.rank, Invitation.id)
    ).scalars()
    return tuple(dict.fromkeys([*rows, *substitutes(db, meeting)]))


def substitutes(db: Session, meeting: Meeting) -> list[int]:
    """Return the persons known to the system who sit in for somebody, each once."""
    rows = db.execute(
        select(Invitation.substitute_id)
        .where(
            Invitation.meeting_id == meeting.id,
            Invitation.answer == Answer.SUBSTITUTE,
            Invitation.substitute_id.is_not(None),
            Invitation.withdrawn_at.is_(None),
        )
        .order_by(Invitation.rank, Invitation.id)
    ).scalars()
    return [person_id for person_id in dict.fromkeys(rows) if person_id is not None]
