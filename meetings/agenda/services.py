"""Acts on the working copy: add, change, remove, restore and order items, and their papers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from documents.models import Document
from ecabinet import clock, journal
from ecabinet.auth.actor import Actor
from ecabinet.errors import Conflict, Invalid, NotVisible
from ecabinet.outbox import publish
from ecabinet.people.models import Organisation, Person
from ecabinet.people.queries import members_on
from ecabinet.sentences import S
from meetings import rules as meeting_rules
from meetings.agenda import dossiers, lateness, rules
from meetings.agenda.models import AgendaSection
from meetings.agenda.placing import (
    note_changed,
    put_in_order,
    put_into_sections,
    sections_of,
    standing_items,
)
from meetings.agenda.queries import paper_of
from meetings.agenda.recurring import minutes_to_approve, note_minutes
from meetings.changes import services as changes
from meetings.events import AgendaChanged
from meetings.models import AgendaItem, AgendaItemDocument, ItemType, Meeting, StandingItem


@dataclass(frozen=True)
class ItemContent:
    """What stands in a line of the agenda. `minutes`: how long it is planned to take; `chair_id`:
    who presides over it in the chair's stead; `late_reason`: why it comes so late, when it does."""

    title: str
    type: ItemType
    minutes: int
    lead_id: int | None = None
    presenter_id: int | None = None
    section_id: int | None = None
    chair_id: int | None = None
    pause_after: int = 0
    late_reason: str = ""


@dataclass(frozen=True)
class Origin:
    """Where an item comes from, when not from an officer's head."""

    submission_id: int | None = None
    came_from_id: int | None = None
    standing: StandingItem | None = None
    minutes_of_id: int | None = None


def content_of(item: AgendaItem) -> dict[str, Any]:
    """Return what stands in a line now, by field."""
    return {field: getattr(item, field) for field in ItemContent.__dataclass_fields__}


def add_item(
    db: Session,
    *,
    actor: Actor,
    meeting: Meeting,
    content: ItemContent,
    ordinal: int | None = None,
    origin: Origin | None = None,
) -> AgendaItem:
    """Add an item at place `ordinal` (from 1), or at the end, within its section.

    One that comes after an edition was sent, or too late for its papers, needs `late_reason`. Two
    who add at once come in turn, and both items stand. Raises Denied, Conflict, Invalid.
    """
    changes.lock(db, meeting)
    standing = standing_items(db, meeting)
    rules.may_add(actor, meeting, len(standing)).enforce()
    late = lateness.is_late(db, meeting)
    content = replace(content, late_reason=content.late_reason.strip() if late else "")
    check_values(db, meeting, vars(content))
    rules.late_is_explained(late, content.late_reason).enforce()
    item = AgendaItem(
        meeting_id=meeting.id,
        ordinal=len(standing) + 1,
        **vars(content),
        **vars(origin or Origin()),
    )
    db.add(item)
    db.flush()
    order = [other.id for other in standing]
    order.insert(len(standing) if ordinal is None else max(0, ordinal - 1), item.id)
    put_in_order(db, meeting, [*standing, item], order)
    note_minutes(db, [item], minutes_to_approve(db, meeting, [item]))
    note_changed(db, meeting)
    details: dict[str, Any] = {"meeting": meeting.id}
    if late:
        details["late_reason_sha256"] = journal.digest(content.late_reason)
    journal.record(db, actor, "agenda:add-item", item, details=details)
    return item


def change_item(
    db: Session,
    *,
    actor: Actor,
    item: AgendaItem,
    content: ItemContent,
    revision: int | None,
    base: Mapping[str, Any] | None = None,
) -> AgendaItem:
    """Change a line, field by field: what another officer wrote into other fields meanwhile stays.

    What the officer saw: `base` ({field: value}), or all that stood at `revision`. Raises Denied,
    Invalid, and Conflict with `differences` for fields that both wrote.
    """
    rules.may_edit_item(actor, item).enforce()
    if content.section_id != item.section_id:
        # The sitting before its items, as everywhere: two who hold one each wait for ever.
        changes.lock(db, item.meeting)
    check_values(db, item.meeting, vars(content))
    rules.late_is_explained(bool(item.late_reason), content.late_reason).enforce()
    if not item.late_reason:
        content = replace(content, late_reason="")
    wanted = vars(content)
    merge = changes.merged(db, subject=item, wanted=wanted, revision=revision, base=base)
    rules.may_edit_item(actor, item).enforce()
    changed = changes.take(db, actor=actor, subject=item, wanted=wanted, merge=merge)
    if not changed:
        return item
    if "section_id" in changed:
        standing = standing_items(db, item.meeting)
        rest = [other.id for other in standing if other.id != item.id]
        put_in_order(db, item.meeting, standing, [*rest, item.id])
        note_changed(db, item.meeting)
    journal.record(db, actor, "agenda:change-item", item, details={"fields": sorted(changed)})
    publish(db, AgendaChanged(item.meeting_id, item.meeting.state.value))
    return item


