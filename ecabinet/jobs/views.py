"""Pages of background work: one's own, or all for those who look after it; stop it, try again."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ecabinet.api.cursors import paginate
from ecabinet.auth.current import current_actor
from ecabinet.db import get_db, unit_of_work
from ecabinet.forms import own_address
from ecabinet.jobs import queries, registry, rules, services
from ecabinet.jobs.models import Job

bp = Blueprint("jobs", __name__)


@bp.get("/jobs")
def list_jobs() -> str:
    """List the background work of the reader, newest first."""
    actor = current_actor()
    page = paginate(
        get_db(),
        queries.visible_jobs(actor),
        order=[Job.id],
        key=lambda job: [job.id],
        cursor=request.args.get("cursor"),
        descending=True,
    )
    return render_template(
        "jobs/list.html",
        page=page,
        sees_all=rules.sees_all(actor),
        label_of=registry.label_of,
        may_cancel=lambda job: rules.may_cancel(actor, job),
        may_retry=lambda job: rules.may_retry(actor, job),
    )


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
