"""Who sees which positions, from which place somebody says theirs, and who has said nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, exists, false, or_, select
from sqlalchemy.orm import Session, aliased, contains_eager, joinedload

from documents.models import DocumentVersion
from documents.queries import principals_of, versions_of
from ecabinet import clock
from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Role
from ecabinet.errors import NotVisible
from ecabinet.people.queries import Member, members_on, rules_on
from ecabinet.people.rules import PositionsSeenBy
from meetings.models import (
    AgendaItem,
    AgendaVersion,
    Invitation,
    InvitationKind,
    Meeting,
)
from meetings.positions import rules
from meetings.positions.models import Position
from meetings.queries import is_own_invitation, last_edition, visible_meetings


def is_asked() -> ColumnElement[bool]:
    """The condition on Invitation that positions are asked from this place."""
    return and_(
        Invitation.kind == InvitationKind.MEMBER,
        Invitation.sent_at.is_not(None),
        Invitation.withdrawn_at.is_(None),
    )


def all_answered() -> ColumnElement[bool]:
    """The condition on AgendaItem that all who are asked have stated a position on it."""
    said = aliased(Position)
    # Correlated by name: left to itself, the inner one would take any item for this one.
    has_said = (
        exists()
        .where(
            said.item_id == AgendaItem.id,
            said.person_id == Invitation.person_id,
            said.confirmed_at.is_not(None),
            said.superseded_at.is_(None),
        )
        .correlate(AgendaItem, Invitation)
    )
    silent = exists().where(Invitation.meeting_id == AgendaItem.meeting_id, is_asked(), ~has_said)
    return ~silent.correlate(AgendaItem)


def open_to(db: Session, actor: Actor) -> ColumnElement[bool]:
    """The condition on AgendaItem that `actor` sees everybody's positions on it.

    The secretariat and who chairs the sitting or the item, at once; members, their substitutes
    and assistants as the rules of the body say: never, at once, or once all have answered or the
    sitting has begun. An assistant reads what the member reads.
    """
    if actor.has(Role.ADMIN, Role.AUDITOR):
        return false()
    if actor.is_secretariat:
        return AgendaItem.id.is_not(None)
    read_for = principals_of(actor, clock.now())
    chairs = or_(
        AgendaItem.chair_id == actor.person_id,
        AgendaItem.chair_id.in_(read_for),
        exists().where(
            Meeting.id == AgendaItem.meeting_id,
            or_(Meeting.chair_id == actor.person_id, Meeting.chair_id.in_(read_for)),
        ),
    )
    seen_by = rules_on(db, clock.day_of(clock.now())).positions_seen_by
    if seen_by is PositionsSeenBy.SECRETARIAT:
        return chairs
    takes_part = exists().where(
        Invitation.meeting_id == AgendaItem.meeting_id, is_asked(), is_own_invitation(actor)
    )
    if seen_by is PositionsSeenBy.MEMBERS:
        return or_(chairs, takes_part)
    begun = exists().where(Meeting.id == AgendaItem.meeting_id, Meeting.opened_at.is_not(None))
    return or_(chairs, and_(takes_part, or_(begun, all_answered())))


def visible_positions(db: Session, actor: Actor) -> Select[Position]:
    """The positions in force that `actor` may read, joined with AgendaItem.

    Those of items that are open to them (`open_to`), once stated; and what is said or prepared
    from their own place, from that of who named them as substitute, or whom they assist.
    """
    own: ColumnElement[bool] = exists().where(
        Invitation.meeting_id == AgendaItem.meeting_id,
        Invitation.person_id == Position.person_id,
        is_asked(),
        is_own_invitation(actor),
    )
    if actor.has(Role.ADMIN, Role.AUDITOR):
        own = false()
    stated = and_(Position.confirmed_at.is_not(None), open_to(db, actor))
    return (
        select(Position)
        .join(Position.item)
        .where(
            Position.superseded_at.is_(None),
            AgendaItem.removed_at.is_(None),
            AgendaItem.meeting_id.in_(visible_meetings(actor).with_only_columns(Meeting.id)),
            or_(own, stated),
        )
    )


def positions_of(db: Session, actor: Actor, meeting: Meeting) -> list[Position]:
    """Return what `actor` sees of the sitting's positions, by item and rank; one query."""
    return list(
        db.execute(
            visible_positions(db, actor)
            .where(AgendaItem.meeting_id == meeting.id)
            .order_by(Position.item_id, Position.rank, Position.id)
            .options(contains_eager(Position.item), joinedload(Position.document))
        ).scalars()
    )


def open_items(db: Session, actor: Actor, meeting: Meeting) -> set[int]:
    """Return the items of the sitting of which `actor` sees everybody's positions, and counts."""
    wanted = select(AgendaItem.id).where(AgendaItem.meeting_id == meeting.id, open_to(db, actor))
    return set(db.execute(wanted).scalars())


def find_position(db: Session, actor: Actor, position_id: int) -> Position:
    """Return a position of the actor's own place, superseded too (the act says what became of
    it). Raises NotVisible."""
    own = exists().where(
        Invitation.meeting_id == AgendaItem.meeting_id,
        Invitation.person_id == Position.person_id,
        is_asked(),
        is_own_invitation(actor),
    )
    row = db.execute(
        select(Position)
        .join(Position.item)
        .where(Position.id == position_id, own)
        .options(contains_eager(Position.item).joinedload(AgendaItem.meeting))
    ).scalar_one_or_none()
    if row is None or actor.has(Role.ADMIN, Role.AUDITOR):
        raise NotVisible
    return row


