"""Delegations over the JSON API: as on their page, for oneself and for a member."""

from __future__ import annotations

from datetime import date, datetime

from flask import Blueprint
from pydantic import BaseModel
from sqlalchemy.orm import Session

from ecabinet import clock
from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from ecabinet.delegations import queries, rules, services
from ecabinet.delegations.forms import GrantIn, ListQuery, PersonQuery
from ecabinet.delegations.queries import Granted
from ecabinet.i18n import language
from ecabinet.people.models import DelegationScope, Person
from ecabinet.people.queries import find_person

bp = Blueprint("delegations_api", __name__)


class DelegationOut(BaseModel):
    """Who (`account_id`) may read, or read and prepare, for whom (`person_id`); both days belong
    to it. `state`: to_come, in_force or over."""

    id: int
    person_id: int
    person: str
    account_id: int
    account: str
    scope: DelegationScope
    starts_on: date
    ends_on: date
    state: str
    revoked_at: datetime | None

    @classmethod
    def of(cls, row: Granted, at: datetime) -> DelegationOut:
        """Return `row` as a program sees it."""
        its = row.delegation
        return cls(
            id=its.id, person_id=its.person_id, person=its.person.name, account_id=its.account_id,
            account=row.to_account.person.name, scope=its.scope, starts_on=row.first,
            ends_on=row.last, state=rules.standing(its, at), revoked_at=its.revoked_at,
        )  # fmt: skip


class DelegationList(BaseModel):
    """Delegations, in one page."""

    items: list[DelegationOut]
    next: str | None = None


class HolderOut(BaseModel):
    """An account that may be named; `id` is what `account_id` means elsewhere."""

    id: int
    name: str
    position: str
    organisation_id: int | None


class HolderList(BaseModel):
    """The accounts that may read or prepare for the person, those of their organisation first."""

    items: list[HolderOut]
    next: str | None = None


def _whose(db: Session, actor: Actor, person_id: int | None, at: datetime) -> Person:
    """The person asked about, oneself where nobody is named. Raises Denied, NotVisible."""
    rules.may_see_delegations(actor).enforce()
    person = find_person(db, actor.person_id if person_id is None else person_id)
    is_member = queries.is_member(db, person.id, clock.day_of(at))
    rules.may_delegate(actor, person.id, is_member=is_member).enforce()
    return person


@api_route(
    bp, "GET", "/delegations", tag="people", query=ListQuery, answer=DelegationList,
    errors=(403, 404, 422),
)  # fmt: skip
def list_delegations(db: Session, actor: Actor, query: ListQuery) -> DelegationList:
    """List the delegations of a person: one's own, or for the head of the secretariat a member's.

    `held` are those by which the account that asks acts for others.
    """
    at = clock.now()
    person = _whose(db, actor, query.person, at)
    if query.which == "held":
        rows = queries.received_by(db, actor, at) if person.id == actor.person_id else []
    elif query.which == "over":
        rows = queries.over_of(db, actor, person.id, at)
    else:
        rows = queries.given_by(db, actor, person.id, at)
    return DelegationList(items=[DelegationOut.of(row, at) for row in rows])


@api_route(
    bp, "GET", "/delegations/accounts", tag="people", query=PersonQuery, answer=HolderList,
    errors=(403, 404, 422),
)  # fmt: skip
def list_holders(db: Session, actor: Actor, query: PersonQuery) -> HolderList:
    """List the accounts that may be named as assistants of a person."""
    person = _whose(db, actor, query.person, clock.now())
    return HolderList(
        items=[
            HolderOut(
                id=account.id,
                name=account.person.name,
                position=account.person.position(language()),
                organisation_id=account.person.organisation_id,
            )
            for account in queries.accounts_that_may_hold(db, person)
        ]
    )


@api_route(
    bp, "POST", "/delegations", tag="people", body=GrantIn, answer=DelegationOut, status=201,
    errors=(403, 404, 409, 422),
)  # fmt: skip
def grant(db: Session, actor: Actor, body: GrantIn) -> DelegationOut:
    """Let an account read, or read and prepare, for oneself or for a member."""
    at = clock.now()
    person = _whose(db, actor, body.person_id, at)
    row = services.grant(
        db, actor=actor, person=person, account_id=body.account_id, scope=body.scope,
        starts_on=body.starts_on, ends_on=body.ends_on, at=at,
    )  # fmt: skip
    return DelegationOut.of(queries.granted(db, row), at)


@api_route(
    bp, "POST", "/delegations/<int:delegation_id>/revocation", tag="people",
    answer=DelegationOut, errors=(403, 404, 409),
)  # fmt: skip
def end(db: Session, actor: Actor, delegation_id: int) -> DelegationOut:
    """End a delegation at once; what the assistant has open by it closes."""
    at = clock.now()
    row = queries.find_delegation(db, actor, delegation_id)
    services.end(db, actor=actor, delegation=row, at=at)
    return DelegationOut.of(queries.granted(db, row), at)
