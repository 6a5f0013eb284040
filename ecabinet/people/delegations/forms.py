"""What the page of delegations sends."""

from __future__ import annotations

from datetime import date

from ecabinet.forms import Input, OptionalId
from ecabinet.people.models import DelegationScope


class PersonQuery(Input):
    """Whose delegations; nobody named: one's own."""

    person: OptionalId = None


class GrantIn(Input):
    """Who may do what in whose name, from the first day to the end of the last."""

    person: OptionalId = None
    account_id: OptionalId = None
    scope: DelegationScope
    starts_on: date
    ends_on: date
