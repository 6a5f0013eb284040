"""Pages of papers: the list, one paper, the reader, and the acts on them."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as WerkzeugResponse

from documents import queries, rules, sending_out, services, taking_in
from documents.annotations.carrying import services as carrying
from documents.copies.keeping import is_to_be_kept
from documents.distribution import services as distribution
from documents.distribution.page import document_page
from documents.distribution.taking import note_taken
from documents.forms import ChangeIn, FileQuery, ListQuery, RecallIn, UploadIn
from documents.models import AccessLevel, DocumentKind, Secrecy
from documents.naming.queries import numbers_of
from documents.reading.page import reader_page
from documents.versions.news import reader_news
from documents.versions.queries import lost_by, taken_back_from
from ecabinet import clock
from ecabinet.auth.actor import Actor
from ecabinet.auth.current import current_actor
from ecabinet.db import get_db, unit_of_work
from ecabinet.errors import Conflict, DomainError, Invalid, NotVisible
from ecabinet.forms import parse_form
from ecabinet.i18n import say, t
from ecabinet.people.queries import organisations_in_use
from ecabinet.sentences import Sentence

bp = Blueprint("documents", __name__, template_folder="templates")


@bp.get("/documents")
def list_documents() -> str:
    return _list_page({})


def _list_page(errors: dict[str, Sentence]) -> str:
    actor, db = current_actor(), get_db()
    # A refused upload shows the list again: then the address holds no question of the list.
    query = parse_form(ListQuery, request.args if request.method == "GET" else {})
    page = queries.list_documents(
        db,
        actor,
        search=query.search,
        only_unopened=query.unopened,
        cursor=query.cursor,
        limit=query.limit,
    )
    versions = queries.versions_of(db, actor, page.items)
    may_upload = rules.may_upload_anything(actor)
    return render_template(
        "documents/list.html",
        page=page,
        query=query,
        current={id_: rows[-1] for id_, rows in versions.items() if rows},
        unopened=queries.unopened_among(db, actor, page.items),
        numbers=numbers_of(db, [document.id for document in page.items]),
        may_change=lambda document: rules.may_change(actor, document),
        may_upload=may_upload,
        organisations=_organisations(actor) if may_upload else [],
        levels=list(AccessLevel),
        kinds=list(DocumentKind),
        secrecies=list(Secrecy),
        values=request.form if errors else {"access_level": AccessLevel.CABINET, "kind": "other"},
        errors=errors,
    )


def _organisations(actor: Actor) -> list[Any]:
    found = organisations_in_use(get_db())
    if actor.is_secretariat:
        return found
    return [one for one in found if one.id == actor.organisation_id]


@bp.post("/documents/upload")
def upload() -> WerkzeugResponse:
    """Take in several files: each becomes a paper, or is refused with its reason."""
    actor = current_actor()
    try:
        form = parse_form(UploadIn, request.form)
        taking_in.guard_upload(actor, form)
        files = taking_in.files_of_request()
    except Invalid as error:
        return Response(_list_page(error.fields), 422)
    refused: dict[str, Sentence] = {}
    for file in files:
        try:
            prepared = taking_in.prepare(file)
            with unit_of_work() as db:
                title = form.title if len(files) == 1 else ""
                taking_in.enter(db, actor, form, prepared, title)
        except DomainError as error:
            refused[prepared_name(file.filename)] = error.sentence
            taking_in.keep_refused(file)
        else:
            flash(t("document-uploaded", name=prepared.file_name), "success")
    for name, sentence in refused.items():
        flash(t("document-upload-refused", name=name, reason=say(sentence)), "error")
    if refused and len(refused) == len(files):
        return Response(_list_page({"file": next(iter(refused.values()))}), 422)
    return redirect(url_for("documents.list_documents"))


def prepared_name(raw: str | None) -> str:
    """Return a file name short enough for a sentence."""
    name = (raw or "").replace("\\", "/").rpartition("/")[2]
    return name if len(name) <= 60 else name[:57] + "…"


@bp.get("/documents/<int:document_id>")
def show_document(document_id: int) -> str:
    return document_page(document_id)


@bp.post("/documents/<int:document_id>/change")
def change_document(document_id: int) -> WerkzeugResponse:
    actor = current_actor()
    try:
        form = parse_form(ChangeIn, request.form)
        with unit_of_work() as db:
            document = queries.find_document(db, actor, document_id)
            services.change_document(db, actor=actor, document=document, **dict(form))
    except Invalid as error:
        return Response(document_page(document_id, error.fields, sent="change"), 422)
    except Conflict as error:
        if error.code != "document-changed-meanwhile":
            raise
        told = {"_": error.sentence}
        return Response(document_page(document_id, told, sent="change", meanwhile=True), 409)
    flash(t("document-changed"), "success")
    return _to_document(document_id)


@bp.post("/documents/<int:document_id>/versions")
def create_version(document_id: int) -> WerkzeugResponse:
    actor = current_actor()
    document = queries.find_document(get_db(), actor, document_id)
    rules.may_change(actor, document).and_then(rules.takes_files(document)).enforce()
    try:
        prepared = taking_in.prepare(taking_in.file_of_request())
    except Invalid as error:
        return Response(document_page(document_id, error.fields, sent="version"), 422)
    with unit_of_work() as db:
        document = queries.find_document(db, actor, document_id)
        version = services.add_version(
            db, actor=actor, document=document, prepared=prepared, at=clock.now()
        )
        ordinal = version.ordinal
    flash(t("document-version-added", ordinal=ordinal), "success")
    return _to_document(document_id)


@bp.post("/documents/versions/<int:version_id>/release")
def release_version(version_id: int) -> WerkzeugResponse:
    actor = current_actor()
    with unit_of_work() as db:
        version = queries.find_version(db, actor, version_id)
        services.release(db, actor=actor, version=version, at=clock.now())
        document_id = version.document_id
    flash(t("document-released"), "success")
    return _to_document(document_id)


@bp.post("/documents/versions/<int:version_id>/recall")
def recall_version(version_id: int) -> WerkzeugResponse:
    actor = current_actor()
    document_id = queries.find_version(get_db(), actor, version_id).document_id
    try:
        form = parse_form(RecallIn, request.form)
        with unit_of_work() as db:
            version = queries.find_version(db, actor, version_id)
            distribution.recall(
                db, actor=actor, version=version, at=clock.now(), reason=form.reason
            )
    except Invalid as error:
        return Response(document_page(document_id, error.fields, sent=f"recall-{version_id}"), 422)
    flash(t("document-recalled"), "success")
    return _to_document(document_id)


def _to_document(document_id: int) -> WerkzeugResponse:
    return redirect(url_for("documents.show_document", document_id=document_id))


@bp.get("/documents/versions/<int:version_id>/file")
def send_file(version_id: int) -> Response:
    actor = current_actor()
    query = parse_form(FileQuery, request.args)
    version = queries.find_version(get_db(), actor, version_id)
    answer = sending_out.send_version(actor, version, original=query.original, copy=query.copy_of)
    return note_taken(actor, version, answer)


@bp.get("/documents/versions/<int:version_id>/read")
def read_version(version_id: int) -> str | tuple[str, int]:
    """The reader. `occasion`: the sitting or ballot whose papers lie beside it; `back`: the page
    it was opened from. Whoever held the version when it was recalled is told when and why; who
    lost it otherwise, how."""
    try:
        return _reader(current_actor(), version_id)
    except NotVisible:
        actor, db = current_actor(), get_db()
        gone = taken_back_from(db, actor, version_id)
        lost = lost_by(db, actor, version_id) if gone is None else None
        if gone is None and lost is None:
            raise
        return render_template("documents/taken_back.html", version=gone, lost=lost), 404


def _reader(actor: Actor, version_id: int) -> str:
    # Kept on a tablet is not read yet: the tablet tells when it was.
    if not is_to_be_kept(get_db(), actor, version_id):
        with unit_of_work() as db:
            opened = queries.find_version(db, actor, version_id)
            distribution.note_opened(db, actor=actor, version=opened, at=clock.now())
            carrying.ask_to_carry(db, [opened], actor=actor)
    db = get_db()
    version = queries.find_version(db, actor, version_id)
    occasion, back = (request.args.get(name, "")[:500] for name in ("occasion", "back"))
    page = reader_page(db, actor, version, occasion=occasion, back=back)
    return render_template("documents/reader.html", news=reader_news(db, actor, version), **page)
