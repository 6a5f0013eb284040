"""Calendars as other programs read them: RFC 5545, scheduling by RFC 5546. Pure.

An entry tells the title of the sitting, when and where; never an item or a paper of it, since
calendars are copied to places that we do not know.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone, vCalAddress, vText

PRODUCT = "-//e-Cabinet//e-Cabinet//VI"
MEDIA_TYPE = "text/calendar"
WARNING = timedelta(hours=1)
"""How long before the beginning the alarm rings."""


LAST_DAY = timedelta(days=1)
"""How long before it is due the alarm of a due date rings."""


class Method(StrEnum):
    """What the file asks of a calendar."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"


class Part(StrEnum):
    """How somebody takes part, in the words of the standard."""

    ASKED = "NEEDS-ACTION"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    DELEGATED = "DELEGATED"


@dataclass(frozen=True)
class Organizer:
    """Who calls the sitting; `address`: an e-mail address."""

    name: str
    address: str


@dataclass(frozen=True)
class Entry:
    """A sitting in the calendar of one person. Instants are aware; `told_at`: of this sequence.

    `address`: the e-mail address of the person, or "". `link` leads to the sitting, or "".
    """

    uid: str
    sequence: int
    told_at: datetime
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    name: str
    address: str
    part: Part = Part.ASKED
    is_optional: bool = False
    is_cancelled: bool = False
    link: str = ""
    words: str = ""
    """What the entry says of itself: where to read more."""
    keeps_free: bool = False
    """Shown, and no time of this person's own."""


@dataclass(frozen=True)
class Due:
    """Something that is due at an instant: an entry without length that keeps nobody busy."""

    uid: str
    sequence: int
    told_at: datetime
    title: str
    due_at: datetime
    link: str = ""


def calendar(
    entries: Iterable[Entry],
    *,
    dues: Iterable[Due] = (),
    method: Method,
    zone: ZoneInfo,
    organizer: Organizer,
    name: str = "",
) -> bytes:
    """Return a calendar (UTF-8, folded, CRLF) with `entries` and `dues` in order, and the zone they
    need.

    `name`: what a program calls a calendar that it follows.
    """
    made = Calendar()
    made.add("PRODID", PRODUCT)
    made.add("VERSION", "2.0")
    made.add("CALSCALE", "GREGORIAN")
    made.add("METHOD", method.value)
    if name:
        made.add("NAME", name)
        made.add("X-WR-CALNAME", name)
        made.add("X-WR-TIMEZONE", zone.key)
        made.add("REFRESH-INTERVAL", timedelta(hours=1), parameters={"VALUE": "DURATION"})
        made.add("X-PUBLISHED-TTL", "PT1H")
    found, due_dates = list(entries), list(dues)
    instants = [instant for entry in found for instant in (entry.starts_at, entry.ends_at)]
    made.add_component(_zone(zone, [*instants, *(due.due_at for due in due_dates)]))
    for entry in found:
        made.add_component(_event(entry, method, zone, organizer))
    for due in due_dates:
        made.add_component(_due(due, zone))
    written: bytes = made.to_ical()
    return written


def _zone(zone: ZoneInfo, instants: list[datetime]) -> Timezone:
    """The rules of the zone for the years of these instants, one before and one after."""
    years = [instant.year for instant in instants]
    return _rules_of(zone, min(years, default=1971) - 1, max(years, default=1971) + 2)


@lru_cache(maxsize=64)
def _rules_of(zone: ZoneInfo, first: int, last: int) -> Timezone:
    """Found hour by hour: a letter to each of thirty people must not look again."""
    made = Timezone.from_tzinfo(
        zone, tzid=zone.key, first_date=date(first, 1, 1), last_date=date(last, 1, 1)
    )
    made.pop("COMMENT", None)
    return made


def _event(entry: Entry, method: Method, zone: ZoneInfo, organizer: Organizer) -> Event:
    is_off = entry.is_cancelled or method is Method.CANCEL
    is_away = entry.part in (Part.DECLINED, Part.DELEGATED)
    made = Event()
    made.add("UID", entry.uid)
    made.add("SEQUENCE", entry.sequence)
    made.add("DTSTAMP", entry.told_at.astimezone(UTC))
    made.add("LAST-MODIFIED", entry.told_at.astimezone(UTC))
    made.add("DTSTART", _local(entry.starts_at, zone))
    made.add("DTEND", _local(entry.ends_at, zone))
    made.add("SUMMARY", _one_line(entry.title))
    made.add("LOCATION", _one_line(entry.place))
    if entry.words:
        made.add("DESCRIPTION", entry.words)
    if entry.link:
        made.add("URL", entry.link)
    made.add("CLASS", "PRIVATE")
    made.add("STATUS", "CANCELLED" if is_off else "CONFIRMED")
    made.add("TRANSP", "TRANSPARENT" if is_off or is_away or entry.keeps_free else "OPAQUE")
    made.add("ORGANIZER", _address(organizer.name, organizer.address), encode=False)
    if entry.address:
        made.add("ATTENDEE", _attendee(entry), encode=False)
    if not is_off and not is_away:
        made.add_component(_alarm(entry.title, WARNING))
    return made


def _due(due: Due, zone: ZoneInfo) -> Event:
    """An entry at the instant, without an end: it takes up no time (RFC 5545, 3.6.1)."""
    made = Event()
    made.add("UID", due.uid)
    made.add("SEQUENCE", due.sequence)
    made.add("DTSTAMP", due.told_at.astimezone(UTC))
    made.add("DTSTART", _local(due.due_at, zone))
    made.add("SUMMARY", _one_line(due.title))
    if due.link:
        made.add("URL", due.link)
    made.add("CLASS", "PRIVATE")
    made.add("STATUS", "CONFIRMED")
    made.add("TRANSP", "TRANSPARENT")
    made.add_component(_alarm(due.title, LAST_DAY))
    return made


def _alarm(title: str, before: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", _one_line(title))
    alarm.add("TRIGGER", -before)
    return alarm


def _local(instant: datetime, zone: ZoneInfo) -> datetime:
    """The time on the wall; but in the hour that comes twice, when the clocks are set back, the
    second one can be named in UTC only (RFC 5545, 3.3.5)."""
    local = instant.astimezone(zone)
    return instant.astimezone(UTC) if local.fold else local


def _address(name: str, address: str) -> vCalAddress:
    made = vCalAddress(f"mailto:{address}")
    # A quote in a parameter cannot be written (RFC 5545, 3.2).
    made.params["CN"] = vText(_one_line(name).replace('"', "'"))
    return made


def _attendee(entry: Entry) -> vCalAddress:
    made = _address(entry.name, entry.address)
    made.params["CUTYPE"] = vText("INDIVIDUAL")
    made.params["ROLE"] = vText("OPT-PARTICIPANT" if entry.is_optional else "REQ-PARTICIPANT")
    made.params["PARTSTAT"] = vText(entry.part.value)
    # Answers are given in the cabinet, not to a mailbox that nobody reads.
    made.params["RSVP"] = vText("FALSE")
    return made


def _one_line(text: str) -> str:
    return " ".join(text.split())
