"""The page that proves who had which version when, and the same as a table to take away."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime

from flask import Blueprint, Response, render_template, request

from documents.copies.queries import CopyOut
from documents.distribution.audit import (
    AuditFilter,
    Holding,
    all_holdings,
    list_holdings,
    may_audit,
    persons_who_held,
)
from documents.distribution.audit_readers import Reading, all_readings, list_readings
from documents.distribution.audit_words import occasions_of, way_of
from documents.distribution.forms import AuditQuery
from documents.distribution.noting import look_at_record, take_record_away
from documents.models import Document
from documents.queries import visible_documents
from ecabinet import clock
from ecabinet.api.cursors import Page
from ecabinet.auth.current import current_actor
from ecabinet.db import get_db, unit_of_work
from ecabinet.errors import Invalid
from ecabinet.forms import parse_form
from ecabinet.i18n import t, zone
from ecabinet.sentences import Sentence

bp = Blueprint("audit", __name__)


def _kept(query: AuditQuery) -> dict[str, str]:
    """The question as it stands in an address."""
    asked = query.model_dump(exclude={"cursor"}, exclude_defaults=True, mode="json")
    return {name: str(value) for name, value in asked.items()}


@bp.get("/documents/audit")
def list_audit() -> tuple[str, int]:
    """Who had which version, from when to when; that it was looked at is in the journal."""
    actor = current_actor()
    may_audit(actor).enforce()
    try:
        query = parse_form(AuditQuery, request.args)
    except Invalid as error:
        return _page(None, error.fields), 422
    with unit_of_work() as db:
        look_at_record(db, actor=actor, question=query.question(), at=clock.now())
    try:
        return _page(query, {}), 200
    except Invalid as error:
        return _page(None, error.fields), 422


def _page(query: AuditQuery | None, errors: Mapping[str, Sentence]) -> str:
    """The page; without a query it finds nothing, and says what is wrong with the one asked."""
    actor, db = current_actor(), get_db()
    if query is None:
        return render_template(
            "documents/audit.html", page=Page([], None), readings=Page([], None),
            query=request.args, kept={},
            which=request.args.get("which"), errors=errors, filters=list(AuditFilter),
            persons=persons_who_held(db),
        )  # fmt: skip
    question = query.question()
    of_readings = query.which is AuditFilter.UNHELD
    cursor = query.cursor
    page = list_holdings(db, actor, question, cursor=None if of_readings else cursor)
    # Beside the handings out their beginning; all of them by the filter of their own.
    readings = list_readings(db, actor, question, cursor=cursor if of_readings else None)
    ids = {row.document_id for row in page.items} | {row.document_id for row in readings.items}
    mine = visible_documents(actor).with_only_columns(Document.id).where(Document.id.in_(ids))
    return render_template(
        "documents/audit.html",
        page=page,
        readings=readings,
        next=readings.next if of_readings else page.next,
        query=query,
        kept=_kept(query),
        which=query.which.value,
        errors=errors,
        filters=list(AuditFilter),
        persons=persons_who_held(db),
        occasion=occasions_of(db, actor, ids),
        not_open=not_open,
        way_of=way_of,
        links=set(db.execute(mine).scalars()),
    )


@bp.get("/documents/audit.csv")
def export_audit() -> Response:
    """The same as CSV, everything that was asked for; that it was taken away is in the journal."""
    actor = current_actor()
    may_audit(actor).enforce()
    query = parse_form(AuditQuery, request.args)
    with unit_of_work() as db:
        take_record_away(db, actor=actor, question=query.question())
    db = get_db()
    rows = list(all_holdings(db, actor, query.question()))
    label = occasions_of(db, actor, {row.document_id for row in rows})
    read = all_readings(db, actor, query.question())
    cells = [*(_cells(row, label) for row in rows), *(_cells_of_reading(row) for row in read)]
    body = "\ufeff" + "".join(_lines(cells))
    name = f"audit-{clock.now().astimezone(zone()):%Y%m%d-%H%M}.csv"
    return Response(
        body,
        mimetype="text/csv",
        headers={"Content-Disposition": f"attachment; filename={name}"},
    )


def not_open(row: Holding) -> str:
    """The words for what could not be read: not yet, or never, for it was taken back before."""
    ended = row.ended_at or row.withheld_at or row.account_closed_at
    return "audit-never-open" if ended else "audit-not-open-yet"


HEAD = (
    "paper", "number", "version", "person", "occasion", "handed", "opens", "by", "first", "last",
    "seen", "pages", "acknowledged", "withheld", "closed", "ended", "ended-by", "reason", "copies",
)  # fmt: skip


def at(value: datetime | None) -> str:
    """An instant as the table has it."""
    return value.astimezone(zone()).isoformat(timespec="seconds") if value else ""


def _cells_of_reading(row: Reading) -> list[str]:
    told = {
        "paper": row.title or t("audit-paper", id=row.document_id),
        "number": row.number_symbol,
        "version": str(row.ordinal),
        "person": row.person_name,
        "occasion": way_of(row),
        "first": at(row.first_opened_at),
        "last": at(row.last_opened_at),
        "seen": str(row.pages_seen),
        "pages": str(row.pages),
        "acknowledged": at(row.acknowledged_at),
        "copies": _copies(row.copies),
    }
    return [told.get(name, "") for name in HEAD]


def _copies(copies: Iterable[CopyOut]) -> str:
    return "; ".join(f"{c.device} {at(c.kept_at)}–{at(c.dropped_at)}" for c in copies)


def _cells(row: Holding, label: Callable[[str], str]) -> list[str]:
    return [
        row.title or t("audit-paper", id=row.document_id),
        row.number_symbol,
        str(row.ordinal),
        row.person_name,
        label(row.occasion),
        at(row.handed_at),
        at(row.opens_at) if row.could_open else t(not_open(row)),
        t("audit-by-program") if row.by_program else row.by_name,
        at(row.first_opened_at),
        at(row.last_opened_at),
        str(row.pages_seen),
        str(row.pages),
        at(row.acknowledged_at),
        at(row.withheld_at),
        at(row.account_closed_at),
        at(row.ended_at),
        row.ended_by_name,
        row.recall_reason,
        _copies(row.copies),
    ]


def _lines(rows: Iterable[list[str]]) -> Iterator[str]:
    yield _line([t(f"audit-column-{name}") for name in HEAD])
    for row in rows:
        yield _line(row)


def _line(cells: list[str]) -> str:
    out = io.StringIO()
    # A spreadsheet would take what begins so for a formula.
    safe = [f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t") else cell for cell in cells]
    csv.writer(out).writerow(safe)
    return out.getvalue()
