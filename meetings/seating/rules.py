"""Who sits where: seats by rank, people by rank, and what changes when people do. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from math import cos, hypot, radians, sin
from typing import Any

from ecabinet.auth.actor import Actor
from ecabinet.sentences import S
from ecabinet.verdicts import ALLOW, Verdict, conflict, invalid
from meetings import rules as meeting_rules
from meetings.invited.rules import is_partial
from meetings.models import Answer, Invitation, InvitationKind, Meeting, MeetingState
from meetings.seating.models import Room
from meetings.seating.shapes import MOST

_SEATED_IN = meeting_rules.BEFORE_THE_SITTING | {MeetingState.IN_SITTING, MeetingState.PAUSED}
LONGEST_LABEL = 12
Seat = Mapping[str, Any]


def ranked(seats: Sequence[Seat]) -> list[str]:
    """Return the keys of the seats in the order in which they are given out by rank.

    The first seat is the head's; then, the nearest first, one at its right hand, one at its left.
    What lies straight ahead of it counts as on its right.
    """
    if not seats:
        return []
    head = seats[0]
    turned = radians(head["angle"])
    hands: tuple[list[Seat], list[Seat]] = ([], [])
    for seat in seats[1:]:
        across = (seat["x"] - head["x"]) * cos(turned) + (seat["y"] - head["y"]) * sin(turned)
        hands[across < -1].append(seat)
    right, left = (sorted(hand, key=lambda seat: _from(head, seat)) for hand in hands)
    found = [head["key"]]
    for pair in zip_longest(right, left):
        found += [seat["key"] for seat in pair if seat is not None]
    return found


def _from(head: Seat, seat: Seat) -> tuple[float, float, float]:
    return round(hypot(seat["x"] - head["x"], seat["y"] - head["y"])), seat["y"], seat["x"]


@dataclass(frozen=True)
class Sitter:
    """Somebody who comes into the room: by whose invitation, and their place among the others."""

    invitation_id: int
    is_chair: bool
    is_guest: bool
    rank: int

    @property
    def order(self) -> tuple[bool, bool, int, int]:
        """The chair, then members by rank, then guests."""
        return not self.is_chair, self.is_guest, self.rank, self.invitation_id


def sitters(invitations: Iterable[Invitation], chair_id: int) -> list[Sitter]:
    """Return who has a seat, in order: who comes into the room or has not answered. A substitute
    sits in the place of who is called; who takes part from afar, or is away, has none."""
    found = [
        Sitter(
            one.id,
            is_chair=one.person_id == chair_id,
            is_guest=one.kind is InvitationKind.GUEST,
            rank=one.rank,
        )
        for one in invitations
        if one.withdrawn_at is None and comes_in(one)
    ]
    return sorted(found, key=lambda one: one.order)


def comes_in(invitation: Invitation) -> bool:
    """Say whether somebody comes into the room by this invitation, at least for a part of it."""
    if invitation.answer is Answer.ABSENT:
        return is_partial(invitation)
    return invitation.answer is not Answer.REMOTE


def arrange(
    seats: Sequence[Seat],
    people: Sequence[Sitter],
    kept: Mapping[int, str] | None = None,
) -> dict[int, str]:
    """Return {invitation: seat} for all `people` while seats last.

    `kept` ({invitation: seat}) stay where they are, as far as they still come and their seat is
    still there; the others get the best seats that are free, by rank.
    """
    present = {seat["key"] for seat in seats}
    coming = {one.invitation_id for one in people}
    taken: dict[int, str] = {}
    for invitation_id, key in (kept or {}).items():
        if invitation_id in coming and key in present and key not in taken.values():
            taken[invitation_id] = key
    used = set(taken.values())
    free = iter([key for key in ranked(seats) if key not in used])
    for one in sorted(people, key=lambda one: one.order):
        if one.invitation_id not in taken:
            seat = next(free, None)
            if seat is None:
                break
            taken[one.invitation_id] = seat
    return taken


@dataclass(frozen=True)
class Move:
    """What becomes of one person: seat before and after, None for no seat."""

    invitation_id: int
    before: str | None
    after: str | None


def moves(before: Mapping[int, str], after: Mapping[int, str]) -> list[Move]:
    """Return who moves between two arrangements, in the order of their invitations."""
    return [
        Move(id_, before.get(id_), after.get(id_))
        for id_ in sorted({*before, *after})
        if before.get(id_) != after.get(id_)
    ]


def may_seat(actor: Actor, meeting: Meeting) -> Verdict:
    """Say whether `actor` may choose the room and say who sits where: until the sitting ends."""
    verdict = meeting_rules.may_prepare(actor)
    if verdict and meeting.state not in _SEATED_IN:
        return conflict("seating-sitting-over")
    return verdict


def may_change_room(actor: Actor, room: Room | None = None) -> Verdict:
    """Say whether `actor` may make rooms and change their plans."""
    verdict = meeting_rules.may_prepare(actor)
    if verdict and room is not None and room.retired_at is not None:
        return conflict("seating-room-retired")
    return verdict


def sound_plan(width: int, height: int, seats: Sequence[Seat]) -> Verdict:
    """Say whether a plan can be used: seats within the room, each with a name of its own."""
    if not seats:
        return invalid("seating-needs-seats", field="seats")
    if len(seats) > MOST:
        return invalid("seating-too-many-seats", field="seats", most=MOST)
    keys, labels = [seat["key"] for seat in seats], [seat["label"].strip() for seat in seats]
    if len(set(keys)) < len(keys):
        return invalid("seating-key-twice", field="seats")
    for label in labels:
        if labels.count(label) > 1:
            return invalid("seating-label-twice", field="seats", label=label)
        if not 1 <= len(label) <= LONGEST_LABEL:
            return invalid("seating-label-length", field="seats", most=LONGEST_LABEL)
    outside = [seat for seat in seats if not (0 <= seat["x"] <= width and 0 <= seat["y"] <= height)]
    if outside:
        return invalid(S("seating-outside", label=outside[0]["label"]), field="seats")
    return ALLOW
