"""Working days of the body: which days count, and when a period counted in them ends.

Holidays come from the library `holidays`; swapped and make-up days come as data, because they are
announced by a notice each year and no formula knows them.

Checked for Vietnam against the notices of 2024-2026: Tết, Hùng Kings' day, 30/4, 1/5 and the two
days of 2/9 with their compensation days are right in the library. It knows neither the make-up
Saturdays nor the day off on 2 January 2026: `calendar_vn.json` holds them. It holds 24 November
(Vietnam Culture Day) as a day off from 2026. A longer break around it in 2026 had been proposed
only; where one is ordered, add a swap. For the years after `confirmed_through` the dates are the
library's forecast: which days before and after Tết are free, which side of 2/9 is, and every swap
is decided by a notice late in the year before. Outside the known years every question is refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import holidays

from ecabinet.errors import Invalid
from ecabinet.sentences import S

END_OF_WORKING_DAY = time(17, 0)

_DAY = timedelta(days=1)
_SATURDAY = 5


class OutsideCalendar(Invalid):
    """A day was asked about in a year whose holidays are not known."""


class WorkingDays:
    """The working days of one body in its time zone.

    `makeup_days` are worked although they are a weekend or a holiday and win over everything;
    `extra_holidays` are off although the library does not know them.
    """

    def __init__(
        self,
        timezone: ZoneInfo,
        *,
        country: str = "VN",
        extra_holidays: Iterable[date] = (),
        makeup_days: Iterable[date] = (),
        first_year: int = 2024,
        last_year: int = 2030,
        confirmed_through: int | None = None,
        end_of_day: time = END_OF_WORKING_DAY,
    ) -> None:
        self.timezone = timezone
        self.first_year = first_year
        self.last_year = last_year
        self.confirmed_through = last_year if confirmed_through is None else confirmed_through
        self.end_of_day = end_of_day
        known = holidays.country_holidays(country, years=range(first_year, last_year + 1))
        self._off = frozenset(known.keys()) | frozenset(extra_holidays)
        self._worked = frozenset(makeup_days)

    def is_working_day(self, day: date) -> bool:
        """Tell whether `day` counts. Raises OutsideCalendar beyond the known years."""
        self._check(day)
        if day in self._worked:
            return True
        return day.weekday() < _SATURDAY and day not in self._off

    def is_provisional(self, day: date) -> bool:
        """True where the holidays of that year are a forecast, not yet announced."""
        self._check(day)
        return day.year > self.confirmed_through

    def on_or_after(self, day: date) -> date:
        """Return `day` when it is a working day, else the next one."""
        while not self.is_working_day(day):
            day += _DAY
        return day

    def on_or_before(self, day: date) -> date:
        """Return `day` when it is a working day, else the last one before it."""
        while not self.is_working_day(day):
            day -= _DAY
        return day

    def add(self, day: date, n: int) -> date:
        """Return the `n`-th working day after `day`, which itself does not count.

        The first day of a period is not counted (Bộ luật Dân sự 2015, Đ.147). With `n` = 0 the
        answer is `on_or_after(day)`; a negative `n` raises ValueError, see `latest_before`.
        """
        if n < 0:
            raise ValueError("add counts forward; latest_before counts back")
        if n == 0:
            return self.on_or_after(day)
        self._check(day)
        while n:
            day += _DAY
            if self.is_working_day(day):
                n -= 1
        return day

    def between(self, start: date, end: date) -> int:
        """Return how many working days lie after `start` up to and with `end`.

        Negative when `end` comes before `start`, so that between(a, b) == -between(b, a).
        """
        if end < start:
            return -self.between(end, start)
        self._check(start)
        self._check(end)
        days = (start + _DAY * step for step in range(1, (end - start).days + 1))
        return sum(self.is_working_day(day) for day in days)

    def latest_before(self, day: date, n: int) -> date:
        """Return the last working day from which `n` working days lead to `day`.

        That is the largest working day d <= `day` with between(d, day) >= n.
        """
        if n < 0:
            raise ValueError("n must not be negative")
        latest = self.on_or_before(day)
        while self.between(latest, day) < n:
            latest = self.on_or_before(latest - _DAY)
        return latest

    def local_day(self, instant: datetime) -> date:
        """Return the calendar day of an aware `instant` in the body's zone."""
        if instant.tzinfo is None:
            raise ValueError("an aware instant is needed")
        return instant.astimezone(self.timezone).date()

    def end_of(self, day: date) -> datetime:
        """Return the end of working hours on `day` as an aware instant in UTC."""
        return datetime.combine(day, self.end_of_day, self.timezone).astimezone(UTC)

    def deadline(self, instant: datetime, n: int) -> datetime:
        """Return the end of the `n`-th working day after the day of `instant`, in UTC."""
        return self.end_of(self.add(self.local_day(instant), n))

    def _check(self, day: date) -> None:
        if not self.first_year <= day.year <= self.last_year:
            raise OutsideCalendar(
                S(
                    "rule-calendar-unknown-year",
                    year=str(day.year),
                    first=str(self.first_year),
                    last=str(self.last_year),
                )
            )


def vietnam(
    timezone: ZoneInfo = ZoneInfo("Asia/Ho_Chi_Minh"),
    *,
    extra_holidays: Iterable[date] = (),
    makeup_days: Iterable[date] = (),
    end_of_day: time = END_OF_WORKING_DAY,
) -> WorkingDays:
    """Return Vietnam's working days with the swaps of `calendar_vn.json` and the given ones."""
    kept = json.loads(Path(__file__).with_name("calendar_vn.json").read_text("utf-8"))
    off = {date.fromisoformat(swap["off"]) for swap in kept["swaps"]}
    worked = {date.fromisoformat(swap["worked"]) for swap in kept["swaps"]}
    return WorkingDays(
        timezone,
        country="VN",
        extra_holidays=off | set(extra_holidays),
        makeup_days=worked | set(makeup_days),
        first_year=kept["first_year"],
        last_year=kept["last_year"],
        confirmed_through=kept["confirmed_through"],
        end_of_day=end_of_day,
    )
