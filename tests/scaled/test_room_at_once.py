"""The room and its decisions led through both processes at the same moment."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from decisions.models import Decision, DecisionKind, DecisionOrigin
from decisions.services import record_decision
from ecabinet import clock
from meetings.minutes.models import Minutes
from meetings.models import AgendaItem, Attendance, Meeting
from tests.cabinet import T0
from tests.meetings.live.room import MEMBERS, Room, invited_meeting
from tests.scaled.processes import Scaled, at_once, codes
from tests.scaled.test_at_once import ROUNDS, recorded

LEADERS = ("pm", "clerk")


@pytest.mark.parametrize("number", ROUNDS)
def test_every_step_of_a_sitting_is_taken_once(scaled: Scaled, number: int) -> None:
    with clock.at(T0), scaled.database.unit_of_work() as db:
        meeting = invited_meeting(db, scaled.cabinet, "Một", "Hai")
        db.flush()
        meeting_id = meeting.id
        items = select(AgendaItem.id).where(AgendaItem.meeting_id == meeting_id)
        first, second = db.scalars(items.order_by(AgendaItem.ordinal))
    scaled.give_tokens(*LEADERS, "head", *MEMBERS)
    path = f"/meetings/{meeting_id}"

    def twice(path: str, **json: Any) -> list[int]:
        return codes(scaled.on_both(LEADERS, "POST", path, json=json))

    everybody = {"present": [scaled.cabinet.persons[login] for login in MEMBERS]}
    reason = {"quorum_override_reason": "Hội đồng đông, thử máy"}
    assert twice(f"{path}/opening", **everybody, **reason) == [200, 409]

    called = at_once(*(
        lambda place=place, login=login, item=item: scaled.call(
            place, login, "POST", f"{path}/current-item",
            json={"item_id": item, "seen_item_id": 0},
        )
        for place, login, item in zip((scaled.a, scaled.b), LEADERS, (first, second), strict=True)
    ))  # fmt: skip
    assert codes(called) == [200, 409]
    current = next(one.json()["current_item_id"] for one in called if one.status_code == 200)

    vote = {"procedure": "in_room", "item_id": current}
    opened = scaled.on_both(LEADERS, "POST", "/ballots", json=vote)
    assert codes(opened) == [201, 409]
    ballot = next(one.json()["id"] for one in opened if one.status_code == 201)
    cast = at_once(*(
        lambda place=place, login=login: scaled.call(
            place, login, "POST", f"/ballots/{ballot}/opinions", json={"answer": "agree"}
        )
        for login in MEMBERS for place in (scaled.a, scaled.b)
    ))  # fmt: skip
    assert codes(cast) == [201] * 8
    assert recorded(scaled, "ballot:answer", "ballot", ballot) == 4
    assert twice(f"/ballots/{ballot}/closure") == [200, 409]

    other = second if current == first else first
    scaled.made("pm", "POST", f"{path}/current-item", {"item_id": other, "seen_item_id": current})
    assert twice(f"/items/{other}/conclusion", text="Thông qua.") == [200, 409]
    assert recorded(scaled, "item:conclude", "agenda_item", other) == 1

    assert twice(f"{path}/end") == [200, 409]
    assert recorded(scaled, "meeting:end", "meeting", meeting_id) == 1
    with scaled.database.reading() as db:
        made = select(func.count()).where(Minutes.meeting_id == meeting_id)
        assert db.scalar(made) == 1


@pytest.mark.parametrize("number", range(6))
def test_nobody_is_left_sitting_in_a_sitting_that_ended(scaled: Scaled, number: int) -> None:
    with clock.at(T0), scaled.database.unit_of_work() as db:
        meeting_id = invited_meeting(db, scaled.cabinet, "Một").id
    path = f"/meetings/{meeting_id}"
    opening = {"present": [scaled.cabinet.persons["pm"]], "quorum_override_reason": "Thử máy"}
    scaled.made("pm", "POST", f"{path}/opening", opening)
    coming = MEMBERS[1:]
    scaled.give_tokens(*coming)
    ended, *came = at_once(
        lambda: scaled.call(scaled.a, "pm", "POST", f"{path}/end", json={}),
        *(
            lambda place=place, login=login: scaled.call(
                place, login, "POST", f"{path}/attendance",
                json={"person_ids": [scaled.cabinet.persons[login]], "state": "present"},
            )
            for place, login in zip((scaled.b, scaled.a, scaled.b), coming, strict=True)
        ),
    )  # fmt: skip
    assert ended.status_code == 200
    assert set(codes(came)) <= {200, 409}
    with scaled.database.reading() as db:
        intervals = db.scalars(select(Attendance).where(Attendance.meeting_id == meeting_id)).all()
    assert len(intervals) == 1 + codes(came).count(200)
    assert [one.id for one in intervals if one.left_at is None] == []


def test_two_sittings_that_end_at_once_have_two_records_with_two_numbers(scaled: Scaled) -> None:
    with clock.at(T0), scaled.database.unit_of_work() as db:
        ids = []
        for _ in range(4):
            room = Room(db, scaled.cabinet, invited_meeting(db, scaled.cabinet))
            room.open(quorum_override_reason="Hội đồng đông, thử máy")
            ids.append(room.meeting.id)
    scaled.give_tokens("clerk")
    answered = at_once(*(
        lambda n=n, one=one: scaled.call(
            (scaled.a, scaled.b)[n % 2], "clerk", "POST", f"/meetings/{one}/end"
        )
        for n, one in enumerate(ids)
    ))  # fmt: skip
    assert codes(answered) == [200] * 4
    with scaled.database.reading() as db:
        given = sorted(db.scalars(select(Meeting.minutes_number).where(Meeting.id.in_(ids))))
        assert given == list(range(given[0], given[0] + 4))


def _decided(scaled: Scaled, kind: DecisionKind, count: int) -> list[int]:
    with clock.at(T0), scaled.database.unit_of_work() as db:
        head = scaled.cabinet.actor(db, "head")
        made: list[Decision] = [
            record_decision(
                db, actor=head, kind=kind, subject="Về giảm thuế", text="Thông qua.",
                origin=DecisionOrigin.MEETING, occasion="Phiên họp", organisation_id=None,
                decided_on=date(2026, 12, 1), outcome=None, at=T0,
            )
            for _ in range(count)
        ]  # fmt: skip
        return [decision.id for decision in made]


@pytest.mark.parametrize("number", ROUNDS)
def test_a_decision_gets_one_number(scaled: Scaled, number: int) -> None:
    (decision_id,) = _decided(scaled, DecisionKind.RESOLUTION, 1)
    answered = scaled.on_both(("head", "head.2"), "POST", f"/decisions/{decision_id}/issue")
    assert codes(answered) == [200, 409]


@pytest.mark.parametrize("kind", DecisionKind)
def test_two_decisions_get_two_numbers_also_the_first_of_the_year(
    scaled: Scaled, kind: DecisionKind
) -> None:
    ids = _decided(scaled, kind, 6)
    scaled.give_tokens("head")
    answered = at_once(*(
        lambda n=n, one=one: scaled.call(
            (scaled.a, scaled.b)[n % 2], "head", "POST", f"/decisions/{one}/issue"
        )
        for n, one in enumerate(ids)
    ))  # fmt: skip
    assert codes(answered) == [200] * 6
    numbers = [int(one.json()["number_symbol"].partition("/")[0]) for one in answered]
    assert sorted(numbers) == list(range(min(numbers), min(numbers) + 6))
