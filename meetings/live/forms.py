"""What people and programs send in the room; pages and API read the same models."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from decisions.models import DecisionKind
from ecabinet.forms import Input, Line, OptionalId, OptionalLine, Prose, none_if_blank
from meetings.live.conclusions import Task
from meetings.models import AttendanceMode

OptionalDay = Annotated[date | None, BeforeValidator(none_if_blank)]
Text = Annotated[Prose, Field(min_length=1)]


class Opening(Input):
    """`present`: persons who are there (none given: who checked in or said that they come);
    `quorum_override_reason`: why the sitting opens without a quorum."""

    present: list[int] | None = None
    quorum_override_reason: OptionalLine = ""


class CurrentItem(Input):
    """The item to call. `seen_item_id`: the one that the tablet showed, 0 for none; when another
    has been called meanwhile the request is refused with 409."""

    item_id: int
    seen_item_id: OptionalId = None


class ItemChair(Input):
    """Who chairs the item from now on, a member who is there; nobody: the sitting's chair."""

    person_id: OptionalId = None


class TaskInput(Input):
    """Work for an organisation: one lead, and a due day or `is_ongoing`."""

    task: Annotated[Prose, Field(min_length=1, max_length=5000)]
    lead_id: int
    coordinator_ids: list[int] = []
    due_on: OptionalDay = None
    is_ongoing: bool = False

    def task_given(self) -> Task:
        """Return the value for the service."""
        return Task(
            self.task, self.lead_id, self.due_on, self.is_ongoing, tuple(self.coordinator_ids)
        )


class Conclusion(Input):
    """The chair's conclusion and the work that follows from it."""

    text: Text
    kind: DecisionKind = DecisionKind.RESOLUTION
    assignments: Annotated[list[TaskInput], Field(max_length=50)] = []


class Deferral(Input):
    """When the item is to be submitted again, and why it is put off."""

    resubmit_on: date
    reason: OptionalLine = ""


class Withdrawal(Input):
    """Why the item is taken off the agenda."""

    reason: Line


class Note(Input):
    """What was said, and by whom if that matters."""

    text: Text
    speaker_id: OptionalId = None


class Marking(Input):
    """Who is there now, and how; `left`: who is not any more."""

    person_ids: Annotated[list[int], Field(min_length=1, max_length=1000)]
    state: Literal["present", "remote", "left"]

    @property
    def mode(self) -> AttendanceMode | None:
        """Return how they take part, None when they left."""
        return None if self.state == "left" else AttendanceMode(self.state)


class CheckIn(Input):
    """How one takes part oneself."""

    mode: AttendanceMode = AttendanceMode.PRESENT
