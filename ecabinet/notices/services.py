"""Telling people: `notify` writes what is to be sent, in the unit of work of the act itself."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ecabinet import clock, journal
from ecabinet.auth.actor import Actor
from ecabinet.jobs.services import enqueue
from ecabinet.notices import kinds, queries, rules
from ecabinet.notices.events import NoticesChanged
from ecabinet.notices.models import (
    Channel,
    Delivery,
    DeliveryState,
    Notice,
    NoticeAttachment,
    NoticeFile,
    NoticePreference,
    PushSubscription,
)
from ecabinet.orm import insert_into, table_of
from ecabinet.outbox import publish
from ecabinet.people.models import Person
from ecabinet.sentences import Sentence

JOB = "notices-send"
AT_ONCE = 500
"""Rows written by one statement."""


@dataclass(frozen=True)
class Attachment:
    """A file that goes with the e-mail; `content` in bytes."""

    name: str
    media_type: str
    content: bytes


def notify(
    db: Session,
    *,
    kind: str,
    person_ids: Collection[int],
    sentence: Sentence,
    url: str,
    key: str,
    outside: Sentence | None = None,
    subject: dict[str, Any] | None = None,
    files: Sequence[Attachment] = (),
    at: datetime | None = None,
) -> int:
    """Tell these people of one thing, once ever for each person and `key`; returns how many are
    told now.

    `sentence` is for the page, which they see signed in; `outside` is all that e-mail, SMS and
    push may say, never what stands in a paper that not everybody may read (None: a general
    sentence of the kind). `url` leads to the thing, within the cabinet. `subject`: JSON, what
    the kind's `still` is asked with. `files` go with the e-mail. `at`: not before.
    Raises KeyError for a kind that nobody registered.
    """
    known = kinds.kind_of(kind)
    now = clock.now()
    wanted_at = max(at, now) if at else now
    common = {
        "kind": kind,
        "key": key,
        "sentence": sentence.to_json(),
        "outside": outside.to_json() if outside else None,
        "subject": subject or {},
        "url": url,
        "created_at": now,
        "shown_at": now if wanted_at <= now else None,
    }
    told: dict[int, int] = {}
    active = queries.active_persons(db, person_ids)
    for start in range(0, len(active), AT_ONCE):
        rows = [common | {"person_id": person} for person in active[start : start + AT_ONCE]]
        notices = table_of(Notice)
        new = insert_into(db, notices).values(rows).on_conflict_do_nothing()
        told |= {
            person_id: notice_id
            for notice_id, person_id in db.execute(
                new.returning(notices.c.id, notices.c.person_id)
            ).all()
        }
    if not told:
        return 0
    _attach(db, list(told.values()), files)
    if wanted_at > now:
        # The ways out are asked for when it is shown: by then somebody may have another address.
        _queue(db, known, key, told, wanted_at, [Channel.APP])
    else:
        _queue(db, known, key, told, now, list(Channel))
        for person_id, count in queries.unread_counts(db, list(told)).items():
            publish(db, NoticesChanged(person_id, count))
    return len(told)


def wake(db: Session, channels: Collection[Channel]) -> None:
    """Have a worker send what is due on these channels, after the commit."""
    for channel in Channel:  # in one order, so that two acts never wait for each other
        if channel in channels:
            enqueue(
                db, kind=JOB, params={"channel": channel.value}, actor=None,
                subject=channel.value, unique=True,
            )  # fmt: skip


def reference_of(person_id: int, key: str, channel: Channel, resends: int = 0) -> str:
    """Return the name of a delivery for those who carry it: 32 hex digits, the same in each try."""
    named = f"{person_id}\n{key}\n{channel.value}\n{resends}"
    return hashlib.sha256(named.encode()).hexdigest()[:32]


def _attach(db: Session, notice_ids: Sequence[int], files: Sequence[Attachment]) -> None:
    for file in files:
        row = NoticeFile(name=file.name, media_type=file.media_type, content=file.content)
        db.add(row)
        db.flush()
        links = [{"notice_id": notice_id, "file_id": row.id} for notice_id in notice_ids]
        db.execute(table_of(NoticeAttachment).insert(), links)


def _queue(
    db: Session,
    kind: kinds.Kind,
    key: str,
    told: dict[int, int],
    at: datetime,
    channels: Collection[Channel],
) -> None:
    """Write the deliveries of notices {person: notice} on those of `channels` that are theirs."""
    zone, now = clock.zone(), clock.now()
    rows: list[dict[str, Any]] = []
    wishes_of = queries.wishes(db, list(told))
    reachable = queries.reachable(db, list(told))
    for person_id, notice_id in told.items():
        wishes = wishes_of[person_id]
        for channel in reachable[person_id]:
            if channel not in channels or not rules.is_on(kind, channel, wishes):
                continue
            plan = rules.plan(kind, channel, wishes, at, zone)
            is_shown = channel is Channel.APP and at <= now
            rows.append(
                {
                    "notice_id": notice_id,
                    "channel": channel,
                    "state": DeliveryState.SENT if is_shown else DeliveryState.QUEUED,
                    "reference": reference_of(person_id, key, channel),
                    "in_digest": plan.in_digest,
                    "due_at": plan.due_at,
                    "sent_at": now if is_shown else None,
                    "tries": 1 if is_shown else 0,
                    "resends": 0,
                }
            )
    for start in range(0, len(rows), AT_ONCE):
        db.execute(table_of(Delivery).insert(), rows[start : start + AT_ONCE])
    is_due = [r for r in rows if r["state"] is DeliveryState.QUEUED and r["due_at"] <= now]
    wake(db, {row["channel"] for row in is_due})


def queue_outward(db: Session, notice: Notice) -> None:
    """Write the deliveries of a notice that is shown from now on, on the ways out of the house."""
    kind = kinds.kind_of(notice.kind)
    outward = [channel for channel in Channel if channel is not Channel.APP]
    _queue(db, kind, notice.key, {notice.person_id: notice.id}, clock.now(), outward)


def mark_read(db: Session, *, person_id: int, notice_ids: Collection[int] | None = None) -> int:
    """Mark a person's notices read, these or all; returns how many were unread."""
    unread = select(Notice).where(
        Notice.person_id == person_id, Notice.shown_at.is_not(None), Notice.read_at.is_(None)
    )
    if notice_ids is not None:
        unread = unread.where(Notice.id.in_(notice_ids))
    found = list(db.execute(unread).scalars())
    for notice in found:
        notice.read_at = clock.now()
    if found:
        db.flush()
        publish(db, NoticesChanged(person_id, queries.unread_count(db, person_id)))
    return len(found)


