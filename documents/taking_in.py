"""Files of a request taken in and checked, and entered as papers.

A file that arrived in pieces is fetched from `documents.uploading` and goes the same way.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from flask import Flask, Response, after_this_request, current_app, g, request
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from documents import rules, services
from documents.forms import UploadIn
from documents.intake.limits import Limits
from documents.intake.tools import Tools, find_office, find_recogniser
from documents.models import AccessLevel, Document
from documents.preparation import Prepared, prepare_upload
from documents.rendering.fonts import FontsMissing, serif_folder
from documents.uploading import services as uploading
from ecabinet import clock
from ecabinet.auth.actor import Actor
from ecabinet.auth.current import current_actor
from ecabinet.config import Config, ConfigError
from ecabinet.db import get_db, unit_of_work
from ecabinet.errors import Invalid, NotVisible
from ecabinet.i18n import translate
from ecabinet.people.queries import find_organisation
from ecabinet.running import store
from ecabinet.sentences import S
from ecabinet.slots import DOCUMENT_PLACED


def files_of_request() -> list[FileStorage]:
    """Return the files sent under `file`, and those sent before in pieces and named under `upload`;
    at least one. Raises Invalid, NotVisible, Conflict."""
    files = [file for file in request.files.getlist("file") if file.filename or file.content_type]
    for name in dict.fromkeys(request.form.getlist("upload")):
        file = uploading.as_file(get_db(), store(), current_actor(), name)
        files.append(file)
        _end_with_request(file)
    if not files:
        raise Invalid(S("document-no-file"), {"file": S("document-no-file")})
    return files


def file_of_request() -> FileStorage:
    """Return the one file of a request that takes one. Raises as `files_of_request`, and Invalid
    for more: what is overlooked would be lost."""
    first, *others = files_of_request()
    if others:
        raise Invalid(S("document-one-file"), {"file": S("document-one-file")})
    return first


def _end_with_request(file: uploading.ArrivedFile) -> None:
    """Close what arrived, and keep it until the paper is entered: a refusal must not cost the
    sender an hour. What the check itself refuses never passes: that goes."""

    @after_this_request
    def end(answer: Response) -> Response:
        file.close()
        entered = answer.status_code < 400 and file.upload not in _noted("kept")
        if entered or file.upload in _noted("hopeless"):
            # Named by two requests at once: the other one has forgotten it already.
            with unit_of_work() as db, suppress(NotVisible):
                uploading.forget(db, store(), uploading.find(db, current_actor(), file.upload))
        return answer


def keep_refused(file: FileStorage) -> None:
    """Keep what arrived of this one, though the answer tells that others were entered."""
    if isinstance(file, uploading.ArrivedFile):
        _noted("kept").add(file.upload)


def _noted(what: str) -> set[str]:
    """The uploads of this request that are `what` when it ends, "kept" or "hopeless"."""
    found: set[str] = g.setdefault(f"uploads_{what}", set())
    return found


def prepare(file: FileStorage) -> Prepared:
    """Check one file and store it. Raises Invalid."""
    extensions = current_app.extensions
    try:
        return prepare_upload(
            store(), file, extensions["documents.limits"], extensions["documents.tools"]
        )
    except Invalid as refusal:
        if isinstance(file, uploading.ArrivedFile) and uploading.is_final(refusal):
            _noted("hopeless").add(file.upload)
        raise


def owner_of(actor: Actor, form: UploadIn) -> int | None:
    """The organisation a new paper will belong to: as asked, else an officer's own."""
    if form.organisation_id is None and not actor.is_secretariat:
        return actor.organisation_id
    return form.organisation_id


def guard_upload(actor: Actor, form: UploadIn) -> None:
    """Ask what can be asked before the slow check of the file. Raises Denied, NotVisible,
    Invalid."""
    owner = owner_of(actor, form)
    rules.may_upload(actor, owner).enforce()
    if owner is not None:
        find_organisation(get_db(), owner)
    if form.access_level is AccessLevel.CONFIDENTIAL:
        services.can_be_named(get_db(), form.reader_ids).enforce()


def enter(db: Session, actor: Actor, form: UploadIn, prepared: Prepared, title: str) -> Document:
    """Enter a prepared file as a paper and place it with its agenda item, if one was named.

    Raises Denied, Invalid; what the agenda refuses takes the paper back with it.
    """
    document = services.add_document(
        db,
        actor=actor,
        prepared=prepared,
        title=title,
        kind=form.kind,
        number_symbol=form.number_symbol,
        access_level=form.access_level,
        organisation_id=owner_of(actor, form),
        reader_ids=form.reader_ids,
        at=clock.now(),
    )
    if form.item_id is not None:
        places = list(DOCUMENT_PLACED)
        if not places:
            raise Invalid(S("document-no-items"), {"item_id": S("document-no-items")})
        for place in places:
            place(db, actor, form.item_id, document)
    return document


def init_intake(app: Flask) -> None:
    """Set how much of the machine one upload may claim, and what it may use. Raises ConfigError."""
    config: Config = app.extensions["ecabinet.config"]
    if "ECABINET_INTAKE_UPLOAD_BYTES" in config.intake:
        raise ConfigError("the largest paper is set by ECABINET_UPLOAD_LIMIT_MB")
    try:
        limits = Limits.from_env(config.intake)
    except ValueError as error:
        raise ConfigError(f"ECABINET_INTAKE_…: {error}") from error
    app.extensions["documents.limits"] = replace(limits, upload_bytes=config.upload_limit_bytes)
    fonts: Path | None = None
    with suppress(FontsMissing):
        fonts = serif_folder()
    app.extensions["documents.tools"] = Tools(
        office=find_office(),
        recogniser=find_recogniser(),
        fonts=fonts,
        trust_roots=config.trust_roots,
        copy_label=translate(config.default_language, "document-copy-label"),
    )
