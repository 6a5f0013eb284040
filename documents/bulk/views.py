"""The page on which many papers are described at once: all or nothing is saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

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
    place = _Place(query.search, query.cursor or "", page.next or "")
    return _page([row_of(document) for document in mine], place)


@dataclass(frozen=True)
class _Place:
    """Which part of the papers the table shows; it goes with the table, there and back."""

    search: str
    cursor: str
    following: str


def _place_sent() -> _Place:
    return _Place(*(request.form.get(name, "")[:500] for name in ("search", "cursor", "following")))


def _may_change(actor: Actor, document: Document) -> bool:
    return bool(rules.may_change(actor, document)) and not document.is_paper_only


def _page(rows: Sequence[Row], place: _Place, *, asks_taking: bool = False) -> str:
    return render_template(
        "documents/bulk.html", rows=rows, place=place, asks_taking=asks_taking,
        kinds=list(DocumentKind), levels=list(AccessLevel),
        wrong=sum(bool(row.errors) for row in rows), chosen=request.form,
    )  # fmt: skip


@bp.post("/documents/bulk")
def save_table() -> WerkzeugResponse:
    """Save the table; or, asked by `all`, set kind and level of the ticked rows, saving nothing.
    What takes papers from those who hold them is asked first."""
    actor, place = current_actor(), _place_sent()
    rules.may_upload_anything(actor).enforce()
    rows = rows_typed(request.form)
    if "all" in request.form:
        given = (request.form.get(name, "") for name in ("all_kind", "all_access_level"))
        return Response(_page(with_all(rows, *given), place))
    read = [checked(row) for row in rows]
    if any(row.errors for row, _ in read):
        return Response(_page([row for row, _ in read], place), 422)
    takes_away = request.form.get("takes_away") == "yes"
    said = [(row, one) for row, one in read if one is not None]
    try:
        with unit_of_work() as db:
            changed = _save(db, actor, said, takes_away=takes_away)
    except _NotSaved as error:
        return Response(_page(error.rows, place, asks_taking=error.asks_taking), error.status)
    flash(t("bulk-saved", count=changed), "good")
    address = url_for("bulk.show_table", search=place.search or None, cursor=place.cursor or None)
    return redirect(address)


class _NotSaved(Exception):
    """Some papers changed meanwhile, or may not be so, or somebody would lose one and nobody has
    said so yet."""

    def __init__(self, rows: Sequence[Row], *, stale: bool, asks_taking: bool) -> None:
        super().__init__()
        self.rows = rows
        self.status = 409 if stale else 422
        self.asks_taking = asks_taking


def _save(db: Session, actor: Actor, read: Sequence[tuple[Row, RowIn]], *, takes_away: bool) -> int:
    """Change what differs; return how many papers did. Raises _NotSaved when somebody else changed
    one of them since the table was made, when one may not be so or, but for `takes_away`, when
    somebody would lose one; Denied, Invalid."""
    found = queries.find_documents(db, actor, [row.id for row, _ in read])
    if len(found) < len(read) or len(read) > MOST:
        raise Invalid(S("bulk-gone"))
    shown, stale, taking, wrong, changed = [], False, False, False, 0
    for row, said in read:
        document = found[row.id]
        if document.revision != row.revision and row_of(document).values != row.values:
            stale = True
            sentence = S("bulk-changed-meanwhile", title=document.title)
            shown.append(replace(row, revision=document.revision, errors={"title": sentence}))
            continue
        changed += row_of(document).values != row.values
        try:
            services.change_document(
                db, actor=actor, document=document, takes_away=takes_away, **dict(said)
            )
        except Invalid as error:
            asked = "takes_away" in error.fields
            taking, wrong = taking or asked, wrong or not asked
            field = "access_level" if asked else next(iter(error.fields), "title")
            row = replace(row, errors={field: error.sentence})
        shown.append(row)
    if stale or taking or wrong:
        raise _NotSaved(shown, stale=stale, asks_taking=taking or takes_away)
    return changed
