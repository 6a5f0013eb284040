"""The way of a sitting as steps, for the eye."""

from __future__ import annotations

from meetings import rules
from meetings.models import AgendaVersion, Meeting, MeetingState

_REACHED = {
    MeetingState.PLANNED: 0,
    MeetingState.AGENDA_APPROVED: 2,
    MeetingState.INVITED: 3,
    MeetingState.IN_SITTING: 4,
    MeetingState.PAUSED: 4,
    MeetingState.ENDED: 5,
    MeetingState.MINUTES_SUBMITTED: 5,
    MeetingState.MINUTES_SIGNED: 6,
    MeetingState.ARCHIVED: 6,
}
_KEYS = (
    "meeting-step-planned",
    "meeting-step-submitted",
    "meeting-step-approved",
    "meeting-step-invited",
    "meeting-step-sitting",
    "meeting-step-minutes",
)


def steps_of(
    meeting: Meeting, edition: AgendaVersion | None, sent: AgendaVersion | None
) -> list[tuple[str, str]]:
    """Return (catalogue key, "done" | "current" | "ahead") of each step; none when called off.

    `edition`, `sent`: the last edition, and the last that was sent; an agenda that was withdrawn
    is on its way anew."""
    if meeting.state is MeetingState.CANCELLED:
        return []
    reached = _REACHED[meeting.state]
    if rules.is_withdrawn(meeting, sent):
        reached = 2 if rules.waits_for_sending(meeting, edition) else 0
    if reached == 0 and meeting.agenda_submitted_at is not None:
        reached = 1
    return [
        (key, "done" if place < reached else "current" if place == reached else "ahead")
        for place, key in enumerate(_KEYS)
    ]
