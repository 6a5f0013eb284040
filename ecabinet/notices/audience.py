"""Whom a notice goes to, by role: a feature adds the persons that its own records name."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from ecabinet.auth.models import Account, AccountRole, Role
from ecabinet.auth.readers import reading_no_papers
from ecabinet.people.models import Person


def with_role(*roles: Role) -> Select[int]:
    """The persons with an open account in one of `roles`.

    Administrators and auditors read no papers, whatever else they are.
    """
    return (
        select(Account.person_id)
        .join(AccountRole, AccountRole.account_id == Account.id)
        .where(
            Account.deactivated_at.is_(None),
            Account.id.not_in(reading_no_papers()),
            AccountRole.role.in_(roles),
        )
    )


def persons_with(
    db: Session, *roles: Role, organisation_ids: Collection[int] | None = None
) -> list[int]:
    """Return the persons of `with_role`; of these organisations if given."""
    statement = with_role(*roles)
    if organisation_ids is not None:
        statement = statement.join(Person, Person.id == Account.person_id).where(
            Person.organisation_id.in_(organisation_ids)
        )
    return list(db.execute(statement.distinct().order_by(Account.person_id)).scalars())


def person_of(db: Session, account_id: int | None) -> int | None:
    """Return the person behind an account; None for the program itself."""
    if account_id is None:
        return None
    return db.execute(select(Account.person_id).where(Account.id == account_id)).scalar_one()
