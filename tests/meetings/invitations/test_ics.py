"""The calendar files, read by an independent parser: content, time zones, folding, escaping."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.invitations.ics import Entry, Method, Organizer, Part, calendar
from tests.meetings.invitations.reading import read, utc

OFFICE = Organizer("Văn phòng Chính phủ", "vpcp@example.vn")
HANOI, TALLINN = ZoneInfo("Asia/Ho_Chi_Minh"), ZoneInfo("Europe/Tallinn")
T_2024 = datetime(2024, 1, 1, tzinfo=UTC)
T = datetime(2026, 12, 15, 1, 0, tzinfo=UTC)


def entry(**other: object) -> Entry:
    values: dict = {
        "uid": "abc@ecabinet", "sequence": 0, "told_at": T - timedelta(days=9),
        "title": "Phiên họp Chính phủ thường kỳ tháng 12", "starts_at": T,
        "ends_at": T + timedelta(hours=4), "place": "Phòng họp số 1", "name": "Trần Thị Bình",
        "address": "binh@example.vn", "link": "https://ecabinet.example.vn/meetings/7",
        "words": "Xem trên e-Cabinet.",
    }  # fmt: skip
    return Entry(**{**values, **other})


def written(found: Entry, method: Method = Method.REQUEST, zone: ZoneInfo = HANOI) -> bytes:
    return calendar([found], method=method, zone=zone, organizer=OFFICE)


def test_a_request_names_when_where_who_calls_and_who_is_called() -> None:
    found = read(written(entry()))
    event = found.vevent

    assert found.method.value == "REQUEST"
    assert event.uid.value == "abc@ecabinet" and event.sequence.value == "0"
    assert event.summary.value == "Phiên họp Chính phủ thường kỳ tháng 12"
    assert (utc(event.dtstart), utc(event.dtend)) == (T, T + timedelta(hours=4))
    assert event.location.value == "Phòng họp số 1"
    assert event.organizer.value == "mailto:vpcp@example.vn"
    assert event.organizer.params["CN"] == ["Văn phòng Chính phủ"]
    assert event.attendee.value == "mailto:binh@example.vn"
    assert event.attendee.params["PARTSTAT"] == ["NEEDS-ACTION"]
    assert event.attendee.params["RSVP"] == ["FALSE"]
    assert event.status.value == "CONFIRMED" and event.contents["class"][0].value == "PRIVATE"
    assert event.valarm.trigger.value == timedelta(hours=-1)
    assert event.dtstart.params["X-VOBJ-ORIGINAL-TZID"] == ["Asia/Ho_Chi_Minh"]


def test_a_cancellation_says_so_and_rings_no_bell() -> None:
    found = read(written(entry(sequence=3, is_cancelled=True), Method.CANCEL))

    assert (found.method.value, found.vevent.status.value) == ("CANCEL", "CANCELLED")
    assert found.vevent.transp.value == "TRANSPARENT"
    assert "valarm" not in found.vevent.contents


@pytest.mark.parametrize("part", [Part.DECLINED, Part.DELEGATED])
def test_who_does_not_come_is_not_shown_as_busy_and_not_woken(part: Part) -> None:
    event = read(written(entry(part=part))).vevent

    assert event.attendee.params["PARTSTAT"] == [part.value]
    assert event.transp.value == "TRANSPARENT" and "valarm" not in event.contents


def test_somebody_without_an_address_is_not_written_down() -> None:
    assert "attendee" not in read(written(entry(address=""))).vevent.contents


@pytest.mark.parametrize(
    "starts_at",
    [
        datetime(2026, 3, 29, 0, 30, tzinfo=UTC),  # half an hour before the clocks go on
        datetime(2026, 3, 29, 1, 0, tzinfo=UTC),
        datetime(2026, 7, 1, 6, 0, tzinfo=UTC),
        datetime(2026, 10, 25, 0, 0, tzinfo=UTC),  # 03:00, the first time that night
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),  # 03:30, the second time that night
        datetime(2026, 10, 25, 2, 0, tzinfo=UTC),
        datetime(2026, 12, 31, 23, 0, tzinfo=UTC),
    ],
    ids=str,
)
def test_the_zone_of_the_file_leads_to_the_right_instant_around_the_change_of_clocks(
    starts_at: datetime,
) -> None:
    ends_at = starts_at + timedelta(hours=3)
    event = read(written(entry(starts_at=starts_at, ends_at=ends_at), zone=TALLINN)).vevent

    assert (utc(event.dtstart), utc(event.dtend)) == (starts_at, ends_at)


@given(
    st.integers(0, 11 * 366 * 24 * 60).map(lambda past: T_2024 + timedelta(minutes=past)),
    st.sampled_from([HANOI, TALLINN]),
    st.integers(1, 600),
)
def test_any_instant_survives_in_any_zone(start: datetime, zone: ZoneInfo, minutes: int) -> None:
    end = start + timedelta(minutes=minutes)
    event = read(written(entry(starts_at=start, ends_at=end), zone=zone)).vevent

    assert (utc(event.dtstart), utc(event.dtend)) == (start, end)


TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")) | st.sampled_from(",;:\\\"'ếễ"),
    min_size=1, max_size=200,
).filter(str.strip)  # fmt: skip


@given(TEXT, TEXT)
def test_any_title_and_place_come_back_and_no_line_is_too_long(title: str, place: str) -> None:
    content = written(entry(title=title, place=place))
    event = read(content).vevent

    assert event.summary.value == " ".join(title.split())
    assert event.location.value == " ".join(place.split())
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_a_title_cannot_smuggle_a_line_in() -> None:
    event = read(written(entry(title="A\r\nATTENDEE:mailto:x@y\nEND:VEVENT", name='"X"'))).vevent

    assert event.summary.value == "A ATTENDEE:mailto:x@y END:VEVENT"
    assert len(event.contents["attendee"]) == 1


def test_the_vietnamese_zone_has_no_summer_time() -> None:
    content = written(entry(), zone=HANOI).decode()

    assert "TZOFFSETTO:+0700" in content and "DAYLIGHT" not in content


def test_an_empty_feed_is_a_calendar_too() -> None:
    content = calendar([], method=Method.PUBLISH, zone=HANOI, organizer=OFFICE, name="e-Cabinet")

    assert read(content).contents.get("vevent") is None
    assert b"X-PUBLISHED-TTL:PT1H" in content
