"""Who may plan, change and cancel a sitting. Pure: rows and values in, Verdicts out."""

from __future__ import annotations

from datetime import datetime

from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Role
from ecabinet.verdicts import ALLOW, Verdict, conflict, denied, hidden, invalid
from meetings.models import AgendaVersion, Meeting, MeetingKind, MeetingState

BEFORE_THE_SITTING = frozenset(
    {MeetingState.PLANNED, MeetingState.AGENDA_APPROVED, MeetingState.INVITED}
)

NEXT_STATES: dict[MeetingState, frozenset[MeetingState]] = {
    MeetingState.PLANNED: frozenset({MeetingState.AGENDA_APPROVED, MeetingState.CANCELLED}),
    MeetingState.AGENDA_APPROVED: frozenset(
        {MeetingState.PLANNED, MeetingState.INVITED, MeetingState.CANCELLED}
    ),
    MeetingState.INVITED: frozenset({MeetingState.IN_SITTING, MeetingState.CANCELLED}),
}
"""The steps of preparation. The steps of the room belong to the live room."""


def prepares(actor: Actor) -> bool:
    """Return whether `actor` works on sittings and agendas (the clerk keeps the minutes only)."""
    return actor.has(Role.SECRETARIAT, Role.HEAD)


def sees_preparation(actor: Actor) -> bool:
    """Return whether `actor` sees what is being prepared, before anything is sent."""
    return actor.is_secretariat


def may_prepare(actor: Actor) -> Verdict:
    """Say whether `actor` may work on a sitting that they can see, whatever its state."""
    if prepares(actor):
        return ALLOW
    if sees_preparation(actor):
        return denied("meeting-clerk-prepares-not")
    return denied("meeting-secretariat-prepares")


def may_plan(actor: Actor) -> Verdict:
    """Say whether `actor` may put a new sitting into the calendar."""
    return may_prepare(actor)


def may_change(actor: Actor, meeting: Meeting) -> Verdict:
    """Say whether `actor` may change when, where and under whom the sitting is held."""
    return may_prepare(actor).and_then(_before_the_sitting(meeting))


def may_cancel(actor: Actor, meeting: Meeting) -> Verdict:
    """Say whether `actor` may call the sitting off.

    Before anything was sent the secretariat may; once members are invited, the head decides.
    """
    verdict = may_prepare(actor).and_then(_before_the_sitting(meeting))
    if verdict and meeting.state is MeetingState.INVITED and not actor.has(Role.HEAD):
        return denied("meeting-cancel-needs-head")
    return verdict


def _before_the_sitting(meeting: Meeting) -> Verdict:
    if meeting.state is MeetingState.CANCELLED:
        return conflict("meeting-is-cancelled")
    if meeting.state not in BEFORE_THE_SITTING:
        return conflict("meeting-has-begun")
    return ALLOW


def sound_period(starts_at: datetime, planned_end_at: datetime) -> Verdict:
    """Say whether a sitting may last from `starts_at` to `planned_end_at` (aware)."""
    if planned_end_at <= starts_at:
        return invalid("meeting-ends-before-start", field="planned_end_at")
    if (planned_end_at - starts_at).days >= 7:
        return invalid("meeting-too-long", field="planned_end_at")
    return ALLOW


def is_moved_away(before: tuple[datetime, datetime], after: tuple[datetime, datetime]) -> bool:
    """Return whether a sitting is now held at quite another time than before: who said that they
    come then has said nothing of now. Periods are (start, end), aware."""
    return after[1] <= before[0] or before[1] <= after[0]


def is_withdrawn(meeting: Meeting, sent: AgendaVersion | None) -> bool:
    """Return whether the agenda was taken back and not sent again: people are invited, and no
    edition (`sent`: the one sent last) is out."""
    return meeting.state is MeetingState.INVITED and sent is None


def waits_for_sending(meeting: Meeting, edition: AgendaVersion | None) -> bool:
    """Return whether the last edition was approved and is to go out: the first, or a later one."""
    if edition is None or meeting.state not in (MeetingState.AGENDA_APPROVED, MeetingState.INVITED):
        return False
    return edition.sent_at is None and edition.set_aside_at is None


def in_force(meeting: Meeting, edition: AgendaVersion | None) -> bool:
    """Return whether an edition, the last of its sitting or a sent one, was sent or is to be."""
    if edition is None:
        return False
    return edition.sent_at is not None or waits_for_sending(meeting, edition)


def same_revision(seen: int | None, present: int) -> Verdict:
    """Say whether somebody who saw revision `seen` may write over `present` (None: did not say)."""
    if seen is None or seen == present:
        return ALLOW
    return conflict("meeting-changed-meanwhile")


def is_smaller(kind: MeetingKind) -> bool:
    """Return whether the shorter lead time for papers applies: sittings called at short notice."""
    return kind in (MeetingKind.EXTRAORDINARY, MeetingKind.ELECTRONIC)


def may_see_desk(actor: Actor) -> Verdict:
    """Say whether `actor` sees the secretariat's face of a sitting; others are told nothing."""
    return ALLOW if sees_preparation(actor) else hidden()
