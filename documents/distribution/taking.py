"""Taking the file of a paper is opening the paper, wherever it is taken from."""

from __future__ import annotations

from datetime import timedelta

from flask import Response, request

from documents import queries
from documents.copies.keeping import is_to_be_kept
from documents.distribution.queries import receipt_of
from documents.distribution.services import note_opened
from documents.models import DocumentVersion
from ecabinet import clock
from ecabinet.auth.actor import Actor
from ecabinet.db import get_db, unit_of_work

JUST_NOW = timedelta(minutes=1)
"""The reader fetches the file right after its page: that is one opening, and written once."""


def note_taken(actor: Actor, version: DocumentVersion, answer: Response) -> Response:
    """Keep that the person opened the version, if `answer` sends its file from the first byte on
    and no tablet fetches it to keep it. Returns `answer`."""
    try:
        if _begins(answer) and not is_to_be_kept(get_db(), actor, version.id):
            _note(actor, version)
    except BaseException:
        answer.close()
        raise
    return answer


def _begins(answer: Response) -> bool:
    if request.method != "GET":
        return False
    begins = answer.status_code == 206 and answer.content_range.start == 0
    return begins or answer.status_code == 200


def _note(actor: Actor, version: DocumentVersion) -> None:
    at = clock.now()
    known = receipt_of(get_db(), actor, version)
    if known is not None and known.last_opened_at > at - JUST_NOW:
        return
    with unit_of_work() as db:
        note_opened(db, actor=actor, version=queries.find_version(db, actor, version.id), at=at)
