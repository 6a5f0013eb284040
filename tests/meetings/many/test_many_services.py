"""One act on many items with real rows: done, refused one by one, undone as a whole."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from ecabinet import clock, journal
from ecabinet.db import Database
from ecabinet.errors import Conflict, Denied, Invalid, NotVisible
from meetings.agenda import sections, sources
from meetings.agenda import services as agenda
from meetings.agenda.placing import standing_items
from meetings.agenda.queries import desk as desk_of
from meetings.agenda.services import content_of
from meetings.editing import checks
from meetings.many import services, undoing
from meetings.many.models import BulkAct
from meetings.models import AgendaItem, ItemType, Meeting, StandingItem
from tests.cabinet import T0, Cabinet
from tests.dossiers.submissions.dossiers import Office
from tests.meetings.sittings import STARTS_AT, Secretariat


def filled(desk: Secretariat, titles: str = "ABCD") -> tuple[Meeting, list[AgendaItem]]:
    meeting = desk.plan()
    return meeting, [desk.add(meeting, title) for title in titles]


def names(desk: Secretariat, meeting: Meeting) -> str:
    desk.db.expire_all()
    standing = standing_items(desk.db, meeting)
    assert [item.ordinal for item in standing] == list(range(1, len(standing) + 1))
    return "".join(item.title for item in standing)


def many(desk: Secretariat, act: Any, meeting: Meeting, items: list[AgendaItem], **other: Any):
    return act(
        desk.db, actor=desk.actor("secretary"), meeting=meeting,
        item_ids=[item.id for item in items], **other,
    )  # fmt: skip


def undo(desk: Secretariat, meeting: Meeting, entry: BulkAct, login: str = "secretary"):
    return undoing.undo(desk.db, actor=desk.actor(login), meeting=meeting, entry=entry)


def done(entry: BulkAct) -> list[int]:
    return [one["item"] for one in entry.done]


def why(entry: Any) -> dict[str, str]:
    return {one["title"]: one["why"]["key"] for one in entry.refused}


def edit(desk: Secretariat, login: str, item: AgendaItem, **fields: Any) -> None:
    content = agenda.ItemContent(**content_of(item))
    agenda.change_item(
        desk.db, actor=desk.actor(login), item=item, revision=None,
        content=replace(content, **fields),
    )  # fmt: skip


def test_many_items_are_given_the_same_and_what_said_so_already_is_not_counted(
    desk: Secretariat,
) -> None:
    meeting, (a, b, c, d) = filled(desk)
    edit(desk, "secretary", c, minutes=10)
    pm = desk.cabinet.persons["pm"]
    values = {"minutes": 10, "type": ItemType.DECISION}
    edit(desk, "secretary", c, type=ItemType.DECISION)
    entry = many(desk, services.change, meeting, [a, b, c], values=values)
    assert done(entry) == [a.id, b.id]
    assert entry.asked == 3
    assert [(i.minutes, i.type) for i in (a, b, c)] == [(10, ItemType.DECISION)] * 3
    assert (d.minutes, d.type) == (30, ItemType.DISCUSSION)
    entry = many(desk, services.change, meeting, [a, d], values={"presenter_id": pm})
    assert {a.presenter_id, d.presenter_id} == {pm}
    many(desk, services.change, meeting, [a, d], values={"presenter_id": None})
    assert a.presenter_id is None
    assert "agenda:many-change" in journal.recorded(desk.db)


def test_a_field_another_officer_wrote_since_is_kept_and_the_others_go_through(
    desk: Secretariat,
) -> None:
    meeting, (a, b, c, _) = filled(desk)
    seen = {item.id: item.revision for item in (a, b, c)}
    edit(desk, "head", b, minutes=45)
    edit(desk, "head", c, title="Của lãnh đạo")
    entry = many(desk, services.change, meeting, [a, b, c], values={"minutes": 10}, seen=seen)
    assert done(entry) == [a.id, c.id]
    assert why(entry) == {"B": "many-clash-by"}
    assert entry.refused[0]["why"]["params"] == {"by": "Đỗ Văn Chánh"}
    assert [(i.title, i.minutes) for i in (a, b, c)] == [
        ("A", 10), ("B", 45), ("Của lãnh đạo", 10),
    ]  # fmt: skip


def test_an_item_that_was_removed_meanwhile_is_named_and_one_of_another_sitting_is_not_there(
    desk: Secretariat,
) -> None:
    meeting, (a, b, _, _) = filled(desk)
    agenda.remove_item(desk.db, actor=desk.actor("head"), item=b)
    entry = many(desk, services.change, meeting, [a, b], values={"minutes": 10})
    assert done(entry) == [a.id]
    assert why(entry) == {"B": "agenda-item-was-removed"}
    other = desk.add(desk.plan(), "X")
    with pytest.raises(NotVisible):
        many(desk, services.remove, meeting, [a, other])


@pytest.mark.parametrize(
    ("values", "field"),
    [({"minutes": 0}, "minutes"), ({"section_id": 999}, "section_id"),
     ({"presenter_id": 999}, "presenter_id"), ({}, "fields")],
)  # fmt: skip
def test_a_value_that_cannot_be_used_changes_nothing(
    desk: Secretariat, values: dict[str, Any], field: str
) -> None:
    meeting, items = filled(desk)
    with pytest.raises(Invalid) as refused:
        many(desk, services.change, meeting, items, values=values)
    assert list(refused.value.fields) == [field]
    assert [item.minutes for item in items] == [30] * 4


def test_items_go_to_the_end_of_a_section_and_the_undo_brings_them_back_between_the_others(
    desk: Secretariat,
) -> None:
    meeting, items = filled(desk, "ABCDE")
    officer = desk.actor("secretary")
    part = sections.add_section(desk.db, actor=officer, meeting=meeting, name="Phần I")
    agenda.move_item(desk.db, actor=officer, item=items[4], section_id=part.id)
    entry = many(
        desk, services.change, meeting, [items[2], items[0]], values={"section_id": part.id}
    )
    assert names(desk, meeting) == "BDEAC"
    agenda.move_item(desk.db, actor=desk.actor("head"), item=items[3], step=-1)
    assert names(desk, meeting) == "DBEAC"
    undo(desk, meeting, entry)
    assert names(desk, meeting) == "ADBCE"
    assert items[0].section_id is None


def test_the_undo_leaves_what_somebody_wrote_since_and_says_so(desk: Secretariat) -> None:
    meeting, (a, b, c, _) = filled(desk)
    entry = many(desk, services.change, meeting, [a, b, c], values={"minutes": 10})
    edit(desk, "head", b, minutes=20)
    edit(desk, "head", c, title="C mới")
    found = undo(desk, meeting, entry, login="head")
    assert [one["item"] for one in found.done] == [a.id, c.id]
    assert why(found) == {"B": "many-clash-by"}
    assert [item.minutes for item in (a, b, c)] == [30, 20, 30]
    with pytest.raises(Conflict):
        undo(desk, meeting, entry)


def test_many_items_are_taken_off_with_their_dossiers_and_all_come_back(
    desk: Secretariat,
) -> None:
    meeting, (a, _, c, _) = filled(desk)
    dossier = Office(desk.db, desk.cabinet).accepted()
    officer = desk.actor("secretary")
    (x,) = sources.add_submissions(desk.db, actor=officer, meeting=meeting, dossiers=[dossier])
    x.title = "X"
    entry = many(desk, services.remove, meeting, [a, c, x])
    assert names(desk, meeting) == "BD"
    assert dossier.state.value == "accepted"
    desk.add(meeting, "N")
    undo(desk, meeting, entry)
    assert names(desk, meeting) == "ABCDXN"
    assert dossier.state.value == "scheduled"


def test_items_move_to_another_sitting_with_papers_and_dossier_and_back(
    desk: Secretariat,
) -> None:
    meeting, (a, b, _, _) = filled(desk)
    to = desk.plan(
        starts_at=STARTS_AT + timedelta(days=20), planned_end_at=STARTS_AT + timedelta(days=21)
    )
    desk.add(to, "Z")
    officer = desk.actor("secretary")
    for of in (meeting, to):
        sections.add_section(desk.db, actor=officer, meeting=of, name="Phần I")
    part = sections.sections_of(desk.db, meeting)[0]
    agenda.move_item(desk.db, actor=officer, item=b, section_id=part.id)
    paper = desk.paper(a)
    dossier = Office(desk.db, desk.cabinet).accepted()
    (x,) = sources.add_submissions(desk.db, actor=officer, meeting=meeting, dossiers=[dossier])
    x.title = "X"
    standing = desk.add(meeting, "S")
    standing.standing = StandingItem.ASSIGNMENTS
    desk.db.flush()

    entry = many(desk, services.postpone, meeting, [a, b, x, standing], to=to)
    assert why(entry) == {"S": "many-standing-stays"}
    assert names(desk, meeting) == "CDS"
    assert names(desk, to) == "ZAXB"
    made = {item.title: item for item in standing_items(desk.db, to)}
    assert [one.document_id for one in made["A"].papers] == [paper.id]
    assert made["X"].submission_id == dossier.id
    assert dossier.state.value == "scheduled"
    assert made["B"].section_id == sections.sections_of(desk.db, to)[0].id

    edit(desk, "head", made["B"], title="B2")
    found = undo(desk, meeting, entry)
    assert why(found) == {"B": "many-worked-on"}
    assert names(desk, meeting) == "ACDXS"
    assert names(desk, to) == "ZB2"
    assert dossier.state.value == "scheduled"


def test_a_sitting_whose_agenda_is_approved_takes_nothing_and_a_late_one_wants_a_reason(
    desk: Secretariat,
) -> None:
    meeting, items = filled(desk)
    approved = desk.plan()
    desk.add(approved, "Y")
    desk.approve(approved)
    with pytest.raises(Conflict):
        many(desk, services.postpone, meeting, items, to=approved)
    with pytest.raises(Invalid):
        many(desk, services.postpone, meeting, items, to=meeting)
    sent = desk.sent("Y")
    with pytest.raises(Invalid) as refused:
        many(desk, services.postpone, meeting, items, to=sent)
    assert list(refused.value.fields) == ["late_reason"]
    many(desk, services.postpone, meeting, items, to=sent, late_reason="Phát sinh")
    assert standing_items(desk.db, sent)[-1].late_reason == "Phát sinh"


def test_many_items_are_marked_as_in_order_and_the_undo_leaves_a_later_mark(
    desk: Secretariat,
) -> None:
    meeting, (a, b, c, _) = filled(desk)
    officer = desk.actor("secretary")
    checks.mark_checked(desk.db, actor=desk.actor("head"), meeting=meeting, item_ids=[c.id])
    entry = many(desk, services.check, meeting, [a, b, c])
    assert done(entry) == [a.id, b.id]
    edit(desk, "head", b, minutes=5)
    with clock.at(T0 + timedelta(minutes=5)):
        checks.mark_checked(desk.db, actor=officer, meeting=meeting, item_ids=[b.id])
    found = undo(desk, meeting, entry)
    assert why(found) == {"B": "many-worked-on"}
    assert checks.valid_checks(desk.db, desk_of(desk.db, meeting).lines) == {b.id, c.id}


def test_papers_of_many_items_go_out_once_and_stay_out(desk: Secretariat) -> None:
    meeting, (a, b, c, _) = filled(desk)
    papers = [desk.paper(a, "P1"), desk.paper(b, "P2"), desk.paper(c, "P3")]
    entry = many(desk, services.release, meeting, [a, b])
    assert [one["papers"] for one in entry.done] == [["P1"], ["P2"]]
    assert [bool(paper.current.released_at) for paper in papers] == [True, True, False]
    with pytest.raises(Conflict):
        undo(desk, meeting, entry)


def test_after_the_approval_items_are_checked_but_not_changed(desk: Secretariat) -> None:
    meeting, items = filled(desk)
    desk.approve(meeting)
    for act, other in ((services.change, {"values": {"minutes": 5}}), (services.remove, {})):
        with pytest.raises(Conflict):
            many(desk, act, meeting, items, **other)
    assert done(many(desk, services.check, meeting, items)) == [item.id for item in items]


def test_the_clerk_works_on_nothing(desk: Secretariat) -> None:
    meeting, items = filled(desk)
    with pytest.raises(Denied):
        services.remove(desk.db, actor=desk.actor("clerk"), meeting=meeting, item_ids=[items[0].id])


def test_two_officers_who_change_the_same_items_at_once_are_served_in_turn(
    database: Database, cabinet: Cabinet
) -> None:
    with database.unit_of_work() as db:
        desk = Secretariat(db, cabinet)
        meeting, items = filled(desk, "ABCDEFGH")
        meeting_id, seen = meeting.id, {item.id: item.revision for item in items}
    begin, told = threading.Barrier(2), {}

    def officer(login: str, minutes: int, ids: list[int]) -> None:
        begin.wait()
        with clock.at(T0), database.unit_of_work() as db:
            entry = services.change(
                db, actor=cabinet.actor(db, login), meeting=db.get_one(Meeting, meeting_id),
                item_ids=ids, values={"minutes": minutes}, seen=seen,
            )  # fmt: skip
            told[login] = (len(entry.done), len(entry.refused))

    ids = list(seen)
    both = [
        threading.Thread(target=officer, args=("secretary", 10, ids)),
        threading.Thread(target=officer, args=("head", 20, ids[::-1])),
    ]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(told.values()) == [(0, 8), (8, 0)]
    with database.reading() as db:
        found = {item.minutes for item in standing_items(db, db.get_one(Meeting, meeting_id))}
    assert found == {10 if told["secretary"][0] else 20}
