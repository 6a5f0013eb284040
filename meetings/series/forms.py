"""What people and programs send about series and templates."""

from __future__ import annotations

from datetime import time
from typing import Annotated

from pydantic import BeforeValidator, Field

from ecabinet.forms import Input, Line, OptionalId, none_if_blank
from meetings.agenda.models import DayRule
from meetings.models import MeetingKind
from meetings.series.services import SeriesContent

NthDay = Annotated[int, Field(ge=1, le=31)]
WeekdayNumber = Annotated[int, Field(ge=0, le=6)]


class SeriesInput(Input):
    """A series of monthly sittings; `title` may name {month} and {year}. `nth`: which weekday
    (5: the last) or which day of the month; `starts`: time of day where the cabinet sits."""

    title: Line
    kind: MeetingKind = MeetingKind.REGULAR
    rule: DayRule = DayRule.LAST_WORKING_DAY
    nth: Annotated[NthDay | None, BeforeValidator(none_if_blank)] = None
    weekday: Annotated[WeekdayNumber | None, BeforeValidator(none_if_blank)] = None
    starts: time = time(8, 0)
    minutes: Annotated[int, Field(ge=1, le=10080)] = 210
    place: Line
    template_id: OptionalId = None

    def content(self) -> SeriesContent:
        """Return the values for the service; what the rule does not ask for is left out."""
        values = self.model_dump(exclude={"starts"})
        if self.rule is not DayRule.WEEKDAY:
            values["weekday"] = None
        if self.rule is DayRule.LAST_WORKING_DAY:
            values["nth"] = None
        return SeriesContent(**values, starts_minute=self.starts.hour * 60 + self.starts.minute)


class Year(Input):
    """The year whose sittings are to be planned."""

    year: Annotated[int, Field(ge=2000, le=2100)]


class TemplateInput(Input):
    """The name under which the structure of a sitting is kept."""

    name: Line


class BeginWith(Input):
    """The template with which a sitting begins."""

    template_id: int
