"""The report class of an assignment, computed from its dates and never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ecabinet.calendar import WorkingDays
from ecabinet.sentences import S, Sentence

SOON_WORKING_DAYS = 3


class ReportClass(StrEnum):
    """The four official classes of the Government Office's reports."""

    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    OPEN_IN_TIME = "open_in_time"
    OPEN_OVERDUE = "open_overdue"

    @property
    def label(self) -> Sentence:
        """The name of the class, as in the official reports."""
        return S(f"rule-class-{self.value.replace('_', '-')}")


@dataclass(frozen=True)
class AssignmentStanding:
    """Where an assignment stands. `late_days` are calendar days after the due day."""

    report_class: ReportClass
    due_soon: bool
    late_days: int
    sentence: Sentence


def assignment_class(
    due_on: date | None,
    closed_on: date | None,
    today: date,
    calendar: WorkingDays,
    soon: int = SOON_WORKING_DAYS,
) -> AssignmentStanding:
    """Classify an assignment as of `today`; `due_on` None means ongoing (thường xuyên).

    An ongoing one is never late. The due day itself is in time. `due_soon`: open, not overdue,
    and due within `soon` working days. A `closed_on` after `today` counts as still open, so that
    a report as of a past day can be made.
    """
    done = closed_on is not None and closed_on <= today
    until = closed_on if done and closed_on is not None else today
    late_days = 0 if due_on is None else max(0, (until - due_on).days)
    if done:
        report_class = ReportClass.DONE_LATE if late_days else ReportClass.DONE_ON_TIME
    else:
        report_class = ReportClass.OPEN_OVERDUE if late_days else ReportClass.OPEN_IN_TIME
    open_in_time = report_class is ReportClass.OPEN_IN_TIME
    due_soon = due_on is not None and open_in_time and due_on <= calendar.add(today, soon)
    return AssignmentStanding(
        report_class, due_soon, late_days, _sentence(report_class, due_on, due_soon, late_days)
    )


def _sentence(
    report_class: ReportClass, due_on: date | None, due_soon: bool, late_days: int
) -> Sentence:
    if late_days:
        key = "done-late" if report_class is ReportClass.DONE_LATE else "overdue"
        return S(f"rule-assignment-{key}", days=late_days)
    if report_class is ReportClass.DONE_ON_TIME:
        return report_class.label
    if due_on is None:
        return S("rule-assignment-ongoing")
    return S("rule-assignment-due-soon" if due_soon else "rule-assignment-due", due=due_on)
