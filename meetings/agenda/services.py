"""Acts on the working copy: add, change, remove, restore and order items, and their papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import case, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from documents.models import Document
from ecabinet import clock, journal
from ecabinet.auth.actor import Actor
from ecabinet.errors import Conflict, Invalid, NotVisible
from ecabinet.outbox import publish
from ecabinet.people.models import Organisation, Person
from ecabinet.sentences import S
from meetings import rules as meeting_rules
from meetings.agenda import rules
from meetings.agenda.queries import paper_of
from meetings.events import AgendaChanged
from meetings.models import AgendaItem, AgendaItemDocument, ItemType, Meeting


@dataclass(frozen=True)
class ItemContent:
    """What stands in a line of the agenda. `minutes`: how long it is planned to take."""

    title: str
    type: ItemType
    minutes: int
    lead_id: int | None = None
    presenter_id: int | None = None


def add_item(
    db: Session, *, actor: Actor, meeting: Meeting, content: ItemContent, ordinal: int | None = None
) -> AgendaItem:
    """Add an item at place `ordinal` (from 1), or at the end. Raises Denied, Conflict, Invalid."""
    standing = _standing(db, meeting)
    rules.may_add(actor, meeting, len(standing)).enforce()
    _check(db, content)
    item = AgendaItem(meeting_id=meeting.id, ordinal=len(standing) + 1, **vars(content))
    db.add(item)
    db.flush()
    if ordinal is not None and ordinal <= len(standing):
        order = [other.id for other in standing]
        order.insert(max(0, ordinal - 1), item.id)
        _number(db, [*standing, item], order)
    note_changed(db, meeting)
    journal.record(db, actor, "agenda:add-item", item, details={"meeting": meeting.id})
    return item


def change_item(
    db: Session, *, actor: Actor, item: AgendaItem, content: ItemContent, revision: int | None
) -> AgendaItem:
    """Change a line. `revision`: what the officer saw. Raises Denied, Invalid, Conflict."""
    rules.may_edit_item(actor, item).and_then(
        meeting_rules.same_revision(revision, item.revision)
    ).enforce()
    _check(db, content)
    changed = [name for name, value in vars(content).items() if getattr(item, name) != value]
    if not changed:
        return item
    for name in changed:
        setattr(item, name, getattr(content, name))
    db.flush()
    journal.record(db, actor, "agenda:change-item", item, details={"fields": sorted(changed)})
    publish(db, AgendaChanged(item.meeting_id, item.meeting.state.value))
    return item


def remove_item(
    db: Session, *, actor: Actor, item: AgendaItem, revision: int | None = None
) -> None:
    """Take an item off the working copy; `restore_item` puts it back. Raises Denied, Conflict."""
    rules.may_edit_item(actor, item).and_then(
        meeting_rules.same_revision(revision, item.revision)
    ).enforce()
    item.removed_at = clock.now()
    db.flush()
    rest = _standing(db, item.meeting)
    _number(db, rest, [other.id for other in rest])
    note_changed(db, item.meeting)
    journal.record(db, actor, "agenda:remove-item", item, details={"meeting": item.meeting_id})


def restore_item(db: Session, *, actor: Actor, item: AgendaItem) -> None:
    """Put a removed item back where it stood. Raises Denied, Conflict."""
    rules.may_restore(actor, item).enforce()
    standing = _standing(db, item.meeting)
    rules.may_add(actor, item.meeting, len(standing)).enforce()
    place = item.ordinal
    item.removed_at = None
    db.flush()
    order = [other.id for other in standing]
    order.insert(place - 1, item.id)
    _number(db, [*standing, item], order)
    note_changed(db, item.meeting)
    journal.record(db, actor, "agenda:restore-item", item, details={"meeting": item.meeting_id})


def reorder_items(
    db: Session, *, actor: Actor, meeting: Meeting, item_ids: Sequence[int], revision: int | None
) -> None:
    """Put the items into the order `item_ids`: exactly those that stand there.

    `revision`: of the sitting, as the officer saw it. Raises Denied, Invalid (an item twice),
    Conflict (another order or other items meanwhile).
    """
    rules.may_edit_agenda(actor, meeting).and_then(
        meeting_rules.same_revision(revision, meeting.revision)
    ).enforce()
    standing = _standing(db, meeting)
    present = [item.id for item in standing]
    rules.may_order(item_ids, present).enforce()
    if list(item_ids) == present:
        return
    _number(db, standing, item_ids)
    note_changed(db, meeting)
    journal.record(db, actor, "agenda:reorder", meeting, details={"items": list(item_ids)})


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


def _standing(db: Session, meeting: Meeting) -> list[AgendaItem]:
    return list(
        db.execute(
            select(AgendaItem)
            .where(AgendaItem.meeting_id == meeting.id, AgendaItem.removed_at.is_(None))
            .order_by(AgendaItem.ordinal, AgendaItem.id)
        ).scalars()
    )


def _number(db: Session, items: Sequence[AgendaItem], order: Sequence[int]) -> None:
    """Number `items` 1, 2, 3 … in `order`. Written past the items' own revision: who moves a line
    does not spoil the text that somebody else is typing into it."""
    if not order:
        return
    table = AgendaItem.__table__
    places = {item_id: ordinal for ordinal, item_id in enumerate(order, start=1)}
    db.execute(
        update(table)  # type: ignore[arg-type]  # a mapped Table, typed as FromClause
        .where(table.c.id.in_(order))
        .values(ordinal=case(places, value=table.c.id))
    )
    for item in items:
        db.expire(item, ["ordinal"])


def note_changed(db: Session, meeting: Meeting) -> None:
    """Count the sitting's revision on, and tell the desk: another order, or other items."""
    meeting.agenda_changed_at = clock.now()
    flag_modified(meeting, "agenda_changed_at")
    db.flush()
    publish(db, AgendaChanged(meeting.id, meeting.state.value))


def _check(db: Session, content: ItemContent) -> None:
    fields = {}
    if not content.title.strip():
        fields["title"] = S("agenda-item-needs-title")
    if not 1 <= content.minutes <= 600:
        fields["minutes"] = S("agenda-item-minutes", least=1, most=600)
    if content.lead_id is not None:
        lead = db.get(Organisation, content.lead_id)
        if lead is None or lead.valid_to is not None:
            fields["lead_id"] = S("agenda-unknown-organisation")
    if content.presenter_id is not None:
        person = db.get(Person, content.presenter_id)
        if person is None or person.deactivated_at is not None:
            fields["presenter_id"] = S("meeting-unknown-person")
    if fields:
        raise Invalid(next(iter(fields.values())), fields)
