"""Who may let somebody read or prepare for them, whom, for how long, and who ends it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Account, Role
from ecabinet.auth.readers import READ_NO_PAPERS
from ecabinet.people.models import Delegation, DelegationScope
from ecabinet.verdicts import ALLOW, Verdict, conflict, denied, invalid

SCOPES = (DelegationScope.READ, DelegationScope.PREPARE)
"""What is granted here. Sitting in for a member is said with the answer to an invitation."""

LONGEST = timedelta(days=5 * 366)
"""From today: as long as the members of one cabinet hold their seats."""


def may_see_delegations(actor: Actor) -> Verdict:
    """Everybody but those who read no papers: they have nothing to delegate, and hold nothing."""
    return denied("delegation-reads-no-papers") if actor.has(*READ_NO_PAPERS) else ALLOW


def may_delegate(actor: Actor, person_id: int, *, is_member: bool) -> Verdict:
    """Whether `actor` may grant and end in the name of the person: each for themselves, the head
    of the secretariat for a member of the cabinet (`is_member`: the person is one today)."""
    allowed = may_see_delegations(actor)
    if not allowed or actor.person_id == person_id:
        return allowed
    if not actor.has(Role.HEAD):
        return denied("delegation-not-yours")
    return ALLOW if is_member else denied("delegation-members-only")


def may_hold(account: Account, person_id: int) -> Verdict:
    """Whether the account may read or prepare for the person at all."""
    if account.person_id == person_id:
        return invalid("delegation-not-to-oneself", field="account_id")
    if account.deactivated_at is not None or account.person.deactivated_at is not None:
        return invalid("delegation-account-closed", field="account_id", name=account.person.name)
    if not account.roles.isdisjoint(READ_NO_PAPERS):
        return invalid("delegation-account-barred", field="account_id", name=account.person.name)
    return ALLOW


def sound_scope(scope: DelegationScope) -> Verdict:
    """Reading, or reading and preparing."""
    return ALLOW if scope in SCOPES else invalid("delegation-choose-scope", field="scope")


def sound_period(starts_on: date, ends_on: date, *, today: date) -> Verdict:
    """Both days belong to it; nobody may have been entitled before they were, nor for ever."""
    if ends_on < today:
        return invalid("delegation-period-past", field="ends_on")
    if starts_on < today:
        return invalid("delegation-starts-past", field="starts_on")
    if ends_on < starts_on:
        return invalid("delegation-ends-before", field="ends_on")
    if ends_on - today > LONGEST:
        return invalid("delegation-too-long", field="ends_on", until=today + LONGEST)
    return ALLOW


def is_over(delegation: Delegation, at: datetime) -> bool:
    """Whether it was ended, or its period has passed."""
    return delegation.revoked_at is not None or delegation.ends_at <= at


def standing(delegation: Delegation, at: datetime) -> str:
    """Whether it is to come, in force or over."""
    if is_over(delegation, at):
        return "over"
    return "in_force" if delegation.starts_at <= at else "to_come"


def may_end(actor: Actor, delegation: Delegation, at: datetime, *, is_member: bool) -> Verdict:
    """Whoever may grant it ends it, once."""
    allowed = may_delegate(actor, delegation.person_id, is_member=is_member)
    if allowed and is_over(delegation, at):
        return conflict("delegation-over-already")
    return allowed
