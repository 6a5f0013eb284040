"""Where the demo's story is played: who acts when, in which store, and how far it has come.

The parts of the story plan their acts in any order; they are played in the order of their instants,
so that the journal reads as it would have been written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from demo.people import People
from ecabinet import clock
from ecabinet.auth.actor import Actor
from ecabinet.calendar import WorkingDays
from ecabinet.db import Database
from ecabinet.people.queries import working_days
from ecabinet.storage import Store

Act = Callable[[Session, Actor, datetime], object]
"""f(db, actor, at): something a person does, through the services."""


@dataclass(frozen=True)
class Step:
    """One act of the story; without a login it opens its units of work itself."""

    at: datetime
    login: str
    act: Act | Callable[[], object]


@dataclass
class Stage:
    """The store, the people, the calendar, and what the story has made: ids by key.

    `say` prints a line of progress.
    """

    database: Database
    store: Store
    zone: ZoneInfo
    say: Callable[[str], None]
    started_at: datetime
    people: People = field(default_factory=People)
    made: dict[str, int] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)

    @property
    def today(self) -> date:
        """The day of the demo's beginning, in the body's zone."""
        return self.started_at.astimezone(self.zone).date()

    @property
    def calendar(self) -> WorkingDays:
        """The working days of the body."""
        return working_days(self.zone)

    def day(self, days: int) -> date:
        """The working day `days` calendar days from today (negative: ago), or the one before."""
        return self.calendar.on_or_before(self.today + timedelta(days=days))

    def working_day(self, days: int) -> date:
        """The working day so many working days from today; negative: ago."""
        if days >= 0:
            return self.calendar.add(self.today, days)
        return self.calendar.latest_before(self.today, -days)

    def instant(self, day: date, clock_time: str) -> datetime:
        """`clock_time` ("08:30") of `day` in the body's zone, in UTC."""
        local = datetime.combine(day, time.fromisoformat(clock_time), self.zone)
        return local.astimezone(UTC)

    def before_now(self, **past: float) -> datetime:
        """An instant so long before the beginning: hours=3."""
        return self.started_at - timedelta(**past)

    def plan(self, login: str, at: datetime, act: Act) -> None:
        """Have `login` do something at `at`, which must not lie in the future."""
        self._add(Step(at, login, act))

    def plan_outside(self, at: datetime, do: Callable[[], object]) -> None:
        """Have the program do at `at` what is slow and stands outside a unit of work."""
        self._add(Step(at, "", do))

    def _add(self, step: Step) -> None:
        if step.at > self.started_at:
            raise ValueError(f"{step.login} cannot have acted at {step.at} yet")
        self.steps.append(step)

    def play(self) -> None:
        """Do everything planned, in the order of time; each act is committed by itself."""
        for step in sorted(self.steps, key=lambda planned: planned.at):
            if step.login:
                with self.act(step.login, step.at) as (db, actor):
                    step.act(db, actor, step.at)  # type: ignore[call-arg]  # an Act: it has a login
            else:
                with clock.at(step.at):
                    step.act()  # type: ignore[call-arg]  # no Act: nobody's
        self.steps.clear()

    @contextmanager
    def act(self, login: str, at: datetime) -> Iterator[tuple[Session, Actor]]:
        """One committed act of `login` at `at`: the session and the actor."""
        with clock.at(at), self.database.unit_of_work() as db:
            yield db, self.people.actor(db, login, at.astimezone(self.zone).date())
