"""What is typed or sent for acts on decisions and assignments."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field

from ecabinet.forms import Input, Line, OptionalId, OptionalLine, Prose, none_if_blank

OptionalDay = Annotated[date | None, BeforeValidator(none_if_blank)]
OptionalPercent = Annotated[
    Annotated[int, Field(ge=0, le=100)] | None, BeforeValidator(none_if_blank)
]
"""The limits stand on the number: on the pair they would be asked of None too, a TypeError."""


class AssignmentIn(Input):
    """Work for an organisation: one lead, and a due day or `is_ongoing`."""

    task: Annotated[str, Field(min_length=1, max_length=5000)]
    lead_id: int
    coordinator_ids: list[int] = []
    due_on: OptionalDay = None
    is_ongoing: bool = False
    clause: OptionalLine = ""
    decision_id: OptionalId = None


class ReportIn(Input):
    """What was done so far, in words, and how far in percent if that can be said."""

    text: Annotated[str, Field(min_length=1, max_length=5000)]
    percent: OptionalPercent = None


class CompletionIn(Input):
    """The lead says it is done: since when, and what proves it."""

    done_on: date
    evidence: Line


class ReturnIn(Input):
    """Why the evidence was not accepted."""

    reason: Line


class WordingIn(Input):
    """The subject and the text of a decision; paragraphs are separated by empty lines."""

    subject: Line
    text: Prose
