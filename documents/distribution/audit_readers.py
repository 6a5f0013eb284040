"""Who opened a version, or kept it on a tablet, without being handed it: by delegation, as an
officer of the organisation it belongs to, in the secretariat, or because it is open to all."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, or_, select, tuple_, union
from sqlalchemy.orm import Session, joinedload

from documents.copies.models import Device, KeptCopy
from documents.copies.queries import CopyOut, copies_of
from documents.distribution.audit import AT_ONCE, AuditFilter, Question, narrowed, tells_title
from documents.distribution.pages import pages_of
from documents.models import Distribution, Document, DocumentVersion, ReadingReceipt
from documents.queries import READING_SCOPES
from documents.rules import OPEN_LEVELS
from ecabinet import clock
from ecabinet.api.cursors import LIMIT, Page, decode, encode
from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Account, AccountRole, Role
from ecabinet.errors import Invalid
from ecabinet.people.models import Delegation, Person
from ecabinet.sentences import S

OFFICE = (Role.SECRETARIAT, Role.HEAD, Role.CLERK)
Pairs = list[tuple[int, int]]


@dataclass(frozen=True)
class Reading:
    """Somebody who had a version before them and holds no handing out of it."""

    document_id: int
    title: str | None
    """None: not told to this reader."""
    number_symbol: str
    ordinal: int
    person_id: int
    person_name: str
    read_for: tuple[str, ...]
    """Who held it and had let them read in their name at the time."""
    way: str
    """Where it was for nobody: as which they read it, by what is so today."""
    first_opened_at: datetime | None
    last_opened_at: datetime | None
    pages_seen: int
    pages: int
    acknowledged_at: datetime | None
    copies: list[CopyOut] = field(default_factory=list)


def list_readings(
    db: Session, actor: Actor, question: Question, *, cursor: str | None = None, limit: int = LIMIT
) -> Page[Reading]:
    """Return a page of readings, the newest versions first. Ask `may_audit` first."""
    statement = _asked(actor, question)
    if statement is None:
        return Page([], None)
    if cursor is not None:
        statement = statement.where(tuple_(*statement.selected_columns) < tuple_(*_place(cursor)))
    rows = db.execute(statement.limit(limit + 1)).all()
    pairs = [(row[0], row[1]) for row in rows[:limit]]
    more = encode(pairs[-1]) if len(rows) > limit else None
    return Page(_readings(db, actor, pairs), more)


def all_readings(db: Session, actor: Actor, question: Question) -> list[Reading]:
    """Return every reading asked for. Ask `may_audit` first."""
    statement = _asked(actor, question)
    if statement is None:
        return []
    return _all(db, actor, statement)


def _all(db: Session, actor: Actor, statement: Select[int, int]) -> list[Reading]:
    """All rows, a stretch at a time: a statement takes only so many values."""
    pairs = [(row[0], row[1]) for row in db.execute(statement)]
    return [
        reading
        for begin in range(0, len(pairs), AT_ONCE)
        for reading in _readings(db, actor, pairs[begin : begin + AT_ONCE])
    ]


def _place(cursor: str) -> list[int]:
    values = decode(cursor, 2)
    if not all(type(value) is int and 0 <= value < 2**31 for value in values):
        raise Invalid(S("cursor-invalid"), {"cursor": S("cursor-invalid")})
    return values


def _asked(actor: Actor, question: Question) -> Select[int, int] | None:
    """The (version, person) asked for; None where only handings out are asked for."""
    if question.which not in (AuditFilter.ALL, AuditFilter.UNHELD):
        return None
    kept = (
        select(KeptCopy.version_id, Account.person_id)
        .join(Device, Device.id == KeptCopy.device_id)
        .join(Account, Account.id == Device.account_id)
    )
    opened = select(ReadingReceipt.version_id, ReadingReceipt.person_id)
    if question.person_id is not None:
        kept = kept.where(Account.person_id == question.person_id)
        opened = opened.where(ReadingReceipt.person_id == question.person_id)
    pairs = union(opened.where(*_opened_on(question)), kept.where(*_kept_on(question))).subquery()
    version_id, person_id = pairs.c.version_id, pairs.c.person_id
    handed = select(Distribution.id).where(
        Distribution.version_id == version_id, Distribution.person_id == person_id
    )
    statement = (
        select(version_id, person_id)
        .join(DocumentVersion, DocumentVersion.id == version_id)
        .join(Document, Document.id == DocumentVersion.document_id)
        .where(~handed.exists(), *narrowed(actor, question))
    )
    return statement.order_by(version_id.desc(), person_id.desc())


def _opened_on(question: Question) -> Iterator[ColumnElement[bool]]:
    if question.from_on is not None and question.from_on > date.min:
        yield ReadingReceipt.last_opened_at >= clock.start_of(question.from_on)
    if question.to_on is not None and question.to_on < date.max:
        end = clock.start_of(question.to_on + timedelta(days=1))
        yield ReadingReceipt.first_opened_at < end


def _kept_on(question: Question) -> Iterator[ColumnElement[bool]]:
    if question.from_on is not None and question.from_on > date.min:
        begin = clock.start_of(question.from_on)
        yield or_(KeptCopy.dropped_at.is_(None), KeptCopy.dropped_at > begin)
    if question.to_on is not None and question.to_on < date.max:
        yield KeptCopy.kept_at < clock.start_of(question.to_on + timedelta(days=1))


def readings_of(db: Session, actor: Actor, version: DocumentVersion) -> list[Reading]:
    """Return who read this version without being handed it, for the page of the paper."""
    statement = _asked(actor, Question(document_id=version.document_id))
    assert statement is not None  # every reading of the paper is asked for
    return _all(db, actor, statement.where(DocumentVersion.id == version.id))


def _readings(db: Session, actor: Actor, pairs: Pairs) -> list[Reading]:
    version_ids, person_ids = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
    loaded = db.execute(
        select(DocumentVersion)
        .where(DocumentVersion.id.in_(version_ids))
        .options(joinedload(DocumentVersion.document))
    ).scalars()
    versions = {version.id: version for version in loaded}
    named = db.execute(select(Person).where(Person.id.in_(person_ids))).scalars()
    persons = {person.id: person for person in named}
    opened = db.execute(
        select(ReadingReceipt).where(
            ReadingReceipt.version_id.in_(version_ids), ReadingReceipt.person_id.in_(person_ids)
        )
    ).scalars()
    receipts = {(row.version_id, row.person_id): row for row in opened}
    copies = copies_of(db, version_ids)
    roles = _roles(db, person_ids)
    lent = _lent(db, version_ids, person_ids)
    found: list[Reading] = []
    for version_id, person_id in pairs:
        version, person = versions[version_id], persons[person_id]
        receipt = receipts.get((version_id, person_id))
        own = [copy for copy in copies.get(version_id, ()) if copy.person_id == person_id]
        instants = [copy.kept_at for copy in own]
        if receipt is not None:
            instants += [receipt.first_opened_at, receipt.last_opened_at]
        document = version.document
        tells = tells_title(actor, document)
        found.append(
            Reading(
                document_id=document.id,
                title=document.title if tells else None,
                number_symbol=document.number_symbol if tells else "",
                ordinal=version.ordinal,
                person_id=person_id,
                person_name=person.name,
                read_for=tuple(
                    name
                    for name, starts, ends in lent.get((version_id, person_id), ())
                    if starts <= max(instants) and ends > min(instants)
                ),
                way=_way(document, person, roles.get(person_id)),
                first_opened_at=receipt.first_opened_at if receipt else None,
                last_opened_at=receipt.last_opened_at if receipt else None,
                pages_seen=len(pages_of(receipt.pages_seen)) if receipt else 0,
                pages=version.pages,
                acknowledged_at=receipt.acknowledged_at if receipt else None,
                copies=own,
            )
        )
    return found


def _way(document: Document, person: Person, roles: set[Role] | None) -> str:
    if roles is None:
        return "audit-way-closed"
    if roles.intersection(OFFICE):
        return "audit-way-secretariat"
    if Role.OFFICER in roles and person.organisation_id == document.organisation_id is not None:
        return "audit-way-owner"
    return "audit-way-open" if document.access_level in OPEN_LEVELS else "audit-way-ended"


def _roles(db: Session, person_ids: Collection[int]) -> dict[int, set[Role]]:
    """{person: roles} of those who have an open account."""
    rows = db.execute(
        select(Account.person_id, AccountRole.role)
        .outerjoin(AccountRole, AccountRole.account_id == Account.id)
        .where(Account.person_id.in_(person_ids), Account.deactivated_at.is_(None))
    )
    found: dict[int, set[Role]] = {}
    for person_id, role in rows:
        found.setdefault(person_id, set()).update([role] if role is not None else [])
    return found


def _lent(
    db: Session, version_ids: Collection[int], person_ids: Collection[int]
) -> dict[tuple[int, int], list[tuple[str, datetime, datetime]]]:
    """{(version, reader): who was handed it and let them read, from when to when}."""
    rows = db.execute(
        select(
            Distribution.version_id, Account.person_id, Person.name, Delegation.starts_at,
            Delegation.ends_at, Delegation.revoked_at,
        )
        .join(Delegation, Delegation.person_id == Distribution.person_id)
        .join(Account, Account.id == Delegation.account_id)
        .join(Person, Person.id == Delegation.person_id)
        .where(
            Distribution.version_id.in_(version_ids),
            Account.person_id.in_(person_ids),
            Delegation.scope.in_(READING_SCOPES),
        )
        .distinct()
        .order_by(Person.name)
    )  # fmt: skip
    found: dict[tuple[int, int], list[tuple[str, datetime, datetime]]] = {}
    for version_id, person_id, name, starts, ends, revoked in rows:
        until = min(ends, revoked) if revoked is not None else ends
        found.setdefault((version_id, person_id), []).append((name, starts, until))
    return found
