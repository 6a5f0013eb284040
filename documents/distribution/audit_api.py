"""The record of who had which version, over the JSON API: what its table tells, page by page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from documents.distribution.audit import Holding, Question, list_holdings
from documents.distribution.audit_readers import Reading, list_readings
from documents.distribution.audit_words import occasions_of
from documents.distribution.forms import AuditListQuery
from documents.distribution.noting import take_record_away
from documents.distribution.shown import KeptOut, Way, kept_out, way_code
from ecabinet import occasions
from ecabinet.api.cursors import Page
from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from ecabinet.db import unit_of_work

bp = Blueprint("audit_api", __name__)
BEYOND = "unheld."
"""What stands before the place among those who read without being handed it."""


class RecordOut(BaseModel):
    """Who had which version. `handed_at` null: they read or kept it without being handed it, and
    `way` says as which. `title` null: it is not told to this account; nor is its number then."""

    document_id: int
    title: str | None
    number_symbol: str
    ordinal: int
    pages: int
    person_id: int
    person_name: str
    handed_at: datetime | None
    by_name: str
    by_program: bool | None = Field(
        description="let in again as an account changed: nobody did it, and by_name is empty"
    )
    occasion: str | None = Field(description="for what, in the language of the account")
    occasion_kind: str | None
    opens_at: datetime | None
    could_open: bool | None
    way: Way | None
    read_for: list[str]
    first_opened_at: datetime | None
    last_opened_at: datetime | None
    pages_seen: int
    acknowledged_at: datetime | None
    withheld_at: datetime | None
    account_closed_at: datetime | None = Field(
        description="since when they have no open account, where that ended it"
    )
    ended_at: datetime | None
    ended_by_name: str
    recall_reason: str
    copies: list[KeptOut]


class RecordPage(BaseModel):
    """A page of the record: what was handed out, newest first, then what was read without."""

    items: list[RecordOut]
    next: str | None


@api_route(
    bp, "GET", "/documents/audit", tag="documents", query=AuditListQuery, answer=RecordPage,
    errors=(403, 422),
)  # fmt: skip
def list_record(db: Session, actor: Actor, query: AuditListQuery) -> RecordPage:
    """Tell who had which version, from when to when, and what they did with it.

    Every page that is taken is noted in the journal, as the table is."""
    page = _page(db, actor, query.question(), query.cursor or "", query.limit)
    with unit_of_work() as writing:
        take_record_away(writing, actor=actor, question=query.question())
    label = occasions_of(db, actor, {row.document_id for row in page.items})
    return RecordPage(items=[_record(row, label) for row in page.items], next=page.next)


def _page(
    db: Session, actor: Actor, question: Question, cursor: str, limit: int
) -> Page[Holding | Reading]:
    """A page of one list and, where that ends, of the other."""
    rows: list[Holding | Reading] = []
    if not cursor.startswith(BEYOND):
        handed = list_holdings(db, actor, question, cursor=cursor or None, limit=limit)
        rows += handed.items
        if handed.next is not None:
            return Page(rows, handed.next)
        if len(rows) == limit:
            return Page(rows, BEYOND)
    place = cursor.removeprefix(BEYOND) if cursor.startswith(BEYOND) else ""
    read = list_readings(db, actor, question, cursor=place or None, limit=limit - len(rows))
    return Page([*rows, *read.items], BEYOND + read.next if read.next else None)


def _record(row: Holding | Reading, label: Callable[[str], str]) -> RecordOut:
    handed = row if isinstance(row, Holding) else None
    read = row if isinstance(row, Reading) else None
    return RecordOut(
        document_id=row.document_id,
        title=row.title,
        number_symbol=row.number_symbol,
        ordinal=row.ordinal,
        pages=row.pages,
        person_id=row.person_id,
        person_name=row.person_name,
        handed_at=handed.handed_at if handed else None,
        by_name=handed.by_name if handed else "",
        by_program=handed.by_program if handed else None,
        occasion=label(handed.occasion) if handed else None,
        occasion_kind=occasions.kind_of(handed.occasion) if handed else None,
        opens_at=handed.opens_at if handed else None,
        could_open=handed.could_open if handed else None,
        way=way_code(read) if read else None,
        read_for=list(read.read_for) if read else [],
        first_opened_at=row.first_opened_at,
        last_opened_at=row.last_opened_at,
        pages_seen=row.pages_seen,
        acknowledged_at=row.acknowledged_at,
        withheld_at=handed.withheld_at if handed else None,
        account_closed_at=handed.account_closed_at if handed else None,
        ended_at=handed.ended_at if handed else None,
        ended_by_name=handed.ended_by_name if handed else "",
        recall_reason=handed.recall_reason if handed else "",
        copies=kept_out(row.copies),
    )
