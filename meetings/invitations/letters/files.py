"""Letters as files, as pages and API send them: to all, of one person, of all in one."""

from __future__ import annotations

import io

from flask import Response, current_app, request, send_file
from sqlalchemy.orm import Session

from documents.rendering.structure import OfficialForm
from ecabinet.auth.actor import Actor
from ecabinet.byteranges import serve_file
from ecabinet.db import close_db
from ecabinet.errors import Conflict, NotVisible
from ecabinet.i18n import t
from ecabinet.sentences import S
from ecabinet.storage import Store
from meetings.invitations.letters import bundles, making, services
from meetings.invitations.models import InvitationLetter
from meetings.invited.queries import find_invitation
from meetings.queries import find_meeting


def personal_file(
    db: Session, actor: Actor, meeting_id: int, invitation_id: int, kind: str
) -> Response:
    """Answer with the letter of one person as PDF or DOCX. Raises NotVisible."""
    invitation = find_invitation(db, actor, meeting_id, invitation_id)
    meeting = invitation.meeting
    if invitation.sent_at is None or invitation.withdrawn_at is not None:
        raise NotVisible
    letter = services.letter_of(db, meeting)
    (form,) = making.personal(db, meeting, letter, [invitation])
    return letter_file(letter, form, kind, f"{meeting_id}-{making.plain(invitation.name)}")


def send_all(db: Session, actor: Actor, meeting_id: int, kind: str) -> Response:
    """Answer with the letters of all as they hold now. Raises NotVisible, Conflict."""
    meeting = find_meeting(db, actor, meeting_id)
    bundle = bundles.find_bundle(db, actor, meeting, kind)
    store: Store = current_app.extensions["ecabinet.store"]
    sha256, number = bundle.sha256, services.letter_of(db, meeting).number
    close_db()
    if not store.exists(sha256):
        raise Conflict(S("letters-file-missing"))
    return serve_file(
        request, store.path(sha256), media_type=making.MEDIA_TYPES[kind], etag=sha256,
        file_name=f"{t('letter-file-name')}-{meeting_id}-{number}.{kind}", inline=False,
    )  # fmt: skip


def letter_file(letter: InvitationLetter, form: OfficialForm, kind: str, name: str) -> Response:
    """Answer with a letter as PDF or DOCX. Raises NotVisible for another kind."""
    if kind not in ("pdf", "docx"):
        raise NotVisible
    return _sent(making.drawn(form, letter, kind), kind, name)


def _sent(made: bytes, kind: str, name: str) -> Response:
    return send_file(
        io.BytesIO(made),
        mimetype=making.MEDIA_TYPES[kind],
        as_attachment=True,
        download_name=f"{t('letter-file-name')}-{name}.{kind}",
    )
