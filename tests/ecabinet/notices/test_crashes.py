"""Nothing is lost when a process dies between the act and the sending, and a repeat can be known;
two who send at once send each thing once."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

import tests.ecabinet.notices.kinds_of_tests  # noqa: F401 - registers the kinds
from ecabinet import clock, migrate
from ecabinet.app import create_app
from ecabinet.config import Config
from ecabinet.db import Database
from ecabinet.jobs import engine
from ecabinet.notices import services, taking
from ecabinet.notices.models import Channel, Delivery, DeliveryState
from ecabinet.notices.sending import send_due_of_rounds
from ecabinet.people.models import Person
from ecabinet.sentences import S
from tests import cabinet as small
from tests.ecabinet.notices.conftest import MailServer, Telling

ROOT = Path(__file__).resolve().parents[3]
Only = Callable[..., None]


@contextmanager
def other(config: Config, *words: str, **more: str) -> Iterator[subprocess.Popen[str]]:
    """Another process with the same ways out."""
    mail = config.outside.mail
    environ = {
        **os.environ,
        "ECABINET_HOME": str(config.home),
        "DATABASE_URL": config.database_url,
        "SECRET_KEY": config.secret_key,
        "ECABINET_MAIL": "smtp",
        "ECABINET_MAIL_FROM": mail.sender,
        "ECABINET_SMTP_HOST": mail.host,
        "ECABINET_SMTP_PORT": str(mail.port),
        "ECABINET_SMTP_SECURITY": mail.security,
        "ECABINET_SMTP_USER": mail.user,
        "ECABINET_SMTP_PASSWORD": mail.password,
    }
    command = [sys.executable, "-m", "tests.ecabinet.notices.other_process", *words]
    process = subprocess.Popen(command, cwd=ROOT, env=environ | more, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait(60)


def go_on(telling: Telling) -> None:
    """What a server does in a round: jobs of the dead, then what is due."""
    telling.app.extensions["ecabinet.jobs"].sweep()
    with telling.app.app_context():
        send_due_of_rounds()
    engine.run_queued(telling.app)


def test_what_was_committed_is_sent_though_the_process_died_right_after(
    telling: Telling, config: Config, mail_server: MailServer, only: Only
) -> None:
    only(Channel.EMAIL)
    with other(config, "tell", PERSON=str(telling.person_id)) as process:
        assert process.wait(60) == 9
    assert telling.delivery(Channel.EMAIL).state is DeliveryState.QUEUED
    go_on(telling)
    assert len(mail_server.letters) == 1
    assert telling.tell() == 0


@pytest.mark.parametrize(("halt", "taken"), [("before", 0), ("after", 1)])
def test_a_sender_killed_in_the_midst_is_followed_by_one_with_the_same_message_id(
    telling: Telling, config: Config, mail_server: MailServer, only: Only, halt: str, taken: int
) -> None:
    only(Channel.EMAIL)
    telling.tell()
    mail_server.halt = halt
    with other(config, "send"):
        assert mail_server.stands.wait(60)
    mail_server.halt = ""
    left = telling.delivery(Channel.EMAIL)
    assert (left.state, len(mail_server.letters)) == (DeliveryState.SENDING, taken)

    go_on(telling)  # the lease still holds: it could be alive on another machine
    assert len(mail_server.letters) == taken
    with clock.at(clock.now() + 2 * taking.LEASE):
        go_on(telling)
    sent = telling.delivery(Channel.EMAIL)
    assert (sent.state, sent.tries) == (DeliveryState.SENT, 2)
    assert len(mail_server.letters) == taken + 1
    assert {letter["Message-ID"] for letter in mail_server.letters} == {
        f"<{left.reference}@cabinet.example>"
    }


def test_a_server_that_goes_away_after_it_took_a_letter_gets_the_same_one_again(
    telling: Telling, mail_server: MailServer, only: Only
) -> None:
    only(Channel.EMAIL)
    mail_server.loses = 1
    telling.tell()
    engine.run_queued(telling.app)
    assert telling.delivery(Channel.EMAIL).state is DeliveryState.QUEUED
    with clock.at(telling.delivery(Channel.EMAIL).due_at):
        go_on(telling)
    first, second = mail_server.letters
    assert first["Message-ID"] == second["Message-ID"]
    assert telling.delivery(Channel.EMAIL).state is DeliveryState.SENT


def test_a_digest_that_broke_off_goes_out_again_as_it_was(
    telling: Telling, mail_server: MailServer, only: Only, now: Any
) -> None:
    only(Channel.EMAIL)
    telling.settings(digest_at=10 * 60)
    for key in ("first", "second"):
        telling.tell(key)
    mail_server.loses = 1
    ten = telling.delivery(Channel.EMAIL, "first").due_at
    with clock.at(ten):
        go_on(telling)
    telling.settings(digest_at=10 * 60 + 1)
    telling.tell("third")
    with clock.at(telling.delivery(Channel.EMAIL, "first").due_at):
        go_on(telling)
    again = [letter for letter in mail_server.letters if letter["Subject"] == "2 thông báo"]
    assert len(again) == 2
    assert again[0]["Message-ID"] == again[1]["Message-ID"]
    assert len(mail_server.letters) == 3  # the third notice alone


@pytest.fixture(params=["sqlite", "postgresql"])
def on_engine(request: pytest.FixtureRequest, config: Config) -> Config:
    """The configuration with the small cabinet, on each engine."""
    if request.param == "postgresql":
        url: str = request.getfixturevalue("new_postgres_database")()
        migrate.upgrade(url)
        filled = Database(url)
        with filled.unit_of_work() as db:
            small.build(db)
        filled.dispose()
        return replace(config, database_url=url)
    return config


def test_two_who_send_at_once_send_each_thing_once(
    on_engine: Config, mail_server: MailServer
) -> None:
    apps = [create_app(on_engine) for _ in range(2)]
    store = apps[0].extensions["ecabinet.database"]
    with store.unit_of_work() as db:
        persons = list(db.execute(select(Person).order_by(Person.id)).scalars())
        for person in persons:
            person.email = f"p{person.id}@example.test"
        for key in ("first", "second", "third"):
            services.notify(
                db, kind="of-the-tests", person_ids=[person.id for person in persons],
                sentence=S("home-title"), url="/", key=key,
            )  # fmt: skip
    barrier = threading.Barrier(2)

    def send(number: int) -> None:
        with apps[number].app_context():
            barrier.wait()
            for _ in range(3):
                send_due_of_rounds()
                engine.run_queued(apps[number])

    threads = [threading.Thread(target=send, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    went = Counter((letter["To"], letter["Message-ID"]) for letter in mail_server.letters)
    assert set(went.values()) == {1}
    assert len(went) == 3 * len(persons)
    with store.reading() as db:
        states = db.execute(select(Delivery.state, Delivery.tries)).all()
    assert {tuple(state) for state in states} == {(DeliveryState.SENT, 1)}
    for app in apps:
        app.extensions["ecabinet.database"].dispose()


def test_two_who_tell_of_one_thing_at_once_tell_it_once(on_engine: Config) -> None:
    stores = [Database(on_engine.database_url) for _ in range(2)]
    with stores[0].reading() as db:
        person_ids = list(db.execute(select(Person.id)).scalars())
    barrier, told = threading.Barrier(2), []

    def tell(store: Database) -> None:
        barrier.wait()
        with store.unit_of_work() as db:
            told.append(
                services.notify(
                    db,
                    kind="of-the-tests",
                    person_ids=person_ids,
                    key="thing:1",
                    sentence=S("home-title"),
                    url="/",
                )
            )

    threads = [threading.Thread(target=tell, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(told) == len(person_ids)
    for store in stores:
        store.dispose()


def test_the_reference_follows_from_person_thing_and_channel() -> None:
    named = [
        services.reference_of(person, key, channel, resends)
        for person in (1, 2)
        for key in ("a", "b")
        for channel in Channel
        for resends in (0, 1)
    ]
    assert len(set(named)) == len(named)
    assert services.reference_of(2, "b", Channel.SMS) in named
