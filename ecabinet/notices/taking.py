"""The outbox from the sender's side: take what is due, ask once more whether it still has a point,
and note what became of it.

A delivery that is being sent carries a lease. Whoever dies leaves it; after the lease anybody sends
again, with the same reference.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from ecabinet import clock
from ecabinet.notices import kinds, queries, rules, services
from ecabinet.notices.events import NoticesChanged
from ecabinet.notices.models import (
    Channel,
    Delivery,
    DeliveryState,
    DropReason,
    Notice,
    PushSubscription,
    Trouble,
)
from ecabinet.outbox import publish

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
"""Longer than the slowest sending that is not dead."""


@dataclass(frozen=True)
class Taken:
    """Deliveries that go out in one piece: one, or those of a day's digest."""

    lease: str
    reference: str
    person_id: int
    delivery_ids: Sequence[int]
    in_digest: bool


def due(channel: Channel, at: datetime) -> ColumnElement[bool]:
    """What may be sent on a channel: what waits and is due, and what a dead sender left."""
    return and_(
        Delivery.channel == channel,
        or_(
            and_(Delivery.state == DeliveryState.QUEUED, Delivery.due_at <= at),
            and_(Delivery.state == DeliveryState.SENDING, Delivery.lease_until <= at),
        ),
    )


def channels_due(db: Session, at: datetime) -> list[Channel]:
    """Return the channels on which something is to be sent."""
    return [
        channel
        for channel in Channel
        if db.execute(select(Delivery.id).where(due(channel, at)).limit(1)).first()
    ]


