"""Which function does which kind of job, and what that function is given."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from ecabinet.jobs.models import Job

if TYPE_CHECKING:
    from ecabinet.config import Config
    from ecabinet.db import Database
    from ecabinet.storage import Store

TRIES = 3
"""How often a job is begun at most when the processes doing it die."""
OFTEN, SELDOM, SOON = 0.5, 2.0, 10.0
"""Seconds between two notes of progress: in the first ten seconds, and after them."""


class Cancelled(Exception):
    """Somebody asked that the job be given up, or it is no longer this worker's."""


@dataclass
class Run:
    """One try at a job, for the function that does it."""

    job_id: int
    kind: str
    subject: str
    params: dict[str, Any]
    database: Database
    store: Store
    config: Config
    _note: Callable[[int, int], bool]
    _begun: float = field(default_factory=time.monotonic)
    _noted: float = 0.0
    _at: tuple[int, int] = (0, 0)

    def progress(self, done: int, total: int) -> None:
        """Say how far the work is; cheap, and may be called for every page.

        Never inside a unit of work: what is said here is committed on its own, now and then.
        Raises Cancelled when the work is to be given up; whoever catches it cleans up and lets
        it go on.
        """
        now = time.monotonic()
        every = OFTEN if now - self._begun < SOON else SELDOM
        is_end = done >= total and self._at != (done, total)
        if now - self._noted < every and not is_end:
            return
        self._noted, self._at = now, (done, total)
        if not self._note(min(done, total), total):
            raise Cancelled

    def check(self) -> None:
        """Raise Cancelled when the work is to be given up; as cheap as `progress`."""
        self.progress(*self._at)


Work = Callable[[Run], None]
Ended = Callable[[Session, Job], None]


@dataclass(frozen=True)
class Handler:
    """What is known of a kind of job."""

    work: Work
    label: str
    tries: int
    ended: Ended | None


_handlers: dict[str, Handler] = {}


def handles(
    kind: str, *, label: str = "job-label-other", tries: int = TRIES, ended: Ended | None = None
) -> Callable[[Work], Work]:
    """Register `f(run)` as what does jobs of `kind`; runs in the application's context.

    It may be begun again after a crash, so it must do no harm twice. A DomainError it raises ends
    the job as failed with that sentence; anything else with a general one, and the traceback in
    the log. `label`: catalogue key of what the kind is called. `ended(db, job)` is called in the
    unit of work that ends the job, however it ends.
    """

    def register(work: Work) -> Work:
        _handlers[kind] = Handler(work, label, tries, ended)
        return work

    return register


def handler_of(kind: str) -> Handler | None:
    """Return who does `kind`, or None in a program that does not know it."""
    return _handlers.get(kind)


def label_of(kind: str) -> str:
    """Return the catalogue key of what jobs of `kind` are called."""
    handler = _handlers.get(kind)
    return handler.label if handler else "job-label-other"
