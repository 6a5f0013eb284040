"""A sitting that was sent and then changed calls whom it concerns now: with papers and calendar."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from ecabinet.journal import recorded
from ecabinet.notices.models import Notice
from ecabinet.people.models import Mandate, Seat
from meetings.agenda import guests, queries
from meetings.editions import withdrawing
from meetings.invitations.services import add_guest
from meetings.models import InvitationKind, Meeting
from meetings.services import change_meeting
from tests.meetings.invitations.test_telling import calendar_of
from tests.meetings.sittings import STARTS_AT, Secretariat, frame
from tests.meetings.test_sending import holds, invitation_of, sees

NEW = "outsider"


def change(desk: Secretariat, meeting: Meeting, **other: Any) -> None:
    change_meeting(
        desk.db, actor=desk.actor("secretary"), meeting=meeting,
        frame=frame(desk.cabinet, **other), revision=meeting.revision,
    )  # fmt: skip


def has_all(desk: Secretariat, meeting: Meeting, login: str = NEW) -> tuple[bool, int, int]:
    """Whether somebody sees the sitting, how many papers they hold, how many entries they have."""
    return (
        sees(desk, login, meeting),
        len(holds(desk, login)),
        len(calendar_of(desk, login).entries),
    )


@pytest.mark.parametrize("office", ["chair_id", "clerk_id"])
def test_a_new_chair_or_clerk_is_called_at_once(desk: Secretariat, office: str) -> None:
    meeting = desk.sent("Một", "Hai")
    assert has_all(desk, meeting) == (False, 0, 0)
    change(desk, meeting, **{office: desk.cabinet.persons[NEW]})
    assert has_all(desk, meeting) == (True, 2, 1)
    assert invitation_of(desk, meeting, NEW).kind is InvitationKind.GUEST


def test_before_the_sending_nobody_is_called_by_a_change(desk: Secretariat) -> None:
    meeting = desk.plan()
    desk.paper(desk.add(meeting))
    change(desk, meeting, clerk_id=desk.cabinet.persons[NEW])
    assert has_all(desk, meeting) == (False, 0, 0)


def test_who_takes_office_until_the_day_to_which_a_sitting_is_moved_is_called(
    desk: Secretariat,
) -> None:
    meeting = desk.sent("Một")
    seat = Seat(title_vi="Bộ trưởng", title_en="Minister", rank=40)
    begins = date(2026, 12, 20)
    desk.db.add(Mandate(person_id=desk.cabinet.persons[NEW], seat=seat, starts_on=begins))
    desk.db.flush()
    week = timedelta(days=7)
    change(desk, meeting, starts_at=STARTS_AT + week, planned_end_at=meeting.planned_end_at + week)
    assert has_all(desk, meeting) == (True, 1, 1)
    assert invitation_of(desk, meeting, NEW).kind is InvitationKind.MEMBER


def sent_with_guest_of_one_item(desk: Secretariat) -> Meeting:
    """A sitting of two items that was sent, to whom it is about as a guest of the first alone."""
    meeting = desk.plan()
    for title in ("Một", "Hai"):
        desk.paper(desk.add(meeting, title), title)
    guests.ask_guest(
        desk.db, actor=desk.actor("secretary"), item=queries.desk(desk.db, meeting).items[0],
        person_id=desk.cabinet.persons[NEW],
    )  # fmt: skip
    desk.approve(meeting)
    desk.send(meeting)
    return meeting


def test_a_guest_of_one_item_who_is_made_clerk_is_handed_the_whole_sitting(
    desk: Secretariat,
) -> None:
    meeting = sent_with_guest_of_one_item(desk)
    assert has_all(desk, meeting) == (True, 1, 1)
    change(desk, meeting, clerk_id=desk.cabinet.persons[NEW])
    assert has_all(desk, meeting) == (True, 2, 1)


def test_another_place_alone_calls_nobody_and_guests_of_the_next_edition_wait(
    desk: Secretariat,
) -> None:
    meeting = desk.sent("Một")
    guests.ask_guest(
        desk.db, actor=desk.actor("secretary"), item=queries.desk(desk.db, meeting).items[0],
        person_id=desk.cabinet.persons[NEW],
    )  # fmt: skip
    change(desk, meeting, place="Phòng khác", chair_id=desk.cabinet.persons["minister.g12"])
    assert has_all(desk, meeting) == (False, 0, 0)


def kinds_told(desk: Secretariat, login: str) -> set[str]:
    rows = select(Notice.kind).where(Notice.person_id == desk.cabinet.persons[login])
    return set(desk.db.scalars(rows))


@pytest.mark.parametrize("office", ["chair_id", "clerk_id"])
def test_a_chair_or_clerk_who_is_replaced_keeps_what_their_own_post_gives(
    desk: Secretariat, office: str
) -> None:
    meeting = desk.sent("Một", "Hai")
    change(desk, meeting, **{office: desk.cabinet.persons[NEW]})
    assert has_all(desk, meeting) == (True, 2, 1)
    change(desk, meeting)
    assert has_all(desk, meeting) == (False, 0, 0)
    assert invitation_of(desk, meeting, NEW).withdrawn_at is not None
    assert "invitation-withdrawn" in kinds_told(desk, NEW)
    assert "invitation:remove-guest" in recorded(desk.db)
    # Members stay, whoever presides.
    assert has_all(desk, meeting, "pm")[:2] == (True, 2)


def test_a_clerk_who_was_invited_as_a_guest_before_stays_one(desk: Secretariat) -> None:
    meeting = desk.sent("Một")
    add_guest(
        desk.db, actor=desk.actor("secretary"), meeting=meeting,
        person_id=desk.cabinet.persons[NEW],
    )  # fmt: skip
    change(desk, meeting, clerk_id=desk.cabinet.persons[NEW])
    change(desk, meeting)
    assert has_all(desk, meeting)[:2] == (True, 1)


def test_a_clerk_who_was_a_guest_of_one_item_is_one_again(desk: Secretariat) -> None:
    meeting = sent_with_guest_of_one_item(desk)
    change(desk, meeting, clerk_id=desk.cabinet.persons[NEW])
    change(desk, meeting)
    assert has_all(desk, meeting)[:2] == (True, 1)
    assert invitation_of(desk, meeting, NEW).only_items


def test_a_clerk_replaced_while_the_agenda_is_withdrawn_gets_nothing_with_the_next(
    desk: Secretariat,
) -> None:
    meeting = desk.sent("Một")
    change(desk, meeting, clerk_id=desk.cabinet.persons[NEW])
    withdrawing.withdraw_agenda(
        desk.db, actor=desk.actor("head"), meeting=meeting, reason="Sai tài liệu"
    )  # fmt: skip
    change(desk, meeting)
    desk.approve(meeting)
    desk.send(meeting)
    assert has_all(desk, meeting)[:2] == (False, 0)
