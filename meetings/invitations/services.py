"""Acts on invitations: invite everybody, add and remove guests, call somebody no more."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet import clock, journal
from ecabinet.announcements import RightsChanged
from ecabinet.auth.actor import Actor
from ecabinet.errors import Conflict
from ecabinet.outbox import publish
from ecabinet.people.queries import members_on
from ecabinet.sentences import S
from meetings import handing_out
from meetings.agenda.guests import ask_no_more
from meetings.changes.services import lock
from meetings.events import InvitationChanged, meeting_room
from meetings.invitations import calendars
from meetings.invited import calling, rules
from meetings.models import (
    Invitation,
    InvitationKind,
    Meeting,
    MeetingState,
)


def invite_all(
    db: Session,
    *,
    actor: Actor,
    meeting: Meeting,
    day: date,
    guest_ids: Collection[int] = (),
    asked: Collection[int] = (),
) -> list[int]:
    """Invite the members in office on `day`, the chair, the clerk and the guests; return the
    persons whose invitation is in force and sent. Who was invited before stays so, answer and all.

    `asked`: who is asked to single items by what is sent. Other guests of single items who were
    not told yet wait for the edition that names them.
    A part of sending an edition: that act asks whether `actor` may, and is in the journal.
    Raises Invalid for a guest whom nobody knows.
    """
    present = {
        invitation.person_id: invitation
        for invitation in db.execute(
            select(Invitation).where(Invitation.meeting_id == meeting.id)
        ).scalars()
    }
    for member in members_on(db, day):
        invitation = present.get(member.person_id)
        if invitation is None or invitation.kind is InvitationKind.GUEST:
            invitation = invitation or calling.new_invitation(meeting.id, member.person_id)
            calling.call_again(invitation)
            invitation.kind = InvitationKind.MEMBER
            invitation.only_items = invitation.by_office = False
            invitation.name = member.name
            invitation.title_vi, invitation.title_en = member.title_vi, member.title_en
            invitation.rank = member.rank
            db.add(invitation)
            present[member.person_id] = invitation
    for person_id in (meeting.chair_id, meeting.clerk_id):
        if person_id is not None:
            before = present.get(person_id)
            anew = before is None or before.withdrawn_at is not None or before.only_items
            present[person_id] = _called(db, meeting, before, person_id)
            if anew:
                present[person_id].by_office = present[person_id].kind is InvitationKind.GUEST
    for person_id in guest_ids:
        present[person_id] = _called(db, meeting, present.get(person_id), person_id)
        present[person_id].by_office = False
    now = clock.now()
    called = [
        row
        for row in present.values()
        if row.withdrawn_at is None
        and (row.sent_at is not None or not row.only_items or row.person_id in asked)
    ]
    for invitation in called:
        if invitation.sent_at is None:
            invitation.sent_at = now
    db.flush()
    return [i.person_id for i in sorted(called, key=lambda i: (i.rank, i.id))]


def _called(
    db: Session, meeting: Meeting, invitation: Invitation | None, person_id: int
) -> Invitation:
    """Call somebody to the whole sitting, by the invitation that they have if they have one."""
    if invitation is None:
        return calling.call_guest(db, meeting.id, person_id)
    calling.call_again(invitation)
    invitation.only_items = False
    return invitation


def add_guest(db: Session, *, actor: Actor, meeting: Meeting, person_id: int) -> Invitation:
    """Invite a guest: at once with the edition sent last, or together with the first one.

    Raises Denied, Conflict (invited already), Invalid.
    """
    rules.may_change_guests(actor, meeting).enforce()
    invitation = db.execute(
        select(Invitation).where(
            Invitation.meeting_id == meeting.id, Invitation.person_id == person_id
        )
    ).scalar_one_or_none()
    if invitation is not None and invitation.withdrawn_at is None:
        raise Conflict(S("invitation-exists", name=invitation.name))
    invitation = calling.call_guest(db, meeting.id, person_id, invitation)
    if meeting.state is MeetingState.INVITED:
        invitation.sent_at = clock.now()
    db.flush()
    if invitation.sent_at is not None:
        handing_out.hand_out_last_edition(db, actor=actor, meeting=meeting, person_ids=[person_id])
        calendars.keep_up(db, meeting)
    journal.record(db, actor, "invitation:add-guest", invitation, details={"meeting": meeting.id})
    told = (person_id,) if invitation.sent_at else ()
    publish(db, InvitationChanged(meeting.id, invitation.id, told))
    return invitation


def remove_guest(db: Session, *, actor: Actor, meeting: Meeting, invitation: Invitation) -> None:
    """Take a guest's invitation back, and with it the sitting and its papers from their sight.

    Raises Denied, Conflict (a member; withdrawn already).
    """
    lock(db, meeting)
    rules.may_remove_guest(actor, invitation, meeting).enforce()
    items = ask_no_more(db, meeting, invitation.person_id)
    end_invitation(db, actor=actor, meeting=meeting, invitation=invitation, items=items)
    if invitation.sent_at is not None:
        calendars.keep_up(db, meeting)


def end_invitation(
    db: Session,
    *,
    actor: Actor,
    meeting: Meeting,
    invitation: Invitation,
    items: Sequence[int] = (),
) -> None:
    """Let a guest be called no more: of the sitting and its papers they keep what they have for
    another reason. A part of an act that was allowed, and that took them off `items`; their
    calendar is told by `keep_up`."""
    invitation.withdrawn_at = clock.now()
    db.flush()
    if invitation.sent_at is not None:
        handing_out.follow(db, actor=actor, meeting=meeting, person_id=invitation.person_id)
    journal.record(
        db, actor, "invitation:remove-guest", invitation,
        details={"meeting": meeting.id, "items": list(items)},
    )  # fmt: skip
    publish(db, InvitationChanged(meeting.id, invitation.id, (invitation.person_id,)))
    publish(db, RightsChanged((meeting_room(meeting.id),)))
