"""Two officers act on one dossier at the same moment: one of them does, the other is told."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from dossiers.submissions import queries, services
from dossiers.submissions.models import SubmissionState
from ecabinet import clock
from ecabinet.db import Database
from ecabinet.errors import Conflict, Denied
from tests.cabinet import T0, Cabinet
from tests.dossiers.submissions.dossiers import DAYS, Office


def at_once(*acts: Callable[[], None]) -> list[str]:
    """Do all at the same moment; returns what became of each: "done" or "conflict"."""
    gate = threading.Barrier(len(acts))
    outcomes: list[str] = []

    def run(act: Callable[[], None]) -> None:
        gate.wait()
        with clock.at(T0):
            try:
                act()
                outcomes.append("done")
            except Conflict:
                outcomes.append("conflict")

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


@pytest.fixture
def acting(database: Database, cabinet: Cabinet) -> Callable[..., Callable[[], None]]:
    """`acting(login, act, id)`: that act as one unit of work."""

    def make(login: str, act: Callable[..., Any], number: int, **given: Any) -> Callable[[], None]:
        def do() -> None:
            with database.unit_of_work() as db:
                actor = cabinet.actor(db, login)
                submission = queries.find_submission(db, actor, number, lock=True)
                act(db, actor=actor, submission=submission, at=T0, **given)

        return do

    return make


def standing(database: Database, cabinet: Cabinet, number: int) -> tuple[SubmissionState, int]:
    """Where the dossier stands, and in how many steps it came there."""
    with database.reading() as db:
        found = queries.find_submission(db, cabinet.actor(db, "secretary"), number)
        return found.state, len(queries.steps_of(db, found))


def test_a_dossier_is_lodged_once(
    database: Database, cabinet: Cabinet, acting: Callable[..., Callable[[], None]]
) -> None:
    with database.unit_of_work() as db:
        number = Office(db, cabinet).complete().id
    twice = [acting("officer.g12", services.lodge, number, days=DAYS) for _ in range(2)]
    assert at_once(*twice) == ["conflict", "done"]
    assert standing(database, cabinet, number) == (SubmissionState.LODGED, 2)


def test_one_returns_while_the_other_accepts(
    database: Database, cabinet: Cabinet, acting: Callable[..., Callable[[], None]]
) -> None:
    with database.unit_of_work() as db:
        number = Office(db, cabinet).checking().id
    # What the head accepted the secretariat cannot return; what was returned cannot be accepted.
    assert at_once(
        _denied_is_conflict(acting("secretary", services.return_submission, number, reason="x")),
        acting("head", services.accept, number),
    ) == ["conflict", "done"]
    assert standing(database, cabinet, number)[1] == 4


def _denied_is_conflict(act: Callable[[], None]) -> Callable[[], None]:
    def do() -> None:
        try:
            act()
        except Denied as error:
            raise Conflict(error.sentence) from error

    return do


def test_the_lead_withdraws_while_the_secretariat_takes_up(
    database: Database, cabinet: Cabinet, acting: Callable[..., Callable[[], None]]
) -> None:
    with database.unit_of_work() as db:
        number = Office(db, cabinet).lodged().id
    outcomes = at_once(
        acting("officer.g12", services.withdraw, number, reason="x"),
        acting("secretary", services.take_up, number),
    )
    # Both may happen, in one order; in the other, what was withdrawn is not taken up.
    assert outcomes in (["done", "done"], ["conflict", "done"])
    assert standing(database, cabinet, number)[0] is SubmissionState.WITHDRAWN
