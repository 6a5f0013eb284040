"""Which sittings somebody sees, and how they are found and listed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from sqlalchemy import Select, and_, exists, false, func, or_, select, true
from sqlalchemy.orm import Session, aliased, joinedload, subqueryload
from sqlalchemy.sql.elements import ColumnElement

from documents.models import DocumentVersion
from ecabinet import clock
from ecabinet.api.cursors import paginate
from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Role
from ecabinet.errors import NotVisible
from ecabinet.people.models import Delegation, Person
from meetings import rules
from meetings.models import (
    AgendaItem,
    AgendaItemDocument,
    AgendaVersion,
    Answer,
    Invitation,
    Meeting,
    MeetingState,
)

PAGE = 25
OVER = (
    MeetingState.ENDED,
    MeetingState.MINUTES_SUBMITTED,
    MeetingState.MINUTES_SIGNED,
    MeetingState.ARCHIVED,
    MeetingState.CANCELLED,
)


def is_own_invitation(actor: Actor) -> ColumnElement[bool]:
    """Return the condition on Invitation: sent, not withdrawn, and `actor` comes by it.

    The invited person, whoever sits in for them, and accounts to which they delegated now.
    """
    now = clock.now()
    delegated = exists().where(
        Delegation.person_id == Invitation.person_id,
        Delegation.account_id == actor.account_id,
        Delegation.starts_at <= now,
        Delegation.ends_at > now,
        Delegation.revoked_at.is_(None),
    )
    return and_(
        Invitation.sent_at.is_not(None),
        Invitation.withdrawn_at.is_(None),
        or_(
            Invitation.person_id == actor.person_id,
            and_(
                Invitation.answer == Answer.SUBSTITUTE,
                Invitation.substitute_id == actor.person_id,
            ),
            delegated,
        ),
    )


def meetings_of_invited(db: Session, person_id: int) -> list[int]:
    """Return the ids of the sittings to which the person is called."""
    called = select(Invitation.meeting_id).where(
        Invitation.person_id == person_id,
        Invitation.sent_at.is_not(None),
        Invitation.withdrawn_at.is_(None),
    )
    return list(db.execute(called.distinct().order_by(Invitation.meeting_id)).scalars())


def visible_meetings(actor: Actor) -> Select[Meeting]:
    """Return the sittings that `actor` may know of: the secretariat all, others by invitation."""
    if rules.sees_preparation(actor):
        return select(Meeting)
    return select(Meeting).where(
        exists().where(Invitation.meeting_id == Meeting.id, is_own_invitation(actor))
    )


def find_meeting(db: Session, actor: Actor, meeting_id: int) -> Meeting:
    """Return the sitting with its chair and clerk. Raises NotVisible."""
    meeting = db.execute(
        visible_meetings(actor)
        .where(Meeting.id == meeting_id)
        .options(joinedload(Meeting.chair), joinedload(Meeting.clerk))
    ).scalar_one_or_none()
    if meeting is None:
        raise NotVisible
    return meeting


def load_items(db: Session, meeting: Meeting) -> list[AgendaItem]:
    """Return all items of the working copy in order, removed too; a fixed number of queries."""
    return list(
        db.execute(
            select(AgendaItem)
            .where(AgendaItem.meeting_id == meeting.id)
            .order_by(AgendaItem.ordinal, AgendaItem.id)
            .options(
                joinedload(AgendaItem.lead),
                joinedload(AgendaItem.presenter),
                subqueryload(AgendaItem.papers).joinedload(AgendaItemDocument.document),
            )
        ).scalars()
    )


def find_item(db: Session, actor: Actor, item_id: int) -> AgendaItem:
    """Return an item of the working copy. Raises NotVisible for all but the secretariat."""
    rules.may_see_desk(actor).enforce()
    item = db.execute(
        select(AgendaItem)
        .where(
            AgendaItem.id == item_id,
            AgendaItem.meeting_id.in_(visible_meetings(actor).with_only_columns(Meeting.id)),
        )
        .options(joinedload(AgendaItem.meeting))
    ).scalar_one_or_none()
    if item is None:
        raise NotVisible
    return item


def uses_of_document(db: Session, actor: Actor, document_id: int) -> list[AgendaItem]:
    """Return the items that a paper goes with, of sittings that `actor` sees, latest first.

    The secretariat by the working copy; others by the edition that was sent last.
    """
    items = db.execute(
        select(AgendaItem)
        .join(AgendaItemDocument, AgendaItemDocument.item_id == AgendaItem.id)
        .where(
            AgendaItemDocument.document_id == document_id,
            AgendaItem.removed_at.is_(None),
            AgendaItem.meeting_id.in_(visible_meetings(actor).with_only_columns(Meeting.id)),
        )
        .options(joinedload(AgendaItem.meeting))
        .order_by(AgendaItem.id.desc())
    ).scalars()
    if rules.sees_preparation(actor):
        return list(items)
    of_paper = select(DocumentVersion.id).where(DocumentVersion.document_id == document_id)
    versions = set(db.execute(of_paper).scalars())
    found = list(items)
    bound = bound_to_items(db, actor, [item.meeting for item in found])
    return [i for i in found if _was_sent(db, i, versions, bound.get(i.meeting_id))]


def _was_sent(
    db: Session, item: AgendaItem, versions: set[int], persons: frozenset[int] | None
) -> bool:
    edition = last_edition(db, item.meeting, sent=True)
    lines = edition.lines if edition else []
    of = [line for line in lines if line["item_id"] == item.id]
    return item.id in told(of, persons) and any(versions & set(x["version_ids"]) for x in of)


def last_edition(
    db: Session, meeting: Meeting, *, sent: bool = False, lock: bool = False
) -> AgendaVersion | None:
    """Return the latest edition of the agenda, or the latest that was sent.

    `lock`: for sending it. Two who do so at once come in turn, and the second sees what the first
    has done.
    """
    statement = (
        select(AgendaVersion)
        .where(
            AgendaVersion.meeting_id == meeting.id,
            AgendaVersion.sent_at.is_not(None) if sent else true(),
        )
        .order_by(AgendaVersion.ordinal.desc())
        .limit(1)
    )
    if lock:
        statement = statement.with_for_update().execution_options(populate_existing=True)
    return db.execute(statement).scalar_one_or_none()


def last_sent(db: Session, meeting_ids: Collection[int]) -> dict[int, AgendaVersion]:
    """Return {sitting id: the edition sent last} of those of which one was sent, in one query."""
    newest = (
        select(AgendaVersion.meeting_id, func.max(AgendaVersion.ordinal).label("ordinal"))
        .where(AgendaVersion.meeting_id.in_(meeting_ids), AgendaVersion.sent_at.is_not(None))
        .group_by(AgendaVersion.meeting_id)
        .subquery()
    )
    is_newest = and_(
        AgendaVersion.meeting_id == newest.c.meeting_id,
        AgendaVersion.ordinal == newest.c.ordinal,
    )
    rows = db.execute(select(AgendaVersion).join(newest, is_newest)).scalars()
    return {edition.meeting_id: edition for edition in rows}


def own_invitations(db: Session, actor: Actor, meetings: Iterable[Meeting]) -> list[Invitation]:
    """Return the invitations by which `actor` comes to `meetings`, their own before delegated."""
    ids = [meeting.id for meeting in meetings]
    return list(
        db.execute(
            select(Invitation)
            .where(Invitation.meeting_id.in_(ids) if ids else false(), is_own_invitation(actor))
            .order_by((Invitation.person_id != actor.person_id), Invitation.rank)
        ).scalars()
    )


def bound_to_items(
    db: Session, actor: Actor, meetings: Iterable[Meeting]
) -> dict[int, frozenset[int]]:
    """Return {sitting id: persons} for the sittings of which `actor` is told only the items to
    which these persons are asked; a sitting that is not named is told as a whole."""
    if rules.sees_preparation(actor):
        return {}
    found: dict[int, list[Invitation]] = {}
    for invitation in own_invitations(db, actor, meetings):
        found.setdefault(invitation.meeting_id, []).append(invitation)
    return {
        meeting_id: frozenset(invitation.person_id for invitation in own)
        for meeting_id, own in found.items()
        if all(invitation.only_items for invitation in own)
    }


def told(lines: Sequence[Mapping[str, Any]], persons: frozenset[int] | None) -> set[int]:
    """Return the ids of the items of frozen `lines` that are told; `persons` None: all."""
    return {
        line["item_id"]
        for line in lines
        if persons is None or persons & {g["person_id"] for g in line.get("guests") or ()}
    }


def persons_in_service(db: Session) -> list[Person]:
    """Return everybody who may preside, present or keep the minutes, by name."""
    return list(
        db.execute(
            select(Person)
            .where(Person.deactivated_at.is_(None))
            .order_by(Person.name, Person.id)
            .options(joinedload(Person.organisation))
        ).scalars()
    )


class Period(Enum):
    """Which sittings a list shows."""

    UPCOMING = "upcoming"
    PAST = "past"
    ALL = "all"


@dataclass(frozen=True)
class MeetingRow:
    """A sitting in a list, with the number of its standing items and of the last edition sent."""

    meeting: Meeting
    items: int
    edition: AgendaVersion | None
    invitation: Invitation | None

    @property
    def is_withdrawn(self) -> bool:
        """The agenda was taken back and not sent again; the invitations still hold."""
        return rules.is_withdrawn(self.meeting, self.edition)


@dataclass(frozen=True)
class MeetingPage:
    """A page of a list; `next` is the cursor of the one after it, or None."""

    rows: list[MeetingRow]
    next: str | None


def list_meetings(
    db: Session,
    actor: Actor,
    *,
    period: Period = Period.ALL,
    cursor: str | None = None,
    limit: int = PAGE,
) -> MeetingPage:
    """List the visible sittings: upcoming ones soonest first, the others latest first.

    Sittings that are running or late to begin stay among the upcoming until they have ended.
    Raises Invalid for a cursor that is not ours.
    """
    wanted = visible_meetings(actor).options(joinedload(Meeting.chair))
    if period is Period.UPCOMING:
        wanted = wanted.where(Meeting.state.not_in(OVER))
    elif period is Period.PAST:
        wanted = wanted.where(Meeting.state.in_(OVER))
    page = paginate(
        db,
        wanted,
        order=[Meeting.starts_at, Meeting.id],
        key=lambda meeting: [meeting.starts_at, meeting.id],
        cursor=cursor,
        limit=limit,
        descending=period is not Period.UPCOMING,
    )
    return MeetingPage(_rows(db, actor, page.items), page.next)


def _rows(db: Session, actor: Actor, meetings: list[Meeting]) -> list[MeetingRow]:
    ids = [meeting.id for meeting in meetings]
    if not ids:
        return []
    editions = last_sent(db, ids)
    counts: dict[int, int] = {}
    if rules.sees_preparation(actor):
        counts = {
            row.meeting_id: row.items
            for row in db.execute(
                select(AgendaItem.meeting_id, func.count().label("items"))
                .where(AgendaItem.meeting_id.in_(ids), AgendaItem.removed_at.is_(None))
                .group_by(AgendaItem.meeting_id)
            )
        }
    else:
        bound = bound_to_items(db, actor, meetings)
        counts = {
            meeting_id: len(told(edition.lines, bound.get(meeting_id)))
            for meeting_id, edition in editions.items()
        }
    own: dict[int, Invitation] = {}
    for invitation in own_invitations(db, actor, meetings):
        own.setdefault(invitation.meeting_id, invitation)
    return [
        MeetingRow(
            meeting, counts.get(meeting.id, 0), editions.get(meeting.id), own.get(meeting.id)
        )
        for meeting in meetings
    ]


class Reason(Enum):
    """Why a sitting waits for somebody."""

    ANSWER = "answer"
    APPROVAL = "approval"
    SENDING = "sending"
    RETURNED = "returned"


def waiting_for(db: Session, actor: Actor) -> list[tuple[Meeting, Reason]]:
    """Return the sittings that wait for `actor`, soonest first.

    An invitation of theirs not answered; for the head an agenda submitted; for officers and head
    an edition approved and not sent, for officers an agenda returned.
    """
    found: list[tuple[Meeting, Reason]] = []
    unanswered = exists().where(
        Invitation.meeting_id == Meeting.id,
        Invitation.answer == Answer.NONE,
        is_own_invitation(actor),
    )
    asked: list[tuple[Reason, ColumnElement[bool]]] = [
        (Reason.ANSWER, and_(Meeting.state == MeetingState.INVITED, unanswered))
    ]
    before = Meeting.state.in_(rules.BEFORE_THE_SITTING)
    if actor.has(Role.HEAD):
        asked.append((Reason.APPROVAL, and_(before, Meeting.agenda_submitted_at.is_not(None))))
    if rules.prepares(actor):
        asked.append((Reason.SENDING, _waits_for_sending()))
    if actor.has(Role.SECRETARIAT):
        asked.append((Reason.RETURNED, and_(before, Meeting.returned_at.is_not(None))))
    for reason, condition in asked:
        meetings = db.execute(visible_meetings(actor).where(condition)).scalars()
        found += [(meeting, reason) for meeting in meetings]
    return sorted(found, key=lambda entry: entry[0].starts_at)


def _waits_for_sending() -> ColumnElement[bool]:
    """The condition on Meeting of `rules.waits_for_sending`."""
    later = aliased(AgendaVersion)
    waits = exists().where(
        AgendaVersion.meeting_id == Meeting.id,
        AgendaVersion.sent_at.is_(None),
        AgendaVersion.set_aside_at.is_(None),
        ~exists().where(
            later.meeting_id == AgendaVersion.meeting_id, later.ordinal > AgendaVersion.ordinal
        ),
    )
    states = (MeetingState.AGENDA_APPROVED, MeetingState.INVITED)
    return and_(Meeting.state.in_(states), waits)