def remove_item(
    db: Session, *, actor: Actor, item: AgendaItem, revision: int | None = None
) -> None:
    """Take an item off the working copy; `restore_item` puts it back. Raises Denied, Conflict."""
    changes.lock(db, item.meeting)
    rules.may_edit_item(actor, item).and_then(
        meeting_rules.same_revision(revision, item.revision)
    ).enforce()
    item.removed_at = clock.now()
    dossiers.left(db, actor, item)
    db.flush()
    rest = standing_items(db, item.meeting)
    put_in_order(db, item.meeting, rest, [other.id for other in rest])
    note_changed(db, item.meeting)
    journal.record(db, actor, "agenda:remove-item", item, details={"meeting": item.meeting_id})


def restore_item(db: Session, *, actor: Actor, item: AgendaItem) -> None:
    """Put a removed item back where it stood. Raises Denied, Conflict."""
    changes.lock(db, item.meeting)
    rules.may_restore(actor, item).enforce()
    standing = standing_items(db, item.meeting)
    rules.may_add(actor, item.meeting, len(standing)).enforce()
    dossiers.came_back(db, actor, item)
    place = item.ordinal
    item.removed_at = None
    db.flush()
    order = [other.id for other in standing]
    order.insert(place - 1, item.id)
    put_in_order(db, item.meeting, [*standing, item], order)
    note_changed(db, item.meeting)
    journal.record(db, actor, "agenda:restore-item", item, details={"meeting": item.meeting_id})


def reorder_items(
    db: Session,
    *,
    actor: Actor,
    meeting: Meeting,
    item_ids: Sequence[int],
    revision: int | None,
    seen: Sequence[int] | None = None,
    sections: Mapping[int, int | None] | None = None,
) -> None:
    """Put the items into the order `item_ids`.

    `sections`: {item id: section id, or None for before all sections} of items that go to another
    section; items are grouped by section whatever order was asked for.

    `seen`: the order the officer moved them from. With it, each move is made next to its
    neighbours on what stands there now; without it, `item_ids` are exactly those that stand there
    and `revision` of the sitting is the present one. Raises Denied, Invalid (an item twice),
    Conflict (another order or other items meanwhile; an item that somebody else moved, too).
    """
    if seen is not None:
        changes.lock(db, meeting)
        revision = None
    rules.may_edit_agenda(actor, meeting).and_then(
        meeting_rules.same_revision(revision, meeting.revision)
    ).enforce()
    standing = standing_items(db, meeting)
    present = [item.id for item in standing]
    wanted = list(item_ids)
    if seen is not None:
        rules.may_order(wanted, seen).enforce()
        wanted = changes.merged_order(db, meeting, standing, seen=seen, mine=wanted)
    rules.may_order(wanted, present).enforce()
    to = {item.id: item.section_id for item in standing} | dict(sections or {})
    known = {section.id for section in sections_of(db, meeting)} | {None}
    rules.may_go_to(to, present, known).enforce()
    moved = {item.id: to[item.id] for item in standing if to[item.id] != item.section_id}
    if wanted == present and not moved:
        return
    put_into_sections(db, standing, moved)
    after = put_in_order(db, meeting, standing, wanted)
    note_changed(db, meeting)
    changes.remember(
        db, actor=actor, subject=meeting, before={"order": present}, after={"order": after}
    )
    details = {"items": after, "sections": {str(key): to[key] for key in moved}}
    journal.record(db, actor, "agenda:reorder", meeting, details=details)


