"""The page of background work: what failed, what nobody does, what can be tried again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

import tests.ecabinet.jobs.work  # noqa: F401 - registers the kinds
from ecabinet import clock
from ecabinet.db import Database
from ecabinet.jobs import engine, services, ticker
from ecabinet.jobs.models import Job, JobState
from tests.cabinet import T0, Cabinet

Ask = Callable[..., int]
Page = Callable[..., str]


@pytest.fixture
def store(app: Flask) -> Database:
    return app.extensions["ecabinet.database"]


@pytest.fixture
def ask(store: Database, cabinet: Cabinet, now: Any) -> Ask:
    def asked(kind: str, subject: str = "", **params: Any) -> int:
        with store.unit_of_work() as db:
            actor = cabinet.actor(db, "minister.g12")
            return services.enqueue(db, kind=kind, params=params, actor=actor, subject=subject).id

    return asked


@pytest.fixture
def page(client_of: Any) -> Page:
    def shown(login: str = "admin", show: str = "all") -> str:
        return str(client_of(login).get(f"/jobs?show={show}").get_data(as_text=True))

    return shown


def test_what_failed_is_found_with_its_reason_and_tried_again_at_once(
    app: Flask, ask: Ask, page: Page, store: Database, client_of: Any
) -> None:
    for subject in ("a", "b", "b"):
        ask("test-refused", subject)
    ask("test-note", line="done")
    engine.run_queued(app)
    failed = page(show="failed")
    assert failed.count("</li>") - page(show="open").count("</li>") == 3
    assert "Làm lại tất cả việc không thành" in failed
    assert page(show="open").count("Không có việc nào đang chờ") == 1

    client_of("admin").post("/jobs/retries")
    with store.reading() as db:
        states = [(job.subject, job.state) for job in db.query(Job).order_by(Job.id)]
    again, gone = JobState.QUEUED, JobState.FAILED
    # Of two that failed for the same thing, the later alone is worth another try.
    assert states == [("a", again), ("b", gone), ("b", again), ("", JobState.DONE)]


def test_a_worker_that_died_and_work_that_nobody_does_are_seen(
    app: Flask, ask: Ask, page: Page, store: Database
) -> None:
    ask("test-note", "a", line="a")
    ask("test-note", "b", line="b")
    silent, waits = "không còn phản hồi", "chờ quá 5 phút"
    with store.unit_of_work() as db:
        running = {"state": JobState.RUNNING, "worker": "elsewhere:1:a-1", "tries": 1}
        at = {"started_at": T0, "seen_at": T0}
        db.execute(update(Job).where(Job.subject == "a").values(**running, **at))
    assert silent not in page()
    assert waits not in page()
    with clock.at(T0 + timedelta(minutes=6)):
        assert silent in page()
        assert waits in page()
        own = page("minister.g12")
    assert silent not in own
    assert waits not in own


def test_the_last_round_and_what_failed_in_it_is_told(
    app: Flask, page: Page, now: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> None:
        raise ZeroDivisionError("a mistake of ours")

    ticker.add("of-the-tests", fails)
    try:
        ticker.run_round(app)
    finally:
        ticker.add("of-the-tests", lambda: None)
    assert "Vòng kiểm tra gần nhất lúc 09:00" in page()
    assert "Không thành trong vòng này: of-the-tests" in page()
    ticker.run_round(app)
    assert "Không thành trong vòng này" not in page()
    assert "Vòng kiểm tra" not in page("minister.g12")
