"""What of a sitting a guest is told: all of it, or the items alone to which they are asked."""

from __future__ import annotations

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from ecabinet import clock
from ecabinet.auth.actor import Actor
from meetings import handing_out
from meetings.agenda import guests
from meetings.invitations import calendars
from meetings.invitations import services as invitations
from meetings.invited import calling, rules
from meetings.invited.queries import called_by_office
from meetings.models import AgendaVersion, Invitation, InvitationKind, Meeting


def set_scope(
    db: Session, *, actor: Actor, meeting: Meeting, invitation: Invitation, bound: bool
) -> None:
    """Tell a guest the whole sitting (`bound` False), or their items alone; papers and the entry in
    their calendar follow at once. Raises Denied, Conflict."""
    rules.may_set_scope(actor, invitation, meeting).enforce()
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


def call_guests(db: Session, actor: Actor, meeting: Meeting, edition: AgendaVersion) -> set[int]:
    """Bring the invitations of guests of single items in line with `edition`, and return the
    persons whom it names.

    Whose last item is gone is called no more; who was asked since it was approved waits for the
    next one; whose item came back is called again. A part of sending `edition`.
    """
    named = {g["person_id"] for line in edition.lines for g in line.get("guests") or ()}
    asked = guests.asked_to_items(db, meeting)
    there = called_by_office(db, meeting, clock.day_of(meeting.starts_at))
    rows = select(Invitation).where(
        Invitation.meeting_id == meeting.id,
        Invitation.kind == InvitationKind.GUEST,
        Invitation.person_id.not_in(there),
        or_(Invitation.only_items, Invitation.withdrawn_at.is_not(None)),
    )
    for invitation in list(db.execute(rows.order_by(Invitation.id)).scalars()):
        person_id = invitation.person_id
        if invitation.withdrawn_at is not None:
            if person_id in named & asked:
                calling.call_guest(db, meeting.id, person_id, invitation, only_items=True)
        elif person_id in named:
            continue
        elif person_id in asked:
            calling.wait_again(invitation)
            db.flush()
            handing_out.follow(db, actor=actor, meeting=meeting, person_id=person_id)
        else:
            invitations.end_invitation(db, actor=actor, meeting=meeting, invitation=invitation)
    db.flush()
    return named
