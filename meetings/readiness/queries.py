"""What is missing before a sitting, of whom, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, subqueryload

from documents.distribution.queries import pages_read
from documents.models import Distribution, DocumentVersion
from documents.rules import OUT_STATES
from dossiers.submissions.models import OpinionRequest
from ecabinet.people.models import Person
from meetings.agenda.queries import current_versions, standing_lines
from meetings.models import AgendaItem, Invitation, InvitationKind, ItemState, Meeting
from meetings.queries import last_edition
from meetings.readiness import owing
from meetings.readiness.models import Missing, Reminder
from meetings.readiness.rules import Gap


@dataclass(frozen=True)
class Reading:
    """A version somebody holds: `pages` of it, `seen` how many they looked at, None: unopened."""

    version: DocumentVersion
    seen: frozenset[int] | None


@dataclass(frozen=True)
class ItemGaps:
    """What of an item itself is not there: no papers, papers not out, opinions outstanding.

    `version_ids`: what stands in the edition that was sent, where the item is in it.
    """

    item: AgendaItem
    number: int
    has_papers: bool
    not_out: list[DocumentVersion]
    opinions: list[OpinionRequest]
    is_sent: bool
    version_ids: list[int]


@dataclass(frozen=True)
class Sheet:
    """All that is missing before one sitting."""

    meeting: Meeting
    items: list[ItemGaps]
    places: list[Invitation]
    gaps: list[Gap]
    reminders: list[Reminder]
    names: dict[int, str] = field(default_factory=dict)
    organisations: dict[int, int | None] = field(default_factory=dict)
    """Of those who owe something: where they belong, for which they give an opinion."""

    @property
    def cells(self) -> dict[tuple[int, int, int | None], dict[Missing, int]]:
        """{(item, person, for whom they sit in): {kind: count}} of what is owed of items."""
        found: dict[tuple[int, int, int | None], dict[Missing, int]] = {}
        for gap in self.gaps:
            if gap.item_id is not None:
                key = (gap.item_id, gap.person_id, gap.sits_in_for)
                found.setdefault(key, {})[gap.missing] = gap.count
        return found

    @property
    def called(self) -> set[int]:
        """The persons who know of the sitting: invited, or sitting in for somebody."""
        return {
            id_ for place in self.places for id_ in (place.person_id, place.substitute_id) if id_
        }

    @property
    def guests(self) -> set[int]:
        """The persons who come as guests."""
        return {p.person_id for p in self.places if p.kind is InvitationKind.GUEST}

    def groups(self, gaps: Iterable[Gap]) -> dict[str, int]:
        """{group: how many persons of it owe one of `gaps`}, without those that are empty."""
        found = {"members": 0, "guests": 0, "officers": 0}
        for person_id in {gap.person_id for gap in gaps}:
            if person_id in self.guests:
                found["guests"] += 1
            else:
                found["members" if person_id in self.called else "officers"] += 1
        return {group: count for group, count in found.items() if count}

    def total(self, missing: Missing) -> int:
        """How many owe something of this kind (persons and items each once)."""
        return sum(gap.missing is missing for gap in self.gaps)


def sheet(db: Session, meeting: Meeting) -> Sheet:
    """Read what is missing: for the secretariat, and for guards; nobody else sees it whole."""
    items = _items(db, meeting)
    places = owing.places_of(db, meeting)
    lines = {
        one.item.id: one.version_ids
        for one in items
        if one.is_sent and one.item.state is ItemState.WAITING
    }
    asked = [(one.item.id, request.organisation_id) for one in items for request in one.opinions]
    gaps = [
        *owing.invitations(places),
        *owing.positions(db, lines, places),
        *owing.papers(db, lines, places),
        *owing.opinions(db, asked),
    ]
    wanted = select(Person.id, Person.name, Person.organisation_id)
    owing_persons = {gap.person_id for gap in gaps}
    rows = db.execute(wanted.where(Person.id.in_(owing_persons))).all()
    names = {row.id: row.name for row in rows} | {place.person_id: place.name for place in places}
    organisations = {row.id: row.organisation_id for row in rows}
    return Sheet(meeting, items, places, gaps, reminders_of(db, meeting), names, organisations)


def _items(db: Session, meeting: Meeting) -> list[ItemGaps]:
    edition = last_edition(db, meeting, sent=True)
    lines = standing_lines(db, [edition])[edition.id] if edition else []
    by_item = {line["item_id"]: line for line in lines}
    rows = list(
        db.execute(
            select(AgendaItem)
            .where(AgendaItem.meeting_id == meeting.id, AgendaItem.removed_at.is_(None))
            .order_by(AgendaItem.ordinal, AgendaItem.id)
            .options(subqueryload(AgendaItem.papers), joinedload(AgendaItem.lead))
        ).scalars()
    )
    current = current_versions(db, (p.document_id for item in rows for p in item.papers))
    opinions: dict[int, list[OpinionRequest]] = {}
    asked = [item.submission_id for item in rows if item.submission_id]
    for request in db.execute(
        select(OpinionRequest)
        .where(
            OpinionRequest.submission_id.in_(asked),
            OpinionRequest.view.is_(None),
            OpinionRequest.withdrawn_at.is_(None),
        )
        .order_by(OpinionRequest.due_at, OpinionRequest.id)
        .options(joinedload(OpinionRequest.organisation))
    ).scalars():
        opinions.setdefault(request.submission_id, []).append(request)
    return [
        ItemGaps(
            item,
            number,
            bool(item.papers),
            [
                current[paper.document_id]
                for paper in item.papers
                if paper.document_id in current
                and current[paper.document_id].state not in OUT_STATES
            ],
            opinions.get(item.submission_id or 0, []),
            item.id in by_item,
            by_item.get(item.id, {}).get("version_ids", []),
        )
        for number, item in enumerate(rows, start=1)
    ]


def reminders_of(db: Session, meeting: Meeting) -> list[Reminder]:
    """Return who was reminded of what, the latest first."""
    wanted = select(Reminder).where(Reminder.meeting_id == meeting.id)
    return list(db.execute(wanted.order_by(Reminder.sent_at.desc(), Reminder.id.desc())).scalars())


def readings_of(db: Session, person_id: int, version_ids: Iterable[int]) -> dict[int, Reading]:
    """Return {version id: how far the person has read it} of what they hold; two queries."""
    ids = set(version_ids)
    versions = db.execute(
        select(DocumentVersion)
        .where(
            DocumentVersion.id.in_(ids),
            DocumentVersion.id.in_(
                select(Distribution.version_id).where(
                    Distribution.person_id == person_id, Distribution.recalled_at.is_(None)
                )
            ),
        )
        .options(joinedload(DocumentVersion.document))
    ).scalars()
    seen = pages_read(db, person_id, ids)
    return {version.id: Reading(version, seen.get(version.id)) for version in versions}
