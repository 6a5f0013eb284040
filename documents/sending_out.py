"""Files of papers sent out of the store."""

from __future__ import annotations

import logging
from pathlib import Path

from flask import Response, request

from documents import rules
from documents.intake.results import PDF
from documents.models import DocumentVersion
from documents.naming.queries import copies_of
from ecabinet.auth.actor import Actor
from ecabinet.byteranges import serve_file
from ecabinet.db import get_db
from ecabinet.errors import Conflict
from ecabinet.running import store
from ecabinet.sentences import S

log = logging.getLogger(__name__)


def send_version(
    actor: Actor, version: DocumentVersion, *, original: bool, copy: str = ""
) -> Response:
    """Answer with the copy for reading (stamped with its number, once it has one), or as a download
    with the original. `copy` names the one that the reader began with: a file must not change
    between two ranges. Raises Denied, Conflict."""
    if original:
        rules.may_take_original(actor, version).enforce()
        sha256 = version.sha256
    else:
        copies = copies_of(get_db(), version)
        sha256 = copy if copy in copies else copies[0]
    try:
        return serve_file(
            request,
            store().path(sha256),
            media_type=version.media_type if original else PDF,
            file_name=version.file_name if original else reading_name(version),
            etag=sha256,
            inline=not original,
        )
    except FileNotFoundError:
        log.exception("version %s: its file %s is gone", version.id, sha256)
        raise Conflict(S("document-file-missing")) from None


def reading_name(version: DocumentVersion) -> str:
    """The name under which the copy for reading leaves: a PDF, whatever the original is."""
    name = Path(version.file_name)
    return name.name if name.suffix.lower() == ".pdf" else f"{name.stem}.pdf"
