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


def visible_jobs(actor: Actor) -> Select[Job]:
    """The jobs `actor` asked for; the secretariat and the administrator see all."""
    statement = select(Job)
    return statement if rules.sees_all(actor) else statement.where(_own(actor))


def _own(actor: Actor) -> ColumnElement[bool]:
    return Job.asked_by_id == actor.account_id


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
