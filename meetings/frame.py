"""What is said of a sitting as a whole when it is planned or changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from meetings.models import MeetingKind


@dataclass(frozen=True)
class Frame:
    """When, where and under whom a sitting is held. Instants are aware."""

    title: str
    kind: MeetingKind
    starts_at: datetime
    planned_end_at: datetime
    place: str
    chair_id: int
    clerk_id: int | None = None
