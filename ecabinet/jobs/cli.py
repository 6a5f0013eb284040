"""`flask --app wsgi jobs …`: a worker beside the server, and what waits."""

from __future__ import annotations

import click
from flask.cli import AppGroup
from sqlalchemy import select

from ecabinet.db import database
from ecabinet.i18n import say_in
from ecabinet.jobs.engine import engine
from ecabinet.jobs.models import Job, JobState
from ecabinet.sentences import Sentence

jobs_group = AppGroup("jobs", help="Background work.")


@jobs_group.command("work")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
def work(workers: int) -> None:
    """Do jobs until a signal ends it; the server may then run with ECABINET_JOB_WORKERS=0."""
    click.echo(f"Waiting for jobs with {workers} workers. Ctrl-C ends it.")
    engine().work(workers)


@jobs_group.command("run")
def run() -> None:
    """Do what waits, then end."""
    click.echo(f"{engine().run_queued()} jobs done.")


@jobs_group.command("list")
def list_jobs() -> None:
    """Show what waits, runs or has failed."""
    shown = (JobState.QUEUED, JobState.RUNNING, JobState.FAILED)
    with database().reading() as db:
        for job in db.execute(select(Job).where(Job.state.in_(shown)).order_by(Job.id)).scalars():
            why = say_in("en", Sentence.from_json(job.failure)) if job.failure else ""
            words = [job.id, job.state.value, f"{job.done}/{job.total}", job.kind, job.subject, why]
            click.echo("\t".join(map(str, words)).rstrip())
