"""What a tablet must learn at a contact."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased, joinedload

from documents.annotations.queries import visible_annotations
from documents.models import Annotation, DocumentVersion, VersionState
from documents.offline.models import KeepsComing
from documents.queries import visible_versions
from ecabinet.auth.actor import Actor


def keeps_coming(db: Session, actor: Actor) -> bool:
    """Return whether the account has the coming sitting kept by itself."""
    return db.get(KeepsComing, actor.account_id) is not None


def newer_versions(db: Session, actor: Actor, version_ids: Collection[int]) -> dict[int, int]:
    """Return {kept version id: id of the newest released version of the same paper that `actor`
    may read}, for those that are not the newest."""
    kept = aliased(DocumentVersion)
    rows = db.execute(
        visible_versions(actor)
        .join(kept, kept.document_id == DocumentVersion.document_id)
        .where(
            kept.id.in_(version_ids),
            DocumentVersion.ordinal > kept.ordinal,
            DocumentVersion.state == VersionState.RELEASED,
        )
        .with_only_columns(kept.id, DocumentVersion.id)
        .order_by(DocumentVersion.ordinal)
    )
    return {row[0]: row[1] for row in rows}


def marks_stamps(db: Session, actor: Actor, version_ids: Collection[int]) -> dict[int, str]:
    """Return {version id: a text that changes whenever a mark that `actor` sees on it changes}."""
    marks = visible_annotations(actor).with_only_columns(
        Annotation.version_id, Annotation.id, Annotation.updated_at, Annotation.carry_again_at
    )
    seen = marks.where(Annotation.version_id.in_(version_ids)).subquery()
    rows = db.execute(
        select(
            seen.c.version_id,
            func.count(),
            func.max(seen.c.updated_at),
            # Moved on an older version, a mark gets its place here after that.
            func.count(seen.c.carry_again_at),
        ).group_by(seen.c.version_id)
    )
    return {
        version_id: f"{count}/{last.isoformat()}/{waiting}"
        for version_id, count, last, waiting in rows
    }


def readable_versions(
    db: Session, actor: Actor, version_ids: Collection[int]
) -> list[DocumentVersion]:
    """Return those of `version_ids` that `actor` may read, with their papers."""
    return list(
        db.execute(
            visible_versions(actor)
            .where(DocumentVersion.id.in_(version_ids))
            .options(joinedload(DocumentVersion.document))
            .order_by(DocumentVersion.id)
        ).scalars()
    )
