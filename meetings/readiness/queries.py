"""What is missing before a sitting, of whom, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, subqueryload

from documents.distribution.queries import pages_read
from documents.models import Distribution, DocumentVersion, ReadingReceipt
from documents.rules import OUT_STATES
from dossiers.submissions.models import OpinionRequest
from ecabinet.auth.models import Account, AccountRole, Role
from ecabinet.people.models import Person
from meetings.agenda.queries import current_versions, standing_lines
from meetings.models import (
    AgendaItem,
    Answer,
    Invitation,
    InvitationKind,
    ItemState,
    Meeting,
)
from meetings.positions.models import Position
from meetings.queries import last_edition
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
    """Of those who owe an opinion and are not called: for whom they give it."""

    def of_item(self, item_id: int) -> list[Gap]:
        """What people owe of one item."""
        return [gap for gap in self.gaps if gap.item_id == item_id]

    def of_person(self, person_id: int) -> list[Gap]:
        """What one person owes."""
        return [gap for gap in self.gaps if gap.person_id == person_id]

    @property
    def cells(self) -> dict[tuple[int, int], dict[str, int]]:
        """{(item, person): {kind: count}} of what is owed of items."""
        found: dict[tuple[int, int], dict[str, int]] = {}
        for gap in self.gaps:
            if gap.item_id is not None:
                found.setdefault((gap.item_id, gap.person_id), {})[gap.missing.value] = gap.count
        return found

    def total(self, missing: Missing) -> int:
        """How many owe something of this kind (persons and items each once)."""
        return sum(gap.missing is missing for gap in self.gaps)


def sheet(db: Session, meeting: Meeting) -> Sheet:
    """Read what is missing: for the secretariat, and for guards; nobody else sees it whole."""
    items = _items(db, meeting)
    places = _places(db, meeting)
    asked = [place for place in places if place.kind is InvitationKind.MEMBER]
    gaps = [
        Gap(Missing.INVITATION, place.person_id) for place in places if place.answer is Answer.NONE
    ]
    gaps += _positions(db, items, asked)
    gaps += _papers(db, items, places)
    gaps += _opinions(db, items)
    names = {place.person_id: place.name for place in places}
    missing_names = {gap.person_id for gap in gaps} - names.keys()
    wanted = select(Person.id, Person.name, Person.organisation_id)
    rows = db.execute(wanted.where(Person.id.in_(missing_names))).all()
    names |= {row.id: row.name for row in rows}
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


def _places(db: Session, meeting: Meeting) -> list[Invitation]:
    wanted = (
        select(Invitation)
        .where(
            Invitation.meeting_id == meeting.id,
            Invitation.sent_at.is_not(None),
            Invitation.withdrawn_at.is_(None),
        )
        .order_by(Invitation.rank, Invitation.id)
    )
    return list(db.execute(wanted).scalars())


def _positions(db: Session, items: list[ItemGaps], asked: list[Invitation]) -> Iterable[Gap]:
    """Members who have said nothing of an item that still waits and was sent."""
    waiting = [one.item.id for one in items if one.is_sent and one.item.state is ItemState.WAITING]
    said = {
        (row.item_id, row.person_id)
        for row in db.execute(
            select(Position.item_id, Position.person_id).where(
                Position.item_id.in_(waiting),
                Position.confirmed_at.is_not(None),
                Position.superseded_at.is_(None),
            )
        )
    }
    return [
        Gap(Missing.POSITION, place.person_id, item_id)
        for item_id in waiting
        for place in asked
        if (item_id, place.person_id) not in said
    ]


def _papers(db: Session, items: list[ItemGaps], places: list[Invitation]) -> Iterable[Gap]:
    """Papers of items not done that somebody holds and has not opened."""
    open_items = [one for one in items if one.item.state is ItemState.WAITING]
    versions = {number for one in open_items for number in one.version_ids}
    held = {
        (row.person_id, row.version_id)
        for row in db.execute(
            select(Distribution.person_id, Distribution.version_id).where(
                Distribution.version_id.in_(versions), Distribution.recalled_at.is_(None)
            )
        )
    }
    opened = {
        (row.person_id, row.version_id)
        for row in db.execute(
            select(ReadingReceipt.person_id, ReadingReceipt.version_id).where(
                ReadingReceipt.version_id.in_(versions)
            )
        )
    }
    owed = held - opened
    return [
        Gap(Missing.PAPERS, place.person_id, one.item.id, count)
        for one in open_items
        for place in places
        if (count := sum((place.person_id, number) in owed for number in one.version_ids))
    ]


def _opinions(db: Session, items: list[ItemGaps]) -> Iterable[Gap]:
    """Officers of the organisations whose opinion is outstanding."""
    asked = {request.organisation_id for one in items for request in one.opinions}
    officers: dict[int, list[int]] = {}
    for row in db.execute(
        select(Person.organisation_id, Person.id)
        .join(Account, Account.person_id == Person.id)
        .join(AccountRole, AccountRole.account_id == Account.id)
        .where(
            Person.organisation_id.in_(asked),
            AccountRole.role == Role.OFFICER,
            Account.deactivated_at.is_(None),
            Person.deactivated_at.is_(None),
        )
        .order_by(Person.id)
    ):
        officers.setdefault(row.organisation_id, []).append(row.id)
    return [
        Gap(Missing.OPINION, person_id, one.item.id)
        for one in items
        for request in one.opinions
        for person_id in officers.get(request.organisation_id, [])
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
