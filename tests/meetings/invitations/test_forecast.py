"""The quorum at every moment of a sitting, from what members answered."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecabinet.i18n import LANGUAGES, say_in
from ecabinet.people import presets
from ecabinet.people.rules import Presence, quorum
from meetings.invitations import answering
from meetings.invitations.forecast import Expected, Outlook, Stretch, forecast, stretches, worst
from meetings.models import Answer
from tests.meetings.sittings import STARTS_AT, Secretariat

RULES = presets.VN_GOVERNMENT
START = datetime(2026, 12, 15, 1, 0, tzinfo=UTC)
END = START + timedelta(hours=4)
AWAY = (Answer.ABSENT, Answer.SUBSTITUTE)


def at(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


@st.composite
def members(draw: Any) -> Expected:
    answer = draw(st.sampled_from(list(Answer)))
    if answer not in AWAY:
        return Expected(answer)
    edges = st.none() | st.integers(-60, 300).map(at)
    first, last = draw(edges), draw(edges)
    if first and last and last <= first:
        last = first + timedelta(minutes=1)
    return Expected(answer, absent_from=first, absent_until=last)


CABINETS = st.lists(members(), min_size=1, max_size=27).map(
    lambda found: [replace(found[0], is_chair=True), *found[1:]]
)


def sure_at(expected: list[Expected], moment: datetime, rules: Any = RULES) -> int:
    """Counted once more, in the plainest way."""
    count = 0
    for member in expected:
        if member.answer is Answer.ATTENDING:
            count += 1
        elif member.answer is Answer.REMOTE:
            count += rules.quorum.remote_counts
        elif member.answer in AWAY:
            before = member.absent_from is not None and moment < member.absent_from
            after = member.absent_until is not None and moment >= member.absent_until
            count += before or after
    return count


@given(CABINETS)
def test_the_stretches_tile_the_sitting_without_gap_or_overlap(expected: list[Expected]) -> None:
    found = stretches(RULES, expected, START, END)

    assert (found[0].from_at, found[-1].until_at) == (START, END)
    assert all(a.until_at == b.from_at for a, b in itertools.pairwise(found))
    assert all(stretch.from_at < stretch.until_at for stretch in found)


@given(CABINETS, st.integers(0, 239))
def test_every_minute_counts_what_the_members_answered(
    expected: list[Expected], minute: int
) -> None:
    moment = at(minute)
    now = next(
        s for s in stretches(RULES, expected, START, END) if s.from_at <= moment < s.until_at
    )

    silent = sum(member.answer is Answer.NONE for member in expected)
    assert now.present == sure_at(expected, moment)
    assert now.possible == now.present + silent
    assert 0 <= now.present <= now.possible <= now.total == len(expected)


@given(CABINETS, st.integers(0, 239))
def test_the_outlook_is_what_the_quorum_rule_says(expected: list[Expected], minute: int) -> None:
    now = next(
        s for s in stretches(RULES, expected, START, END) if s.from_at <= at(minute) < s.until_at
    )

    def holds(count: int) -> bool:
        return quorum(RULES, len(expected), Presence(count, chair=count > 0)).holds

    wanted = (
        Outlook.SURE
        if holds(now.present)
        else Outlook.OPEN
        if holds(now.possible)
        else Outlook.SHORT
    )
    assert now.outlook is wanted


@given(CABINETS, st.data())
def test_a_substitute_never_counts(expected: list[Expected], data: Any) -> None:
    absent = [
        replace(member, answer=Answer.ABSENT) if member.answer is Answer.SUBSTITUTE else member
        for member in expected
    ]

    assert stretches(RULES, expected, START, END) == stretches(RULES, absent, START, END)


@given(CABINETS, st.integers(0, 26))
def test_who_says_that_they_come_never_makes_it_worse(expected: list[Expected], place: int) -> None:
    place %= len(expected)
    said = replace(expected[place], answer=Answer.ATTENDING, absent_from=None, absent_until=None)
    with_them = [*expected[:place], said, *expected[place + 1 :]]

    for minute in range(0, 240, 7):
        before = _at(stretches(RULES, expected, START, END), minute)
        after = _at(stretches(RULES, with_them, START, END), minute)
        assert after.present >= before.present
        assert after.possible >= before.possible


def _at(found: list[Stretch], minute: int) -> Stretch:
    return next(s for s in found if s.from_at <= at(minute) < s.until_at)


@given(st.integers(0, 239), st.integers(1, 240))
def test_a_partial_absence_lowers_the_count_only_then(first: int, length: int) -> None:
    away = Expected(Answer.ABSENT, absent_from=at(first), absent_until=at(first + length))
    found = stretches(RULES, [*[Expected(Answer.ATTENDING)] * 8, away], START, END)

    for minute in range(240):
        missing = first <= minute < first + length
        assert _at(found, minute).present == (8 if missing else 9)


@given(CABINETS)
def test_neighbours_differ_and_every_sentence_can_be_said(expected: list[Expected]) -> None:
    found = stretches(RULES, expected, START, END)

    numbers = [(s.present, s.possible, s.outlook, s.sentence.key) for s in found]
    assert all(a != b for a, b in itertools.pairwise(numbers))
    for stretch in found:
        for language in LANGUAGES:
            assert str(stretch.needed) in say_in(language, stretch.sentence)


def test_remote_members_count_where_the_rule_says_so() -> None:
    expected = [Expected(Answer.REMOTE, is_chair=True), *[Expected(Answer.REMOTE)] * 2]
    strict = replace(RULES, quorum=replace(RULES.quorum, remote_counts=False))

    assert stretches(RULES, expected, START, END)[0].present == 3
    assert stretches(strict, expected, START, END)[0].present == 0


def test_where_the_chair_must_be_there_their_absence_is_said() -> None:
    rules = presets.EE_GOVERNMENT
    expected = [
        Expected(Answer.ABSENT, is_chair=True, absent_from=at(60), absent_until=at(120)),
        *[Expected(Answer.ATTENDING)] * 13,
    ]
    found = stretches(rules, expected, START, END)

    assert [s.outlook for s in found] == [Outlook.SURE, Outlook.SHORT, Outlook.SURE]
    assert "chair is absent" in say_in("en", found[1].sentence)
    assert worst(found) is Outlook.SHORT


def test_the_sentence_names_the_hours_the_count_and_what_is_needed() -> None:
    expected = [
        *[Expected(Answer.ATTENDING)] * 17,
        *[Expected(Answer.NONE)] * 4,
        *[Expected(Answer.ABSENT)] * 5,
        Expected(Answer.ABSENT, absent_from=at(90), absent_until=at(135)),
    ]
    found = stretches(RULES, expected, START, END)

    assert [(s.present, s.possible) for s in found] == [(18, 22), (17, 21), (18, 22)]
    assert say_in("en", found[1].sentence) == (
        "09:30–10:15: only 17 of 27 members are sure, 18 are needed; 4 have not answered."
    )
    assert say_in("vi", found[1].sentence) == (
        "09:30–10:15: mới chắc chắn 17/27 thành viên, cần 18; 4 người chưa trả lời."
    )


def test_before_anything_is_sent_everybody_is_silent(desk: Secretariat) -> None:
    meeting = desk.plan()

    (whole,) = forecast(desk.db, meeting)

    assert (whole.present, whole.possible, whole.total, whole.needed) == (0, 4, 4, 3)
    assert (whole.from_at, whole.until_at) == (STARTS_AT, meeting.planned_end_at)
    assert whole.outlook is Outlook.OPEN


@pytest.mark.parametrize("login", ["officer.g15", "outsider"])
def test_guests_never_count(desk: Secretariat, login: str) -> None:
    meeting = desk.sent()
    guest = desk.guest(meeting, login)
    answering.answer_invitation(
        desk.db, actor=desk.actor(login), meeting=meeting, invitation=guest,
        answer=Answer.ATTENDING,
    )  # fmt: skip

    assert forecast(desk.db, meeting)[0].present == 0
