"""Who is told of each step of the record of a sitting, and who is not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from ecabinet import clock
from ecabinet.db import Database
from ecabinet.notices.kinds import kind_of
from ecabinet.notices.models import Notice
from meetings.live.services import end_meeting
from meetings.minutes import queries
from meetings.minutes import services as acts
from meetings.minutes.models import Minutes
from meetings.models import InvitationKind
from tests.cabinet import T0, Cabinet
from tests.meetings.live.room import Room, invite, invited_meeting

REASON = "Bổ sung ý kiến của Bộ Tư pháp về kinh phí"
SHA = "0" * 64


class Steps:
    """The record of a sitting that has ended, and what people were told of it."""

    def __init__(self, store: Database, cabinet: Cabinet, meeting_id: int) -> None:
        self.store, self.cabinet, self.meeting_id = store, cabinet, meeting_id

    def does(self, login: str, act: Any, **other: Any) -> None:
        with self.store.unit_of_work() as db:
            actor = self.cabinet.actor(db, login)
            minutes = queries.latest(db, self.meeting_id)
            assert minutes is not None
            act(db, actor=actor, meeting=minutes.meeting, minutes=minutes, **other)

    def signs(self, login: str) -> None:
        files = {"signed_at": T0, "pdf_sha256": SHA, "docx_sha256": SHA}
        self.does(login, acts.sign, **files)

    def told(self, kind: str) -> list[str]:
        logins = {person: login for login, person in self.cabinet.persons.items()}
        with self.store.reading() as db:
            found = db.execute(select(Notice.person_id).where(Notice.kind == kind)).scalars()
            return sorted(logins[person] for person in found)

    def says(self, kind: str) -> tuple[str, str]:
        """What the page and what an e-mail is made of."""
        with self.store.reading() as db:
            one = db.execute(select(Notice).where(Notice.kind == kind).limit(1)).scalar_one()
            return str(one.sentence), str(one.outside)

    def has_point(self, kind: str) -> bool:
        still = kind_of(kind).still
        assert still is not None
        with self.store.reading() as db:
            one = db.execute(select(Notice).where(Notice.kind == kind).limit(1)).scalar_one()
            return still(db, one.person_id, one.subject)


@pytest.fixture
def steps(app: Flask, cabinet: Cabinet, now: Any) -> Iterator[Steps]:
    store: Database = app.extensions["ecabinet.database"]
    with app.app_context():
        with store.unit_of_work() as db:
            room = Room(db, cabinet, invited_meeting(db, cabinet))
            invite(
                db, room.meeting, cabinet.persons["outsider"], "Người ngoài", "Chuyên gia", 50,
                InvitationKind.GUEST,
            )  # fmt: skip
            room.open()
            end_meeting(db, actor=room.actor("clerk"), meeting=room.meeting)
            content = {"number": 1, "symbol": "BB-VPCP"}
            acts.keep_first(db, room.meeting.id, content, SHA, SHA)
            meeting_id = room.meeting.id
        yield Steps(store, cabinet, meeting_id)


def test_a_draft_is_told_to_nobody(steps: Steps) -> None:
    with steps.store.reading() as db:
        kinds = set(db.execute(select(Notice.kind)).scalars())
    assert not {kind for kind in kinds if kind.startswith("minutes-")}


def test_head_and_chair_are_told_of_minutes_to_review_until_one_has_approved(steps: Steps) -> None:
    steps.does("clerk", acts.submit)
    assert steps.told("minutes-to-review") == ["head", "pm"]
    assert steps.has_point("minutes-to-review")

    steps.does("head", acts.approve)
    assert not steps.has_point("minutes-to-review")
    assert steps.told("minutes-to-sign") == ["pm"]
    assert steps.has_point("minutes-to-sign")


def test_the_office_is_told_why_minutes_come_back_and_outside_no_reason_is_said(
    steps: Steps,
) -> None:
    steps.does("clerk", acts.submit)
    steps.does("head", acts.send_back, reason=REASON)
    assert steps.told("minutes-returned") == ["clerk", "secretary"]
    page, outside = steps.says("minutes-returned")
    assert REASON in page
    assert REASON not in outside
    assert steps.has_point("minutes-returned")

    with clock.at(T0.replace(hour=5)):  # submitted anew, and told anew
        steps.does("clerk", acts.submit)
    assert not steps.has_point("minutes-returned")
    assert steps.told("minutes-to-review") == ["head", "head", "pm", "pm"]


def test_those_who_may_read_them_are_told_of_signed_minutes_and_no_guest(steps: Steps) -> None:
    steps.does("clerk", acts.submit)
    steps.does("head", acts.approve)
    steps.signs("pm")
    told = steps.told("minutes-signed")
    assert told == ["clerk", "head", "minister.g03", "minister.g12", "minister.g15", "secretary"]
    with steps.store.reading() as db:
        minutes = db.execute(select(Minutes)).scalar_one()
        for login in told:
            readable = queries.visible_minutes(steps.cabinet.actor(db, login))
            assert db.execute(readable).scalars().all() == [minutes]


@pytest.mark.parametrize("kind", ["minutes-to-review", "minutes-returned", "minutes-to-sign"])
def test_what_waits_for_one_person_cannot_be_switched_off(kind: str, app: Flask) -> None:
    assert kind_of(kind).is_mandatory
