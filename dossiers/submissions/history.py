"""Who held a dossier how long, as its steps tell it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from dossiers.submissions.clocks import Held, held
from dossiers.submissions.models import Act, SubmissionState, SubmissionStep
from dossiers.submissions.rules import Told
from ecabinet.calendar import WorkingDays
from ecabinet.people.models import Organisation


@dataclass(frozen=True)
class Stage:
    """A step, and how long the dossier then lay where the step had brought it. `until`: None while
    it lies there still; `held`: None once it lies nowhere any more. `reason` and `remarks` are
    those of the step, as far as the reader is told them."""

    step: SubmissionStep
    until: datetime | None
    held: Held | None
    reason: str
    remarks: list[dict[str, Any]]


def stages(steps: Sequence[SubmissionStep], days: WorkingDays, at: datetime) -> list[Stage]:
    """Return the stages of a dossier, the first one first; the last one lasts until `at`."""
    found = []
    for place, step in enumerate(steps):
        until = steps[place + 1].at if place + 1 < len(steps) else None
        if until is None and step.state is SubmissionState.WITHDRAWN:
            found.append(Stage(step, None, None, step.reason, step.remarks))
        else:
            lay = held(step.at, until or at, days)
            found.append(Stage(step, until, lay, step.reason, step.remarks))
    return found


BY_SECRETARIAT = frozenset({Act.RETURNED, Act.UNSCHEDULED})
"""Acts whose reasons are the secretariat's."""


def as_told(found: Sequence[Stage], told: Told) -> list[Stage]:
    """Return the stages as far as the reader is told them."""
    if told is Told.NOTHING:
        return []
    if told is Told.ALL:
        return list(found)
    return [
        replace(stage, reason="", remarks=[]) if stage.step.act in BY_SECRETARIAT else stage
        for stage in found
    ]


@dataclass(frozen=True)
class Holding:
    """All the time that one side held a dossier. `organisation`: None for the secretariat."""

    organisation: Organisation | None
    held: Held


def holdings(found: Sequence[Stage]) -> list[Holding]:
    """Add up how long each side held it, whoever held it first comes first."""
    total: dict[int | None, Holding] = {}
    for stage in found:
        if stage.held is None:
            continue
        key = stage.step.holder_id
        before = total[key].held if key in total else None
        sum_ = stage.held
        if before is not None:
            sum_ = Held(before.working_days + sum_.working_days, before.time + sum_.time)
        total[key] = Holding(stage.step.holder, sum_)
    return list(total.values())
