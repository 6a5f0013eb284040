"""The rules of asking and answering, without a store."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossiers.opinions import rules
from dossiers.opinions.places import place_key
from dossiers.opinions.rules import Standing
from dossiers.submissions import clocks
from dossiers.submissions.models import OpinionRequest, View
from ecabinet.calendar import vietnam
from ecabinet.people import presets

DAYS = vietnam()
RULES = presets.VN_GOVERNMENT.submissions
ASKED = datetime(2026, 12, 1, 2, tzinfo=UTC)
DUE = datetime(2026, 12, 8, 10, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def request(answered: datetime | None = None, withdrawn: datetime | None = None) -> OpinionRequest:
    return OpinionRequest(
        asked_at=ASKED, due_at=DUE, answered_at=answered, withdrawn_at=withdrawn,
        view=View.POSITIVE if answered else None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("answered", "withdrawn", "at", "expected"),
    [
        (None, None, ASKED, Standing.ASKED),
        (None, None, DUE, Standing.ASKED),
        (None, None, DUE + SECOND, Standing.SILENT),
        (DUE, None, DUE + SECOND, Standing.ANSWERED),
        (DUE + SECOND, None, DUE + 2 * SECOND, Standing.LATE),
        (None, ASKED + SECOND, DUE + SECOND, Standing.WITHDRAWN),
    ],
)
def test_where_a_request_stands(
    answered: datetime | None, withdrawn: datetime | None, at: datetime, expected: Standing
) -> None:
    assert rules.standing(request(answered, withdrawn), at) is expected


def test_silence_is_counted_as_silence_and_never_among_the_answers() -> None:
    all_of_them = [request(), request(DUE), request(DUE + SECOND), request(withdrawn=ASKED)]
    counted = rules.count(all_of_them, DUE + timedelta(days=1))

    assert (counted.asked, counted.received, counted.silent) == (3, 2, 1)
    assert (counted.answered, counted.late, counted.waiting) == (1, 1, 0)
    told = rules.told(request(), DUE + SECOND)
    assert (told.key, told.params["at"]) == ("opinion-told-silent", DUE)


def test_a_deadline_around_tet_counts_working_days_only() -> None:
    for day in (date(2027, 1, 29), date(2027, 2, 3), date(2027, 2, 4), date(2027, 2, 8)):
        asked = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)
        due = clocks.latest_opinion_due(RULES, asked, DAYS)
        assert DAYS.between(day, DAYS.local_day(due)) == 5
        assert DAYS.is_working_day(DAYS.local_day(due))
    before_tet = datetime(2027, 2, 3, 2, tzinfo=UTC)
    due = DAYS.local_day(clocks.latest_opinion_due(RULES, before_tet, DAYS))
    assert due > date(2027, 2, 11)  # the holiday lies within, and does not count


@given(
    st.dates(date(2026, 1, 5), date(2028, 12, 1)),
    st.integers(min_value=-3, max_value=12),
)
def test_outside_the_days_of_the_body_a_reason_is_needed_and_within_none(
    day: date, distance: int
) -> None:
    asked = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)
    due = DAYS.end_of(day + timedelta(days=distance))
    period = clocks.opinion_period(RULES, asked, due, DAYS)
    within = period.earliest_on <= DAYS.local_day(due) <= period.latest_on

    without = rules.fits(period, due, asked, "")
    with_reason = rules.fits(period, due, asked, "Thủ tướng yêu cầu")
    assert bool(without) is within
    assert bool(with_reason) is (due > asked)
    if not without and due > asked:
        assert without.field == "reason"


@pytest.mark.parametrize(
    ("view", "text", "sound"),
    [
        (View.POSITIVE, "", True),
        (View.NOTHING, "", True),
        (View.REMARKS, "", False),
        (View.NEGATIVE, " ", False),
        (View.NEGATIVE, "Chưa đủ nguồn lực", True),
    ],
)
def test_remarks_and_refusals_say_what_is_meant(view: View, text: str, sound: bool) -> None:
    assert bool(rules.sound(view, text, 0)) is sound


def test_comments_stand_in_the_order_of_the_draft() -> None:
    expected = [
        "", "Chương I", "Chương II", "chương IX", "Chương X", "Mục 2", "Điều 5",
        "Điều 5 khoản 2", "Điều 5 khoản 2 điểm a", "Điều 5 khoản 10", "Article 12", "Điều 12a",
        "Điều 100", "Phụ lục I", "trang 3", "Page 12", "Tên gọi",
    ]  # fmt: skip
    backwards = list(reversed(expected))
    assert sorted(backwards, key=place_key) == expected


@given(st.lists(st.text(max_size=30), max_size=8))
def test_any_text_is_a_place(places: list[str]) -> None:
    keys = [place_key(place) for place in places]
    backwards = list(reversed(keys))
    assert sorted(keys) == sorted(backwards)


def test_a_colleagues_reply_is_not_written_over_unseen() -> None:
    assert rules.same_reply(None, None)
    assert rules.same_reply(ASKED, ASKED)
    assert rules.same_reply(None, ASKED).sentence is not None