def mark_unread(db: Session, notice: Notice) -> None:
    """Mark a notice unread again."""
    if notice.read_at is None:
        return
    notice.read_at = None
    db.flush()
    count = queries.unread_count(db, notice.person_id)
    publish(db, NoticesChanged(notice.person_id, count))


@dataclass(frozen=True)
class Chosen:
    """What a person chose on the page of preferences; minutes of the day."""

    on: Collection[tuple[str, Channel]]
    phone: str = ""
    digest_at: int | None = None
    quiet_from: int | None = None
    quiet_until: int | None = None


def choose(db: Session, *, actor: Actor, chosen: Chosen) -> None:
    """Keep how the person behind `actor` wants to be told; what waits already follows it."""
    person_id = actor.person_id
    for group in kinds.GROUPS:
        for channel in rules.CHOSEN_CHANNELS:
            is_on = (group, channel) in chosen.on
            db.merge(
                NoticePreference(person_id=person_id, group=group, channel=channel, is_on=is_on)
            )
    settings = db.merge(queries.settings_of(db, person_id))
    settings.phone, settings.digest_at = chosen.phone, chosen.digest_at
    settings.quiet_from, settings.quiet_until = chosen.quiet_from, chosen.quiet_until
    journal.record(db, actor, "notices:choose", actor_person(db, actor))


def actor_person(db: Session, actor: Actor) -> Person:
    """Return the person behind an account."""
    return db.get_one(Person, actor.person_id)


def set_email(db: Session, *, actor: Actor, person: Person, email: str) -> None:
    """Enter the address of a person, '' for none. The journal holds that it was done, not which.
    Raises Denied."""
    rules.may_check_channels(actor).enforce()
    person.email = email
    journal.record(db, actor, "person:email", person, details={"has_email": bool(email)})


def retry(db: Session, *, actor: Actor, delivery: Delivery) -> None:
    """Have a delivery that failed tried again, from the first try."""
    rules.may_retry(actor, delivery).enforce()
    journal.record(db, actor, "notice:retry", delivery, details=_named(delivery))
    _queue_again(db, delivery)


def resend(db: Session, *, actor: Actor, delivery: Delivery) -> None:
    """Have a delivery made once more on purpose: with a new reference, so that it is no repeat,
    and whatever the person chose; only what has been answered is not sent again."""
    rules.may_resend(actor, delivery).enforce()
    journal.record(db, actor, "notice:resend", delivery, details=_named(delivery))
    notice = delivery.notice
    delivery.resends += 1
    delivery.reference = reference_of(
        notice.person_id, notice.key, delivery.channel, delivery.resends
    )
    delivery.in_digest = False
    _queue_again(db, delivery)


def subscribe(
    db: Session, *, actor: Actor, sign_in_id: int, endpoint: str, p256dh: str, auth: str
) -> None:
    """Let a browser be pushed to while this sign-in is not ended; a browser is one person's."""
    db.execute(delete(PushSubscription).where(PushSubscription.endpoint == endpoint))
    db.add(
        PushSubscription(
            person_id=actor.person_id, sign_in_id=sign_in_id, endpoint=endpoint, p256dh=p256dh,
            auth=auth, created_at=clock.now(),
        )
    )  # fmt: skip


def unsubscribe(db: Session, *, actor: Actor, endpoint: str) -> None:
    """End pushing to a browser of this person."""
    db.execute(
        delete(PushSubscription).where(
            PushSubscription.endpoint == endpoint, PushSubscription.person_id == actor.person_id
        )
    )


def _named(delivery: Delivery) -> dict[str, Any]:
    return {
        "kind": delivery.notice.kind,
        "person_id": delivery.notice.person_id,
        "channel": delivery.channel.value,
    }


def _queue_again(db: Session, delivery: Delivery) -> None:
    delivery.state, delivery.tries = DeliveryState.QUEUED, 0
    delivery.sent_at = delivery.failed_at = delivery.drop_reason = None
    delivery.due_at = clock.now()
    db.flush()
    wake(db, [delivery.channel])
