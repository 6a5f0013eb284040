"""What is missing of whom, and reminders only to those, on real rows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from ecabinet import clock
from ecabinet.errors import Conflict, Denied
from ecabinet.notices.models import Notice
from meetings.models import ItemState
from meetings.readiness import page, queries, rules, services
from meetings.readiness.models import Missing, Reminder
from tests.cabinet import T0
from tests.dossiers.opinions.asking import Consultation
from tests.meetings.live.room import Room
from tests.meetings.positions.placing import NO, all_say, say
from tests.meetings.readiness.owing import lay_paper, read, silent


def owed(room: Room) -> list[tuple[str, str, int | None, int]]:
    logins = {number: login for login, number in room.cabinet.persons.items()}
    ordinals: dict[int | None, int | None] = {item.id: item.ordinal for item in room.items}
    return sorted(
        (logins[gap.person_id], gap.missing.value, ordinals.get(gap.item_id), gap.count)
        for gap in queries.sheet(room.db, room.meeting).gaps
    )


def remind(room: Room, by: str = "secretary", **other: Any) -> int:
    return services.remind(room.db, actor=room.actor(by), meeting=room.meeting, **other)


def told(room: Room) -> list[int]:
    wanted = select(Notice.person_id).where(Notice.kind == "readiness-reminder")
    return sorted(room.db.execute(wanted).scalars())


def test_each_gap_is_named_once_with_whose_it_is(room: Room) -> None:
    first, second = room.items
    paper = lay_paper(room, first)
    all_say(room, first)
    all_say(room, second, NO, "minister.g15")
    for login in ("pm", "minister.g12", "minister.g15"):
        read(room, login, paper, "1")
    silent(room, "minister.g12")

    assert owed(room) == [
        ("minister.g03", "papers", 1, 1),
        ("minister.g12", "invitation", None, 1),
        ("minister.g15", "position", 2, 1),
    ]


def test_of_an_item_that_is_called_or_done_nobody_owes_anything(room: Room) -> None:
    lay_paper(room, room.items[0])
    all_say(room, room.items[1])
    room.items[0].state = ItemState.DISCUSSING
    room.db.flush()

    assert owed(room) == []


def test_papers_taken_back_are_owed_by_nobody(room: Room) -> None:
    from documents.models import Distribution

    lay_paper(room, room.items[0])
    for item in room.items:
        all_say(room, item)
    for row in room.db.query(Distribution):
        row.recalled_at = T0
    room.db.flush()

    assert owed(room) == []


def test_an_item_tells_that_papers_are_missing_or_not_out(room: Room) -> None:
    version = lay_paper(room, room.items[0])
    version.state, version.released_at = type(version.state).DRAFT, None
    room.db.flush()

    first, second = queries.sheet(room.db, room.meeting).items

    assert (first.has_papers, len(first.not_out)) == (True, 1)
    assert (second.has_papers, second.not_out) == (False, [])


def test_a_reminder_goes_to_those_who_owe_and_is_kept(room: Room) -> None:
    all_say(room, room.items[0], NO, "minister.g12", "minister.g15")
    all_say(room, room.items[1])

    assert remind(room, item_id=room.items[0].id) == 2

    persons = room.cabinet.persons
    assert told(room) == sorted(persons[p] for p in ("minister.g12", "minister.g15"))
    kept = room.db.execute(select(Reminder)).scalars().all()
    assert {(r.person_id, r.missing, r.item_id, r.sent_at) for r in kept} == {
        (persons[p], Missing.POSITION, room.items[0].id, T0)
        for p in ("minister.g12", "minister.g15")
    }


def test_who_owes_an_opinion_and_is_not_called_is_not_told_of_the_sitting(room: Room) -> None:
    office = Consultation(room.db, room.cabinet)
    submission = office.complete()
    office.asked(submission)
    room.items[0].submission_id = submission.id
    room.db.flush()

    assert remind(room, missing=Missing.OPINION) == 1

    (notice,) = room.db.execute(
        select(Notice).where(
            Notice.kind == "readiness-reminder",
            Notice.person_id == room.cabinet.persons["officer.g15"],
        )
    ).scalars()
    assert room.meeting.title not in str(notice.sentence)
    assert notice.url.startswith("/opinions/")
    assert (notice.sentence["params"], notice.outside) == ({"count": 1}, None)


def test_one_person_and_one_kind_can_be_chosen(room: Room) -> None:
    silent(room, "minister.g12")
    silent(room, "minister.g15")

    assert remind(room, missing=Missing.INVITATION) == 2
    assert remind(room, person_id=room.cabinet.persons["pm"]) == 1
    assert len(told(room)) == 3


def test_within_the_hour_only_when_the_officer_says_so_once_more(room: Room) -> None:
    remind(room)
    with clock.at(T0 + timedelta(minutes=59)):
        with pytest.raises(Conflict) as refused:
            remind(room)
        assert refused.value.sentence.key == "readiness-reminded-lately"
        assert refused.value.sentence.params["count"] == 4
        assert remind(room, again=True) == 4
    with clock.at(T0 + timedelta(minutes=59) + timedelta(hours=1)):
        assert remind(room) == 4
    assert len(told(room)) == 12


def test_who_has_answered_meanwhile_is_not_told_any_more(room: Room) -> None:
    remind(room)
    notice = room.db.execute(
        select(Notice).where(Notice.person_id == room.cabinet.persons["minister.g12"])
    ).scalar_one()
    person = notice.person_id
    assert services.still_missing(room.db, person, notice.subject)

    for item in room.items:
        say(room.db, room.cabinet, "minister.g12", room.meeting, item, NO)

    assert not services.still_missing(room.db, person, notice.subject)
    assert services.still_missing(room.db, room.cabinet.persons["pm"], notice.subject)


@pytest.mark.parametrize("login", ["clerk", "pm", "minister.g12", "outsider"])
def test_only_those_who_prepare_sittings_remind(room: Room, login: str) -> None:
    with pytest.raises(Denied):
        remind(room, by=login)


def test_a_person_sees_what_is_left_and_how_long_it_takes(room: Room) -> None:
    begun, whole, unopened = (lay_paper(room, room.items[n], pages) for n, pages in
                              ((0, 10), (0, 4), (1, 7)))  # fmt: skip
    read(room, "minister.g12", begun, "1-3,7")
    read(room, "minister.g12", whole, "1-4")
    say(room.db, room.cabinet, "minister.g12", room.meeting, room.items[0], NO)
    silent(room, "minister.g12")

    [task] = page.preparation(room.db, room.actor("minister.g12")).tasks

    assert [(paper.version.id, paper.pages, paper.is_opened) for paper in task.unread] == [
        (begun.id, 6, True),
        (unopened.id, 7, False),
    ]
    assert (task.unsaid, task.prepared, task.is_unanswered) == (1, 0, True)
    assert task.minutes == 13 * 2 + 2


def test_who_has_done_everything_is_ready(room: Room) -> None:
    for item in room.items:
        say(room.db, room.cabinet, "minister.g12", room.meeting, item, NO)

    shown = page.preparation(room.db, room.actor("minister.g12"))

    assert shown.tasks[0].is_ready
    assert shown.minutes == 0
    assert page.preparation(room.db, room.actor("outsider")).tasks == []


@given(st.integers(1, 400), st.sets(st.integers(-5, 500)))
def test_pages_left_are_never_more_than_there_are_nor_fewer_than_none(pages, seen) -> None:
    left = rules.pages_left(pages, seen)

    assert 0 <= left <= pages
    assert left == pages - len({page for page in seen if 1 <= page <= pages})
