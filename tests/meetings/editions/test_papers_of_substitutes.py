"""Who sits in for a member holds the papers as the member does, of each edition, and no longer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from ecabinet.notices.models import Notice
from ecabinet.outbox import published
from ecabinet.people import presets
from ecabinet.people.models import BodyRulesVersion
from ecabinet.people.rules import InvitationRules, SubstitutesFrom
from meetings.agenda import guests, queries
from meetings.editions import withdrawing
from meetings.invitations import services as invitations
from meetings.models import Answer, Meeting
from tests.meetings.sittings import Secretariat
from tests.meetings.test_sending import answer, holds, invitation_of, sees

SITS_IN = "officer.g12"


def send_in(desk: Secretariat, meeting: Meeting, login: str = "minister.g12") -> None:
    answer(
        desk, meeting, login, answer=Answer.SUBSTITUTE,
        substitute_id=desk.cabinet.persons[SITS_IN], substitute_position="Thứ trưởng",
    )  # fmt: skip


@pytest.fixture
def sent(desk: Secretariat) -> Meeting:
    """A sitting of one item, sent; an official of the ministry sits in for the minister."""
    meeting = desk.sent("Một")
    send_in(desk, meeting)
    return meeting


def test_a_substitute_gets_the_papers_of_the_next_edition_and_hears_of_it(
    desk: Secretariat, sent: Meeting
) -> None:
    late = desk.paper(desk.add(sent, "Hai"))
    desk.approve(sent)
    edition = desk.send(sent)

    assert late.current.id in holds(desk, SITS_IN)
    (event,) = [e for e in published(desk.db) if e.name == "agenda:sent" and
                e.payload()["edition_id"] == edition.id]  # fmt: skip
    assert f"person:{desk.cabinet.persons[SITS_IN]}" in event.rooms()


def test_a_substitute_loses_the_papers_of_a_withdrawn_agenda_is_told_and_gets_the_new_ones(
    desk: Secretariat, sent: Meeting
) -> None:
    head = desk.actor("head")
    withdrawing.withdraw_agenda(desk.db, actor=head, meeting=sent, reason="Sai nội dung")
    assert holds(desk, SITS_IN) == set()
    person = desk.cabinet.persons[SITS_IN]
    told = select(Notice).filter_by(person_id=person, kind="agenda-withdrawn")
    assert len(desk.db.execute(told).scalars().all()) == 1

    desk.approve(sent)
    desk.send(sent)
    assert len(holds(desk, SITS_IN)) == 1


def test_papers_of_a_withdrawn_agenda_are_taken_from_everybody_who_holds_them_for_it(
    desk: Secretariat, sent: Meeting
) -> None:
    """Whoever came by them, before substitutes were reckoned with, too."""
    row = invitation_of(desk, sent, "minister.g12")
    row.substitute_id = None
    desk.db.flush()
    withdrawing.withdraw_agenda(desk.db, actor=desk.actor("head"), meeting=sent, reason="Sai")
    assert holds(desk, SITS_IN) == set()


def test_who_sits_in_for_two_keeps_the_papers_when_one_of_them_comes(
    desk: Secretariat, sent: Meeting
) -> None:
    stored = desk.db.execute(select(BodyRulesVersion)).scalar_one()
    anybody = InvitationRules(
        substitutes_from=SubstitutesFrom.ANYONE, substitute_needs_position=False
    )
    stored.rules = replace(presets.VN_GOVERNMENT, invitations=anybody).to_json()
    desk.db.flush()
    send_in(desk, sent, "minister.g15")

    answer(desk, sent, "minister.g12", answer=Answer.ATTENDING)
    assert sees(desk, SITS_IN, sent)
    assert len(holds(desk, SITS_IN)) == 1
    answer(desk, sent, "minister.g15", answer=Answer.ATTENDING)
    assert not sees(desk, SITS_IN, sent)
    assert holds(desk, SITS_IN) == set()


def test_a_guest_who_sits_in_as_well_keeps_the_papers_when_invited_as_a_guest_no_more(
    desk: Secretariat, sent: Meeting
) -> None:
    desk.guest(sent, SITS_IN)
    invitations.remove_guest(
        desk.db, actor=desk.actor("secretary"), meeting=sent,
        invitation=invitation_of(desk, sent, SITS_IN),
    )  # fmt: skip
    assert sees(desk, SITS_IN, sent)
    assert len(holds(desk, SITS_IN)) == 1


def test_a_guest_of_one_item_holds_the_whole_sitting_as_long_as_they_sit_in(
    desk: Secretariat,
) -> None:
    meeting = desk.plan()
    for title in ("Một", "Hai"):
        desk.paper(desk.add(meeting, title), title)
    item: Any = queries.desk(desk.db, meeting).items[1]
    guests.ask_guest(
        desk.db, actor=desk.actor("secretary"), item=item,
        person_id=desk.cabinet.persons[SITS_IN],
    )  # fmt: skip
    desk.approve(meeting)
    desk.send(meeting)
    assert len(holds(desk, SITS_IN)) == 1

    send_in(desk, meeting)
    assert len(holds(desk, SITS_IN)) == 2
    answer(desk, meeting, "minister.g12", answer=Answer.ATTENDING)
    assert holds(desk, SITS_IN) == {item.papers[0].document.current.id}
