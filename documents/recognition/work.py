"""The background job that recognises text."""

from __future__ import annotations

from flask import current_app

from documents.recognition import services
from ecabinet import clock
from ecabinet.jobs.registry import Run, handles


@handles(services.JOB, label="job-label-recognise")
def recognise_text(run: Run) -> None:
    """Recognise the text of the version named."""
    services.carry_out(
        run.database,
        run.store,
        int(run.params["version"]),
        current_app.extensions["documents.limits"],
        current_app.extensions["documents.tools"],
        at=clock.now,
        progress=run.progress,
    )
