"""Acts on the structure of an agenda from the desk: places of items, sections, numbering."""

from __future__ import annotations

from flask import Blueprint, request
from werkzeug.wrappers import Response

from ecabinet.auth.current import current_actor
from ecabinet.db import unit_of_work
from ecabinet.forms import parse_form
from meetings import answers, queries
from meetings.agenda import sections, services
from meetings.agenda.forms import NumberingInput, Place, SectionInput

bp = Blueprint("agenda_sections", __name__)
answers.refuse_in_place(bp)


@bp.post("/meetings/items/<int:item_id>/place")
def move_item(item_id: int) -> Response:
    """Move an item up, down, or into a section."""
    actor = current_actor()
    form = parse_form(Place, request.form)
    with unit_of_work() as db:
        item = queries.find_item(db, actor, item_id)
        services.move_item(db, actor=actor, item=item, step=form.step, section_id=form.section_id)
        meeting_id = item.meeting_id
    return answers.back_to(meeting_id)


@bp.post("/meetings/<int:meeting_id>/sections")
def add_section(meeting_id: int) -> Response:
    """Add a section."""
    actor = current_actor()
    form = parse_form(SectionInput, request.form)
    with unit_of_work() as db:
        meeting = queries.find_meeting(db, actor, meeting_id)
        sections.add_section(db, actor=actor, meeting=meeting, name=form.name)
    return answers.back_to(meeting_id)


@bp.post("/meetings/sections/<int:section_id>")
def rename_section(section_id: int) -> Response:
    """Give a section another name."""
    actor = current_actor()
    form = parse_form(SectionInput, request.form)
    with unit_of_work() as db:
        section, meeting = sections.find_section(db, actor, section_id)
        sections.rename_section(db, actor=actor, meeting=meeting, section=section, name=form.name)
        meeting_id = meeting.id
    return answers.back_to(meeting_id)


@bp.post("/meetings/sections/<int:section_id>/place")
def move_section(section_id: int) -> Response:
    """Move a section, with its items, up or down."""
    actor = current_actor()
    form = parse_form(Place, request.form)
    with unit_of_work() as db:
        section, meeting = sections.find_section(db, actor, section_id)
        sections.move_section(db, actor=actor, meeting=meeting, section=section, step=form.step)
        meeting_id = meeting.id
    return answers.back_to(meeting_id)


@bp.post("/meetings/sections/<int:section_id>/removal")
def remove_section(section_id: int) -> Response:
    """Take a section away; its items stay."""
    actor = current_actor()
    with unit_of_work() as db:
        section, meeting = sections.find_section(db, actor, section_id)
        sections.remove_section(db, actor=actor, meeting=meeting, section=section)
        meeting_id = meeting.id
    return answers.back_to(meeting_id)


@bp.post("/meetings/<int:meeting_id>/numbering")
def set_numbering(meeting_id: int) -> Response:
    """Choose how items are numbered."""
    actor = current_actor()
    form = parse_form(NumberingInput, request.form)
    with unit_of_work() as db:
        meeting = queries.find_meeting(db, actor, meeting_id)
        sections.set_numbering(db, actor=actor, meeting=meeting, numbering=form.numbering)
    return answers.back_to(meeting_id)
