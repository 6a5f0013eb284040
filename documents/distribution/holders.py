"""Who holds which version, who may be given one, and the lock under which both are changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from documents.models import (
    AccessLevel,
    Distribution,
    Document,
    DocumentVersion,
    NamedReader,
)
from ecabinet.auth.models import Account, AccountRole, Role

SECRETARIAT_ROLES = (Role.SECRETARIAT, Role.HEAD, Role.CLERK)


def lock(db: Session, versions: Iterable[DocumentVersion]) -> None:
    """Have releasing, handing out and taking back the versions of the same papers come in turn,
    on what is stored now."""
    papers = {version.document_id for version in versions}
    db.execute(
        select(DocumentVersion)
        .where(DocumentVersion.document_id.in_(papers))
        .order_by(DocumentVersion.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).scalars().all()


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
    if document.access_level is AccessLevel.CONFIDENTIAL:
        named = select(NamedReader.person_id).where(NamedReader.document_id == document.id)
        return set(db.execute(named).scalars()).intersection(person_ids)
    if document.access_level is AccessLevel.SECRETARIAT:
        staff = (
            select(Account.person_id)
            .join(AccountRole, AccountRole.account_id == Account.id)
            .where(AccountRole.role.in_(SECRETARIAT_ROLES), Account.deactivated_at.is_(None))
        )
        return set(db.execute(staff).scalars()).intersection(person_ids)
    return set(person_ids)
