"""On which days a series sits. Pure."""

from __future__ import annotations

import calendar
from datetime import date

from ecabinet.calendar import WorkingDays
from meetings.agenda.models import DayRule

LAST = 5


def day_in(
    rule: DayRule, year: int, month: int, days: WorkingDays, *, nth: int | None, weekday: int | None
) -> date:
    """Return the day of a month on which a series sits, always a working day.

    The last working day; the `nth` `weekday` (5: the last one), or day `nth`, of the month, where
    that is a day off the next working day. Raises OutsideCalendar beyond the known years.
    """
    length = calendar.monthrange(year, month)[1]
    if rule is DayRule.LAST_WORKING_DAY:
        return days.on_or_before(date(year, month, length))
    if rule is DayRule.DAY:
        return days.on_or_after(date(year, month, min(nth or 1, length)))
    same = [d for d in range(1, length + 1) if date(year, month, d).weekday() == weekday]
    place = min(nth or 1, len(same))
    return days.on_or_after(date(year, month, same[-1 if nth == LAST else place - 1]))


def title_in(title: str, year: int, month: int) -> str:
    """Return what the sitting of a month is called: {month} and {year} in `title` give way, also
    as an officer writes them in Vietnamese."""
    named = {"{month}": month, "{tháng}": month, "{year}": year, "{năm}": year}
    for words, number in named.items():
        title = title.replace(words, str(number))
    return title
