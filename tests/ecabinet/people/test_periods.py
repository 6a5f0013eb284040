"""Periods in working days: ballots, papers, notices; and the class of an assignment."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecabinet.calendar import vietnam
from ecabinet.people.presets import EE_GOVERNMENT, VN_GOVERNMENT
from ecabinet.people.rules import (
    ReportClass,
    assignment_class,
    notice_due_on,
    papers_lead,
    written_period,
)

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
CALENDAR = vietnam()
DAYS = st.dates(date(2024, 3, 1), date(2030, 9, 1))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """An instant of November 2026 in Hà Nội, given in UTC as the store has it."""
    return datetime(2026, 11, day, hour, minute, tzinfo=HANOI).astimezone(UTC)


@pytest.mark.parametrize(
    ("closes_at", "key"),
    [
        (at(18, 16, 59), "rule-written-too-early"),
        (at(18, 17, 0), "rule-written-period"),
        (at(20, 9, 0), "rule-written-period"),
        (at(23, 23, 59), "rule-written-period"),
        (at(25, 0, 0), "rule-written-too-late"),
        (at(24, 0, 0), "rule-written-too-late"),
        (at(16, 8, 0), "rule-written-too-early"),
    ],
)
def test_a_ballot_opened_on_monday_may_close_from_wednesday_evening_to_the_next_monday(
    closes_at: datetime, key: str
) -> None:
    period = written_period(VN_GOVERNMENT, at(16, 9), closes_at, CALENDAR)
    assert (period.earliest_on, period.latest_on) == (date(2026, 11, 18), date(2026, 11, 23))
    assert period.sentence.key == key
    assert period.holds == (key == "rule-written-period")
    assert period.verdict.field == (None if period.holds else "closes_at")


def test_a_holiday_makes_the_period_longer() -> None:
    period = written_period(VN_GOVERNMENT, at(20, 9), at(27, 17), CALENDAR)
    assert (period.earliest_on, period.latest_on) == (date(2026, 11, 25), date(2026, 11, 30))
    assert period.holds


@given(DAYS, st.integers(0, 23), st.integers(0, 20), st.integers(0, 23))
def test_what_is_allowed_lies_between_the_two_days(day: date, h: int, after: int, g: int) -> None:
    opened_at = datetime(day.year, day.month, day.day, h, tzinfo=HANOI)
    closes_at = datetime(day.year, day.month, day.day, g, tzinfo=HANOI) + timedelta(days=after)
    period = written_period(VN_GOVERNMENT, opened_at, closes_at, CALENDAR)
    last = closes_at.date()
    assert CALENDAR.between(day, period.earliest_on) == 2
    assert CALENDAR.between(day, period.latest_on) == 5
    if period.holds:
        assert period.earliest_on <= last <= period.latest_on
    elif period.sentence.key == "rule-written-too-late":
        assert last > period.latest_on
    else:
        assert last <= period.earliest_on


@pytest.mark.parametrize(
    ("meeting_on", "sent_on", "smaller", "given_days", "missing"),
    [
        (date(2026, 11, 16), date(2026, 11, 9), False, 5, 0),
        (date(2026, 11, 16), date(2026, 11, 10), False, 4, 1),
        (date(2026, 11, 16), date(2026, 11, 11), True, 3, 0),
        (date(2026, 11, 16), date(2026, 11, 16), False, 0, 5),
        (date(2026, 11, 16), date(2026, 11, 17), False, -1, 6),
        (date(2026, 11, 27), date(2026, 11, 20), False, 4, 1),  # Culture Day lies between
    ],
)
def test_papers_are_counted_from_sending_to_the_sitting(
    meeting_on: date, sent_on: date, smaller: bool, given_days: int, missing: int
) -> None:
    lead = papers_lead(VN_GOVERNMENT, meeting_on, sent_on, CALENDAR, smaller=smaller)
    assert (lead.given, lead.missing) == (given_days, missing)
    assert lead.holds == (missing == 0)
    assert lead.sentence.key == ("rule-papers-late" if missing else "rule-papers-in-time")


@given(DAYS, st.sampled_from([VN_GOVERNMENT, EE_GOVERNMENT]), st.booleans())
def test_sending_on_the_latest_day_is_in_time_and_a_working_day_later_is_not(
    meeting_on: date, rules, smaller: bool
) -> None:
    latest = papers_lead(rules, meeting_on, meeting_on, CALENDAR, smaller=smaller).latest_on
    assert papers_lead(rules, meeting_on, latest, CALENDAR, smaller=smaller).holds
    later = CALENDAR.add(latest, 1)
    assert not papers_lead(rules, meeting_on, later, CALENDAR, smaller=smaller).holds


def test_the_notice_is_due_five_working_days_after_the_sitting() -> None:
    assert notice_due_on(VN_GOVERNMENT, date(2026, 11, 20), CALENDAR) == date(2026, 11, 30)


TODAY = date(2026, 11, 20)  # a Friday; Tuesday is a holiday


@pytest.mark.parametrize(
    ("due_on", "closed_on", "report_class", "soon", "late"),
    [
        (date(2026, 11, 20), date(2026, 11, 20), ReportClass.DONE_ON_TIME, False, 0),
        (date(2026, 11, 10), date(2026, 11, 13), ReportClass.DONE_LATE, False, 3),
        (None, date(2026, 11, 13), ReportClass.DONE_ON_TIME, False, 0),
        (None, None, ReportClass.OPEN_IN_TIME, False, 0),
        (date(2026, 11, 20), None, ReportClass.OPEN_IN_TIME, True, 0),
        (date(2026, 11, 26), None, ReportClass.OPEN_IN_TIME, True, 0),
        (date(2026, 11, 27), None, ReportClass.OPEN_IN_TIME, False, 0),
        (date(2040, 1, 1), None, ReportClass.OPEN_IN_TIME, False, 0),
        (date(2026, 11, 19), None, ReportClass.OPEN_OVERDUE, False, 1),
        (date(2026, 11, 10), date(2026, 11, 25), ReportClass.OPEN_OVERDUE, False, 10),
    ],
)
def test_the_class_of_an_assignment_follows_from_its_dates(
    due_on: date | None, closed_on: date | None, report_class: ReportClass, soon: bool, late: int
) -> None:
    standing = assignment_class(due_on, closed_on, TODAY, CALENDAR)
    assert standing.report_class is report_class
    assert (standing.due_soon, standing.late_days) == (soon, late)


@given(DAYS, st.integers(-30, 30), st.none() | st.integers(-30, 30))
def test_late_days_are_there_exactly_when_the_class_is_late(
    today: date, due: int, closed: int | None
) -> None:
    closed_on = None if closed is None else today + timedelta(days=closed)
    standing = assignment_class(today + timedelta(days=due), closed_on, today, CALENDAR)
    late = (ReportClass.DONE_LATE, ReportClass.OPEN_OVERDUE)
    assert (standing.late_days > 0) == (standing.report_class in late)
    assert not (standing.due_soon and standing.late_days)
