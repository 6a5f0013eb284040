"""Who says something of an item beforehand, until when, and what is adopted en bloc. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ecabinet.auth.actor import Actor
from ecabinet.people.rules import BodyRules
from ecabinet.verdicts import ALLOW, Verdict, conflict, denied, hidden, invalid
from meetings.live import rules as room_rules
from meetings.models import (
    AgendaItem,
    Answer,
    Invitation,
    InvitationKind,
    ItemState,
    Meeting,
    MeetingState,
)
from meetings.positions.models import Position, Stance

TAKEN_IN = frozenset({MeetingState.INVITED, MeetingState.IN_SITTING, MeetingState.PAUSED})
"""States of a sitting in which positions are taken: from the invitations to the end."""


def sits_in(actor: Actor, place: Invitation) -> bool:
    """Return whether `actor` is the substitute who was named for this place."""
    return place.answer is Answer.SUBSTITUTE and place.substitute_id == actor.person_id


def states(actor: Actor, place: Invitation) -> bool:
    """Return whether what `actor` says from this place is a position: the member's own, or that
    of the substitute named for them, who speaks in their place (Decree 191/2026, article 21)."""
    return place.person_id == actor.person_id or sits_in(actor, place)


def may_say(
    actor: Actor,
    place: Invitation,
    meeting: Meeting,
    *,
    is_member: bool,
    prepares_for: Collection[int] = (),
) -> Verdict:
    """Say whether `actor` may state or prepare positions from `place`, whatever the item.

    `is_member`: the place is that of somebody who votes today; `prepares_for`: the persons who let
    the actor prepare for them. What these write waits for the member.
    """
    if not states(actor, place) and place.person_id not in prepares_for:
        return denied("position-not-yours")
    if place.kind is not InvitationKind.MEMBER or not is_member:
        return denied("position-members-only")
    if place.withdrawn_at is not None or place.sent_at is None:
        return denied("position-members-only")
    if meeting.state is MeetingState.CANCELLED:
        return conflict("meeting-is-cancelled")
    if meeting.state not in TAKEN_IN:
        return conflict("room-over" if meeting.opened_at else "position-not-invited")
    return ALLOW


def may_attach(place: Invitation, actor: Actor, *, reads_for: Collection[int]) -> Verdict:
    """Say whether who may speak from `place` may attach a file to it: whoever could open it then.

    `reads_for`: the persons whose papers the actor reads by delegation; who only sits in has none.
    """
    if states(actor, place) or place.person_id in reads_for:
        return ALLOW
    return denied("position-attach-not-yours")


def may_keep_attached(document_id: int, shown: Collection[int | None]) -> Verdict:
    """Say whether what the page showed as attached still is attached from this place."""
    return ALLOW if document_id in shown else conflict("position-changed-meanwhile")


def still_open(item: AgendaItem) -> Verdict:
    """Say whether positions on `item` may still be stated and changed: until it is called."""
    if item.removed_at is not None:
        return conflict("room-item-removed")
    if item.state is not ItemState.WAITING:
        return conflict("position-item-called", title=item.title)
    return ALLOW


def may_confirm(actor: Actor, place: Invitation) -> Verdict:
    """Say whether `actor` may make prepared positions those of this place. Nobody does for the
    member: a position is theirs, or that of the substitute they named."""
    return ALLOW if states(actor, place) else denied("position-member-confirms")


def sound(stance: Stance, wishes_to_speak: bool) -> Verdict:
    """Say whether the parts agree: who has no objection and wishes to speak says the latter."""
    if stance is Stance.NO_OBJECTION and wishes_to_speak:
        return invalid("position-speak-is-its-own", "wishes_to_speak")
    return ALLOW


def may_take_back(position: Position) -> Verdict:
    """Say whether the position is still the one in force."""
    return conflict("position-changed-meanwhile") if position.superseded_at else ALLOW


def may_see_board(actor: Actor, own: Invitation | None) -> Verdict:
    """Say whether there is a board of positions for `actor`: secretariat, chair, members."""
    if actor.is_secretariat or (own is not None and own.kind is InvitationKind.MEMBER):
        return ALLOW
    return hidden()


@dataclass(frozen=True)
class Counts:
    """What was said of an item: of `members` asked, by whom nothing, and how many what.

    Who objects and wishes to speak counts in both.
    """

    members: int
    no_objection: int = 0
    objections: int = 0
    speakers: int = 0
    substitutes: int = 0
    answered: int = 0

    @property
    def unanswered(self) -> int:
        """How many have said nothing."""
        return self.members - self.answered

    @property
    def is_clear(self) -> bool:
        """Nobody objects and nobody wishes to speak. Silence is told apart: see `answered`."""
        return not self.objections and not self.speakers

    def to_json(self) -> dict[str, int]:
        """Return what is kept with an item adopted en bloc."""
        return {
            "members": self.members,
            "no_objection": self.no_objection,
            "unanswered": self.unanswered,
        }


def count(members: Collection[int], positions: Iterable[Position]) -> Counts:
    """Count positions in force, of whom are asked now; nobody counts twice."""
    said = {row.person_id: row for row in positions if row.person_id in members}
    rows = said.values()
    return Counts(
        members=len(members),
        no_objection=sum(row.stance is Stance.NO_OBJECTION for row in rows),
        objections=sum(row.stance is Stance.OBJECTION for row in rows),
        speakers=sum(row.wishes_to_speak for row in rows),
        substitutes=sum(row.substitute_id is not None for row in rows),
        answered=len(said),
    )


def may_adopt_en_bloc(actor: Actor, meeting: Meeting, rules: BodyRules) -> Verdict:
    """Say whether `actor` may adopt items en bloc now, whichever they are."""
    verdict = room_rules.may_lead(actor, meeting)
    if verdict and not rules.en_bloc:
        return conflict("position-no-en-bloc")
    return verdict.and_then(room_rules.sits(meeting))


def stays_listed(item: AgendaItem, positions: Iterable[Position]) -> Verdict:
    """Say whether `item` may be adopted with others: it waits, nobody objects or wishes to speak.

    All positions in force count, also of somebody who does not vote any more.
    """
    verdict = still_open(item)
    if verdict and any(row.stance is not Stance.NO_OBJECTION for row in positions):
        return conflict("position-left-the-list", title=item.title)
    return verdict
