"""Which papers there are for whom. May somebody *read* a paper: the Selects here answer, for pages,
lists, downloads, the API and the live rooms alike."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    exists,
    false,
    func,
    or_,
    select,
    true,
    union,
    union_all,
)
from sqlalchemy.orm import Session, joinedload

from documents import rules
from documents.models import (
    AccessLevel,
    Distribution,
    Document,
    DocumentVersion,
    NamedReader,
    ReadingReceipt,
    VersionState,
)
from ecabinet import clock
from ecabinet.api.cursors import LIMIT, Page, paginate
from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Account
from ecabinet.auth.readers import reading_no_papers
from ecabinet.errors import NotVisible
from ecabinet.people.models import Delegation, DelegationScope, Person
from ecabinet.search.folding import fold

READING_SCOPES = (DelegationScope.READ, DelegationScope.PREPARE)


def delegation_in_force(at: datetime) -> ColumnElement[bool]:
    """The condition on `Delegation` that it lets somebody read at `at`."""
    return and_(
        Delegation.scope.in_(READING_SCOPES),
        Delegation.starts_at <= at,
        Delegation.ends_at > at,
        Delegation.revoked_at.is_(None),
    )


def principals_of(actor: Actor, at: datetime) -> Select[int]:
    """The persons whose papers `actor` may read by delegation at `at`."""
    return select(Delegation.person_id).where(
        Delegation.account_id == actor.account_id, delegation_in_force(at)
    )


def visible_versions(actor: Actor) -> Select[DocumentVersion]:
    """The versions that `actor` may read now, joined with `Document`.

    What was handed to the person, or to one who delegates to the account, and not taken back; for
    the secretariat everything but confidential papers that do not name them; for officers the
    papers of their organisation; what is open to the administration, for every account with an
    office. Confidential papers: named readers only. Administrators, auditors and closed accounts:
    nothing (design.md 4 and 6).
    """
    held = _held_by(actor).where(Distribution.version_id == DocumentVersion.id).exists()
    return (
        select(DocumentVersion)
        .join(DocumentVersion.document)
        .where(or_(*_ways(actor, held)), _is_admitted(actor))
    )


def visible_version_ids(
    actor: Actor, *, not_in: VersionState
) -> Select[int, int] | CompoundSelect[int, int]:
    """The (id, document id) of `visible_versions` in other states, each way by its own index, for
    conditions on many; twice where there are two ways."""
    ids = select(DocumentVersion.id, DocumentVersion.document_id).join(DocumentVersion.document)
    ids = ids.where(_is_admitted(actor), DocumentVersion.state != not_in)
    if actor.is_secretariat:
        return ids
    held = DocumentVersion.id.in_(_held_by(actor))
    return union_all(*(ids.where(way) for way in _ways(actor, held)))


def visible_on_paper(actor: Actor) -> Select[Document]:
    """What of `visible_documents` is on paper alone: for the secretariat and the owner."""
    seen: ColumnElement[bool] = true() if actor.is_secretariat else false()
    if rules.is_owner(actor, actor.organisation_id):
        seen = or_(seen, Document.organisation_id == actor.organisation_id)
    return select(Document).where(Document.is_paper_only, seen, _is_admitted(actor))


def visible_documents(actor: Actor) -> Select[Document]:
    """The papers of which `actor` may read at least one version now; and what is on paper alone,
    for the secretariat and the organisation that it belongs to.

    The same ways as `visible_versions`, each by its own index: in one condition they would make
    the store look through every paper there is for somebody who holds five.
    """
    statement = select(Document).where(_is_admitted(actor))
    if actor.is_secretariat:
        return statement
    held = DocumentVersion.id.in_(_held_by(actor))
    found = [
        select(DocumentVersion.document_id).join(DocumentVersion.document).where(way)
        for way in _ways(actor, held)
    ]
    if rules.is_owner(actor, actor.organisation_id):
        own = Document.organisation_id == actor.organisation_id
        found.append(select(Document.id).where(own, Document.is_paper_only))
    return statement.where(Document.id.in_(union(*found)))


def _ways(
    actor: Actor,
    held: ColumnElement[bool],
    states: Iterable[VersionState] = rules.OUT_STATES,
) -> list[ColumnElement[bool]]:
    """The ways in which a version may be readable; `held`: it was handed to who acts; `states`: in
    which it is with its readers."""
    if actor.is_secretariat:
        return [true()]
    ways = [
        and_(
            held,
            Document.access_level != AccessLevel.SECRETARIAT,
            DocumentVersion.state.in_(states),
        )
    ]
    if rules.has_office(actor):
        is_open = Document.access_level.in_(rules.OPEN_LEVELS)
        ways.append(and_(is_open, DocumentVersion.state.in_(states)))
    if rules.is_owner(actor, actor.organisation_id):
        ways.append(Document.organisation_id == actor.organisation_id)
    return ways


def _held_by(actor: Actor) -> Select[int]:
    """What was handed to the person who acts, or to one who delegates to the account."""
    return _handed_to(actor).where(Distribution.recalled_at.is_(None))


def _handed_to(actor: Actor) -> Select[int]:
    """The same, and what was taken back."""
    return select(Distribution.version_id).where(
        or_(
            Distribution.person_id == actor.person_id,
            Distribution.person_id.in_(principals_of(actor, clock.now())),
        )
    )


def _is_admitted(actor: Actor) -> ColumnElement[bool]:
    """What holds whatever the way: the account is open and reads papers at all; a confidential
    paper names the person, or one who delegates to the account."""
    if rules.reads_no_papers(actor):
        return false()
    named = Document.id.in_(
        select(NamedReader.document_id).where(
            or_(
                NamedReader.person_id == actor.person_id,
                NamedReader.person_id.in_(principals_of(actor, clock.now())),
            )
        )
    )
    account_open = exists().where(Account.id == actor.account_id, Account.deactivated_at.is_(None))
    return and_(account_open, or_(Document.access_level != AccessLevel.CONFIDENTIAL, named))


def held_version_ids(db: Session, person_id: int) -> list[int]:
    """Return the versions that were handed to the person and not taken back."""
    held = select(Distribution.version_id).where(
        Distribution.person_id == person_id, Distribution.recalled_at.is_(None)
    )
    return list(db.execute(held.distinct().order_by(Distribution.version_id)).scalars())


def find_version(db: Session, actor: Actor, version_id: int) -> DocumentVersion:
    """Return a version with its document, if `actor` may read it. Raises NotVisible."""
    version = db.execute(
        visible_versions(actor)
        .where(DocumentVersion.id == version_id)
        .options(joinedload(DocumentVersion.document).joinedload(Document.organisation))
    ).scalar_one_or_none()
    if version is None:
        raise NotVisible
    return version


def may_read(db: Session, actor: Actor, version_id: int) -> bool:
    """Return whether `actor` may read the version now."""
    statement = visible_versions(actor).with_only_columns(DocumentVersion.id)
    return db.execute(statement.where(DocumentVersion.id == version_id)).first() is not None


def find_document(db: Session, actor: Actor, document_id: int) -> Document:
    """Return a paper of which `actor` may read a version. Raises NotVisible."""
    document = db.execute(
        visible_documents(actor)
        .where(Document.id == document_id)
        .options(joinedload(Document.organisation))
    ).scalar_one_or_none()
    if document is None:
        raise NotVisible
    return document


def find_documents(db: Session, actor: Actor, ids: Iterable[int]) -> dict[int, Document]:
    """Return {id: paper} of those papers of which `actor` may read a version; one query."""
    found = db.execute(visible_documents(actor).where(Document.id.in_(list(ids)))).scalars()
    return {document.id: document for document in found}


def versions_of(
    db: Session, actor: Actor, documents: Iterable[Document]
) -> dict[int, list[DocumentVersion]]:
    """Return {document id: its versions that `actor` may read, oldest first}; one query."""
    found: dict[int, list[DocumentVersion]] = {document.id: [] for document in documents}
    rows = db.execute(
        visible_versions(actor)
        .where(DocumentVersion.document_id.in_(found))
        .options(joinedload(DocumentVersion.document))
        .order_by(DocumentVersion.document_id, DocumentVersion.ordinal)
    )
    for version in rows.scalars():
        found[version.document_id].append(version)
    return found


def list_documents(
    db: Session,
    actor: Actor,
    *,
    search: str = "",
    only_unopened: bool = False,
    cursor: str | None = None,
    limit: int = LIMIT,
) -> Page[Document]:
    """Return a page of the papers that `actor` may read, newest first; `search` in title or number,
    folded as the full-text search folds."""
    statement = visible_documents(actor)
    if only_unopened:
        # A part of what is visible: no need to ask for the whole as well.
        unopened = _unopened(actor).with_only_columns(DocumentVersion.document_id)
        statement = select(Document).where(Document.id.in_(unopened))
    if search:
        statement = statement.where(Document.folded.contains(fold(search), autoescape=True))
    statement = statement.options(joinedload(Document.organisation))
    return paginate(
        db, statement, order=[Document.id], key=lambda document: [document.id],
        cursor=cursor, limit=limit, descending=True,
    )  # fmt: skip


def _unopened(actor: Actor) -> Select[DocumentVersion]:
    opened = select(ReadingReceipt.version_id).where(ReadingReceipt.person_id == actor.person_id)
    handed = select(Distribution.version_id).where(
        Distribution.person_id == actor.person_id, Distribution.recalled_at.is_(None)
    )
    return visible_versions(actor).where(
        DocumentVersion.state == VersionState.RELEASED,
        DocumentVersion.id.in_(handed),
        DocumentVersion.id.not_in(opened),
    )


def unopened_versions(db: Session, actor: Actor, limit: int = 2) -> list[DocumentVersion]:
    """Return versions handed to the person who acts and not opened yet, oldest first."""
    statement = _unopened(actor).options(joinedload(DocumentVersion.document))
    return list(db.execute(statement.order_by(DocumentVersion.id).limit(limit)).scalars())


def count_unopened(db: Session, actor: Actor) -> int:
    """Return how many versions wait to be opened for the first time."""
    ids = _unopened(actor).with_only_columns(DocumentVersion.id).subquery()
    return db.execute(select(func.count()).select_from(ids)).scalar_one()


def unopened_among(db: Session, actor: Actor, documents: Iterable[Document]) -> set[int]:
    """Return the ids of those `documents` with a version that waits to be opened."""
    ids = _unopened(actor).with_only_columns(DocumentVersion.document_id)
    wanted = [document.id for document in documents]
    return set(db.execute(ids.where(DocumentVersion.document_id.in_(wanted))).scalars())


def readable_among(db: Session, actor: Actor, version_ids: Iterable[int]) -> set[int]:
    """Return those of `version_ids` that `actor` may read."""
    ids = visible_versions(actor).with_only_columns(DocumentVersion.id)
    return set(db.execute(ids.where(DocumentVersion.id.in_(list(version_ids)))).scalars())


def lost_among(db: Session, actor: Actor, version_ids: Iterable[int]) -> set[int]:
    """Return those of `version_ids` that were recalled and that `actor` read until then, or reads
    still, as the secretariat does: who never had one is told nothing of it."""
    until_then = (
        _handed_to(actor)
        .where(Distribution.version_id == DocumentVersion.id)
        .where(Distribution.recalled_at == DocumentVersion.recalled_at)
        .exists()
    )
    recalled = (VersionState.RECALLED,)
    rows = db.execute(
        select(DocumentVersion.id)
        .join(DocumentVersion.document)
        .where(
            DocumentVersion.id.in_(list(version_ids)),
            DocumentVersion.state.in_(recalled),
            or_(*_ways(actor, until_then, recalled)),
            _is_admitted(actor),
        )
    )
    return set(rows.scalars())


def named_readers(db: Session, document: Document) -> list[Person]:
    """Return the persons named as readers of a paper, by name."""
    rows = db.execute(
        select(Person)
        .join(NamedReader, NamedReader.person_id == Person.id)
        .where(NamedReader.document_id == document.id)
        .order_by(Person.name, Person.id)
    )
    return list(rows.scalars())


def named_ids(db: Session, documents: Iterable[Document]) -> dict[int, list[int]]:
    """Return {document id: persons named as its readers} of the confidential ones; one query."""
    found: dict[int, list[int]] = {
        one.id: [] for one in documents if one.access_level is AccessLevel.CONFIDENTIAL
    }
    if not found:
        return found
    rows = db.execute(
        select(NamedReader.document_id, NamedReader.person_id)
        .where(NamedReader.document_id.in_(found))
        .order_by(NamedReader.person_id)
    )
    for document_id, person_id in rows:
        found[document_id].append(person_id)
    return found


def nameable_persons(db: Session) -> list[Person]:
    """Return the persons who may be named as readers: those with an open account that reads."""
    accounts = select(Account.person_id).where(
        Account.deactivated_at.is_(None), Account.id.not_in(reading_no_papers())
    )
    rows = db.execute(
        select(Person)
        .where(Person.id.in_(accounts), Person.deactivated_at.is_(None))
        .order_by(Person.name, Person.id)
    )
    return list(rows.scalars())
