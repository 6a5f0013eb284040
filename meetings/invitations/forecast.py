"""Is the quorum in sight at every moment of a sitting? Counted from what members answered.

Sure are the members who said that they come; possible are those, and the ones who have not
answered. A substitute holds no seat of a member, so who sends one is absent for that part.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet import clock
from ecabinet.people.queries import members_on, rules_on
from ecabinet.people.rules import BodyRules, QuorumResult
from ecabinet.sentences import S, Sentence
from meetings.invited.rules import comes_as, quorum_of
from meetings.models import Answer, AttendanceMode, Invitation, Meeting


class Outlook(StrEnum):
    """What is to be expected: enough are sure; it hangs on those who are silent; never enough."""

    SURE = "sure"
    OPEN = "open"
    SHORT = "short"


@dataclass(frozen=True)
class Expected:
    """What a member answered; `absent_from` None: from the start, `absent_until`: to the end."""

    answer: Answer
    is_chair: bool = False
    absent_from: datetime | None = None
    absent_until: datetime | None = None


@dataclass(frozen=True)
class Stretch:
    """From `from_at` until `until_at` the same numbers hold.

    `present` of `total` members are sure and count, `possible` with the `silent` ones who have
    not answered; `needed` make the quorum.
    """

    from_at: datetime
    until_at: datetime
    present: int
    possible: int
    silent: int
    total: int
    needed: int
    outlook: Outlook
    sentence: Sentence


def forecast(db: Session, meeting: Meeting) -> list[Stretch]:
    """Return what is to be expected from the planned start to the end of the sitting.

    Raises NotVisible when the body has no rules on that day; nothing for a body without members.
    """
    day = clock.day_of(meeting.starts_at)
    rows = db.execute(
        select(Invitation).where(
            Invitation.meeting_id == meeting.id,
            Invitation.sent_at.is_not(None),
            Invitation.withdrawn_at.is_(None),
        )
    ).scalars()
    invited = {row.person_id: row for row in rows}
    expected = []
    for member in members_on(db, day):
        row = invited.get(member.person_id)
        is_chair = member.person_id == meeting.chair_id
        if row is None:
            expected.append(Expected(Answer.NONE, is_chair))
        else:
            expected.append(Expected(row.answer, is_chair, row.absent_from, row.absent_until))
    return stretches(rules_on(db, day), expected, meeting.starts_at, meeting.planned_end_at)


def stretches(
    rules: BodyRules, expected: Sequence[Expected], starts_at: datetime, ends_at: datetime
) -> list[Stretch]:
    """Return the stretches from `starts_at` to `ends_at` (aware) without a gap, in order.

    `expected`: every member of the body once. Neighbours differ in a number or in the outlook.
    """
    if not expected:
        return []
    edges = {starts_at, ends_at}
    for member in expected:
        for edge in (member.absent_from, member.absent_until):
            if edge is not None and starts_at < edge < ends_at:
                edges.add(edge)
    moments = sorted(edges)
    found: list[Stretch] = []
    for from_at, until_at in itertools.pairwise(moments):
        new = _stretch(rules, expected, from_at, until_at, starts_at, ends_at)
        if found and _numbers(found[-1]) == _numbers(new):
            new = _stretch(rules, expected, found.pop().from_at, until_at, starts_at, ends_at)
        found.append(new)
    return found


def _stretch(
    rules: BodyRules,
    expected: Sequence[Expected],
    from_at: datetime,
    until_at: datetime,
    starts_at: datetime,
    ends_at: datetime,
) -> Stretch:
    silent = [member for member in expected if member.answer is Answer.NONE]
    coming = [member for member in expected if comes_as(member, from_at)]
    sure = _quorum(rules, len(expected), coming)
    best = _quorum(rules, len(expected), [*coming, *silent])
    outlook = Outlook.SURE if sure.holds else Outlook.OPEN if best.holds else Outlook.SHORT
    chair_missing = best.present >= best.required and not best.holds
    many_days = clock.day_of(starts_at) != clock.day_of(ends_at)
    return Stretch(
        from_at=from_at,
        until_at=until_at,
        present=sure.present,
        possible=best.present,
        silent=len(silent),
        total=len(expected),
        needed=sure.required,
        outlook=outlook,
        sentence=S(
            "forecast-no-chair" if chair_missing else f"forecast-{outlook.value}",
            start=_hour(from_at, many_days),
            end=_hour(until_at, many_days),
            sure=sure.present,
            total=len(expected),
            needed=sure.required,
            silent=len(silent),
        ),
    )


def _quorum(rules: BodyRules, total: int, coming: Sequence[Expected]) -> QuorumResult:
    modes = [
        AttendanceMode.REMOTE if member.answer is Answer.REMOTE else AttendanceMode.PRESENT
        for member in coming
    ]
    chair = any(member.is_chair for member in coming)
    return quorum_of(rules, total, modes, chair=chair)


def _numbers(stretch: Stretch) -> tuple[int, int, Outlook, str]:
    return stretch.present, stretch.possible, stretch.outlook, stretch.sentence.key


def _hour(instant: datetime, with_day: bool) -> str:
    """ "09:30", or "09:30 16/12" where the sitting lasts beyond a day."""
    return f"{clock.local(instant):%H:%M %d/%m}" if with_day else f"{clock.local(instant):%H:%M}"


def worst(found: Sequence[Stretch]) -> Outlook | None:
    """Return the worst outlook of the sitting; None when nothing can be said."""
    order = (Outlook.SHORT, Outlook.OPEN, Outlook.SURE)
    return min((stretch.outlook for stretch in found), key=order.index, default=None)
