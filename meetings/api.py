"""The JSON API of sittings: list, plan, read, change, call off."""

from __future__ import annotations

from flask import Blueprint
from pydantic import Field
from sqlalchemy.orm import Session

from ecabinet import clock
from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from ecabinet.forms import Input
from ecabinet.i18n import local_day
from meetings import queries, rules, services
from meetings.agenda.changed import ChangedMeetingOut, MergedField
from meetings.agenda.shapes import MeetingOut, MeetingsPage, MeetingSummary
from meetings.agenda.shown import shown
from meetings.changes import queries as changes_queries
from meetings.forms import MeetingChange, MeetingInput, Reason
from meetings.frame import Frame
from meetings.invited.queries import usual_chair
from meetings.series import services as series_services

bp = Blueprint("meetings_api", __name__)


class MeetingsQuery(Input):
    """Which sittings to list."""

    period: queries.Period = queries.Period.ALL
    cursor: str | None = None
    limit: int = Field(default=queries.PAGE, ge=1, le=200)


@api_route(bp, "GET", "/meetings", tag="meetings", query=MeetingsQuery, answer=MeetingsPage)
def list_meetings(db: Session, actor: Actor, query: MeetingsQuery) -> MeetingsPage:
    """List the sittings that you may see."""
    page = queries.list_meetings(
        db, actor, period=query.period, cursor=query.cursor, limit=query.limit
    )
    return MeetingsPage(items=[MeetingSummary.of(row) for row in page.rows], next=page.next)


@api_route(
    bp, "POST", "/meetings", tag="meetings", body=MeetingInput, answer=MeetingOut, status=201,
    errors=(403, 422),
)  # fmt: skip
def plan_meeting(db: Session, actor: Actor, body: MeetingInput) -> MeetingOut:
    """Plan a sitting (secretariat)."""
    rules.may_plan(actor).enforce()
    frame = body.frame(usual_chair(db, local_day(clock.now())))
    meeting = services.plan_meeting(db, actor=actor, frame=frame)
    if body.template_id is not None:
        template = series_services.find_template(db, actor, body.template_id)
        series_services.begin_with(db, actor=actor, meeting=meeting, template=template)
    return shown(db, actor, meeting)


@api_route(
    bp, "GET", "/meetings/<int:meeting_id>", tag="meetings", answer=MeetingOut, errors=(404,)
)
def show_meeting(db: Session, actor: Actor, meeting_id: int) -> MeetingOut:
    """Read a sitting with its agenda."""
    return shown(db, actor, queries.find_meeting(db, actor, meeting_id))


@api_route(
    bp, "PATCH", "/meetings/<int:meeting_id>", tag="meetings", body=MeetingChange,
    answer=ChangedMeetingOut, errors=(403, 404, 409, 422),
)  # fmt: skip
def change_meeting(
    db: Session, actor: Actor, meeting_id: int, body: MeetingChange
) -> ChangedMeetingOut:
    """Change when, where or under whom a sitting is held.

    With `base` or `revision`, what others wrote into other fields meanwhile stays, and `merged`
    says who wrote what; a field that both wrote is refused with 409, whose `differences` give
    `base`, `mine` and `theirs` of each.
    """
    meeting = queries.find_meeting(db, actor, meeting_id)
    others = changes_queries.written_since(db, meeting, body.revision) if body.revision else []
    services.change_meeting(
        db, actor=actor, meeting=meeting, frame=body.frame(meeting), revision=body.revision,
        base=body.seen(),
    )  # fmt: skip
    merged = [
        MergedField.of(one)
        for one in others
        if one.account_id != actor.account_id and one.field in Frame.__dataclass_fields__
    ]
    return ChangedMeetingOut(**dict(shown(db, actor, meeting)), merged=merged)


@api_route(
    bp, "POST", "/meetings/<int:meeting_id>/cancellation", tag="meetings", body=Reason,
    answer=MeetingOut, errors=(403, 404, 409, 422),
)  # fmt: skip
def cancel_meeting(db: Session, actor: Actor, meeting_id: int, body: Reason) -> MeetingOut:
    """Call a sitting off, with the reason."""
    meeting = queries.find_meeting(db, actor, meeting_id)
    services.cancel_meeting(
        db, actor=actor, meeting=meeting, reason=body.reason, revision=body.revision
    )
    return shown(db, actor, meeting)
