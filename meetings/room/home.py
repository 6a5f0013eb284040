"""What the home page shows: the sitting that runs or comes next, and minutes that wait."""

from __future__ import annotations

from collections.abc import Iterable

from flask import render_template, url_for
from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from ecabinet import occasions
from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Role
from ecabinet.sentences import S
from ecabinet.slots import Coming, Waiting
from meetings.live.rules import SITTING
from meetings.minutes.models import Minutes, MinutesState
from meetings.models import Meeting
from meetings.queries import OVER, last_edition, visible_meetings
from meetings.rules import is_withdrawn


def present_sitting(db: Session, actor: Actor) -> str:
    """Return the panel of the sitting that runs or else comes next, and the line that follows."""
    if actor.has(Role.ADMIN, Role.AUDITOR):
        return ""
    meeting = _next_sitting(db, actor)
    runs = meeting is not None and meeting.state in SITTING
    withdrawn = meeting is not None and is_withdrawn(meeting, last_edition(db, meeting, sent=True))
    return render_template(
        "meetings/live/_home.html", meeting=meeting, runs=runs, actor=actor, withdrawn=withdrawn
    )


def coming_sitting(db: Session, actor: Actor) -> Coming | None:
    """Return the same sitting for a tablet that keeps the papers of what comes next."""
    if actor.has(Role.ADMIN, Role.AUDITOR):
        return None
    meeting = _next_sitting(db, actor)
    if meeting is None:
        return None
    address = url_for("meetings.show_meeting", meeting_id=meeting.id)
    return Coming(occasions.name(occasions.MEETING, meeting.id), meeting.title, address)


def _next_sitting(db: Session, actor: Actor) -> Meeting | None:
    wanted = (
        visible_meetings(actor)
        .where(Meeting.state.not_in(OVER))
        .order_by(Meeting.state.in_(SITTING).desc(), Meeting.starts_at, Meeting.id)
        .limit(1)
    )
    return db.execute(wanted).scalars().first()


def waiting_minutes(db: Session, actor: Actor) -> Iterable[Waiting]:
    """Return the minutes that wait for this person: to approve (head, chair), to sign (chair)."""
    chairs = Meeting.chair_id == actor.person_id
    approves = Minutes.state == MinutesState.REVIEW
    if not actor.has(Role.HEAD):
        approves = approves & chairs
    rows = db.execute(
        select(Minutes)
        .join(Minutes.meeting)
        .where(or_(approves, (Minutes.state == MinutesState.APPROVED) & chairs))
        .options(joinedload(Minutes.meeting))
        .order_by(Minutes.id)
        .limit(20)
    ).scalars()
    for minutes in rows:
        signs = minutes.state is MinutesState.APPROVED
        title = minutes.meeting.title
        yield Waiting(
            S("minutes-waits-signature", title=title)
            if signs
            else S("minutes-waits-approval", title=title),
            url_for("minutes.show_minutes", meeting_id=minutes.meeting_id),
            "minutes",
        )
