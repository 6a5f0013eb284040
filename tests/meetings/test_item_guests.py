"""Guests asked to single items: when they come, and that they are told nothing else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from documents import queries as document_queries
from ecabinet.errors import Conflict, Invalid, NotVisible
from meetings import places
from meetings.agenda import guests, queries, services
from meetings.editions.since import since_sent
from meetings.invitations import scope
from meetings.invitations import services as invitations
from meetings.invited import queries as invitation_queries
from meetings.models import Meeting
from meetings.queries import find_meeting, last_edition, list_meetings, uses_of_document
from meetings.room.page import items_shown
from tests.meetings.invitations.reading import utc
from tests.meetings.invitations.test_telling import calendar_of
from tests.meetings.sittings import STARTS_AT, Secretariat

GUEST = "officer.g15"


@pytest.fixture
def sent(desk: Secretariat) -> Meeting:
    """A sitting of two items with a paper each; a guest is asked to the second alone."""
    meeting = desk.plan()
    for title in ("Một", "Hai"):
        desk.paper(desk.add(meeting, title), f"Tờ trình: {title}")
    item = queries.desk(desk.db, meeting).items[1]
    guests.ask_guest(
        desk.db, actor=desk.actor("secretary"), item=item, person_id=desk.cabinet.persons[GUEST]
    )
    desk.approve(meeting)
    desk.send(meeting)
    return meeting


def told(desk: Secretariat, meeting: Meeting, login: str) -> list[tuple[str, list[str]]]:
    """What the page and the API show somebody: titles of lines with those of papers to open."""
    edition = last_edition(desk.db, meeting, sent=True)
    lines = queries.sent_lines(desk.db, desk.actor(login), meeting, edition)
    return [(line.line["title"], [v.document.title for v in line.papers]) for line in lines]


def papers(desk: Secretariat, login: str) -> list[str]:
    found = desk.db.execute(document_queries.visible_versions(desk.actor(login))).scalars()
    return sorted(version.document.title for version in found)


def test_a_guest_of_one_item_is_told_and_handed_that_item_alone(
    desk: Secretariat, sent: Meeting
) -> None:
    assert told(desk, sent, GUEST) == [("Hai", ["Tờ trình: Hai"])]
    assert papers(desk, GUEST) == ["Tờ trình: Hai"]
    items, _ = items_shown(desk.db, desk.actor(GUEST), sent)
    assert [item.title for item in items] == ["Hai"]
    beside = places.papers_beside(desk.db, desk.actor(GUEST), f"meeting:{sent.id}")
    assert [place.line_title for place in beside] == ["Hai"]
    assert [title for title, _ in told(desk, sent, "minister.g12")] == ["Một", "Hai"]


def test_a_guest_of_an_item_is_told_of_nobody_else_who_is_asked(
    desk: Secretariat, sent: Meeting
) -> None:
    other = desk.cabinet.persons["officer.g12"]
    for item in queries.desk(desk.db, sent).items:
        guests.ask_guest(desk.db, actor=desk.actor("secretary"), item=item, person_id=other)
    desk.approve(sent)
    desk.send(sent)

    def named(login: str) -> tuple[set[str], set[str]]:
        """Whom the list of invited names, and whom the lines of the agenda."""
        actor = desk.actor(login)
        edition = last_edition(desk.db, sent, sent=True)
        lines = queries.sent_lines(desk.db, actor, sent, edition)
        listed = {row.name for row in invitation_queries.list_invitations(desk.db, actor, sent)}
        return listed, {name for line in lines for name, _ in line.guests}

    mine = {desk.actor(GUEST).person_name}
    both = mine | {desk.actor("officer.g12").person_name}
    assert named(GUEST) == (mine, mine)
    since = since_sent(desk.db, desk.actor(GUEST), sent)
    assert since is None or desk.actor("officer.g12").person_name not in str(since.items)
    for login in ("minister.g12", "pm", "secretary"):
        listed, asked = named(login)
        assert both <= listed and asked == both


def test_a_guest_of_the_whole_sitting_is_not_told_who_comes_to_single_items(
    desk: Secretariat, sent: Meeting
) -> None:
    secretary = desk.actor("secretary")
    whole = desk.cabinet.persons["officer.g12"]
    invitations.add_guest(desk.db, actor=secretary, meeting=sent, person_id=whole)

    listed = invitation_queries.list_invitations(desk.db, desk.actor("officer.g12"), sent)
    edition = last_edition(desk.db, sent, sent=True)
    lines = queries.sent_lines(desk.db, desk.actor("officer.g12"), sent, edition)

    assert [line.line["title"] for line in lines] == ["Một", "Hai"]
    assert all(not line.guests for line in lines)
    assert desk.cabinet.persons[GUEST] not in {row.person_id for row in listed}
    assert len(listed) > 1


def test_what_changed_of_other_items_is_not_told_to_a_guest_of_one(
    desk: Secretariat, sent: Meeting
) -> None:
    one, two = queries.desk(desk.db, sent).items
    for item, title in ((one, "Một mới"), (two, "Hai mới")):
        services.change_item(
            desk.db, actor=desk.actor("secretary"), item=item, content=desk.content(title),
            revision=None,
        )  # fmt: skip
    desk.add(sent, "Ba")
    desk.approve(sent)
    desk.send(sent)

    def changed(login: str) -> list[str]:
        found = since_sent(desk.db, desk.actor(login), sent)
        assert found is not None
        return [item.title for item in found.items]

    assert changed(GUEST) == ["Hai mới"]
    assert changed("minister.g12") == ["Một mới", "Hai mới", "Ba"]


def test_what_was_taken_off_is_told_to_a_guest_who_was_asked_to_it(
    desk: Secretariat, sent: Meeting
) -> None:
    officer = desk.actor("secretary")
    for item in queries.desk(desk.db, sent).items:
        services.remove_item(desk.db, actor=officer, item=item)
    guests.ask_guest(
        desk.db, actor=officer, item=desk.add(sent, "Ba"), person_id=desk.cabinet.persons[GUEST]
    )
    desk.add(sent, "Bốn")
    desk.approve(sent)
    desk.send(sent)
    found = since_sent(desk.db, desk.actor(GUEST), sent)
    assert found is not None
    assert [(item.kind, item.title) for item in found.items] == [
        ("added", "Ba"), ("removed", "Hai"),
    ]  # fmt: skip


def test_the_list_counts_for_a_guest_only_the_items_that_are_theirs(
    desk: Secretariat, sent: Meeting
) -> None:
    counts = {
        login: list_meetings(desk.db, desk.actor(login)).rows[0].items
        for login in (GUEST, "minister.g12", "secretary")
    }
    assert counts == {GUEST: 1, "minister.g12": 2, "secretary": 2}


def test_a_paper_names_to_a_guest_no_other_item_it_goes_with(
    desk: Secretariat, sent: Meeting
) -> None:
    one, two = queries.desk(desk.db, sent).items
    services.attach_document(
        desk.db, actor=desk.actor("secretary"), item=one, document=two.papers[0].document
    )
    desk.approve(sent)
    desk.send(sent)
    uses = {
        login: [
            item.title
            for item in uses_of_document(desk.db, desk.actor(login), two.papers[0].document_id)
        ]
        for login in (GUEST, "minister.g12")
    }
    assert uses == {GUEST: ["Hai"], "minister.g12": ["Hai", "Một"]}


def test_a_guest_who_was_removed_and_is_asked_again_waits_for_the_next_edition(
    desk: Secretariat, sent: Meeting
) -> None:
    officer, person = desk.actor("secretary"), desk.cabinet.persons[GUEST]
    invitation = guests.find_guest_invitation(desk.db, sent, person)
    invitations.remove_guest(desk.db, actor=officer, meeting=sent, invitation=invitation)
    item = queries.desk(desk.db, sent).items[0]
    guests.ask_guest(desk.db, actor=officer, item=item, person_id=person)
    with pytest.raises(NotVisible):
        find_meeting(desk.db, desk.actor(GUEST), sent.id)
    desk.approve(sent)
    desk.send(sent)
    assert find_meeting(desk.db, desk.actor(GUEST), sent.id) is sent


def test_the_guest_comes_when_the_item_is_planned_or_as_set(
    desk: Secretariat, sent: Meeting
) -> None:
    edition = last_edition(desk.db, sent, sent=True)
    (line,) = queries.sent_lines(desk.db, desk.actor(GUEST), sent, edition)
    ((_, slot),) = line.guests
    assert (slot.from_at, slot.to_at) == (
        STARTS_AT + timedelta(minutes=30), STARTS_AT + timedelta(minutes=60),
    )  # fmt: skip


def test_whoever_is_told_the_whole_sitting_loses_it_again_when_bound_to_items(
    desk: Secretariat, sent: Meeting
) -> None:
    officer = desk.actor("secretary")
    invitation = guests.find_guest_invitation(desk.db, sent, desk.cabinet.persons[GUEST])
    for bound, seen in ((False, ["Tờ trình: Hai", "Tờ trình: Một"]), (True, ["Tờ trình: Hai"])):
        scope.set_scope(desk.db, actor=officer, meeting=sent, invitation=invitation, bound=bound)
        assert papers(desk, GUEST) == seen
        assert len(told(desk, sent, GUEST)) == len(seen)


def test_the_calendar_of_a_guest_follows_what_they_are_told_and_is_emptied_when_taken_off(
    desk: Secretariat, sent: Meeting
) -> None:
    officer, person = desk.actor("secretary"), desk.cabinet.persons[GUEST]
    invitation = guests.find_guest_invitation(desk.db, sent, person)

    def entry() -> tuple[object, object]:
        (found,) = calendar_of(desk, GUEST).entries.values()
        return utc(found.dtstart), utc(found.dtend)

    item = (STARTS_AT + timedelta(minutes=30), STARTS_AT + timedelta(minutes=60))
    assert entry() == item
    scope.set_scope(desk.db, actor=officer, meeting=sent, invitation=invitation, bound=False)
    assert entry() == (sent.starts_at, sent.planned_end_at)
    scope.set_scope(desk.db, actor=officer, meeting=sent, invitation=invitation, bound=True)
    assert entry() == item
    invitations.remove_guest(desk.db, actor=officer, meeting=sent, invitation=invitation)
    assert calendar_of(desk, GUEST).entries == {}


def test_asked_no_more_a_guest_loses_the_papers_with_the_next_edition(
    desk: Secretariat, sent: Meeting
) -> None:
    officer, person = desk.actor("secretary"), desk.cabinet.persons[GUEST]
    one, two = queries.desk(desk.db, sent).items
    guests.release_guest(desk.db, actor=officer, item=two, person_id=person)
    guests.ask_guest(desk.db, actor=officer, item=one, person_id=person)
    assert papers(desk, GUEST) == ["Tờ trình: Hai"]
    desk.approve(sent)
    desk.send(sent)
    assert (papers(desk, GUEST), [t for t, _ in told(desk, sent, GUEST)]) == (
        ["Tờ trình: Một"], ["Một"],
    )  # fmt: skip


@pytest.mark.parametrize("hours", [(None, 1), (2, 1), (1, 1)])
def test_times_come_together_and_in_order(desk: Secretariat, hours: Any) -> None:
    item = desk.add(desk.plan(), "A")
    times = [STARTS_AT + timedelta(hours=h) if h is not None else None for h in hours]
    with pytest.raises(Invalid):
        guests.ask_guest(
            desk.db, actor=desk.actor("secretary"), item=item,
            person_id=desk.cabinet.persons[GUEST], from_at=times[0], to_at=times[1],
        )  # fmt: skip


def test_a_member_is_no_guest_of_an_item(desk: Secretariat, sent: Meeting) -> None:
    with pytest.raises(Conflict):
        guests.ask_guest(
            desk.db, actor=desk.actor("secretary"), item=queries.desk(desk.db, sent).items[0],
            person_id=desk.cabinet.persons["minister.g12"],
        )  # fmt: skip
