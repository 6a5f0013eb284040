"""What lists, the home page and the minutes tell of positions, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from ecabinet import clock
from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Role
from ecabinet.people.queries import rules_on
from ecabinet.people.rules import PositionsSeenBy
from meetings.invited.rules import speaks_for
from meetings.models import AgendaItem, AgendaVersion, Answer, Invitation, ItemState, Meeting
from meetings.positions import queries, rules
from meetings.positions.models import EnBlocItem, Position, Stance


def adopted_en_bloc(db: Session, meeting_id: int) -> dict[int, EnBlocItem]:
    """Return {item id: that it was adopted with others}."""
    rows = db.execute(
        select(EnBlocItem)
        .join(EnBlocItem.item)
        .where(AgendaItem.meeting_id == meeting_id)
        .order_by(EnBlocItem.item_id)
    ).scalars()
    return {row.item_id: row for row in rows}


def waiting_for(db: Session, actor: Actor) -> list[tuple[Meeting, int, int]]:
    """Return the coming sittings with (on how many items the person has said nothing, how many
    prepared positions wait for them), where there are any; a fixed number of queries. A member for
    whom somebody sits in throughout is not asked: they are."""
    if actor.has(Role.ADMIN, Role.AUDITOR):
        return []
    mine = or_(
        Invitation.person_id == actor.person_id,
        and_(Invitation.answer == Answer.SUBSTITUTE, Invitation.substitute_id == actor.person_id),
    )
    rows = db.execute(
        select(Meeting, Invitation)
        .join(Invitation, Invitation.meeting_id == Meeting.id)
        .where(queries.is_asked(), mine, Meeting.state.in_(rules.TAKEN_IN))
        .order_by(Meeting.starts_at, Meeting.id, Invitation.person_id != actor.person_id)
    )
    places = [
        (meeting, place.person_id)
        for meeting, place in rows
        if speaks_for(place) == actor.person_id
    ]
    meetings = {meeting.id: meeting for meeting, _ in places}
    if not meetings:
        return []
    known = _sent_item_ids(db, meetings)
    said = db.execute(
        select(AgendaItem.meeting_id, AgendaItem.id, Position.person_id, Position.confirmed_at)
        .outerjoin(
            Position, and_(Position.item_id == AgendaItem.id, Position.superseded_at.is_(None))
        )
        .where(
            AgendaItem.meeting_id.in_(meetings),
            AgendaItem.state == ItemState.WAITING,
            AgendaItem.removed_at.is_(None),
        )
    ).all()
    found = []
    for meeting, person_id in places:
        items = {r.id for r in said if r.meeting_id == meeting.id and r.id in known[meeting.id]}
        own = [r for r in said if r.person_id == person_id and r.id in items]
        prepared = sum(r.confirmed_at is None for r in own)
        unsaid = len(items) - len({r.id for r in own})
        if unsaid or prepared:
            found.append((meeting, unsaid, prepared))
    return found


def _sent_item_ids(db: Session, meetings: Collection[int]) -> dict[int, set[int]]:
    """Return {meeting id: the items of the edition sent last}."""
    editions = db.execute(
        select(AgendaVersion)
        .where(AgendaVersion.meeting_id.in_(meetings), AgendaVersion.sent_at.is_not(None))
        .order_by(AgendaVersion.ordinal)
    ).scalars()
    last = {edition.meeting_id: edition for edition in editions}
    return {number: set(queries.order_of(last.get(number))) for number in meetings}


def stated_beforehand(db: Session, meeting: Meeting, language: str) -> dict[int, dict[str, Any]]:
    """Return {item id: what members stated beforehand} for the record of the sitting, of items of
    which somebody did: {members, no_objection, unanswered, en_bloc, said: [{name, title,
    substitute, stance, speaks, remark}]}, where `said` are objections, wishes to speak, remarks.

    Members read the record. Where by the rules of the body only chair and secretariat see what
    members said, it tells neither that nor how many; only {en_bloc, said: []} of what was adopted
    so."""
    seen_by = rules_on(db, clock.day_of(clock.now())).positions_seen_by
    if seen_by is PositionsSeenBy.SECRETARIAT:
        return {number: {"en_bloc": True, "said": []} for number in adopted_en_bloc(db, meeting.id)}
    asked = {place.person_id for place in queries.members_asked(db, meeting)}
    ids = db.execute(select(AgendaItem.id).where(AgendaItem.meeting_id == meeting.id)).scalars()
    adopted = adopted_en_bloc(db, meeting.id)
    return {
        item_id: {
            **rules.count(asked, rows).to_json(),
            "en_bloc": item_id in adopted,
            "said": [
                {
                    "name": row.name,
                    "title": row.title(language),
                    "substitute": row.substitute_name,
                    "stance": row.stance.value,
                    "speaks": row.wishes_to_speak,
                    "remark": row.remark,
                }
                for row in rows
                if row.stance is not Stance.NO_OBJECTION or row.remark
            ],
        }
        for item_id, rows in queries.in_force(db, list(ids)).items()
        if rows or item_id in adopted
    }
