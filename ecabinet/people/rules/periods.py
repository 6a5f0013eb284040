"""Periods in working days: how long a ballot is open, when papers and notices go out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ecabinet.calendar import WorkingDays
from ecabinet.people.rules.body import BodyRules
from ecabinet.sentences import Param, S, Sentence
from ecabinet.verdicts import ALLOW, Verdict, invalid


@dataclass(frozen=True)
class WrittenPeriod:
    """The days on which a written ballot may close. `sentence` names them, allowed or not."""

    earliest_on: date
    latest_on: date
    verdict: Verdict
    sentence: Sentence

    @property
    def holds(self) -> bool:
        """True when the closing instant that was asked about is allowed."""
        return bool(self.verdict)


def written_period(
    rules: BodyRules, opened_at: datetime, closes_at: datetime, calendar: WorkingDays
) -> WrittenPeriod:
    """Say whether a ballot opened at `opened_at` may close at `closes_at` (both aware).

    The day of opening does not count. The last day of the shortest period counts in full, so the
    ballot stays open until the end of working hours on `earliest_on`; it may close at any hour
    of `latest_on`. Raises OutsideCalendar beyond the known years.
    """
    opened_on = calendar.local_day(opened_at)
    least, most = rules.written.min_working_days, rules.written.max_working_days
    earliest_on, latest_on = calendar.add(opened_on, least), calendar.add(opened_on, most)
    too_early = closes_at < calendar.end_of(earliest_on) if least else closes_at <= opened_at
    too_late = calendar.local_day(closes_at) > latest_on
    params: dict[str, Param] = {
        "earliest": earliest_on,
        "latest": latest_on,
        "least": least,
        "most": most,
    }
    if too_early:
        verdict = invalid(S("rule-written-too-early", **params), field="closes_at")
    elif too_late:
        verdict = invalid(S("rule-written-too-late", **params), field="closes_at")
    else:
        verdict = ALLOW
    sentence = verdict.sentence or S("rule-written-period", **params)
    return WrittenPeriod(earliest_on, latest_on, verdict, sentence)


@dataclass(frozen=True)
class PapersLead:
    """How many working days ahead the papers go out, and how many are `missing` (0: in time)."""

    required: int
    given: int
    missing: int
    latest_on: date
    sentence: Sentence

    @property
    def holds(self) -> bool:
        """True when the papers go out in time."""
        return self.missing == 0


def papers_lead(
    rules: BodyRules,
    meeting_on: date,
    sent_on: date,
    calendar: WorkingDays,
    *,
    smaller: bool = False,
) -> PapersLead:
    """Count the working days from the day of sending to the day of the sitting.

    The day of sending does not count, the day of the sitting does: papers sent on Monday lie there
    for five working days until the next Monday. Too few may be overridden with a reason; that is
    not asked here. Raises OutsideCalendar beyond the known years.
    """
    papers = rules.papers
    required = papers.smaller_working_days if smaller else papers.regular_working_days
    given = calendar.between(sent_on, meeting_on)
    missing = max(0, required - given)
    latest_on = calendar.latest_before(meeting_on, required)
    key = "rule-papers-late" if missing else "rule-papers-in-time"
    sentence = S(key, required=required, given=max(0, given), missing=missing, latest=latest_on)
    return PapersLead(required, given, missing, latest_on, sentence)


def notice_due_on(rules: BodyRules, ended_on: date, calendar: WorkingDays) -> date:
    """Return the last day for the conclusion notice of a sitting that ended on `ended_on`."""
    return calendar.add(ended_on, rules.notice_working_days)
