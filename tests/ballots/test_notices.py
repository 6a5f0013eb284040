"""Members are told of a written ballot when it opens, and again only while their answer lacks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select

from ballots import services
from ecabinet import clock
from ecabinet.jobs import engine
from ecabinet.notices.models import Channel, Delivery, DropReason, Notice
from ecabinet.notices.sending import send_due_of_rounds
from ecabinet.sentences import Sentence
from tests.ballots.acts import AGREE, DEADLINE, MEMBERS, answer, opened
from tests.cabinet import T0, Cabinet


def notices(app: Flask, kind: str) -> dict[int, Notice]:
    with app.extensions["ecabinet.database"].reading() as db:
        rows = db.execute(select(Notice).where(Notice.kind == kind)).scalars()
        return {row.person_id: row for row in rows}


def go_on(app: Flask) -> None:
    with app.app_context():
        send_due_of_rounds()
    engine.run_queued(app)


def test_who_is_asked_is_told_without_what_is_asked_leaving_the_house(
    app: Flask, cabinet: Cabinet, now: Any
) -> None:
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        ballot_id = opened(db, cabinet).id
    told = notices(app, "ballot-opened")
    assert set(told) == {cabinet.persons[login] for login in MEMBERS}
    one = told[cabinet.persons["pm"]]
    assert one.url == f"/ballots/{ballot_id}"
    assert "title" in Sentence.from_json(one.sentence).params
    assert one.outside is not None
    assert set(Sentence.from_json(one.outside).params) == {"until"}


def test_the_reminder_comes_a_day_before_the_end_to_who_has_not_answered(
    app: Flask, cabinet: Cabinet, now: Any
) -> None:
    store = app.extensions["ecabinet.database"]
    with store.unit_of_work() as db:
        ballot = opened(db, cabinet)
        answer(db, cabinet, ballot.id, "pm", AGREE)
    go_on(app)
    assert {row.shown_at for row in notices(app, "ballot-reminder").values()} == {None}
    before = DEADLINE - timedelta(days=1)
    with clock.at(before):
        go_on(app)
    shown = notices(app, "ballot-reminder")
    assert {person for person, row in shown.items() if row.shown_at == before} == {
        cabinet.persons[login] for login in MEMBERS if login != "pm"
    }
    with store.reading() as db:
        dropped = db.execute(
            select(Notice.person_id, Delivery.drop_reason)
            .join(Delivery.notice)
            .where(Delivery.channel == Channel.APP, Delivery.drop_reason.is_not(None))
        ).all()
    assert [tuple(row) for row in dropped] == [(cabinet.persons["pm"], DropReason.ANSWERED)]


def test_nobody_is_reminded_of_a_ballot_that_was_withdrawn(
    app: Flask, cabinet: Cabinet, now: Any
) -> None:
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        ballot = opened(db, cabinet)
        services.withdraw(db, ballot, actor=cabinet.actor(db, "head"), reason="Sai", at=T0)
    with clock.at(DEADLINE - timedelta(hours=1)):
        go_on(app)
    assert {row.shown_at for row in notices(app, "ballot-reminder").values()} == {None}
