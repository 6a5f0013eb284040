"""The pages on which the secretariat keeps named lists of readers."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as WerkzeugResponse

from documents.queries import nameable_persons
from documents.reader_lists import queries, rules, services
from documents.reader_lists.forms import ListChangeIn, ListIn
from documents.reader_lists.models import ReaderList
from ecabinet import clock
from ecabinet.auth.actor import Actor
from ecabinet.auth.current import current_actor
from ecabinet.db import get_db, unit_of_work
from ecabinet.errors import Conflict, DomainError, Invalid, http_status
from ecabinet.forms import parse_form
from ecabinet.i18n import t

bp = Blueprint("reader_lists", __name__)


def _typed() -> dict[str, Any]:
    return {"name": request.form.get("name", ""), "person_ids": request.form.getlist("person_ids")}


def _fields(error: DomainError | None) -> dict[str, Any]:
    return error.fields if isinstance(error, Invalid) else {}


def _all(actor: Actor, values: dict[str, Any], error: DomainError | None = None) -> str:
    db = get_db()
    return render_template(
        "documents/reader_lists.html",
        lists=queries.lists(db, actor),
        persons=nameable_persons(db),
        values=values,
        errors=_fields(error),
    )


def _one(
    actor: Actor, row: ReaderList, values: dict[str, Any], error: DomainError | None = None
) -> str:
    return render_template(
        "documents/reader_list.html",
        row=row,
        persons=nameable_persons(get_db()),
        values=values,
        may_keep=rules.may_keep_lists(actor),
        errors=_fields(error),
        sentence=error.sentence if isinstance(error, Conflict) else None,
    )


@bp.get("/documents/reader-lists")
def show_lists() -> str:
    actor = current_actor()
    rules.may_keep_lists(actor).enforce()
    return _all(actor, {})


@bp.post("/documents/reader-lists")
def make_list() -> WerkzeugResponse:
    actor = current_actor()
    rules.may_keep_lists(actor).enforce()
    try:
        form = parse_form(ListIn, request.form)
        with unit_of_work() as db:
            services.make_list(db, actor=actor, **form.model_dump(), at=clock.now())
    except Invalid as error:
        return Response(_all(actor, _typed(), error), 422)
    flash(t("named-list-saved"), "good")
    return redirect(url_for("reader_lists.show_lists"))


@bp.get("/documents/reader-lists/<int:list_id>")
def show_list(list_id: int) -> str:
    actor = current_actor()
    row = queries.find_list(get_db(), actor, list_id)
    return _one(actor, row, {"name": row.name, "person_ids": [str(one.id) for one in row.persons]})


@bp.post("/documents/reader-lists/<int:list_id>")
def change_list(list_id: int) -> WerkzeugResponse:
    """Save a list; what somebody else saved meanwhile is not written over unseen."""
    actor = current_actor()
    try:
        form = parse_form(ListChangeIn, request.form)
        with unit_of_work() as db:
            row = queries.find_list(db, actor, list_id, lock=True)
            services.change_list(db, actor=actor, row=row, **form.model_dump(), at=clock.now())
    except (Invalid, Conflict) as error:
        row = queries.find_list(get_db(), actor, list_id)
        return Response(_one(actor, row, _typed(), error), http_status(error))
    flash(t("named-list-saved"), "good")
    return redirect(url_for("reader_lists.show_lists"))


@bp.post("/documents/reader-lists/<int:list_id>/removal")
def remove_list(list_id: int) -> WerkzeugResponse:
    actor = current_actor()
    with unit_of_work() as db:
        row = queries.find_list(db, actor, list_id, lock=True)
        services.remove_list(db, actor=actor, row=row, at=clock.now())
    flash(t("named-list-removed"), "good")
    return redirect(url_for("reader_lists.show_lists"))
