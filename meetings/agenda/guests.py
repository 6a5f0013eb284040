"""Guests who are asked to single items: when, and what else of the sitting they are told."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ecabinet import clock, journal
from ecabinet.announcements import RightsChanged
from ecabinet.auth.actor import Actor
from ecabinet.errors import Conflict, Invalid, NotVisible
from ecabinet.outbox import publish
from ecabinet.people.models import Person
from ecabinet.sentences import S
from meetings.agenda import rules
from meetings.agenda.models import ItemGuest
from meetings.agenda.placing import note_changed
from meetings.changes import services as changes
from meetings.events import meeting_room
from meetings.invited import calling
from meetings.invited.queries import called_by_office, substitutes
from meetings.models import AgendaItem, Invitation, InvitationKind, Meeting

MAX_GUESTS = 40


def only_items(db: Session, meeting: Meeting, person_ids: Collection[int]) -> set[int]:
    """Return which of these persons come to the items alone to which they are asked. Who sits in
    for a member as well is told the whole sitting."""
    bound = select(Invitation.person_id).where(
        Invitation.meeting_id == meeting.id,
        Invitation.person_id.in_(person_ids),
        Invitation.only_items,
        Invitation.withdrawn_at.is_(None),
    )
    return set(db.execute(bound).scalars()).difference(substitutes(db, meeting))


def asked_to_items(db: Session, meeting: Meeting) -> set[int]:
    """Return who is asked to an item that stands in the working copy."""
    return set(
        db.execute(
            select(ItemGuest.person_id)
            .join(AgendaItem, AgendaItem.id == ItemGuest.item_id)
            .where(AgendaItem.meeting_id == meeting.id, AgendaItem.removed_at.is_(None))
        ).scalars()
    )


def not_there_anyway(db: Session, meeting: Meeting, persons: Iterable[Person]) -> list[Person]:
    """Return which of `persons` may be asked to single items: not those called by their office."""
    there = called_by_office(db, meeting, clock.day_of(meeting.starts_at))
    return [person for person in persons if person.id not in there]


def ask_guest(
    db: Session,
    *,
    actor: Actor,
    item: AgendaItem,
    person_id: int,
    from_at: datetime | None = None,
    to_at: datetime | None = None,
) -> ItemGuest:
    """Ask a guest to an item: while it is planned to be taken up, or from–to as given; asked again,
    the times change. Who is not invited yet becomes a guest of the sitting, for their items only,
    and is told with the next edition that is sent.

    Raises Denied, Conflict (a member, the chair, the clerk; too many), Invalid.
    """
    changes.lock(db, item.meeting)
    rules.may_edit_item(actor, item).enforce()
    person = calling.in_service(db, person_id)
    _check_period(from_at, to_at)
    invitation = _invitation(db, item.meeting_id, person_id)
    _check_is_guest(db, item.meeting, person, invitation)
    asked = db.get(ItemGuest, (item.id, person_id))
    if asked is None:
        present = select(ItemGuest).where(ItemGuest.item_id == item.id)
        if len(db.execute(present).scalars().all()) >= MAX_GUESTS:
            raise Conflict(S("agenda-too-many-guests", most=MAX_GUESTS))
        asked = ItemGuest(item_id=item.id, person_id=person_id)
        db.add(asked)
    asked.from_at, asked.to_at = from_at, to_at
    if invitation is None or invitation.withdrawn_at is not None:
        # Who was a guest before and was removed is told anew, with the next edition.
        calling.call_guest(db, item.meeting_id, person_id, invitation, only_items=True)
    db.flush()
    note_changed(db, item.meeting)
    journal.record(db, actor, "agenda:ask-guest", item, details={"person": person_id})
    return asked


def release_guest(db: Session, *, actor: Actor, item: AgendaItem, person_id: int) -> None:
    """Ask a guest to an item no more. Who was asked to nothing else, and was not told yet, is no
    guest of the sitting either. Raises Denied, Conflict, NotVisible."""
    changes.lock(db, item.meeting)
    rules.may_edit_item(actor, item).enforce()
    asked = db.get(ItemGuest, (item.id, person_id))
    if asked is None:
        raise NotVisible
    db.delete(asked)
    db.flush()
    left = person_id not in asked_to_items(db, item.meeting)
    invitation = _invitation(db, item.meeting_id, person_id)
    if left and invitation and invitation.only_items and invitation.sent_at is None:
        invitation.withdrawn_at = clock.now()
        db.flush()
    note_changed(db, item.meeting)
    journal.record(db, actor, "agenda:release-guest", item, details={"person": person_id})


def ask_no_more(db: Session, meeting: Meeting, person_id: int) -> list[int]:
    """Who comes no more is asked to no item either: the next edition does not name them. Return
    the items to which they were asked. A part of taking their invitation back."""
    items = select(AgendaItem.id).where(AgendaItem.meeting_id == meeting.id)
    asked = delete(ItemGuest).where(ItemGuest.item_id.in_(items), ItemGuest.person_id == person_id)
    found = sorted(db.execute(asked.returning(ItemGuest.item_id)).scalars())
    if found:
        note_changed(db, meeting)
    return found


def find_guest_invitation(db: Session, meeting: Meeting, person_id: int) -> Invitation:
    """Return the invitation of a guest of the sitting. Raises NotVisible."""
    invitation = _invitation(db, meeting.id, person_id)
    if (
        invitation is None
        or invitation.withdrawn_at is not None
        or invitation.kind is not InvitationKind.GUEST
    ):
        raise NotVisible
    return invitation


def note_scope(
    db: Session, *, actor: Actor, meeting: Meeting, invitation: Invitation, bound: bool
) -> None:
    """Note whether a guest is told the whole sitting, or the items alone to which they are asked.
    A part of `invitations.scope.set_scope`, which hands papers out and takes them back."""
    invitation.only_items, invitation.by_office = bound, False
    db.flush()
    details = {"meeting": meeting.id, "only_items": bound}
    journal.record(db, actor, "invitation:set-scope", invitation, details=details)
    publish(db, RightsChanged((meeting_room(meeting.id),)))
    note_changed(db, meeting)


def _check_period(from_at: datetime | None, to_at: datetime | None) -> None:
    if (from_at is None) != (to_at is None) or (from_at and to_at and to_at <= from_at):
        period = S("agenda-guest-period")
        raise Invalid(period, {"to_at": period})


def _check_is_guest(
    db: Session, meeting: Meeting, person: Person, invitation: Invitation | None
) -> None:
    """Before anything is sent no invitation says yet who is called by their office."""
    if person.id in (meeting.chair_id, meeting.clerk_id):
        raise Conflict(S("agenda-guest-is-there", name=person.name))
    is_member = invitation is not None and invitation.kind is InvitationKind.MEMBER
    if is_member or person.id in called_by_office(db, meeting, clock.day_of(meeting.starts_at)):
        raise Conflict(S("agenda-guest-is-member", name=person.name))


def _invitation(db: Session, meeting_id: int, person_id: int) -> Invitation | None:
    return db.execute(
        select(Invitation).where(
            Invitation.meeting_id == meeting_id, Invitation.person_id == person_id
        )
    ).scalar_one_or_none()