def next_due(db: Session, channel: Channel) -> int | None:
    """Return a delivery that is due; on PostgreSQL none that another sender looks at now."""
    statement = (
        select(Delivery.id)
        .where(due(channel, clock.now()))
        .order_by(Delivery.due_at, Delivery.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return db.execute(statement).scalar_one_or_none()


def take(db: Session, delivery_id: int, *, is_set_up: bool) -> Taken | None:
    """Take a delivery for sending, or settle that it is not to be sent now: then None.

    Asks the kind's `still`, the preferences and the quiet hours as they are now.
    """
    delivery = _locked(db, delivery_id)
    if delivery is None:
        return None
    if _settled_unsent(db, delivery, is_set_up):
        return None
    together = [delivery]
    if delivery.in_digest:
        together += [
            other
            for other in _rest_of_digest(db, delivery)
            if not _settled_unsent(db, other, is_set_up)
        ]
    taken = Taken(
        secrets.token_hex(8), delivery.reference, delivery.notice.person_id,
        [each.id for each in together], delivery.in_digest,
    )  # fmt: skip
    for each in together:
        each.state, each.lease = DeliveryState.SENDING, taken.lease
        each.lease_until = clock.now() + LEASE
        each.reference = taken.reference
        each.tries += 1
    return taken


def show(db: Session, delivery_id: int) -> None:
    """Deliver on the page: from now on the person sees it."""
    delivery = _locked(db, delivery_id)
    if delivery is None or _settled_unsent(db, delivery, True):
        return
    notice, now = delivery.notice, clock.now()
    notice.shown_at = now
    delivery.tries += 1
    _release(delivery, DeliveryState.SENT)
    delivery.sent_at = now
    db.flush()
    services.queue_outward(db, notice)
    publish(db, NoticesChanged(notice.person_id, queries.unread_count(db, notice.person_id)))


def note_sent(db: Session, taken: Taken, sent_to: str, gone: Collection[int] = ()) -> None:
    """Note that the channel took it."""
    for delivery in _of_lease(db, taken):
        _release(delivery, DeliveryState.SENT)
        delivery.sent_at, delivery.sent_to = clock.now(), sent_to
        delivery.trouble = delivery.last_error = None
    _forget(db, gone)


def note_failed(
    db: Session,
    taken: Taken,
    why: str,
    trouble: Trouble,
    *,
    is_final: bool,
    gone: Collection[int] = (),
) -> None:
    """Note that the channel did not take it: tried again later, or failed for good."""
    for delivery in _of_lease(db, taken):
        wait = None if is_final else rules.wait_after(delivery.tries)
        delivery.trouble, delivery.last_error = trouble, why[:500]
        if wait is None:
            _release(delivery, DeliveryState.FAILED)
            delivery.failed_at = clock.now()
        else:
            _release(delivery, DeliveryState.QUEUED)
            delivery.due_at = clock.now() + wait
    _forget(db, gone)


def note_broken(db: Session, delivery_id: int, why: str) -> None:
    """A delivery that could not even be prepared steps aside, so that the others go out."""
    delivery = _locked(db, delivery_id)
    if delivery is None:
        return
    delivery.tries += 1
    delivery.trouble, delivery.last_error = Trouble.BROKEN, why[:500]
    wait = rules.wait_after(delivery.tries)
    if wait is None:
        _release(delivery, DeliveryState.FAILED)
        delivery.failed_at = clock.now()
    else:
        _release(delivery, DeliveryState.QUEUED)
        delivery.due_at = clock.now() + wait


def _locked(db: Session, delivery_id: int) -> Delivery | None:
    """The delivery, if it is still due."""
    statement = select(Delivery).where(Delivery.id == delivery_id).with_for_update()
    found = db.execute(statement.execution_options(populate_existing=True)).scalar_one()
    now = clock.now()
    if found.state is DeliveryState.QUEUED:
        return found if found.due_at <= now else None
    is_left = found.lease_until is not None and found.lease_until <= now
    return found if found.state is DeliveryState.SENDING and is_left else None


def _rest_of_digest(db: Session, first: Delivery) -> list[Delivery]:
    """What goes with `first`: after a failed or broken try what went with it then, else all that
    is due for that person's digest."""
    others = (
        select(Delivery)
        .join(Delivery.notice)
        .where(
            Notice.person_id == first.notice.person_id,
            Delivery.channel == first.channel,
            Delivery.in_digest,
            Delivery.id != first.id,
            due(first.channel, clock.now()),
        )
        .order_by(Delivery.id)
        .with_for_update(of=Delivery)
    )
    if first.tries:
        others = others.where(Delivery.reference == first.reference)
    else:
        others = others.where(Delivery.tries == 0)
    return list(db.execute(others).scalars())


def _settled_unsent(db: Session, delivery: Delivery, is_set_up: bool) -> bool:
    """Drop or put off what is not to be sent now; True when that was done."""
    notice, now = delivery.notice, clock.now()
    kind = kinds.find_kind(notice.kind)
    if kind is None:
        raise LookupError(f"no feature knows the kind {notice.kind!r}")
    reason = _why_dropped(db, delivery, kind, is_set_up)
    if reason is not None:
        _release(delivery, DeliveryState.DROPPED)
        delivery.drop_reason = reason
        return True
    if delivery.channel is Channel.APP or kind.breaks_quiet or delivery.resends:
        return False
    wishes = queries.wishes(db, [notice.person_id])[notice.person_id]
    until = rules.quiet_end(now, wishes, clock.zone())
    if until <= now or delivery.in_digest:
        return False
    _release(delivery, DeliveryState.QUEUED)
    delivery.due_at = until
    return True


def _why_dropped(
    db: Session, delivery: Delivery, kind: kinds.Kind, is_set_up: bool
) -> DropReason | None:
    notice = delivery.notice
    person_id = notice.person_id
    if notice.person.deactivated_at is not None:
        return DropReason.LEFT
    if kind.still is not None and not kind.still(db, person_id, notice.subject):
        return DropReason.ANSWERED
    if not is_set_up:
        return DropReason.NOT_SET_UP
    wishes = queries.wishes(db, [person_id])[person_id]
    if not delivery.resends and not rules.is_on(kind, delivery.channel, wishes):
        return DropReason.PREFERENCE
    if delivery.channel not in queries.reachable(db, [person_id])[person_id]:
        return DropReason.NO_ADDRESS
    return None


def _release(delivery: Delivery, state: DeliveryState) -> None:
    delivery.state, delivery.lease, delivery.lease_until = state, None, None


def _of_lease(db: Session, taken: Taken) -> list[Delivery]:
    """The deliveries, as far as they are still ours: a lease that ran out may be another's."""
    statement = (
        select(Delivery)
        .where(Delivery.id.in_(list(taken.delivery_ids)), Delivery.lease == taken.lease)
        .order_by(Delivery.id)
        .with_for_update()
    )
    found = list(db.execute(statement).scalars())
    if len(found) != len(taken.delivery_ids):
        log.warning("deliveries %s went on without us", list(taken.delivery_ids))
    return found


def _forget(db: Session, gone: Collection[int]) -> None:
    for subscription_id in gone:
        subscription = db.get(PushSubscription, subscription_id)
        if subscription is not None:
            db.delete(subscription)
