"""Who announced to miss a part is away in that part alone: in the room's count, at the opening, and
in the minutes, by the rule of the forecast."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.rendering.structure import BulletList, OfficialForm
from ecabinet import clock
from ecabinet.errors import Conflict
from ecabinet.people import presets
from meetings.invitations.forecast import Expected, forecast, stretches
from meetings.invited.rules import comes_as, is_away, quorum_of
from meetings.live import attendance, queries, services
from meetings.minutes import services as acts
from meetings.minutes.content import build
from meetings.minutes.official import official_form
from meetings.models import Answer, AttendanceMode, Invitation
from meetings.room.page import room_page
from tests.cabinet import T0, TODAY
from tests.meetings.live.room import Room

END = T0 + timedelta(hours=4)
AWAY = (Answer.ABSENT, Answer.SUBSTITUTE)


def at(minutes: int) -> datetime:
    return T0 + timedelta(minutes=minutes)


@st.composite
def answers(draw: Any) -> Invitation:
    answer = draw(st.sampled_from(list(Answer)))
    if answer not in AWAY:
        return Invitation(answer=answer, person_id=0, substitute_id=None)
    first, last = sorted(draw(st.tuples(*[st.integers(0, 240)] * 2)))
    return Invitation(
        answer=answer,
        absent_from=draw(st.sampled_from([None, at(first)])),
        absent_until=draw(st.sampled_from([None, at(last + 1)])),
        substitute_id=draw(st.sampled_from([None, 1000])) if answer is Answer.SUBSTITUTE else None,
    )


def numbered(rows: list[Invitation]) -> list[Invitation]:
    for number, row in enumerate(rows, start=1):
        row.person_id = number
        if row.substitute_id:
            row.substitute_id = 1000 + number
    return rows


TABLES = st.lists(answers(), min_size=1, max_size=27).map(numbered)


@given(answers(), st.integers(-60, 300))
def test_at_each_moment_somebody_comes_is_away_or_has_said_nothing(
    row: Invitation, minute: int
) -> None:
    said = [comes_as(row, at(minute)) is not None, is_away(row, at(minute)),
            row.answer is Answer.NONE]  # fmt: skip

    assert said.count(True) == 1


@given(TABLES, st.integers(0, 239))
def test_the_room_counts_at_each_moment_what_the_forecast_counts(
    rows: list[Invitation], minute: int
) -> None:
    rules = presets.VN_GOVERNMENT
    expected = [
        Expected(row.answer, row.person_id == 1, row.absent_from, row.absent_until) for row in rows
    ]
    now = next(
        s
        for s in stretches(rules, expected, T0, END)
        if s.from_at <= at(minute) < s.until_at
    )  # fmt: skip

    coming = attendance.those_announced(rows, at(minute))
    members = {p: mode for p, mode in coming.items() if p < 1000}
    counted = quorum_of(rules, len(rows), list(members.values()), chair=1 in members)

    assert (counted.present, counted.required) == (now.present, now.needed)


@given(TABLES, st.integers(0, 239))
def test_a_member_and_their_substitute_are_never_there_together(
    rows: list[Invitation], minute: int
) -> None:
    coming = attendance.those_announced(rows, at(minute))

    for row in rows:
        assert not (row.person_id in coming and row.substitute_id in coming)
        if is_away(row, at(minute)) and row.substitute_id:
            assert coming[row.substitute_id] is AttendanceMode.PRESENT


def away(room: Room, login: str, first: int | None, last: int | None, **other: Any) -> None:
    answer = other.pop("answer", Answer.ABSENT)
    room.answers(
        login, answer, reason="Họp Quốc hội", absent_from=None if first is None else at(first),
        absent_until=None if last is None else at(last), **other,
    )  # fmt: skip


def there(room: Room) -> set[str]:
    numbers = {number: login for login, number in room.cabinet.persons.items()}
    return {numbers[person_id] for person_id in queries.there_now(room.db, room.meeting.id)}


def test_who_misses_a_later_part_is_there_at_the_opening(room: Room) -> None:
    away(room, "minister.g03", 60, 120)

    assert room.open().present == 4
    assert "minister.g03" in there(room)


def test_who_comes_later_is_not_there_at_the_opening_and_lacks_for_the_quorum(room: Room) -> None:
    away(room, "minister.g03", None, 60)
    away(room, "minister.g12", None, 60)

    with pytest.raises(Conflict) as refused:
        room.open()
    assert refused.value.sentence.key == "rule-quorum-fails"
    with clock.at(at(60)):
        assert room.open().present == 4


def test_the_substitute_for_a_part_sits_there_in_it_alone(room: Room) -> None:
    known = {
        "answer": Answer.SUBSTITUTE, "substitute_id": room.cabinet.persons["officer.g15"],
        "substitute_name": "Cán bộ", "substitute_position": "Thứ trưởng",
    }  # fmt: skip
    away(room, "minister.g15", None, 30, **known)
    away(room, "minister.g12", 30, None, **{**known,
         "substitute_id": room.cabinet.persons["officer.g12"]})  # fmt: skip

    room.open()
    assert {"officer.g15", "minister.g12"} <= there(room)
    assert not {"minister.g15", "officer.g12"} & there(room)


@pytest.mark.parametrize("minute", [-30, 0, 45, 60, 90, 120, 200])
def test_before_the_opening_the_room_shows_what_the_forecast_says_of_that_moment(
    room: Room, minute: int
) -> None:
    away(room, "minister.g03", 60, 120)
    away(room, "minister.g12", None, 90)
    with clock.at(at(minute)):
        shown = room_page(room.db, room.actor("clerk"), room.meeting, TODAY, "vi")

    moment = at(max(minute, 0))
    found = next(s for s in forecast(room.db, room.meeting) if s.from_at <= moment < s.until_at)
    assert shown.quorum.present == found.present
    places = {place.person_id: place.is_away for place in shown.places}
    assert places[room.cabinet.persons["minister.g03"]] == (60 <= minute < 120)
    assert places[room.cabinet.persons["minister.g12"]] == (minute < 90)


def test_the_clerk_sees_when_somebody_is_there_against_what_was_announced(room: Room) -> None:
    away(room, "minister.g03", 60, 120)
    room.open()

    def differing(minute: int) -> list[int]:
        with clock.at(at(minute)):
            shown = room_page(room.db, room.actor("clerk"), room.meeting, TODAY, "vi")
        return [place.person_id for place in shown.places if place.differs]

    assert differing(30) == []
    assert differing(60) == [room.cabinet.persons["minister.g03"]]
    with clock.at(at(61)):
        room.mark("minister.g03", mode=None)
    assert differing(90) == []
    assert differing(120) == [room.cabinet.persons["minister.g03"]]


def lines(form: OfficialForm) -> list[str]:
    return [str(item) for block in form.blocks if isinstance(block, BulletList)
            for item in block.items]  # fmt: skip


def minuted(room: Room, language: str = "vi") -> list[str]:
    with clock.at(END):
        services.end_meeting(room.db, actor=room.actor("clerk"), meeting=room.meeting)
    acts.give_number(room.db, room.meeting.id, 2026)
    content = build(room.db, room.meeting, TODAY, language)
    return lines(official_form(content, ZoneInfo("Asia/Ho_Chi_Minh")))


def test_the_minutes_name_from_when_to_when_why_and_whether_the_chair_agreed(room: Room) -> None:
    away(room, "minister.g03", 60, 120)
    row = room.invitation("minister.g03")
    row.consent, row.consented_at = True, T0
    room.open()
    with clock.at(at(62)):
        room.mark("minister.g03", mode=None)
    with clock.at(at(118)):
        room.mark("minister.g03", mode=AttendanceMode.REMOTE)

    assert any(
        "Phạm Thị Dung, Bộ trưởng Bộ Giáo dục và Đào tạo (vắng từ 10 giờ 02 đến 10 giờ 58; "
        "lý do: Họp Quốc hội; Chủ tọa đồng ý)" in line
        for line in minuted(room)
    )


def test_what_was_announced_and_never_recorded_is_told_as_announced(room: Room) -> None:
    away(room, "minister.g03", 60, None)
    room.open()

    assert any("(báo vắng từ 10 giờ 00 đến hết phiên; lý do: Họp Quốc hội)" in x
               for x in minuted(room))  # fmt: skip


def test_who_announced_a_part_and_never_came_is_absent(room: Room) -> None:
    away(room, "minister.g03", None, 60)
    room.open()

    assert any(
        "Phạm Thị Dung" in line
        and "(had announced to be absent from the beginning to 10:00; reason: Họp Quốc hội)" in line
        for line in minuted(room, "en")
    )


def test_a_substitute_for_a_part_is_named_with_it_beside_the_member_who_came(room: Room) -> None:
    away(
        room, "minister.g15", 30, 90, answer=Answer.SUBSTITUTE,
        substitute_name="Đỗ Văn Thay", substitute_position="Thứ trưởng",
    )  # fmt: skip
    room.open()
    found = minuted(room)

    assert any(line.startswith("Lê Văn Cường, Bộ trưởng Bộ Tư pháp (") for line in found)
    assert any("Đỗ Văn Thay, Thứ trưởng, dự thay Lê Văn Cường, Bộ trưởng Bộ Tư pháp "
               "(từ 9 giờ 30 đến 10 giờ 30)" in line for line in found)  # fmt: skip


def test_who_left_before_the_opening_is_not_present_in_the_minutes(room: Room) -> None:
    room.answers("minister.g03", Answer.NONE)
    with clock.at(at(-20)):
        room.mark("minister.g03", mode=AttendanceMode.PRESENT)
    with clock.at(at(-5)):
        room.mark("minister.g03", mode=None)
    room.open()

    assert any("Phạm Thị Dung" in line and "lý do: không báo" in line for line in minuted(room))
