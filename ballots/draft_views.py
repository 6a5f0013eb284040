"""Pages on which the secretariat drafts a written ballot and lays papers to it."""

from __future__ import annotations

from typing import Any

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as WerkzeugResponse

from ballots import queries, rules, services
from ballots.forms import DraftForm
from ballots.models import Ballot
from ballots.views import days, refuse_in_place
from documents import services as document_services
from documents.models import AccessLevel
from documents.services import Prepared
from documents.uploading import services as uploading
from ecabinet import clock
from ecabinet.api.idempotency import write_once
from ecabinet.auth.current import current_actor
from ecabinet.db import get_db, unit_of_work
from ecabinet.errors import Conflict, Denied, Invalid, NotVisible
from ecabinet.forms import parse_form
from ecabinet.i18n import t
from ecabinet.people.queries import organisations_in_use
from ecabinet.sentences import Sentence

bp = Blueprint("ballot_drafts", __name__)
for kind in (Conflict, Denied, NotVisible):
    bp.register_error_handler(kind, refuse_in_place)


def _page(ballot: Ballot | None, errors: dict[str, Sentence]) -> str:
    at = clock.now()
    values: Any = request.form
    if not errors and ballot is not None:
        values = {
            "title": ballot.title,
            "matter": ballot.matter,
            "questions": "\n".join(question.text for question in ballot.questions),
            "closes_at": ballot.closes_at,
            "organisation_id": ballot.organisation_id,
        }
    elif not errors:
        # The latest day there is, at the end of working hours: nobody is hurried by a default.
        latest = services.period(get_db(), at, days=days(), at=at).latest_on
        values = {"closes_at": days().end_of(latest)}
    return render_template(
        "ballots/form.html",
        ballot=ballot,
        values=values,
        errors=errors,
        organisations=organisations_in_use(get_db()),
        period=services.period(get_db(), at, days=days(), at=at),
    )


@bp.get("/ballots/new")
def new_ballot() -> str:
    """The empty form."""
    rules.may_draft(current_actor()).enforce()
    return _page(None, {})


@bp.post("/ballots")
def create_ballot() -> WerkzeugResponse:
    """Draft a ballot; papers are laid to it on its page."""
    actor = current_actor()
    rules.may_draft(actor).enforce()
    try:
        form = parse_form(DraftForm, request.form)
        with unit_of_work() as db:
            ballot = services.draft_ballot(
                db, actor=actor, days=days(), at=clock.now(), **form.model_dump()
            )
            ballot_id = ballot.id
    except Invalid as error:
        return Response(_page(None, error.fields or {"": error.sentence}), 422)
    flash(t("ballot-drafted"), "good")
    return redirect(url_for("ballots.show_ballot", ballot_id=ballot_id))


@bp.get("/ballots/<int:ballot_id>/edit")
def edit_ballot(ballot_id: int) -> str:
    """The form of a draft."""
    actor = current_actor()
    ballot = queries.find_ballot(get_db(), actor, ballot_id)
    rules.may_change(actor, ballot).enforce()
    return _page(ballot, {})


@bp.post("/ballots/<int:ballot_id>/edit")
def change_ballot(ballot_id: int) -> WerkzeugResponse:
    """Change a draft."""
    actor = current_actor()
    rules.may_change(actor, queries.find_ballot(get_db(), actor, ballot_id)).enforce()
    try:
        form = parse_form(DraftForm, request.form)
        with unit_of_work() as db:
            ballot = queries.find_ballot(db, actor, ballot_id, lock="update")
            services.change_draft(
                db, ballot, actor=actor, days=days(), at=clock.now(), **form.model_dump()
            )
    except Invalid as error:
        shown = queries.find_ballot(get_db(), actor, ballot_id)
        return Response(_page(shown, error.fields or {"": error.sentence}), 422)
    flash(t("ballot-saved"), "good")
    return redirect(url_for("ballots.show_ballot", ballot_id=ballot_id))


@bp.post("/ballots/<int:ballot_id>/papers")
def add_paper(ballot_id: int) -> Response:
    """Take a file in as a paper of the ballot, once for each Idempotency-Key. Checked first: that
    takes seconds."""
    actor, extensions = current_actor(), current_app.extensions
    store, name = extensions["ecabinet.store"], request.form.get("upload", "")

    def check() -> Prepared:
        rules.may_change(actor, queries.find_ballot(get_db(), actor, ballot_id)).enforce()
        with uploading.arriving(
            unit_of_work, get_db(), store, actor, name, request.files.get("file")
        ) as file:
            return document_services.prepare_upload(
                store, file, extensions["documents.limits"], extensions["documents.tools"]
            )

    def enter(db: Session, prepared: Prepared) -> tuple[dict[str, Any], int]:
        ballot = queries.find_ballot(db, actor, ballot_id, lock="update")
        rules.may_change(actor, ballot).enforce()
        document = document_services.add_document(
            db,
            actor=actor,
            prepared=prepared,
            title="",
            access_level=AccessLevel.CABINET,
            organisation_id=ballot.organisation_id,
            at=clock.now(),
        )
        services.attach_papers(db, ballot, actor=actor, documents=[document])
        if name:
            uploading.forget(db, store, uploading.find(db, actor, name))
        return {"id": document.id, "title": document.title}, 201

    return write_once(actor, check, enter)


@bp.post("/ballots/<int:ballot_id>/papers/<int:document_id>/removal")
def remove_paper(ballot_id: int, document_id: int) -> WerkzeugResponse:
    """Take a paper from the ballot; the paper stays."""
    actor = current_actor()
    with unit_of_work() as db:
        ballot = queries.find_ballot(db, actor, ballot_id, lock="update")
        services.detach_paper(db, ballot, actor=actor, document_id=document_id)
    return redirect(url_for("ballots.show_ballot", ballot_id=ballot_id))
