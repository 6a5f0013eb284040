"""Whom the readers of an agenda are told of: who comes to single items is named to members."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from ecabinet.auth.actor import Actor
from meetings.models import InvitationKind, Meeting
from meetings.queries import own_invitations
from meetings.rules import sees_preparation


def guests_told(db: Session, actor: Actor, meeting: Meeting) -> frozenset[int] | None:
    """Return the persons of whom `actor` is told that they are asked to single items; None: all.

    The secretariat, the chair and those who come from a member's place are told of everybody; a
    guest of themselves, or of those for whom they come.
    """
    if sees_preparation(actor) or actor.person_id == meeting.chair_id:
        return None
    own = own_invitations(db, actor, [meeting])
    if any(invitation.kind is InvitationKind.MEMBER for invitation in own):
        return None
    return frozenset(invitation.person_id for invitation in own)


def with_guests(
    lines: Sequence[Mapping[str, Any]], persons: frozenset[int] | None
) -> list[dict[str, Any]]:
    """Return frozen `lines` that name of those asked to single items only `persons`; None: all."""
    if persons is None:
        return [dict(line) for line in lines]
    return [
        {**line, "guests": [g for g in line.get("guests") or () if g["person_id"] in persons]}
        for line in lines
    ]
