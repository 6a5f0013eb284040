"""What of a sitting a guest is told: all of it, or the items alone to which they are asked."""

from __future__ import annotations

from sqlalchemy.orm import Session

from ecabinet.auth.actor import Actor
from meetings.agenda import guests
from meetings.editions import handing_out
from meetings.invitations import calendars, rules
from meetings.models import Invitation, Meeting


def set_scope(
    db: Session, *, actor: Actor, meeting: Meeting, invitation: Invitation, bound: bool
) -> None:
    """Tell a guest the whole sitting (`bound` False), or their items alone; papers and the entry in
    their calendar follow at once. Raises Denied, Conflict."""
    rules.may_change_guests(actor, meeting).enforce()
    if invitation.only_items == bound:
        return
    guests.note_scope(db, actor=actor, meeting=meeting, invitation=invitation, bound=bound)
    if invitation.sent_at is None:
        return
    persons = [invitation.person_id]
    if bound:
        handing_out.take_back(db, actor=actor, meeting=meeting, person_ids=persons)
    handing_out.hand_out_last_edition(db, actor=actor, meeting=meeting, person_ids=persons)
    calendars.keep_up(db, meeting)
