"""What is typed or sent for acts on ballots."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from ballots.models import OpinionAnswer
from decisions.models import DecisionKind
from ecabinet.forms import (
    FieldRefused,
    Input,
    Instant,
    Line,
    OptionalId,
    OptionalLine,
    Prose,
    none_if_blank,
)

OptionalInstant = Annotated[Instant | None, BeforeValidator(none_if_blank)]
Remark = Annotated[Prose, Field(max_length=5000)]
Text = Annotated[str, Field(min_length=1, max_length=20_000)]


def _lines(value: object) -> object:
    """A text area holds one question a line."""
    return (
        [line for line in value.splitlines() if line.strip()] if isinstance(value, str) else value
    )


class DraftForm(Input):
    """A written ballot as the page sends it: the questions stand one a line."""

    title: Line
    matter: Prose = ""
    questions: Annotated[
        tuple[Line, ...], BeforeValidator(_lines), Field(min_length=1, max_length=50)
    ]
    closes_at: Instant
    organisation_id: OptionalId = None


class BallotIn(Input):
    """A written ballot {title, matter, questions, closes_at}, or a vote {procedure: "in_room",
    item_id, title?} on the current item of a sitting, which opens at once."""

    procedure: Literal["written", "in_room"] = "written"
    title: OptionalLine = ""
    matter: Prose = ""
    questions: Annotated[list[Line], Field(max_length=50)] = []
    closes_at: Instant | None = None
    organisation_id: int | None = None
    document_ids: Annotated[list[int], Field(max_length=200)] = []
    item_id: int | None = None

    @model_validator(mode="after")
    def _fits_the_procedure(self) -> BallotIn:
        if self.procedure == "in_room":
            if self.item_id is None:
                raise FieldRefused("ballot-item-missing")
            return self
        if not self.title:
            raise FieldRefused("ballot-title-missing")
        if self.closes_at is None:
            raise FieldRefused("ballot-deadline-missing")
        return self


class BallotChange(Input):
    """What changes of a draft; what is left out stays."""

    title: Line | None = None
    matter: Prose | None = None
    questions: Annotated[list[Line], Field(min_length=1, max_length=50)] | None = None
    closes_at: Instant | None = None
    organisation_id: int | None = None
    document_ids: list[int] = []


class ApprovalIn(Input):
    """Approve; `closes_at` sets another deadline where the one asked for is too near by now."""

    closes_at: OptionalInstant = None


class ReasonIn(Input):
    """Why."""

    reason: Line


class ClosureIn(Input):
    """Close; the head gives a reason when the deadline has not come and somebody is silent."""

    reason: OptionalLine = ""


class OneAnswer(Input):
    """The answer to one question; another opinion ("other") needs its remark."""

    question_id: int
    answer: OpinionAnswer
    remark: Remark = ""


class OpinionsIn(Input):
    """{answer, remark} to a single question, or {answers: [{question_id, answer, remark}]}."""

    answer: OpinionAnswer | None = None
    remark: Remark = ""
    answers: Annotated[list[OneAnswer], Field(max_length=50)] = []

    @model_validator(mode="after")
    def _one_way(self) -> OpinionsIn:
        if (self.answer is None) == (not self.answers):
            raise FieldRefused("ballot-answer-missing")
        return self


class WorkIn(Input):
    """Work that the decision gives: one lead, and a due day or ongoing."""

    task: Annotated[str, Field(min_length=1, max_length=5000)]
    lead_id: int
    coordinator_ids: list[int] = []
    due_on: date | None = None
    is_ongoing: bool = False


class ConclusionIn(Input):
    """The decision that follows, and the work it gives."""

    subject: Line
    text: Text
    kind: DecisionKind = DecisionKind.RESOLUTION
    assignments: Annotated[list[WorkIn], Field(max_length=50)] = []


class ConclusionForm(Input):
    """The same as the page sends it: with one piece of work, or none where the task is empty."""

    subject: Line
    text: Text
    kind: DecisionKind = DecisionKind.RESOLUTION
    task: Prose = ""
    lead_id: OptionalId = None
    due_on: Annotated[date | None, BeforeValidator(none_if_blank)] = None
    is_ongoing: bool = False
