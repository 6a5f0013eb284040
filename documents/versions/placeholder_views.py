"""Pages of papers that are there on paper alone."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as WerkzeugResponse

from documents import rules
from documents.models import DocumentKind, Secrecy
from documents.versions.forms import PlaceholderIn, PlaceholderQuery
from documents.versions.placing import enter_placeholder
from ecabinet.auth.current import current_actor
from ecabinet.db import get_db, unit_of_work
from ecabinet.errors import Invalid
from ecabinet.forms import parse_form
from ecabinet.i18n import t
from ecabinet.people.queries import organisations_in_use
from ecabinet.sentences import Sentence

bp = Blueprint("paper_only", __name__)


@bp.get("/documents/paper-only")
def new_placeholder() -> str:
    rules.may_upload(current_actor(), current_actor().organisation_id).enforce()
    return _form({}, parse_form(PlaceholderQuery, request.args).item_id)


def _form(errors: dict[str, Sentence], item_id: int | None) -> str:
    actor = current_actor()
    found = organisations_in_use(get_db())
    if not actor.is_secretariat:
        found = [one for one in found if one.id == actor.organisation_id]
    return render_template(
        "documents/paper_only.html",
        kinds=list(DocumentKind),
        secrecies=list(Secrecy),
        organisations=found,
        item_id=item_id,
        values=request.form if errors else {"kind": "other"},
        errors=errors,
    )


@bp.post("/documents/paper-only")
def create_placeholder() -> WerkzeugResponse:
    actor = current_actor()
    rules.may_upload(actor, actor.organisation_id).enforce()
    try:
        form = parse_form(PlaceholderIn, request.form)
        with unit_of_work() as db:
            document_id = enter_placeholder(db, actor, form).id
    except Invalid as error:
        item = request.form.get("item_id", "")
        return Response(_form(error.fields, int(item) if item.isdecimal() else None), 422)
    flash(t("paper-only-added"), "good")
    return redirect(url_for("documents.show_document", document_id=document_id))
