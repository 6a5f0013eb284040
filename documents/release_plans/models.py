"""When a version is to go out, where it is not let out by hand."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from documents.models import DocumentVersion
from ecabinet.orm import Base


class ReleaseRule(enum.Enum):
    """What lets a version out: an instant, or the agenda it goes with being sent."""

    AT = "at"
    WITH_AGENDA = "with_agenda"


class PlannedRelease(Base):
    """What was ordered for a version that is not out yet; without a row it goes out by hand.

    Kept when it was carried out; a cancelled one goes, and the journal tells of it.
    """

    __tablename__ = "planned_release"
    __table_args__ = (
        CheckConstraint("(rule = 'at') = (release_at IS NOT NULL)", name="rule_has_instant"),
    )

    version_id: Mapped[int] = mapped_column(ForeignKey("document_version.id"), primary_key=True)
    rule: Mapped[ReleaseRule]
    release_at: Mapped[datetime | None] = mapped_column(index=True)
    ordered_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    ordered_at: Mapped[datetime]

    version: Mapped[DocumentVersion] = relationship()
