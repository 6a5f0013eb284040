"""What the JSON API answers about changes: models for the OpenAPI document."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field

from meetings.agenda.shapes import ItemOut, MeetingOut
from meetings.changes.queries import Written


class MergedField(BaseModel):
    """A field that somebody else wrote since it was read; it stays as they wrote it."""

    field: str
    by: str
    at: datetime

    @classmethod
    def of(cls, written: Written) -> MergedField:
        """Build from what was kept."""
        return cls(field=written.field, by=written.by, at=written.at)


class ChangedItemOut(ItemOut):
    """The item as it stands now; `merged`: what others wrote into it since it was read."""

    merged: list[MergedField] = Field(default_factory=list)


class ChangedMeetingOut(MeetingOut):
    """The sitting as it stands now; `merged`: what others wrote into it since it was read."""

    merged: list[MergedField] = Field(default_factory=list)
