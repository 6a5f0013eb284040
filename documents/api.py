"""Papers over the JSON API."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Blueprint, Response
from pydantic import BaseModel
from sqlalchemy.orm import Session

from documents import queries, rules, services, transfer
from documents.distribution import services as distribution
from documents.distribution.taking import note_taken
from documents.forms import FileQuery, ListQuery, RecallIn, UploadIn, VersionIn
from documents.intake.recognise import Content
from documents.intake.results import ReadingCopy
from documents.models import (
    AccessLevel,
    Document,
    DocumentKind,
    DocumentVersion,
    Secrecy,
    VersionState,
)
from documents.preparation import PDF, Prepared
from documents.signatures import SignatureOut
from ecabinet import clock
from ecabinet.api.problems import problem
from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from ecabinet.db import get_db
from ecabinet.i18n import say, t
from ecabinet.sentences import Sentence

bp = Blueprint("documents_api", __name__)
WORD = Content.WORD.value


class WarningOut(BaseModel):
    """What the check of the file found worth knowing."""

    code: str
    message: str


class VersionOut(BaseModel):
    """One immutable file. `sha256` is the original's, `reading_sha256` the reading copy's."""

    id: int
    document_id: int
    ordinal: int
    state: VersionState
    file_name: str
    media_type: str
    pages: int
    size: int
    sha256: str
    reading_sha256: str
    is_signed: bool
    signatures: list[SignatureOut]
    reading_copy: ReadingCopy
    recognised_at: datetime | None
    warnings: list[WarningOut]
    uploaded_at: datetime
    released_at: datetime | None
    recalled_at: datetime | None


class DocumentOut(BaseModel):
    """A paper with the versions that this account may read, oldest first. What is on paper alone
    has none; `secrecy`: the degree, when a state secret is what it stands for."""

    id: int
    title: str
    kind: DocumentKind
    number_symbol: str
    access_level: AccessLevel
    organisation_id: int | None
    is_paper_only: bool
    secrecy: Secrecy | None
    asks_acknowledgement: bool
    created_at: datetime
    versions: list[VersionOut]


class DocumentPage(BaseModel):
    """A page of papers, newest first."""

    items: list[DocumentOut]
    next: str | None


def _warning(stored: dict[str, Any]) -> WarningOut:
    sentence = Sentence.from_json(stored)
    return WarningOut(code=sentence.key, message=say(sentence))


def version_out(actor: Actor, version: DocumentVersion) -> VersionOut:
    """Return a version as the API shows it. What the check found, other papers with the same bytes
    among it, is for those who prepare the paper, as on its page."""
    prepares = rules.may_change(actor, version.document) or rules.may_distribute(actor)
    found = version.warnings if prepares else ()
    plain = {name: getattr(version, name) for name in VersionOut.model_fields if name != "warnings"}
    return VersionOut(**plain, warnings=[_warning(stored) for stored in found])


def document_out(actor: Actor, document: Document, versions: list[DocumentVersion]) -> DocumentOut:
    """Return a paper with `versions` as the API shows it."""
    plain = {
        name: getattr(document, name) for name in DocumentOut.model_fields if name != "versions"
    }
    return DocumentOut(**plain, versions=[version_out(actor, version) for version in versions])


def _prepare_upload(actor: Actor, form: UploadIn) -> Prepared:
    transfer.guard_upload(actor, form)
    return transfer.prepare(transfer.file_of_request())


@api_route(
    bp, "POST", "/documents", tag="documents", form=UploadIn, answer=DocumentOut, status=201,
    errors=(403, 404, 409, 422), prepare=_prepare_upload,
)  # fmt: skip
def create_document(db: Session, actor: Actor, form: UploadIn, prepared: Prepared) -> DocumentOut:
    """Upload a paper (`file`), optionally to an agenda item.

    The file is checked first; a refusal is 422 with the reason as `code` and `title`."""
    document = transfer.enter(db, actor, form, prepared, form.title)
    return document_out(actor, document, document.versions)


@api_route(
    bp, "GET", "/documents", tag="documents", query=ListQuery, answer=DocumentPage, errors=(422,)
)  # fmt: skip
def list_documents(db: Session, actor: Actor, query: ListQuery) -> DocumentPage:
    """List the papers that this account may read, newest first."""
    page = queries.list_documents(
        db,
        actor,
        search=query.search,
        only_unopened=query.unopened,
        cursor=query.cursor,
        limit=query.limit,
    )
    versions = queries.versions_of(db, actor, page.items)
    items = [document_out(actor, document, versions[document.id]) for document in page.items]
    return DocumentPage(items=items, next=page.next)


@api_route(
    bp, "GET", "/documents/<int:document_id>", tag="documents", answer=DocumentOut, errors=(404,)
)  # fmt: skip
def show_document(db: Session, actor: Actor, document_id: int) -> DocumentOut:
    """Show a paper with its readable versions."""
    document = queries.find_document(db, actor, document_id)
    return document_out(actor, document, queries.versions_of(db, actor, [document])[document.id])


def _prepare_version(actor: Actor, document_id: int, form: VersionIn) -> Prepared:
    document = queries.find_document(get_db(), actor, document_id)
    rules.may_change(actor, document).and_then(rules.takes_files(document)).enforce()
    return transfer.prepare(transfer.file_of_request())


@api_route(
    bp, "POST", "/documents/<int:document_id>/versions", tag="documents", form=VersionIn,
    answer=VersionOut, status=201, errors=(403, 404, 409, 422), prepare=_prepare_version,
)  # fmt: skip
def create_version(
    db: Session, actor: Actor, document_id: int, form: VersionIn, prepared: Prepared
) -> VersionOut:
    """Upload a new version of a paper; the older ones stay as they are."""
    document = queries.find_document(db, actor, document_id)
    version = services.add_version(
        db, actor=actor, document=document, prepared=prepared, at=clock.now()
    )
    return version_out(actor, version)


@api_route(
    bp, "GET", "/versions/<int:version_id>/file", tag="documents", query=FileQuery,
    media_types=(PDF, WORD), errors=(403, 404, 409, 416),
)  # fmt: skip
def send_file(db: Session, actor: Actor, version_id: int, query: FileQuery) -> Response:
    """Download a version: the reading copy, by ranges if asked; or the original.

    One `Range` of bytes is answered with 206; `If-Range` and `If-None-Match` take the ETag.
    """
    version = queries.find_version(db, actor, version_id)
    answer = transfer.send_version(actor, version, original=query.original, copy=query.copy_of)
    if answer.status_code != 416:
        return note_taken(actor, version, answer)
    refused = problem(416, "document-range-beyond-end", t("document-range-beyond-end"))
    refused.headers["Content-Range"] = answer.headers["Content-Range"]
    return refused


@api_route(
    bp, "POST", "/versions/<int:version_id>/recall", tag="documents", body=RecallIn,
    answer=VersionOut, errors=(403, 404, 409, 422),
)  # fmt: skip
def recall_version(db: Session, actor: Actor, version_id: int, body: RecallIn) -> VersionOut:
    """Take a version back from everybody who was handed it."""
    version = queries.find_version(db, actor, version_id)
    distribution.recall(db, actor=actor, version=version, at=clock.now(), reason=body.reason)
    return version_out(actor, version)
