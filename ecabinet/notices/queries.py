"""Which notices a person sees, how that person wants to be told, and how one can be reached."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from ecabinet.announcements import RoomCounter
from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Account, SignIn
from ecabinet.errors import NotVisible
from ecabinet.notices import rules
from ecabinet.notices.models import (
    Channel,
    Delivery,
    DeliveryState,
    Notice,
    NoticePreference,
    NoticeSettings,
    PushSubscription,
)
from ecabinet.notices.rules import Wishes
from ecabinet.people.models import Person

LATE = timedelta(minutes=10)
OPEN_OR_FAILED = (DeliveryState.QUEUED, DeliveryState.SENDING, DeliveryState.FAILED)
_SHOWN = Notice.shown_at.is_not(None)


def visible_notices(actor: Actor) -> Select[Notice]:
    """What the person behind `actor` was told; nobody else's, whatever the role."""
    return select(Notice).where(Notice.person_id == actor.person_id, _SHOWN)


def find_notice(db: Session, actor: Actor, notice_id: int) -> Notice:
    """Return a notice of `actor`. Raises NotVisible."""
    found = db.execute(visible_notices(actor).where(Notice.id == notice_id)).scalar_one_or_none()
    if found is None:
        raise NotVisible
    return found


def unread_count(db: Session, person_id: int) -> int:
    """Return how many notices a person has not read."""
    return unread_counts(db, [person_id])[person_id]


def unread_counts(db: Session, person_ids: Sequence[int]) -> dict[int, int]:
    """Return {person: how many notices are unread}, 0 included."""
    counts = dict.fromkeys(person_ids, 0)
    for some in _portions(person_ids):
        unread = (
            select(Notice.person_id, func.count().label("unread"))
            .where(Notice.person_id.in_(some), _SHOWN, Notice.read_at.is_(None))
            .group_by(Notice.person_id)
        )
        counts |= {row.person_id: row.unread for row in db.execute(unread).all()}
    return counts


def bell(db: Session, person_id: int) -> tuple[int, int]:
    """Return how many notices are unread, and the number of the last line of the person's room:
    what is told after it changes the count. On every page, so one statement."""
    unread = (
        select(func.count())
        .select_from(Notice)
        .where(Notice.person_id == person_id, _SHOWN, Notice.read_at.is_(None))
        .scalar_subquery()
    )
    last = (
        select(RoomCounter.number)
        .where(RoomCounter.room == f"person:{person_id}")
        .scalar_subquery()
    )
    found = db.execute(select(unread, last)).one()
    return found[0], found[1] or 0


def visible_deliveries(actor: Actor) -> Select[Delivery]:
    """The deliveries of all notices, for those who look after them; nothing for others."""
    statement = select(Delivery).join(Delivery.notice)
    if not rules.may_see_deliveries(actor):
        return statement.where(Delivery.id.is_(None))
    return statement.options(joinedload(Delivery.notice).joinedload(Notice.person))


def find_delivery(db: Session, actor: Actor, delivery_id: int) -> Delivery:
    """Return a delivery that `actor` looks after, locked. Raises NotVisible."""
    statement = visible_deliveries(actor).where(Delivery.id == delivery_id)
    found = db.execute(statement.with_for_update(of=Delivery)).scalar_one_or_none()
    if found is None:
        raise NotVisible
    return found


def told_of(db: Session, actor: Actor, notice_id: int) -> list[Notice]:
    """Return the notices of the same thing as this one, by name. Raises NotVisible."""
    one = db.get(Notice, notice_id)
    if one is None or not rules.may_see_deliveries(actor):
        raise NotVisible
    statement = (
        select(Notice)
        .join(Notice.person)
        .where(Notice.kind == one.kind, Notice.key == one.key)
        .options(joinedload(Notice.person), selectinload(Notice.deliveries))
        .order_by(Person.name, Notice.id)
    )
    return list(db.execute(statement).scalars())


def failed_count(db: Session) -> int:
    """Return how many deliveries have failed and wait for somebody to look."""
    failed = select(func.count()).where(Delivery.state == DeliveryState.FAILED)
    return db.execute(failed).scalar_one()


