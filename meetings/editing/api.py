"""The JSON API of working together: take one's own last change back, see who wrote what."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Blueprint
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from ecabinet.errors import NotVisible
from ecabinet.i18n import say
from meetings import queries
from meetings import rules as meeting_rules
from meetings.agenda import rules as agenda_rules
from meetings.changes import queries as changes_queries
from meetings.changes.models import FieldChange
from meetings.editing import releasing, undoing
from meetings.models import AgendaItem

bp = Blueprint("editing_api", __name__)
ITEM = "/meetings/<int:meeting_id>/items/<int:item_id>"


class FieldChangeOut(BaseModel):
    """One field written anew: what stood there before and after, who wrote it, and when."""

    field: str
    before: Any
    after: Any
    by: str
    at: datetime
    revision: int

    @classmethod
    def of(cls, change: FieldChange) -> FieldChangeOut:
        """Build from a row."""
        return cls(
            field=change.field, before=change.before, after=change.after,
            by=change.account.person.name, at=change.at, revision=change.revision,
        )  # fmt: skip


class HistoryOut(BaseModel):
    """What was written into an item or a sitting, the newest first."""

    changes: list[FieldChangeOut]


class UndoneOut(BaseModel):
    """`fields`: which fields say again what they said before."""

    fields: list[str] = Field(default_factory=list)
    revision: int


def _item(db: Session, actor: Actor, meeting_id: int, item_id: int) -> AgendaItem:
    meeting = queries.find_meeting(db, actor, meeting_id)
    agenda_rules.may_edit_agenda(actor, meeting).enforce()
    item = queries.find_item(db, actor, item_id)
    if item.meeting_id != meeting_id:
        raise NotVisible
    return item


@api_route(bp, "POST", ITEM + "/undo", tag="agenda", answer=UndoneOut, errors=(403, 404, 409))
def undo_item_change(db: Session, actor: Actor, meeting_id: int, item_id: int) -> UndoneOut:
    """Take back your own last change of an item.

    A field that somebody else wrote since is refused with 409 and `differences`.
    """
    item = _item(db, actor, meeting_id, item_id)
    fields = undoing.undo_item_change(db, actor=actor, item=item)
    return UndoneOut(fields=fields, revision=item.revision)


@api_route(bp, "GET", ITEM + "/changes", tag="agenda", answer=HistoryOut, errors=(403, 404))
def list_item_changes(db: Session, actor: Actor, meeting_id: int, item_id: int) -> HistoryOut:
    """Read what was written into an item, field by field, the newest first."""
    queries.find_meeting(db, actor, meeting_id)
    item = queries.find_item(db, actor, item_id)
    if item.meeting_id != meeting_id:
        raise NotVisible
    found = changes_queries.history(db, item)
    return HistoryOut(changes=[FieldChangeOut.of(change) for change in found])


@api_route(bp, "POST", "/meetings/<int:meeting_id>/undo", tag="meetings", answer=UndoneOut,
           errors=(403, 404, 409))  # fmt: skip
def undo_meeting_change(db: Session, actor: Actor, meeting_id: int) -> UndoneOut:
    """Take back your own last change of the sitting's data: title, kind, time, place, chair, clerk.

    A field that somebody else wrote since is refused with 409 and `differences`.
    """
    meeting = queries.find_meeting(db, actor, meeting_id)
    fields = undoing.undo_meeting_change(db, actor=actor, meeting=meeting)
    return UndoneOut(fields=fields, revision=meeting.revision)


@api_route(bp, "GET", "/meetings/<int:meeting_id>/changes", tag="meetings", answer=HistoryOut,
           errors=(403, 404))  # fmt: skip
def list_meeting_changes(db: Session, actor: Actor, meeting_id: int) -> HistoryOut:
    """Read what was written into the sitting itself (its data, the order of its items), the newest
    first."""
    meeting = queries.find_meeting(db, actor, meeting_id)
    meeting_rules.may_see_desk(actor).enforce()
    found = changes_queries.history(db, meeting)
    return HistoryOut(changes=[FieldChangeOut.of(change) for change in found])


class LeftPaper(BaseModel):
    """A paper that did not go out, and why."""

    title: str
    reason: str


class ReleasedOut(BaseModel):
    """Titles of the papers that went out, and those that may not."""

    released: list[str]
    left: list[LeftPaper]


@api_route(bp, "POST", ITEM + "/papers/release", tag="agenda", answer=ReleasedOut,
           errors=(403, 404, 409))  # fmt: skip
def release_papers(db: Session, actor: Actor, meeting_id: int, item_id: int) -> ReleasedOut:
    """Release the papers of an item that are not out yet, as by hand."""
    meeting = queries.find_meeting(db, actor, meeting_id)
    agenda_rules.may_check(actor, meeting).enforce()
    item = queries.find_item(db, actor, item_id)
    if item.meeting_id != meeting_id:
        raise NotVisible
    found = releasing.release_papers(db, actor=actor, item=item)
    left = [LeftPaper(title=title, reason=say(why)) for title, why in found.left]
    return ReleasedOut(released=found.done, left=left)
