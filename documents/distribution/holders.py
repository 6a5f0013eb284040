"""Who holds which version, who may be given one, and the lock under which both are changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import inspect, select, true
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from documents.models import (
    AccessLevel,
    Distribution,
    Document,
    DocumentVersion,
    NamedReader,
)
from documents.rules import OUT_STATES
from ecabinet.auth.models import Role
from ecabinet.notices.audience import persons_with

SECRETARIAT_ROLES = (Role.SECRETARIAT, Role.HEAD, Role.CLERK)


def lock(db: Session, versions: Iterable[DocumentVersion]) -> None:
    """Have releasing, handing out and taking back the versions of the same papers come in turn,
    on what is stored now; the papers know all their versions afterwards, without asking each."""
    given = list(versions)
    papers: dict[int, list[DocumentVersion]] = {version.document_id: [] for version in given}
    if not papers:
        return
    locked = db.execute(
        select(DocumentVersion)
        .where(DocumentVersion.document_id.in_(papers))
        .order_by(DocumentVersion.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).scalars()
    for version in locked:
        papers[version.document_id].append(version)
    for document in _documents_of(db, given):
        in_order = sorted(papers[document.id], key=lambda version: version.ordinal)
        set_committed_value(document, "versions", in_order)
        for version in in_order:
            set_committed_value(version, "document", document)


def _documents_of(db: Session, versions: Collection[DocumentVersion]) -> list[Document]:
    """The papers, as they were loaded: one changed meanwhile is refused by its revision."""
    known = {v.document_id: v.document for v in versions if "document" not in inspect(v).unloaded}
    missing = {version.document_id for version in versions} - known.keys()
    if missing:
        found = db.execute(select(Document).where(Document.id.in_(missing))).scalars()
        known |= {document.id: document for document in found}
    return list(known.values())


def held(
    db: Session, versions: Iterable[DocumentVersion], persons: Collection[int], occasion: str = ""
) -> set[tuple[int, int]]:
    """Return the (version, person) in force, for one occasion or ("") for any."""
    rows = db.execute(
        select(Distribution.version_id, Distribution.person_id).where(
            Distribution.version_id.in_([version.id for version in versions]),
            Distribution.person_id.in_(persons),
            Distribution.recalled_at.is_(None),
            Distribution.occasion == occasion if occasion else true(),
        )
    )
    return {(version_id, person_id) for version_id, person_id in rows}


def entitled(db: Session, document: Document, person_ids: Collection[int]) -> set[int]:
    """Those of `person_ids` whom the level of the paper allows to have it."""
    return _allowed(db, document.access_level, _named_now(db, document), person_ids)


def _named_now(db: Session, document: Document) -> set[int]:
    if document.access_level is not AccessLevel.CONFIDENTIAL:
        return set()
    names = select(NamedReader.person_id).where(NamedReader.document_id == document.id)
    return set(db.execute(names).scalars())


def _allowed(
    db: Session, level: AccessLevel, named: Collection[int], person_ids: Collection[int]
) -> set[int]:
    if level is AccessLevel.CONFIDENTIAL:
        return set(named).intersection(person_ids)
    if level is AccessLevel.SECRETARIAT:
        return set(persons_with(db, *SECRETARIAT_ROLES)).intersection(person_ids)
    return set(person_ids)


def reading(db: Session, document: Document, person_ids: Collection[int]) -> set[int]:
    """Those of `person_ids`, to whom it was handed, who read it once it is out: its level lets
    them, or they are officers of the organisation that it belongs to."""
    named = _named_now(db, document)
    return _reading(db, document, document.access_level, named, person_ids)


def _reading(
    db: Session,
    document: Document,
    level: AccessLevel,
    named: Collection[int],
    person_ids: Collection[int],
) -> set[int]:
    found = _allowed(db, level, named, person_ids)
    if level is AccessLevel.SECRETARIAT:
        found |= owners(db, document).intersection(person_ids)
    return found


def owners(db: Session, document: Document) -> set[int]:
    """The officers of the organisation that the paper belongs to: they read it unheld, unless it is
    confidential and does not name them."""
    if document.organisation_id is None:
        return set()
    return set(persons_with(db, Role.OFFICER, organisation_ids=[document.organisation_id]))


def holders_of_paper(db: Session, document: Document) -> set[int]:
    """Return who was handed any version of the paper, and still holds it."""
    rows = db.execute(
        select(Distribution.person_id)
        .join(Distribution.version)
        .where(DocumentVersion.document_id == document.id, Distribution.recalled_at.is_(None))
    )
    return set(rows.scalars())


def losing(
    db: Session, document: Document, level: AccessLevel, named: Collection[int]
) -> dict[int, tuple[int, ...]]:
    """Return {version id: persons} who hold a version that is out and read it now, and would not
    any more with this level and these named readers."""
    rows = db.execute(
        select(Distribution.version_id, Distribution.person_id)
        .join(Distribution.version)
        .where(
            DocumentVersion.document_id == document.id,
            DocumentVersion.state.in_(OUT_STATES),
            Distribution.recalled_at.is_(None),
        )
        .distinct()
    ).all()
    if not rows:
        return {}
    persons = {row.person_id for row in rows}
    gone = reading(db, document, persons) - _reading(db, document, level, named, persons)
    found: dict[int, tuple[int, ...]] = {}
    for version_id in sorted({row.version_id for row in rows}):
        who = {row.person_id for row in rows if row.version_id == version_id}
        if who & gone:
            found[version_id] = tuple(sorted(who & gone))
    return found


def unheld_losing(
    db: Session, document: Document, level: AccessLevel, named: Collection[int]
) -> tuple[set[int], set[int]]:
    """Return who reads the paper now without being handed it, drafts too, and would not any more
    with this level and these named readers: the officers of the organisation that it belongs to,
    and who of the secretariat is not one of them."""
    officers = owners(db, document)
    office = set(persons_with(db, *SECRETARIAT_ROLES)) - officers
    gone = officers | office
    if document.access_level is AccessLevel.CONFIDENTIAL:
        gone &= _named_now(db, document)
    gone = gone - set(named) if level is AccessLevel.CONFIDENTIAL else set()
    return officers & gone, office & gone
