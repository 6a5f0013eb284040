"""The sitting runs on real rows: opened with a quorum, item after item, concluded, ended."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from decisions.models import Assignment, DecisionKind, DecisionState
from documents.rendering.structure import KeyValue
from ecabinet import clock, journal
from ecabinet.errors import Conflict, Denied, Invalid
from ecabinet.outbox import published
from meetings.live import attendance, notes, queries, services
from meetings.live.conclusions import Task
from meetings.live.events import AttendanceChanged, ItemCalled, NotesChanged, SittingChanged
from meetings.minutes import services as acts
from meetings.minutes.content import build
from meetings.minutes.official import official_form
from meetings.models import Answer, Attendance, AttendanceMode, ItemState, ItemType, MeetingState
from tests.cabinet import T0, TODAY
from tests.meetings.live.room import CARRIED, LOST, Room


def test_those_who_said_they_come_are_there_at_the_opening_and_the_absent_are_not(
    room: Room,
) -> None:
    room.answers("minister.g03", Answer.ABSENT, reason="Đi công tác")
    room.answers("minister.g15", Answer.REMOTE)

    result = room.open()

    there = queries.there_now(room.db, room.meeting.id)
    assert set(there) == {room.cabinet.persons[p] for p in ("pm", "minister.g12", "minister.g15")}
    assert there[room.cabinet.persons["minister.g15"]].mode is AttendanceMode.REMOTE
    assert (result.present, result.required, result.holds) == (3, 3, True)
    assert room.meeting.state is MeetingState.IN_SITTING
    assert room.meeting.opened_at == T0


def test_without_a_quorum_the_sitting_does_not_open_and_the_sentence_says_why(room: Room) -> None:
    with pytest.raises(Conflict) as refused:
        room.open(present=[room.cabinet.persons["pm"]])

    assert refused.value.sentence.key == "rule-quorum-fails"
    assert refused.value.sentence.params["required"] == 3
    assert room.meeting.state is MeetingState.INVITED


def test_a_reason_opens_it_without_a_quorum_and_is_kept_with_the_sitting(room: Room) -> None:
    room.open(present=[room.cabinet.persons["pm"]], quorum_override_reason="Bão, họp khẩn")

    journal.seal(room.db)
    entry = room.db.execute(
        select(journal.JournalEntry).where(journal.JournalEntry.act == "meeting:open")
    ).scalar_one()
    assert room.meeting.quorum_override_reason == "Bão, họp khẩn"
    assert entry.details["quorum_override_sha256"] == journal.digest("Bão, họp khẩn")
    assert entry.details["quorum"]["holds"] is False


def test_a_stranger_cannot_be_present(room: Room) -> None:
    with pytest.raises(Invalid) as refused:
        room.open(present=[room.cabinet.persons["outsider"]])

    assert "present" in refused.value.fields


def test_a_member_who_does_not_chair_cannot_open(room: Room) -> None:
    with pytest.raises(Denied):
        room.open("minister.g12")


@pytest.mark.parametrize("login", ["clerk", "head"])
def test_clerk_and_head_open_on_the_chairs_behalf(room: Room, login: str) -> None:
    assert room.open(login).holds


def test_opening_twice_is_refused(room: Room) -> None:
    room.open()

    with pytest.raises(Conflict) as refused:
        room.open("clerk")
    assert refused.value.code == "room-runs"


@pytest.mark.parametrize("state", [MeetingState.PLANNED, MeetingState.AGENDA_APPROVED])
def test_opening_before_the_invitation_is_refused(room: Room, state: MeetingState) -> None:
    room.meeting.state = state

    with pytest.raises(Conflict) as refused:
        room.open()
    assert refused.value.code == "room-not-invited"


def test_everybody_leaving_breaks_the_quorum_and_the_room_is_told(room: Room) -> None:
    room.open()

    result = room.mark("minister.g12", "minister.g15", mode=None)

    assert not result.holds
    told = [e for e in published(room.db) if isinstance(e, AttendanceChanged)][-1]
    assert told.payload() == {
        "meeting_id": room.meeting.id, "present": 2, "required": 3, "holds": False,
    }  # fmt: skip
    assert told.rooms() == (f"meeting:{room.meeting.id}",)


def test_who_goes_and_comes_back_has_two_intervals(room: Room) -> None:
    room.open()
    with clock.at(T0.replace(minute=10)):
        room.mark("minister.g12", mode=None)
    with clock.at(T0.replace(minute=20)):
        room.mark("minister.g12", mode=AttendanceMode.REMOTE)

    rows = room.db.execute(
        select(Attendance)
        .where(Attendance.person_id == room.cabinet.persons["minister.g12"])
        .order_by(Attendance.came_at)
    ).scalars()
    assert [(r.mode.value, r.came_at.minute, r.left_at and r.left_at.minute) for r in rows] == [
        ("present", 0, 10),
        ("remote", 20, None),
    ]


def test_a_member_takes_their_own_place_before_the_opening(room: Room) -> None:
    room.answers("minister.g12", Answer.NONE)

    attendance.check_in(
        room.db, actor=room.actor("minister.g12"), meeting=room.meeting,
        mode=AttendanceMode.PRESENT, today=TODAY,
    )  # fmt: skip

    assert room.open().present == 4


def test_the_uninvited_cannot_take_a_place(room: Room) -> None:
    with pytest.raises(Denied):
        attendance.check_in(
            room.db, actor=room.actor("secretary"), meeting=room.meeting,
            mode=AttendanceMode.PRESENT, today=TODAY,
        )  # fmt: skip


def test_a_substitute_is_there_and_does_not_count_for_the_quorum(room: Room) -> None:
    room.answers(
        "minister.g12", Answer.SUBSTITUTE, substitute_id=room.cabinet.persons["officer.g12"],
        substitute_name="Cán bộ BTC", substitute_position="Thứ trưởng",
    )  # fmt: skip

    result = room.open()

    assert room.cabinet.persons["officer.g12"] in queries.there_now(room.db, room.meeting.id)
    assert result.present == 3


def test_a_called_item_is_told_to_the_room_and_to_each_invited_person(room: Room) -> None:
    room.open()
    first = room.items[0]

    room.call(first)

    assert (first.is_current, first.state, first.called_at) == (True, ItemState.PRESENTING, T0)
    told = [e for e in published(room.db) if isinstance(e, ItemCalled)][-1]
    assert told.payload() == {"meeting_id": room.meeting.id, "item_id": first.id, "label": "1"}
    assert f"person:{room.cabinet.persons['minister.g12']}" in told.rooms()


def test_the_next_item_sends_an_unfinished_one_back_to_waiting(room: Room) -> None:
    room.open()
    first, second = room.items
    room.call(first)

    room.call(second)

    assert (first.state, first.is_current) == (ItemState.WAITING, False)
    assert room.meeting.current_item is second


def test_of_two_tablets_calling_different_items_at_once_the_first_wins(room: Room) -> None:
    room.open()
    first, second = room.items
    room.call(first, "pm", seen=0)

    with pytest.raises(Conflict) as refused:
        room.call(second, "clerk", seen=0)

    assert refused.value.code == "room-moved-on"
    assert first.is_current


def test_nothing_is_called_during_a_pause(room: Room) -> None:
    room.open()
    services.pause_meeting(room.db, actor=room.actor("pm"), meeting=room.meeting)

    with pytest.raises(Conflict) as refused:
        room.call(room.items[0])
    assert refused.value.code == "room-is-paused"

    services.resume_meeting(room.db, actor=room.actor("clerk"), meeting=room.meeting)
    room.call(room.items[0])
    assert room.items[0].is_current


def test_a_called_item_can_be_put_back(room: Room) -> None:
    room.open()
    item = room.items[0]
    room.call(item)

    services.put_back(room.db, actor=room.actor("clerk"), meeting=room.meeting, item=item)

    assert (item.state, item.is_current) == (ItemState.WAITING, False)
    assert [e for e in published(room.db) if isinstance(e, ItemCalled)][-1].item_id is None


def test_an_open_vote_holds_the_item_and_the_sitting(room: Room) -> None:
    room.open()
    first, second = room.items
    room.call(first)
    services.begin_vote(room.db, first, actor=room.actor("pm"))

    for act in (
        lambda: room.call(second),
        lambda: room.conclude(first),
        lambda: services.end_meeting(room.db, actor=room.actor("pm"), meeting=room.meeting),
        lambda: services.begin_vote(room.db, first, actor=room.actor("pm")),
    ):
        with pytest.raises(Conflict) as refused:
            act()
        assert refused.value.code == "room-vote-is-open"


def test_the_outcome_of_a_vote_travels_into_the_decision(room: Room) -> None:
    room.open()
    item = room.items[0]
    room.call(item)
    services.begin_vote(room.db, item, actor=room.actor("pm"))
    services.record_vote_outcome(room.db, item, CARRIED, T0, actor=room.actor("pm"))

    decision = room.conclude(item, text="Thông qua dự thảo.")

    assert decision.outcome is not None and decision.outcome["in_favour"] == 3
    assert (decision.state, decision.text) == (DecisionState.DRAFT, "Thông qua dự thảo.")
    assert item.decision_id == decision.id
    assert item.state is ItemState.CONCLUDED


def test_an_outcome_comes_only_from_an_open_vote(room: Room) -> None:
    room.open()
    room.call(room.items[0])

    with pytest.raises(Conflict):
        services.record_vote_outcome(room.db, room.items[0], CARRIED, T0, actor=room.actor("pm"))


def test_a_lost_item_is_not_concluded_but_can_be_deferred(room: Room) -> None:
    room.open()
    item = room.items[0]
    room.call(item)
    services.begin_vote(room.db, item, actor=room.actor("pm"))
    services.record_vote_outcome(room.db, item, LOST, T0, actor=room.actor("pm"))

    with pytest.raises(Conflict) as refused:
        room.conclude(item)
    assert refused.value.code == "room-item-not-carried"

    room.defer(item, date(2026, 12, 20))
    assert (item.state, item.resubmit_on) == (ItemState.DEFERRED, date(2026, 12, 20))


def test_minutes_of_the_last_sitting_are_approved_like_any_other_item(room: Room) -> None:
    item = room.items[0]
    item.type = ItemType.APPROVAL_OF_MINUTES
    room.open()
    room.call(item)
    room.conclude(item, text="Thông qua biên bản phiên họp trước.")
    assert item.state is ItemState.CONCLUDED
    with clock.at(T0 + timedelta(hours=1)):
        services.end_meeting(room.db, actor=room.actor("pm"), meeting=room.meeting)
    acts.give_number(room.db, room.meeting.id, 2026)
    form = official_form(build(room.db, room.meeting, TODAY, "vi"), ZoneInfo("Asia/Ho_Chi_Minh"))
    assert KeyValue("Kết luận của Chủ tọa", "Thông qua biên bản phiên họp trước.") in form.blocks


def test_an_item_is_withdrawn_with_a_reason_that_stays_with_it(room: Room) -> None:
    room.open()
    item = room.items[0]

    def withdraw(reason: str) -> None:
        services.withdraw_item(
            room.db, actor=room.actor("pm"), meeting=room.meeting, item=item, reason=reason
        )

    with pytest.raises(Invalid) as refused:
        withdraw("  ")
    assert "reason" in refused.value.fields
    withdraw("Cơ quan trình xin rút")
    assert (item.state, item.set_aside_reason) == (ItemState.WITHDRAWN, "Cơ quan trình xin rút")
    with clock.at(T0 + timedelta(hours=1)):
        services.end_meeting(room.db, actor=room.actor("pm"), meeting=room.meeting)
    acts.give_number(room.db, room.meeting.id, 2026)
    form = official_form(build(room.db, room.meeting, TODAY, "vi"), ZoneInfo("Asia/Ho_Chi_Minh"))
    assert KeyValue("Lý do", "Cơ quan trình xin rút") in form.blocks


def test_an_item_is_not_deferred_to_a_day_gone_by(room: Room) -> None:
    room.open()

    with pytest.raises(Invalid) as refused:
        room.defer(room.items[0], TODAY)
    assert "resubmit_on" in refused.value.fields


def test_concluding_gives_the_work_out(room: Room) -> None:
    room.open()
    item = room.items[0]
    room.call(item, "clerk")

    decision = room.conclude(
        item, "clerk", kind=DecisionKind.CONCLUSION_NOTICE,
        assignments=[
            Task(
                "Trình dự thảo", room.cabinet.organisations["G12"], date(2026, 12, 31),
                coordinator_ids=(room.cabinet.organisations["G15"],),
            ),
            Task("Báo cáo định kỳ", room.cabinet.organisations["G03"], is_ongoing=True),
        ],
    )  # fmt: skip

    given = room.db.execute(
        select(Assignment).where(Assignment.decision_id == decision.id).order_by(Assignment.id)
    ).scalars()
    assert [(a.task, a.lead.code, a.due_on, a.is_ongoing) for a in given] == [
        ("Trình dự thảo", "G12", date(2026, 12, 31), False),
        ("Báo cáo định kỳ", "G03", None, True),
    ]


def test_a_wrong_assignment_names_its_place(room: Room) -> None:
    room.open()
    item = room.items[0]
    room.call(item)

    with pytest.raises(Invalid) as refused:
        room.conclude(item, assignments=[Task("Việc", room.cabinet.organisations["G12"])])
    assert "assignments.0.due_on" in refused.value.fields

    with pytest.raises(Invalid) as refused:
        room.conclude(item, assignments=[Task("Việc", 999999, is_ongoing=True)])
    assert "assignments.0.lead_id" in refused.value.fields


def test_a_conclusion_needs_words(room: Room) -> None:
    room.open()
    room.call(room.items[0])

    with pytest.raises(Invalid) as refused:
        room.conclude(room.items[0], text="  ")
    assert "text" in refused.value.fields


def test_concluding_twice_is_refused(room: Room) -> None:
    room.open()
    item = room.items[0]
    room.call(item)
    room.conclude(item)

    with pytest.raises(Conflict) as refused:
        room.conclude(item, "clerk")
    assert refused.value.code == "room-item-done"


def test_a_note_is_told_to_the_desk_alone_and_only_its_writer_takes_it_back(room: Room) -> None:
    room.open()
    note = notes.add_note(
        room.db, actor=room.actor("clerk"), meeting=room.meeting, item=room.items[0],
        text="Đề nghị rà soát kinh phí.", speaker_id=room.cabinet.persons["minister.g12"],
    )  # fmt: skip
    told = [e for e in published(room.db) if isinstance(e, NotesChanged)][-1]
    assert told.rooms() == (f"meeting:{room.meeting.id}:desk",)

    with pytest.raises(Denied):
        notes.remove_note(room.db, actor=room.actor("head"), meeting=room.meeting, note=note)
    notes.remove_note(room.db, actor=room.actor("clerk"), meeting=room.meeting, note=note)

    assert queries.notes_of(room.db, room.meeting.id) == []


def test_a_member_writes_no_notes(room: Room) -> None:
    room.open()

    with pytest.raises(Denied):
        notes.add_note(room.db, actor=room.actor("pm"), meeting=room.meeting, item=None, text="Ghi")


def test_the_end_closes_attendance_and_leaves_what_was_not_concluded(room: Room) -> None:
    room.open()
    first, second = room.items
    room.call(first)
    room.conclude(first)
    room.call(second)
    with clock.at(T0.replace(hour=5)):
        services.end_meeting(room.db, actor=room.actor("clerk"), meeting=room.meeting)

    assert room.meeting.state is MeetingState.ENDED
    assert room.meeting.ended_at == T0.replace(hour=5)
    assert queries.there_now(room.db, room.meeting.id) == {}
    assert (first.state, second.state) == (ItemState.CONCLUDED, ItemState.WAITING)
    assert room.meeting.current_item is None
    told = [e for e in published(room.db) if isinstance(e, SittingChanged)][-1]
    assert told.state == "ended"


def test_ending_twice_is_refused(room: Room) -> None:
    room.open()
    services.end_meeting(room.db, actor=room.actor("pm"), meeting=room.meeting)

    with pytest.raises(Conflict) as refused:
        services.end_meeting(room.db, actor=room.actor("clerk"), meeting=room.meeting)
    assert refused.value.code == "room-over"
