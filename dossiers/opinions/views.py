"""Pages of who is asked for an opinion: the list, a request, its answer and the papers of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as WerkzeugResponse

from documents import services as document_services
from documents.services import Prepared
from documents.uploading import services as uploading
from dossiers.opinions import answering, papers, queries, rules
from dossiers.opinions.answering import is_whole
from dossiers.opinions.finding import body_rules, find
from dossiers.opinions.forms import AnswerIn, DraftIn, written
from dossiers.submissions.models import OpinionRequest, View
from ecabinet import answers, clock
from ecabinet.api.cursors import paginate
from ecabinet.api.idempotency import write_once
from ecabinet.auth.current import current_actor
from ecabinet.db import get_db, unit_of_work
from ecabinet.errors import Conflict, Invalid
from ecabinet.forms import parse
from ecabinet.i18n import t
from ecabinet.sentences import S, Sentence

bp = Blueprint("opinions", __name__)
answers.refuse_in_place(bp)

EMPTY_ROWS = 2
CHANGED = ("opinion-changed-meanwhile", "opinion-answered-meanwhile")
"""Refusals after which the page shows both: what a colleague wrote, and what was typed."""


@bp.get("/opinions")
def list_requests() -> str:
    """List what we are asked, and what we asked."""
    actor, db, at = current_actor(), get_db(), clock.now()
    body = body_rules(db)
    counts = queries.count_tabs(db, actor, body, at)
    chosen = request.args.get("tab", "")
    if chosen not in queries.TABS:
        chosen = next((tab for tab in ("waiting", "silent", "asked") if counts[tab]), "waiting")
    page = paginate(
        db,
        queries.of_tab(actor, body, chosen, at),
        order=[OpinionRequest.due_at, OpinionRequest.id],
        key=lambda row: [row.due_at, row.id],
        cursor=request.args.get("cursor"),
        descending=chosen in ("answered", "asked"),
    )
    return render_template(
        "dossiers/opinions/list.html",
        page=page,
        chosen=chosen,
        counts=counts,
        standing={one.id: rules.standing(one, at) for one in page.items},
        told={one.id: rules.told(one, at) for one in page.items},
    )


def _typed(found: OpinionRequest) -> dict[str, Any]:
    """What stands in the form: what was kept, a row for each comment that may still be changed."""
    return {
        "view": found.view or found.draft_view,
        "text": found.text,
        "reference": found.reference,
        "revision": found.revision,
        "rows": [
            {"id": one.id, "place": one.place, "text": one.text}
            for one in found.comments
            if one.reply is None and not (found.view and is_whole(found, one))
        ],
    }


def _sent(found: OpinionRequest, form: Mapping[str, str]) -> dict[str, Any]:
    """What was typed and refused; the revision is the present one: both were shown."""
    typed = written(form)
    there = {one.id for one in found.comments}
    rows = [one | {"id": one["id"] if one["id"] in there else None} for one in typed["comments"]]
    return {
        "view": form.get("view", ""),
        "text": typed["text"],
        "reference": typed["reference"],
        "revision": found.revision,
        "rows": rows,
    }


def _page(
    found: OpinionRequest,
    *,
    values: dict[str, Any] | None = None,
    errors: dict[str, Sentence] | None = None,
    other: bool = False,
    refusal: Sentence | None = None,
) -> str:
    actor, db, at = current_actor(), get_db(), clock.now()
    listed = queries.papers_of(db, found.submission_id)
    shows_answer = rules.reads_answer(actor, found)
    return render_template(
        "dossiers/opinions/show.html",
        asked=found,
        standing=rules.standing(found, at),
        told=rules.told(found, at),
        is_asked=rules.is_asked(actor, found),
        follows=rules.may_follow(actor, found.submission),
        shows_answer=shows_answer,
        papers=queries.readable_papers(db, actor, listed),
        on_paper=[document for document in listed if document.is_paper_only],
        answer_papers=queries.readable_papers(db, actor, [paper.document for paper in found.papers])
        if shows_answer
        else [],
        may_answer=rules.may_answer(actor, found),
        may_save=rules.may_save_draft(actor, found),
        may_change_papers=rules.shown(rules.may_change_papers(actor, found, at)),
        values=values or _typed(found),
        earlier=queries.answers_before(db, found) if rules.reads_earlier(actor, found) else [],
        fixed=[one for one in found.comments if one.reply is not None],
        errors=errors or {},
        other=_typed(found) if other else None,
        refusal=refusal,
        views=list(View),
        is_late=at > found.due_at,
        empty_rows=EMPTY_ROWS,
        is_whole=is_whole,
    )


@bp.get("/opinions/<int:request_id>")
def show_request(request_id: int) -> str:
    """Show a request: to who is asked with the form, to who asked with the answer."""
    return _page(find(get_db(), current_actor(), request_id))


def _by_script() -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _refused(request_id: int, error: Conflict | Invalid) -> Response:
    """Show the form again with what was typed, and what a colleague wrote beside it."""
    found = find(get_db(), current_actor(), request_id)
    changed = error.sentence.key in CHANGED
    if isinstance(error, Conflict) and not changed:
        raise error
    fields = error.fields or {"": error.sentence} if isinstance(error, Invalid) else {}
    page = _page(
        found,
        values=_sent(found, request.form),
        errors=fields,
        other=changed,
        refusal=error.sentence if changed else None,
    )
    return Response(page, 409 if changed else 422)


@bp.post("/opinions/<int:request_id>/draft")
def save_draft(request_id: int) -> WerkzeugResponse:
    """Keep what was typed; the page's script asks again and again, a button without it."""
    actor = current_actor()
    try:
        form = parse(DraftIn, written(request.form))
        with unit_of_work() as db:
            found = find(db, actor, request_id, lock=True)
            kept = answering.save_draft(
                db, actor=actor, request=found, given=form.given(), view=form.view,
                revision=form.revision,
            )  # fmt: skip
            saved = {"revision": found.revision, "ids": [comment.id for comment in kept]}
    except (Conflict, Invalid) as error:
        if _by_script():
            raise
        return _refused(request_id, error)
    if _by_script():
        return jsonify(saved)
    flash(t("opinion-draft-saved"), "good")
    return redirect(url_for("opinions.show_request", request_id=request_id) + "#answer")


