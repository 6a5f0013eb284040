"""What the page of delegations sends."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ecabinet.forms import Input, OptionalId
from ecabinet.people.models import DelegationScope


class PersonQuery(Input):
    """Whose delegations; nobody named: one's own."""

    person: OptionalId = None


class ListQuery(PersonQuery):
    """Whose delegations, and which: those they gave, those they gave that are over (the last few),
    those that the account which asks holds."""

    which: Literal["given", "over", "held"] = "given"


class GrantIn(Input):
    """Who may do what in whose name, from the first day to the end of the last; nobody named:
    one's own."""

    person_id: OptionalId = None
    account_id: OptionalId = None
    scope: DelegationScope
    starts_on: date
    ends_on: date
