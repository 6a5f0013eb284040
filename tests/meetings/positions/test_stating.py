"""What members say beforehand, on real rows: stated, changed, prepared, confirmed, taken back."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from ecabinet import clock, journal
from ecabinet.errors import Conflict, Denied, Invalid, NotVisible
from ecabinet.outbox import published
from ecabinet.people.models import Delegation, DelegationScope, Mandate
from meetings.models import Answer, InvitationKind, ItemState, MeetingState
from meetings.positions import queries, services
from meetings.positions.events import PositionsChanged, PositionsPrepared
from meetings.positions.models import Position, Stance
from tests.cabinet import T0
from tests.meetings.live.room import Room, invite
from tests.meetings.positions.placing import (
    NO,
    OBJECT,
    SPEAK,
    all_say,
    assist,
    rules,
    say,
    seen,
)


def stated(room: Room, login: str) -> list[Position]:
    return list(
        room.db.execute(
            select(Position)
            .where(Position.person_id == room.cabinet.persons[login])
            .order_by(Position.id)
        ).scalars()
    )


def speak_up(room: Room, login: str, stance: Stance, item: int = 0, **other: object):
    return say(room.db, room.cabinet, login, room.meeting, room.items[item], stance, **other)


def test_a_member_states_a_position_with_the_seat_as_it_was(room: Room) -> None:
    speak_up(room, "minister.g15", OBJECT, remark="  Chưa có ý kiến của Bộ Nội vụ ")

    row = stated(room, "minister.g15")[0]
    assert (row.name, row.title_vi) == ("Lê Văn Cường", "Bộ trưởng Bộ Tư pháp")
    assert (row.stance, row.wishes_to_speak) == (OBJECT, False)
    assert row.remark == "Chưa có ý kiến của Bộ Nội vụ"
    assert (row.created_at, row.confirmed_at, row.superseded_at) == (T0, T0, None)


def test_a_later_word_supersedes_and_the_earlier_stays(room: Room) -> None:
    speak_up(room, "minister.g15", NO)
    with clock.at(T0.replace(minute=5)):
        speak_up(room, "minister.g15", OBJECT, wishes_to_speak=True)

    first, second = stated(room, "minister.g15")
    assert (first.stance, first.superseded_at) == (NO, T0.replace(minute=5))
    assert (second.stance, second.wishes_to_speak, second.superseded_at) == (OBJECT, True, None)


def test_the_same_word_again_writes_nothing_and_tells_nobody(room: Room) -> None:
    speak_up(room, "minister.g15", NO)
    told = len(published(room.db))

    assert speak_up(room, "minister.g15", NO) == []
    assert len(stated(room, "minister.g15")) == 1
    assert len(published(room.db)) == told


def test_the_table_keeps_one_position_in_force(room: Room) -> None:
    row = speak_up(room, "minister.g15", NO)[0]
    values = {c.key: getattr(row, c.key) for c in Position.__table__.columns if c.key != "id"}

    with pytest.raises(IntegrityError), room.db.begin_nested():
        room.db.add(Position(**values))
        room.db.flush()


@pytest.mark.parametrize(
    "wrong",
    [
        {"stance": Stance.NO_OBJECTION, "wishes_to_speak": True},
        {"stance": Stance.WISHES_TO_SPEAK, "wishes_to_speak": False},
        {"confirmed_by_id": None},
        {"confirmed_at": None, "confirmed_by_id": None},
        {"substitute_name": "Ai đó"},
    ],
)
def test_the_table_refuses_what_no_rule_allows(room: Room, wrong: dict[str, object]) -> None:
    row = speak_up(room, "minister.g15", OBJECT)[0]

    with pytest.raises(IntegrityError), room.db.begin_nested():
        for name, value in wrong.items():
            setattr(row, name, value)
        room.db.flush()


def test_no_objection_and_a_wish_to_speak_are_two_answers(room: Room) -> None:
    with pytest.raises(Invalid) as refused:
        speak_up(room, "minister.g15", NO, wishes_to_speak=True)

    assert refused.value.sentence.key == "position-speak-is-its-own"


@pytest.mark.parametrize(
    "state",
    [ItemState.PRESENTING, ItemState.DISCUSSING, ItemState.VOTING, ItemState.WITHDRAWN],
)
def test_once_an_item_is_called_nothing_is_stated_or_changed(room: Room, state: ItemState) -> None:
    item = room.items[0]
    item.state = state
    item.set_aside_reason = "Chưa đủ hồ sơ"
    room.db.flush()

    with pytest.raises(Conflict) as refused:
        speak_up(room, "minister.g15", NO)

    assert refused.value.sentence.key == "position-item-called"


def test_while_the_cabinet_sits_items_that_wait_still_take_positions(room: Room) -> None:
    room.open()
    room.call(room.items[0])

    assert speak_up(room, "minister.g15", SPEAK, item=1)
    with pytest.raises(Conflict):
        speak_up(room, "minister.g15", SPEAK, item=0)


@pytest.mark.parametrize("state", [MeetingState.PLANNED, MeetingState.AGENDA_APPROVED])
def test_before_the_invitations_nobody_is_asked(room: Room, state: MeetingState) -> None:
    room.meeting.state = state
    room.db.flush()

    with pytest.raises(Conflict) as refused:
        speak_up(room, "minister.g15", NO)

    assert refused.value.sentence.key == "position-not-invited"


@pytest.mark.parametrize("login", ["secretary", "head", "clerk", "officer.g15", "outsider"])
def test_who_has_no_place_says_nothing(room: Room, login: str) -> None:
    with pytest.raises(NotVisible):
        speak_up(room, login, NO)


def test_a_guest_says_nothing(room: Room) -> None:
    guest = room.cabinet.persons["officer.g15"]
    invite(room.db, room.meeting, guest, "Cán bộ BTP", "Vụ trưởng", 10_000, InvitationKind.GUEST)

    with pytest.raises(NotVisible):
        speak_up(room, "officer.g15", NO)


def test_a_member_whose_mandate_has_ended_says_nothing(room: Room) -> None:
    person = room.cabinet.persons["minister.g15"]
    mandate = room.db.query(Mandate).filter_by(person_id=person).one()
    mandate.ends_on = T0.date().replace(month=11, day=30)
    room.db.flush()

    with pytest.raises(Denied) as refused:
        speak_up(room, "minister.g15", NO)

    assert refused.value.sentence.key == "position-members-only"


def test_a_named_substitute_speaks_from_the_members_place(room: Room) -> None:
    officer = room.cabinet.persons["officer.g15"]
    room.answers(
        "minister.g15", Answer.SUBSTITUTE, substitute_id=officer, substitute_name="Cán bộ BTP"
    )

    speak_up(room, "officer.g15", SPEAK)

    row = stated(room, "minister.g15")[0]
    assert (row.substitute_id, row.substitute_name) == (officer, "Cán bộ BTP")
    assert row.confirmed_at is not None


def test_an_assistant_prepares_and_it_is_nobodys_position_until_the_minister_confirms(
    room: Room,
) -> None:
    assist(room, "officer.g15", "minister.g15")
    speak_up(room, "officer.g15", OBJECT, place="minister.g15", remark="Dự kiến")

    row = stated(room, "minister.g15")[0]
    assert (row.confirmed_at, row.prepared_by_id) == (None, room.cabinet.accounts["officer.g15"])
    assert seen(room, "pm") == seen(room, "secretary") == []
    assert seen(room, "minister.g15") == [("Lê Văn Cường", 1, "objection")]

    services.confirm_prepared(
        room.db,
        actor=room.actor("minister.g15"),
        meeting=room.meeting,
        place=room.invitation("minister.g15"),
        prepared_ids=[row.id],
    )

    assert row.confirmed_by_id == room.cabinet.accounts["minister.g15"]
    assert seen(room, "pm") == [("Lê Văn Cường", 1, "objection")]


def test_a_delegation_to_read_prepares_nothing(room: Room) -> None:
    assist(room, "officer.g15", "minister.g15", DelegationScope.READ)

    with pytest.raises(Denied) as refused:
        speak_up(room, "officer.g15", NO, place="minister.g15")

    assert refused.value.sentence.key == "position-not-yours"


def test_an_ended_delegation_prepares_nothing(room: Room) -> None:
    assist(room, "officer.g15", "minister.g15")
    room.db.query(Delegation).one().revoked_at = T0
    room.db.flush()

    with pytest.raises(NotVisible):
        speak_up(room, "officer.g15", NO, place="minister.g15")


def test_an_assistant_does_not_confirm_nor_take_back_what_is_stated(room: Room) -> None:
    assist(room, "officer.g15", "minister.g15")
    prepared = speak_up(room, "officer.g15", NO, place="minister.g15")[0]
    place, actor = room.invitation("minister.g15"), room.actor("officer.g15")
    given = {"actor": actor, "meeting": room.meeting, "place": place}

    with pytest.raises(Denied):
        services.confirm_prepared(room.db, prepared_ids=[prepared.id], **given)
    own = speak_up(room, "minister.g15", OBJECT)[0]
    with pytest.raises(Denied):
        services.take_back(room.db, position=own, **given)


def test_what_the_minister_says_supersedes_what_was_prepared(room: Room) -> None:
    assist(room, "officer.g15", "minister.g15")
    speak_up(room, "officer.g15", OBJECT, place="minister.g15")

    speak_up(room, "minister.g15", NO)

    assert [row.stance for row in stated(room, "minister.g15") if not row.superseded_at] == [NO]


def test_what_is_prepared_leaves_the_stated_position_in_force(room: Room) -> None:
    speak_up(room, "minister.g15", NO)
    assist(room, "officer.g15", "minister.g15")

    speak_up(room, "officer.g15", OBJECT, place="minister.g15")

    assert seen(room, "pm") == [("Lê Văn Cường", 1, "no_objection")]


def test_what_the_assistant_changed_since_the_page_was_shown_is_not_confirmed(room: Room) -> None:
    assist(room, "officer.g15", "minister.g15")
    shown = speak_up(room, "officer.g15", NO, place="minister.g15")[0]
    speak_up(room, "officer.g15", OBJECT, place="minister.g15")

    with pytest.raises(Conflict) as refused:
        services.confirm_prepared(
            room.db,
            actor=room.actor("minister.g15"),
            meeting=room.meeting,
            place=room.invitation("minister.g15"),
            prepared_ids=[shown.id],
        )

    assert refused.value.sentence.key == "position-changed-meanwhile"


def test_no_objection_to_the_rest_leaves_what_was_said_and_what_was_prepared(room: Room) -> None:
    assist(room, "officer.g15", "minister.g15")
    speak_up(room, "minister.g15", OBJECT, item=0)

    made = services.no_objection_to_the_rest(
        room.db,
        actor=room.actor("minister.g15"),
        meeting=room.meeting,
        place=room.invitation("minister.g15"),
    )

    assert [row.item_id for row in made] == [room.items[1].id]
    assert seen(room, "minister.g15") == [
        ("Lê Văn Cường", 1, "objection"),
        ("Lê Văn Cường", 2, "no_objection"),
    ]


def test_taking_back_restores_what_was_in_force_before(room: Room) -> None:
    speak_up(room, "minister.g15", SPEAK, remark="Về kinh phí")
    with clock.at(T0.replace(minute=5)):
        later = speak_up(room, "minister.g15", NO)[0]
    given = {
        "actor": room.actor("minister.g15"),
        "meeting": room.meeting,
        "place": room.invitation("minister.g15"),
    }

    with clock.at(T0.replace(minute=6)):
        again = services.take_back(room.db, position=later, **given)
        assert again is not None
        assert (again.stance, again.remark) == (SPEAK, "Về kinh phí")
    with clock.at(T0.replace(minute=7)):
        assert services.take_back(room.db, position=again, **given) is None
    with pytest.raises(Conflict):
        services.take_back(room.db, position=again, **given)
    assert seen(room, "minister.g15") == []
    assert len(stated(room, "minister.g15")) == 3


def test_a_position_of_somebody_else_is_not_found(room: Room) -> None:
    row = speak_up(room, "minister.g15", NO)[0]

    with pytest.raises(NotVisible):
        queries.find_position(room.db, room.actor("minister.g12"), row.id)


def test_the_journal_tells_that_something_was_said_and_not_what(room: Room) -> None:
    speak_up(room, "minister.g15", OBJECT, remark="Bí mật")

    journal.seal(room.db)
    entry = room.db.execute(
        select(journal.JournalEntry).where(journal.JournalEntry.act == "position:state")
    ).scalar_one()
    assert entry.details == {
        "items": [room.items[0].id],
        "for": room.cabinet.persons["minister.g15"],
    }


def test_until_members_see_it_only_desk_chair_and_the_own_tablets_hear_of_it(room: Room) -> None:
    item = room.items[0]
    all_say(room, item, NO, "minister.g03")
    number = room.meeting.id
    rooms = [e.rooms() for e in published(room.db) if isinstance(e, PositionsChanged)]
    assert f"meeting:{number}" not in {room for of in rooms for room in of}
    assert f"person:{room.cabinet.persons['pm']}" in rooms[-1]

    speak_up(room, "minister.g03", NO)

    last = published(room.db)[-1]
    assert f"meeting:{number}" in last.rooms()
    assert last.payload() == {"meeting_id": number, "item_ids": [item.id]}


def test_taking_back_the_last_missing_one_is_told_to_those_who_lose_sight_of_it(
    room: Room,
) -> None:
    all_say(room, room.items[0])
    row = stated(room, "minister.g03")[0]

    services.take_back(
        room.db,
        actor=room.actor("minister.g03"),
        meeting=room.meeting,
        place=room.invitation("minister.g03"),
        position=row,
    )

    assert f"meeting:{room.meeting.id}" in published(room.db)[-1].rooms()
    assert seen(room, "minister.g12") == [("Trần Thị Bình", 1, "no_objection")]


def test_what_is_prepared_is_told_in_that_place_alone(room: Room) -> None:
    assist(room, "officer.g15", "minister.g15")
    speak_up(room, "officer.g15", NO, place="minister.g15")

    last = published(room.db)[-1]
    assert isinstance(last, PositionsPrepared)
    assert last.rooms() == (f"person:{room.cabinet.persons['minister.g15']}",)


def test_where_the_body_keeps_them_for_the_chair_the_room_never_hears(room: Room) -> None:
    rules(room, positions_seen_by="secretariat")
    room.open()
    all_say(room, room.items[0])

    heard = {r for e in published(room.db) if isinstance(e, PositionsChanged) for r in e.rooms()}
    assert f"meeting:{room.meeting.id}" not in heard
