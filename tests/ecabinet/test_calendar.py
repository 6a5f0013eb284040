"""Working days: the known Vietnamese years day by day, and laws that hold for any day."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecabinet.calendar import OutsideCalendar, WorkingDays, vietnam

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
CALENDAR = vietnam()

DAYS = st.dates(date(2024, 1, 1), date(2030, 10, 1))
FEW = st.integers(1, 30)

# Weekdays off, as announced by the Government for its own offices.
OFF = {
    2024: "0101 0208 0209 0212 0213 0214 0418 0429 0430 0501 0902 0903",
    2025: "0101 0127 0128 0129 0130 0131 0407 0430 0501 0502 0901 0902",
    2026: "0101 0102 0216 0217 0218 0219 0220 0427 0430 0501 0831 0901 0902 1124",
}
WORKED_SATURDAYS = {2024: "0504", 2025: "0426", 2026: "0110 0822"}


def _days(year: int, text: str) -> set[date]:
    return {date(year, int(part[:2]), int(part[2:])) for part in text.split()}


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_the_confirmed_years_are_as_announced_day_by_day(year: int) -> None:
    every = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]
    days = [day for day in every if day.year == year]
    weekdays_off = {d for d in days if d.weekday() < 5 and not CALENDAR.is_working_day(d)}
    worked_weekend = {d for d in days if d.weekday() >= 5 and CALENDAR.is_working_day(d)}
    assert weekdays_off == _days(year, OFF[year])
    assert worked_weekend == _days(year, WORKED_SATURDAYS[year])


def test_the_library_still_lacks_the_make_up_days_and_the_new_years_swap_of_2026() -> None:
    library = holidays.country_holidays("VN", years=2026)
    assert date(2026, 1, 2) not in library, "now known: take it out of calendar_vn.json"
    assert date(2026, 8, 31) in library


def test_the_forecast_years_hold_both_days_of_the_national_day_and_a_week_of_tet() -> None:
    for year in range(2027, 2031):
        start = date(year, 1, 20)
        tet = [start + timedelta(days=n) for n in range(40)]
        off = [d for d in tet if d.weekday() < 5 and not CALENDAR.is_working_day(d)]
        assert len(off) == 5, (year, off)
        assert CALENDAR.is_provisional(start)
    assert not CALENDAR.is_provisional(date(2026, 12, 31))


def test_a_year_that_is_not_known_is_refused_with_a_sentence() -> None:
    for day in (date(2023, 12, 31), date(2031, 1, 1)):
        with pytest.raises(OutsideCalendar) as refusal:
            CALENDAR.is_working_day(day)
        assert refusal.value.sentence.params["year"] == str(day.year)


def test_counting_over_the_last_known_day_is_refused_too() -> None:
    with pytest.raises(OutsideCalendar):
        CALENDAR.add(date(2030, 12, 30), 5)
    with pytest.raises(OutsideCalendar):
        CALENDAR.between(date(2023, 12, 29), date(2024, 1, 3))
    with pytest.raises(OutsideCalendar):
        CALENDAR.latest_before(date(2024, 1, 3), 5)


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 23)),  # Friday to Monday
        (date(2026, 11, 20), 2, date(2026, 11, 25)),  # over Culture Day
        (date(2026, 2, 13), 1, date(2026, 2, 23)),  # over Tết
        (date(2026, 8, 21), 1, date(2026, 8, 22)),  # a Saturday that is worked
        (date(2026, 8, 28), 1, date(2026, 9, 3)),  # over the National Day and its swap
        (date(2026, 11, 21), 0, date(2026, 11, 23)),
        (date(2026, 11, 20), 0, date(2026, 11, 20)),
    ],
)
def test_add_skips_what_is_off(start: date, n: int, end: date) -> None:
    assert CALENDAR.add(start, n) == end


def test_a_deadline_is_the_end_of_the_working_day_in_the_zone() -> None:
    # 18:30 UTC on Sunday is already Monday in Hà Nội: Monday does not count.
    opened_at = datetime(2026, 11, 15, 18, 30, tzinfo=UTC)
    assert CALENDAR.deadline(opened_at, 2) == datetime(2026, 11, 18, 17, 0, tzinfo=HANOI)
    early = vietnam(end_of_day=time(16, 30))
    assert early.deadline(opened_at, 2).astimezone(HANOI).time() == time(16, 30)


def test_a_naive_instant_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        CALENDAR.deadline(datetime(2026, 11, 16, 9, 0), 2)  # noqa: DTZ001 - that is the point


def test_days_given_by_the_body_win_over_the_library() -> None:
    own = vietnam(extra_holidays=[date(2026, 11, 23)], makeup_days=[date(2026, 11, 28)])
    assert not own.is_working_day(date(2026, 11, 23))
    assert own.is_working_day(date(2026, 11, 28))
    worked = vietnam(makeup_days=[date(2026, 11, 24)])
    assert worked.is_working_day(date(2026, 11, 24))


def test_another_country_has_its_own_days() -> None:
    estonia = WorkingDays(ZoneInfo("Europe/Tallinn"), country="EE")
    assert not estonia.is_working_day(date(2026, 2, 24))
    assert estonia.is_working_day(date(2026, 9, 2))


@given(DAYS, FEW)
def test_adding_then_counting_gives_the_same_number(day: date, n: int) -> None:
    assert CALENDAR.between(day, CALENDAR.add(day, n)) == n


@given(DAYS, FEW)
def test_the_result_of_adding_is_a_working_day(day: date, n: int) -> None:
    assert CALENDAR.is_working_day(CALENDAR.add(day, n))


@given(DAYS, FEW, FEW)
def test_adding_twice_is_adding_the_sum(day: date, n: int, m: int) -> None:
    assert CALENDAR.add(CALENDAR.add(day, n), m) == CALENDAR.add(day, n + m)


@given(DAYS, st.integers(-40, 40))
def test_counting_backwards_is_the_negative(day: date, span: int) -> None:
    other = max(date(2024, 1, 1), day + timedelta(days=span))
    assert CALENDAR.between(day, other) == -CALENDAR.between(other, day)


@given(DAYS.filter(lambda day: day > date(2024, 3, 1)), FEW)
def test_the_latest_day_before_is_enough_and_the_next_working_day_is_not(day: date, n: int) -> None:
    latest = CALENDAR.latest_before(day, n)
    assert CALENDAR.is_working_day(latest)
    assert CALENDAR.between(latest, day) >= n
    assert CALENDAR.between(CALENDAR.add(latest, 1), day) < n


@given(DAYS, FEW)
def test_a_deadline_lies_after_its_start_and_falls_on_a_working_day(day: date, n: int) -> None:
    instant = datetime.combine(day, time(23, 59), HANOI)
    deadline = CALENDAR.deadline(instant, n)
    assert deadline > instant
    assert CALENDAR.is_working_day(CALENDAR.local_day(deadline))
