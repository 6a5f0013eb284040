"""Pages and acts on versions: what changed between two of them, and when one goes out."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as WerkzeugResponse

from documents import queries
from documents.distribution.page import document_page
from documents.versions import comparison, releases
from documents.versions.forms import CompareQuery, PlanIn
from ecabinet import clock
from ecabinet.auth.current import current_actor
from ecabinet.db import get_db, unit_of_work
from ecabinet.errors import Invalid
from ecabinet.forms import parse_form
from ecabinet.i18n import t
from ecabinet.running import store

bp = Blueprint("versions", __name__)


@bp.get("/documents/<int:document_id>/compare")
def compare_versions(document_id: int) -> str:
    """Two versions side by side: pictures of the pages that differ, and their words."""
    actor, db = current_actor(), get_db()
    query = parse_form(CompareQuery, request.args)
    document = queries.find_document(db, actor, document_id)
    before, after = comparison.pair_of(db, actor, document, query.from_, query.to)
    found = comparison.compare(store(), before, after)
    rows, next_start = comparison.shown(store(), found, query.start)
    return render_template(
        "documents/compare.html",
        document=document,
        versions=queries.versions_of(db, actor, [document])[document.id],
        comparison=found,
        rows=rows,
        start=query.start,
        next_start=next_start,
        previous_start=max(0, query.start - comparison.ROWS_AT_ONCE) if query.start else None,
    )


@bp.post("/documents/versions/<int:version_id>/release-plan")
def plan_release(version_id: int) -> WerkzeugResponse:
    """Have a version go out later: at an instant, or when the agenda is sent."""
    actor = current_actor()
    document_id = queries.find_version(get_db(), actor, version_id).document_id
    try:
        form = parse_form(PlanIn, request.form)
        with unit_of_work() as db:
            version = queries.find_version(db, actor, version_id)
            releases.plan_release(
                db, actor=actor, version=version, rule=form.rule, release_at=form.release_at,
                at=clock.now(),
            )  # fmt: skip
    except Invalid as error:
        page = document_page(document_id, error.fields, sent=f"plan-{version_id}")
        return Response(page, 422)
    flash(t("release-planned"), "success")
    return redirect(url_for("documents.show_document", document_id=document_id))


@bp.post("/documents/versions/<int:version_id>/release-plan/cancellation")
def cancel_plan(version_id: int) -> WerkzeugResponse:
    """Take the order back."""
    actor = current_actor()
    with unit_of_work() as db:
        version = queries.find_version(db, actor, version_id)
        releases.cancel_plan(db, actor=actor, version=version)
        document_id = version.document_id
    flash(t("release-plan-cancelled"), "success")
    return redirect(url_for("documents.show_document", document_id=document_id))
