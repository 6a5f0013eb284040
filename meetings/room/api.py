"""The JSON API of the room."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, Response, after_this_request
from pydantic import BaseModel
from sqlalchemy.orm import Session

from ecabinet import clock
from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from ecabinet.errors import NotVisible
from ecabinet.forms import Input
from ecabinet.i18n import local_day, say
from meetings.live import attendance, conclusions, forms, notes, queries, services
from meetings.minutes.making import try_to_make
from meetings.models import AgendaItem, AttendanceMode, Meeting
from meetings.queries import find_meeting

bp = Blueprint("room_api", __name__)
ERRORS = (403, 404, 409, 422)


class QuorumOut(BaseModel):
    """Whether enough members are there."""

    present: int
    required: int
    holds: bool
    sentence: str


class RoomOut(BaseModel):
    """The sitting as it stands."""

    id: int
    state: str
    opened_at: datetime | None
    ended_at: datetime | None
    current_item_id: int | None
    quorum: QuorumOut


class RoomItemOut(BaseModel):
    """An item as it stands in the room."""

    id: int
    meeting_id: int
    ordinal: int
    state: str
    is_current: bool
    chair_id: int | None
    conclusion: str
    decision_id: int | None
    resubmit_on: str | None
    set_aside_reason: str


class NoteOut(BaseModel):
    """A note of the clerk."""

    id: int
    item_id: int | None
    speaker_id: int | None
    text: str
    at: datetime


class Nothing(Input):
    """No content."""


def room_out(db: Session, meeting: Meeting) -> RoomOut:
    """Return the sitting as it stands now."""
    quorum = queries.house(db, meeting, local_day(clock.now())).quorum
    current = queries.current_item(db, meeting.id)
    return RoomOut(
        id=meeting.id,
        state=meeting.state.value,
        opened_at=meeting.opened_at,
        ended_at=meeting.ended_at,
        current_item_id=current.id if current else None,
        quorum=QuorumOut(
            present=quorum.present,
            required=quorum.required,
            holds=quorum.holds,
            sentence=say(quorum.sentence),
        ),
    )


def item_out(item: AgendaItem) -> RoomItemOut:
    """Return an item as it stands now."""
    return RoomItemOut(
        id=item.id,
        meeting_id=item.meeting_id,
        ordinal=item.ordinal,
        state=item.state.value,
        is_current=item.is_current,
        chair_id=item.chair_id,
        conclusion=item.conclusion,
        decision_id=item.decision_id,
        resubmit_on=item.resubmit_on.isoformat() if item.resubmit_on else None,
        set_aside_reason=item.set_aside_reason,
    )


@api_route(
    bp, "POST", "/meetings/<int:meeting_id>/opening", tag="room", body=forms.Opening,
    answer=RoomOut, errors=ERRORS,
)  # fmt: skip
def open_meeting(db: Session, actor: Actor, meeting_id: int, body: forms.Opening) -> RoomOut:
    """Open the sitting (chair, or clerk and head on the chair's behalf).

    `present` names the invited persons who are there; left out, those count who checked in
    (`…/attendance`) or answered that they come (`…/answer`). Fewer than the quorum: 409
    `rule-quorum-fails` with the counting sentence, unless `quorum_override_reason` is given.
    """
    meeting = find_meeting(db, actor, meeting_id)
    services.open_meeting(
        db,
        actor=actor,
        meeting=meeting,
        today=local_day(clock.now()),
        present=body.present,
        quorum_override_reason=body.quorum_override_reason,
    )
    return room_out(db, meeting)


@api_route(
    bp, "POST", "/meetings/<int:meeting_id>/pause", tag="room", body=Nothing, answer=RoomOut,
    errors=ERRORS,
)  # fmt: skip
def pause_meeting(db: Session, actor: Actor, meeting_id: int, body: Nothing) -> RoomOut:
    """Pause the sitting."""
    meeting = find_meeting(db, actor, meeting_id)
    services.pause_meeting(db, actor=actor, meeting=meeting)
    return room_out(db, meeting)


@api_route(
    bp, "POST", "/meetings/<int:meeting_id>/resume", tag="room", body=Nothing, answer=RoomOut,
    errors=ERRORS,
)  # fmt: skip
def resume_meeting(db: Session, actor: Actor, meeting_id: int, body: Nothing) -> RoomOut:
    """Go on after a pause."""
    meeting = find_meeting(db, actor, meeting_id)
    services.resume_meeting(db, actor=actor, meeting=meeting)
    return room_out(db, meeting)


@api_route(
    bp, "POST", "/meetings/<int:meeting_id>/end", tag="room", body=Nothing, answer=RoomOut,
    errors=ERRORS,
)  # fmt: skip
def end_meeting(db: Session, actor: Actor, meeting_id: int, body: Nothing) -> RoomOut:
    """End the sitting. The minutes are made right after it."""
    meeting = find_meeting(db, actor, meeting_id)
    services.end_meeting(db, actor=actor, meeting=meeting)

    @after_this_request
    def make(response: Response) -> Response:
        # Runs after the commit; nothing is drawn inside the transaction.
        if response.status_code == 200:
            try_to_make(meeting_id)
        return response

    return room_out(db, meeting)


@api_route(
    bp, "POST", "/meetings/<int:meeting_id>/current-item", tag="room", body=forms.CurrentItem,
    answer=RoomOut, errors=ERRORS,
)  # fmt: skip
def set_current_item(
    db: Session, actor: Actor, meeting_id: int, body: forms.CurrentItem
) -> RoomOut:
    """Bring an item before the cabinet; all tablets follow."""
    meeting = find_meeting(db, actor, meeting_id)
    item = queries.find_room_item(db, actor, body.item_id)
    if item.meeting_id != meeting.id:
        raise NotVisible
    services.set_current_item(
        db, actor=actor, meeting=meeting, item=item, seen_item_id=body.seen_item_id
    )
    return room_out(db, meeting)


@api_route(
    bp, "POST", "/meetings/<int:meeting_id>/attendance", tag="room", body=forms.Marking,
    answer=RoomOut, errors=ERRORS,
)  # fmt: skip
def mark_attendance(db: Session, actor: Actor, meeting_id: int, body: forms.Marking) -> RoomOut:
    """Record who is there. The secretariat records anybody; others themselves, when they come."""
    meeting = find_meeting(db, actor, meeting_id)
    today = local_day(clock.now())
    mine = body.person_ids == [actor.person_id] and body.mode is not None
    if mine and not actor.is_secretariat:
        attendance.check_in(
            db, actor=actor, meeting=meeting, mode=AttendanceMode(body.state), today=today
        )
    else:
        attendance.mark_attendance(
            db,
            actor=actor,
            meeting=meeting,
            person_ids=body.person_ids,
            mode=body.mode,
            today=today,
        )
    return room_out(db, meeting)


@api_route(
    bp, "POST", "/items/<int:item_id>/conclusion", tag="room", body=forms.Conclusion,
    answer=RoomItemOut, errors=ERRORS,
)  # fmt: skip
def conclude_item(db: Session, actor: Actor, item_id: int, body: forms.Conclusion) -> RoomItemOut:
    """Conclude an item: a decision is recorded and its work given out, all or nothing."""
    item = queries.find_room_item(db, actor, item_id)
    conclusions.conclude_item(
        db,
        actor=actor,
        meeting=item.meeting,
        item=item,
        text=body.text,
        kind=body.kind,
        assignments=[task.task_given() for task in body.assignments],
        today=local_day(clock.now()),
    )
    return item_out(item)


@api_route(
    bp, "POST", "/items/<int:item_id>/chair", tag="room", body=forms.ItemChair,
    answer=RoomItemOut, errors=ERRORS,
)  # fmt: skip
def set_item_chair(db: Session, actor: Actor, item_id: int, body: forms.ItemChair) -> RoomItemOut:
    """Let a member who is there chair an item, or take it back (`person_id` null).

    While the item is the current one they let the discussion begin, open and close its votes,
    conclude it, put it off or take it off; who leads the sitting keeps all of that.
    """
    item = queries.find_room_item(db, actor, item_id)
    services.set_item_chair(
        db, actor=actor, meeting=item.meeting, item=item, person_id=body.person_id,
        today=local_day(clock.now()),
    )  # fmt: skip
    return item_out(item)


@api_route(
    bp, "POST", "/items/<int:item_id>/deferral", tag="room", body=forms.Deferral,
    answer=RoomItemOut, errors=ERRORS,
)  # fmt: skip
def defer_item(db: Session, actor: Actor, item_id: int, body: forms.Deferral) -> RoomItemOut:
    """Put an item off until a day."""
    item = queries.find_room_item(db, actor, item_id)
    services.defer_item(
        db,
        actor=actor,
        meeting=item.meeting,
        item=item,
        resubmit_on=body.resubmit_on,
        reason=body.reason,
        today=local_day(clock.now()),
    )
    return item_out(item)


@api_route(
    bp, "POST", "/items/<int:item_id>/notes", tag="room", body=forms.Note, answer=NoteOut,
    status=201, errors=ERRORS,
)  # fmt: skip
def add_note(db: Session, actor: Actor, item_id: int, body: forms.Note) -> NoteOut:
    """Note what was said on an item (secretariat)."""
    item = queries.find_room_item(db, actor, item_id)
    note = notes.add_note(
        db, actor=actor, meeting=item.meeting, item=item, text=body.text,
        speaker_id=body.speaker_id,
    )  # fmt: skip
    return NoteOut(
        id=note.id, item_id=note.item_id, speaker_id=note.speaker_id, text=note.text, at=note.at
    )
