"""Asking for background work, giving it up, repeating it; and what the engine notes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.orm import Session

from ecabinet import clock, journal
from ecabinet.auth.actor import Actor
from ecabinet.errors import Conflict
from ecabinet.jobs import queries, registry, rules
from ecabinet.jobs.events import JobQueued, progress_of
from ecabinet.jobs.models import ENDED, Job, JobState
from ecabinet.orm import insert_into, table_of
from ecabinet.outbox import publish
from ecabinet.sentences import S, Sentence

KEPT = timedelta(days=30)
"""How long ended jobs are kept."""


@dataclass(frozen=True)
class Claim:
    """Which worker does a job, in which try."""

    job_id: int
    worker: str
    tries: int


def enqueue(
    db: Session,
    *,
    kind: str,
    params: dict[str, Any],
    actor: Actor | None,
    subject: str = "",
    unique: bool = False,
) -> Job:
    """Queue a job inside this unit of work; it is begun after the commit, or never.

    `unique`: while one of this kind and subject waits, it is returned and nothing is added; it
    will see what this unit of work changed. One that runs already does not count. `actor`: who
    hears how it goes; None for work the program asks of itself. `params` must be JSON.
    """
    table = table_of(Job)
    values = {
        "kind": kind,
        "subject": subject,
        "params": params,
        "is_unique": unique,
        "state": JobState.QUEUED,
        "asked_by_id": actor.account_id if actor else None,
        "person_id": actor.person_id if actor else None,
        "queued_at": clock.now(),
        "tries": 0,
        "done": 0,
        "total": 0,
    }
    insert = insert_into(db, table).values(values)
    if unique:
        insert = insert.on_conflict_do_nothing()
    while True:
        if unique:
            # Locked, so that no worker begins it before what we changed is committed.
            waiting = db.execute(
                select(Job)
                .where(Job.kind == kind, Job.subject == subject, Job.is_unique)
                .where(Job.state == JobState.QUEUED)
                .with_for_update()
                .execution_options(populate_existing=True)
            ).scalar_one_or_none()
            if waiting is not None:
                return waiting
        job_id = db.execute(insert.returning(table.c.id)).scalar_one_or_none()
        if job_id is not None:
            publish(db, JobQueued(job_id))
            return db.get_one(Job, job_id)


def cancel(db: Session, actor: Actor, job: Job) -> None:
    """Give a job up: one that waits at once, one that runs as soon as its work looks up."""
    job = _locked(db, job.id)
    rules.may_cancel(actor, job).enforce()
    journal.record(db, actor, "job:cancel", job, details={"kind": job.kind, "subject": job.subject})
    job.cancel_asked_at = clock.now()
    if job.state is JobState.QUEUED:
        _end(db, job, JobState.CANCELLED)
    else:
        publish(db, progress_of(job))


def retry(db: Session, actor: Actor, job: Job) -> None:
    """Have a job that failed or was given up done again."""
    job = _locked(db, job.id)
    rules.may_retry(actor, job).enforce()
    if _is_done_by_another(db, job):
        raise Conflict(S("job-queued-already"))
    journal.record(db, actor, "job:retry", job, details={"kind": job.kind, "subject": job.subject})
    job.asked_by_id, job.person_id = actor.account_id, actor.person_id
    job.tries = 0
    _requeue(db, job)


def retry_all(db: Session, actor: Actor) -> int:
    """Have everything that failed done again, as far as nobody asked for the same later and the
    same does not wait already, put back by hand; returns how many. Raises NotVisible for who does
    not look after all work."""
    failed = [job for job in queries.last_failures(db, actor) if not _is_done_by_another(db, job)]
    for job in failed:
        retry(db, actor, job)
    return len(failed)


def claim(db: Session, job_id: int, worker: str) -> Job | None:
    """Make a waiting job `worker`'s own; None when another was faster or it is over."""
    now = clock.now()
    taken = db.execute(
        update(Job)
        .where(Job.id == job_id, Job.state == JobState.QUEUED)
        .values(
            state=JobState.RUNNING,
            worker=worker,
            started_at=now,
            seen_at=now,
            tries=Job.tries + 1,
            done=0,
            total=0,
        )
    )
    if cast("CursorResult[Any]", taken).rowcount != 1:
        return None
    job = db.get_one(Job, job_id, populate_existing=True)
    publish(db, progress_of(job))
    return job


