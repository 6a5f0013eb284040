"""Papers over the JSON API."""

from __future__ import annotations

from flask import Blueprint, Response
from sqlalchemy.orm import Session

from documents import queries, rules, sending_out, services, taking_in
from documents.distribution import services as distribution
from documents.distribution.taking import note_taken
from documents.forms import FileQuery, ListQuery, PatchIn, RecallIn, UploadIn, VersionIn
from documents.intake.recognise import Content
from documents.preparation import PDF, Prepared
from documents.shapes import DocumentOut, DocumentPage, VersionOut, documents_out, versions_out
from ecabinet import clock
from ecabinet.api.problems import problem
from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from ecabinet.db import get_db
from ecabinet.i18n import t

bp = Blueprint("documents_api", __name__)
WORD = Content.WORD.value


def _prepare_upload(actor: Actor, form: UploadIn) -> Prepared:
    taking_in.guard_upload(actor, form)
    return taking_in.prepare(taking_in.file_of_request())


@api_route(
    bp, "POST", "/documents", tag="documents", form=UploadIn, answer=DocumentOut, status=201,
    errors=(403, 404, 409, 422), prepare=_prepare_upload,
)  # fmt: skip
def create_document(db: Session, actor: Actor, form: UploadIn, prepared: Prepared) -> DocumentOut:
    """Upload a paper (`file`), optionally to an agenda item.

    The file is checked first; a refusal is 422 with the reason as `code` and `title`."""
    document = taking_in.enter(db, actor, form, prepared, form.title)
    return documents_out(db, actor, {document: document.versions})[0]


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
    items = documents_out(db, actor, {one: versions[one.id] for one in page.items})
    return DocumentPage(items=items, next=page.next)


@api_route(
    bp, "GET", "/documents/<int:document_id>", tag="documents", answer=DocumentOut, errors=(404,)
)  # fmt: skip
def show_document(db: Session, actor: Actor, document_id: int) -> DocumentOut:
    """Show a paper with its readable versions."""
    document = queries.find_document(db, actor, document_id)
    versions = queries.versions_of(db, actor, [document])[document.id]
    return documents_out(db, actor, {document: versions})[0]


@api_route(
    bp, "PATCH", "/documents/<int:document_id>", tag="documents", body=PatchIn, answer=DocumentOut,
    errors=(403, 404, 409, 422),
)  # fmt: skip
def change_document(db: Session, actor: Actor, document_id: int, body: PatchIn) -> DocumentOut:
    """Change what a paper is called and who may ever have it.

    Somebody else's change since `revision` is 409. Where readers would lose the paper by it, 422
    at `takes_away` says how many; sent again with it, they do."""
    document = queries.find_document(db, actor, document_id)
    services.change_document(db, actor=actor, document=document, **dict(body))
    versions = queries.versions_of(db, actor, [document])[document.id]
    return documents_out(db, actor, {document: versions})[0]


def _prepare_version(actor: Actor, document_id: int, form: VersionIn) -> Prepared:
    document = queries.find_document(get_db(), actor, document_id)
    rules.may_change(actor, document).and_then(rules.takes_files(document)).enforce()
    return taking_in.prepare(taking_in.file_of_request())


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
    return versions_out(db, actor, [version])[0]


@api_route(
    bp, "GET", "/versions/<int:version_id>/file", tag="documents", query=FileQuery,
    media_types=(PDF, WORD), errors=(403, 404, 409, 416),
)  # fmt: skip
def send_file(db: Session, actor: Actor, version_id: int, query: FileQuery) -> Response:
    """Download a version: the reading copy, by ranges if asked; or the original.

    One `Range` of bytes is answered with 206; `If-Range` and `If-None-Match` take the ETag.
    """
    version = queries.find_version(db, actor, version_id)
    answer = sending_out.send_version(actor, version, original=query.original, copy=query.copy_of)
    if answer.status_code != 416:
        return note_taken(actor, version, answer)
    refused = problem(416, "document-range-beyond-end", t("document-range-beyond-end"))
    refused.headers["Content-Range"] = answer.headers["Content-Range"]
    return refused


@api_route(
    bp, "POST", "/versions/<int:version_id>/release", tag="documents", answer=VersionOut,
    errors=(403, 404, 409),
)  # fmt: skip
def release_version(db: Session, actor: Actor, version_id: int) -> VersionOut:
    """Let a version out now, to who waits for it or holds an older one."""
    version = queries.find_version(db, actor, version_id)
    services.release(db, actor=actor, version=version, at=clock.now())
    return versions_out(db, actor, [version])[0]


@api_route(
    bp, "POST", "/versions/<int:version_id>/recall", tag="documents", body=RecallIn,
    answer=VersionOut, errors=(403, 404, 409, 422),
)  # fmt: skip
def recall_version(db: Session, actor: Actor, version_id: int, body: RecallIn) -> VersionOut:
    """Take a version back from everybody who was handed it."""
    version = queries.find_version(db, actor, version_id)
    distribution.recall(db, actor=actor, version=version, at=clock.now(), reason=body.reason)
    return versions_out(db, actor, [version])[0]
