"""What people and programs send to plan a sitting; pages and API read the same models."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from ecabinet.forms import Input, Instant, Line, OptionalId, Prose
from meetings.frame import Frame
from meetings.models import Meeting, MeetingKind


class MeetingInput(Input):
    """A sitting to be planned. Without `chair_id` the holder of the chair's seat presides."""

    title: Line
    kind: MeetingKind = MeetingKind.REGULAR
    starts_at: Instant
    planned_end_at: Instant
    place: Line
    chair_id: OptionalId = None
    clerk_id: OptionalId = None
    template_id: Annotated[OptionalId, Field(description="template its agenda begins with")] = None

    def frame(self, chair_id: int) -> Frame:
        """Return the values for the service; `chair_id` where none was chosen."""
        return Frame(
            title=self.title,
            kind=self.kind,
            starts_at=self.starts_at,
            planned_end_at=self.planned_end_at,
            place=self.place,
            chair_id=self.chair_id or chair_id,
            clerk_id=self.clerk_id,
        )


class MeetingFields(Input):
    """Fields of a sitting; what is left out is not spoken of."""

    title: Line | None = None
    kind: MeetingKind | None = None
    starts_at: Instant | None = None
    planned_end_at: Instant | None = None
    place: Line | None = None
    chair_id: OptionalId = None
    clerk_id: OptionalId = None


class MeetingChange(MeetingFields):
    """What is to change of a sitting; what is left out stays.

    `base`: what the fields said when they were read; or `revision`: all of what was read. With
    one of the two, what others wrote meanwhile into other fields stays.
    """

    revision: int | None = None
    base: MeetingFields | None = None

    def seen(self) -> dict[str, Any]:
        """Return what the officer saw, as far as they said so field by field."""
        return self.base.model_dump(exclude_unset=True) if self.base else {}

    def frame(self, meeting: Meeting) -> Frame:
        """Return the sitting's values with the given ones put in."""
        given = self.model_dump(exclude_unset=True, exclude={"revision", "base"})
        if given.get("chair_id", 0) is None:
            given.pop("chair_id")
        present = {name: getattr(meeting, name) for name in Frame.__dataclass_fields__}
        clerk = given.pop("clerk_id", present["clerk_id"])
        given = {name: value for name, value in given.items() if value is not None}
        return Frame(**{**present, **given, "clerk_id": clerk})


class Reason(Input):
    """Why something is returned or called off."""

    reason: Annotated[Prose, Field(min_length=1, max_length=2000)]
    revision: int | None = None
