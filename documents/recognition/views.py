"""The act of having the text of a scan recognised."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, url_for
from werkzeug.wrappers import Response as WerkzeugResponse

from documents.queries import find_version
from documents.recognition import services
from ecabinet.auth.current import current_actor
from ecabinet.db import unit_of_work
from ecabinet.i18n import t

bp = Blueprint("recognition", __name__)


@bp.post("/documents/versions/<int:version_id>/recognition")
def recognise_version(version_id: int) -> WerkzeugResponse:
    """Queue the work; the page tells how it goes."""
    actor = current_actor()
    with unit_of_work() as db:
        version = find_version(db, actor, version_id)
        services.ask(
            db, actor=actor, version=version, tools=current_app.extensions["documents.tools"]
        )
        document_id = version.document_id
    flash(t("recognition-asked"), "good")
    return redirect(url_for("documents.show_document", document_id=document_id))
