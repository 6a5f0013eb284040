"""Notices are written with the act: once for each person, on the channels that person has."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

import tests.ecabinet.notices.kinds_of_tests  # noqa: F401 - registers the kinds
from ecabinet import clock
from ecabinet.announcements import Announcement
from ecabinet.notices import queries, services
from ecabinet.notices.kinds import Kind, register
from ecabinet.notices.models import (
    Channel,
    Delivery,
    DeliveryState,
    Notice,
    NoticeAttachment,
    NoticeFile,
    NoticeSettings,
)
from ecabinet.people.models import Person
from ecabinet.sentences import S
from tests.cabinet import T0, Cabinet

Work = Callable[[], Any]


def tell(db: Session, *person_ids: int, key: str = "thing:1", **more: Any) -> int:
    values = {"kind": "of-the-tests", "sentence": S("home-title"), "url": "/documents/1"} | more
    return services.notify(db, person_ids=person_ids, key=key, **values)


def deliveries(db: Session) -> dict[tuple[int, Channel], DeliveryState]:
    statement = select(Notice.person_id, Delivery.channel, Delivery.state).join(Delivery.notice)
    return {(person, channel): state for person, channel, state in db.execute(statement).all()}


def test_a_person_is_told_of_a_thing_once_ever(work: Work, cabinet: Cabinet, now: Any) -> None:
    g12, g15 = cabinet.persons["minister.g12"], cabinet.persons["minister.g15"]
    with work() as db:
        assert tell(db, g12) == 1
    with work() as db:
        assert tell(db, g12, g15) == 1
        assert tell(db, g12, g15, key="thing:2") == 2
    with work() as db:
        assert queries.unread_counts(db, [g12, g15]) == {g12: 2, g15: 2}


def test_what_is_rolled_back_tells_nobody(work: Work, cabinet: Cabinet, now: Any) -> None:
    with pytest.raises(RuntimeError), work() as db:
        tell(db, cabinet.persons["pm"])
        raise RuntimeError
    with work() as db:
        assert db.execute(select(func.count()).select_from(Notice)).scalar_one() == 0


def test_deliveries_are_queued_where_the_person_has_an_address(
    work: Work, cabinet: Cabinet, now: Any
) -> None:
    pm, g12 = cabinet.persons["pm"], cabinet.persons["minister.g12"]
    with work() as db:
        db.get_one(Person, g12).email = "g12@example.test"
        tell(db, pm, g12)
    with work() as db:
        assert deliveries(db) == {
            (pm, Channel.APP): DeliveryState.SENT,
            (g12, Channel.APP): DeliveryState.SENT,
            (g12, Channel.EMAIL): DeliveryState.QUEUED,
        }


def test_who_was_deactivated_is_not_told(work: Work, cabinet: Cabinet, now: Any) -> None:
    g12 = cabinet.persons["minister.g12"]
    with work() as db:
        db.get_one(Person, g12).deactivated_at = clock.now()
        assert tell(db, g12) == 0


def test_a_digest_and_a_later_time_are_kept_with_the_delivery(
    work: Work, cabinet: Cabinet, now: Any
) -> None:
    g12 = cabinet.persons["minister.g12"]
    later = T0 + timedelta(days=2)
    with work() as db:
        db.get_one(Person, g12).email = "g12@example.test"
        db.add(NoticeSettings(person_id=g12, digest_at=7 * 60))
        tell(db, g12)
        tell(db, g12, key="later", at=later)
    with work() as db:
        rows = db.execute(
            select(
                Notice.key, Delivery.channel, Delivery.in_digest, Delivery.due_at, Notice.shown_at
            )
            .join(Delivery.notice)
            .order_by(Delivery.id)
        ).all()
        seven = T0.replace(hour=0)  # 07:00 in Hà Nội
        assert [tuple(row) for row in rows] == [
            ("thing:1", Channel.APP, False, T0, T0),
            ("thing:1", Channel.EMAIL, True, seven + timedelta(days=1), T0),
            ("later", Channel.APP, False, later, None),
        ]
        assert queries.unread_count(db, g12) == 1


def test_files_are_kept_once_for_all(work: Work, cabinet: Cabinet, now: Any) -> None:
    files = [services.Attachment("a.ics", "text/calendar", b"BEGIN:VCALENDAR")]
    with work() as db:
        tell(db, cabinet.persons["pm"], cabinet.persons["minister.g12"], files=files)
    with work() as db:
        assert db.execute(select(NoticeFile.content)).scalars().all() == [b"BEGIN:VCALENDAR"]
        assert len(db.execute(select(NoticeAttachment)).all()) == 2


def test_reading_is_told_in_the_own_room(app: Any, cabinet: Cabinet, now: Any) -> None:
    store, g12 = app.extensions["ecabinet.database"], cabinet.persons["minister.g12"]
    with store.unit_of_work() as db:
        tell(db, g12)
        tell(db, g12, key="thing:2")
    with store.unit_of_work() as db:
        first = db.execute(select(Notice.id).order_by(Notice.id)).scalars().first()
        assert services.mark_read(db, person_id=g12, notice_ids=[first]) == 1
    with store.unit_of_work() as db:
        services.mark_unread(db, db.get_one(Notice, first))
    with store.unit_of_work() as db:
        assert services.mark_read(db, person_id=g12) == 2
        assert services.mark_read(db, person_id=g12) == 0
    with store.reading() as db:
        told = db.execute(
            select(Announcement.room, Announcement.payload).order_by(Announcement.number)
        ).all()
        counts = [payload["unread"] for room, payload in told]
        assert {room for room, _ in told} == {f"person:{g12}"}
        assert counts == [1, 2, 1, 2, 0]


def test_only_what_is_mandatory_may_break_the_quiet_hours() -> None:
    with pytest.raises(ValueError, match="mandatory"):
        register(Kind("wrong", "papers", breaks_quiet=True))
    with pytest.raises(ValueError, match="group"):
        register(Kind("wrong", "weather"))
