"""The JSON API of readiness: what is missing of everybody, and reminders of it."""

from __future__ import annotations

from flask import Blueprint
from pydantic import BaseModel
from sqlalchemy.orm import Session

from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from meetings.queries import find_meeting
from meetings.readiness import queries, rules, services
from meetings.readiness.forms import ReminderInput

bp = Blueprint("readiness_api", __name__)


class GapOut(BaseModel):
    """What a person owes: `missing` is invitation, position, papers or opinion; `item_id` none for
    what belongs to the whole sitting; `count`: how many papers; `sits_in_for_id`: the member in
    whose place a substitute owes it, none for what is owed in one's own."""

    person_id: int
    name: str
    missing: str
    item_id: int | None
    count: int
    sits_in_for_id: int | None


class ReadinessOut(BaseModel):
    """All that is missing before a sitting."""

    gaps: list[GapOut]
    items_without_papers: list[int]
    items_with_papers_not_out: list[int]


class RemindedOut(BaseModel):
    """How many persons were told."""

    count: int


@api_route(
    bp, "GET", "/meetings/<int:meeting_id>/readiness", tag="readiness", answer=ReadinessOut,
    errors=(404,),
)  # fmt: skip
def show_readiness(db: Session, actor: Actor, meeting_id: int) -> ReadinessOut:
    """Read what is missing before a sitting (secretariat)."""
    rules.may_see_desk(actor).enforce()
    sheet = queries.sheet(db, find_meeting(db, actor, meeting_id))
    return ReadinessOut(
        gaps=[
            GapOut(
                person_id=gap.person_id, name=sheet.names.get(gap.person_id, ""),
                missing=gap.missing.value, item_id=gap.item_id, count=gap.count,
                sits_in_for_id=gap.sits_in_for,
            )
            for gap in sheet.gaps
        ],
        items_without_papers=[one.item.id for one in sheet.items if not one.has_papers],
        items_with_papers_not_out=[one.item.id for one in sheet.items if one.not_out],
    )  # fmt: skip


@api_route(
    bp, "POST", "/meetings/<int:meeting_id>/reminders", tag="readiness", body=ReminderInput,
    answer=RemindedOut, errors=(403, 404, 409, 422),
)  # fmt: skip
def remind(db: Session, actor: Actor, meeting_id: int, body: ReminderInput) -> RemindedOut:
    """Remind those who owe something, and nobody else. Within the hour only with `again`: 409
    `readiness-reminded-lately` otherwise."""
    meeting = find_meeting(db, actor, meeting_id)
    count = services.remind(db, actor=actor, meeting=meeting, **body.model_dump())
    return RemindedOut(count=count)
