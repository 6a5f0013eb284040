"""The page on which the secretariat says how papers are numbered."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as WerkzeugResponse

from documents.models import DocumentKind
from documents.naming import queries, rules, services
from documents.naming.forms import SchemeIn
from ecabinet import clock
from ecabinet.auth.current import current_actor
from ecabinet.db import get_db, unit_of_work
from ecabinet.errors import Invalid
from ecabinet.forms import parse_form
from ecabinet.i18n import t
from ecabinet.sentences import Sentence

bp = Blueprint("naming", __name__, template_folder="../templates")


@bp.get("/documents/numbering")
def show_scheme() -> str:
    rules.may_number(current_actor()).enforce()
    sitting, ballot = queries.scheme(get_db())
    return _page({"sitting": sitting, "ballot": ballot}, {})


def _page(values: Mapping[str, str], errors: Mapping[str, Sentence]) -> str:
    today = clock.day_of(clock.now())
    examples = {
        name: rules.examples_of(values[name], today)
        for name in ("sitting", "ballot")
        if name not in errors and values.get(name)
    }
    return render_template(
        "documents/naming.html", values=values, errors=errors, examples=examples,
        places=rules.PLACES, kinds=list(DocumentKind),
    )  # fmt: skip


@bp.post("/documents/numbering")
def change_scheme() -> WerkzeugResponse:
    """Save the patterns, or show what they would make."""
    actor = current_actor()
    rules.may_number(actor).enforce()
    form = parse_form(SchemeIn, request.form)
    values = {"sitting": form.sitting, "ballot": form.ballot}
    try:
        if form.preview:
            return Response(_page(rules.check_patterns(**values), {}))
        with unit_of_work() as db:
            services.change_scheme(db, actor=actor, **values, at=clock.now())
    except Invalid as error:
        return Response(_page(values, error.fields), 422)
    flash(t("naming-saved"), "good")
    return redirect(url_for("naming.show_scheme"))
