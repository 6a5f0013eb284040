"""What people and programs send to invite guests and to answer an invitation."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from ecabinet.forms import Input, OptionalId, OptionalLine, Prose
from meetings.models import Answer


class AnswerInput(Input):
    """Whether the invited person comes: `attending`, `remote`, `absent` with its reason,
    `substitute` with a name or the `substitute_id` of a known person."""

    answer: Answer
    reason: Annotated[Prose, Field(max_length=2000)] = ""
    substitute_id: OptionalId = None
    substitute_name: OptionalLine = ""
    substitute_position: OptionalLine = ""

    def values(self) -> dict[str, Any]:
        """Return the values for the service."""
        return self.model_dump()


class Consent(Input):
    """Whether the chair agrees to an announced absence."""

    consent: bool


class Guest(Input):
    """A person to invite as a guest: speaks, does not vote."""

    person_id: int
