"""What is sent for a reminder; pages and API read the same model."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from ecabinet.forms import Input, OptionalId, none_if_blank
from meetings.readiness.models import Missing


class ReminderInput(Input):
    """Of one item, of one person, of one kind, or (all left out) of everything. `again`: also who
    was reminded of the same within the hour."""

    item_id: OptionalId = None
    person_id: OptionalId = None
    missing: Annotated[Missing | None, BeforeValidator(none_if_blank)] = None
    again: bool = False