@bp.post("/opinions/<int:request_id>/answer")
def answer(request_id: int) -> WerkzeugResponse:
    """Answer for the organisation, or change the answer."""
    actor = current_actor()
    try:
        if not request.form.get("view"):
            missing = S("opinion-view-missing")
            rules.may_answer(actor, find(get_db(), actor, request_id)).enforce()
            raise Invalid(S("form-invalid"), {"view": missing})
        form = parse(AnswerIn, written(request.form))
        with unit_of_work() as db:
            found = find(db, actor, request_id, lock=True)
            at = clock.now()
            answering.answer(
                db, actor=actor, request=found, view=form.view, given=form.given(),
                revision=form.revision, at=at,
            )  # fmt: skip
            late = at > found.due_at
    except (Conflict, Invalid) as error:
        return _refused(request_id, error)
    flash(t("opinion-answered-late" if late else "opinion-answered-now"), "good")
    return redirect(url_for("opinions.show_request", request_id=request_id))


@bp.post("/opinions/<int:request_id>/papers")
def add_paper(request_id: int) -> Response:
    """Take a file in as a paper of the answer, once for each Idempotency-Key. Checked first: that
    takes seconds."""
    actor, extensions = current_actor(), current_app.extensions
    store, name = extensions["ecabinet.store"], request.form.get("upload", "")

    def check() -> Prepared:
        found = find(get_db(), actor, request_id)
        rules.may_change_papers(actor, found, clock.now()).enforce()
        with uploading.arriving(
            unit_of_work, get_db(), store, actor, name, request.files.get("file")
        ) as file:
            return document_services.prepare_upload(
                store, file, extensions["documents.limits"], extensions["documents.tools"]
            )

    def enter(db: Session, prepared: Prepared) -> tuple[dict[str, Any], int]:
        found = find(db, actor, request_id, lock=True)
        document = papers.take_in(db, actor=actor, request=found, prepared=prepared, at=clock.now())
        if name:
            uploading.forget(db, store, uploading.find(db, actor, name))
        return {"id": document.id, "title": document.title}, 201

    return write_once(actor, check, enter)


@bp.post("/opinions/<int:request_id>/papers/<int:document_id>/removal")
def remove_paper(request_id: int, document_id: int) -> WerkzeugResponse:
    """Take a paper from the answer; the paper stays."""
    actor = current_actor()
    with unit_of_work() as db:
        found = find(db, actor, request_id, lock=True)
        answering.detach_paper(
            db, actor=actor, request=found, document_id=document_id, at=clock.now()
        )
    return redirect(url_for("opinions.show_request", request_id=request_id))
