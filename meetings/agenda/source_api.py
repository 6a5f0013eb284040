"""The JSON API of what an agenda is made from: accepted dossiers, and what was put off."""

from __future__ import annotations

from flask import Blueprint
from sqlalchemy.orm import Session

from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from ecabinet.i18n import t
from meetings import queries
from meetings.agenda import rules, sources
from meetings.agenda.forms import Dossiers, PuttingOff, Standing, TakingUp
from meetings.agenda.shapes import MeetingOut
from meetings.agenda.shown import shown
from meetings.models import AgendaItem, Meeting

bp = Blueprint("agenda_sources_api", __name__)
RETURNING = "/meetings/<int:meeting_id>/returning/<int:item_id>"
ERRORS = (403, 404, 409, 422)


def _offered(
    db: Session, actor: Actor, meeting_id: int, item_id: int
) -> tuple[Meeting, AgendaItem]:
    meeting = queries.find_meeting(db, actor, meeting_id)
    rules.may_edit_agenda(actor, meeting).enforce()
    return meeting, sources.find_offered(db, meeting, item_id)


@api_route(bp, "POST", "/meetings/<int:meeting_id>/dossiers", tag="agenda", body=Dossiers,
           answer=MeetingOut, status=201, errors=ERRORS)  # fmt: skip
def add_dossiers(db: Session, actor: Actor, meeting_id: int, body: Dossiers) -> MeetingOut:
    """Put accepted dossiers on the agenda with their papers: all of them, or none."""
    meeting = queries.find_meeting(db, actor, meeting_id)
    rules.may_edit_agenda(actor, meeting).enforce()
    sources.add_submissions(
        db, actor=actor, meeting=meeting,
        dossiers=sources.find_dossiers(db, actor, body.submissions),
        section_id=body.section_id, late_reason=body.late_reason,
    )  # fmt: skip
    return shown(db, actor, meeting)


@api_route(bp, "POST", "/meetings/<int:meeting_id>/standing-items", tag="agenda", body=Standing,
           answer=MeetingOut, status=201, errors=ERRORS)  # fmt: skip
def add_standing(db: Session, actor: Actor, meeting_id: int, body: Standing) -> MeetingOut:
    """Put an item on the agenda that comes round: the approval of the last minutes (first), or the
    report on assignments (last). One of each."""
    meeting = queries.find_meeting(db, actor, meeting_id)
    key = "agenda-standing-" + body.standing.value.replace("_", "-")
    sources.add_standing(
        db, actor=actor, meeting=meeting, standing=body.standing,
        title=body.title or t(key), late_reason=body.late_reason,
    )  # fmt: skip
    return shown(db, actor, meeting)


@api_route(bp, "POST", RETURNING + "/item", tag="agenda", body=TakingUp, answer=MeetingOut,
           status=201, errors=ERRORS)  # fmt: skip
def take_up_again(
    db: Session, actor: Actor, meeting_id: int, item_id: int, body: TakingUp
) -> MeetingOut:
    """Take an item up that an earlier sitting put off, with its papers and its dossier."""
    meeting, item = _offered(db, actor, meeting_id, item_id)
    sources.take_up_again(
        db, actor=actor, meeting=meeting, item=item, section_id=body.section_id,
        late_reason=body.late_reason,
    )  # fmt: skip
    return shown(db, actor, meeting)


@api_route(bp, "POST", RETURNING + "/postponement", tag="agenda", body=PuttingOff,
           answer=MeetingOut, errors=ERRORS)  # fmt: skip
def put_off_again(
    db: Session, actor: Actor, meeting_id: int, item_id: int, body: PuttingOff
) -> MeetingOut:
    """Leave an item that was put off to the next sitting."""
    meeting, item = _offered(db, actor, meeting_id, item_id)
    sources.put_off_again(db, actor=actor, meeting=meeting, item=item, reason=body.reason)
    return shown(db, actor, meeting)
