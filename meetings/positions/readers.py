"""Who reads the attachment of a position: who sees the position, and from and to the same moment.

The stored fact is `documents.Distribution`; it follows what was said, who is called, who chairs,
the opening of the sitting and the rules of the body (`queries.open_to` says it for one reader,
`readers_of` for all). What nobody's act begins or ends (rules that come into force on a day) is
seen by a round.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from sqlalchemy import false, select, true
from sqlalchemy.orm import Session, contains_eager, joinedload

from documents.attachments import services as attachments
from documents.models import AccessLevel, Distribution, Document, DocumentVersion, VersionState
from ecabinet import clock, occasions
from ecabinet.people.queries import rules_on
from ecabinet.people.rules import PositionsSeenBy
from meetings.models import AgendaItem, Answer, Invitation, InvitationKind, Meeting
from meetings.positions.models import Position


@dataclass(frozen=True)
class Readers:
    """Whom an attachment is handed to by name, and whether the secretariat reads it."""

    person_ids: frozenset[int] = frozenset()
    secretariat: bool = False


@dataclass
class _Sitting:
    """What readers of one sitting depend on."""

    seen_by: PositionsSeenBy
    asked: dict[int, frozenset[int]] = field(default_factory=dict)
    """{member: who sees what is said from that place: the member, the substitute named for it}."""
    called: set[int] = field(default_factory=set)

    @property
    def members(self) -> frozenset[int]:
        """All who take part from a member's place."""
        return frozenset().union(*self.asked.values())


def occasion(document: Document) -> str:
    """Return the words under which an attachment is handed out and taken back."""
    return occasions.name(occasions.POSITION, document.id)


def readers_of(sitting: _Sitting, in_force: Collection[Position], said: Collection[int]) -> Readers:
    """Return who sees one of the positions `in_force` that the attachment goes with.

    `said`: the members who have stated a position on the item.
    """
    persons: set[int] = set()
    stated = False
    for position in in_force:
        item = position.item
        if item.removed_at is not None:
            continue
        persons |= sitting.asked.get(position.person_id, frozenset())
        if position.confirmed_at is None:
            continue
        stated = True
        persons |= {p for p in (item.meeting.chair_id, item.chair_id) if p in sitting.called and p}
        if _is_open(sitting, item.meeting, said):
            persons |= sitting.members
    return Readers(frozenset(persons), stated)


def _is_open(sitting: _Sitting, meeting: Meeting, said: Collection[int]) -> bool:
    if sitting.seen_by is PositionsSeenBy.MEMBERS_LATER:
        return meeting.opened_at is not None or sitting.asked.keys() <= set(said)
    return sitting.seen_by is PositionsSeenBy.MEMBERS


@dataclass(frozen=True)
class Stale:
    """An attachment whose stored readers are not those it ought to have."""

    document: Document
    readers: Readers


def stale(db: Session, meeting_ids: Collection[int] | None = None) -> list[Stale]:
    """Return the attachments of positions of these sittings (None: of all) whose readers are to be
    changed; a fixed number of queries, one where nothing is attached."""
    of = AgendaItem.meeting_id.in_(meeting_ids) if meeting_ids is not None else true()
    positions = (
        db.execute(
            select(Position)
            .join(Position.item)
            .where(Position.document_id.is_not(None), of)
            .options(
                contains_eager(Position.item).joinedload(AgendaItem.meeting),
                joinedload(Position.document).selectinload(Document.named_readers),
                joinedload(Position.document).selectinload(Document.versions),
            )
            .execution_options(populate_existing=True)
        )
        .scalars()
        .all()
    )
    if not positions:
        return []
    sittings = _sittings(db, {p.item.meeting_id for p in positions})
    said = _said(db, {p.item_id for p in positions})
    documents = {p.document_id: p.document for p in positions if p.document is not None}
    held = _held(db, list(documents.values()))
    found = []
    for document_id, document in sorted(documents.items(), key=lambda pair: pair[0] or 0):
        going = [p for p in positions if p.document_id == document_id]
        readers = readers_of(
            sittings[going[0].item.meeting_id],
            [p for p in going if p.superseded_at is None],
            said.get(going[0].item_id, set()),
        )
        if _differs(document, readers, held.get(document.id, set())):
            found.append(Stale(document, readers))
    return found


def settle(db: Session, meeting_ids: Collection[int] | None = None) -> None:
    """Make the stored readers of attachments those who see the positions now."""
    at = clock.now()
    for one in stale(db, meeting_ids):
        attachments.set_readers(
            db,
            document=one.document,
            person_ids=one.readers.person_ids,
            secretariat_reads=one.readers.secretariat,
            occasion=occasion(one.document),
            at=at,
        )


def _differs(document: Document, readers: Readers, held: set[int]) -> bool:
    if document.current.state is not VersionState.RECALLED and held != readers.person_ids:
        return True
    level = AccessLevel.CABINET if readers.secretariat else AccessLevel.CONFIDENTIAL
    if document.access_level is not level:
        return True
    named = {row.person_id for row in document.named_readers}
    return named != (frozenset() if readers.secretariat else readers.person_ids)


def _held(db: Session, documents: Sequence[Document]) -> dict[int, set[int]]:
    rows = db.execute(
        select(DocumentVersion.document_id, Distribution.person_id)
        .join(Distribution.version)
        .where(
            DocumentVersion.document_id.in_([document.id for document in documents]),
            Distribution.occasion.in_([occasion(document) for document in documents]),
            Distribution.recalled_at.is_(None),
        )
    )
    found: dict[int, set[int]] = {}
    for document_id, person_id in rows:
        found.setdefault(document_id, set()).add(person_id)
    return found


def _said(db: Session, item_ids: Collection[int]) -> dict[int, set[int]]:
    rows = db.execute(
        select(Position.item_id, Position.person_id).where(
            Position.item_id.in_(item_ids) if item_ids else false(),
            Position.confirmed_at.is_not(None),
            Position.superseded_at.is_(None),
        )
    )
    found: dict[int, set[int]] = {}
    for item_id, person_id in rows:
        found.setdefault(item_id, set()).add(person_id)
    return found


def _sittings(db: Session, meeting_ids: Collection[int]) -> dict[int, _Sitting]:
    seen_by = rules_on(db, clock.day_of(clock.now())).positions_seen_by
    found = {meeting_id: _Sitting(seen_by) for meeting_id in meeting_ids}
    invitations = db.execute(
        select(Invitation).where(
            Invitation.meeting_id.in_(meeting_ids),
            Invitation.sent_at.is_not(None),
            Invitation.withdrawn_at.is_(None),
        )
    ).scalars()
    for row in invitations:
        persons = {row.person_id}
        if row.answer is Answer.SUBSTITUTE and row.substitute_id is not None:
            persons.add(row.substitute_id)
        sitting = found[row.meeting_id]
        sitting.called |= persons
        if row.kind is InvitationKind.MEMBER:
            sitting.asked[row.person_id] = frozenset(persons)
    return found
