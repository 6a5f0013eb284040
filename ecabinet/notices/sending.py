"""The job that sends: one for each channel at a time, woken by `notify` and by the rounds."""

from __future__ import annotations

import logging
from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet import clock
from ecabinet.auth.models import Account
from ecabinet.config import Config
from ecabinet.db import Database, database
from ecabinet.i18n import LANGUAGES, say_in
from ecabinet.jobs import registry
from ecabinet.notices import kinds, queries, services, taking
from ecabinet.notices.channels.mail import BACKENDS
from ecabinet.notices.channels.message import Browser, Line, Message, NotSent, Transport
from ecabinet.notices.channels.push import WebPush
from ecabinet.notices.channels.sms import Gateway
from ecabinet.notices.models import (
    Channel,
    Delivery,
    Notice,
    NoticeAttachment,
    NoticeFile,
)
from ecabinet.notices.services import JOB, Attachment
from ecabinet.notices.taking import Taken
from ecabinet.people.models import Body, Person
from ecabinet.sentences import S, Sentence

log = logging.getLogger(__name__)


def transport_for(db: Session, channel: Channel, config: Config) -> Transport | None:
    """Return the way out of a channel, or None where it is not set up."""
    outside = config.outside
    if channel is Channel.EMAIL:
        body = db.get(Body, 1)
        names = {lang: body.name(lang) if body else "e-Cabinet" for lang in LANGUAGES}
        backend = BACKENDS[outside.mail.backend]
        return backend(outside.mail, body_names=names, address=outside.address)
    if channel is Channel.SMS and outside.sms.url:
        return Gateway(outside.sms)
    if channel is Channel.PUSH and outside.push.is_on:
        return WebPush(outside.push, outside.mail)
    return None


@registry.handles(JOB, label="job-label-notices")
def send_due(run: registry.Run) -> None:
    """Send what is due on one channel. Begun again after a crash it goes on where it stood."""
    channel = Channel(run.params["channel"])
    if channel is Channel.APP:
        _each_due(run, channel, lambda delivery_id: _show(run.database, delivery_id))
        return
    with run.database.reading() as db:
        transport = transport_for(db, channel, run.config)
    try:
        _each_due(
            run, channel, lambda delivery_id: _send(run, transport, channel, delivery_id)
        )  # fmt: skip
    finally:
        if transport is not None:
            transport.close()


def send_due_of_rounds() -> None:
    """In each round: have sent what became due, and what a dead sender left."""
    store = database()
    with store.reading() as db:
        waiting = taking.channels_due(db, clock.now())
    if waiting:
        with store.unit_of_work() as db:
            services.wake(db, waiting)


def _each_due(
    run: registry.Run, channel: Channel, act: Callable[[int], bool]
) -> None:  # fmt: skip
    """Call `act` for one due delivery after the other, until none is left or it returns False."""
    count = 0
    while True:
        with run.database.reading() as db:
            delivery_id = taking.next_due(db, channel)
        if delivery_id is None:
            return
        try:
            goes_on = act(delivery_id)
        except Exception as error:
            log.exception("delivery %s could not be prepared", delivery_id)
            with run.database.unit_of_work() as db:
                taking.note_broken(db, delivery_id, f"{type(error).__name__}: {error}")
            goes_on = True
        if not goes_on:
            return
        count += 1
        run.progress(count, count + 1)


def _show(store: Database, delivery_id: int) -> bool:
    with store.unit_of_work() as db:
        taking.show(db, delivery_id)
    return True


def _send(
    run: registry.Run, transport: Transport | None, channel: Channel, delivery_id: int
) -> bool:
    """Send one; False when the channel does not work now."""
    with run.database.unit_of_work() as db:
        taken = taking.take(db, delivery_id, is_set_up=transport is not None)
        message = message_of(db, taken, channel, run.config) if taken else None
    if taken is None or message is None or transport is None:
        return True
    try:
        sent = transport.send(message)
    except NotSent as error:
        log.warning("%s %s was not sent: %s", channel.value, taken.reference, error)
        with run.database.unit_of_work() as db:
            taking.note_failed(
                db, taken, str(error), error.trouble, is_final=error.is_final, gone=error.gone
            )
        return not error.is_down
    with run.database.unit_of_work() as db:
        taking.note_sent(db, taken, sent.to, sent.gone)
    return True


def message_of(db: Session, taken: Taken, channel: Channel, config: Config) -> Message:
    """Return what goes out, in the recipient's language: only what may be said outside."""
    person = db.get_one(Person, taken.person_id)
    spoken = language_of(db, person.id, config.default_language)
    notices = list(
        db.execute(
            select(Notice)
            .join(Delivery, Delivery.notice_id == Notice.id)
            .where(Delivery.id.in_(list(taken.delivery_ids)))
            .order_by(Notice.id)
        ).scalars()
    )
    first = kinds.kind_of(notices[0].kind)
    title = S("notice-digest-title", count=len(notices)) if taken.in_digest else S(first.label)
    return Message(
        reference=taken.reference,
        to=address_of(db, person, channel),
        language=spoken,
        title=say_in(spoken, title),
        lines=[
            Line(say_in(spoken, outside_of(notice)), link_to(config, notice)) for notice in notices
        ],
        files=_files(db, notices) if channel is Channel.EMAIL else (),
        browsers=browsers_of(db, person.id) if channel is Channel.PUSH else (),
    )


def outside_of(notice: Notice) -> Sentence:
    """Return what may be said of a notice outside."""
    if notice.outside is not None:
        return Sentence.from_json(notice.outside)
    return S("notice-outside-general", what=S(kinds.kind_of(notice.kind).label))


def link_to(config: Config, notice: Notice) -> str:
    """Return the whole address of what a notice is about; it asks for the sign-in."""
    return config.outside.address + notice.url


def language_of(db: Session, person_id: int, default: str) -> str:
    """Return the language a person chose, or the body's."""
    statement = (
        select(Account.language)
        .where(Account.person_id == person_id, Account.deactivated_at.is_(None))
        .where(Account.language != "")
        .order_by(Account.id)
        .limit(1)
    )
    return db.execute(statement).scalar_one_or_none() or default


def address_of(db: Session, person: Person, channel: Channel) -> str:
    """Return a person's address on a channel, "" for none; for push always "", see
    `browsers_of`."""
    if channel is Channel.EMAIL:
        return person.email
    if channel is Channel.SMS:
        return queries.settings_of(db, person.id).phone
    return ""


def browsers_of(db: Session, person_id: int) -> list[Browser]:
    """Return the browsers in which a person is to be pushed to."""
    return [
        Browser(row.id, row.endpoint, row.p256dh, row.auth)
        for row in queries.live_subscriptions(db, person_id)
    ]


def _files(db: Session, notices: list[Notice]) -> list[Attachment]:
    statement = (
        select(NoticeFile)
        .join(NoticeAttachment, NoticeAttachment.file_id == NoticeFile.id)
        .where(NoticeAttachment.notice_id.in_([notice.id for notice in notices]))
        .order_by(NoticeFile.id)
        .distinct()
    )
    found = db.execute(statement).scalars()
    return [Attachment(row.name, row.media_type, row.content) for row in found]
