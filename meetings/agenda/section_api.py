"""The JSON API of the structure of an agenda: its sections and how its items are numbered."""

from __future__ import annotations

from flask import Blueprint
from sqlalchemy.orm import Session

from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from ecabinet.errors import NotVisible
from meetings import queries
from meetings.agenda import rules, sections
from meetings.agenda.forms import NumberingInput, SectionInput, SectionOrder
from meetings.agenda.models import AgendaSection
from meetings.agenda.shapes import MeetingOut
from meetings.agenda.shown import shown
from meetings.models import Meeting

bp = Blueprint("agenda_sections_api", __name__)
SECTIONS = "/meetings/<int:meeting_id>/sections"
ERRORS = (403, 404, 409, 422)


def _section(
    db: Session, actor: Actor, meeting_id: int, section_id: int
) -> tuple[AgendaSection, Meeting]:
    meeting = queries.find_meeting(db, actor, meeting_id)
    rules.may_edit_agenda(actor, meeting).enforce()
    section, of = sections.find_section(db, actor, section_id)
    if of.id != meeting.id:
        raise NotVisible
    return section, meeting


@api_route(bp, "POST", SECTIONS, tag="agenda", body=SectionInput, answer=MeetingOut, status=201,
           errors=ERRORS)  # fmt: skip
def add_section(db: Session, actor: Actor, meeting_id: int, body: SectionInput) -> MeetingOut:
    """Add a section at the end of the agenda."""
    meeting = queries.find_meeting(db, actor, meeting_id)
    sections.add_section(db, actor=actor, meeting=meeting, name=body.name)
    return shown(db, actor, meeting)


@api_route(bp, "PATCH", SECTIONS + "/<int:section_id>", tag="agenda", body=SectionInput,
           answer=MeetingOut, errors=ERRORS)  # fmt: skip
def rename_section(
    db: Session, actor: Actor, meeting_id: int, section_id: int, body: SectionInput
) -> MeetingOut:
    """Give a section another name."""
    section, meeting = _section(db, actor, meeting_id, section_id)
    sections.rename_section(db, actor=actor, meeting=meeting, section=section, name=body.name)
    return shown(db, actor, meeting)


@api_route(bp, "DELETE", SECTIONS + "/<int:section_id>", tag="agenda", status=204,
           errors=(403, 404, 409))  # fmt: skip
def remove_section(db: Session, actor: Actor, meeting_id: int, section_id: int) -> None:
    """Take a section away; its items stay, before all sections."""
    section, meeting = _section(db, actor, meeting_id, section_id)
    sections.remove_section(db, actor=actor, meeting=meeting, section=section)


@api_route(bp, "POST", SECTIONS + "/order", tag="agenda", body=SectionOrder, answer=MeetingOut,
           errors=ERRORS)  # fmt: skip
def reorder_sections(db: Session, actor: Actor, meeting_id: int, body: SectionOrder) -> MeetingOut:
    """Put the sections, each with its items, into another order: all of them, each once."""
    meeting = queries.find_meeting(db, actor, meeting_id)
    sections.reorder_sections(db, actor=actor, meeting=meeting, section_ids=body.sections)
    return shown(db, actor, meeting)


@api_route(bp, "POST", "/meetings/<int:meeting_id>/numbering", tag="agenda", body=NumberingInput,
           answer=MeetingOut, errors=ERRORS)  # fmt: skip
def set_numbering(db: Session, actor: Actor, meeting_id: int, body: NumberingInput) -> MeetingOut:
    """Choose how the items are numbered; null: as the rules of the body say."""
    meeting = queries.find_meeting(db, actor, meeting_id)
    sections.set_numbering(db, actor=actor, meeting=meeting, numbering=body.numbering)
    return shown(db, actor, meeting)
