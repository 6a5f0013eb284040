"""The stored files of the minutes, as pages and API send them."""

from __future__ import annotations

from flask import Response, current_app, send_file

from ecabinet.i18n import t
from ecabinet.storage import Store
from meetings.minutes.models import Minutes

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def file_answer(minutes: Minutes, kind: str) -> Response:
    """Return a stored file of the minutes."""
    store: Store = current_app.extensions["ecabinet.store"]
    sha256 = minutes.pdf_sha256 if kind == "pdf" else minutes.docx_sha256
    name = f"{t('minutes-file-name')}-{minutes.meeting_id}-{minutes.ordinal}.{kind}"
    return send_file(
        store.path(sha256),
        mimetype=MEDIA_TYPES[kind],
        as_attachment=True,
        download_name=name,
        etag=sha256,
    )
