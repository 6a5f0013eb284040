"""Since when a person can read no papers, because every account that read them is closed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ScalarSelect, case, func, select
from sqlalchemy.orm import InstrumentedAttribute

from ecabinet.auth.models import Account
from ecabinet.auth.readers import reading_no_papers


def closed_since(person_id: InstrumentedAttribute[int]) -> ScalarSelect[datetime | None]:
    """The instant at which the last account of the person that read papers was closed; NULL while
    one is open, and for who never had one. An account that reads none keeps nothing open."""
    all_closed = func.count(Account.deactivated_at) == func.count()
    return (
        select(case((all_closed, func.max(Account.deactivated_at))))
        .where(Account.person_id == person_id, Account.id.not_in(reading_no_papers()))
        .scalar_subquery()
    )
