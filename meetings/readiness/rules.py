"""What somebody still owes a sitting, and when they may be reminded. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from ecabinet.auth.actor import Actor
from ecabinet.people.rules import ReadingRules
from ecabinet.verdicts import ALLOW, Verdict, conflict
from meetings import rules as meeting_rules
from meetings.models import Meeting, MeetingState
from meetings.positions.rules import TAKEN_IN
from meetings.readiness.models import Missing, Reminder

REMINDED_AGAIN_AFTER = timedelta(hours=1)
"""Sooner only when the officer says so once more."""


@dataclass(frozen=True)
class Gap:
    """A person owes `missing`: of one item, or (None) of the sitting. `count`: papers unread.

    `sits_in_for`: the member in whose place they are to say or read it; None: in their own.
    """

    missing: Missing
    person_id: int
    item_id: int | None = None
    count: int = 1
    sits_in_for: int | None = None


def minutes_needed(pace: ReadingRules, pages: int, answers: int = 0) -> int:
    """Return how many minutes the pages left and the answers take, as the body reckons."""
    return pages * pace.minutes_per_page + answers * pace.minutes_per_answer


def pages_left(pages: int, seen: Collection[int]) -> int:
    """Return how many pages of a paper were not looked at."""
    return max(0, pages - sum(1 for page in set(seen) if 1 <= page <= pages))


def may_see_desk(actor: Actor) -> Verdict:
    """Say whether `actor` sees what is missing of everybody: the secretariat."""
    return meeting_rules.may_see_desk(actor)


def may_remind(actor: Actor, meeting: Meeting) -> Verdict:
    """Say whether `actor` may remind people of what they owe this sitting."""
    verdict = meeting_rules.may_prepare(actor)
    if verdict and meeting.state is MeetingState.CANCELLED:
        return conflict("meeting-is-cancelled")
    if verdict and meeting.state not in TAKEN_IN:
        return conflict("room-over" if meeting.opened_at else "position-not-invited")
    return verdict


def chosen(
    gaps: Iterable[Gap],
    *,
    item_id: int | None = None,
    person_id: int | None = None,
    missing: Missing | None = None,
) -> list[Gap]:
    """Return the gaps of one item, of one person, of one kind, or all of them."""
    return [
        gap
        for gap in gaps
        if item_id in (None, gap.item_id)
        and person_id in (None, gap.person_id)
        and missing in (None, gap.missing)
    ]


def reminded_lately(gaps: Iterable[Gap], reminders: Iterable[Reminder], at: datetime) -> set[int]:
    """Return the persons who were reminded of one of these within the hour."""
    since = at - REMINDED_AGAIN_AFTER
    told = {(row.person_id, row.missing) for row in reminders if row.sent_at > since}
    return {gap.person_id for gap in gaps if (gap.person_id, gap.missing) in told}


def not_too_soon(lately: Collection[int], *, again: bool) -> Verdict:
    """Say whether these persons may be reminded now; `again`: the officer knows, and wants to."""
    if lately and not again:
        return conflict("readiness-reminded-lately", count=len(lately))
    return ALLOW
