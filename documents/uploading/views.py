"""The resumable upload of tus 1.0.0 with its extensions creation, termination and expiration.

A file that is here as a whole is named in the form field `upload` of any route that takes a `file`.
"""

from __future__ import annotations

import base64
import binascii
from datetime import UTC
from typing import BinaryIO, cast

from flask import Blueprint, Response, current_app, request, url_for

from documents import rules
from documents.forms import STATE_SECRETS
from documents.uploading import services
from documents.uploading.models import Upload
from documents.uploading.parts import WrongOffset, append, part_of, received
from ecabinet import clock
from ecabinet.auth.current import current_actor
from ecabinet.db import get_db, unit_of_work
from ecabinet.errors import Conflict, Invalid
from ecabinet.running import store
from ecabinet.sentences import S

bp = Blueprint("uploading", __name__)

VERSION = "1.0.0"
PIECE = "application/offset+octet-stream"


def _answer(status: int, upload: Upload | None = None, offset: int | None = None) -> Response:
    answer = Response(status=status)
    answer.headers["Tus-Resumable"] = VERSION
    answer.headers["Cache-Control"] = "no-store"
    if upload is not None:
        answer.headers["Upload-Length"] = str(upload.size)
        ends = (upload.begun_at + services.KEPT).astimezone(UTC)
        answer.headers["Upload-Expires"] = ends.strftime("%a, %d %b %Y %H:%M:%S GMT")
    if offset is not None:
        answer.headers["Upload-Offset"] = str(offset)
    return answer


def _header(name: str) -> int:
    raw = request.headers.get(name, "")
    if not raw.isdecimal() or len(raw) > 15:
        sentence = S("upload-header-wrong", name=name)
        raise Invalid(sentence, {name: sentence})
    return int(raw)


def _said(wanted: str) -> str:
    """A value of Upload-Metadata: comma-separated names, each with its value in base64."""
    for pair in request.headers.get("Upload-Metadata", "").split(","):
        name, _, value = pair.strip().partition(" ")
        if name == wanted:
            try:
                return base64.b64decode(value, validate=True).decode("utf-8")
            except (binascii.Error, UnicodeDecodeError):
                break
    return ""


@bp.post("/uploads")
def begin_upload() -> Response:
    """Announce a file: `Upload-Length` in bytes, `Upload-Metadata` with its `filename` and the
    `access_level` it is meant for; `Location` names the upload. Of a state secret not one byte is
    taken in."""
    actor = current_actor()
    rules.may_upload_anything(actor).enforce()
    if _said("access_level") in STATE_SECRETS:
        sentence = S("document-state-secret")
        raise Invalid(sentence, {"access_level": sentence})
    limit = current_app.extensions["documents.limits"].upload_bytes
    with unit_of_work() as db:
        upload = services.begin(
            db, store(), actor=actor, file_name=_said("filename"), size=_header("Upload-Length"),
            limit=limit, at=clock.now(),
        )  # fmt: skip
        answer = _answer(201, upload, 0)
        answer.headers["Location"] = url_for("uploading.show_upload", name=upload.name)
    return answer


@bp.route("/uploads/<string:name>", methods=["HEAD"])
def show_upload(name: str) -> Response:
    """Tell how many bytes of an upload are here (`Upload-Offset`)."""
    upload = services.find(get_db(), current_actor(), name)
    return _answer(200, upload, received(part_of(store(), upload.name)))


@bp.route("/uploads/<string:name>", methods=["PATCH"])
def continue_upload(name: str) -> Response:
    """Take the next piece, from `Upload-Offset` on; what arrives before a break stays, unless the
    upload was given up meanwhile."""
    actor, db = current_actor(), get_db()
    upload = services.find(db, actor, name)
    if request.mimetype != PIECE:
        raise Invalid(S("upload-header-wrong", name="Content-Type"))
    offset, size, path = _header("Upload-Offset"), upload.size, part_of(store(), upload.name)
    answer = _answer(204, upload)
    # A slow sender must not hold a connection to the store of rows.
    db.rollback()
    try:
        here = append(path, cast(BinaryIO, request.stream), offset=offset, size=size)
    except WrongOffset as error:
        raise Conflict(S("upload-wrong-offset", offset=error.offset)) from error
    finally:
        services.settle(db, store(), actor, name)
    answer.headers["Upload-Offset"] = str(here)
    return answer


@bp.route("/uploads/<string:name>", methods=["DELETE"])
def forget_upload(name: str) -> Response:
    """Give an upload up; what arrived of it is deleted."""
    with unit_of_work() as db:
        services.forget(db, store(), services.find(db, current_actor(), name))
    return _answer(204)
