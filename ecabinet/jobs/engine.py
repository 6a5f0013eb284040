"""What does the jobs: workers of huey, woken by messages, that take their work from the table.

A message only says that there is something to do. It is written after the commit, so it may be
lost (the sweep sends it again) or come twice (only one worker can claim the row).
"""

from __future__ import annotations

import itertools
import logging
import os
import secrets
import socket
import threading
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from flask import Flask, current_app
from huey import RedisHuey, SqliteHuey
from huey.consumer import Consumer
from huey.serializer import SignedSerializer
from sqlalchemy import select

from ecabinet import clock
from ecabinet.config import Config
from ecabinet.db import Database
from ecabinet.errors import DomainError
from ecabinet.jobs import registry, services, ticker
from ecabinet.jobs.events import JobQueued
from ecabinet.jobs.models import Job, JobState
from ecabinet.jobs.rules import DEAD_AFTER
from ecabinet.outbox import Event
from ecabinet.sentences import S, Sentence

log = logging.getLogger(__name__)

LOST_AFTER = timedelta(seconds=15)
POLL = 0.4
"""Longest wait of an idle worker between two looks into a queue that cannot call it."""
_lives_of_process: dict[int, str] = {}
_engines = itertools.count(1)


def _process_name() -> str:
    """Return the name of this process among those that do jobs, different in each life of it."""
    pid = os.getpid()
    name = f"{socket.gethostname()}:{pid}:{secrets.token_hex(4)}"
    return _lives_of_process.setdefault(pid, name)


class _Embedded(Consumer):  # type: ignore[misc]  # huey has no types
    """Workers inside a server, which keeps its own signals."""

    def _set_signal_handlers(self) -> None:
        pass