def move_item(
    db: Session, *, actor: Actor, item: AgendaItem, step: int = 0, section_id: int | None = None
) -> None:
    """Move an item one place up (`step` -1) or down (1), over the edge of its section into the next
    one; without `step` to the end of a section (None: before all sections).

    Raises Denied, Conflict, Invalid.
    """
    rules.may_edit_item(actor, item).enforce()
    standing = standing_items(db, item.meeting)
    sections = [None, *(section.id for section in sections_of(db, item.meeting))]
    order, to = rules.moved(
        [(other.id, other.section_id) for other in standing], sections, item.id, step, section_id
    )
    reorder_items(
        db, actor=actor, meeting=item.meeting, item_ids=order, revision=None,
        sections={item.id: to},
    )  # fmt: skip


def attach_document(db: Session, *, actor: Actor, item: AgendaItem, document: Document) -> None:
    """Lay a paper to an item, as its last; one that lies there already stays where it is.

    `document` must have been found through `documents.queries` (the officer sees it).
    Raises Denied, Conflict.
    """
    rules.may_edit_item(actor, item).enforce()
    if paper_of(db, item, document.id) is not None:
        return
    if len(item.papers) >= rules.MAX_PAPERS_PER_ITEM:
        raise Conflict(S("agenda-too-many-papers", most=rules.MAX_PAPERS_PER_ITEM))
    ordinal = max((paper.ordinal for paper in item.papers), default=0) + 1
    item.papers.append(AgendaItemDocument(document_id=document.id, ordinal=ordinal))
    db.flush()
    journal.record(db, actor, "agenda:attach-paper", item, details={"document": document.id})
    publish(db, AgendaChanged(item.meeting_id, item.meeting.state.value))


def detach_document(db: Session, *, actor: Actor, item: AgendaItem, document_id: int) -> None:
    """Take a paper from an item; the paper itself stays. Raises Denied, Conflict, NotVisible."""
    rules.may_edit_item(actor, item).enforce()
    paper = paper_of(db, item, document_id)
    if paper is None:
        raise NotVisible
    item.papers.remove(paper)
    db.flush()
    journal.record(db, actor, "agenda:detach-paper", item, details={"document": document_id})
    publish(db, AgendaChanged(item.meeting_id, item.meeting.state.value))


def reorder_papers(
    db: Session, *, actor: Actor, item: AgendaItem, document_ids: Sequence[int]
) -> None:
    """Put the papers of an item into the order in which they are read.

    Raises Denied, Invalid (one twice), Conflict (other papers lie there meanwhile).
    """
    rules.may_edit_item(actor, item).enforce()
    present = {paper.document_id: paper for paper in item.papers}
    rules.may_order(document_ids, present).enforce()
    for ordinal, document_id in enumerate(document_ids, start=1):
        present[document_id].ordinal = ordinal
    db.flush()
    db.expire(item, ["papers"])
    journal.record(db, actor, "agenda:reorder-papers", item)
    publish(db, AgendaChanged(item.meeting_id, item.meeting.state.value))


def check_values(db: Session, meeting: Meeting, values: Mapping[str, Any]) -> None:
    """Say whether `values`, fields of a line by name (those that are given), may stand in an item
    of the sitting. Raises Invalid with a sentence per field."""
    fields = {}
    if "title" in values and not values["title"].strip():
        fields["title"] = S("agenda-item-needs-title")
    if "minutes" in values and not 1 <= values["minutes"] <= 600:
        fields["minutes"] = S("agenda-item-minutes", least=1, most=600)
    if (lead_id := values.get("lead_id")) is not None:
        lead = db.get(Organisation, lead_id)
        if lead is None or lead.valid_to is not None:
            fields["lead_id"] = S("agenda-unknown-organisation")
    if (presenter_id := values.get("presenter_id")) is not None:
        person = db.get(Person, presenter_id)
        if person is None or person.deactivated_at is not None:
            fields["presenter_id"] = S("meeting-unknown-person")
    if "pause_after" in values and not 0 <= values["pause_after"] <= 600:
        fields["pause_after"] = S("agenda-item-minutes", least=0, most=600)
    if (section_id := values.get("section_id")) is not None:
        section = db.get(AgendaSection, section_id)
        if section is None or section.meeting_id != meeting.id or section.removed_at is not None:
            fields["section_id"] = S("agenda-unknown-section")
    chair_id = values.get("chair_id")
    if chair_id is not None and chair_id != meeting.chair_id:
        members = members_on(db, clock.day_of(meeting.starts_at))
        if chair_id not in {member.person_id for member in members}:
            fields["chair_id"] = S("agenda-chair-is-member")
    if fields:
        raise Invalid(next(iter(fields.values())), fields)
