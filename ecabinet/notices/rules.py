"""When and how a notice goes out: preferences, digest, quiet hours. Pure; minutes of the day are
those of the clock on the wall where the cabinet sits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Role
from ecabinet.notices.kinds import Kind
from ecabinet.notices.models import Channel, Delivery, DeliveryState
from ecabinet.verdicts import ALLOW, Verdict, conflict, hidden

DEFAULTS: Mapping[Channel, bool] = {
    Channel.APP: True,
    Channel.EMAIL: True,
    Channel.SMS: False,
    Channel.PUSH: True,
}
CHOSEN_CHANNELS = (Channel.EMAIL, Channel.SMS, Channel.PUSH)
"""What a person may switch on and off."""
FORCED = (Channel.APP, Channel.EMAIL)
"""Where a mandatory kind goes whatever was chosen. The page itself is never switched off."""

WAITS = tuple(
    timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 3 * 60, 6 * 60, 12 * 60, 24 * 60)
)
"""How long after each failed try the next one comes; after the last it has failed."""


@dataclass(frozen=True)
class Wishes:
    """How one person wants to be told; what is not chosen is as by default."""

    chosen: Mapping[tuple[str, Channel], bool] = field(default_factory=dict)
    digest_at: int | None = None
    quiet_from: int | None = None
    quiet_until: int | None = None


@dataclass(frozen=True)
class Plan:
    """When a delivery is due, and whether it goes with the day's digest."""

    due_at: datetime
    in_digest: bool = False


def is_on(kind: Kind, channel: Channel, wishes: Wishes) -> bool:
    """Say whether notices of `kind` go to the person on `channel`."""
    if channel is Channel.APP or (kind.is_mandatory and channel in FORCED):
        return True
    return wishes.chosen.get((kind.group, channel), DEFAULTS[channel])


def plan(kind: Kind, channel: Channel, wishes: Wishes, at: datetime, zone: ZoneInfo) -> Plan:
    """Return when a notice wanted at `at` goes out on `channel`.

    What is mandatory never waits for the digest; what breaks the quiet hours not for their end.
    """
    if channel is Channel.APP:
        return Plan(at)
    if channel is Channel.EMAIL and wishes.digest_at is not None and not kind.is_mandatory:
        return Plan(next_time(at, wishes.digest_at, zone), in_digest=True)
    return Plan(at if kind.breaks_quiet else quiet_end(at, wishes, zone))


def next_time(after: datetime, minute: int, zone: ZoneInfo) -> datetime:
    """Return the first instant from `after` on at which the wall clock shows `minute`.

    Once a day: where the clocks go back it is the first of the two; where they skip it, the
    instant at which they are set forward.
    """
    day = after.astimezone(zone).date() - timedelta(days=1)
    while True:
        found = _instant(day, minute, zone)
        if found >= after:
            return found
        day += timedelta(days=1)


def quiet_end(at: datetime, wishes: Wishes, zone: ZoneInfo) -> datetime:
    """Return `at`, or the end of the quiet hours it falls into. An end that comes twice (clocks
    go back) is the second, a beginning the first."""
    if wishes.quiet_from is None or wishes.quiet_until is None:
        return at
    over_midnight = wishes.quiet_until < wishes.quiet_from
    today = at.astimezone(zone).date()
    for day in (today - timedelta(days=1), today):
        begins = _instant(day, wishes.quiet_from, zone)
        last = day + timedelta(days=1) if over_midnight else day
        ends = _instant(last, wishes.quiet_until, zone, fold=1)
        if begins <= at < ends:
            return ends
    return at


def _instant(day: date, minute: int, zone: ZoneInfo, fold: int = 0) -> datetime:
    """Return when the wall clock shows `minute` on `day`; in a gap, the instant of the gap."""
    wall = datetime.combine(day, time(minute // 60, minute % 60, fold=fold), zone)
    instant = wall.astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == wall.replace(tzinfo=None):
        return instant
    # Skipped: with the offset from before the gap it lies after it, with the other before it.
    before, after = (
        wall.replace(fold=which).astimezone(UTC) for which in (1, 0)
    )  # fold 1 takes the offset after the gap, and is the earlier instant
    return _change_between(before, after, zone)


def _change_between(low: datetime, high: datetime, zone: ZoneInfo) -> datetime:
    """Return the instant at which the offset changes between two, to the second."""
    offset = low.astimezone(zone).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        middle = middle.replace(microsecond=0)
        if middle <= low:
            break
        if middle.astimezone(zone).utcoffset() == offset:
            low = middle
        else:
            high = middle
    return high


def wait_after(tries: int) -> timedelta | None:
    """Return how long to wait after a number of tries, or None: it has failed."""
    return WAITS[tries - 1] if tries <= len(WAITS) else None


def may_see_deliveries(actor: Actor) -> Verdict:
    """The secretariat and the administrator see who was told on which way; not what."""
    return ALLOW if actor.is_secretariat or actor.has(Role.ADMIN) else hidden()


def may_retry(actor: Actor, delivery: Delivery) -> Verdict:
    """What has failed may be tried again."""
    if delivery.state is not DeliveryState.FAILED:
        return may_see_deliveries(actor).and_then(conflict("notice-not-failed"))
    return may_see_deliveries(actor)


def may_resend(actor: Actor, delivery: Delivery) -> Verdict:
    """What was sent or dropped may be sent once more on purpose; on the page there is no twice."""
    is_over = delivery.state in (DeliveryState.SENT, DeliveryState.DROPPED)
    if delivery.channel is Channel.APP or not is_over:
        return may_see_deliveries(actor).and_then(conflict("notice-not-sent-yet"))
    return may_see_deliveries(actor)


def may_check_channels(actor: Actor) -> Verdict:
    """Only administrators see how mail, SMS and push are set up, and try them."""
    return ALLOW if actor.has(Role.ADMIN) else hidden()
