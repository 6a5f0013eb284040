"""Having the text of a scan recognised, over the JSON API."""

from __future__ import annotations

from flask import Blueprint, current_app
from sqlalchemy.orm import Session

from documents.queries import find_version
from documents.recognition import services
from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from ecabinet.jobs.api import JobOut, job_out

bp = Blueprint("recognition_api", __name__)


@api_route(
    bp, "POST", "/versions/<int:version_id>/recognition", tag="documents", answer=JobOut,
    status=202, errors=(403, 404, 409),
)  # fmt: skip
def recognise_version(db: Session, actor: Actor, version_id: int) -> JobOut:
    """Have the text of a draft's scanned pages recognised; the job tells how it goes.

    404 also where no page lacks its text; 409 `recognition-not-here` without the program for it.
    """
    version = find_version(db, actor, version_id)
    tools = current_app.extensions["documents.tools"]
    return job_out(actor, services.ask(db, actor=actor, version=version, tools=tools))
