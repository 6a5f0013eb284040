"""The picture of a page, for whoever may read the paper."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, request

from documents.pictures.forms import PictureQuery
from documents.pictures.services import page_picture
from documents.queries import find_version
from ecabinet.auth.current import current_actor
from ecabinet.byteranges import serve_file
from ecabinet.db import close_db, get_db
from ecabinet.forms import parse_form
from ecabinet.running import store

bp = Blueprint("pictures", __name__)


@bp.get("/documents/versions/<int:version_id>/pages/<int:page>/picture")
def send_picture(version_id: int, page: int) -> Response:
    """A page as WebP. Kept by the browser, but asked for again each time, like the file: a recalled
    paper shows no page any more."""
    actor = current_actor()
    query = parse_form(PictureQuery, request.args)
    version = find_version(get_db(), actor, version_id)
    # Drawing takes its time: meanwhile the connection to the store is for others.
    close_db()
    picture = page_picture(
        store(), version, page, query.width, current_app.extensions["documents.limits"]
    )
    return serve_file(
        request,
        picture,
        media_type="image/webp",
        file_name=f"{version.id}-{page}.webp",
        etag=f"{version.reading_sha256}-{page}-{query.width}",
    )
