"""How long notices, and the record of who was told on which way, are kept."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, func, or_, select
from sqlalchemy.orm import Session

from ecabinet import clock
from ecabinet.auth.models import Account, SignIn
from ecabinet.db import Database, database
from ecabinet.notices import kinds
from ecabinet.notices.models import (
    Delivery,
    DeliveryState,
    Notice,
    NoticeAttachment,
    NoticeFile,
    PushSubscription,
)
from ecabinet.people.models import Person

log = logging.getLogger(__name__)

AT_ONCE = 500
"""Notices that go in one unit of work, so that nobody waits for it."""
EVERY = timedelta(days=1)
_OPEN = (DeliveryState.QUEUED, DeliveryState.SENDING)


def is_over(before: datetime) -> ColumnElement[bool]:
    """Say of which notices nothing is to be kept: told before that instant, nothing under way.

    What may not be switched off stays until it was read; of those who left, nobody will.
    """
    is_open = select(Delivery.id).where(Delivery.notice_id == Notice.id, Delivery.state.in_(_OPEN))
    must_be_read = [kind.name for kind in kinds.all_kinds() if kind.is_mandatory]
    left = select(Person.id).where(
        Person.id == Notice.person_id, Person.deactivated_at.is_not(None)
    )
    return and_(
        Notice.created_at < before,
        func.coalesce(Notice.shown_at, Notice.created_at) < before,
        ~is_open.exists(),
        or_(
            Notice.read_at.is_not(None),
            Notice.shown_at.is_(None),
            Notice.kind.not_in(must_be_read),
            left.exists(),
        ),
    )


def forget_some(db: Session, before: datetime) -> int:
    """Delete notices that are over, with their deliveries and files, some at a time; returns how
    many. They are locked first: one that becomes unread again meanwhile stays."""
    over = select(Notice.id).where(is_over(before)).order_by(Notice.id).limit(AT_ONCE)
    ids = list(db.execute(over.with_for_update(skip_locked=True)).scalars())
    if not ids:
        return 0
    for table in (Delivery, NoticeAttachment):
        db.execute(delete(table).where(table.notice_id.in_(ids)))
    db.execute(delete(Notice).where(Notice.id.in_(ids)))
    used = select(NoticeAttachment.file_id).where(NoticeAttachment.file_id == NoticeFile.id)
    db.execute(delete(NoticeFile).where(~used.exists()))
    return len(ids)


def forget_dead_browsers(db: Session) -> None:
    """Delete browsers whose sign-in has ended, or its account: nothing is pushed to them again."""
    live = select(SignIn.id).join(Account, Account.id == SignIn.account_id)
    live = live.where(
        SignIn.id == PushSubscription.sign_in_id,
        SignIn.ended_at.is_(None),
        Account.deactivated_at.is_(None),
    )
    db.execute(delete(PushSubscription).where(~live.exists()))


def sweep(store: Database, kept: timedelta | None) -> int:
    """Delete what is older than `kept` (None: nothing) and dead browsers; return how many
    notices went."""
    with store.unit_of_work() as db:
        forget_dead_browsers(db)
    if kept is None:
        return 0
    before, count = clock.now() - kept, 0
    while True:
        with store.unit_of_work() as db:
            gone = forget_some(db, before)
        count += gone
        if gone < AT_ONCE:
            break
    if count:
        log.info("%s notices from before %s were deleted", count, before.isoformat())
    return count


class Round:
    """Sweeps when a day has passed since this process did; two that do it at once do no harm."""

    def __init__(self, kept: timedelta | None) -> None:
        self._kept = kept
        self._last: datetime | None = None

    def __call__(self) -> None:
        now = clock.now()
        if self._last is not None and now - self._last < EVERY:
            return
        sweep(database(), self._kept)
        self._last = now
