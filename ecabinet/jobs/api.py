"""Background jobs for programs: how one goes, giving it up, having it done again."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint
from pydantic import BaseModel
from sqlalchemy.orm import Session

from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from ecabinet.i18n import say
from ecabinet.jobs import queries, rules, services
from ecabinet.jobs.models import Job
from ecabinet.sentences import Sentence

bp = Blueprint("jobs_api", __name__)


class JobOut(BaseModel):
    """A job. `done` of `total` tells how far it is; `total` is 0 while nobody knows.

    `state`: queued, running, done, failed or cancelled; `sentence` says why it failed.
    """

    id: int
    kind: str
    subject: str
    state: str
    done: int
    total: int
    tries: int
    sentence: str
    queued_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    is_being_cancelled: bool
    may_cancel: bool
    may_retry: bool


def job_out(actor: Actor, job: Job) -> JobOut:
    """Return a job as programs see it."""
    return JobOut(
        id=job.id,
        kind=job.kind,
        subject=job.subject,
        state=job.state.value,
        done=job.done,
        total=job.total,
        tries=job.tries,
        sentence=say(Sentence.from_json(job.failure)) if job.failure else "",
        queued_at=job.queued_at,
        started_at=job.started_at,
        ended_at=job.ended_at,
        is_being_cancelled=job.cancel_asked_at is not None and job.ended_at is None,
        may_cancel=bool(rules.may_cancel(actor, job)),
        may_retry=bool(rules.may_retry(actor, job)),
    )


@api_route(bp, "GET", "/jobs/<int:job_id>", tag="jobs", answer=JobOut, errors=(404,))
def show_job(db: Session, actor: Actor, job_id: int) -> JobOut:
    """Show how a job goes.

    Whoever asked for it sees it, and so do the secretariat and the administrator.
    """
    return job_out(actor, queries.find_job(db, actor, job_id))


@api_route(
    bp, "POST", "/jobs/<int:job_id>/cancellation", tag="jobs", answer=JobOut, errors=(404, 409)
)
def cancel_job(db: Session, actor: Actor, job_id: int) -> JobOut:
    """Give a job up.

    One that waits ends at once; one that runs ends as soon as its work looks up.
    """
    job = queries.find_job(db, actor, job_id)
    services.cancel(db, actor, job)
    return job_out(actor, job)


@api_route(bp, "POST", "/jobs/<int:job_id>/retry", tag="jobs", answer=JobOut, errors=(404, 409))
def retry_job(db: Session, actor: Actor, job_id: int) -> JobOut:
    """Have a job that failed or was given up done again."""
    job = queries.find_job(db, actor, job_id)
    services.retry(db, actor, job)
    return job_out(actor, job)
