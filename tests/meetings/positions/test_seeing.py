"""Who sees which positions and counts, at every moment, by every rule of the body."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecabinet.people.models import DelegationScope
from meetings.models import Answer, InvitationKind
from meetings.positions import queries
from meetings.positions.models import Position, Stance
from meetings.positions.rules import count
from tests.access.matrix import LOGINS
from tests.meetings.live.room import Room, invite
from tests.meetings.positions.placing import (
    ALL,
    NO,
    OBJECT,
    all_say,
    assist,
    board_of,
    rules,
    say,
    seen,
)

DESK = ("secretary", "head", "clerk")
NAMES = {
    "pm": "Nguyễn Văn An",
    "minister.g12": "Trần Thị Bình",
    "minister.g15": "Lê Văn Cường",
    "minister.g03": "Phạm Thị Dung",
}
THREE = ("pm", "minister.g12", "minister.g15")


def names(*logins: str) -> list[str]:
    return sorted(NAMES[login] for login in logins)


def expected(login: str, said: tuple[str, ...], *, members_see: bool) -> list[str]:
    """Whose positions a login sees of an item on which `said` have answered."""
    if login in (*DESK, "pm") or (login in ALL and members_see):
        return names(*said)
    return names(login) if login in said else []


MOMENTS = [
    ("members_later", "some have answered", False),
    ("members_later", "all have answered", True),
    ("members_later", "the sitting has begun", True),
    ("members", "some have answered", True),
    ("secretariat", "all have answered", False),
    ("secretariat", "the sitting has begun", False),
]


@pytest.mark.parametrize(("rule", "moment", "members_see"), MOMENTS)
@pytest.mark.parametrize("login", (*LOGINS, "minister.g03"))
def test_every_login_at_every_moment(
    room: Room, rule: str, moment: str, members_see: bool, login: str
) -> None:
    rules(room, positions_seen_by=rule)
    said = ALL if moment == "all have answered" else THREE
    for member in said:
        say(room.db, room.cabinet, member, room.meeting, room.items[0], OBJECT)
    if moment == "the sitting has begun":
        room.open()

    wanted = expected(login, said, members_see=members_see)

    assert [name for name, _, _ in seen(room, login)] == wanted
    line = next((line for line in board_of(room, login).lines if line.number == 1), None)
    assert line is not None
    sees_all = login in (*DESK, "pm") or (login in ALL and members_see)
    assert line.is_open is sees_all
    assert (line.counts is not None) is sees_all
    assert bool(line.silent) is (sees_all and said == THREE)


def test_an_item_that_all_answered_opens_and_the_one_beside_it_does_not(room: Room) -> None:
    all_say(room, room.items[0])
    all_say(room, room.items[1], NO, "minister.g03")

    numbers = sorted(number for _, number, _ in seen(room, "minister.g12"))
    assert numbers == [1, 1, 1, 1, 2]


def test_what_is_only_prepared_does_not_make_an_item_complete(room: Room) -> None:
    all_say(room, room.items[0], NO, "minister.g03")
    assist(room, "outsider", "minister.g03")
    say(room.db, room.cabinet, "outsider", room.meeting, room.items[0], NO, place="minister.g03")

    assert len(seen(room, "minister.g12")) == 1
    assert board_of(room, "pm").en_bloc[0].counts.answered == 3


def test_a_guest_sees_nothing_though_everybody_has_answered(room: Room) -> None:
    guest = room.cabinet.persons["officer.g15"]
    invite(room.db, room.meeting, guest, "Cán bộ BTP", "Vụ trưởng", 10_000, InvitationKind.GUEST)
    all_say(room, room.items[0])

    assert seen(room, "officer.g15") == []
    assert not any(line.is_open for line in board_of(room, "officer.g15").lines)


def test_a_substitute_sees_what_the_member_sees(room: Room) -> None:
    officer = room.cabinet.persons["officer.g15"]
    room.answers("minister.g15", Answer.SUBSTITUTE, substitute_id=officer, substitute_name="X")
    all_say(room, room.items[0], NO, "minister.g03")
    assert [name for name, _, _ in seen(room, "officer.g15")] == ["Lê Văn Cường"]

    say(room.db, room.cabinet, "minister.g03", room.meeting, room.items[0], NO)

    assert len(seen(room, "officer.g15")) == 4


@pytest.mark.parametrize("scope", [DelegationScope.READ, DelegationScope.PREPARE])
def test_an_assistant_reads_what_the_one_they_assist_reads(
    room: Room, scope: DelegationScope
) -> None:
    all_say(room, room.items[0], NO, "minister.g03")
    assist(room, "officer.g12", "minister.g12", scope)
    assist(room, "officer.g15", "pm", scope)

    assert [name for name, _, _ in seen(room, "officer.g12")] == ["Trần Thị Bình"]
    assert len(seen(room, "officer.g15")) == 3


def test_who_chairs_one_item_sees_the_positions_on_that_one(room: Room) -> None:
    room.items[1].chair_id = room.cabinet.persons["minister.g12"]
    room.db.flush()
    for number in (0, 1):
        say(room.db, room.cabinet, "minister.g15", room.meeting, room.items[number], OBJECT)

    assert seen(room, "minister.g12") == [("Lê Văn Cường", 2, "objection")]


def test_superseded_positions_are_shown_to_nobody(room: Room) -> None:
    say(room.db, room.cabinet, "minister.g15", room.meeting, room.items[0], OBJECT)
    say(room.db, room.cabinet, "minister.g15", room.meeting, room.items[0], NO)

    for login in ("pm", "secretary", "minister.g15"):
        assert seen(room, login) == [("Lê Văn Cường", 1, "no_objection")]


def test_a_position_of_another_sitting_is_not_shown_by_an_invitation_to_this_one(
    room: Room,
) -> None:
    all_say(room, room.items[0])
    room.invitation("minister.g12").withdrawn_at = room.meeting.starts_at
    room.db.flush()

    assert seen(room, "minister.g12") == []
    assert queries.open_items(room.db, room.actor("minister.g12"), room.meeting) == set()


stances = st.sampled_from(Stance)
said = st.lists(st.tuples(st.integers(1, 12), stances, st.booleans()), max_size=30)


@given(st.sets(st.integers(1, 12), min_size=1), said)
def test_nobody_counts_twice_and_all_asked_are_told(members, rows) -> None:
    positions = [
        Position(
            person_id=person,
            stance=stance,
            wishes_to_speak=stance is Stance.WISHES_TO_SPEAK
            or (stance is Stance.OBJECTION and speaks),
        )
        for person, stance, speaks in rows
    ]

    counts = count(members, positions)

    assert counts.answered + counts.unanswered == counts.members == len(members)
    assert counts.no_objection + counts.objections <= counts.answered
    assert max(counts.speakers, counts.objections) <= counts.answered
    assert counts.is_clear == (counts.answered == counts.no_objection)


@given(st.sets(st.integers(1, 12), min_size=1), said, st.integers(1, 12))
def test_with_an_objection_of_a_member_no_item_is_clear(members, rows, person) -> None:
    before = [Position(person_id=p, stance=s, wishes_to_speak=False) for p, s, _ in rows]
    objection = Position(person_id=person, stance=Stance.OBJECTION, wishes_to_speak=False)

    assert not count(members | {person}, [*before, objection]).is_clear
