"""What is to go out when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.models import DocumentVersion, VersionState
from documents.release_plans.models import PlannedRelease
from documents.rules import NEXT_STATES

NOT_OUT = tuple(state for state, after in NEXT_STATES.items() if VersionState.RELEASED in after)
"""States from which a version may still be released."""


def plans_of(db: Session, versions: Iterable[DocumentVersion]) -> dict[int, PlannedRelease]:
    """Return {version id: what was ordered for it}, of those that are not out yet."""
    ids = [version.id for version in versions if version.state in NOT_OUT]
    rows = db.execute(select(PlannedRelease).where(PlannedRelease.version_id.in_(ids))).scalars()
    return {row.version_id: row for row in rows}


def due_releases(db: Session, at: datetime) -> list[int]:
    """Return the versions whose instant has come and that are not out yet, the first due first."""
    rows = db.execute(
        select(PlannedRelease.version_id)
        .join(PlannedRelease.version)
        .where(PlannedRelease.release_at <= at, DocumentVersion.state.in_(NOT_OUT))
        .order_by(PlannedRelease.release_at, PlannedRelease.version_id)
    )
    return list(rows.scalars())
