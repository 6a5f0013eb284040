"""The structure of an agenda: numbers, sections, clock times, item chairs, late items, places."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecabinet import clock
from ecabinet.errors import Conflict, Denied, Invalid
from ecabinet.people.rules.body import AgendaNumbering
from meetings import search
from meetings.agenda import queries, rules, sections
from meetings.agenda import services as agenda
from meetings.agenda.lines import changes_between, fingerprint, timetable
from meetings.agenda.numbering import item_labels, label_of, number_of, section_label
from meetings.editions import services as editions
from meetings.models import Meeting
from tests.cabinet import T0
from tests.meetings.sittings import STARTS_AT, Secretariat

LETTER, DECIMAL, THROUGH = (
    AgendaNumbering.LETTER, AgendaNumbering.DECIMAL, AgendaNumbering.THROUGH,
)  # fmt: skip


@pytest.mark.parametrize(
    ("numbering", "places", "labels"),
    [
        (THROUGH, [0, 1, 1, 2], ["1", "2", "3", "4"]),
        (LETTER, [1, 1, 2], ["A.1", "A.2", "B.1"]),
        (LETTER, [0, 1, 3], ["1", "A.1", "C.1"]),
        (DECIMAL, [1, 1, 2], ["1.1", "1.2", "2.1"]),
        (DECIMAL, [0, 1], ["0.1", "1.1"]),
        (LETTER, [0, 0], ["1", "2"]),
        (DECIMAL, [0, 0], ["1", "2"]),
        (LETTER, [27], ["AA.1"]),
        (THROUGH, [], []),
    ],
)
def test_items_are_numbered_as_the_table_says(
    numbering: AgendaNumbering, places: list[int], labels: list[str]
) -> None:
    assert item_labels(places, numbering) == labels


PLACES = st.lists(st.integers(0, 30), max_size=40).map(sorted)


@given(PLACES, st.sampled_from(list(AgendaNumbering)))
def test_no_two_items_have_one_number_nor_that_of_a_section(
    places: list[int], numbering: AgendaNumbering
) -> None:
    labels = item_labels(places, numbering)
    assert len(set(labels)) == len(labels) == len(places)
    if numbering is not THROUGH and any(places):
        heads = {section_label(place, numbering) for place in places if place}
        assert not heads & set(labels)


@given(PLACES, st.sampled_from(list(AgendaNumbering)), st.integers(0, 30))
def test_an_item_at_the_end_of_the_last_section_renumbers_nobody(
    places: list[int], numbering: AgendaNumbering, more: int
) -> None:
    last = max([*places, more])
    if any(places) == any([*places, last]):
        assert item_labels([*places, last], numbering)[:-1] == item_labels(places, numbering)


def test_a_line_frozen_before_there_were_sections_has_its_place_for_a_number() -> None:
    assert (label_of({"ordinal": 3}), number_of({"ordinal": 3})) == ("3", 3)
    assert number_of({"ordinal": 3, "label": "A.2"}) == "A.2"


@given(st.lists(st.tuples(st.integers(1, 600), st.integers(0, 60)), max_size=30))
def test_the_clock_runs_through_items_and_pauses_and_loses_no_minute(
    lines: list[tuple[int, int]],
) -> None:
    slots = timetable(STARTS_AT, (m for m, _ in lines), (p for _, p in lines))
    at = STARTS_AT
    for slot, (minutes, pause) in zip(slots, lines, strict=True):
        assert (slot.from_at, slot.to_at) == (at, at + timedelta(minutes=minutes))
        at = slot.to_at + timedelta(minutes=pause)


@given(
    st.lists(st.integers(0, 3), min_size=1, max_size=12).map(sorted), st.data(),
    st.sampled_from([-1, 1]),
)  # fmt: skip
def test_a_step_and_the_step_back_change_nothing(places: list[int], data: Any, step: int) -> None:
    """Whatever the sections: up and down again is where it was, over an edge too."""
    all_sections: list[int | None] = [None, 1, 2, 3]
    standing = [(number, place or None) for number, place in enumerate(places, start=10)]
    item_id = data.draw(st.sampled_from([one for one, _ in standing]))

    def go(now: list[tuple[int, int | None]], by: int) -> list[tuple[int, int | None]]:
        order, to = rules.moved(now, all_sections, item_id, by, None)
        of = dict(now) | {item_id: to}
        return sorted(((one, of[one]) for one in order), key=lambda e: all_sections.index(e[1]))

    there = go(standing, step)
    assert sorted(one for one, _ in there) == sorted(one for one, _ in standing)
    if there != standing:
        assert go(there, -step) == standing


@pytest.mark.parametrize(
    ("planned", "latest", "today", "late"),
    [
        (date(2026, 12, 1), date(2026, 12, 8), date(2026, 12, 8), False),
        (date(2026, 12, 1), date(2026, 12, 8), date(2026, 12, 9), True),
        (date(2026, 12, 9), date(2026, 12, 8), date(2026, 12, 9), False),
    ],
)
def test_an_item_is_late_when_its_papers_could_have_been_in_time(
    planned: date, latest: date, today: date, late: bool
) -> None:
    assert rules.comes_late(planned, latest, today) is late


def labels(desk: Secretariat, meeting: Meeting) -> list[tuple[str, str]]:
    desk.db.expire_all()
    now = queries.desk(desk.db, meeting)
    assert [item.ordinal for item in now.items] == list(range(1, len(now.items) + 1))
    return [(line["label"], line["title"]) for line in now.lines]


@pytest.fixture
def built(desk: Secretariat) -> tuple[Meeting, list[Any]]:
    """A sitting of two sections, A with two items and B with one, numbered by letters."""
    meeting, officer = desk.plan(), desk.actor("secretary")
    first = sections.add_section(desk.db, actor=officer, meeting=meeting, name="Thông qua")
    second = sections.add_section(desk.db, actor=officer, meeting=meeting, name="Thảo luận")
    sections.set_numbering(desk.db, actor=officer, meeting=meeting, numbering=LETTER)
    desk.add(meeting, "c", section_id=second.id)
    desk.add(meeting, "a", section_id=first.id)
    desk.add(meeting, "b", section_id=first.id, pause_after=15)
    return meeting, [first, second]


def test_items_stand_by_section_whatever_the_order_they_came_in(
    desk: Secretariat, built: Any
) -> None:
    assert labels(desk, built[0]) == [("A.1", "a"), ("A.2", "b"), ("B.1", "c")]


def test_an_item_moves_over_the_edge_of_its_section_and_to_another(
    desk: Secretariat, built: Any
) -> None:
    meeting, (first, _) = built
    officer = desk.actor("secretary")
    item = {i.title: i for i in queries.desk(desk.db, meeting).items}
    agenda.move_item(desk.db, actor=officer, item=item["b"], step=1)
    assert labels(desk, meeting) == [("A.1", "a"), ("B.1", "b"), ("B.2", "c")]
    agenda.move_item(desk.db, actor=officer, item=item["c"], section_id=first.id)
    assert labels(desk, meeting) == [("A.1", "a"), ("A.2", "c"), ("B.1", "b")]
    agenda.move_item(desk.db, actor=officer, item=item["a"], step=-1)
    assert labels(desk, meeting)[0] == ("1", "a")
    agenda.move_item(desk.db, actor=officer, item=item["a"], step=-1)
    assert labels(desk, meeting)[0] == ("1", "a")


def test_a_section_moves_with_its_items_and_leaves_them_behind_when_removed(
    desk: Secretariat, built: Any
) -> None:
    meeting, (first, second) = built
    officer = desk.actor("secretary")
    sections.move_section(desk.db, actor=officer, meeting=meeting, section=second, step=-1)
    assert labels(desk, meeting) == [("A.1", "c"), ("B.1", "a"), ("B.2", "b")]
    sections.remove_section(desk.db, actor=officer, meeting=meeting, section=first)
    assert labels(desk, meeting) == [("1", "a"), ("2", "b"), ("A.1", "c")]


def test_a_section_needs_a_name_of_its_own(desk: Secretariat, built: Any) -> None:
    for name in ("  ", "thông qua"):
        with pytest.raises(Invalid):
            sections.add_section(
                desk.db, actor=desk.actor("secretary"), meeting=built[0], name=name
            )


def test_an_order_that_names_a_section_of_another_sitting_is_refused(
    desk: Secretariat, built: Any
) -> None:
    other = sections.add_section(
        desk.db, actor=desk.actor("secretary"), meeting=desk.plan(), name="Khác"
    )
    items = [item.id for item in queries.desk(desk.db, built[0]).items]
    with pytest.raises(Conflict):
        agenda.reorder_items(
            desk.db, actor=desk.actor("secretary"), meeting=built[0], item_ids=items,
            revision=None, sections={items[0]: other.id},
        )  # fmt: skip


def test_the_edition_keeps_sections_clock_and_chair_and_is_restored(
    desk: Secretariat, built: Any
) -> None:
    meeting, (first, _) = built
    officer = desk.actor("secretary")
    item = queries.desk(desk.db, meeting).items[0]
    deputy = desk.cabinet.persons["minister.g15"]
    agenda.change_item(
        desk.db, actor=officer, item=item, revision=item.revision,
        content=desk.content("a", section_id=first.id, chair_id=deputy),
    )  # fmt: skip
    desk.approve(meeting)
    edition = desk.send(meeting)
    line = edition.lines[1]
    assert (line["label"], line["section"], line["starts"], line["pause_after"]) == (
        "A.2", "Thông qua", 30, 15,
    )  # fmt: skip
    assert edition.lines[2]["starts"] == 75
    assert edition.lines[0]["chair_id"] == desk.cabinet.persons["minister.g15"]
    sections.remove_section(desk.db, actor=officer, meeting=meeting, section=first)
    assert queries.desk(desk.db, meeting).differs
    editions.discard_changes(desk.db, actor=officer, meeting=meeting)
    assert labels(desk, meeting) == [("A.1", "a"), ("A.2", "b"), ("B.1", "c")]
    assert not queries.desk(desk.db, meeting).differs


def test_another_numbering_is_a_change_of_the_agenda(desk: Secretariat, built: Any) -> None:
    meeting = built[0]
    desk.approve(meeting)
    desk.send(meeting)
    before = queries.desk(desk.db, meeting)
    sections.set_numbering(
        desk.db, actor=desk.actor("secretary"), meeting=meeting, numbering=DECIMAL
    )
    now = queries.desk(desk.db, meeting)
    assert [c.sentence.key for c in changes_between(before.lines, now.lines)] == [
        "agenda-change-numbering"
    ]
    assert fingerprint(before.lines) != fingerprint(now.lines)


def test_only_a_member_presides_over_an_item(desk: Secretariat) -> None:
    meeting = desk.plan()
    with pytest.raises(Invalid) as refused:
        desk.add(meeting, chair_id=desk.cabinet.persons["outsider"])
    assert list(refused.value.fields) == ["chair_id"]


def test_a_hit_of_the_search_names_an_item_as_the_agenda_does(
    desk: Secretariat, built: Any
) -> None:
    meeting, _ = built
    edition = desk.approve(meeting)
    desk.send(meeting)
    numbers = ["A.1", "A.2", "B.1"]
    for source, subject, login in (
        (search.SENT, edition.id, "pm"), (search.DESK, meeting.id, "secretary"),
    ):  # fmt: skip
        hit = source.show(desk.db, desk.actor(login), [subject])[subject]
        told = [hit.place(page) for page in (1, 2, 3)]
        assert [place.params["number"] for place in told if place] == numbers
        assert hit.place(0) is hit.place(4) is None


def test_an_item_after_the_sending_says_why_and_shows_it(desk: Secretariat) -> None:
    meeting = desk.sent("A")
    with pytest.raises(Invalid) as refused:
        desk.add(meeting, "B", late_reason=" ")
    assert list(refused.value.fields) == ["late_reason"]
    item = desk.add(meeting, "B", late_reason="Bão số 9")
    assert queries.desk(desk.db, meeting).lines[1]["late_reason"] == "Bão số 9"
    with pytest.raises(Invalid):
        agenda.change_item(
            desk.db, actor=desk.actor("secretary"), item=item, content=desk.content("B"),
            revision=item.revision,
        )  # fmt: skip


def test_an_item_too_late_for_its_papers_says_why_unless_the_sitting_was_called_late(
    desk: Secretariat,
) -> None:
    early = desk.plan()
    assert desk.add(early, "A", late_reason="Không muộn").late_reason == ""
    with clock.at(datetime(2026, 12, 14, 2, tzinfo=UTC)):
        with pytest.raises(Invalid):
            desk.add(early, "B", late_reason="")
        called = desk.plan()
        assert desk.add(called, "C", late_reason="").late_reason == ""
    assert T0 < STARTS_AT


@pytest.mark.parametrize("login", ["clerk", "minister.g12", "admin"])
def test_only_officers_build_the_agenda(desk: Secretariat, built: Any, login: str) -> None:
    with pytest.raises(Denied):
        sections.add_section(desk.db, actor=desk.actor(login), meeting=built[0], name="X")
