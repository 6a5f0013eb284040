"""Exports and the import over the JSON API; the reader uses the same routes with its cookie."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import BinaryIO

from flask import Blueprint, Response, current_app, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wsgi import wrap_file

from documents import queries, taking_in
from documents.annotations.rules import may_annotate
from documents.distribution.taking import note_taken
from documents.export import services
from documents.export.annotated import annotated_pdf
from documents.export.forms import ExportQuery, ImportedOut, ImportIn
from documents.export.queries import list_marks
from documents.export.web_annotation import MEDIA_TYPE as JSON_LD
from documents.export.web_annotation import to_collection
from documents.export.xfdf import MEDIA_TYPE as XFDF
from documents.export.xfdf import to_xfdf
from documents.export.xfdf_reading import MOST_BYTES, Reading, read_xfdf
from documents.models import Audience, DocumentVersion
from documents.naming.queries import copies_of
from documents.preparation import PDF
from ecabinet import clock
from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from ecabinet.byteranges import content_disposition
from ecabinet.db import get_db
from ecabinet.i18n import say
from ecabinet.running import store
from ecabinet.sentences import S

bp = Blueprint("export", __name__)


def _named(version: DocumentVersion, ending: str) -> str:
    return f"{Path(version.file_name).stem}.v{version.ordinal}{ending}"


def _download(content: bytes | BinaryIO, size: int, media_type: str, name: str) -> Response:
    answer = Response(
        content if isinstance(content, bytes) else wrap_file(request.environ, content),
        mimetype=media_type,
        direct_passthrough=not isinstance(content, bytes),
    )
    answer.content_length = size
    answer.headers["Content-Disposition"] = content_disposition(name, inline=False)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    # Marks change by the minute, and some are nobody else's business.
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@api_route(
    bp, "GET", "/versions/<int:version_id>/annotated.pdf", tag="annotations", query=ExportQuery,
    media_types=(PDF,), errors=(404, 409, 422),
)  # fmt: skip
def send_annotated(db: Session, actor: Actor, version_id: int, query: ExportQuery) -> Response:
    """Download the reading copy with the marks that this account sees written into it.

    Each mark is an annotation with its appearance, so that all programs draw it alike."""
    version = queries.find_version(db, actor, version_id)
    marks = list_marks(db, actor, version_id, query.marks)
    source = store().path(copies_of(db, version)[0])
    name = _named(version, ".annotated.pdf")
    # The connection is given back before the slow part.
    db.rollback()
    # Beside what comes in, not in the system's folder: the words are private, and what a killed
    # worker leaves there is swept.
    incoming = store().incoming
    incoming.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=incoming) as folder:
        limits = current_app.extensions["documents.limits"]
        made = annotated_pdf(source, marks, Path(folder), limits)
        # Open, the file outlives its folder until it is sent.
        answer = _download(made.open("rb"), made.stat().st_size, PDF, name)
    return note_taken(actor, version, answer)


@api_route(
    bp, "GET", "/versions/<int:version_id>/annotations.xfdf", tag="annotations",
    query=ExportQuery, media_types=(XFDF,), errors=(404, 422),
)  # fmt: skip
def send_xfdf(db: Session, actor: Actor, version_id: int, query: ExportQuery) -> Response:
    """Download the marks that this account sees as XFDF (ISO 19444-1)."""
    version = queries.find_version(db, actor, version_id)
    marks = list_marks(db, actor, version_id, query.marks)
    content = to_xfdf(marks, file_name=version.file_name, sha256=version.reading_sha256)
    return _download(content, len(content), XFDF, _named(version, ".xfdf"))


@api_route(
    bp, "GET", "/versions/<int:version_id>/annotations.jsonld", tag="annotations",
    query=ExportQuery, media_types=(JSON_LD,), errors=(404, 422),
)  # fmt: skip
def send_web_annotations(
    db: Session, actor: Actor, version_id: int, query: ExportQuery
) -> Response:
    """Download the marks that this account sees as W3C Web Annotations (JSON-LD)."""
    version = queries.find_version(db, actor, version_id)
    collection = to_collection(
        list_marks(db, actor, version_id, query.marks),
        title=version.document.title,
        source=url_for("documents_api.send_file", version_id=version.id, _external=True),
        sha256=version.reading_sha256,
        otherwise=current_app.config["DEFAULT_LANGUAGE"],
    )
    content = json.dumps(collection, ensure_ascii=False, indent=1).encode()
    return _download(content, len(content), JSON_LD, _named(version, ".jsonld"))


def _read_file(actor: Actor, version_id: int, form: ImportIn) -> Reading:
    queries.find_version(get_db(), actor, version_id)
    may_annotate(actor, Audience.PRIVATE).enforce()
    file = taking_in.file_of_request()
    return read_xfdf(file.stream.read(MOST_BYTES + 1))


@api_route(
    bp, "POST", "/versions/<int:version_id>/annotations.xfdf", tag="annotations", form=ImportIn,
    answer=ImportedOut, errors=(403, 404, 409, 422), prepare=_read_file,
)  # fmt: skip
def import_xfdf(
    db: Session, actor: Actor, version_id: int, form: ImportIn, prepared: Reading
) -> ImportedOut:
    """Take the marks of an XFDF file (`file`) in as private marks of this account.

    The same file again adds nothing."""
    version = queries.find_version(db, actor, version_id)
    done = services.import_marks(db, actor=actor, version=version, reading=prepared, at=clock.now())
    left = sum(done.left_out.values())
    sentence = S("export-imported", added=done.added, known=done.known, left=left)
    return ImportedOut(
        added=done.added, known=done.known, left_out=dict(done.left_out), message=say(sentence)
    )
