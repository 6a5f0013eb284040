"""The personal calendar at a secret address: whose sittings, for whom, and until when."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from ecabinet import clock
from ecabinet.auth.models import Account
from ecabinet.errors import NotVisible
from ecabinet.people.models import Delegation, DelegationScope
from meetings import services
from meetings.invitations import answering, feeds
from meetings.invitations import services as invitations
from meetings.invitations.models import CalendarFeed
from meetings.models import Answer, Invitation
from tests.cabinet import T0, Cabinet
from tests.meetings.invitations.reading import CalendarProgram, files_of, read, utc
from tests.meetings.sittings import STARTS_AT, Secretariat, frame

MINISTER = "minister.g12"


def feed_of(desk: Secretariat, login: str) -> bytes:
    return feeds.written(desk.db, desk.actor(login), "e-Cabinet")


def events(content: bytes) -> list[Any]:
    return read(content).contents.get("vevent", [])


def test_the_feed_holds_what_was_sent_to_the_person_and_nothing_else(desk: Secretariat) -> None:
    sent = desk.sent("Việc mật")
    desk.plan(title="Chưa gửi")

    (event,) = events(feed_of(desk, MINISTER))
    assert event.summary.value == sent.title and utc(event.dtstart) == STARTS_AT
    assert "mật" not in feed_of(desk, MINISTER).replace(b"\r\n ", b"").decode()
    for login in ("secretary", "outsider", "officer.g12"):
        assert events(feed_of(desk, login)) == []


def test_mails_and_the_feed_speak_of_one_entry(desk: Secretariat) -> None:
    meeting = desk.sent()
    services.change_meeting(
        desk.db, actor=desk.actor("secretary"), meeting=meeting,
        frame=frame(desk.cabinet, place="Phòng họp số 2"), revision=None,
    )  # fmt: skip
    program = CalendarProgram()
    for file in files_of(desk.db, desk.cabinet.persons[MINISTER]):
        program.take(file.content)
    program.take(feed_of(desk, MINISTER))

    (event,) = program.entries.values()
    assert event.location.value == "Phòng họp số 2" and event.sequence.value == "1"


def test_a_withdrawn_guest_and_a_former_substitute_see_the_sitting_no_more(
    desk: Secretariat,
) -> None:
    meeting = desk.sent()
    guest = desk.guest(meeting, "outsider")
    row = desk.db.execute(
        select(Invitation).where(
            Invitation.meeting_id == meeting.id,
            Invitation.person_id == desk.cabinet.persons[MINISTER],
        )
    ).scalar_one()
    officer = desk.cabinet.persons["officer.g12"]
    said = {"actor": desk.actor(MINISTER), "meeting": meeting, "invitation": row}
    answering.answer_invitation(desk.db, answer=Answer.SUBSTITUTE, substitute_id=officer, **said)
    assert len(events(feed_of(desk, "outsider"))) == len(events(feed_of(desk, "officer.g12"))) == 1
    (declined,) = events(feed_of(desk, MINISTER))
    assert declined.transp.value == "TRANSPARENT"

    invitations.remove_guest(
        desk.db, actor=desk.actor("secretary"), meeting=meeting, invitation=guest
    )
    answering.answer_invitation(desk.db, answer=Answer.ATTENDING, **said)
    assert events(feed_of(desk, "outsider")) == events(feed_of(desk, "officer.g12")) == []


@pytest.mark.parametrize("scope", list(DelegationScope))
def test_who_may_act_for_a_minister_has_the_ministers_sittings_marked_with_the_name(
    desk: Secretariat, scope: DelegationScope
) -> None:
    meeting = desk.sent()
    given = Delegation(
        person_id=desk.cabinet.persons[MINISTER], account_id=desk.cabinet.accounts["officer.g12"],
        scope=scope, starts_at=T0 - timedelta(days=1), ends_at=T0 + timedelta(days=9),
    )  # fmt: skip
    desk.db.add(given)
    desk.db.flush()
    (event,) = events(feed_of(desk, "officer.g12"))
    (ministers,) = events(feed_of(desk, MINISTER))

    assert event.summary.value == f"[Thay mặt Trần Thị Bình] {meeting.title}"
    assert event.transp.value == "TRANSPARENT" and "attendee" not in event.contents
    assert event.uid.value != ministers.uid.value
    assert utc(event.dtstart) == STARTS_AT
    given.revoked_at = T0
    desk.db.flush()
    assert events(feed_of(desk, "officer.g12")) == []


def test_who_is_called_themselves_has_their_own_entry_alone(desk: Secretariat) -> None:
    meeting = desk.sent()
    desk.guest(meeting, "officer.g12")
    desk.db.add(
        Delegation(
            person_id=desk.cabinet.persons[MINISTER],
            account_id=desk.cabinet.accounts["officer.g12"], scope=DelegationScope.PREPARE,
            starts_at=T0 - timedelta(days=1), ends_at=T0 + timedelta(days=9),
        )
    )  # fmt: skip
    desk.db.flush()

    (event,) = events(feed_of(desk, "officer.g12"))
    assert event.summary.value == meeting.title and event.transp.value == "OPAQUE"


def test_a_sitting_that_is_off_is_shown_as_off(desk: Secretariat) -> None:
    desk.cancel(desk.sent())

    (event,) = events(feed_of(desk, MINISTER))
    assert event.status.value == "CANCELLED"


def test_a_sitting_long_past_leaves_the_feed(desk: Secretariat) -> None:
    desk.sent()
    with clock.at(STARTS_AT + feeds.PAST + timedelta(minutes=1)):
        assert events(feed_of(desk, MINISTER)) == []


def test_only_the_hash_of_the_address_is_kept(desk: Secretariat) -> None:
    token = feeds.renew_feed(desk.db, actor=desk.actor(MINISTER))
    (feed,) = desk.db.execute(select(CalendarFeed)).scalars()

    assert len(token) >= 43 and token not in vars(feed).values()
    assert feed.token_hash == feeds.hash_of(token)


def test_a_renewed_or_revoked_address_kills_the_old_one(desk: Secretariat) -> None:
    actor = desk.actor(MINISTER)
    old = feeds.renew_feed(desk.db, actor=actor)
    new = feeds.renew_feed(desk.db, actor=actor)
    with pytest.raises(NotVisible):
        feeds.find_feed(desk.db, old)
    assert feeds.find_feed(desk.db, new).account_id == actor.account_id

    assert feeds.revoke_feed(desk.db, actor=actor)
    assert not feeds.revoke_feed(desk.db, actor=actor)
    with pytest.raises(NotVisible):
        feeds.find_feed(desk.db, new)


def test_the_address_of_an_account_that_was_closed_is_dead(desk: Secretariat) -> None:
    token = feeds.renew_feed(desk.db, actor=desk.actor(MINISTER))
    desk.db.get_one(Account, desk.cabinet.accounts[MINISTER]).deactivated_at = clock.now()
    desk.db.flush()

    with pytest.raises(NotVisible):
        feeds.find_feed(desk.db, token)


def made(client: Any) -> str:
    """Have an address made, and return its path. It begins where people reach the cabinet."""
    base: str = client.application.extensions["ecabinet.config"].outside.address
    shown = client.post("/account/calendar").text
    found = re.search(rf'value="{re.escape(base)}(/calendar/[\w-]+\.ics)"', shown)
    assert found
    return found.group(1)


def test_the_address_is_shown_once_and_read_without_a_sign_in(
    app: Flask, client_of: Callable[[str], Any]
) -> None:
    with clock.at(T0):
        owner = client_of(MINISTER)
        path = made(owner)
        assert path not in owner.get("/account/calendar").text
        stranger = client_of("")
        first = stranger.get(path)
        assert first.status_code == 200 and first.mimetype == "text/calendar"
        assert "private" in first.headers["Cache-Control"]
        read(first.data)

        again = stranger.get(path, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
        other = made(owner)
        assert stranger.get(path).status_code == 404
        assert stranger.get(other).status_code == 200
        owner.post("/account/calendar/revocation")
        assert stranger.get(other).status_code == 404


def test_guessing_addresses_and_reading_without_end_are_stopped(
    app: Flask, client_of: Callable[[str], Any]
) -> None:
    with clock.at(T0):
        path = made(client_of(MINISTER))
        stranger = client_of("")
        answers = [stranger.get(path).status_code for _ in range(61)]
        assert answers == [200] * 60 + [429]
        guesses = [stranger.get(f"/calendar/guess-{n}.ics").status_code for n in range(31)]
        assert guesses == [404] * 30 + [429]


def test_a_reading_asks_as_little_for_many_sittings_as_for_one(
    app: Flask, cabinet: Cabinet, count_queries: Any
) -> None:
    database = app.extensions["ecabinet.database"]
    counted = []
    for more in (1, 5):
        with clock.at(T0), database.unit_of_work() as db:
            desk = Secretariat(db, cabinet)
            for _ in range(more):
                desk.sent()
        with clock.at(T0), database.reading() as db:
            actor = cabinet.actor(db, MINISTER)
            with count_queries(app) as seen:
                content = feeds.written(db, actor, "e-Cabinet")
        counted.append(len(seen))
    assert len(events(content)) == 6
    assert counted[0] == counted[1]
