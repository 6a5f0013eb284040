"""Who reads and prepares for whom, as far as it concerns somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, and_, case, false, or_, select
from sqlalchemy.orm import Session, joinedload

from ecabinet import clock
from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Account, Role
from ecabinet.auth.readers import reading_no_papers
from ecabinet.delegations import rules
from ecabinet.errors import NotVisible
from ecabinet.people.models import Delegation, DelegationScope, Person
from ecabinet.people.queries import members_on

OVER_SHOWN = 20


@dataclass(frozen=True)
class Granted:
    """A delegation with both persons. Both days of `first` to `last` belong to it."""

    delegation: Delegation
    to_account: Account
    first: date
    last: date

    @property
    def id(self) -> int:
        """Of the delegation."""
        return self.delegation.id


def visible_delegations(actor: Actor, today: date, db: Session) -> Select[Delegation]:
    """One's own in both directions; for the head of the secretariat those of the members too."""
    if not rules.may_see_delegations(actor):
        return select(Delegation).where(false())
    ways = [
        Delegation.person_id == actor.person_id,
        Delegation.account_id == actor.account_id,
    ]
    if actor.has(Role.HEAD):
        ways.append(Delegation.person_id.in_([one.person_id for one in members_on(db, today)]))
    return select(Delegation).where(or_(*ways))


def find_delegation(db: Session, actor: Actor, delegation_id: int) -> Delegation:
    """Return a delegation that concerns `actor`. Raises NotVisible."""
    wanted = visible_delegations(actor, clock.day_of(clock.now()), db)
    row = db.execute(
        wanted.where(Delegation.id == delegation_id).with_for_update()
    ).scalar_one_or_none()
    if row is None:
        raise NotVisible
    return row


def _granted(db: Session, wanted: Select[Delegation]) -> list[Granted]:
    rows = db.execute(
        wanted.add_columns(Account)
        .join(Account, Account.id == Delegation.account_id)
        .options(joinedload(Delegation.person), joinedload(Account.person))
    )
    return [
        Granted(
            row, account, clock.day_of(row.starts_at),
            clock.day_of(row.ends_at - timedelta(microseconds=1)),
        )
        for row, account in rows
    ]  # fmt: skip


def granted(db: Session, delegation: Delegation) -> Granted:
    """Return the delegation with both persons."""
    return _granted(db, select(Delegation).where(Delegation.id == delegation.id))[0]


def given_by(db: Session, actor: Actor, person_id: int, at: datetime) -> list[Granted]:
    """Return what the person has granted and what is not over, the next to end first."""
    return _granted(
        db,
        visible_delegations(actor, clock.day_of(at), db)
        .where(
            Delegation.person_id == person_id,
            Delegation.revoked_at.is_(None),
            Delegation.ends_at > at,
        )
        .order_by(Delegation.ends_at, Delegation.id),
    )


def over_of(db: Session, actor: Actor, person_id: int, at: datetime) -> list[Granted]:
    """Return the person's last few that are over, the last granted first."""
    return _granted(
        db,
        visible_delegations(actor, clock.day_of(at), db)
        .where(
            Delegation.person_id == person_id,
            or_(Delegation.revoked_at.is_not(None), Delegation.ends_at <= at),
        )
        .order_by(Delegation.id.desc())
        .limit(OVER_SHOWN),
    )


def received_by(db: Session, actor: Actor, at: datetime) -> list[Granted]:
    """Return what was granted to the account that acts and is not over, by the person's name."""
    return _granted(
        db,
        visible_delegations(actor, clock.day_of(at), db)
        .join(Person, Person.id == Delegation.person_id)
        .where(
            Delegation.account_id == actor.account_id,
            Delegation.revoked_at.is_(None),
            Delegation.ends_at > at,
        )
        .order_by(Person.name, Delegation.id),
    )


def accounts_that_may_hold(db: Session, person: Person) -> list[Account]:
    """Return the accounts that may read or prepare for the person: those of their own
    organisation first, by name."""
    elsewhere = case((Person.organisation_id == person.organisation_id, 0), else_=1)
    rows = db.execute(
        select(Account)
        .join(Account.person)
        .where(
            Account.deactivated_at.is_(None),
            Person.deactivated_at.is_(None),
            Account.person_id != person.id,
            Account.id.not_in(reading_no_papers()),
        )
        .options(joinedload(Account.person).joinedload(Person.organisation))
        .order_by(elsewhere, Person.name, Account.id)
    )
    return list(rows.scalars())


def overlapping(
    db: Session, person_id: int, account_id: int, scope: DelegationScope,
    starts_at: datetime, ends_at: datetime,
) -> Delegation | None:  # fmt: skip
    """Return one not ended that lets the same account do the same in a part of the period."""
    return db.execute(
        select(Delegation)
        .where(
            and_(
                Delegation.person_id == person_id,
                Delegation.account_id == account_id,
                Delegation.scope == scope,
                Delegation.revoked_at.is_(None),
            ),
            Delegation.starts_at < ends_at,
            Delegation.ends_at > starts_at,
        )
        .order_by(Delegation.id)
        .limit(1)
    ).scalar_one_or_none()


def is_member(db: Session, person_id: int, day: date) -> bool:
    """Return whether the person is a voting member of the cabinet on `day`."""
    return any(one.person_id == person_id for one in members_on(db, day))
