"""Whether the ways out of the house are set up: for the administrator's page and `doctor`."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from flask import Flask
from sqlalchemy.orm import Session

from ecabinet.config import Config
from ecabinet.i18n import say_in
from ecabinet.notices.channels.message import Line, Message, NotSent
from ecabinet.notices.models import Channel
from ecabinet.notices.sending import address_of, browsers_of, language_of, transport_for
from ecabinet.people.models import Person
from ecabinet.sentences import S, Sentence


@dataclass(frozen=True)
class Way:
    """A channel and how it stands; `facts` are settings, never a secret."""

    channel: Channel
    is_set_up: bool
    sentence: Sentence
    facts: tuple[str, ...] = ()


def ways(config: Config) -> list[Way]:
    """Return how each way out is set up."""
    mail, sms, push = config.outside.mail, config.outside.sms, config.outside.push
    address = config.outside.address
    mail_facts: tuple[str, ...] = (mail.sender, address)
    if mail.backend == "smtp":
        mail_facts = (f"{mail.host}:{mail.port} ({mail.security})", *mail_facts)
    sms_key = "notice-way-sms-on" if sms.url else "notice-way-sms-off"
    push_key = "notice-way-push-on" if push.is_on else "notice-way-push-off"
    return [
        Way(
            Channel.EMAIL, mail.backend == "smtp", S(f"notice-way-mail-{mail.backend}"), mail_facts
        ),
        Way(Channel.SMS, bool(sms.url), S(sms_key), (sms.url,) if sms.url else ()),
        Way(Channel.PUSH, push.is_on, S(push_key), push.hosts if push.is_on else ()),
    ]  # fmt: skip


def notes(app: Flask) -> Iterable[str]:
    """Yield for `doctor` what the operator should know."""
    config: Config = app.extensions["ecabinet.config"]
    for way in ways(config):
        if not way.is_set_up:
            yield say_in("en", way.sentence)
    if config.outside.address.startswith("http://127.0.0.1"):
        yield "ECABINET_URL is not set: links in messages lead to this machine only"


def send_trial(
    db: Session,
    config: Config,
    person: Person,
    channel: Channel = Channel.EMAIL,
    *,
    word_for_word: bool = False,
) -> tuple[Sentence, bool]:
    """Send something to `person` at once, past the outbox; return what became of it, and whether
    it left the house. `word_for_word`: with what the other side answered, for the administrator."""
    spoken = language_of(db, person.id, config.default_language)
    message = Message(
        reference=secrets.token_hex(16),
        to=address_of(db, person, channel),
        language=spoken,
        title=say_in(spoken, S("notice-trial-title")),
        lines=[Line(say_in(spoken, S("notice-trial-text")), config.outside.address + "/")],
        browsers=browsers_of(db, person.id) if channel is Channel.PUSH else (),
    )
    if not (message.to or message.browsers):
        return S(f"notice-trial-no-address-{channel.value}"), False
    transport = transport_for(db, channel, config)
    if transport is None:
        return S("notice-trial-not-set-up"), False
    try:
        sent = transport.send(message)
    except NotSent as error:
        why = str(error) if word_for_word else S(f"notice-error-{error.trouble.value}")
        return S("notice-trial-failed", why=why), False
    finally:
        transport.close()
    if channel is Channel.EMAIL and config.outside.mail.backend != "smtp":
        return S("notice-trial-only-written"), False
    return S(f"notice-trial-sent-{channel.value}", to=sent.to), True
