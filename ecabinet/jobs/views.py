"""Pages of background work: one's own, or all for those who look after it; stop it, try again."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ecabinet import clock
from ecabinet.api.cursors import paginate
from ecabinet.auth.current import current_actor
from ecabinet.db import get_db, unit_of_work
from ecabinet.forms import own_address
from ecabinet.i18n import t
from ecabinet.jobs import queries, registry, rules, services, ticker
from ecabinet.jobs.models import Job, JobState

bp = Blueprint("jobs", __name__)


SHOWN = {
    "open": rules.STATES_OPEN,
    "failed": (JobState.FAILED,),
    "all": tuple(JobState),
}
"""What the tabs of the list hold."""


@bp.get("/jobs")
def list_jobs() -> str:
    """List the background work of the reader, newest first."""
    actor, db = current_actor(), get_db()
    show = request.args.get("show", "all")
    if show not in SHOWN:
        show = "all"
    page = paginate(
        db,
        queries.visible_jobs(actor).where(Job.state.in_(SHOWN[show])),
        order=[Job.id],
        key=lambda job: [job.id],
        cursor=request.args.get("cursor"),
        descending=True,
    )
    counts, sees_all, at = queries.counts(db, actor), rules.sees_all(actor), clock.now()
    return render_template(
        "jobs/list.html",
        page=page,
        show=show,
        shown={name: sum(counts[state] for state in states) for name, states in SHOWN.items()},
        sees_all=sees_all,
        silent=queries.silent_count(db, at) if sees_all else 0,
        waits_too_long=queries.waiting_too_long(db, at) if sees_all else 0,
        last_round=ticker.last_round() if sees_all else None,
        every=int(ticker.EVERY),
        label_of=registry.label_of,
        may_cancel=lambda job: rules.may_cancel(actor, job),
        may_retry=lambda job: rules.may_retry(actor, job),
        may_retry_all=rules.may_retry_all(actor),
    )


@bp.post("/jobs/retries")
def retry_all() -> Response:
    """Have everything that failed done again."""
    actor = current_actor()
    with unit_of_work() as db:
        count = services.retry_all(db, actor)
    flash(t("job-retried-all", count=count), "success")
    return _back()


@bp.post("/jobs/<int:job_id>/cancellation")
def cancel_job(job_id: int) -> Response:
    """Give a job up."""
    actor = current_actor()
    with unit_of_work() as db:
        services.cancel(db, actor, queries.find_job(db, actor, job_id))
    return _back()


@bp.post("/jobs/<int:job_id>/retry")
def retry_job(job_id: int) -> Response:
    """Have a job done again."""
    actor = current_actor()
    with unit_of_work() as db:
        services.retry(db, actor, queries.find_job(db, actor, job_id))
    return _back()


def _back() -> Response:
    """To the page of ours that the button stood on."""
    return redirect(own_address(request.form.get("back", "")) or url_for("jobs.list_jobs"))
