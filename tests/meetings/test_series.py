"""Sittings that come round: on which days, made once, begun with a template and standing items."""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecabinet import clock
from ecabinet.errors import Denied, Invalid
from meetings.agenda import queries, sections
from meetings.agenda import services as agenda
from meetings.agenda.models import DayRule
from meetings.models import ItemType, MeetingKind, StandingItem
from meetings.series import services as series
from meetings.series.rules import day_in, title_in
from tests.meetings.sittings import CALENDAR, Secretariat


@pytest.mark.parametrize(
    ("rule", "nth", "weekday", "month", "day"),
    [
        (DayRule.LAST_WORKING_DAY, None, None, 1, date(2026, 1, 30)),
        (DayRule.LAST_WORKING_DAY, None, None, 5, date(2026, 5, 29)),
        (DayRule.DAY, 30, None, 4, date(2026, 5, 4)),
        (DayRule.WEEKDAY, 1, 1, 12, date(2026, 12, 1)),
        (DayRule.WEEKDAY, 5, 3, 12, date(2026, 12, 31)),
    ],
)
def test_the_day_of_a_month_is_as_the_table_says(
    rule: DayRule, nth: int | None, weekday: int | None, month: int, day: date
) -> None:
    assert day_in(rule, 2026, month, CALENDAR, nth=nth, weekday=weekday) == day


@given(
    st.sampled_from(list(DayRule)), st.integers(2024, 2029), st.integers(1, 12),
    st.integers(1, 31), st.integers(0, 6),
)  # fmt: skip
def test_a_series_never_sits_on_a_day_off(
    rule: DayRule, year: int, month: int, nth: int, weekday: int
) -> None:
    day = day_in(rule, year, month, CALENDAR, nth=nth, weekday=weekday)
    assert CALENDAR.is_working_day(day)
    if rule is DayRule.LAST_WORKING_DAY:
        after = range(day.day + 1, calendar.monthrange(year, month)[1] + 1)
        assert not any(CALENDAR.is_working_day(date(year, month, d)) for d in after)


MONTHLY = series.SeriesContent(
    title="Phiên họp Chính phủ thường kỳ tháng {month} năm {year}",
    kind=MeetingKind.REGULAR, rule=DayRule.LAST_WORKING_DAY, starts_minute=480, minutes=210,
    place="Phòng họp số 1",
)  # fmt: skip


@pytest.mark.parametrize(
    ("title", "made"),
    [("Phiên họp {month}/{year}", "Phiên họp 3/2027"),
     ("Phiên họp tháng {tháng} năm {năm}", "Phiên họp tháng 3 năm 2027"),
     ("Phiên họp {quý}", "Phiên họp {quý}")],
)  # fmt: skip
def test_month_and_year_stand_where_the_title_asks_for_them(title: str, made: str) -> None:
    assert title_in(title, 2027, 3) == made


def test_a_year_is_planned_at_once_and_never_twice(desk: Secretariat) -> None:
    officer = desk.actor("secretary")
    kept = series.begin_series(desk.db, actor=officer, content=MONTHLY)
    made = series.make_year(desk.db, actor=officer, series=kept, year=2027)
    assert len(made) == 12
    assert made[0].title == "Phiên họp Chính phủ thường kỳ tháng 1 năm 2027"
    assert [clock.day_of(m.starts_at).month for m in made] == list(range(1, 13))
    assert series.make_year(desk.db, actor=officer, series=kept, year=2027) == []


def test_a_sitting_that_slipped_into_the_next_month_is_not_planned_twice(desk: Secretariat) -> None:
    officer = desk.actor("secretary")
    # 30 January 2027 is a Saturday: that sitting is held on Monday, 1 February.
    content = replace(MONTHLY, rule=DayRule.DAY, nth=30)
    kept = series.begin_series(desk.db, actor=officer, content=content)
    made = series.make_year(desk.db, actor=officer, series=kept, year=2027)
    assert clock.day_of(made[0].starts_at) == date(2027, 2, 1)
    assert len(made) == 12
    assert series.make_year(desk.db, actor=officer, series=kept, year=2027) == []


def test_only_what_lies_ahead_is_planned(desk: Secretariat) -> None:
    officer = desk.actor("secretary")
    kept = series.begin_series(desk.db, actor=officer, content=MONTHLY)
    made = series.make_year(desk.db, actor=officer, series=kept, year=2026)
    assert all(meeting.starts_at > clock.now() for meeting in made)
    assert len(made) < 12


def test_a_template_brings_sections_standing_items_and_guests(desk: Secretariat) -> None:
    officer, first = desk.actor("secretary"), desk.plan()
    section = sections.add_section(desk.db, actor=officer, meeting=first, name="Thông qua")
    agenda.add_item(
        desk.db, actor=officer, meeting=first,
        content=agenda.ItemContent(
            "Thông qua Biên bản", ItemType.APPROVAL_OF_MINUTES, 5, section_id=section.id
        ),
    )  # fmt: skip
    agenda.add_item(
        desk.db, actor=officer, meeting=first,
        content=desk.content("Tình hình nhiệm vụ", minutes=20, pause_after=10),
        origin=agenda.Origin(standing=StandingItem.ASSIGNMENTS),
    )  # fmt: skip
    desk.paper(desk.add(first, "Chỉ phiên này"))
    desk.guest(first, "officer.g15")
    kept = series.keep_template(desk.db, actor=officer, meeting=first, name="Thường kỳ")
    second = desk.plan()
    series.begin_with(desk.db, actor=officer, meeting=second, template=kept)
    desk.db.expire_all()
    now = queries.desk(desk.db, second)
    assert [(i.title, i.standing, i.pause_after) for i in now.items] == [
        ("Tình hình nhiệm vụ", StandingItem.ASSIGNMENTS, 10),
        ("Thông qua Biên bản", StandingItem.LAST_MINUTES, 0),
    ]
    assert [s.name for s in now.outline.sections] == ["Thông qua"]
    assert now.lines[0]["note"]["key"] == "agenda-note-assignments"
    guests = [i.person_id for i in second.invitations]
    assert guests == [desk.cabinet.persons["officer.g15"]]
    agenda.remove_item(desk.db, actor=officer, item=now.items[0])


def test_keeping_a_template_again_replaces_it(desk: Secretariat) -> None:
    officer, meeting = desk.actor("secretary"), desk.plan()
    one = series.keep_template(desk.db, actor=officer, meeting=meeting, name="Mẫu")
    sections.add_section(desk.db, actor=officer, meeting=meeting, name="A")
    two = series.keep_template(desk.db, actor=officer, meeting=meeting, name="Mẫu")
    assert (one.id, two.content["sections"]) == (two.id, ["A"])


def test_a_rule_that_lacks_its_day_is_refused(desk: Secretariat) -> None:
    for rule in (DayRule.WEEKDAY, DayRule.DAY):
        with pytest.raises(Invalid):
            series.begin_series(
                desk.db, actor=desk.actor("secretary"),
                content=series.SeriesContent(**{**vars(MONTHLY), "rule": rule}),
            )  # fmt: skip


@pytest.mark.parametrize("login", ["clerk", "pm", "admin"])
def test_only_officers_note_a_series(desk: Secretariat, login: str) -> None:
    with pytest.raises(Denied):
        series.begin_series(desk.db, actor=desk.actor(login), content=MONTHLY)