def note_progress(db: Session, claim: Claim, done: int, total: int) -> bool:
    """Keep how far a job is; False when its worker is to give it up."""
    job = _of_worker(db, claim)
    if job is None:
        return False
    job.done, job.total, job.seen_at = done, total, clock.now()
    publish(db, progress_of(job))
    return job.cancel_asked_at is None


def finish(db: Session, claim: Claim, state: JobState, failure: Sentence | None = None) -> bool:
    """End a job as its worker says; False when it is no longer that worker's."""
    job = _of_worker(db, claim)
    if job is None:
        return False
    _end(db, job, state, failure)
    return True


def give_back(db: Session, claim: Claim) -> None:
    """Take a job from a worker that died: it waits again, or has failed after too many tries.

    One of which another waits already is given up: that one does the same work.
    """
    job = _of_worker(db, claim)
    if job is None:
        return
    handler = registry.handler_of(job.kind)
    if job.cancel_asked_at is not None or _is_done_by_another(db, job):
        _end(db, job, JobState.CANCELLED)
    elif job.tries >= (handler.tries if handler else registry.TRIES):
        _end(db, job, JobState.FAILED, S("job-failed-died", count=job.tries))
    else:
        _requeue(db, job)


def note_alive(db: Session, worker: str) -> None:
    """Note that a worker still does its jobs."""
    running = Job.state == JobState.RUNNING
    db.execute(update(Job).where(running, Job.worker == worker).values(seen_at=clock.now()))


def forget_old(db: Session, before: datetime) -> None:
    """Delete jobs that ended before an instant."""
    db.execute(delete(Job).where(Job.state.in_(ENDED), Job.ended_at < before))


def _end(db: Session, job: Job, state: JobState, failure: Sentence | None = None) -> None:
    job.state, job.worker, job.ended_at = state, None, clock.now()
    job.failure = failure.to_json() if failure else None
    if state is JobState.DONE:
        job.done = job.total
    if state is JobState.FAILED:
        details = {"kind": job.kind, "subject": job.subject}
        journal.record(db, journal.SYSTEM, "job:fail", job, details=details)
    handler = registry.handler_of(job.kind)
    if handler and handler.ended:
        handler.ended(db, job)
    publish(db, progress_of(job))


def _requeue(db: Session, job: Job) -> None:
    job.state, job.worker, job.ended_at, job.failure = JobState.QUEUED, None, None, None
    job.cancel_asked_at, job.queued_at = None, clock.now()
    job.done = job.total = 0
    db.flush()
    publish(db, progress_of(job))
    publish(db, JobQueued(job.id))


def _locked(db: Session, job_id: int) -> Job:
    statement = select(Job).where(Job.id == job_id).with_for_update()
    return db.execute(statement.execution_options(populate_existing=True)).scalar_one()


def _of_worker(db: Session, claim: Claim) -> Job | None:
    statement = select(Job).where(
        Job.id == claim.job_id,
        Job.state == JobState.RUNNING,
        Job.worker == claim.worker,
        Job.tries == claim.tries,
    )
    return db.execute(statement.with_for_update()).scalar_one_or_none()


def _is_done_by_another(db: Session, job: Job) -> bool:
    """Whether another waits that does the same work."""
    if not job.is_unique:
        return False
    statement = select(Job.id).where(
        Job.kind == job.kind,
        Job.subject == job.subject,
        Job.is_unique,
        Job.state == JobState.QUEUED,
    )
    return db.execute(statement).first() is not None
