"""The ground on both engines: signing in, the journal, races, and repeated writes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from decisions.models import Assignment
from ecabinet import clock, journal, migrate
from ecabinet.api.models import IdempotentAnswer
from ecabinet.app import create_app
from ecabinet.auth.models import Account
from ecabinet.auth.services import create_token, find_account
from ecabinet.config import Config
from ecabinet.db import Database
from ecabinet.errors import Conflict
from tests import cabinet as small
from tests.cabinet import T0, TODAY


@pytest.fixture(params=["sqlite", "postgresql"])
def engine_app(request: pytest.FixtureRequest, config: Config) -> Iterator[Flask]:
    """The application over the small cabinet, on each engine."""
    if request.param == "postgresql":
        url: str = request.getfixturevalue("new_postgres_database")()
        migrate.upgrade(url)
        config = replace(config, database_url=url)
        filled = Database(url)
        with filled.unit_of_work() as db:
            small.build(db)
        filled.dispose()
    made = create_app(config)
    yield made
    made.extensions["ecabinet.database"].dispose()


@pytest.fixture
def store(engine_app: Flask) -> Database:
    return engine_app.extensions["ecabinet.database"]


@pytest.fixture
def token(store: Database) -> str:
    with store.unit_of_work() as db:
        return create_token(db, journal.SYSTEM, find_account(db, "secretary"), at=clock.now())


def together(*acts: Callable[[], Any]) -> list[Any]:
    """Run the acts at the same moment; return what they returned or raised, in order."""
    given: list[Any] = [None] * len(acts)
    start = threading.Barrier(len(acts))

    def run(number: int) -> None:
        start.wait(timeout=20)
        try:
            given[number] = acts[number]()
        except Exception as error:
            given[number] = error

    threads = [threading.Thread(target=run, args=(n,)) for n in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return given


def new_assignment(app: Flask, token: str, key: str, task: str = "Việc") -> Any:
    with app.extensions["ecabinet.database"].reading() as db:
        lead = small.find(db).organisations["G12"]
    due_on = (clock.now().date() + timedelta(days=60)).isoformat()
    return app.test_client().post(
        "/api/v1/assignments",
        json={"task": task, "lead_id": lead, "due_on": due_on},
        headers={"Authorization": f"Bearer {token}", "Idempotency-Key": key},
    )


def count(store: Database, model: Any) -> int:
    with store.reading() as db:
        return db.execute(select(func.count()).select_from(model)).scalar_one()


def test_signing_in_and_out(engine_app: Flask, client_of: Any) -> None:
    client = client_of("pm")

    assert client.get("/").status_code == 200
    assert client.post("/sign-out").status_code == 302
    assert client.get("/").status_code == 302


def test_the_same_write_sent_four_times_at_once_is_done_once(
    engine_app: Flask, store: Database, token: str
) -> None:
    answers = together(*[lambda: new_assignment(engine_app, token, "key-1")] * 4)

    assert [answer.status_code for answer in answers] == [201] * 4
    assert len({answer.json["id"] for answer in answers}) == 1
    assert sum("Idempotent-Replayed" in answer.headers for answer in answers) == 3
    assert count(store, Assignment) == 1


def test_a_key_used_for_another_request_is_a_conflict(
    engine_app: Flask, store: Database, token: str
) -> None:
    new_assignment(engine_app, token, "key-1")

    answer = new_assignment(engine_app, token, "key-1", task="Việc khác")

    assert (answer.status_code, answer.json["code"]) == (409, "idempotency-key-reused")
    assert count(store, Assignment) == 1


def test_a_refused_write_does_not_use_its_key_up(
    engine_app: Flask, store: Database, token: str
) -> None:
    client = engine_app.test_client()
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": "key-1"}
    refused = client.post("/api/v1/assignments", json={}, headers=headers)

    assert refused.status_code == 422
    assert new_assignment(engine_app, token, "key-1").status_code == 201


def test_answers_are_forgotten_after_a_day(engine_app: Flask, store: Database, token: str) -> None:
    with clock.at(T0):
        new_assignment(engine_app, token, "old")
    with clock.at(T0 + timedelta(hours=25)):
        new_assignment(engine_app, token, "new")

    with store.reading() as db:
        assert list(db.execute(select(IdempotentAnswer.key)).scalars()) == ["new"]


def test_a_lost_race_is_a_conflict_and_a_mistake_of_ours_is_not(store: Database) -> None:
    with store.reading() as db:
        lead = small.find(db).organisations["G12"]
    with pytest.raises(Conflict), store.unit_of_work() as db:
        first = db.execute(select(Account)).scalars().first()
        db.add(
            Account(login=first.login, password_hash="", person_id=first.person_id, created_at=T0)
        )

    with pytest.raises(IntegrityError), store.unit_of_work() as db:
        db.add(Assignment(lead_id=lead, assigned_on=TODAY))  # no task: NOT NULL


def test_two_acts_that_wait_for_each_other_end_as_one_conflict(store: Database) -> None:
    with store.reading() as db:
        accounts = small.find(db).accounts
    met = threading.Barrier(2)

    def act(first: str, second: str) -> str:
        with store.unit_of_work() as db:
            db.get_one(Account, accounts[first]).language = "en"
            db.flush()
            if not store.is_sqlite:  # where writers queue, nobody else is inside to be met
                met.wait(timeout=20)
            db.get_one(Account, accounts[second]).language = "en"
        return "done"

    given = together(lambda: act("pm", "head"), lambda: act("head", "pm"))

    refused = [one for one in given if isinstance(one, Conflict)]
    assert given.count("done") + len(refused) == 2
    assert len(refused) == (0 if store.is_sqlite else 1)


def test_the_journal_is_checked_while_others_write_in_it(store: Database) -> None:
    ended = threading.Event()

    def write() -> None:
        for _ in range(30):
            with store.unit_of_work() as db:
                journal.record(db, journal.SYSTEM, "test:act")
        ended.set()

    def check() -> list[int | None]:
        found = []
        while not ended.is_set():
            with store.reading() as db:
                found.append(journal.verify(db).broken_at)
        return found

    _, _, found = together(write, write, check)

    assert isinstance(found, list)
    assert set(found) <= {None}
    with store.reading() as db:
        assert journal.verify(db).entries >= 30


@pytest.fixture
def app(engine_app: Flask) -> Flask:
    """What `client_of` talks to here."""
    return engine_app
