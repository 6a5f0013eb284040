"""The Actor: who acts now, as a frozen value that rules and queries ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from ecabinet.auth.models import Account, Role
from ecabinet.people.models import Mandate, Seat


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


def actor_of(account: Account, *, today: date, has_seat: bool) -> Actor:
    """Build the Actor of a loaded account; `has_seat`: a voting mandate is in force `today`."""
    organisation = account.person.organisation
    return Actor(
        account_id=account.id,
        login=account.login,
        roles=account.roles,
        person_id=account.person_id,
        person_name=account.person.name,
        organisation_id=organisation.id if organisation else None,
        organisation_code=organisation.code if organisation else "",
        is_member=Role.MEMBER in account.roles and has_seat,
        language=account.language,
    )


def load_actor(db: Session, account_id: int, *, today: date) -> Actor | None:
    """Load the Actor of an account that may act, or None."""
    account = db.execute(
        select(Account)
        .where(Account.id == account_id, Account.deactivated_at.is_(None))
        .options(joinedload(Account.person), joinedload(Account.role_rows))
    ).unique().scalar_one_or_none()  # fmt: skip
    if account is None:
        return None
    return actor_of(account, today=today, has_seat=holds_seat(db, account.person_id, today))


def holds_seat(db: Session, person_id: int, today: date) -> bool:
    """Return whether the person holds a voting mandate on `today`."""
    return (
        db.execute(
            select(Mandate.id)
            .join(Seat)
            .where(
                Mandate.person_id == person_id,
                Seat.votes,
                Mandate.starts_on <= today,
                (Mandate.ends_on.is_(None)) | (Mandate.ends_on >= today),
            )
            .limit(1)
        ).first()
        is not None
    )
