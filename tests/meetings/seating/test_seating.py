"""The room of a sitting: seats given out, changed by hand, following the answers, printed, told."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pypdf
import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from ecabinet import clock
from ecabinet.errors import Conflict, Denied, Invalid
from meetings.models import Answer, Invitation, Meeting
from meetings.seating import queries, services
from meetings.seating.models import Room, SeatTaken
from meetings.seating.shapes import Shape
from tests import cabinet as small
from tests.meetings.sittings import Secretariat


def room_of(desk: Secretariat, seats: int = 8, name: str = "Phòng số 1") -> Room:
    return services.add_room(
        desk.db, actor=desk.actor("secretary"), name=name, shape=Shape.LONG_TABLE, seats=seats
    )


def seated(desk: Secretariat, seats: int = 8) -> Meeting:
    meeting = desk.sent()
    desk.guest(meeting, "officer.g15")
    actor = desk.actor("secretary")
    services.choose_room(desk.db, actor=actor, meeting=meeting, room=room_of(desk, seats))
    services.give_out(desk.db, actor=actor, meeting=meeting)
    return meeting


def invitation(desk: Secretariat, meeting: Meeting, login: str) -> Invitation:
    wanted = desk.cabinet.persons[login]
    found = queries.invitations_of(desk.db, meeting)
    return next(one for one in found if one.person_id == wanted)


def answer(desk: Secretariat, meeting: Meeting, login: str, to: Answer, **other: Any) -> None:
    one = invitation(desk, meeting, login)
    one.answer, one.answered_at = to, clock.now()
    for name, value in other.items():
        setattr(one, name, value)
    desk.db.flush()


def names(desk: Secretariat, meeting: Meeting) -> dict[str, str]:
    arranged = queries.arranged(desk.db, meeting)
    assert arranged is not None
    return {place.seat["label"]: place.name for place in arranged.places if place.name}


def test_the_chair_has_the_first_seat_and_guests_the_last(desk: Secretariat) -> None:
    meeting = seated(desk)
    found = names(desk, meeting)
    assert found["1"] == "Nguyễn Văn An"
    assert found["2"] == "Trần Thị Bình"
    assert found["5"] == "Ngô Thị Ký"
    assert found["6"] == "Cán bộ BTP"
    assert len(found) == 6


def test_who_takes_part_from_afar_or_is_away_has_no_seat_and_a_substitute_has_the_ministers(
    desk: Secretariat,
) -> None:
    meeting = desk.sent()
    answer(desk, meeting, "minister.g12", Answer.REMOTE)
    answer(desk, meeting, "minister.g15", Answer.SUBSTITUTE, substitute_name="Thứ trưởng Nam")
    answer(desk, meeting, "minister.g03", Answer.ABSENT, reason="Đi công tác")
    actor = desk.actor("secretary")
    services.choose_room(desk.db, actor=actor, meeting=meeting, room=room_of(desk))
    services.give_out(desk.db, actor=actor, meeting=meeting)
    assert names(desk, meeting) == {
        "1": "Nguyễn Văn An", "2": "Thứ trưởng Nam", "3": "Ngô Thị Ký",
    }  # fmt: skip


def test_who_is_away_for_a_part_keeps_the_seat_and_sees_it(desk: Secretariat) -> None:
    meeting = seated(desk)
    answer(desk, meeting, "minister.g12", Answer.ABSENT, reason="Đi công tác",
           absent_until=meeting.starts_at + timedelta(hours=1))  # fmt: skip

    arranged = queries.arranged(desk.db, meeting)
    assert arranged is not None
    assert (arranged.moves, names(desk, meeting)["2"]) == ([], "Trần Thị Bình")
    own = queries.own_seat(desk.db, meeting, invitation(desk, meeting, "minister.g12"))
    assert own is not None and own.label == "2"


def test_who_sits_in_for_a_part_shares_the_seat_with_the_member(desk: Secretariat) -> None:
    meeting = seated(desk)
    answer(desk, meeting, "minister.g12", Answer.SUBSTITUTE, substitute_name="Hồ Nam",
           substitute_position="Thứ trưởng",
           absent_from=meeting.starts_at + timedelta(hours=1))  # fmt: skip

    arranged = queries.arranged(desk.db, meeting)
    assert arranged is not None
    assert (arranged.moves, arranged.cards) == ([], 7)
    assert arranged.places[1].names == ["Trần Thị Bình", "Hồ Nam"]
    assert names(desk, meeting)["2"] == "Trần Thị Bình · Hồ Nam"


def test_an_answer_moves_only_who_gave_it_and_is_told_before(desk: Secretariat) -> None:
    meeting = seated(desk)
    before = names(desk, meeting)
    answer(desk, meeting, "minister.g12", Answer.REMOTE)
    arranged = queries.arranged(desk.db, meeting)
    assert arranged is not None
    assert len(arranged.moves) == 1
    done = services.give_out(desk.db, actor=desk.actor("secretary"), meeting=meeting, keep="all")
    assert (done.moved, done.without) == (1, 0)
    after = names(desk, meeting)
    assert after == {seat: name for seat, name in before.items() if name != "Trần Thị Bình"}


def test_two_change_places_and_by_hand_stays_by_hand(desk: Secretariat) -> None:
    meeting = seated(desk)
    actor = desk.actor("secretary")
    minister = invitation(desk, meeting, "minister.g12")
    services.put(desk.db, actor=actor, meeting=meeting, invitation_id=minister.id, seat="s5")
    found = names(desk, meeting)
    assert (found["5"], found["2"]) == ("Trần Thị Bình", "Ngô Thị Ký")
    services.give_out(desk.db, actor=actor, meeting=meeting, keep="hand")
    assert names(desk, meeting)["5"] == "Trần Thị Bình"
    services.give_out(desk.db, actor=actor, meeting=meeting, keep="none")
    assert names(desk, meeting)["2"] == "Trần Thị Bình"


def test_one_seat_holds_one_person_whatever_is_written(desk: Secretariat) -> None:
    meeting = seated(desk)
    one, two = queries.taken(desk.db, meeting)[:2]
    with pytest.raises(IntegrityError), desk.db.begin_nested():
        desk.db.delete(one)
        desk.db.flush()
        desk.db.add(
            SeatTaken(meeting_id=meeting.id, invitation_id=one.invitation_id, seat=two.seat)
        )
        desk.db.flush()


def test_what_two_officers_do_at_once_is_told(desk: Secretariat) -> None:
    meeting = seated(desk)
    seating = queries.seating_of(desk.db, meeting)
    assert seating is not None
    seen, actor = seating.revision, desk.actor("secretary")
    minister = invitation(desk, meeting, "minister.g12").id
    services.put(
        desk.db, actor=actor, meeting=meeting, invitation_id=minister, seat="s7", revision=seen
    )
    with pytest.raises(Conflict):
        services.put(
            desk.db, actor=actor, meeting=meeting, invitation_id=minister, seat="s3", revision=seen
        )


def test_who_finds_no_seat_is_counted(desk: Secretariat) -> None:
    meeting = seated(desk, seats=3)
    arranged = queries.arranged(desk.db, meeting)
    assert arranged is not None
    assert [queries.sits(one) for one in arranged.standing] == [
        "Phạm Thị Dung",
        "Ngô Thị Ký",
        "Cán bộ BTP",
    ]


@pytest.mark.parametrize(("seat", "kind"), [("s99", Invalid), ("s2", Invalid)])
def test_nobody_is_put_where_there_is_no_seat_or_who_does_not_come(
    desk: Secretariat, seat: str, kind: type[Exception]
) -> None:
    meeting = seated(desk)
    answer(desk, meeting, "minister.g12", Answer.REMOTE)
    login = "minister.g12" if seat == "s2" else "minister.g15"
    with pytest.raises(kind):
        services.put(
            desk.db, actor=desk.actor("secretary"), meeting=meeting,
            invitation_id=invitation(desk, meeting, login).id, seat=seat,
        )  # fmt: skip


def test_a_seat_taken_out_of_the_plan_leaves_who_sat_there_without_one(desk: Secretariat) -> None:
    meeting = seated(desk)
    seating = queries.seating_of(desk.db, meeting)
    assert seating is not None
    room, actor = seating.room, desk.actor("secretary")
    plan = services.Plan(
        room.width, room.height, [s for s in room.seats if s["key"] != "s2"], room.tables
    )
    services.change_room(
        desk.db, actor=actor, room=room, name=room.name, plan=plan, revision=room.revision
    )
    arranged = queries.arranged(desk.db, meeting)
    assert arranged is not None
    assert [queries.sits(one) for one in arranged.standing] == ["Trần Thị Bình"]
    services.give_out(desk.db, actor=actor, meeting=meeting, keep="all")
    after = names(desk, meeting)
    assert "Trần Thị Bình" in (after.get("7"), after.get("8"))


def test_the_clerk_changes_nothing_and_two_rooms_have_two_names(desk: Secretariat) -> None:
    room_of(desk)
    with pytest.raises(Invalid):
        room_of(desk)
    with pytest.raises(Denied):
        services.add_room(desk.db, actor=desk.actor("clerk"), name="X", shape=Shape.U, seats=5)


@pytest.fixture
def sitting(app: Flask, cabinet: Any) -> int:
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        return seated(Secretariat(db, cabinet)).id


def test_cards_carry_name_and_position_twice_and_the_plan_all_names(
    client_of: Callable[[str], Any], sitting: int
) -> None:
    client = client_of("secretary")
    cards = pypdf.PdfReader(io.BytesIO(client.get(f"/meetings/{sitting}/seats/cards.pdf").data))
    assert len(cards.pages) == 6
    first = cards.pages[0]
    assert first.extract_text().count("Nguyễn Văn An") == 2
    assert (round(first.mediabox.width), round(first.mediabox.height)) == (595, 842)
    plan = pypdf.PdfReader(io.BytesIO(client.get(f"/meetings/{sitting}/seats/plan.pdf").data))
    text = " ".join(plan.pages[0].extract_text().split())
    assert "Phòng số 1" in text
    assert text.count("Bình") == 1


def test_two_who_share_a_seat_have_a_card_each_and_stand_both_in_plan_page_and_program(
    app: Flask, client_of: Callable[[str], Any], api_of: Callable[[str], Any], sitting: int
) -> None:
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        desk = Secretariat(db, small.find(db))
        meeting = db.get_one(Meeting, sitting)
        answer(desk, meeting, "minister.g12", Answer.SUBSTITUTE, substitute_name="Hồ Nam",
               substitute_position="Thứ trưởng",
               absent_from=meeting.starts_at + timedelta(hours=1))  # fmt: skip
        number = invitation(desk, meeting, "minister.g12").id
    client, address = client_of("secretary"), f"/meetings/{sitting}/seats"

    def printed(path: str) -> list[str]:
        return [p.extract_text() for p in pypdf.PdfReader(io.BytesIO(client.get(path).data)).pages]

    cards = printed(f"{address}/cards.pdf?invitation={number}")
    assert ["Trần Thị Bình" in cards[0], "Hồ Nam" in cards[1], len(cards)] == [True, True, 2]
    assert "Thứ trưởng" in cards[1] and "Thứ trưởng" not in cards[0]
    [plan] = printed(f"{address}/plan.pdf")
    assert "Hồ Nam" in plan and "Bình" in plan
    page = client.get(address).text
    assert "In 7 biển tên" in page and "Dự thay từ 09:00 đến hết phiên" in page
    assert ">T. Bình</text>" in page and ">H. Nam</text>" in page
    people = api_of("secretary")("GET", address).json["people"]
    assert [turn["name"] for turn in people[1]["turns"]] == ["Trần Thị Bình", "Hồ Nam"]
    assert people[1]["position"] == "Bộ trưởng Bộ Tài chính · Thứ trưởng"


def test_a_member_sees_the_own_seat_alone(client_of: Callable[[str], Any], sitting: int) -> None:
    page = client_of("minister.g12").get(f"/meetings/{sitting}").text
    assert "ghế 2, Phòng số 1" in page
    assert client_of("minister.g12").get(f"/meetings/{sitting}/seats").status_code == 404


def test_a_room_is_made_chosen_and_changed_on_its_pages(
    client_of: Callable[[str], Any], sitting: int
) -> None:
    client = client_of("secretary")
    made = client.post("/rooms", data={"name": "Hội trường", "shape": "theatre", "seats": "40"})
    page = client.get(made.location).text
    assert page.count('class="st-seat') == 40
    refused = client.post("/rooms", data={"name": "Hội trường", "shape": "u", "seats": "9"})
    assert refused.status_code == 422
    assert "Đã có phòng tên Hội trường" in refused.text
    room_id = made.location.rsplit("/", 1)[1]
    chosen = client.post(
        f"/meetings/{sitting}/seats/room", data={"room_id": room_id}, follow_redirects=True
    )
    assert chosen.text.count("is-taken") == 6
    assert 'href="/rooms"' in client.get("/meetings").text
    used = client.get(made.location).text
    assert f"/meetings/{sitting}/seats" in used
    assert "1 phiên họp sắp tới vẫn giữ phòng" in used
    assert "phiên họp sắp tới" not in page
    gone = client.post(f"/rooms/{room_id}/retirement", follow_redirects=True).text
    assert f'action="/rooms/{room_id}/restoration"' in gone
    assert client.get(f"/meetings/{sitting}/seats").text.count("is-taken") == 6


@pytest.mark.parametrize(
    "sent",
    [{"plan": "[" * 100_000}, {"plan": "[1]"}, {"plan": "{}", "revision": "9" * 5000}],
    ids=["deep", "a list", "a number no revision can be"],
)
def test_a_plan_that_cannot_be_read_is_refused(
    client_of: Callable[[str], Any], sitting: int, sent: dict[str, str]
) -> None:
    assert client_of("secretary").post("/rooms/1", data=sent).status_code == 422


def test_a_program_reads_and_moves(api_of: Callable[[str], Any], sitting: int) -> None:
    api = api_of("secretary")
    seats = api("GET", f"/meetings/{sitting}/seats").json
    person = next(one for one in seats["people"] if one["label"] == "2")
    moved = api(
        "POST", f"/meetings/{sitting}/seats/people",
        json={"invitation_id": person["invitation_id"], "seat": "s7"},
    ).json  # fmt: skip
    now = next(one for one in moved["people"] if one["name"] == person["name"])
    assert (now["label"], now["by_hand"]) == ("7", True)
    stale = api(
        "POST", f"/meetings/{sitting}/seats/arrangement", json={"revision": seats["revision"]}
    )
    assert stale.status_code == 409
