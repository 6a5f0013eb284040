"""The page on which many papers are described at once: all or nothing is saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as WerkzeugResponse

from documents import queries, rules, services
from documents.bulk.rows import MOST, Row, RowIn, checked, row_of, rows_typed, with_all
from documents.forms import ListQuery
from documents.models import AccessLevel, Document, DocumentKind
from ecabinet.auth.actor import Actor
from ecabinet.auth.current import current_actor
from ecabinet.db import get_db, unit_of_work
from ecabinet.errors import Invalid
from ecabinet.forms import parse_form
from ecabinet.i18n import t
from ecabinet.sentences import S

bp = Blueprint("bulk", __name__, template_folder="../templates")


@bp.get("/documents/bulk")
def show_table() -> str:
    """The newest papers that the actor may change; `search` in their titles."""
    actor, db = current_actor(), get_db()
    rules.may_upload_anything(actor).enforce()
    query = parse_form(ListQuery, request.args)
    page = queries.list_documents(
        db, actor, search=query.search, cursor=query.cursor, limit=query.limit
    )
    mine = [one for one in page.items if _may_change(actor, one)]
    return _page([row_of(document) for document in mine], search=query.search, following=page.next)


def _may_change(actor: Actor, document: Document) -> bool:
    return bool(rules.may_change(actor, document)) and not document.is_paper_only


def _page(rows: Sequence[Row], *, search: str = "", following: str | None = None) -> str:
    return render_template(
        "documents/bulk.html", rows=rows, search=search, following=following,
        kinds=list(DocumentKind), levels=list(AccessLevel),
        wrong=sum(bool(row.errors) for row in rows), chosen=request.form,
    )  # fmt: skip


@bp.post("/documents/bulk")
def save_table() -> WerkzeugResponse:
    """Save the table; or, asked by `all`, set kind and level of the ticked rows, saving nothing."""
    actor = current_actor()
    rules.may_upload_anything(actor).enforce()
    rows = rows_typed(request.form)
    if "all" in request.form:
        given = (request.form.get(name, "") for name in ("all_kind", "all_access_level"))
        return Response(_page(with_all(rows, *given)))
    read = [checked(row) for row in rows]
    if any(row.errors for row, _ in read):
        return Response(_page([row for row, _ in read]), 422)
    try:
        with unit_of_work() as db:
            changed = _save(db, actor, [(row, said) for row, said in read if said is not None])
    except _Stale as error:
        return Response(_page(error.rows), 409)
    flash(t("bulk-saved", count=changed), "good")
    return redirect(url_for("bulk.show_table"))


class _Stale(Exception):
    """Some papers changed meanwhile."""

    def __init__(self, rows: Sequence[Row]) -> None:
        super().__init__()
        self.rows = rows


def _save(db: Session, actor: Actor, read: Sequence[tuple[Row, RowIn]]) -> int:
    """Change what differs; return how many papers did. Raises _Stale when somebody else changed
    one of them since the table was made, Denied, NotVisible."""
    found = queries.find_documents(db, actor, [row.id for row, _ in read])
    if len(found) < len(read) or len(read) > MOST:
        raise Invalid(S("bulk-gone"))
    shown, stale, changed = [], False, 0
    for row, said in read:
        document = found[row.id]
        if document.revision != row.revision and row_of(document).values != row.values:
            stale = True
            sentence = S("bulk-changed-meanwhile", title=document.title)
            shown.append(replace(row, revision=document.revision, errors={"title": sentence}))
            continue
        shown.append(row)
        changed += row_of(document).values != row.values
        services.change_document(db, actor=actor, document=document, **dict(said))
    if stale:
        raise _Stale(shown)
    return changed
