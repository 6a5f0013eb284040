"""What people and programs send to invite guests and to answer an invitation."""

from __future__ import annotations

from datetime import datetime, time
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from ecabinet import clock
from ecabinet.forms import Input, Instant, OptionalId, OptionalLine, Prose, none_if_blank
from meetings.models import Answer, Meeting

OptionalInstant = Annotated[Instant | None, BeforeValidator(none_if_blank)]
OptionalTime = Annotated[time | None, BeforeValidator(none_if_blank)]


class AnswerInput(Input):
    """Whether the invited person comes: `attending`, `remote`, `absent` with its reason,
    `substitute` with a name or the `substitute_id` of a known person. `absent_from` and
    `absent_until` tell the part that is missed; without them it is the whole sitting."""

    answer: Answer
    reason: Annotated[Prose, Field(max_length=2000)] = ""
    substitute_id: OptionalId = None
    substitute_name: OptionalLine = ""
    substitute_position: OptionalLine = ""
    absent_from: OptionalInstant = None
    absent_until: OptionalInstant = None

    def values(self) -> dict[str, Any]:
        """Return the values for the service."""
        return self.model_dump()


class AnswerForm(AnswerInput):
    """The same from the page, where a sitting of one day asks for hours alone."""

    from_time: OptionalTime = None
    until_time: OptionalTime = None
    home: bool = False
    """The home page asked; it is led back to."""

    def of(self, meeting: Meeting) -> dict[str, Any]:
        """Return the values for the service; hours are those of the day of `meeting`."""
        values = self.model_dump(exclude={"from_time", "until_time", "home"})
        for name, hour in (("absent_from", self.from_time), ("absent_until", self.until_time)):
            if hour is not None and values[name] is None:
                values[name] = _on_the_day(meeting, hour)
        return values


def _on_the_day(meeting: Meeting, hour: time) -> datetime:
    return clock.local(meeting.starts_at).replace(
        hour=hour.hour, minute=hour.minute, second=0, microsecond=0
    )


class Consent(Input):
    """Whether the chair agrees to an announced absence."""

    consent: bool
    home: bool = False


class Consents(Input):
    """Whether the chair agrees to these absences."""

    consent: bool
    invitation_ids: Annotated[list[int], Field(min_length=1, max_length=500)]
    home: bool = False


class Switch(Input):
    """Whether something goes by itself."""

    on: bool


class Answered(AnswerInput):
    """What one of the invited said, noted with others."""

    invitation_id: int


class ManyAnswers(Input):
    """Answers of several of the invited, noted all or none."""

    answers: Annotated[list[Answered], Field(min_length=1, max_length=500)]


class Guest(Input):
    """A person to invite as a guest: speaks, does not vote."""

    person_id: int


class Scope(Input):
    """Whether a guest is told their items alone, or the whole sitting."""

    only_items: bool


class LetterInput(Input):
    """What the letter of invitation asks of the invited, a line each; `seen`: the letter seen."""

    requirements: Annotated[Prose, Field(max_length=4000)] = ""
    seen: int | None = None

    def lines(self) -> list[str]:
        """Return the lines that say something."""
        return [line.strip() for line in self.requirements.splitlines() if line.strip()]
