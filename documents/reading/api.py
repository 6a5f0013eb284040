"""Where somebody reads, over the JSON API."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint
from sqlalchemy.orm import Session

from documents.queries import find_version
from documents.reading import queries, services
from documents.reading.forms import PlaceIn, PlaceOut
from ecabinet import clock
from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor

bp = Blueprint("reading_api", __name__)


@api_route(
    bp, "PUT", "/versions/<int:version_id>/place", tag="documents",
    body=PlaceIn, answer=PlaceOut, errors=(404, 422),
)  # fmt: skip
def keep_place(db: Session, actor: Actor, version_id: int, body: PlaceIn) -> PlaceOut:
    """Keep where one is in a version, for one's other tablets.

    The answer is the newest place that is kept, which may be another tablet's.
    """
    version = find_version(db, actor, version_id)
    now = clock.now()
    at = now - timedelta(seconds=body.seconds_ago)
    services.keep_place(db, actor=actor, version=version, page=body.page, top=body.top, at=at)
    kept = queries.place_of(db, actor, version)
    assert kept is not None
    return PlaceOut(page=kept.page, top=kept.top, at=kept.at, now=now)
