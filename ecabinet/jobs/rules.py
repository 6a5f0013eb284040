"""Who may give up or repeat a job."""

from __future__ import annotations

from datetime import timedelta

from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Role
from ecabinet.jobs.models import Job, JobState
from ecabinet.verdicts import ALLOW, Verdict, conflict, hidden

STATES_OPEN = (JobState.QUEUED, JobState.RUNNING)
DEAD_AFTER = timedelta(seconds=100)
"""A worker of another machine that gave no sign of life for so long is dead: five rounds."""
WAITS_TOO_LONG = timedelta(minutes=5)
"""What waits longer is done by nobody, or there is far too much of it."""


def sees_all(actor: Actor) -> bool:
    """The secretariat and the administrator keep an eye on all background work. A job names
    numbers only, never what stands in a paper."""
    return actor.is_secretariat or actor.has(Role.ADMIN)


def may_see(actor: Actor, job: Job) -> Verdict:
    """One's own, or all."""
    return ALLOW if sees_all(actor) or job.asked_by_id == actor.account_id else hidden()


def may_cancel(actor: Actor, job: Job) -> Verdict:
    """What waits or runs, once."""
    if job.state not in STATES_OPEN:
        return may_see(actor, job).and_then(conflict("job-ended-already"))
    if job.cancel_asked_at is not None:
        return may_see(actor, job).and_then(conflict("job-cancel-asked-already"))
    return may_see(actor, job)


def may_retry(actor: Actor, job: Job) -> Verdict:
    """What failed or was given up."""
    if job.state not in (JobState.FAILED, JobState.CANCELLED):
        return may_see(actor, job).and_then(conflict("job-not-ended-badly"))
    return may_see(actor, job)


def may_retry_all(actor: Actor) -> Verdict:
    """Those who keep an eye on all background work."""
    return ALLOW if sees_all(actor) else hidden()
