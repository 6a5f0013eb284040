"""What the working copy holds now, and what a reader of an edition may open of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, joinedload

from documents import queries as document_queries
from documents.models import DocumentVersion
from documents.versions.queries import replacements
from dossiers.submissions.models import Submission
from ecabinet import clock, occasions
from ecabinet.auth.actor import Actor
from ecabinet.people.queries import rules_on
from ecabinet.people.rules.body import AgendaNumbering
from ecabinet.sentences import S, Sentence
from meetings import queries as meeting_queries
from meetings.agenda import rules
from meetings.agenda.lines import (
    Change,
    Outline,
    TimeSlot,
    changes_between,
    ends_at,
    fingerprint,
    guest_slot,
    lines_of,
    standing,
    timetable_of,
)
from meetings.agenda.models import AgendaSection, ItemGuest
from meetings.agenda.numbering import label_of, section_label
from meetings.agenda.placing import sections_of
from meetings.agenda.recurring import minutes_to_approve, standing_notes
from meetings.agenda.returning import Earlier, Returning, comes_back, history_of
from meetings.guests_told import guests_told, with_guests
from meetings.models import AgendaItem, AgendaItemDocument, AgendaVersion, ItemType, Meeting
from meetings.rules import in_force
from meetings.sent.queries import compared_with


def current_versions(db: Session, document_ids: Iterable[int]) -> dict[int, DocumentVersion]:
    """Return the latest version of each document, by document id."""
    ids = set(document_ids)
    if not ids:
        return {}
    latest = (
        select(DocumentVersion.document_id, func.max(DocumentVersion.ordinal).label("ordinal"))
        .where(DocumentVersion.document_id.in_(ids))
        .group_by(DocumentVersion.document_id)
        .subquery()
    )
    found = db.execute(
        select(DocumentVersion).join(
            latest,
            (DocumentVersion.document_id == latest.c.document_id)
            & (DocumentVersion.ordinal == latest.c.ordinal),
        )
    ).scalars()
    return {version.document_id: version for version in found}


def numbering_of(db: Session, meeting: Meeting) -> AgendaNumbering:
    """Return how the sitting's items are numbered: as chosen, else as the rules of the body say.
    Raises NotVisible when the body has no rules."""
    if meeting.numbering is not None:
        return meeting.numbering
    return rules_on(db, clock.day_of(meeting.starts_at)).agenda_numbering


def outline(db: Session, meeting: Meeting) -> Outline:
    """Return what belongs to the working copy besides its items; a fixed number of queries."""
    guests: dict[int, list[ItemGuest]] = {}
    for guest in db.execute(
        select(ItemGuest)
        .join(AgendaItem, AgendaItem.id == ItemGuest.item_id)
        .where(AgendaItem.meeting_id == meeting.id)
        .options(joinedload(ItemGuest.person))
        .order_by(ItemGuest.item_id, ItemGuest.person_id)
    ).scalars():
        guests.setdefault(guest.item_id, []).append(guest)
    sections = sections_of(db, meeting)
    numbering = numbering_of(db, meeting) if sections else AgendaNumbering.THROUGH
    numbers = select(Submission.id, Submission.proposal_number).where(
        Submission.id.in_(
            select(AgendaItem.submission_id).where(AgendaItem.meeting_id == meeting.id)
        )
    )
    proposals = {row.id: row.proposal_number for row in db.execute(numbers)}
    asked = select(AgendaItem).where(
        AgendaItem.meeting_id == meeting.id,
        AgendaItem.removed_at.is_(None),
        or_(AgendaItem.standing.is_not(None), AgendaItem.type == ItemType.APPROVAL_OF_MINUTES),
    )
    items = list(db.execute(asked).scalars())
    minutes = minutes_to_approve(db, meeting, items)
    notes = standing_notes(db, items, minutes)
    return Outline(sections, numbering, guests, notes, proposals, minutes)


def labels_of(db: Session, meeting: Meeting) -> dict[int, str]:
    """Return {item id: its number} for the standing items of the working copy."""
    return labels_in(db, [meeting])[meeting.id]


def sections_by_id(db: Session, meeting: Meeting) -> dict[int, dict[str, str]]:
    """Return {section id: {label, name}} of the working copy, in order."""
    sections = sections_of(db, meeting)
    numbering = numbering_of(db, meeting) if sections else AgendaNumbering.THROUGH
    return {
        section.id: {"label": section_label(place, numbering), "name": section.name}
        for place, section in enumerate(sections, start=1)
    }


def labels_in(db: Session, meetings: Collection[Meeting]) -> dict[int, dict[int, str]]:
    """Return {sitting id: {item id: its number}}, in a fixed number of queries but for the rules
    of the body on the days of the sittings."""
    ids = [meeting.id for meeting in meetings]
    sections: dict[int, list[AgendaSection]] = {}
    items: dict[int, list[AgendaItem]] = {}
    for section in db.execute(
        select(AgendaSection)
        .where(AgendaSection.meeting_id.in_(ids), AgendaSection.removed_at.is_(None))
        .order_by(AgendaSection.ordinal, AgendaSection.id)
    ).scalars():
        sections.setdefault(section.meeting_id, []).append(section)
    for item in db.execute(
        select(AgendaItem)
        .where(AgendaItem.meeting_id.in_(ids), AgendaItem.removed_at.is_(None))
        .order_by(AgendaItem.ordinal, AgendaItem.id)
    ).scalars():
        items.setdefault(item.meeting_id, []).append(item)
    found = {}
    for meeting in meetings:
        of = sections.get(meeting.id, [])
        numbering = numbering_of(db, meeting) if of else AgendaNumbering.THROUGH
        found[meeting.id] = Outline(of, numbering).labels(items.get(meeting.id, []))
    return found


@dataclass(frozen=True)
class Group:
    """A section of a page with its entries; `label` and `name` are empty before all sections."""

    section_id: int | None
    label: str
    name: str
    entries: list[Any]


def grouped(entries: Iterable[tuple[Mapping[str, Any], Any]]) -> list[Group]:
    """Group (line, entry) pairs, in order, by the section of the line."""
    groups: list[Group] = []
    for line, entry in entries:
        section_id = line.get("section_id")
        if not groups or groups[-1].section_id != section_id:
            label, name = line.get("section_label") or "", line.get("section") or ""
            groups.append(Group(section_id, label, name, []))
        groups[-1].entries.append(entry)
    return groups


@dataclass(frozen=True)
class Desk:
    """The secretariat's view of an agenda: what stands, what was removed, what has changed since
    `edition` (`sent.queries.compared_with`); `holds`: that edition was sent, or is to be."""

    items: list[AgendaItem]
    removed: list[AgendaItem]
    lines: list[dict[str, Any]]
    slots: list[TimeSlot]
    minutes: int
    fingerprint: str
    edition: AgendaVersion | None
    holds: bool
    changes: list[Change]
    versions: dict[int, DocumentVersion]
    outline: Outline
    ends_at: datetime
    returning: list[Returning]
    history: dict[int, list[Earlier]]

    @property
    def in_force(self) -> AgendaVersion | None:
        """The edition, where it was sent or is to be: one that goes out no more may be approved
        again as it was."""
        return self.edition if self.holds else None

    @property
    def groups(self) -> list[Group]:
        """The entries (item, line, slot) by section, sections without items too."""
        entries = list(zip(self.items, self.lines, self.slots, strict=True))
        sections = [(section.id, section.name) for section in self.outline.sections]
        groups = [Group(None, "", "", [])] + [
            Group(section_id, section_label(place, self.outline.numbering), name, [])
            for place, (section_id, name) in enumerate(sections, start=1)
        ]
        by_id = {group.section_id: group for group in groups}
        for entry in entries:
            by_id[entry[1]["section_id"]].entries.append(entry)
        return [group for group in groups if group.section_id is not None or group.entries]

    @property
    def missing(self) -> list[Sentence]:
        """What the agenda lacks before it may be approved: what was put off and comes back here
        is taken up or put off again, never lost."""
        undecided = [
            S("agenda-lacks-decision-on-returning", title=one.item.title) for one in self.returning
        ]
        labels = {line["item_id"]: line["label"] for line in self.lines}
        return rules.lacks(self.items, labels) + undecided

    @property
    def differs(self) -> bool:
        """The working copy is not what the edition says."""
        return self.edition is None or bool(self.changes)

    def changes_of(self, item: AgendaItem) -> list[Change]:
        """Return what changed about one item since the edition."""
        return [change for change in self.changes if change.item_id == item.id]


def desk(db: Session, meeting: Meeting) -> Desk:
    """Load the working copy in a fixed number of queries, whatever the number of items."""
    items = meeting_queries.load_items(db, meeting)
    present = standing(items)
    versions = current_versions(db, (p.document_id for item in items for p in item.papers))
    around = outline(db, meeting)
    now = lines_of(present, {key: version.id for key, version in versions.items()}, around)
    edition = compared_with(db, meeting)
    before = standing_lines(db, [edition])[edition.id] if edition else []
    return Desk(
        items=present,
        removed=[item for item in items if item.removed_at is not None],
        lines=now,
        slots=timetable_of(meeting.starts_at, now),
        minutes=sum(item.minutes + item.pause_after for item in present),
        fingerprint=fingerprint(now),
        edition=edition,
        holds=in_force(meeting, edition),
        changes=changes_between(before, now) if edition else [],
        versions=versions,
        outline=around,
        ends_at=ends_at(meeting.starts_at, now),
        returning=comes_back(db, meeting),
        history={i.id: history_of(db, i) for i in present if i.came_from_id is not None},
    )


def standing_lines(
    db: Session, editions: Iterable[AgendaVersion]
) -> dict[int, list[dict[str, Any]]]:
    """Return {edition id: its lines as they stand now}; one query.

    Where a paper was replaced after the sending, and the new version handed to those who were sent
    the old one, a line names the new one in its place, and once more in `replaced`.
    """
    found = list(editions)
    named = {one for edition in found for line in edition.lines for one in line["version_ids"]}
    newer = replacements(
        db, named, {occasions.name(occasions.MEETING, one.meeting_id) for one in found}
    )
    return {
        edition.id: [
            _standing_line(line, occasions.name(occasions.MEETING, edition.meeting_id), newer)
            for line in edition.lines
        ]
        for edition in found
    }


def _standing_line(
    line: dict[str, Any], occasion: str, newer: dict[tuple[str, int], int]
) -> dict[str, Any]:
    stands = [newer.get((occasion, one), one) for one in line["version_ids"]]
    replaced = [one for one in stands if one not in line["version_ids"]]
    return {**line, "version_ids": stands, "replaced": replaced}


@dataclass(frozen=True)
class SentLine:
    """A line as it was sent, with the papers of it that this reader may open."""

    line: dict[str, Any]
    slot: TimeSlot
    papers: list[DocumentVersion]

    @property
    def label(self) -> str:
        """The number of the item, as it was sent."""
        return label_of(self.line)

    @property
    def guests(self) -> list[tuple[str, TimeSlot]]:
        """Who is asked to this item alone, from when to when."""
        told = self.line.get("guests") or ()
        return [(guest["name"], guest_slot(guest, self.slot)) for guest in told]

    @property
    def on_paper(self) -> list[dict[str, Any]]:
        """The papers of the line that are on paper alone: number and title, as they were."""
        found: list[dict[str, Any]] = self.line.get("on_paper", [])
        return found


def sent_lines(
    db: Session, actor: Actor, meeting: Meeting, edition: AgendaVersion
) -> list[SentLine]:
    """Return the lines of a sent edition with the papers that `actor` may read.

    A guest who comes to single items alone is told those; of others asked to single items, guests
    are told nothing.
    """
    lines = standing_lines(db, [edition])[edition.id]
    wanted = {version_id for line in lines for version_id in line["version_ids"]}
    readable: dict[int, DocumentVersion] = {}
    if wanted:
        visible = (
            document_queries.visible_versions(actor)
            .where(DocumentVersion.id.in_(wanted))
            .options(joinedload(DocumentVersion.document))
        )
        readable = {version.id: version for version in db.execute(visible).scalars()}
    slots = timetable_of(meeting.starts_at, lines)
    bound = meeting_queries.bound_to_items(db, actor, [meeting])
    told = meeting_queries.told(lines, bound.get(meeting.id))
    shown = with_guests(lines, guests_told(db, actor, meeting))
    return [
        SentLine(line, slot, [readable[i] for i in line["version_ids"] if i in readable])
        for line, slot in zip(shown, slots, strict=True)
        if line["item_id"] in told
    ]


def paper_of(db: Session, item: AgendaItem, document_id: int) -> AgendaItemDocument | None:
    """Return the link between an item and a document, if there is one."""
    return db.get(AgendaItemDocument, (item.id, document_id))
