"""What happens to jobs: told to whoever asked for them, and to the workers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ecabinet.jobs.models import Job
from ecabinet.outbox import Event


@dataclass(frozen=True)
class JobQueued(Event):
    """A job waits for a worker. For the engine only; no room hears it."""

    name: ClassVar[str] = "job-queued"
    job_id: int


@dataclass(frozen=True)
class JobProgress(Event):
    """How far a job is, for the person who asked for it."""

    name: ClassVar[str] = "job-progress"
    person_id: int | None
    told: dict[str, Any]

    def rooms(self) -> tuple[str, ...]:
        return () if self.person_id is None else (f"person:{self.person_id}",)

    def payload(self) -> dict[str, Any]:
        return self.told


def progress_of(job: Job) -> JobProgress:
    """Return the announcement of how `job` stands now."""
    told = {
        "id": job.id,
        "kind": job.kind,
        "subject": job.subject,
        "state": job.state.value,
        "done": job.done,
        "total": job.total,
    }
    return JobProgress(job.person_id, told)
