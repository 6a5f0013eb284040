"""Jobs: queued with the act, done once, given up, repeated, and never lost."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

import tests.ecabinet.jobs.work  # noqa: F401 - registers the kinds
from ecabinet import clock
from ecabinet.announcements import Announcement
from ecabinet.app import create_app
from ecabinet.auth.actor import Actor
from ecabinet.config import Config
from ecabinet.db import Database
from ecabinet.jobs import engine, queries, services
from ecabinet.jobs.models import Job, JobState
from ecabinet.journal import JournalEntry
from tests.cabinet import Cabinet
from tests.live_server import eventually

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def store(app: Flask) -> Database:
    return app.extensions["ecabinet.database"]


@pytest.fixture
def secretary(cabinet: Cabinet, store: Database) -> Actor:
    with store.reading() as db:
        return cabinet.actor(db, "secretary")


@pytest.fixture
def ask(store: Database, secretary: Actor) -> Callable[..., int]:
    """`ask("test-note", line="a")`: queue a job and return its id."""

    def asked(kind: str, subject: str = "", unique: bool = False, **params: Any) -> int:
        with store.unit_of_work() as db:
            return services.enqueue(
                db, kind=kind, params=params, actor=secretary, subject=subject, unique=unique
            ).id

    return asked


@pytest.fixture
def job(store: Database) -> Callable[[int], Job]:
    def found(job_id: int) -> Job:
        with store.reading() as db:
            return db.get_one(Job, job_id)

    return found


def lines(config: Config) -> list[str]:
    path = config.home / "notes"
    return [line.split()[0] for line in path.read_text().splitlines()] if path.exists() else []


def test_a_job_is_begun_after_the_commit_and_done_once(
    app: Flask, ask: Any, job: Any, config: Config
) -> None:
    job_id = ask("test-note", line="a")
    assert job(job_id).state is JobState.QUEUED

    assert engine.run_queued(app) == 1
    assert engine.run_queued(app) == 0

    assert lines(config) == ["a"]
    assert job(job_id).state is JobState.DONE


def test_a_job_of_an_act_that_is_taken_back_never_existed(
    app: Flask, store: Database, config: Config
) -> None:
    with pytest.raises(LookupError), store.unit_of_work() as db:
        services.enqueue(db, kind="test-note", params={"line": "a"}, actor=None)
        raise LookupError

    assert engine.run_queued(app) == 0
    assert app.extensions["ecabinet.jobs"].huey.pending_count() == 0


def test_one_that_waits_already_is_enough_until_it_is_begun(app: Flask, ask: Any) -> None:
    first = ask("test-note", subject="pack:1", unique=True, line="a")
    assert ask("test-note", subject="pack:1", unique=True, line="b") == first
    assert ask("test-note", subject="pack:2", unique=True, line="b") != first
    engine.run_queued(app)
    assert ask("test-note", subject="pack:1", unique=True, line="c") != first


def test_a_refusal_fails_the_job_with_its_sentence_and_the_journal_knows(
    app: Flask, ask: Any, job: Any, store: Database
) -> None:
    job_id = ask("test-refused")
    engine.run_queued(app)

    assert job(job_id).state is JobState.FAILED
    assert job(job_id).failure["key"] == "changed-meanwhile"
    with store.reading() as db:
        acts = db.execute(select(JournalEntry.act).where(JournalEntry.subject_id == job_id))
        assert list(acts.scalars()) == ["job:fail"]


def test_a_mistake_of_ours_fails_loudly_with_the_traceback_in_the_log(
    app: Flask, ask: Any, job: Any, caplog: pytest.LogCaptureFixture
) -> None:
    job_id = ask("test-broken")
    engine.run_queued(app)

    failure = job(job_id).failure
    assert failure["key"] == "job-failed"
    logged = [record for record in caplog.records if record.exc_info]
    assert any(failure["params"]["reference"] in record.getMessage() for record in logged)


def test_a_job_that_failed_can_be_done_again(app: Flask, ask: Any, job: Any, api_of: Any) -> None:
    job_id = ask("test-broken")
    engine.run_queued(app)
    answer = api_of("secretary")("POST", f"/jobs/{job_id}/retry").get_json()
    assert (answer["state"], answer["sentence"]) == ("queued", "")
    engine.run_queued(app)
    assert (job(job_id).state, job(job_id).tries) == (JobState.FAILED, 1)


def test_repeating_all_leaves_out_what_waits_already(
    app: Flask, ask: Any, job: Any, client_of: Any
) -> None:
    older = ask("test-broken", "paper:1", unique=True)
    engine.run_queued(app)
    newer = ask("test-broken", "paper:1", unique=True)
    other = ask("test-broken", "paper:2", unique=True)
    engine.run_queued(app)
    client = client_of("secretary")
    client.post(f"/jobs/{older}/retry")  # put back by hand

    assert client.post("/jobs/retries").status_code == 302
    states = [job(number).state for number in (older, newer, other)]
    assert states == [JobState.QUEUED, JobState.FAILED, JobState.QUEUED]


def test_who_asked_for_what_failed_is_told_at_home_until_it_is_tried_again(
    app: Flask, ask: Any, client_of: Any
) -> None:
    ask("test-broken")
    engine.run_queued(app)
    secretary, words = client_of("secretary"), "Không thành: Việc chạy nền"
    assert words in secretary.get("/").get_data(as_text=True)
    assert words not in client_of("head").get("/").get_data(as_text=True)
    assert "Làm lại" in secretary.get("/jobs").get_data(as_text=True)
    ask("test-broken")
    assert words not in secretary.get("/").get_data(as_text=True)


def test_one_that_waits_is_given_up_at_once_and_not_done(
    app: Flask, ask: Any, job: Any, config: Config, api_of: Any
) -> None:
    job_id = ask("test-note", line="a")
    secretary = api_of("secretary")
    assert secretary("POST", f"/jobs/{job_id}/cancellation").get_json()["state"] == "cancelled"
    assert secretary("POST", f"/jobs/{job_id}/cancellation").status_code == 409
    engine.run_queued(app)
    assert lines(config) == []
    assert secretary("GET", f"/jobs/{job_id}").get_json()["may_retry"] is True


def test_only_who_asked_and_the_secretariat_see_a_job(
    store: Database, cabinet: Cabinet, api_of: Any
) -> None:
    with store.unit_of_work() as db:
        minister = cabinet.actor(db, "minister.g12")
        job_id = services.enqueue(db, kind="test-note", params={"line": "a"}, actor=minister).id
    seen = {
        login: api_of(login)("GET", f"/jobs/{job_id}").status_code
        for login in ("minister.g12", "minister.g15", "secretary", "admin", "auditor")
    }
    assert seen == {
        "minister.g12": 200, "minister.g15": 404, "secretary": 200, "admin": 200, "auditor": 404,
    }  # fmt: skip


def test_progress_is_told_to_who_asked_now_and_then_and_at_the_end(
    app: Flask, ask: Any, store: Database, secretary: Actor
) -> None:
    ask("test-pages", pages=500)
    engine.run_queued(app)
    with store.reading() as db:
        told = list(
            db.execute(
                select(Announcement.payload)
                .where(Announcement.room == f"person:{secretary.person_id}")
                .order_by(Announcement.number)
            ).scalars()
        )
    assert told[0]["state"] == "running"
    assert (told[-1]["state"], told[-1]["done"], told[-1]["total"]) == ("done", 500, 500)
    assert len(told) < 50


@contextmanager
def workers(app: Flask, count: int = 2) -> Iterator[Any]:
    of_app = app.extensions["ecabinet.jobs"]
    consumer = of_app.start(count)
    try:
        yield of_app
    finally:
        consumer.stop(graceful=True)


def test_the_workers_of_a_server_do_what_is_committed_and_can_be_stopped(
    app: Flask, ask: Any, job: Any, config: Config, api_of: Any
) -> None:
    with workers(app):
        noted = ask("test-note", line="a")
        long = ask("test-long")
        eventually(lambda: job(noted).state is JobState.DONE)
        eventually(lambda: (config.home / "begun").exists())
        answer = api_of("secretary")("POST", f"/jobs/{long}/cancellation").get_json()
        assert answer["is_being_cancelled"] is True
        eventually(lambda: job(long).state is JobState.CANCELLED)
    assert job(long).worker is None


def test_a_job_whose_message_was_lost_is_found_by_the_sweep(
    app: Flask, ask: Any, job: Any, store: Database
) -> None:
    job_id = ask("test-note", line="a")
    of_app = app.extensions["ecabinet.jobs"]
    of_app.huey.flush()
    with clock.at(clock.now() + timedelta(minutes=1)):
        of_app.sweep()
    with workers(app):
        eventually(lambda: job(job_id).state is JobState.DONE)


def _environ(config: Config, **more: str) -> dict[str, str]:
    return {
        **os.environ,
        "ECABINET_HOME": str(config.home),
        "DATABASE_URL": config.database_url,
        "SECRET_KEY": config.secret_key,
        **more,
    }


def _other(config: Config, *words: str, **more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.ecabinet.jobs.other_process", *words],
        cwd=ROOT, env=_environ(config, **more), text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip


def test_a_job_whose_process_died_is_tried_again_and_fails_after_the_third_time(
    app: Flask, ask: Any, job: Any, config: Config, store: Database
) -> None:
    job_id = ask("test-exit")
    with _other(config, "once") as dead:
        assert dead.wait(60) == 9
    assert job(job_id).state is JobState.RUNNING

    of_app = app.extensions["ecabinet.jobs"]
    of_app.sweep()
    assert (job(job_id).state, job(job_id).tries) == (JobState.QUEUED, 1)

    with store.unit_of_work() as db:  # the third try, whose process is gone as well
        running = {"state": JobState.RUNNING, "worker": "elsewhere:1:a-1", "tries": 3}
        at = clock.now() - timedelta(hours=1)
        db.execute(update(Job).values(started_at=at, seen_at=at, **running))
    of_app.sweep()
    assert job(job_id).state is JobState.FAILED
    assert job(job_id).failure == {"key": "job-failed-died", "params": {"count": 3}}


def test_a_worker_that_gives_signs_of_life_keeps_its_job(
    app: Flask, ask: Any, job: Any, store: Database
) -> None:
    job_id = ask("test-note", line="a")
    with store.unit_of_work() as db:
        services.claim(db, job_id, "elsewhere:1:a-1")
    app.extensions["ecabinet.jobs"].sweep()
    assert job(job_id).worker == "elsewhere:1:a-1"


def test_two_processes_over_redis_do_each_job_once(
    config: Config, redis_url: str, secretary: Actor
) -> None:
    # A key of its own: with the same one, other tests on this Redis would be the same cabinet.
    config = replace(config, redis_url=redis_url, secret_key=secrets.token_hex(16))
    here = create_app(config)
    of_app, store = here.extensions["ecabinet.jobs"], here.extensions["ecabinet.database"]
    other = _other(config, REDIS_URL=redis_url)
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == "ready\n"
        with workers(here):
            for number in range(30):
                with store.unit_of_work() as db:
                    params = {"line": str(number)}
                    queued = services.enqueue(db, kind="test-note", params=params, actor=secretary)
                    job_id = queued.id
                of_app.wake([job_id])  # the same message twice harms nobody
            eventually(lambda: len(lines(config)) >= 30)
    finally:
        other.communicate()
        of_app.huey.flush()
    assert Counter(lines(config)) == Counter(str(number) for number in range(30))
    here.extensions["ecabinet.database"].dispose()


def test_two_who_claim_at_once_do_not_both_get_it(ask: Any, store: Database) -> None:
    job_id = ask("test-note", line="a")
    got: list[bool] = []
    barrier = threading.Barrier(4)

    def claim(name: str) -> None:
        barrier.wait()
        with store.unit_of_work() as db:
            got.append(services.claim(db, job_id, name) is not None)

    threads = [threading.Thread(target=claim, args=(f"host:{n}:a-1",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == [False, False, False, True]


@pytest.mark.parametrize(
    "lie",
    [
        {"state": JobState.RUNNING},
        {"state": JobState.DONE},
        {"state": JobState.FAILED, "ended_at": clock.now()},
        {"done": 3, "total": 2},
        {"tries": -1},
    ],
)
def test_a_state_without_its_evidence_is_not_stored(
    ask: Any, store: Database, lie: dict[str, Any]
) -> None:
    ask("test-note", line="a")
    with pytest.raises(IntegrityError), store.unit_of_work() as db:
        db.execute(update(Job).values(**lie))


def test_jobs_that_ended_long_ago_are_forgotten(app: Flask, ask: Any, store: Database) -> None:
    job_id = ask("test-note", line="a")
    engine.run_queued(app)
    with clock.at(clock.now() + services.KEPT + timedelta(days=1)):
        app.extensions["ecabinet.jobs"].sweep()
    with store.reading() as db:
        assert db.get(Job, job_id) is None
        assert queries.latest_job(db, "test-note", "") is None
