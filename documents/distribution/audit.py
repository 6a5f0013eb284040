"""Who had which version, from when to when, and what they did with it: the facts, without content.

The secretariat sees the papers that it sees anyway. Auditors see all holdings, but of confidential
papers and those of the secretariat neither title nor number: what a paper is called may be told by
its name alone. That a paper was taken back, when and by whom, everybody here sees; why, only who
may read it: the sentence is free and may say what is in it.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, case, exists, false, func, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from documents import rules
from documents.copies.models import Device, KeptCopy
from documents.copies.queries import CopyOut, copies_of
from documents.distribution.pages import pages_of
from documents.models import (
    AccessLevel,
    Distribution,
    Document,
    DocumentVersion,
    ReadingReceipt,
    VersionState,
)
from documents.queries import visible_documents
from ecabinet import clock
from ecabinet.api.cursors import LIMIT, Page, paginate
from ecabinet.auth.actor import Actor
from ecabinet.auth.closing import closed_since
from ecabinet.auth.models import Account, Role
from ecabinet.people.models import Person
from ecabinet.search.folding import fold
from ecabinet.verdicts import ALLOW, Verdict, denied

TITLE_KEPT = (AccessLevel.CONFIDENTIAL, AccessLevel.SECRETARIAT)
AT_ONCE = 500
_TAKEN = func.coalesce(Distribution.withheld_at, Distribution.recalled_at)
CLOSED = closed_since(Distribution.person_id)
ENDED = case(
    (and_(CLOSED.is_not(None), or_(_TAKEN.is_(None), CLOSED < _TAKEN)), CLOSED), else_=_TAKEN
)
"""When somebody could read it no more: its level took it before it was taken back, or it was, or
their account was closed before."""


class AuditFilter(enum.Enum):
    """Which holdings are asked for."""

    ALL = "all"
    IN_FORCE = "in_force"
    ENDED = "ended"
    NOT_OPEN_YET = "not_open_yet"
    NOT_OPENED = "not_opened"
    UNHELD = "unheld"
    """What was read without being handed out: `audit_readers` answers it."""
    NOT_ACKNOWLEDGED = "not_acknowledged"


@dataclass(frozen=True)
class Question:
    """What the list is narrowed to."""

    document_id: int | None = None
    person_id: int | None = None
    which: AuditFilter = AuditFilter.ALL
    search: str = ""
    """In number or title, where these are told."""
    from_on: date | None = None
    to_on: date | None = None
    """Held on one of these days, both included."""


@dataclass(frozen=True)
class Holding:
    """One handing out: who, which version, from when to when, read or not."""

    id: int
    document_id: int
    title: str | None
    """None: not told to this reader."""
    number_symbol: str
    ordinal: int
    person_id: int
    person_name: str
    occasion: str
    handed_at: datetime
    opens_at: datetime | None
    """When it could be read: handed out before its release, it opened later."""
    could_open: bool
    """Whether it was out while the person held it, or is."""
    withheld_at: datetime | None
    """Since when the level of the paper kept it from them."""
    account_closed_at: datetime | None
    """Since when they have no open account, where that ended it."""
    by_name: str
    by_program: bool
    """Handed out again as an account changed: nobody did it, and `by_name` is empty."""
    first_opened_at: datetime | None
    last_opened_at: datetime | None
    pages_seen: int
    pages: int
    acknowledged_at: datetime | None
    ended_at: datetime | None
    ended_by_name: str
    recall_reason: str
    """Empty also when it is not told to this reader."""
    copies: list[CopyOut] = field(default_factory=list)


def may_audit(actor: Actor) -> Verdict:
    """The secretariat and the auditors."""
    if actor.has(Role.AUDITOR) or rules.may_distribute(actor):
        return ALLOW
    return denied("audit-not-yours")


def list_holdings(
    db: Session,
    actor: Actor,
    question: Question,
    *,
    cursor: str | None = None,
    limit: int = LIMIT,
) -> Page[Holding]:
    """Return a page of holdings, newest first, in a fixed number of queries. Raises Denied."""
    may_audit(actor).enforce()
    page = paginate(
        db, _asked(actor, question), order=[Distribution.id], key=lambda row: [row.id],
        cursor=cursor, limit=limit, descending=True,
    )  # fmt: skip
    return Page(_holdings(db, actor, page.items), page.next)


def all_holdings(db: Session, actor: Actor, question: Question) -> Iterator[Holding]:
    """Yield every holding asked for, newest first, a stretch at a time. Raises Denied."""
    may_audit(actor).enforce()
    before: int | None = None
    while True:
        statement = _asked(actor, question).order_by(Distribution.id.desc()).limit(AT_ONCE)
        if before is not None:
            statement = statement.where(Distribution.id < before)
        rows = list(db.execute(statement).scalars())
        yield from _holdings(db, actor, rows)
        if len(rows) < AT_ONCE:
            return
        before = rows[-1].id


def _asked(actor: Actor, question: Question) -> Select[Distribution]:
    statement = (
        select(Distribution)
        .join(Distribution.version)
        .join(DocumentVersion.document)
        .options(
            contains_eager(Distribution.version).contains_eager(DocumentVersion.document),
            joinedload(Distribution.person),
        )
    )
    if question.person_id is not None:
        statement = statement.where(Distribution.person_id == question.person_id)
    if question.which is AuditFilter.UNHELD:
        return statement.where(false())
    statement = statement.where(*_days(question), *narrowed(actor, question))
    receipt = exists().where(
        ReadingReceipt.version_id == Distribution.version_id,
        ReadingReceipt.person_id == Distribution.person_id,
    )
    has_ended = ENDED.is_not(None)
    if question.which is AuditFilter.ENDED:
        return statement.where(has_ended)
    is_out = DocumentVersion.released_at.is_not(None)
    if question.which is AuditFilter.NOT_OPEN_YET:
        return statement.where(~has_ended, ~is_out)
    in_force = and_(~has_ended, is_out)
    if question.which is AuditFilter.IN_FORCE:
        return statement.where(in_force)
    if question.which is AuditFilter.NOT_OPENED:
        return statement.where(in_force, ~receipt)
    if question.which is AuditFilter.NOT_ACKNOWLEDGED:
        said = receipt.where(ReadingReceipt.acknowledged_at.is_not(None))
        return statement.where(
            in_force,
            Document.asks_acknowledgement,
            DocumentVersion.state == VersionState.RELEASED,
            ~said,
        )
    return statement


def narrowed(actor: Actor, question: Question) -> Iterator[ColumnElement[bool]]:
    """The papers asked for, of those that the record tells `actor` of at all."""
    if not actor.has(Role.AUDITOR):
        yield Document.id.in_(visible_documents(actor).with_only_columns(Document.id))
    if question.document_id is not None:
        yield Document.id == question.document_id
    yield from _named(actor, question.search)


def tells_title(actor: Actor, document: Document) -> bool:
    """Whether the record says what the paper is called: to auditors not of every level."""
    return not actor.has(Role.AUDITOR) or document.access_level not in TITLE_KEPT


def _days(question: Question) -> Iterator[ColumnElement[bool]]:
    # The first and the last day there are have no midnight in every zone, and leave nothing out.
    if question.from_on is not None and question.from_on > date.min:
        begin = clock.start_of(question.from_on)
        yield or_(ENDED.is_(None), begin < ENDED)
    if question.to_on is not None and question.to_on < date.max:
        yield Distribution.at < clock.start_of(question.to_on + timedelta(days=1))


def _named(actor: Actor, search: str) -> Iterator[ColumnElement[bool]]:
    """The papers called so. What an auditor is not told the name of is not found by it either."""
    if not search:
        return
    yield Document.folded.contains(fold(search), autoescape=True)
    if actor.has(Role.AUDITOR):
        yield Document.access_level.not_in(TITLE_KEPT)


def _holdings(db: Session, actor: Actor, rows: list[Distribution]) -> list[Holding]:
    version_ids = {row.version_id for row in rows}
    receipts = {
        (receipt.version_id, receipt.person_id): receipt
        for receipt in db.execute(
            select(ReadingReceipt).where(
                ReadingReceipt.version_id.in_(version_ids),
                ReadingReceipt.person_id.in_({row.person_id for row in rows}),
            )
        ).scalars()
    }
    copies = copies_of(db, version_ids)
    accounts = {row.by_id for row in rows} | {row.recalled_by_id for row in rows}
    named = db.execute(
        select(Account.id, Person.name)
        .join(Person, Person.id == Account.person_id)
        .where(Account.id.in_(accounts))
    )
    names: dict[int, str] = {row[0]: row[1] for row in named}
    ends = db.execute(
        select(Distribution.id, CLOSED).where(Distribution.id.in_(r.id for r in rows))
    )
    closed: dict[int, datetime | None] = {row[0]: row[1] for row in ends}
    papers = {row.version.document_id for row in rows}
    asked = visible_documents(actor).with_only_columns(Document.id).where(Document.id.in_(papers))
    readable = set(db.execute(asked).scalars())
    return [
        _holding(
            row,
            receipts.get((row.version_id, row.person_id)),
            [copy for copy in copies.get(row.version_id, ()) if copy.person_id == row.person_id],
            names,
            closed[row.id],
            tells_title=tells_title(actor, row.version.document),
            tells_reason=row.version.document_id in readable,
        )
        for row in rows
    ]


def _holding(
    row: Distribution,
    receipt: ReadingReceipt | None,
    copies: list[CopyOut],
    names: dict[int, str],
    closed: datetime | None,
    *,
    tells_title: bool,
    tells_reason: bool,
) -> Holding:
    version, document = row.version, row.version.document
    recalled = version.recalled_at is not None and version.recalled_at == row.recalled_at
    released = version.released_at
    taken = row.withheld_at or row.recalled_at
    by_closing = closed is not None and (taken is None or closed < taken)
    ended = closed if by_closing else taken
    could_open = released is not None and (ended is None or ended > released or row.at >= released)
    return Holding(
        id=row.id,
        document_id=document.id,
        title=document.title if tells_title else None,
        number_symbol=document.number_symbol if tells_title else "",
        ordinal=version.ordinal,
        person_id=row.person_id,
        person_name=row.person.name,
        occasion=row.occasion,
        handed_at=row.at,
        opens_at=released if released and released > row.at and could_open else None,
        could_open=could_open,
        withheld_at=row.withheld_at,
        account_closed_at=ended if by_closing else None,
        by_name=names[row.by_id] if row.by_id is not None else "",
        by_program=row.by_id is None,
        first_opened_at=receipt.first_opened_at if receipt else None,
        last_opened_at=receipt.last_opened_at if receipt else None,
        pages_seen=len(pages_of(receipt.pages_seen)) if receipt else 0,
        pages=version.pages,
        acknowledged_at=receipt.acknowledged_at if receipt else None,
        # Let in again, they hold it by another handing out: nobody took this one back.
        ended_at=row.recalled_at if row.recalled_at != row.withheld_at else None,
        ended_by_name=names.get(row.recalled_by_id, "") if row.recalled_by_id else "",
        recall_reason=version.recall_reason if recalled and tells_reason else "",
        copies=copies,
    )


def persons_who_held(db: Session) -> list[Person]:
    """Return everybody who was ever handed a paper, opened one or kept one on a tablet, by name.
    Ask `may_audit` first."""
    kept = (
        select(Account.person_id)
        .join(Device, Device.account_id == Account.id)
        .join(KeptCopy, KeptCopy.device_id == Device.id)
    )
    rows = db.execute(
        select(Person)
        .where(
            or_(
                Person.id.in_(select(Distribution.person_id)),
                Person.id.in_(select(ReadingReceipt.person_id)),
                Person.id.in_(kept),
            )
        )
        .order_by(Person.name, Person.id)
    )
    return list(rows.scalars())