def places_of(db: Session, actor: Actor, meeting: Meeting) -> list[Invitation]:
    """Return the members' places from which `actor` says or prepares something: the own first."""
    return list(
        db.execute(
            select(Invitation)
            .where(Invitation.meeting_id == meeting.id, is_asked(), is_own_invitation(actor))
            .order_by(Invitation.person_id != actor.person_id, Invitation.rank, Invitation.id)
        ).scalars()
    )


def find_place(
    db: Session, actor: Actor, meeting: Meeting, person_id: int | None = None, *, lock: bool = False
) -> Invitation:
    """Return the place of `person_id` (None: the actor's first) if they may act from it.

    `lock`: two tablets of one member come in turn. Raises NotVisible.
    """
    places = places_of(db, actor, meeting)
    found = next((p for p in places if person_id is None or p.person_id == person_id), None)
    if found is None:
        raise NotVisible
    if lock:
        locked = select(Invitation).where(Invitation.id == found.id).with_for_update()
        db.execute(locked.execution_options(populate_existing=True)).scalar_one()
    return found


def member_of(db: Session, person_id: int) -> Member | None:
    """Return the person as the voting member they are today, with the seat as it is now."""
    today = clock.day_of(clock.now())
    return next((one for one in members_on(db, today) if one.person_id == person_id), None)


def members_asked(db: Session, meeting: Meeting) -> list[Invitation]:
    """Return the places from which positions are asked, by rank."""
    wanted = select(Invitation).where(Invitation.meeting_id == meeting.id, is_asked())
    return list(db.execute(wanted.order_by(Invitation.rank, Invitation.id)).scalars())


def sent_items(db: Session, meeting: Meeting) -> list[AgendaItem]:
    """Return the standing items of the edition that was sent last, in its order."""
    edition = last_edition(db, meeting, sent=True)
    order = order_of(edition)
    rows = db.execute(
        select(AgendaItem)
        .where(AgendaItem.meeting_id == meeting.id, AgendaItem.removed_at.is_(None))
        .options(joinedload(AgendaItem.lead))
    ).scalars()
    return sorted((i for i in rows if i.id in order), key=lambda item: order[item.id])


def order_of(edition: AgendaVersion | None) -> dict[int, int]:
    """Return {item id: its place in the edition}."""
    lines = edition.lines if edition else []
    return {line["item_id"]: place for place, line in enumerate(lines)}


def find_sent_item(db: Session, meeting: Meeting, item_id: int) -> AgendaItem:
    """Return an item that members know of. Raises NotVisible."""
    for item in sent_items(db, meeting):
        if item.id == item_id:
            return item
    raise NotVisible


def lock_items(db: Session, items: Collection[AgendaItem]) -> None:
    """Have those who call an item, adopt it or say something of it come in turn, on what is
    stored now."""
    ids = sorted(item.id for item in items)
    db.execute(
        select(AgendaItem)
        .where(AgendaItem.id.in_(ids))
        .order_by(AgendaItem.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).scalars().all()


def in_force(db: Session, item_ids: Collection[int]) -> dict[int, list[Position]]:
    """Return {item id: stated positions}, whoever asks: for guards and the record, never pages."""
    found: dict[int, list[Position]] = {item_id: [] for item_id in item_ids}
    rows = db.execute(
        select(Position)
        .where(
            Position.item_id.in_(found),
            Position.confirmed_at.is_not(None),
            Position.superseded_at.is_(None),
        )
        .order_by(Position.rank, Position.id)
    ).scalars()
    for row in rows:
        found[row.item_id].append(row)
    return found


def of_place(db: Session, person_id: int, item_ids: Collection[int]) -> dict[int, PlaceState]:
    """Return {item id: what is in force and what is prepared} of one member's place."""
    rows = db.execute(
        select(Position)
        .where(
            Position.item_id.in_(list(item_ids)),
            Position.person_id == person_id,
            Position.superseded_at.is_(None),
        )
        .options(joinedload(Position.document))
    ).scalars()
    found: dict[int, PlaceState] = {}
    for row in rows:
        before = found.get(row.item_id, PlaceState())
        if row.confirmed_at is None:
            found[row.item_id] = PlaceState(before.stated, row)
        else:
            found[row.item_id] = PlaceState(row, before.prepared)
    return found


@dataclass(frozen=True)
class PlaceState:
    """What a place says of an item, and what an assistant has prepared for it."""

    stated: Position | None = None
    prepared: Position | None = None


def readable_attachments(
    db: Session, actor: Actor, positions: Iterable[Position]
) -> dict[int, DocumentVersion]:
    """Return {document id: version} of what is attached to `positions` and `actor` may read."""
    documents = [row.document for row in positions if row.document is not None]
    if not documents:
        return {}
    found = versions_of(db, actor, documents)
    return {number: versions[-1] for number, versions in found.items() if versions}


def before_this(db: Session, position: Position) -> Position | None:
    """Return what was in force from the same place until `position` superseded it.

    Nothing for one that an undoing brought back: it was said earlier than it stands.
    """
    if position.prepared_by_id is None and position.created_at != position.confirmed_at:
        return None
    return db.execute(
        select(Position)
        .where(
            Position.item_id == position.item_id,
            Position.person_id == position.person_id,
            Position.confirmed_at.is_not(None),
            Position.superseded_at == (position.confirmed_at or position.created_at),
            Position.id != position.id,
        )
        .order_by(Position.id.desc())
        .limit(1)
    ).scalar_one_or_none()


def counts_of(
    asked: Collection[Invitation], positions: Collection[Position], item_ids: Collection[int]
) -> dict[int, rules.Counts]:
    """Return {item id: counts} over positions that may be counted."""
    members = {place.person_id for place in asked}
    return {
        item_id: rules.count(
            members, [p for p in positions if p.item_id == item_id and p.confirmed_at]
        )
        for item_id in item_ids
    }
