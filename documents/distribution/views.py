"""Acts of handing out, taking back and acknowledging, from the page of a paper."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, request, url_for
from werkzeug.wrappers import Response as WerkzeugResponse

from documents import queries
from documents.distribution import by_hand, receipts
from documents.distribution.forms import AskIn, HandOutIn, TakeBackIn
from documents.distribution.handing import hand_out_as_asked
from documents.distribution.page import document_page
from documents.rules import may_distribute
from ecabinet import clock
from ecabinet.auth.current import current_actor
from ecabinet.db import unit_of_work
from ecabinet.errors import Invalid
from ecabinet.forms import parse_form
from ecabinet.i18n import t

bp = Blueprint("distribution", __name__)


def _back(document_id: int) -> WerkzeugResponse:
    return redirect(url_for("documents.show_document", document_id=document_id) + "#handed-out")


@bp.post("/documents/<int:document_id>/distribution")
def hand_out(document_id: int) -> WerkzeugResponse:
    """Hand the newest version to chosen persons and groups."""
    actor = current_actor()
    try:
        form = parse_form(HandOutIn, request.form)
        with unit_of_work() as db:
            document = queries.find_document(db, actor, document_id)
            handed = hand_out_as_asked(db, actor, document, form)
    except Invalid as error:
        return Response(document_page(document_id, error.fields, sent="hand-out"), 422)
    flash(t("hand-out-done", count=handed.new), "success")
    kept_back = sum(len(persons) for persons in handed.withheld.values())
    if kept_back:
        flash(t("hand-out-withheld", count=kept_back), "wait")
    return _back(document_id)


@bp.post("/documents/<int:document_id>/distribution/return")
def take_back(document_id: int) -> WerkzeugResponse:
    """Undo a handing out by hand."""
    actor = current_actor()
    try:
        form = parse_form(TakeBackIn, request.form)
        with unit_of_work() as db:
            document = queries.find_document(db, actor, document_id)
            by_hand.take_back_by_hand(
                db, actor=actor, document=document, at=clock.now(), **dict(form)
            )
    except Invalid as error:
        return Response(document_page(document_id, error.fields, sent="take-back"), 422)
    flash(t("hand-out-taken-back"), "success")
    return _back(document_id)


@bp.post("/documents/<int:document_id>/acknowledgements")
def ask_for_acknowledgement(document_id: int) -> WerkzeugResponse:
    """Ask the holders to say that they have read the paper, or ask no more."""
    actor = current_actor()
    form = parse_form(AskIn, request.form)
    with unit_of_work() as db:
        document = queries.find_document(db, actor, document_id)
        receipts.ask_for_acknowledgement(db, actor=actor, document=document, asks=form.asks)
    return _back(document_id)


@bp.post("/documents/versions/<int:version_id>/acknowledgement")
def acknowledge(version_id: int) -> WerkzeugResponse:
    """Say "I have read it"."""
    actor = current_actor()
    with unit_of_work() as db:
        version = queries.find_version(db, actor, version_id)
        receipts.acknowledge(db, actor=actor, version=version, at=clock.now())
        document_id = version.document_id
    flash(t("acknowledged"), "success")
    if may_distribute(actor):
        return _back(document_id)
    return redirect(url_for("documents.show_document", document_id=document_id))
