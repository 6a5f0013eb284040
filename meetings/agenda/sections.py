"""Acts on the sections of an agenda, and on how its items are numbered."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet import clock, journal
from ecabinet.auth.actor import Actor
from ecabinet.errors import Conflict, Invalid, NotVisible
from ecabinet.people.rules.body import AgendaNumbering
from ecabinet.sentences import S
from meetings import rules as meeting_rules
from meetings.agenda import rules
from meetings.agenda.models import AgendaSection
from meetings.agenda.placing import (
    note_changed,
    put_in_order,
    put_into_sections,
    sections_of,
    standing_items,
)
from meetings.changes import services as changes
from meetings.models import AgendaItem, Meeting
from meetings.queries import find_meeting

MAX_SECTIONS = 40


def find_section(db: Session, actor: Actor, section_id: int) -> tuple[AgendaSection, Meeting]:
    """Return a section that was not removed, and its sitting. Raises NotVisible."""
    meeting_rules.may_see_desk(actor).enforce()
    section = db.get(AgendaSection, section_id)
    if section is None or section.removed_at is not None:
        raise NotVisible
    return section, find_meeting(db, actor, section.meeting_id)


def add_section(db: Session, *, actor: Actor, meeting: Meeting, name: str) -> AgendaSection:
    """Add a section at the end. Raises Denied, Conflict, Invalid (no name)."""
    changes.lock(db, meeting)
    rules.may_edit_agenda(actor, meeting).enforce()
    present = sections_of(db, meeting)
    if len(present) >= MAX_SECTIONS:
        raise Conflict(S("agenda-too-many-sections", most=MAX_SECTIONS))
    section = AgendaSection(
        meeting_id=meeting.id, ordinal=len(present) + 1, name=_name(name, present)
    )
    db.add(section)
    db.flush()
    note_changed(db, meeting)
    details = {"name_sha256": journal.digest(section.name)}
    journal.record(db, actor, "agenda:add-section", meeting, details=details)
    return section


def rename_section(
    db: Session, *, actor: Actor, meeting: Meeting, section: AgendaSection, name: str
) -> None:
    """Give a section another name. Raises Denied, Conflict, Invalid."""
    changes.lock(db, meeting)
    rules.may_edit_agenda(actor, meeting).enforce()
    others = [other for other in sections_of(db, meeting) if other.id != section.id]
    before, section.name = section.name, _name(name, others)
    if before == section.name:
        return
    note_changed(db, meeting)
    details = {
        "before_sha256": journal.digest(before),
        "after_sha256": journal.digest(section.name),
    }
    journal.record(db, actor, "agenda:rename-section", meeting, details=details)


def remove_section(db: Session, *, actor: Actor, meeting: Meeting, section: AgendaSection) -> None:
    """Take a section away; its items stay, before all sections. Raises Denied, Conflict."""
    changes.lock(db, meeting)
    rules.may_edit_agenda(actor, meeting).enforce()
    of_section = select(AgendaItem).where(AgendaItem.section_id == section.id)
    items = list(db.execute(of_section).scalars())
    put_into_sections(db, items, {item.id: None for item in items})
    section.removed_at = clock.now()
    db.flush()
    _number(db, sections_of(db, meeting))
    standing = standing_items(db, meeting)
    put_in_order(db, meeting, standing, [item.id for item in standing])
    note_changed(db, meeting)
    details = {"name_sha256": journal.digest(section.name)}
    journal.record(db, actor, "agenda:remove-section", meeting, details=details)


def reorder_sections(
    db: Session, *, actor: Actor, meeting: Meeting, section_ids: Sequence[int]
) -> None:
    """Put the sections, each with its items, into another order: exactly those that stand there.

    Raises Denied, Invalid (one twice), Conflict (others stand there meanwhile).
    """
    changes.lock(db, meeting)
    rules.may_edit_agenda(actor, meeting).enforce()
    present = {section.id: section for section in sections_of(db, meeting)}
    rules.may_order(section_ids, present).enforce()
    if list(section_ids) == list(present):
        return
    _number(db, [present[section_id] for section_id in section_ids])
    standing = standing_items(db, meeting)
    put_in_order(db, meeting, standing, [item.id for item in standing])
    note_changed(db, meeting)
    details = {"sections": list(section_ids)}
    journal.record(db, actor, "agenda:reorder-sections", meeting, details=details)


def move_section(
    db: Session, *, actor: Actor, meeting: Meeting, section: AgendaSection, step: int
) -> None:
    """Move a section one place up (-1) or down (1). Raises Denied, Conflict."""
    order = [one.id for one in sections_of(db, meeting)]
    here = order.index(section.id)
    there = min(max(here + step, 0), len(order) - 1)
    order[here], order[there] = order[there], order[here]
    reorder_sections(db, actor=actor, meeting=meeting, section_ids=order)


def set_numbering(
    db: Session, *, actor: Actor, meeting: Meeting, numbering: AgendaNumbering | None
) -> None:
    """Choose how the items of this sitting are numbered; None: as the rules of the body say.
    Raises Denied, Conflict."""
    rules.may_edit_agenda(actor, meeting).enforce()
    if meeting.numbering is numbering:
        return
    meeting.numbering = numbering
    note_changed(db, meeting)
    details = {"numbering": numbering.value if numbering else None}
    journal.record(db, actor, "agenda:set-numbering", meeting, details=details)


def _number(db: Session, sections: Sequence[AgendaSection]) -> None:
    for ordinal, section in enumerate(sections, start=1):
        section.ordinal = ordinal
    db.flush()


def _name(name: str, others: Sequence[AgendaSection]) -> str:
    name = " ".join(name.split())
    if not name:
        raise Invalid(S("agenda-section-needs-name"), {"name": S("agenda-section-needs-name")})
    if name.casefold() in {other.name.casefold() for other in others}:
        twice = S("agenda-section-name-twice", name=name)
        raise Invalid(twice, {"name": twice})
    return name
