"""Work on the agenda with real rows: order, revisions, removal and undo, papers."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from ecabinet import journal
from ecabinet.errors import Conflict, Denied, Invalid, NotVisible
from ecabinet.outbox import published
from meetings import queries, services
from meetings.agenda import queries as agenda_queries
from meetings.agenda import services as agenda
from meetings.models import AgendaItem, Meeting
from tests.cabinet import Cabinet
from tests.meetings.sittings import Secretariat, frame


def titles(db: Session, meeting: Meeting) -> list[str]:
    db.expire_all()
    items = [item for item in queries.load_items(db, meeting) if item.removed_at is None]
    assert [item.ordinal for item in items] == list(range(1, len(items) + 1))
    return [item.title for item in items]


def test_a_sitting_does_not_end_before_it_starts(desk: Secretariat) -> None:
    good = frame(desk.cabinet)
    with pytest.raises(Invalid) as refused:
        services.plan_meeting(
            desk.db,
            actor=desk.actor("secretary"),
            frame=replace(good, planned_end_at=good.starts_at),
        )
    assert list(refused.value.fields) == ["planned_end_at"]


@pytest.mark.parametrize("login", ["clerk", "pm", "officer.g12", "auditor", "admin"])
def test_only_officers_and_head_plan_a_sitting(desk: Secretariat, login: str) -> None:
    with pytest.raises(Denied):
        services.plan_meeting(desk.db, actor=desk.actor(login), frame=frame(desk.cabinet))


def test_a_sitting_that_both_put_elsewhere_is_not_written_over(desk: Secretariat) -> None:
    meeting = desk.plan()
    seen = meeting.revision
    officer = desk.actor("secretary")
    services.change_meeting(
        desk.db, actor=officer, meeting=meeting, revision=seen,
        frame=frame(desk.cabinet, place="Phòng số 2"),
    )  # fmt: skip
    with pytest.raises(Conflict):
        services.change_meeting(
            desk.db, actor=officer, meeting=meeting, revision=seen,
            frame=frame(desk.cabinet, place="Phòng số 3"),
        )  # fmt: skip
    assert meeting.place == "Phòng số 2"


def test_items_are_added_at_the_end_or_where_asked(desk: Secretariat) -> None:
    meeting = desk.plan()
    for title in "ABC":
        desk.add(meeting, title)
    agenda.add_item(
        desk.db, actor=desk.actor("secretary"), meeting=meeting, content=desk.content("X"),
        ordinal=2,
    )  # fmt: skip
    assert titles(desk.db, meeting) == ["A", "X", "B", "C"]


def test_two_officers_write_on_two_items_and_move_them_at_once(desk: Secretariat) -> None:
    meeting = desk.plan()
    first, second = desk.add(meeting, "A"), desk.add(meeting, "B")
    seen = first.revision
    agenda.reorder_items(
        desk.db, actor=desk.actor("head"), meeting=meeting, item_ids=[second.id, first.id],
        revision=meeting.revision,
    )  # fmt: skip
    agenda.change_item(
        desk.db, actor=desk.actor("secretary"), item=first, content=desk.content("A2"),
        revision=seen,
    )  # fmt: skip
    assert titles(desk.db, meeting) == ["B", "A2"]


def test_a_line_changed_meanwhile_is_not_written_over(desk: Secretariat) -> None:
    item = desk.add(desk.plan(), "A")
    seen = item.revision
    agenda.change_item(
        desk.db, actor=desk.actor("head"), item=item, content=desk.content("H"), revision=seen
    )
    with pytest.raises(Conflict):
        agenda.change_item(
            desk.db, actor=desk.actor("secretary"), item=item, content=desk.content("S"),
            revision=seen,
        )  # fmt: skip
    assert item.title == "H"


def test_a_removed_item_comes_back_where_it_stood(desk: Secretariat) -> None:
    meeting = desk.plan()
    items = [desk.add(meeting, title) for title in "ABC"]
    agenda.remove_item(desk.db, actor=desk.actor("secretary"), item=items[1])
    assert titles(desk.db, meeting) == ["A", "C"]
    with pytest.raises(Conflict):
        agenda.change_item(
            desk.db, actor=desk.actor("secretary"), item=items[1], content=desk.content("Z"),
            revision=None,
        )  # fmt: skip
    agenda.restore_item(desk.db, actor=desk.actor("secretary"), item=items[1])
    assert titles(desk.db, meeting) == ["A", "B", "C"]


def test_an_order_of_other_items_is_refused(desk: Secretariat) -> None:
    meeting = desk.plan()
    items = [desk.add(meeting, title) for title in "AB"]
    desk.add(meeting, "C")
    with pytest.raises(Conflict):
        agenda.reorder_items(
            desk.db, actor=desk.actor("secretary"), meeting=meeting,
            item_ids=[items[1].id, items[0].id], revision=None,
        )  # fmt: skip


def test_papers_are_laid_ordered_and_taken_off_and_stay_papers(desk: Secretariat) -> None:
    item = desk.add(desk.plan())
    first, second = desk.paper(item, "Một"), desk.paper(item, "Hai")
    officer = desk.actor("secretary")
    agenda.attach_document(desk.db, actor=officer, item=item, document=first)
    assert [paper.document_id for paper in item.papers] == [first.id, second.id]
    agenda.reorder_papers(desk.db, actor=officer, item=item, document_ids=[second.id, first.id])
    assert [paper.document_id for paper in item.papers] == [second.id, first.id]
    agenda.detach_document(desk.db, actor=officer, item=item, document_id=second.id)
    assert [paper.document_id for paper in item.papers] == [first.id]


def test_the_clerk_lays_no_papers(desk: Secretariat) -> None:
    item = desk.add(desk.plan())
    document = desk.paper()
    with pytest.raises(Denied):
        agenda.attach_document(desk.db, actor=desk.actor("clerk"), item=item, document=document)


def test_each_act_is_in_the_journal_and_told_to_the_desk_only(desk: Secretariat) -> None:
    meeting = desk.plan()
    item = desk.add(meeting)
    agenda.remove_item(desk.db, actor=desk.actor("secretary"), item=item)
    acts = journal.recorded(desk.db)
    assert acts == ["meeting:plan", "agenda:add-item", "agenda:remove-item"]
    rooms = {room for event in published(desk.db) for room in event.rooms()}
    assert rooms == {f"meeting:{meeting.id}:desk"}


def test_two_officers_ordering_at_once_one_wins_and_the_other_is_told(
    database: Any, cabinet: Cabinet
) -> None:
    with database.unit_of_work() as db:
        office = Secretariat(db, cabinet)
        meeting = office.plan()
        ids = [office.add(meeting, title).id for title in "ABC"]
        meeting_id, seen = meeting.id, meeting.revision
    ready = threading.Barrier(2)
    results: list[str] = []

    def order(item_ids: list[int]) -> None:
        ready.wait(10)
        try:
            with database.unit_of_work() as db:
                meeting = db.get_one(Meeting, meeting_id)
                agenda.reorder_items(
                    db, actor=cabinet.actor(db, "secretary"), meeting=meeting, item_ids=item_ids,
                    revision=seen,
                )  # fmt: skip
            results.append("done")
        except Conflict as refused:
            results.append(refused.code)

    orders = [ids[::-1], [ids[1], ids[0], ids[2]]]
    threads = [threading.Thread(target=order, args=(ids_,)) for ids_ in orders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    # SQLite lets the second in after the first; PostgreSQL tells it when it writes.
    assert results.count("done") == 1
    assert set(results) - {"done"} <= {"meeting-changed-meanwhile", "changed-meanwhile"}
    with database.reading() as db:
        items = queries.load_items(db, db.get_one(Meeting, meeting_id))
        assert [item.id for item in items] in orders
        assert [item.ordinal for item in items] == [1, 2, 3]


def test_officers_who_add_remove_and_restore_at_the_same_instant_are_all_served(
    database: Any, cabinet: Cabinet
) -> None:
    with database.unit_of_work() as db:
        office = Secretariat(db, cabinet)
        meeting = office.plan()
        going, coming = office.add(meeting, "Going"), office.add(meeting, "Coming")
        agenda.remove_item(db, actor=office.actor("secretary"), item=coming)
        meeting_id, going_id, coming_id = meeting.id, going.id, coming.id
    ready = threading.Barrier(5)
    failures: list[BaseException] = []

    def act(what: Any) -> None:
        ready.wait(10)
        try:
            with database.unit_of_work() as db:
                what(Secretariat(db, cabinet))
        except BaseException as error:
            failures.append(error)

    def add(title: str) -> Any:
        # As a page does: the sitting is found before it is asked for in turn.
        return lambda office: office.add(office.db.get_one(Meeting, meeting_id), title)

    def on(item_id: int, service: Any) -> Any:
        return lambda office: service(
            office.db, actor=office.actor("head"), item=office.db.get_one(AgendaItem, item_id)
        )

    acts = [add("A"), add("B"), add("C"), on(going_id, agenda.remove_item),
            on(coming_id, agenda.restore_item)]  # fmt: skip
    threads = [threading.Thread(target=act, args=(one,)) for one in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert failures == []
    with database.reading() as db:
        assert set(titles(db, db.get_one(Meeting, meeting_id))) == {"A", "B", "C", "Coming"}


def test_the_desk_costs_the_same_queries_for_two_items_and_for_forty(
    database: Any, cabinet: Cabinet
) -> None:
    counts = []
    for number in (2, 40):
        with database.unit_of_work() as db:
            office = Secretariat(db, cabinet)
            meeting = office.plan()
            for ordinal in range(number):
                office.paper(office.add(meeting, f"Item {ordinal}"), f"Paper {ordinal}")
            meeting_id = meeting.id
        statements: list[str] = []

        def count(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
            statements.append(statement)  # noqa: B023 - called inside this turn only

        event.listen(database.engine, "before_cursor_execute", count)
        with database.reading() as db:
            meeting = db.get_one(Meeting, meeting_id)
            shown = agenda_queries.desk(db, meeting)
            assert len(shown.items) == number
            assert all(paper.document.title for item in shown.items for paper in item.papers)
            assert all(item.lead and item.presenter for item in shown.items)
        event.remove(database.engine, "before_cursor_execute", count)
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_who_is_not_of_the_secretariat_finds_no_item(desk: Secretariat) -> None:
    meeting = desk.sent("A")
    item = desk.db.execute(
        select(AgendaItem).where(AgendaItem.meeting_id == meeting.id)
    ).scalar_one()
    for login in ("pm", "minister.g12", "officer.g12", "auditor", "admin", "outsider"):
        with pytest.raises(NotVisible):
            queries.find_item(desk.db, desk.actor(login), item.id)
