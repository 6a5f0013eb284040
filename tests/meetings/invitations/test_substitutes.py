"""Who may sit in for a member: somebody of their own ministry, or a person named with position."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from ecabinet.errors import Invalid
from ecabinet.people import presets
from ecabinet.people.models import BodyRulesVersion, Person
from ecabinet.people.rules import InvitationRules, SubstitutesFrom
from meetings.invitations import answering
from meetings.invited.queries import possible_substitutes
from meetings.invited.rules import may_sit_in
from meetings.models import Answer, Invitation
from tests.cabinet import Cabinet
from tests.meetings.sittings import Secretariat

MINISTER = "minister.g12"


def row_of(desk: Secretariat, meeting: Any, login: str = MINISTER) -> Invitation:
    return desk.db.execute(
        select(Invitation).filter_by(meeting_id=meeting.id, person_id=desk.cabinet.persons[login])
    ).scalar_one()


def send(desk: Secretariat, meeting: Any, login: str = MINISTER, **other: Any) -> Invitation:
    return answering.answer_invitation(
        desk.db, actor=desk.actor(login), meeting=meeting, invitation=row_of(desk, meeting, login),
        answer=Answer.SUBSTITUTE, **other,
    )  # fmt: skip


def test_an_official_of_the_own_ministry_sits_in_under_the_name_that_is_known(
    desk: Secretariat,
) -> None:
    meeting = desk.sent()
    row = send(
        desk, meeting, substitute_id=desk.cabinet.persons["officer.g12"],
        substitute_name="Tên khác", substitute_position="Thứ trưởng",
    )  # fmt: skip

    assert (row.substitute_name, row.substitute_position) == ("Cán bộ BTC", "Thứ trưởng")


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("officer.g15", "invitation-substitute-elsewhere"),
        ("outsider", "invitation-substitute-elsewhere"),
        ("minister.g15", "invitation-substitute-is-member"),
        (MINISTER, "meeting-unknown-person"),
    ],
)
def test_nobody_else_known_to_the_system_sits_in(desk: Secretariat, who: str, code: str) -> None:
    meeting = desk.sent()
    with pytest.raises(Invalid) as refused:
        send(desk, meeting, substitute_id=desk.cabinet.persons[who])

    assert refused.value.fields["substitute_id"].key == code
    assert row_of(desk, meeting).answer is Answer.NONE


def test_an_official_who_has_left_does_not_sit_in(desk: Secretariat) -> None:
    meeting = desk.sent()
    official = desk.db.get_one(Person, desk.cabinet.persons["officer.g12"])
    official.deactivated_at = meeting.created_at
    with pytest.raises(Invalid):
        send(desk, meeting, substitute_id=official.id)


def test_a_person_who_is_only_named_needs_name_and_position(desk: Secretariat) -> None:
    meeting = desk.sent()
    for field, typed in (
        ("substitute_name", {}),
        ("substitute_position", {"substitute_name": "Lê Văn Thay"}),
    ):
        with pytest.raises(Invalid) as refused:
            send(desk, meeting, **typed)
        assert list(refused.value.fields) == [field]

    row = send(desk, meeting, substitute_name="Lê Văn Thay", substitute_position="Thứ trưởng")
    assert row.substitute_id is None


def test_the_chair_who_has_no_ministry_is_offered_nobody(desk: Secretariat) -> None:
    meeting = desk.sent()

    assert possible_substitutes(desk.db, row_of(desk, meeting, "pm")) == []
    offered = possible_substitutes(desk.db, row_of(desk, meeting))
    assert [person.id for person in offered] == [desk.cabinet.persons["officer.g12"]]


def test_what_the_page_offers_is_what_the_service_takes(desk: Secretariat) -> None:
    meeting = desk.sent()
    offered = {person.id for person in possible_substitutes(desk.db, row_of(desk, meeting))}

    for person in desk.db.execute(select(Person)).scalars().all():
        try:
            with desk.db.begin_nested():
                send(desk, meeting, substitute_id=person.id)
            taken = True
        except Invalid:
            taken = False
        assert taken == (person.id in offered)


def test_where_the_body_lets_anybody_a_member_sits_in_for_another(desk: Secretariat) -> None:
    meeting = desk.sent()
    lenient = InvitationRules(
        substitutes_from=SubstitutesFrom.ANYONE, substitute_needs_position=False
    )
    stored = desk.db.execute(select(BodyRulesVersion)).scalar_one()
    stored.rules = replace(presets.VN_GOVERNMENT, invitations=lenient).to_json()
    desk.db.flush()

    minister = desk.cabinet.persons["minister.g15"]
    assert send(desk, meeting, substitute_id=minister).substitute_id == minister
    assert send(desk, meeting, substitute_name="Lê Văn Thay").substitute_id is None


def test_rules_stored_before_take_the_usual_ones() -> None:
    stored = presets.VN_GOVERNMENT.to_json()
    del stored["invitations"]

    assert presets.BodyRules.from_json(stored).invitations == InvitationRules()


def test_nobody_sits_in_for_themselves_even_where_anybody_may() -> None:
    person = Person(id=7, name="A")
    lenient = InvitationRules(substitutes_from=SubstitutesFrom.ANYONE)

    assert not may_sit_in(lenient, person, Invitation(person_id=7), [], [])


def test_programs_are_refused_by_the_same_rule(
    app: Flask, cabinet: Cabinet, api_of: Callable[[str], Any]
) -> None:
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        sitting = Secretariat(db, cabinet).sent().id
    refused = api_of(MINISTER)(
        "POST", f"/meetings/{sitting}/answer",
        json={"answer": "substitute", "substitute_id": cabinet.persons["outsider"]},
    )  # fmt: skip

    assert refused.status_code == 422
    assert refused.json["code"] == "invitation-substitute-elsewhere"
