"""Jobs: work that takes longer than a request may, from the asking to its end."""

from __future__ import annotations

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.orm import Base, state_with_evidence


class JobState(enum.Enum):
    """Where a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


ENDED = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)
_ONE_QUEUED = text("is_unique AND state = 'queued'")


class Job(Base):
    """One piece of work. The row is the truth; a message in the queue only wakes a worker."""

    __tablename__ = "job"
    __table_args__ = (
        state_with_evidence("state", ("running",), "worker"),
        state_with_evidence("state", ("done", "failed", "cancelled"), "ended_at"),
        state_with_evidence("state", ("failed",), "failure"),
        CheckConstraint("state <> 'running' OR started_at IS NOT NULL", name="running_has_start"),
        CheckConstraint("tries >= 0", name="tries"),
        CheckConstraint("done >= 0 AND total >= done", name="progress"),
        Index("uq_job_one_queued", "kind", "subject", unique=True,
              sqlite_where=_ONE_QUEUED, postgresql_where=_ONE_QUEUED),
        Index(None, "kind", "subject"),
        Index(None, "state", "ended_at"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    subject: Mapped[str]
    """What it is about, for finding it again: "pack:7"."""
    params: Mapped[dict[str, Any]]
    is_unique: Mapped[bool]
    state: Mapped[JobState] = mapped_column(default=JobState.QUEUED)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Whose room hears how it goes."""
    queued_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]
    """When its worker last gave a sign of life."""
    ended_at: Mapped[datetime | None]
    worker: Mapped[str | None]
    tries: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    cancel_asked_at: Mapped[datetime | None]
    failure: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """The sentence for the person who asked; the traceback stands in the log."""
