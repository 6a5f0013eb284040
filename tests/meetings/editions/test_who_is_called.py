"""Who is called by an edition: those of office, guests of its items, and nobody else."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from ecabinet import clock, journal
from ecabinet.errors import Conflict, NotVisible
from ecabinet.journal import JournalEntry
from meetings.agenda import guests, queries, services
from meetings.editions import services as editions
from meetings.invitations import scope
from meetings.invitations import services as invitations
from meetings.models import Answer, InvitationKind, Meeting, MeetingState
from meetings.queries import find_meeting
from tests.cabinet import Cabinet
from tests.meetings.invitations.test_telling import calendar_of
from tests.meetings.sittings import Secretariat
from tests.meetings.test_sending import answer, holds, invitation_of, sees

GUEST = "officer.g15"


def ask(desk: Secretariat, item: Any, login: str = GUEST) -> None:
    guests.ask_guest(
        desk.db, actor=desk.actor("secretary"), item=item, person_id=desk.cabinet.persons[login]
    )


def next_edition(desk: Secretariat, meeting: Meeting) -> None:
    desk.approve(meeting)
    desk.send(meeting)


@pytest.fixture
def sent(desk: Secretariat) -> Meeting:
    """A sitting of two items with a paper each; a guest is asked to the second alone."""
    meeting = desk.plan()
    for title in ("Một", "Hai"):
        desk.paper(desk.add(meeting, title), f"Tờ trình: {title}")
    ask(desk, queries.desk(desk.db, meeting).items[1])
    next_edition(desk, meeting)
    return meeting


@pytest.mark.parametrize(
    ("login", "code"),
    [
        ("minister.g12", "agenda-guest-is-member"),
        ("pm", "agenda-guest-is-there"),
        ("clerk", "agenda-guest-is-there"),
    ],
)
def test_before_anything_is_sent_nobody_called_by_office_becomes_a_guest_of_an_item(
    desk: Secretariat, login: str, code: str
) -> None:
    item = desk.add(desk.plan(), "A")
    with pytest.raises(Conflict) as refused:
        ask(desk, item, login)
    assert refused.value.code == code


def test_the_page_offers_as_guests_of_an_item_only_those_whom_the_service_takes(
    app: Flask, cabinet: Cabinet, client_of: Any
) -> None:
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        desk = Secretariat(db, cabinet)
        meeting = desk.plan()
        item = desk.add(meeting, "A")
        address = f"/meetings/{meeting.id}?edit={item.id}"
        chosen = f"guest-{item.id}"
    page = client_of("secretary").get(address).text
    (select,) = re.findall(rf'<select[^>]*id="{chosen}".*?</select>', page, re.S)
    offered = {int(value) for value in re.findall(r'<option value="(\d+)"', select)}
    there = {"pm", "minister.g12", "minister.g15", "minister.g03", "clerk"}
    assert offered == {id_ for login, id_ in cabinet.persons.items() if login not in there}


@pytest.mark.parametrize("office", ["chair_id", "clerk_id"])
def test_a_guest_of_an_item_who_comes_to_preside_or_keep_the_minutes_is_told_the_whole_sitting(
    desk: Secretariat, office: str
) -> None:
    meeting = desk.plan()
    for title in ("Một", "Hai"):
        desk.paper(desk.add(meeting, title), title)
    ask(desk, queries.desk(desk.db, meeting).items[1])
    setattr(meeting, office, desk.cabinet.persons[GUEST])
    desk.db.flush()

    next_edition(desk, meeting)

    assert len(holds(desk, GUEST)) == 2
    assert not invitation_of(desk, meeting, GUEST).only_items


def test_the_clerk_is_told_the_whole_sitting_and_the_page_offers_nothing_else(
    app: Flask, cabinet: Cabinet, client_of: Any
) -> None:
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        desk = Secretariat(db, cabinet)
        meeting = desk.sent("Một")
        desk.guest(meeting, "outsider")
        address = f"/meetings/{meeting.id}"
        row = invitation_of(desk, meeting, "clerk")
        with pytest.raises(Conflict):
            scope.set_scope(
                db, actor=desk.actor("secretary"), meeting=meeting, invitation=row, bound=True
            )
    page = client_of("secretary").get(address).text
    assert f"/guests/{cabinet.persons['outsider']}/scope" in page
    assert f"/guests/{cabinet.persons['clerk']}/scope" not in page


def test_a_guest_of_an_item_who_becomes_a_member_meanwhile_is_invited_as_one(
    desk: Secretariat,
) -> None:
    meeting = desk.plan()
    item = desk.add(meeting, "Một")
    ask(desk, item)
    desk.paper(desk.add(meeting, "Hai"))
    row = invitation_of(desk, meeting, GUEST)
    # The seat was given between the asking and the sending.
    row.person_id = desk.cabinet.persons["minister.g15"]
    desk.db.flush()

    next_edition(desk, meeting)

    row = invitation_of(desk, meeting, "minister.g15")
    assert (row.kind, row.only_items) == (InvitationKind.MEMBER, False)
    assert len(holds(desk, "minister.g15")) == 1


def test_a_guest_who_answered_was_removed_and_is_asked_again_answers_anew(
    desk: Secretariat, sent: Meeting
) -> None:
    answer(desk, sent, GUEST, answer=Answer.ABSENT, reason="Đi công tác")
    row = invitation_of(desk, sent, GUEST)
    officer = desk.actor("secretary")
    invitations.remove_guest(desk.db, actor=officer, meeting=sent, invitation=row)

    ask(desk, queries.desk(desk.db, sent).items[0])
    assert (row.answer, row.reason, row.sent_at) == (Answer.NONE, "", None)
    next_edition(desk, sent)
    answer(desk, sent, GUEST, answer=Answer.ATTENDING)
    assert row.answer is Answer.ATTENDING


def test_a_guest_removed_and_invited_to_the_whole_sitting_is_told_all_of_it(
    desk: Secretariat, sent: Meeting
) -> None:
    officer, row = desk.actor("secretary"), invitation_of(desk, sent, GUEST)
    invitations.remove_guest(desk.db, actor=officer, meeting=sent, invitation=row)
    assert holds(desk, GUEST) == set()
    desk.guest(sent, GUEST)
    assert len(holds(desk, GUEST)) == 2


def test_who_is_removed_is_asked_to_no_item_either(desk: Secretariat, sent: Meeting) -> None:
    row = invitation_of(desk, sent, GUEST)
    invitations.remove_guest(desk.db, actor=desk.actor("secretary"), meeting=sent, invitation=row)
    assert all(not line["guests"] for line in queries.desk(desk.db, sent).lines)
    next_edition(desk, sent)
    assert not sees(desk, GUEST, sent)


def test_the_journal_says_off_which_items_a_removed_guest_was_taken(
    desk: Secretariat, sent: Meeting
) -> None:
    row, two = invitation_of(desk, sent, GUEST), queries.desk(desk.db, sent).items[1]
    invitations.remove_guest(desk.db, actor=desk.actor("secretary"), meeting=sent, invitation=row)
    journal.seal(desk.db)
    entry = select(JournalEntry.details).where(JournalEntry.act == "invitation:remove-guest")
    details = desk.db.execute(entry).scalar_one()
    assert details == {"meeting": sent.id, "items": [two.id]}


def test_a_guest_is_removed_from_the_sitting_as_it_stands_and_not_as_it_was_read(
    desk: Secretariat, sent: Meeting
) -> None:
    row = invitation_of(desk, sent, GUEST)
    meanwhile = update(Meeting).where(Meeting.id == sent.id).values(
        state=MeetingState.CANCELLED, cancel_reason="Bão số 9", cancelled_at=clock.now()
    )  # fmt: skip
    desk.db.execute(meanwhile.execution_options(synchronize_session=False))
    with pytest.raises(Conflict):
        invitations.remove_guest(
            desk.db, actor=desk.actor("secretary"), meeting=sent, invitation=row
        )


def test_going_back_to_what_was_sent_asks_no_guest_again_who_was_removed(
    desk: Secretariat, sent: Meeting
) -> None:
    officer, row = desk.actor("secretary"), invitation_of(desk, sent, GUEST)
    desk.add(sent, "Ba")
    invitations.remove_guest(desk.db, actor=officer, meeting=sent, invitation=row)
    editions.discard_changes(desk.db, actor=officer, meeting=sent)
    now = queries.desk(desk.db, sent)
    assert [line["title"] for line in now.lines] == ["Một", "Hai"]
    assert not any(line["guests"] for line in now.lines)
    # It differs from what was sent, and the next edition may say so.
    next_edition(desk, sent)
    assert row.withdrawn_at is not None


def test_a_guest_whose_last_item_was_taken_off_is_called_no_more_and_again_when_it_comes_back(
    desk: Secretariat, sent: Meeting
) -> None:
    officer, two = desk.actor("secretary"), queries.desk(desk.db, sent).items[1]
    services.remove_item(desk.db, actor=officer, item=two)
    next_edition(desk, sent)
    with pytest.raises(NotVisible):
        find_meeting(desk.db, desk.actor(GUEST), sent.id)
    assert holds(desk, GUEST) == set()
    assert calendar_of(desk, GUEST).entries == {}

    services.restore_item(desk.db, actor=officer, item=two)
    next_edition(desk, sent)
    assert sees(desk, GUEST, sent)
    assert len(holds(desk, GUEST)) == 1
    assert len(calendar_of(desk, GUEST).entries) == 1


def test_a_guest_not_told_yet_whose_only_item_was_taken_off_is_not_invited(
    desk: Secretariat,
) -> None:
    meeting = desk.plan()
    desk.paper(desk.add(meeting, "Một"))
    two = desk.add(meeting, "Hai")
    ask(desk, two)
    services.remove_item(desk.db, actor=desk.actor("secretary"), item=two)
    next_edition(desk, meeting)
    assert not sees(desk, GUEST, meeting)
    assert calendar_of(desk, GUEST).entries == {}


def test_a_guest_left_with_items_that_were_taken_off_alone_is_no_guest(desk: Secretariat) -> None:
    meeting, officer = desk.plan(), desk.actor("secretary")
    one, two = desk.add(meeting, "Một"), desk.add(meeting, "Hai")
    for item in (one, two):
        ask(desk, item)
    services.remove_item(desk.db, actor=officer, item=two)
    guests.release_guest(desk.db, actor=officer, item=one, person_id=desk.cabinet.persons[GUEST])
    assert invitation_of(desk, meeting, GUEST).withdrawn_at is not None


def test_who_was_asked_after_the_approval_waits_for_the_edition_that_names_them(
    desk: Secretariat, sent: Meeting
) -> None:
    desk.add(sent, "Ba")
    desk.approve(sent)
    ask(desk, queries.desk(desk.db, sent).items[0], "outsider")
    desk.send(sent)
    assert not sees(desk, "outsider", sent)
    next_edition(desk, sent)
    assert sees(desk, "outsider", sent)


def test_until_the_next_edition_a_guest_asked_no_more_keeps_the_time_they_were_told(
    desk: Secretariat, sent: Meeting
) -> None:
    officer, two = desk.actor("secretary"), queries.desk(desk.db, sent).items[1]
    (before,) = calendar_of(desk, GUEST).entries.values()
    guests.release_guest(desk.db, actor=officer, item=two, person_id=desk.cabinet.persons[GUEST])
    desk.guest(sent, "outsider")  # the calendars of all are looked at
    (now,) = calendar_of(desk, GUEST).entries.values()
    assert (now.dtstart, now.dtend) == (before.dtstart, before.dtend)


def test_nobody_is_told_of_a_withdrawn_agenda_who_was_not_told_of_the_sitting(
    desk: Secretariat, sent: Meeting
) -> None:
    ask(desk, queries.desk(desk.db, sent).items[0], "outsider")
    told = editions.taking_part(desk.db, sent)
    assert desk.cabinet.persons[GUEST] in told
    assert desk.cabinet.persons["outsider"] not in told


def test_a_guest_asked_to_another_item_after_the_approval_is_called_again_with_the_next_edition(
    desk: Secretariat, sent: Meeting
) -> None:
    one, two = queries.desk(desk.db, sent).items
    person = desk.cabinet.persons[GUEST]
    answer(desk, sent, GUEST, answer=Answer.ATTENDING)
    guests.release_guest(desk.db, actor=desk.actor("secretary"), item=two, person_id=person)
    desk.approve(sent)
    ask(desk, one)
    desk.send(sent)
    assert not sees(desk, GUEST, sent)
    assert holds(desk, GUEST) == set()
    assert calendar_of(desk, GUEST).entries == {}
    next_edition(desk, sent)
    assert holds(desk, GUEST) == {one.papers[0].document.current.id}
    assert len(calendar_of(desk, GUEST).entries) == 1