class Engine:
    """The jobs of one application: wakes workers, is a worker, and looks after lost work."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.config: Config = app.extensions["ecabinet.config"]
        self.database: Database = app.extensions["ecabinet.database"]
        self._number = next(_engines)
        self._doing: set[int] = set()
        self._taking = threading.Lock()
        self._making = threading.Lock()
        self._made: tuple[Any, Any] | None = None

    @property
    def worker(self) -> str:
        """How the rows name this worker."""
        return f"{_process_name()}-{self._number}"

    @property
    def huey(self) -> Any:
        """The queue of messages, opened on first use."""
        return self._queue()[0]

    def _queue(self) -> tuple[Any, Any]:
        with self._making:
            if self._made is None:
                huey = _open(self.config)

                def do_job(job_id: int) -> None:
                    self.do(job_id)

                self._made = huey, huey.task(name="do_job")(do_job)
            return self._made

    def wake(self, job_ids: Iterable[int]) -> None:
        """Tell the workers. A failure here costs time only: the sweep finds the rows."""
        try:
            huey, task = self._queue()
            for job_id in job_ids:
                huey.enqueue(task.s(job_id))
        except Exception:
            log.exception("no worker was told of jobs; the next round tells again")

    def heard(self, events: Sequence[Event]) -> None:
        """After each commit: wake the workers for what was queued in it."""
        queued = [event.job_id for event in events if isinstance(event, JobQueued)]
        if queued:
            self.wake(queued)

    def do(self, job_id: int) -> bool:
        """Do a job that waits, to its end; False when it does not wait (any more)."""
        with self._taking:  # of two messages for one job, one worker goes on
            if job_id in self._doing:
                return False
            self._doing.add(job_id)  # before the claim, so that the sweep never takes it from us
        try:
            with self.database.unit_of_work() as db:
                job = services.claim(db, job_id, self.worker)
                if job is None:
                    return False
                claim = services.Claim(job_id, self.worker, job.tries)
                run = registry.Run(
                    job_id, job.kind, job.subject, job.params, self.database,
                    self.app.extensions["ecabinet.store"], self.config,
                    lambda done, total: self._note(claim, done, total),
                )  # fmt: skip
            state, failure = self._work(run)
            with self.database.unit_of_work() as db:
                if not services.finish(db, claim, state, failure):
                    log.warning("job %s ended as %s for somebody else", job_id, state.value)
        finally:
            self._doing.discard(job_id)
        return True

    def _note(self, claim: services.Claim, done: int, total: int) -> bool:
        with self.database.unit_of_work() as db:
            return services.note_progress(db, claim, done, total)

    def _work(self, run: registry.Run) -> tuple[JobState, Sentence | None]:
        handler = registry.handler_of(run.kind)
        if handler is None:
            log.error("job %s: nobody does %s", run.job_id, run.kind)
            return JobState.FAILED, S("job-failed-unknown")
        try:
            with self.app.app_context():
                handler.work(run)
        except registry.Cancelled:
            return JobState.CANCELLED, None
        except DomainError as error:
            log.warning("job %s (%s) was refused: %s", run.job_id, run.kind, error)
            return JobState.FAILED, error.sentence
        except Exception:
            reference = secrets.token_hex(4)
            log.exception("job %s (%s) failed, %s", run.job_id, run.kind, reference)
            return JobState.FAILED, S("job-failed", reference=reference)
        return JobState.DONE, None

    def sweep(self) -> None:
        """Look after lost work: jobs whose worker died, and jobs whose message was lost."""
        with self.database.reading() as db:
            running = db.execute(select(Job).where(Job.state == JobState.RUNNING)).scalars().all()
            dead = [
                services.Claim(job.id, job.worker, job.tries)
                for job in running
                if job.worker and self._is_dead(job, job.worker)
            ]
            mine = any(job.worker == self.worker for job in running)
            lost_before = clock.now() - LOST_AFTER
            waiting = list(
                db.execute(
                    select(Job.id)
                    .where(Job.state == JobState.QUEUED, Job.queued_at < lost_before)
                    .order_by(Job.id)
                ).scalars()
            )
            forget_before = clock.now() - services.KEPT
            has_old = db.execute(select(Job.id).where(Job.ended_at < forget_before)).first()
        for claim in dead:
            log.warning("the worker of job %s died", claim.job_id)
            with self.database.unit_of_work() as db:
                services.give_back(db, claim)
        if mine or has_old:
            with self.database.unit_of_work() as db:
                services.note_alive(db, self.worker)
                services.forget_old(db, forget_before)
        # While messages are there, the workers are busy and come to the rows that have one.
        if waiting and self.huey.pending_count() == 0:
            self.wake(waiting)

    def _is_dead(self, job: Job, worker: str) -> bool:
        """Whether the worker of a running job will never end it."""
        if worker == self.worker:
            return job.id not in self._doing
        me, it = _process_name(), worker.rpartition("-")[0]
        if it != me:
            host, pid, _ = it.rsplit(":", 2)
            my_host, my_pid, _ = me.rsplit(":", 2)
            if host == my_host and (pid == my_pid or not _lives(int(pid))):
                return True
        return job.seen_at is None or job.seen_at < clock.now() - DEAD_AFTER

    def start(self, workers: int) -> Any:
        """Start workers as threads of this process; `stop()` of what is returned ends them."""
        consumer = _Embedded(
            self.huey, workers=workers, periodic=False, initial_delay=0.05, max_delay=POLL,
            check_worker_health=False,
        )  # fmt: skip
        consumer.start()
        return consumer

    def work(self, workers: int) -> None:
        """Do jobs until a signal ends this process: a worker beside the server."""
        ticker.start(self._sweep_or_log)
        consumer = Consumer(
            self.huey, workers=workers, periodic=False, initial_delay=0.05, max_delay=POLL
        )
        consumer.run()

    def _sweep_or_log(self) -> None:
        try:
            self.sweep()
        except Exception:
            log.exception("the sweep of jobs failed; it is tried again")

    def run_queued(self) -> int:
        """Do everything that waits, here and now, and what that work asks for; returns how many.

        For tests and commands: no worker, no message.
        """
        count = 0
        while True:
            with self.database.reading() as db:
                waiting = select(Job.id).where(Job.state == JobState.QUEUED).order_by(Job.id)
                job_ids = list(db.execute(waiting).scalars())
            if not job_ids:
                return count
            count += sum(self.do(job_id) for job_id in job_ids)


def _open(config: Config) -> Any:
    # Signed: a message is a pickle, and Redis may be shared with others.
    options = {"results": False, "serializer": SignedSerializer(config.secret_key, "ecabinet-jobs")}
    logging.getLogger("huey").setLevel(logging.WARNING)
    if config.redis_url:
        return RedisHuey(f"{config.shared_name}jobs", url=config.redis_url, **options)
    # Messages may be lost: the rows are what is kept safe.
    path = config.home / "jobs.sqlite3"
    return SqliteHuey("ecabinet", filename=str(path), fsync=False, timeout=15, **options)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def engine() -> Engine:
    """Return the engine of the running application."""
    return current_app.extensions["ecabinet.jobs"]  # type: ignore[no-any-return]  # set by init_app


def run_queued(app: Flask) -> int:
    """Do all jobs of `app` that wait, in this thread; returns how many."""
    of_app: Engine = app.extensions["ecabinet.jobs"]
    return of_app.run_queued()


def start(app: Flask) -> threading.Event:
    """Start the background work of a server process: the rounds, and the workers it is to have."""
    of_app: Engine = app.extensions["ecabinet.jobs"]
    if of_app.config.job_workers:
        of_app.start(of_app.config.job_workers)
    return ticker.start(lambda: ticker.run_round(app))


def init_app(app: Flask) -> None:
    """Give `app` its engine: what its store commits is done from now on, when there are workers."""
    made = Engine(app)
    app.extensions["ecabinet.jobs"] = made
    made.database.after_commit.append(made.heard)
    ticker.add("jobs-sweep", lambda: engine().sweep())
