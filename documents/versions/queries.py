"""Which version stands in the place of another, what is newer, what was lost."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from documents.distribution.holders import reading
from documents.models import Distribution, Document, DocumentVersion, VersionState
from documents.queries import visible_versions
from documents.rules import OUT_STATES, reads_no_papers
from ecabinet.auth.actor import Actor


def replacements(
    db: Session, version_ids: Collection[int], occasions: Collection[str]
) -> dict[tuple[str, int], int]:
    """Return {(occasion, version id): id of the newest version that was handed out in its place
    for that occasion}. One that was taken back again stands in nobody's place; one query."""
    if not version_ids:
        return {}
    named, newer = aliased(DocumentVersion), aliased(DocumentVersion)
    rows = db.execute(
        select(Distribution.occasion, named.id, newer.id)
        .join(newer, newer.id == Distribution.version_id)
        .join(named, named.document_id == newer.document_id)
        .where(
            named.id.in_(version_ids),
            newer.ordinal > named.ordinal,
            newer.state.in_(OUT_STATES),
            Distribution.occasion.in_(occasions),
            Distribution.recalled_at.is_(None),
        )
        .distinct()
        .order_by(newer.ordinal)
        .add_columns(newer.ordinal)
    )
    return {(row[0], row[1]): row[2] for row in rows}


def newer_than(db: Session, actor: Actor, version: DocumentVersion) -> DocumentVersion | None:
    """Return the newest released version of the same paper that `actor` may read, if `version` is
    an older one."""
    return db.execute(
        visible_versions(actor)
        .where(
            DocumentVersion.document_id == version.document_id,
            DocumentVersion.ordinal > version.ordinal,
            DocumentVersion.state == VersionState.RELEASED,
        )
        .order_by(DocumentVersion.ordinal.desc())
        .limit(1)
    ).scalar_one_or_none()


def taken_back_from(db: Session, actor: Actor, version_id: int) -> DocumentVersion | None:
    """Return the version if it was recalled while it lay in the hands of the person who acts, and
    its level lets them know of it: they are told when and why, and nothing else."""
    if reads_no_papers(actor):
        return None
    version = db.execute(
        select(DocumentVersion)
        .join(Distribution, Distribution.version_id == DocumentVersion.id)
        .where(
            DocumentVersion.id == version_id,
            DocumentVersion.state == VersionState.RECALLED,
            Distribution.person_id == actor.person_id,
            Distribution.recalled_at == DocumentVersion.recalled_at,
        )
        .options(joinedload(DocumentVersion.document))
        .limit(1)
    ).scalar_one_or_none()
    if version is None or not reading(db, version.document, [actor.person_id]):
        return None
    return version


@dataclass(frozen=True)
class Lost:
    """That a version was in somebody's hands. `at`: when it was taken back from them; None: the
    level of the paper keeps it from them."""

    at: datetime | None


def lost_by(db: Session, actor: Actor, version_id: int) -> Lost | None:
    """Return how the person who acts lost a version; asked of one who may not read it, and is not
    told why it was recalled. An attachment goes with the words that it belongs to, and nothing is
    said of it."""
    if reads_no_papers(actor):
        return None
    ended = Distribution.recalled_at
    row = db.execute(
        select(ended, DocumentVersion.state)
        .join(Distribution.version)
        .join(DocumentVersion.document)
        .where(
            Distribution.version_id == version_id,
            Distribution.person_id == actor.person_id,
            Document.said_by_id.is_(None),
            or_(
                # Taken back before it went out, it was never theirs to read.
                and_(
                    DocumentVersion.state.in_(OUT_STATES),
                    or_(ended.is_(None), ended >= DocumentVersion.released_at),
                ),
                # Recalled from everybody, but from them the level had taken it already.
                and_(
                    DocumentVersion.state == VersionState.RECALLED,
                    ended == DocumentVersion.recalled_at,
                ),
            ),
        )
        .order_by(ended.is_not(None), ended.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    return Lost(None if row.state is VersionState.RECALLED else row.recalled_at)
