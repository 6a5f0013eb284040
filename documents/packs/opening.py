"""A pack handed over: the rights asked again, the personal copy found or drawn, the file sent."""

from __future__ import annotations

from flask import Response, current_app, request

from documents.copies.keeping import are_to_be_kept
from documents.packs import queries, rules, services
from documents.packs.models import Pack, PackState
from documents.packs.personal import personal_copy
from ecabinet import clock
from ecabinet.auth.actor import Actor
from ecabinet.byteranges import serve_file
from ecabinet.config import Config
from ecabinet.db import close_db, unit_of_work
from ecabinet.errors import Conflict
from ecabinet.i18n import translate
from ecabinet.running import store
from ecabinet.sentences import S

PDF = "application/pdf"


NOT_BOUND = "pack-being-bound"
"""The refusal where the book of this reader is not bound yet: it is being done."""


def send_copy(actor: Actor, pack_id: int) -> Response:
    """Answer with the reader's own copy, as far as their rights go now.

    Raises NotVisible, Conflict; NOT_BOUND where nobody with the same rights has asked before: then
    the work has been asked for.
    """
    files = store()
    config: Config = current_app.extensions["ecabinet.config"]
    with unit_of_work() as db:
        pack = queries.find_pack(db, actor, pack_id)
        face = queries.face_of(db, actor, pack)
        rules.may_open(pack, face.recalled).enforce()
        base = face.base
        if base is None:
            services.ask_for_base(db, actor=actor, pack=pack)
        else:
            kept = are_to_be_kept(db, actor, base.version_ids)
            copy = services.take_copy(
                db, actor=actor, pack=pack, base=base, at=clock.now(), is_to_be_kept=kept
            )
            at, sha256 = copy.at, base.sha256
            language = config.default_language
            name = translate(language, "pack-stamp", {"name": actor.person_name, "at": at})
            foot = translate(language, "pack-stamp-foot", {"name": actor.person_name, "at": at})
            replaced = ""
            if pack.state is PackState.SUPERSEDED:
                replaced = _replaced(language, queries.successor_of(db, pack))
            title = f"{pack.title} - {translate(language, 'pack-number', {'number': pack.ordinal})}"
    if base is None:
        raise Conflict(S("pack-being-bound"), NOT_BOUND)
    # Drawing takes its time: meanwhile the connection to the store is for others.
    close_db()
    if not files.exists(sha256):
        raise Conflict(S("pack-file-missing"))
    path = personal_copy(files, sha256, name, foot, replaced)
    return serve_file(
        request, path, media_type=PDF, file_name=f"{title}.pdf", etag=path.stem, inline=True
    )


def _replaced(language: str, successor: Pack | None) -> str:
    if successor is None or successor.released_at is None:
        return translate(language, "pack-stamp-replaced")
    params = {"number": successor.ordinal, "at": successor.released_at}
    return translate(language, "pack-stamp-replaced-by", params)
