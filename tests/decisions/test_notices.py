"""Whoever has the work is told of it: when it is given, before its day and after it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select

from decisions import services
from decisions.models import Assignment
from ecabinet import clock
from ecabinet.jobs import engine
from ecabinet.notices.models import Notice
from ecabinet.notices.sending import send_due_of_rounds
from tests.cabinet import TODAY, Cabinet
from tests.decisions.test_assignments import DUE, given


def shown(app: Flask) -> dict[str, set[int]]:
    """{kind: who sees such a notice now}"""
    with app.app_context():
        send_due_of_rounds()
    engine.run_queued(app)
    found: dict[str, set[int]] = {}
    with app.extensions["ecabinet.database"].reading() as db:
        for row in db.execute(select(Notice).where(Notice.shown_at.is_not(None))).scalars():
            found.setdefault(row.kind.removeprefix("assignment-"), set()).add(row.person_id)
    return found


def morning(day: date) -> Any:
    return clock.at(clock.start_of(day) + timedelta(hours=8))


def test_the_lead_and_its_helpers_are_told_and_reminded_until_it_is_done(
    app: Flask, cabinet: Cabinet, now: Any
) -> None:
    store, persons = app.extensions["ecabinet.database"], cabinet.persons
    with store.unit_of_work() as db:
        given(db, cabinet, coordinator_ids=[cabinet.organisations["G15"]])
    told = {persons[f"{who}.{code}"] for who in ("minister", "officer") for code in ("g12", "g15")}
    assert shown(app) == {"given": told}
    with morning(DUE - timedelta(days=4)):
        assert shown(app) == {"given": told}
    with morning(DUE - timedelta(days=3)):
        assert shown(app) == {"given": told, "due-soon": told}
    with morning(DUE):
        assert "overdue" not in shown(app)
    with morning(DUE + timedelta(days=1)):
        assert shown(app)["overdue"] == told


def test_what_was_filed_is_not_called_overdue(app: Flask, cabinet: Cabinet, now: Any) -> None:
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        row = given(db, cabinet)
        officer = cabinet.actor(db, "officer.g12")
        services.file_completion(db, row, actor=officer, evidence="12/BC", done_on=TODAY)
    with morning(DUE + timedelta(days=2)):
        assert not {"due-soon", "overdue"} & shown(app).keys()


def test_ongoing_work_has_no_day_to_be_reminded_of(app: Flask, cabinet: Cabinet, now: Any) -> None:
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        given(db, cabinet, due_on=None, is_ongoing=True)
        kinds = select(Notice.kind)
        assert db.execute(select(Assignment)).scalar_one().due_on is None
    with app.extensions["ecabinet.database"].reading() as db:
        assert set(db.execute(kinds).scalars()) == {"assignment-given"}
