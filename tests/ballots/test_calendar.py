"""Until when a ballot is to be answered stands in the calendar feed of those who were asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from ecabinet import clock
from meetings.invitations import feeds
from tests.ballots.acts import answer, opened
from tests.cabinet import T0, Cabinet
from tests.meetings.invitations.reading import read, utc


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with clock.at(T0):
        yield


def events(db: Any, cabinet: Cabinet, login: str) -> list[Any]:
    """As another library reads them; the application has filled the places for calendars."""
    content = feeds.written(db, cabinet.actor(db, login), "e-Cabinet")
    return read(content).contents.get("vevent", [])


def test_only_who_was_asked_and_has_not_answered_has_the_end_in_the_calendar(
    app: Flask, work: Any, cabinet: Cabinet
) -> None:
    with work() as db:
        ballot = opened(db, cabinet)
        (event,) = events(db, cabinet, "minister.g12")
        (other,) = events(db, cabinet, "minister.g15")

        assert utc(event.dtstart) == ballot.closes_at and "dtend" not in event.contents
        assert event.transp.value == "TRANSPARENT"
        assert event.valarm.trigger.value == timedelta(days=-1)
        assert event.summary.value == "Hạn trả lời phiếu lấy ý kiến"
        assert ballot.title not in event.serialize()
        assert event.uid.value != other.uid.value
        for login in ("secretary", "officer.g12", "outsider", "admin"):
            assert events(db, cabinet, login) == []
        answer(db, cabinet, ballot.id, "minister.g12")
        assert events(db, cabinet, "minister.g12") == []
        assert len(events(db, cabinet, "minister.g15")) == 1


def test_a_longer_time_to_answer_moves_the_entry_that_is_there(
    app: Flask, work: Any, cabinet: Cabinet
) -> None:
    with work() as db:
        ballot = opened(db, cabinet)
        (before,) = events(db, cabinet, "pm")
        assert ballot.closes_at is not None
        ballot.closes_at += timedelta(days=1)
        db.flush()
        (after,) = events(db, cabinet, "pm")

        assert after.uid.value == before.uid.value
        assert int(after.sequence.value) > int(before.sequence.value)
        assert utc(after.dtstart) == ballot.closes_at
