"""The papers of a dossier from its page: uploaded there, chosen among the own ones, taken out."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, current_app, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as WerkzeugResponse

from documents import queries as document_queries
from documents import services as document_services
from documents.models import DocumentKind
from documents.services import Prepared
from documents.uploading import services as uploading
from dossiers.submissions import drafting, queries, rules
from dossiers.submissions.forms import MoveIn, PaperIn, RoleIn, UploadRole
from dossiers.submissions.rules_papers import role_of_name
from dossiers.submissions.views import to_page
from ecabinet import answers, clock
from ecabinet.api.idempotency import write_once
from ecabinet.auth.current import current_actor
from ecabinet.db import get_db, unit_of_work
from ecabinet.forms import parse_form

bp = Blueprint("submission_papers", __name__)
answers.refuse_in_place(bp)
PAPER = "/submissions/<int:submission_id>/papers/<int:document_id>"


@bp.post("/submissions/<int:submission_id>/papers")
def add_paper(submission_id: int) -> Response:
    """Take a file in as a paper of the dossier, once for each Idempotency-Key. Checked first: that
    takes seconds."""
    actor, extensions = current_actor(), current_app.extensions
    form, store = parse_form(UploadRole, request.form), extensions["ecabinet.store"]

    def check() -> Prepared:
        rules.may_change(actor, queries.find_submission(get_db(), actor, submission_id)).enforce()
        with uploading.arriving(
            unit_of_work, get_db(), store, actor, form.upload, request.files.get("file")
        ) as file:
            return document_services.prepare_upload(
                store, file, extensions["documents.limits"], extensions["documents.tools"]
            )

    def enter(db: Session, prepared: Prepared) -> tuple[dict[str, Any], int]:
        role = form.role or role_of_name(prepared.file_name)
        submission = queries.find_submission(db, actor, submission_id, lock=True)
        rules.may_change(actor, submission).enforce()
        document = document_services.add_document(
            db,
            actor=actor,
            prepared=prepared,
            title="",
            kind=drafting.KIND_OF.get(role, DocumentKind.OTHER),
            access_level=submission.access_level,
            organisation_id=submission.organisation_id,
            at=clock.now(),
        )
        drafting.attach_paper(db, actor=actor, submission=submission, document=document, role=role)
        if form.upload:
            uploading.forget(db, store, uploading.find(db, actor, form.upload))
        return {"id": document.id, "title": document.title, "role": role.value}, 201

    return write_once(actor, check, enter)


@bp.post("/submissions/<int:submission_id>/papers/choice")
def choose_paper(submission_id: int) -> WerkzeugResponse:
    """Lay a paper that the organisation has to the dossier."""
    actor = current_actor()
    form = parse_form(PaperIn, request.form)
    with unit_of_work() as db:
        submission = queries.find_submission(db, actor, submission_id, lock=True)
        rules.may_change(actor, submission).enforce()
        document = document_queries.find_document(db, actor, form.document_id)
        drafting.attach_paper(
            db, actor=actor, submission=submission, document=document, role=form.role
        )
    return to_page(submission_id)


@bp.post(PAPER + "/role")
def change_role(submission_id: int, document_id: int) -> WerkzeugResponse:
    """Say what a paper is in the dossier."""
    actor = current_actor()
    form = parse_form(RoleIn, request.form)
    with unit_of_work() as db:
        submission = queries.find_submission(db, actor, submission_id, lock=True)
        rules.may_change(actor, submission).enforce()
        document = document_queries.find_document(db, actor, document_id)
        drafting.attach_paper(
            db, actor=actor, submission=submission, document=document, role=form.role
        )
    return to_page(submission_id)


@bp.post(PAPER + "/move")
def move_paper(submission_id: int, document_id: int) -> WerkzeugResponse:
    """Put a paper before or behind its neighbour of the same role."""
    actor = current_actor()
    form = parse_form(MoveIn, request.form)
    with unit_of_work() as db:
        submission = queries.find_submission(db, actor, submission_id, lock=True)
        drafting.move_paper(
            db, actor=actor, submission=submission, document_id=document_id,
            up=form.direction == "up",
        )  # fmt: skip
    return to_page(submission_id)


@bp.post(PAPER + "/removal")
def remove_paper(submission_id: int, document_id: int) -> WerkzeugResponse:
    """Take a paper out of the dossier; the paper stays."""
    actor = current_actor()
    with unit_of_work() as db:
        submission = queries.find_submission(db, actor, submission_id, lock=True)
        drafting.detach_paper(db, actor=actor, submission=submission, document_id=document_id)
    return to_page(submission_id)
