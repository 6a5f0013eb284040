"""Granting and ending: what the account has open by it closes at once."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet import clock, journal, outbox
from ecabinet.announcements import RightsChanged
from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Account
from ecabinet.delegations import queries, rules
from ecabinet.delegations.events import DelegationEnded, DelegationGranted
from ecabinet.people.models import Delegation, DelegationScope, Person
from ecabinet.slots import DELEGATION_ROOMS
from ecabinet.verdicts import conflict, invalid


def grant(
    db: Session, *, actor: Actor, person: Person, account_id: int | None, scope: DelegationScope,
    starts_on: date, ends_on: date, at: datetime,
) -> Delegation:  # fmt: skip
    """Let an account read or prepare for `person` from the first day to the end of the last.
    Raises Denied, Invalid, Conflict."""
    today = clock.day_of(at)
    # Two tablets at once: the second waits here, and sees what the first granted.
    db.execute(select(Person.id).where(Person.id == person.id).with_for_update())
    member = queries.is_member(db, person.id, today)
    rules.may_delegate(actor, person.id, is_member=member).enforce()
    account = None if account_id is None else db.get(Account, account_id)
    if account is None:
        raise invalid("delegation-choose-account", field="account_id").error()
    rules.may_hold(account, person.id).enforce()
    rules.sound_scope(scope).enforce()
    rules.sound_period(starts_on, ends_on, today=today).enforce()
    starts_at = at if starts_on == today else clock.start_of(starts_on)
    ends_at = clock.start_of(ends_on + timedelta(days=1))
    twin = queries.overlapping(db, person.id, account.id, scope, starts_at, ends_at)
    if twin is not None:
        last = clock.day_of(twin.ends_at - timedelta(microseconds=1))
        raise conflict(
            "delegation-exists", name=account.person.name,
            first=clock.day_of(twin.starts_at), last=last,
        ).error()  # fmt: skip
    row = Delegation(
        person_id=person.id, account_id=account.id, scope=scope, starts_at=starts_at,
        ends_at=ends_at,
    )  # fmt: skip
    db.add(row)
    db.flush()
    journal.record(
        db, actor, "delegation:grant", row,
        details={
            "person": person.id, "account": account.id, "scope": scope.value,
            "starts_at": starts_at.isoformat(), "ends_at": ends_at.isoformat(),
        },
    )  # fmt: skip
    persons = (person.id, account.person_id)
    outbox.publish(db, DelegationGranted(row.id, persons, actor.account_id))
    return row


def end(db: Session, *, actor: Actor, delegation: Delegation, at: datetime) -> None:
    """End a delegation. Raises Denied, Conflict."""
    member = queries.is_member(db, delegation.person_id, clock.day_of(at))
    rules.may_end(actor, delegation, at, is_member=member).enforce()
    delegation.revoked_at = at
    db.flush()
    account = db.get_one(Account, delegation.account_id)
    journal.record(
        db, actor, "delegation:end", delegation,
        details={
            "person": delegation.person_id, "account": account.id, "scope": delegation.scope.value,
        },
    )  # fmt: skip
    rooms = [room for rooms_of in DELEGATION_ROOMS for room in rooms_of(db, delegation.person_id)]
    if rooms:
        outbox.publish(db, RightsChanged(tuple(dict.fromkeys(rooms))))
    persons = (delegation.person_id, account.person_id)
    outbox.publish(db, DelegationEnded(delegation.id, persons, actor.account_id))