def open_counts(db: Session, at: datetime) -> dict[Channel, dict[str, int]]:
    """Return {channel: {"waiting": …, "late": …, "failed": …}}; late: due for ten minutes."""
    counts = {channel: {"waiting": 0, "late": 0, "failed": 0} for channel in Channel}
    is_late = case((Delivery.due_at < at - LATE, 1), else_=0)
    rows = db.execute(
        select(Delivery.channel, Delivery.state, func.count(), func.sum(is_late))
        .where(Delivery.state.in_(OPEN_OR_FAILED))
        .group_by(Delivery.channel, Delivery.state)
    ).all()
    for channel, state, count, late in rows:
        if state is DeliveryState.FAILED:
            counts[channel]["failed"] += count
        else:
            counts[channel]["waiting"] += count
            counts[channel]["late"] += late
    return counts


def addresses(db: Session) -> list[tuple[str, str, str]]:
    """Return (login, name, e-mail) of all open accounts."""
    statement = (
        select(Account.login, Person.name, Person.email)
        .join(Person, Person.id == Account.person_id)
        .where(Account.deactivated_at.is_(None))
        .order_by(Account.login)
    )
    return [(login, name, email) for login, name, email in db.execute(statement).all()]


def settings_of(db: Session, person_id: int) -> NoticeSettings:
    """Return the settings of a person, or what holds without any (not in the store)."""
    return db.get(NoticeSettings, person_id) or NoticeSettings(person_id=person_id, phone="")


def active_persons(db: Session, person_ids: Collection[int]) -> list[int]:
    """Return those of `person_ids` who were not deactivated, in the order of their ids."""
    active: list[int] = []
    for some in _portions(sorted(set(person_ids))):
        statement = select(Person.id).where(Person.id.in_(some), Person.deactivated_at.is_(None))
        active += db.execute(statement.order_by(Person.id)).scalars()
    return active


def wishes(db: Session, person_ids: Sequence[int]) -> dict[int, Wishes]:
    """Return {person: how that person wants to be told}."""
    chosen: dict[int, dict[tuple[str, Channel], bool]] = defaultdict(dict)
    settings: dict[int, NoticeSettings] = {}
    for some in _portions(person_ids):
        preferences = select(NoticePreference).where(NoticePreference.person_id.in_(some))
        for row in db.execute(preferences).scalars():
            chosen[row.person_id][row.group, row.channel] = row.is_on
        kept = select(NoticeSettings).where(NoticeSettings.person_id.in_(some))
        settings |= {row.person_id: row for row in db.execute(kept).scalars()}
    found = {}
    for person_id in person_ids:
        own = settings.get(person_id)
        found[person_id] = Wishes(
            chosen.get(person_id, {}),
            own.digest_at if own else None,
            own.quiet_from if own else None,
            own.quiet_until if own else None,
        )
    return found


def reachable(db: Session, person_ids: Sequence[int]) -> dict[int, list[Channel]]:
    """Return {person: the channels on which that person has an address}, the page always."""
    found: dict[int, list[Channel]] = {person_id: [Channel.APP] for person_id in person_ids}
    for channel, has_address in (
        (Channel.EMAIL, select(Person.id).where(Person.email != "")),
        (Channel.SMS, select(NoticeSettings.person_id).where(NoticeSettings.phone != "")),
        (Channel.PUSH, select(PushSubscription.person_id).where(_live()).distinct()),
    ):
        column = next(iter(has_address.selected_columns))
        for some in _portions(person_ids):
            for person_id in db.execute(has_address.where(column.in_(some))).scalars():
                found[person_id].append(channel)
    return found


def _live() -> ColumnElement[bool]:
    """Of a push subscription: the sign-in it was made in is still open."""
    return (
        select(SignIn.id)
        .join(Account, Account.id == SignIn.account_id)
        .where(
            SignIn.id == PushSubscription.sign_in_id,
            SignIn.ended_at.is_(None),
            Account.deactivated_at.is_(None),
        )
        .exists()
    )


def live_subscriptions(db: Session, person_id: int) -> list[PushSubscription]:
    """Return the browsers in which a person is to be pushed to."""
    statement = select(PushSubscription).where(PushSubscription.person_id == person_id, _live())
    return list(db.execute(statement.order_by(PushSubscription.id)).scalars())


def _portions(person_ids: Sequence[int], size: int = 500) -> Iterator[Sequence[int]]:
    for start in range(0, len(person_ids), size):
        yield person_ids[start : start + size]
