"""The clocks of a dossier, in working days: when it is due, whether it is late, who held it long.

Pure. The body's rules say how many days (Decree 191/2026, Art. 12, 15 and 16, in the preset).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dossiers.submissions.models import Submission, SubmissionState
from ecabinet import clock
from ecabinet.calendar import WorkingDays
from ecabinet.people.rules import SubmissionRules
from ecabinet.sentences import Param, S, Sentence
from ecabinet.verdicts import ALLOW, Verdict, invalid

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Due:
    """What the secretariat owes a dossier, until when, and whether that has passed."""

    key: str
    """'check': find it valid or return it; 'chair': lay it before the head of government."""
    at: datetime
    is_late: bool

    @property
    def sentence(self) -> Sentence:
        """What is due, and until when."""
        late = "late" if self.is_late else "due"
        return S(f"submission-{late}-{self.key}", at=self.at)

    def reminder(self, subject: str) -> Sentence:
        """The same of a dossier called by its subject."""
        return S("submission-reminder-sentence", subject=subject, due=self.sentence)


def check_due(rules: SubmissionRules, lodged_at: datetime, days: WorkingDays) -> datetime:
    """Return until when a dossier lodged at `lodged_at` is found valid or returned."""
    return days.deadline(lodged_at, rules.check_working_days)


def chair_due(rules: SubmissionRules, lodged_at: datetime, days: WorkingDays) -> datetime:
    """Return until when a valid dossier is laid before the head of government."""
    return days.deadline(lodged_at, rules.to_chair_working_days)


def due_of(
    rules: SubmissionRules, submission: Submission, days: WorkingDays, at: datetime
) -> Due | None:
    """Return what is due next; None while no clock of the secretariat runs."""
    if submission.lodged_at is None:
        return None
    if submission.state not in (SubmissionState.LODGED, SubmissionState.CHECKING):
        return None
    if submission.checked_at is None:
        due = check_due(rules, submission.lodged_at, days)
        return Due("check", due, at > due)
    due = chair_due(rules, submission.lodged_at, days)
    return Due("chair", due, at > due)


def late_before(working_days: int, days: WorkingDays, at: datetime) -> datetime:
    """Return the instant before which what was lodged is late at `at`: the condition of lists.

    Late is what was lodged on a day from which the `working_days`-th working day has ended.
    """
    day = days.local_day(at)
    while days.end_of(days.add(day, working_days)) >= at:
        day -= _DAY
    return clock.start_of(day + _DAY)


@dataclass(frozen=True)
class OpinionPeriod:
    """The days on which opinions may be due. `sentence` names them, allowed or not."""

    earliest_on: date
    latest_on: date
    verdict: Verdict
    sentence: Sentence


def opinion_period(
    rules: SubmissionRules, asked_at: datetime, due_at: datetime, days: WorkingDays
) -> OpinionPeriod:
    """Say whether an organisation asked at `asked_at` may be given until `due_at` (both aware).

    The day of asking does not count. The earliest day is given in full; any hour of the latest will
    do. Raises OutsideCalendar beyond the known years.
    """
    least, most = rules.opinion_min_working_days, rules.opinion_max_working_days
    asked_on = days.local_day(asked_at)
    earliest_on, latest_on = days.add(asked_on, least), days.add(asked_on, most)
    too_early = due_at < days.end_of(earliest_on) if least else due_at <= asked_at
    params: dict[str, Param] = {
        "earliest": earliest_on, "latest": latest_on, "least": least, "most": most,
    }  # fmt: skip
    verdict = ALLOW
    if too_early:
        verdict = invalid(S("opinion-period-too-early", **params), field="due_at")
    elif days.local_day(due_at) > latest_on:
        verdict = invalid(S("opinion-period-too-late", **params), field="due_at")
    sentence = verdict.sentence or S("opinion-period", **params)
    return OpinionPeriod(earliest_on, latest_on, verdict, sentence)


def latest_opinion_due(rules: SubmissionRules, asked_at: datetime, days: WorkingDays) -> datetime:
    """Return the end of working hours on the latest day on which opinions may be due."""
    return days.deadline(asked_at, rules.opinion_max_working_days)


@dataclass(frozen=True)
class Held:
    """How long somebody held a dossier: working days begun after the first day, and real time."""

    working_days: int
    time: timedelta


def held(start: datetime, end: datetime, days: WorkingDays) -> Held:
    """Count what lies between two aware instants."""
    return Held(days.between(days.local_day(start), days.local_day(end)), end - start)
