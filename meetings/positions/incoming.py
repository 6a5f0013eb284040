"""The file of a request that is to go with a position, checked before any transaction."""

from __future__ import annotations

from dataclasses import replace

from flask import current_app, request

from documents.intake.limits import MIB
from documents.services import Prepared, prepare_upload
from ecabinet import clock
from ecabinet.auth.actor import Actor
from ecabinet.db import get_db
from ecabinet.errors import Invalid
from ecabinet.sentences import S
from meetings.positions import queries, rules, services
from meetings.queries import find_meeting

LARGEST = 20 * MIB
"""Of an attachment: it explains what one member says of one item."""


def checked_file(
    actor: Actor, meeting_id: int, item_id: int, person_id: int | None
) -> Prepared | None:
    """Check the file that came along, if one did. Asks first whether it could be attached at all:
    the check takes seconds. Raises NotVisible, Denied, Conflict, Invalid (the reason, at `file`).
    """
    file = request.files.get("file")
    if file is None or not file.filename:
        return None
    _guard(actor, meeting_id, item_id, person_id)
    extensions = current_app.extensions
    limits = extensions["documents.limits"]
    limits = replace(limits, upload_bytes=min(limits.upload_bytes, LARGEST))
    return prepare_upload(extensions["ecabinet.store"], file, limits, extensions["documents.tools"])


def needed_file(actor: Actor, meeting_id: int, item_id: int, person_id: int | None) -> Prepared:
    """As `checked_file`; raises Invalid when none came."""
    prepared = checked_file(actor, meeting_id, item_id, person_id)
    if prepared is None:
        _guard(actor, meeting_id, item_id, person_id)
        raise Invalid(S("form-invalid"), {"file": S("document-no-file")})
    return prepared


def _guard(actor: Actor, meeting_id: int, item_id: int, person_id: int | None) -> None:
    db = get_db()
    meeting = find_meeting(db, actor, meeting_id)
    place = queries.find_place(db, actor, meeting, person_id)
    services.may_attach(db, actor, place, clock.now()).enforce()
    rules.still_open(queries.find_sent_item(db, meeting, item_id)).enforce()
