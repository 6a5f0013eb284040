"""Which record of a sitting somebody reads, and everything it is made of."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload

from ecabinet.auth.actor import Actor
from ecabinet.errors import NotVisible
from ecabinet.people.models import Person
from meetings.minutes.content import build
from meetings.minutes.models import Minutes, MinutesState
from meetings.models import Invitation, InvitationKind, Meeting

READ_BY_MEMBERS = (MinutesState.REVIEW, MinutesState.APPROVED, MinutesState.SIGNED)


def visible_minutes(actor: Actor) -> Select[Minutes]:
    """Return the revisions that `actor` may read: the secretariat all, the chair those of their
    sitting, its members from the submission on. Guests, substitutes and delegates: none."""
    if actor.is_secretariat:
        return select(Minutes)
    chairs = exists().where(Meeting.id == Minutes.meeting_id, Meeting.chair_id == actor.person_id)
    sat = exists().where(
        Invitation.meeting_id == Minutes.meeting_id,
        Invitation.person_id == actor.person_id,
        Invitation.kind == InvitationKind.MEMBER,
        Invitation.sent_at.is_not(None),
        Invitation.withdrawn_at.is_(None),
    )
    return select(Minutes).where(or_(chairs, and_(Minutes.state.in_(READ_BY_MEMBERS), sat)))


def latest(db: Session, meeting_id: int) -> Minutes | None:
    """Return the latest revision, whoever may read it."""
    return db.execute(
        select(Minutes)
        .where(Minutes.meeting_id == meeting_id)
        .order_by(Minutes.ordinal.desc())
        .limit(1)
    ).scalar_one_or_none()


def find_minutes(db: Session, actor: Actor, meeting_id: int) -> Minutes:
    """Return the latest revision of a sitting's record, if `actor` may read that one.

    Raises NotVisible.
    """
    minutes = db.execute(
        visible_minutes(actor)
        .where(Minutes.meeting_id == meeting_id)
        .options(joinedload(Minutes.meeting))
        .order_by(Minutes.ordinal.desc())
        .limit(1)
    ).scalar_one_or_none()
    newest = latest(db, meeting_id)
    if minutes is None or newest is None or newest.id != minutes.id:
        raise NotVisible
    return minutes


def readable_of(db: Session, actor: Actor, meeting_ids: Collection[int | None]) -> set[int]:
    """Return those of the sittings whose record, as it stands now, `actor` may read."""
    wanted = {number for number in meeting_ids if number is not None}
    if not wanted:
        return set()
    newest = (
        select(Minutes.meeting_id, func.max(Minutes.ordinal).label("ordinal"))
        .where(Minutes.meeting_id.in_(wanted))
        .group_by(Minutes.meeting_id)
        .subquery()
    )
    same = and_(Minutes.meeting_id == newest.c.meeting_id, Minutes.ordinal == newest.c.ordinal)
    rows = visible_minutes(actor).join(newest, same).with_only_columns(Minutes.meeting_id)
    return set(db.execute(rows).scalars())


def revisions(db: Session, actor: Actor, meeting_id: int) -> list[Minutes]:
    """Return all revisions that `actor` may read, newest first."""
    return list(
        db.execute(
            visible_minutes(actor)
            .where(Minutes.meeting_id == meeting_id)
            .order_by(Minutes.ordinal.desc())
        ).scalars()
    )


def content_of(db: Session, meeting: Meeting, day: date, language: str) -> dict[str, Any]:
    """Return the content of a new record from what is stored; `day`: the day of the sitting."""
    return build(db, meeting, day, language)


def signer(db: Session, minutes: Minutes) -> Person | None:
    """Return who signed."""
    return db.get(Person, minutes.signed_by_id) if minutes.signed_by_id else None
