"""Who has not answered is reminded once by itself before the sitting, and nobody else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from ecabinet import clock
from ecabinet.calendar import vietnam
from ecabinet.errors import Conflict, Denied
from ecabinet.journal import JournalEntry
from ecabinet.notices.models import Notice
from ecabinet.people.models import BodyRulesVersion
from meetings.invitations import answering, automatic, reminders
from meetings.invitations import services as invitations
from meetings.invited import rules
from meetings.models import Answer, Invitation, Meeting
from meetings.services import cancel_meeting
from tests.cabinet import T0, Cabinet
from tests.meetings.sittings import STARTS_AT, Secretariat

DAYS = vietnam()
DUE = datetime(2026, 12, 11, 1, 0, tzinfo=UTC)
"""08:00 in Hà Nội on Friday, two working days before Tuesday 15 December."""
FIRST = datetime(2025, 1, 1, tzinfo=UTC)
INSTANTS = st.integers(0, 43_000).map(lambda hours: FIRST + timedelta(hours=hours))


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with clock.at(T0):
        yield


@given(INSTANTS, st.integers(0, 90 * 24), st.integers(0, 10))
def test_the_reminder_goes_on_a_working_day_after_the_sending_and_before_the_sitting(
    sent_at: datetime, hours: int, wanted: int
) -> None:
    starts_at = sent_at + timedelta(hours=hours)
    due = rules.reminder_due(DAYS, wanted, starts_at, sent_at)

    if wanted == 0:
        assert due is None
    elif due is None:
        assert DAYS.add(DAYS.local_day(sent_at), 1) >= DAYS.local_day(starts_at)
    else:
        day = DAYS.local_day(due)
        assert DAYS.is_working_day(day)
        assert DAYS.local_day(sent_at) < day < DAYS.local_day(starts_at)
        assert due.astimezone(DAYS.timezone).hour == 8
        late = DAYS.between(day, DAYS.local_day(starts_at)) < wanted
        assert not late or day == DAYS.add(DAYS.local_day(sent_at), 1)


def test_beyond_the_known_years_nothing_goes_by_itself() -> None:
    far = datetime(2039, 5, 4, tzinfo=UTC)
    assert rules.reminder_due(DAYS, 2, far + timedelta(days=30), far) is None


@pytest.fixture
def sitting(app: Flask, cabinet: Cabinet) -> Iterator[int]:
    with app.app_context():
        with app.extensions["ecabinet.database"].unit_of_work() as db:
            meeting_id = Secretariat(db, cabinet).sent("Báo cáo").id
        yield meeting_id


@pytest.fixture
def within(app: Flask, cabinet: Cabinet, sitting: int) -> Callable[[Any], Any]:
    def do(act: Any) -> Any:
        with app.extensions["ecabinet.database"].unit_of_work() as db:
            return act(Secretariat(db, cabinet), db.get_one(Meeting, sitting))

    return do


@pytest.fixture
def reminded(app: Flask, cabinet: Cabinet) -> Callable[[], list[str]]:
    """The logins that were reminded so far, once for each reminder."""

    def read() -> list[str]:
        logins = {number: login for login, number in cabinet.persons.items()}
        with app.extensions["ecabinet.database"].reading() as db:
            kept = select(Notice.person_id).where(Notice.kind == "invitation-reminder")
            return sorted(logins[person_id] for person_id in db.execute(kept).scalars())

    return read


def answers(login: str, answer: Answer = Answer.ATTENDING) -> Any:
    def act(desk: Secretariat, meeting: Meeting) -> None:
        row = desk.db.execute(
            select(Invitation).filter_by(
                meeting_id=meeting.id, person_id=desk.cabinet.persons[login]
            )
        ).scalar_one()
        answering.answer_invitation(
            desk.db, actor=desk.actor(login), meeting=meeting, invitation=row, answer=answer,
            reason="Ốm",
        )  # fmt: skip

    return act


def at(moment: datetime) -> int:
    with clock.at(moment):
        return automatic.remind_all_due()


SILENT = ["clerk", "minister.g03", "minister.g15", "pm"]


def test_only_those_who_have_not_answered_are_reminded_and_once(within: Any, reminded: Any) -> None:
    within(answers("minister.g12"))

    assert at(DUE - timedelta(minutes=1)) == 0
    assert at(DUE) == 1
    assert reminded() == SILENT
    assert [at(DUE + timedelta(minutes=m)) for m in (1, 60, 24 * 60)] == [0, 0, 0]
    assert reminded() == SILENT


def test_a_server_that_was_down_reminds_when_it_is_back(within: Any, reminded: Any) -> None:
    assert at(DUE + timedelta(days=2)) == 1
    assert len(reminded()) == 5
    assert at(STARTS_AT) == 0


def test_nobody_is_reminded_of_a_sitting_that_has_begun_or_is_off(
    within: Any, reminded: Any
) -> None:
    assert at(STARTS_AT + timedelta(minutes=1)) == 0
    within(lambda desk, meeting: cancel_meeting(
        desk.db, actor=desk.actor("head"), meeting=meeting, reason="Bão"))  # fmt: skip
    assert at(DUE) == 0
    assert reminded() == []


def test_whose_invitation_was_withdrawn_hears_nothing(within: Any, reminded: Any) -> None:
    def invite_and_withdraw(desk: Secretariat, meeting: Meeting) -> None:
        row = desk.guest(meeting, "officer.g15")
        invitations.remove_guest(
            desk.db, actor=desk.actor("secretary"), meeting=meeting, invitation=row
        )

    within(invite_and_withdraw)
    at(DUE)
    assert "officer.g15" not in reminded()


def test_who_was_invited_on_the_day_itself_is_left_in_peace(within: Any, reminded: Any) -> None:
    with clock.at(DUE - timedelta(minutes=20)):
        within(lambda desk, meeting: desk.guest(meeting, "officer.g15"))
    at(DUE)

    assert "officer.g15" not in reminded()


def test_the_secretariat_switches_it_off_for_a_sitting_and_on_again(
    within: Any, reminded: Any
) -> None:
    def switch(on: bool, login: str = "secretary") -> Any:
        return within(lambda desk, meeting: automatic.switch(
            desk.db, actor=desk.actor(login), meeting=meeting, on=on))  # fmt: skip

    assert switch(False).is_off
    assert at(DUE) == 0 and reminded() == []
    with pytest.raises(Denied):
        switch(True, "minister.g12")
    assert not switch(True).is_off
    assert at(DUE) == 1


def test_of_a_sitting_that_is_called_off_nothing_can_be_switched(within: Any) -> None:
    within(lambda desk, meeting: desk.cancel(meeting))
    with pytest.raises(Conflict):
        within(lambda desk, meeting: automatic.switch(
            desk.db, actor=desk.actor("secretary"), meeting=meeting, on=False))  # fmt: skip


def test_a_sitting_moved_to_another_day_is_another_occasion(within: Any, reminded: Any) -> None:
    at(DUE)

    def move(desk: Secretariat, meeting: Meeting) -> None:
        meeting.starts_at += timedelta(days=7)
        meeting.planned_end_at += timedelta(days=7)

    within(move)
    assert at(DUE + timedelta(days=1)) == 0
    assert at(DUE + timedelta(days=7)) == 1
    assert sorted(set(reminded())) == sorted({*SILENT, "minister.g12"})
    assert len(reminded()) == 10


def test_who_was_reminded_by_hand_that_day_is_not_reminded_again(
    within: Any, reminded: Any
) -> None:
    with clock.at(DUE - timedelta(minutes=30)):
        within(lambda desk, meeting: reminders.remind_unanswered(
            desk.db, actor=desk.actor("secretary"), meeting=meeting))  # fmt: skip
    at(DUE)

    assert len(reminded()) == 5


def test_two_workers_at_once_remind_once(app: Flask, sitting: int, reminded: Any) -> None:
    def work(_: int) -> bool:
        with (
            app.app_context(),
            clock.at(DUE),
            app.extensions["ecabinet.database"].unit_of_work() as db,
        ):
            return automatic.remind_due(db, sitting)

    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(work, range(4)))

    assert sorted(done) == [False, False, False, True]
    assert len(reminded()) == 5


def test_the_journal_tells_that_the_system_did_it(app: Flask, sitting: int, within: Any) -> None:
    at(DUE)

    with app.extensions["ecabinet.database"].reading() as db:
        entry = db.execute(
            select(JournalEntry).where(JournalEntry.act == "invitation:remind")
        ).scalar_one()
        assert entry.details["automatic"] is True and entry.account_id is None
        assert db.execute(select(func.count(Notice.id))).scalar_one() >= 5


def test_a_round_asks_as_little_for_many_sittings_as_for_one(
    app: Flask, within: Any, count_queries: Any
) -> None:
    def one_more(desk: Secretariat, _: Meeting) -> None:
        desk.sent("Báo cáo")

    counted = []
    for more in (0, 5):
        for _ in range(more):
            within(one_more)
        with clock.at(DUE - timedelta(minutes=1)), count_queries(app) as seen:
            assert automatic.remind_all_due() == 0
        counted.append(len(seen))
    assert counted[0] == counted[1]
    assert at(DUE) == 6


def test_each_sitting_goes_by_the_rules_of_its_own_day(within: Any, reminded: Any) -> None:
    def never_from_the_day_after(desk: Secretariat, _: Meeting) -> None:
        row = desk.db.execute(select(BodyRulesVersion)).scalar_one()
        silent = {
            **row.rules,
            "invitations": {**row.rules["invitations"], "remind_working_days": 0},
        }
        on = clock.day_of(STARTS_AT) + timedelta(days=1)
        desk.db.add(BodyRulesVersion(valid_from=on, preset=row.preset, rules=silent))
        other = desk.sent("Báo cáo")
        other.starts_at += timedelta(days=1)
        other.planned_end_at += timedelta(days=1)

    within(never_from_the_day_after)

    assert [at(DUE), at(DUE + timedelta(days=3))] == [1, 0]
