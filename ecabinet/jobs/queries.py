"""Which jobs there are for whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import Session, aliased

from ecabinet.auth.actor import Actor
from ecabinet.errors import NotVisible
from ecabinet.jobs import rules
from ecabinet.jobs.models import Job, JobState
from ecabinet.jobs.rules import DEAD_AFTER, WAITS_TOO_LONG


def visible_jobs(actor: Actor) -> Select[Job]:
    """The jobs `actor` asked for; the secretariat and the administrator see all."""
    statement = select(Job)
    return statement if rules.sees_all(actor) else statement.where(_own(actor))


def _own(actor: Actor) -> ColumnElement[bool]:
    return Job.asked_by_id == actor.account_id


def counts(db: Session, actor: Actor) -> dict[JobState, int]:
    """Return {state: how many jobs `actor` may see stand there}, all states named."""
    seen = visible_jobs(actor).subquery()
    rows = db.execute(select(seen.c.state, func.count()).group_by(seen.c.state)).all()
    found = dict.fromkeys(JobState, 0)
    for state, count in rows:
        found[state] = count
    return found


def silent_count(db: Session, at: datetime) -> int:
    """Return how many running jobs have a worker that gives no sign of life."""
    since = func.coalesce(Job.seen_at, Job.started_at)
    dead = select(func.count()).where(Job.state == JobState.RUNNING, since < at - DEAD_AFTER)
    return db.execute(dead).scalar_one()


def waiting_too_long(db: Session, at: datetime) -> int:
    """Return how many jobs wait for so long that nobody seems to do them."""
    before = at - WAITS_TOO_LONG
    late = select(func.count()).where(Job.state == JobState.QUEUED, Job.queued_at < before)
    return db.execute(late).scalar_one()


def last_failures(db: Session, actor: Actor) -> list[Job]:
    """Return what failed, the last of each kind and subject only, unless the same was asked for
    again later; oldest first, locked."""
    rules.may_retry_all(actor).enforce()
    later = aliased(Job)
    again = exists().where(later.kind == Job.kind, later.subject == Job.subject, later.id > Job.id)
    statement = select(Job).where(Job.state == JobState.FAILED, ~again).order_by(Job.id)
    return list(db.execute(statement.limit(200).with_for_update(of=Job)).scalars())


def find_job(db: Session, actor: Actor, job_id: int) -> Job:
    """Return a job that `actor` may see. Raises NotVisible."""
    job = db.execute(visible_jobs(actor).where(Job.id == job_id)).scalar_one_or_none()
    if job is None:
        raise NotVisible
    return job


def latest_jobs(db: Session, kind: str, subjects: Iterable[str]) -> dict[str, Job]:
    """Return {subject: the job of `kind` last asked for it}; whoever may see the subject may know
    how its work goes."""
    newest = (
        select(func.max(Job.id))
        .where(Job.kind == kind, Job.subject.in_(list(subjects)))
        .group_by(Job.subject)
    )
    return {job.subject: job for job in db.execute(select(Job).where(Job.id.in_(newest))).scalars()}


def latest_job(db: Session, kind: str, subject: str) -> Job | None:
    """Return the job of `kind` last asked for `subject`."""
    return latest_jobs(db, kind, [subject]).get(subject)


def failed_of(db: Session, actor: Actor, since: datetime) -> list[Job]:
    """Return the work `actor` asked for that failed after `since`, unless the same was asked for
    again later."""
    later = aliased(Job)
    again = exists().where(later.kind == Job.kind, later.subject == Job.subject, later.id > Job.id)
    statement = select(Job).where(
        _own(actor), Job.state == JobState.FAILED, Job.ended_at >= since, ~again
    )
    return list(db.execute(statement.order_by(Job.id).limit(5)).scalars())
