"""When the quorum is worst, and who is missing then; for the secretariat before the opening."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from meetings.invitations.forecast import Outlook, Stretch, forecast, worst
from meetings.invited.rules import comes_as
from meetings.models import Answer, Invitation, InvitationKind, Meeting, MeetingState


@dataclass(frozen=True)
class Weakest:
    """The stretch of the sitting with the worst outlook, the first of several.

    `away`: the members who said that they do not come then; `silent`: those who have not answered;
    `whole`: it is so from the start to the end.
    """

    outlook: Outlook
    stretch: Stretch
    away: list[Invitation]
    silent: list[Invitation]
    whole: bool


def weakest(db: Session, meeting: Meeting, places: Sequence[Invitation]) -> Weakest | None:
    """Return when the quorum is worst; None once the sitting has begun, or nobody is called."""
    if meeting.state is not MeetingState.INVITED:
        return None
    stretches = forecast(db, meeting)
    outlook = worst(stretches)
    if outlook is None:
        return None
    same = [stretch for stretch in stretches if stretch.outlook is outlook]
    stretch = min(same, key=lambda one: (one.possible, one.present, one.from_at))
    members = [place for place in places if place.kind is InvitationKind.MEMBER]
    return Weakest(
        outlook=outlook,
        stretch=stretch,
        away=[
            place
            for place in members
            if place.answer is not Answer.NONE and comes_as(place, stretch.from_at) is None
        ],
        silent=[place for place in members if place.answer is Answer.NONE],
        whole=len(stretches) == 1,
    )
