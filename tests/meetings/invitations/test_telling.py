"""Who is told what of an invitation, and what their calendar makes of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from ecabinet import clock
from ecabinet.errors import Conflict, Denied, Invalid
from meetings import services
from meetings.agenda.models import ItemGuest
from meetings.invitations import answering, calendars, reminders
from meetings.invitations import services as invitations
from meetings.invitations.telling import still_unanswered
from meetings.models import Answer, Invitation, Meeting, MeetingState
from tests.cabinet import T0
from tests.meetings.invitations.reading import CalendarProgram, files_of, notices_of, read, utc
from tests.meetings.sittings import STARTS_AT, Secretariat, frame

MINISTER = "minister.g12"
HOUR = timedelta(hours=1)


def invitation_of(desk: Secretariat, meeting: Meeting, login: str) -> Invitation:
    return desk.db.execute(
        select(Invitation).where(
            Invitation.meeting_id == meeting.id,
            Invitation.person_id == desk.cabinet.persons[login],
        )
    ).scalar_one()


def answer(desk: Secretariat, meeting: Meeting, login: str, said: Answer, **other: Any) -> Any:
    return answering.answer_invitation(
        desk.db, actor=desk.actor(login), meeting=meeting,
        invitation=invitation_of(desk, meeting, login), answer=said, **other,
    )  # fmt: skip


def move(desk: Secretariat, meeting: Meeting, **other: Any) -> None:
    services.change_meeting(
        desk.db, actor=desk.actor("secretary"), meeting=meeting,
        frame=frame(desk.cabinet, **other), revision=None,
    )  # fmt: skip


def calendar_of(desk: Secretariat, login: str) -> CalendarProgram:
    """The calendar of somebody who took every file in that came by mail."""
    program = CalendarProgram()
    for file in files_of(desk.db, desk.cabinet.persons[login]):
        assert file.media_type.startswith("text/calendar; method=")
        program.take(file.content)
    return program


def told(desk: Secretariat, login: str) -> list[str]:
    return notices_of(desk.db, desk.cabinet.persons[login])


def test_sending_the_agenda_puts_the_sitting_into_the_calendars_of_the_invited_alone(
    desk: Secretariat,
) -> None:
    meeting = desk.sent()

    for login in ("pm", MINISTER, "clerk"):
        (event,) = calendar_of(desk, login).entries.values()
        assert event.summary.value == meeting.title
        assert utc(event.dtstart) == STARTS_AT
        assert told(desk, login) == ["invitation-sent"]
    for login in ("secretary", "outsider", "officer.g12"):
        assert told(desk, login) == []


def test_the_file_names_no_item_and_no_paper(desk: Secretariat) -> None:
    desk.sent("Dự thảo nghị định mật")

    (file,) = files_of(desk.db, desk.cabinet.persons[MINISTER])
    unfolded = file.content.replace(b"\r\n ", b"").decode()
    assert "nghị định" not in unfolded and "Tờ trình" not in unfolded


def test_a_second_edition_at_the_same_time_and_place_is_not_told_again(desk: Secretariat) -> None:
    meeting = desk.sent()
    desk.add(meeting, "Thêm một mục")
    desk.approve(meeting)
    desk.send(meeting)

    assert told(desk, MINISTER) == ["invitation-sent"]


@pytest.mark.parametrize(
    "change",
    [
        {"place": "Phòng họp số 2"},
        {"title": "Phiên họp chuyên đề"},
        {"starts_at": STARTS_AT + HOUR, "planned_end_at": STARTS_AT + 5 * HOUR},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_changes_updates_the_entry_that_is_there(
    desk: Secretariat, change: dict[str, Any]
) -> None:
    meeting = desk.sent()
    move(desk, meeting, **change)

    (event,) = calendar_of(desk, MINISTER).entries.values()
    assert event.sequence.value == "1"
    assert event.summary.value == meeting.title
    assert event.location.value == meeting.place
    assert utc(event.dtstart) == meeting.starts_at
    assert told(desk, MINISTER) == ["invitation-sent", "invitation-changed"]


def test_another_chair_is_no_change_of_a_calendar(desk: Secretariat) -> None:
    meeting = desk.sent()
    move(desk, meeting, chair_id=desk.cabinet.persons["minister.g15"])

    assert told(desk, MINISTER) == ["invitation-sent"]


def test_a_sitting_that_is_called_off_leaves_every_calendar(desk: Secretariat) -> None:
    meeting = desk.sent()
    desk.guest(meeting, "officer.g15")
    desk.cancel(meeting)

    for login in (MINISTER, "officer.g15"):
        assert calendar_of(desk, login).entries == {}
        assert told(desk, login)[-1] == "invitation-cancelled"
    last = read(files_of(desk.db, desk.cabinet.persons[MINISTER])[-1].content)
    assert (last.method.value, last.vevent.sequence.value) == ("CANCEL", "1")


def test_a_guest_whose_invitation_is_withdrawn_loses_the_entry_and_gets_it_back(
    desk: Secretariat,
) -> None:
    meeting = desk.sent()
    guest = desk.guest(meeting, "officer.g15")
    invitations.remove_guest(
        desk.db, actor=desk.actor("secretary"), meeting=meeting, invitation=guest
    )
    assert calendar_of(desk, "officer.g15").entries == {}
    assert told(desk, "officer.g15") == ["invitation-sent", "invitation-withdrawn"]

    desk.guest(meeting, "officer.g15")
    (event,) = calendar_of(desk, "officer.g15").entries.values()
    assert event.sequence.value == "2"
    assert told(desk, MINISTER) == ["invitation-sent"]


def test_a_guest_noted_before_the_sending_hears_nothing_until_then(desk: Secretariat) -> None:
    meeting = desk.plan()
    desk.paper(desk.add(meeting))
    desk.guest(meeting, "officer.g15")
    assert told(desk, "officer.g15") == []

    desk.approve(meeting)
    desk.send(meeting)
    assert told(desk, "officer.g15") == ["invitation-sent"]


def test_a_guest_of_one_item_is_called_for_that_time(desk: Secretariat) -> None:
    meeting = desk.plan()
    desk.paper(desk.add(meeting, "Một", minutes=30))
    second = desk.add(meeting, "Hai", minutes=45)
    guest = desk.guest(meeting, "officer.g15")
    guest.only_items = True
    desk.db.add(ItemGuest(item_id=second.id, person_id=guest.person_id))
    desk.db.flush()
    desk.approve(meeting)
    desk.send(meeting)

    (event,) = calendar_of(desk, "officer.g15").entries.values()
    assert utc(event.dtstart) == STARTS_AT + timedelta(minutes=30)
    assert utc(event.dtend) == STARTS_AT + timedelta(minutes=75)


def test_a_substitute_is_called_and_let_go_with_the_answer(desk: Secretariat) -> None:
    meeting = desk.sent()
    substitute = desk.cabinet.persons["officer.g12"]
    answer(desk, meeting, MINISTER, Answer.SUBSTITUTE, substitute_id=substitute)
    assert len(calendar_of(desk, "officer.g12").entries) == 1

    answer(desk, meeting, MINISTER, Answer.ATTENDING)
    assert calendar_of(desk, "officer.g12").entries == {}
    assert told(desk, "officer.g12") == ["invitation-sent", "invitation-withdrawn"]


def hours_of(desk: Secretariat, login: str) -> tuple[float, float]:
    """When the calendar of somebody says that they are there, in hours after the start."""
    (event,) = calendar_of(desk, login).entries.values()
    return (utc(event.dtstart) - STARTS_AT) / HOUR, (utc(event.dtend) - STARTS_AT) / HOUR


def test_who_sits_in_for_a_part_is_called_for_that_part_and_told_when_it_changes(
    desk: Secretariat,
) -> None:
    meeting = desk.sent()
    deputy = {"substitute_id": desk.cabinet.persons["officer.g12"]}

    def sends(**part: Any) -> None:
        answer(desk, meeting, MINISTER, Answer.SUBSTITUTE, **deputy, **part)

    sends(absent_from=STARTS_AT + HOUR, absent_until=STARTS_AT + 2 * HOUR)
    assert (hours_of(desk, "officer.g12"), hours_of(desk, MINISTER)) == ((1, 2), (0, 4))
    sends(absent_from=STARTS_AT + HOUR)
    assert hours_of(desk, "officer.g12") == (1, 4)
    sends()
    assert hours_of(desk, "officer.g12") == (0, 4)
    assert told(desk, "officer.g12") == [
        "invitation-sent", "invitation-changed", "invitation-changed",
    ]  # fmt: skip
    assert told(desk, MINISTER) == ["invitation-sent"]


def test_who_sits_in_for_two_is_called_from_the_first_part_to_the_last(desk: Secretariat) -> None:
    meeting = desk.sent()
    for login, hour in (("minister.g15", 2), (MINISTER, 1)):
        row = invitation_of(desk, meeting, login)
        row.answer, row.answered_at = Answer.SUBSTITUTE, T0
        row.substitute_id, row.substitute_name = desk.cabinet.persons["officer.g12"], "Cán bộ BTC"
        row.absent_from, row.absent_until = STARTS_AT + hour * HOUR, STARTS_AT + (hour + 1) * HOUR
    desk.db.flush()
    calendars.keep_up(desk.db, meeting)

    assert hours_of(desk, "officer.g12") == (1, 3)


def test_a_part_that_a_moved_sitting_leaves_behind_calls_for_all_of_it(desk: Secretariat) -> None:
    meeting = desk.sent()
    answer(desk, meeting, MINISTER, Answer.SUBSTITUTE, absent_until=STARTS_AT + HOUR,
           substitute_id=desk.cabinet.persons["officer.g12"])  # fmt: skip
    move(desk, meeting, starts_at=STARTS_AT + HOUR, planned_end_at=STARTS_AT + 5 * HOUR)

    assert hours_of(desk, "officer.g12") == (1, 5)


def test_a_sitting_moved_to_another_day_asks_everybody_again(desk: Secretariat) -> None:
    meeting = desk.sent()
    answer(desk, meeting, MINISTER, Answer.ATTENDING)
    later = STARTS_AT + timedelta(days=1)
    move(desk, meeting, starts_at=later, planned_end_at=later + 4 * HOUR)

    assert invitation_of(desk, meeting, MINISTER).answer is Answer.NONE


def test_a_sitting_moved_by_an_hour_keeps_the_answers(desk: Secretariat) -> None:
    meeting = desk.sent()
    answer(desk, meeting, MINISTER, Answer.ATTENDING)
    move(desk, meeting, starts_at=STARTS_AT + HOUR, planned_end_at=STARTS_AT + 5 * HOUR)

    assert invitation_of(desk, meeting, MINISTER).answer is Answer.ATTENDING


# Reminders


def test_only_those_who_have_not_answered_are_reminded_and_counted(desk: Secretariat) -> None:
    meeting = desk.sent()
    answer(desk, meeting, MINISTER, Answer.ATTENDING)
    count = reminders.remind_unanswered(desk.db, actor=desk.actor("secretary"), meeting=meeting)

    # pm, two ministers and the clerk
    assert count == 4
    assert told(desk, MINISTER) == ["invitation-sent"]
    assert told(desk, "minister.g15") == ["invitation-sent", "invitation-reminder"]


def test_nobody_is_reminded_twice_a_day(desk: Secretariat) -> None:
    meeting = desk.sent()
    officer = desk.actor("secretary")
    assert reminders.remind_unanswered(desk.db, actor=officer, meeting=meeting) == 5
    assert reminders.remind_unanswered(desk.db, actor=officer, meeting=meeting) == 0
    with clock.at(T0 + timedelta(days=1)):
        assert reminders.remind_unanswered(desk.db, actor=officer, meeting=meeting) == 5


def test_a_reminder_that_waits_is_dropped_when_the_answer_came(desk: Secretariat) -> None:
    meeting = desk.sent()
    person, subject = desk.cabinet.persons[MINISTER], {"meeting_id": meeting.id}
    assert still_unanswered(desk.db, person, subject)

    answer(desk, meeting, MINISTER, Answer.REMOTE)
    assert not still_unanswered(desk.db, person, subject)


def test_a_reminder_has_no_point_once_the_sitting_is_off(desk: Secretariat) -> None:
    meeting = desk.sent()
    desk.cancel(meeting)

    assert not still_unanswered(desk.db, desk.cabinet.persons[MINISTER], {"meeting_id": meeting.id})


@pytest.mark.parametrize("login", ["clerk", MINISTER])
def test_others_remind_nobody(desk: Secretariat, login: str) -> None:
    meeting = desk.sent()
    with pytest.raises(Denied):
        reminders.remind_unanswered(desk.db, actor=desk.actor(login), meeting=meeting)


def test_before_the_sending_there_is_nothing_to_remind_of(desk: Secretariat) -> None:
    with pytest.raises(Conflict):
        reminders.remind_unanswered(desk.db, actor=desk.actor("secretary"), meeting=desk.plan())


# Absence for a part, and the consent to it


def test_an_absence_may_be_for_a_part_and_is_kept_as_such(desk: Secretariat) -> None:
    meeting = desk.sent()
    first, last = STARTS_AT + HOUR, STARTS_AT + 2 * HOUR
    kept = answer(desk, meeting, MINISTER, Answer.ABSENT, reason="Họp Quốc hội",
                  absent_from=first, absent_until=last)  # fmt: skip

    assert (kept.absent_from, kept.absent_until) == (first, last)


def test_a_part_that_is_the_whole_is_no_part(desk: Secretariat) -> None:
    meeting = desk.sent()
    kept = answer(desk, meeting, MINISTER, Answer.ABSENT, reason="Ốm",
                  absent_from=STARTS_AT - HOUR, absent_until=meeting.planned_end_at)  # fmt: skip

    assert (kept.absent_from, kept.absent_until) == (None, None)


@pytest.mark.parametrize(
    ("first", "last"), [(2, 1), (1, 1), (-3, -1), (4, 6), (5, None), (None, 0)], ids=str
)
def test_a_part_outside_the_sitting_or_the_wrong_way_round_is_refused(
    desk: Secretariat, first: int | None, last: int | None
) -> None:
    meeting = desk.sent()
    with pytest.raises(Invalid):
        answer(
            desk, meeting, MINISTER, Answer.ABSENT, reason="Ốm",
            absent_from=None if first is None else STARTS_AT + first * HOUR,
            absent_until=None if last is None else STARTS_AT + last * HOUR,
        )  # fmt: skip


def test_a_new_answer_forgets_the_part_and_the_consent(desk: Secretariat) -> None:
    meeting = desk.sent()
    row = answer(desk, meeting, MINISTER, Answer.ABSENT, reason="Ốm", absent_from=STARTS_AT + HOUR)
    answering.consent_to_absence(
        desk.db, actor=desk.actor("pm"), meeting=meeting, invitation=row, consent=True
    )
    row = answer(desk, meeting, MINISTER, Answer.ATTENDING)

    assert (row.absent_from, row.absent_until, row.consent, row.reason) == (None, None, None, "")


def test_the_chair_hears_of_an_absence_and_the_member_of_the_consent(desk: Secretariat) -> None:
    meeting = desk.sent()
    row = answer(desk, meeting, MINISTER, Answer.ABSENT, reason="Ốm", absent_from=STARTS_AT + HOUR)
    assert told(desk, "pm") == ["invitation-sent", "absence-announced"]

    answering.consent_to_absence(
        desk.db, actor=desk.actor("pm"), meeting=meeting, invitation=row, consent=True
    )
    assert told(desk, MINISTER) == ["invitation-sent", "absence-consented"]


def test_the_chair_agrees_to_several_at_once_or_to_none(desk: Secretariat) -> None:
    meeting = desk.sent()
    rows = [
        answer(desk, meeting, login, Answer.ABSENT, reason="Ốm")
        for login in (MINISTER, "minister.g15")
    ]
    count = answering.consent_to_absences(
        desk.db, actor=desk.actor("pm"), meeting=meeting, invitations=rows, consent=True
    )
    assert count == 2 and all(row.consent for row in rows)

    there = invitation_of(desk, meeting, "minister.g03")
    with pytest.raises(Conflict):
        answering.consent_to_absences(
            desk.db, actor=desk.actor("pm"), meeting=meeting, invitations=[rows[0], there],
            consent=False,
        )  # fmt: skip
    assert rows[0].consent is True


def test_an_answer_can_be_changed_until_the_opening_and_not_after(desk: Secretariat) -> None:
    meeting = desk.sent()
    answer(desk, meeting, MINISTER, Answer.REMOTE)
    answer(desk, meeting, MINISTER, Answer.ABSENT, reason="Ốm")
    meeting.opened_at, meeting.state = clock.now(), MeetingState.IN_SITTING
    desk.db.flush()

    with pytest.raises(Conflict):
        answer(desk, meeting, MINISTER, Answer.ATTENDING)
