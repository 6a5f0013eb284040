"""The background job that carries marks over."""

from __future__ import annotations

from flask import current_app

from documents.annotations.carrying import again, services
from ecabinet import clock
from ecabinet.jobs.registry import Run, handles


@handles(services.JOB, label="job-label-carry-marks")
def carry_marks(run: Run) -> None:
    """Carry the marks of earlier versions to the version named, and again those moved there."""
    limits = current_app.extensions["documents.limits"]
    for carry in (services.carry_over, again.carry_again):
        carry(
            run.database,
            run.store,
            int(run.params["version"]),
            limits,
            at=clock.now(),
            progress=run.progress,
        )
