"""When a notice goes out: digest and quiet hours by the clock on the wall, over its changes too."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from ecabinet.notices import rules
from ecabinet.notices.kinds import Kind
from ecabinet.notices.models import Channel
from ecabinet.notices.rules import Plan, Wishes

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
TALLINN = ZoneInfo("Europe/Tallinn")
PLAIN = Kind("plain", "papers")
MANDATORY = Kind("mandatory", "sittings", is_mandatory=True)
URGENT = Kind("urgent", "sittings", is_mandatory=True, breaks_quiet=True)


def wall(text: str, zone: ZoneInfo = TALLINN, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone, fold=fold).astimezone(UTC)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("after", "minute", "due"),
    [
        ("2026-12-01T06:59", 7 * 60, "2026-12-01T05:00"),
        ("2026-12-01T07:00", 7 * 60, "2026-12-01T05:00"),
        ("2026-12-01T07:01", 7 * 60, "2026-12-02T05:00"),
        ("2026-07-01T07:01", 7 * 60, "2026-07-02T04:00"),
        ("2026-03-28T08:00", 7 * 60, "2026-03-29T04:00"),  # the night the clocks go forward
        ("2026-10-24T08:00", 7 * 60, "2026-10-25T05:00"),  # the night they go back
        ("2026-03-28T12:00", 3 * 60 + 30, "2026-03-29T01:00"),  # 03:30 is skipped: at the gap
        ("2026-10-24T12:00", 3 * 60 + 30, "2026-10-25T00:30"),  # 03:30 comes twice: the first
    ],
)
def test_the_digest_goes_out_at_its_time_on_the_wall(after: str, minute: int, due: str) -> None:
    assert rules.next_time(wall(after), minute, TALLINN) == utc(due)


def test_the_digest_goes_out_once_on_the_day_with_an_hour_twice() -> None:
    first = rules.next_time(wall("2026-10-24T12:00"), 210, TALLINN)
    second = rules.next_time(first.replace(minute=31), 210, TALLINN)
    assert second == utc("2026-10-26T01:30")


OVER_NIGHT = Wishes(quiet_from=22 * 60, quiet_until=6 * 60)
SHORT_NIGHT = Wishes(quiet_from=0, quiet_until=3 * 60 + 30)
NOON = Wishes(quiet_from=12 * 60, quiet_until=13 * 60)


@pytest.mark.parametrize(
    ("wishes", "at", "goes"),
    [
        (OVER_NIGHT, "2026-12-01T21:59", "2026-12-01T19:59"),
        (OVER_NIGHT, "2026-12-01T22:00", "2026-12-02T04:00"),
        (OVER_NIGHT, "2026-12-02T05:59", "2026-12-02T04:00"),
        (OVER_NIGHT, "2026-12-02T06:00", "2026-12-02T04:00"),
        (OVER_NIGHT, "2026-03-28T23:00", "2026-03-29T03:00"),  # 06:00 is summer time already
        (OVER_NIGHT, "2026-10-24T23:00", "2026-10-25T04:00"),
        (SHORT_NIGHT, "2026-03-29T01:00", "2026-03-29T01:00"),  # 03:30 is skipped: until the gap
        (SHORT_NIGHT, "2026-10-25T01:00", "2026-10-25T01:30"),  # 03:30 twice: until the second
        (NOON, "2026-12-01T12:30", "2026-12-01T11:00"),
        (NOON, "2026-12-01T11:59", "2026-12-01T09:59"),
        (Wishes(), "2026-12-01T03:00", "2026-12-01T01:00"),
    ],
)
def test_what_falls_into_quiet_hours_waits_for_their_end(
    wishes: Wishes, at: str, goes: str
) -> None:
    assert rules.quiet_end(wall(at), wishes, TALLINN) == utc(goes)


NIGHT = "2026-12-01T23:00"
MORNING = "2026-12-02T04:00"
ALL = Wishes(digest_at=7 * 60, quiet_from=22 * 60, quiet_until=6 * 60)


@pytest.mark.parametrize(
    ("kind", "channel", "due", "in_digest"),
    [
        (PLAIN, Channel.APP, "2026-12-01T21:00", False),
        (PLAIN, Channel.EMAIL, "2026-12-02T05:00", True),
        (PLAIN, Channel.SMS, MORNING, False),
        (PLAIN, Channel.PUSH, MORNING, False),
        (MANDATORY, Channel.EMAIL, MORNING, False),
        (MANDATORY, Channel.SMS, MORNING, False),
        (URGENT, Channel.EMAIL, "2026-12-01T21:00", False),
        (URGENT, Channel.SMS, "2026-12-01T21:00", False),
        (URGENT, Channel.PUSH, "2026-12-01T21:00", False),
    ],
)
def test_each_channel_waits_as_its_kind_allows(
    kind: Kind, channel: Channel, due: str, in_digest: bool
) -> None:
    assert rules.plan(kind, channel, ALL, wall(NIGHT), TALLINN) == Plan(utc(due), in_digest)


OFF = Wishes({(group, channel): False for group in ("papers", "sittings") for channel in Channel})


@pytest.mark.parametrize(
    ("kind", "wishes", "on"),
    [
        (PLAIN, Wishes(), [Channel.APP, Channel.EMAIL, Channel.PUSH]),
        (PLAIN, OFF, [Channel.APP]),
        (MANDATORY, OFF, [Channel.APP, Channel.EMAIL]),
        (PLAIN, Wishes({("papers", Channel.SMS): True}), list(Channel)),
        (PLAIN, Wishes({("ballots", Channel.SMS): True}), [c for c in Channel if c.value != "sms"]),
    ],
)
def test_a_choice_holds_for_its_group_and_what_is_mandatory_comes_anyway(
    kind: Kind, wishes: Wishes, on: list[Channel]
) -> None:
    assert [channel for channel in Channel if rules.is_on(kind, channel, wishes)] == on


def test_a_quiet_night_in_a_zone_without_summer_time_is_the_same_all_year() -> None:
    for day in ("2026-03-29", "2026-10-25"):
        begins = wall(f"{day}T22:00", HANOI)
        assert rules.quiet_end(begins, OVER_NIGHT, HANOI) == begins.replace(hour=23)
