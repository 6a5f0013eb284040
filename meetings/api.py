"""The JSON API of sittings: list, plan, read, change, call off."""

from __future__ import annotations

from flask import Blueprint
from pydantic import Field
from sqlalchemy.orm import Session

from ecabinet import clock
from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from ecabinet.forms import Input
from ecabinet.i18n import language, local_day, say_in
from meetings import queries, rules, services
from meetings.agenda import queries as agenda_queries
from meetings.editing import queries as editing_queries
from meetings.editing.shapes import ChangedMeetingOut, MergedField
from meetings.forms import MeetingChange, MeetingInput, Reason
from meetings.invitations.queries import own_invitation, usual_chair
from meetings.models import Meeting
from meetings.series import services as series_services
from meetings.shapes import ItemOut, MeetingOut, MeetingsPage, MeetingSummary, meeting_out

bp = Blueprint("meetings_api", __name__)


class MeetingsQuery(Input):
    """Which sittings to list."""

    period: queries.Period = queries.Period.ALL
    cursor: str | None = None
    limit: int = Field(default=queries.PAGE, ge=1, le=200)


def shown(db: Session, actor: Actor, meeting: Meeting) -> MeetingOut:
    """Return the sitting as `actor` sees it: the working copy, or the edition sent last."""
    invitation = own_invitation(db, actor, meeting)
    if rules.sees_preparation(actor):
        desk = agenda_queries.desk(db, meeting)
        items = [
            ItemOut.of_item(item, desk.versions, line, slot)
            for item, line, slot in zip(desk.items, desk.lines, desk.slots, strict=True)
        ]
        changes = [say_in(language(), change.sentence) for change in desk.changes]
        edition = desk.edition
    else:
        desk, changes = None, []
        edition = queries.last_edition(db, meeting, sent=True)
        lines = agenda_queries.sent_lines(db, actor, meeting, edition) if edition else []
        sat = queries.load_items(db, meeting) if meeting.opened_at else []
        found = {item.id: item for item in sat}
        items = [ItemOut.of_line(line, found.get(line.line["item_id"])) for line in lines]
    return meeting_out(
        meeting, edition=edition, items=items, invitation=invitation, desk=desk, changes=changes
    )


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
    others = editing_queries.written_since(db, meeting, body.revision) if body.revision else []
    services.change_meeting(
        db, actor=actor, meeting=meeting, frame=body.frame(meeting), revision=body.revision,
        base=body.seen(),
    )  # fmt: skip
    merged = [
        MergedField.of(one)
        for one in others
        if one.account_id != actor.account_id and one.field in services.Frame.__dataclass_fields__
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
