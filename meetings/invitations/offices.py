"""Who is called to a sitting by an office in it: chair and clerk, and the members of the day.

Parts of acts that were allowed already: changing the sitting, and sending an edition.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet import clock, journal
from ecabinet.announcements import RightsChanged
from ecabinet.auth.actor import Actor
from ecabinet.outbox import publish
from meetings import handing_out
from meetings.agenda.guests import asked_to_items, only_items
from meetings.events import InvitationChanged, meeting_room
from meetings.invitations.services import end_invitation, invite_all
from meetings.invited.queries import taking_part
from meetings.models import Invitation, Meeting


def call_newcomers(db: Session, *, actor: Actor, meeting: Meeting) -> list[int]:
    """Invite who is called since the sitting was changed: another chair or clerk, the members of
    another day; hand them the papers that went out, and return them. Who was replaced is called no
    more. The act is in the journal and tells the calendars."""
    before = taking_part(db, meeting)
    whole = set(before) - only_items(db, meeting, before)
    invite_all(db, actor=actor, meeting=meeting, day=clock.day_of(meeting.starts_at))
    release_replaced(db, actor=actor, meeting=meeting)
    after = taking_part(db, meeting)
    bound = only_items(db, meeting, after)
    new = [one for one in after if one not in whole and one not in bound]
    handing_out.hand_out_last_edition(db, actor=actor, meeting=meeting, person_ids=new)
    return new


def release_replaced(db: Session, *, actor: Actor, meeting: Meeting) -> None:
    """Let those be called no more who were called as chair or clerk alone and are neither now. Who
    is asked to single items stays a guest of these; who sits in for somebody keeps the papers."""
    rows = select(Invitation).where(
        Invitation.meeting_id == meeting.id,
        Invitation.by_office,
        Invitation.withdrawn_at.is_(None),
        Invitation.person_id.not_in([p for p in (meeting.chair_id, meeting.clerk_id) if p]),
    )
    asked = asked_to_items(db, meeting)
    for invitation in list(db.execute(rows.order_by(Invitation.id)).scalars()):
        invitation.by_office = False
        if invitation.person_id not in asked:
            end_invitation(db, actor=actor, meeting=meeting, invitation=invitation)
            continue
        invitation.only_items = True
        db.flush()
        details = {"meeting": meeting.id, "only_items": True}
        journal.record(db, actor, "invitation:set-scope", invitation, details=details)
        handing_out.follow(db, actor=actor, meeting=meeting, person_id=invitation.person_id)
        publish(db, InvitationChanged(meeting.id, invitation.id, (invitation.person_id,)))
        publish(db, RightsChanged((meeting_room(meeting.id),)))
