"""The one clock. Everything that asks the time asks here, so that tests and the demo can set it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_set_to: ContextVar[datetime | None] = ContextVar("clock_set_to", default=None)
_offset = timedelta(0)
_zone = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """Return the present instant, aware, in UTC, to the microsecond."""
    fixed = _set_to.get()
    return fixed if fixed is not None else datetime.now(UTC) + _offset


def set_zone(zone: ZoneInfo) -> None:
    """Say where the cabinet sits; asked of `day_of`."""
    global _zone
    _zone = zone


def zone() -> ZoneInfo:
    """Return where the cabinet sits."""
    return _zone


def day_of(instant: datetime) -> date:
    """Return the day that `instant` falls on where the cabinet sits."""
    return instant.astimezone(_zone).date()


def local(instant: datetime) -> datetime:
    """Return `instant` as a clock on the wall shows it where the cabinet sits."""
    return instant.astimezone(_zone)


def start_of(day: date) -> datetime:
    """Return the instant, in UTC, at which `day` begins where the cabinet sits."""
    return datetime.combine(day, time.min, _zone).astimezone(UTC)


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """Hold the clock at `instant` (aware) for the code inside, in this thread or task only."""
    if instant.tzinfo is None:
        raise ValueError("the clock needs an aware instant")
    token = _set_to.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _set_to.reset(token)


def shift(by: timedelta) -> None:
    """Move the clock of this whole process by `by`, for tests of a running server."""
    global _offset
    _offset += by


def unshift() -> None:
    """Set the clock of this process back to the machine's."""
    global _offset
    _offset = timedelta(0)


def shift_from_env() -> None:
    """Honour ECABINET_CLOCK_SHIFT (seconds): lets a test start a server in another week."""
    raw = os.environ.get("ECABINET_CLOCK_SHIFT")
    if raw:
        shift(timedelta(seconds=float(raw)))
