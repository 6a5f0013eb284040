"""The Actor: who acts now, as a frozen value that rules and queries ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, bindparam, exists, or_, select
from sqlalchemy.orm import Session

from ecabinet.auth.models import Account, AccountRole, Role
from ecabinet.orm import table_of
from ecabinet.people.models import Mandate, Organisation, Person, Seat


@dataclass(frozen=True)
class Actor:
    """An account with its roles, the person behind it, and whether that person votes today."""

    account_id: int
    login: str
    roles: frozenset[Role]
    person_id: int
    person_name: str
    organisation_id: int | None = None
    organisation_code: str = ""
    is_member: bool = False
    language: str = ""

    def has(self, *roles: Role) -> bool:
        """Return whether the account holds any of `roles`."""
        return not self.roles.isdisjoint(roles)

    @property
    def is_secretariat(self) -> bool:
        """One of those who prepare and record the sittings."""
        return self.has(Role.SECRETARIAT, Role.HEAD, Role.CLERK)

    @property
    def role_names(self) -> str:
        """The roles as the journal keeps them."""
        return ",".join(sorted(role.value for role in self.roles))


_account, _role, _person, _organisation, _mandate, _seat = (
    table_of(model) for model in (Account, AccountRole, Person, Organisation, Mandate, Seat)
)
_HOLDS_SEAT = exists().where(
    _mandate.c.person_id == _account.c.person_id,
    _seat.c.id == _mandate.c.seat_id,
    _seat.c.votes,
    _mandate.c.starts_on <= bindparam("today"),
    or_(_mandate.c.ends_on.is_(None), _mandate.c.ends_on >= bindparam("today")),
)

ACCOUNTS: Select[Any] = (
    select(
        _account.c.id.label("account_id"),
        _account.c.login,
        _account.c.language,
        _account.c.person_id,
        _person.c.name.label("person_name"),
        _person.c.organisation_id,
        _organisation.c.code.label("organisation_code"),
        _role.c.role,
        _HOLDS_SEAT.label("has_seat"),
    )
    .select_from(_account)
    .join(_person, _person.c.id == _account.c.person_id)
    .outerjoin(_organisation, _organisation.c.id == _person.c.organisation_id)
    .outerjoin(_role, _role.c.account_id == _account.c.id)
    .where(_account.c.deactivated_at.is_(None))
)
"""What an Actor is made of, a row per role, of accounts that may act; wants `today`.

Asked in every request, so it is one statement, built once, on the tables.
"""


def actor_of(rows: Sequence[Row[Any]]) -> Actor | None:
    """Build the Actor of one account's rows of `ACCOUNTS`; None where there are none."""
    if not rows:
        return None
    first = rows[0]
    roles = frozenset(row.role for row in rows if row.role is not None)
    return Actor(
        account_id=first.account_id,
        login=first.login,
        roles=roles,
        person_id=first.person_id,
        person_name=first.person_name,
        organisation_id=first.organisation_id,
        organisation_code=first.organisation_code or "",
        is_member=Role.MEMBER in roles and bool(first.has_seat),
        language=first.language,
    )


_BY_ID = ACCOUNTS.where(_account.c.id == bindparam("account_id"))


def load_actor(db: Session, account_id: int, *, today: date) -> Actor | None:
    """Load the Actor of an account that may act today, or None."""
    return actor_of(db.execute(_BY_ID, {"account_id": account_id, "today": today}).all())
