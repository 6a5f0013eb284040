"""Two officers write on the same item or sitting at once: nobody's work is lost."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from ecabinet import clock
from ecabinet.errors import Conflict, Denied, Invalid
from ecabinet.outbox import published
from meetings import queries, services
from meetings.agenda import services as agenda
from meetings.changes import queries as changes_queries
from meetings.changes.models import FieldChange
from meetings.editing import undoing
from meetings.models import AgendaItem
from tests.cabinet import T0, Cabinet
from tests.meetings.sittings import STARTS_AT, Secretariat, frame


def change(desk: Secretariat, login: str, item: AgendaItem, seen: int | None, **content: Any):
    return agenda.change_item(
        desk.db, actor=desk.actor(login), item=item, revision=seen,
        content=desk.content(**content),
    )  # fmt: skip


def test_different_fields_of_one_item_are_both_kept(desk: Secretariat) -> None:
    item = desk.add(desk.plan(), "A", minutes=30)
    seen = item.revision
    change(desk, "head", item, seen, title="Của lãnh đạo")
    change(desk, "secretary", item, seen, title="A", minutes=45)
    assert (item.title, item.minutes) == ("Của lãnh đạo", 45)


def test_a_field_that_both_wrote_is_shown_with_both_texts_who_and_when(desk: Secretariat) -> None:
    item = desk.add(desk.plan(), "A", minutes=30)
    seen = item.revision
    with clock.at(T0 + timedelta(minutes=5)):
        change(desk, "head", item, seen, title="H")
    with pytest.raises(Conflict) as refused:
        change(desk, "secretary", item, seen, title="S", minutes=45)
    assert refused.value.differences == {
        "title": {
            "base": "A", "mine": "S", "theirs": "H", "by": "Đỗ Văn Chánh",
            "at": (T0 + timedelta(minutes=5)).isoformat(),
        }
    }  # fmt: skip
    assert (item.title, item.minutes) == ("H", 30)


def test_what_was_seen_field_by_field_counts_before_the_revision(desk: Secretariat) -> None:
    item = desk.add(desk.plan(), "A")
    seen = item.revision
    change(desk, "head", item, seen, title="H")
    agenda.change_item(
        desk.db, actor=desk.actor("secretary"), item=item, revision=seen,
        content=desk.content("S"), base={"title": "H"},
    )  # fmt: skip
    assert item.title == "S"


def test_several_changes_later_it_is_still_known_what_somebody_saw(desk: Secretariat) -> None:
    item = desk.add(desk.plan(), "A", minutes=30)
    seen = item.revision
    for title in ("B", "C", "D"):
        change(desk, "head", item, None, title=title)
    assert changes_queries.seen_at(desk.db, item, seen) == {"title": "A"}
    assert [w.by for w in changes_queries.written_since(desk.db, item, seen)] == ["Đỗ Văn Chánh"]
    change(desk, "secretary", item, seen, title="A", minutes=45)
    assert (item.title, item.minutes) == ("D", 45)


def test_the_same_words_from_both_are_no_conflict(desk: Secretariat) -> None:
    item = desk.add(desk.plan(), "A")
    seen = item.revision
    change(desk, "head", item, seen, title="B")
    change(desk, "secretary", item, seen, title="B")
    assert len(desk.db.execute(select(FieldChange)).all()) == 1


def test_place_and_title_of_a_sitting_changed_by_two_are_both_kept(desk: Secretariat) -> None:
    meeting = desk.plan()
    seen = meeting.revision
    for login, other in (("head", {"place": "Phòng 2"}), ("secretary", {"title": "Khác"})):
        services.change_meeting(
            desk.db, actor=desk.actor(login), meeting=meeting, revision=seen,
            frame=frame(desk.cabinet, **other),
        )  # fmt: skip
    assert (meeting.place, meeting.title) == ("Phòng 2", "Khác")


def test_an_end_and_a_start_that_do_not_fit_together_are_not_merged(desk: Secretariat) -> None:
    meeting = desk.plan()
    seen = meeting.revision
    services.change_meeting(
        desk.db, actor=desk.actor("head"), meeting=meeting, revision=seen,
        frame=frame(desk.cabinet, planned_end_at=STARTS_AT + timedelta(hours=1)),
    )  # fmt: skip
    with pytest.raises(Invalid):
        services.change_meeting(
            desk.db, actor=desk.actor("secretary"), meeting=meeting, revision=seen,
            frame=frame(desk.cabinet, starts_at=STARTS_AT + timedelta(hours=2)),
        )  # fmt: skip


def test_two_at_the_same_moment_on_different_fields_lose_nothing(
    database: Any, cabinet: Cabinet
) -> None:
    with database.unit_of_work() as db:
        office = Secretariat(db, cabinet)
        item = office.add(office.plan(), "A", minutes=30)
        item_id, seen = item.id, item.revision
    ready = threading.Barrier(2)
    failures: list[BaseException] = []

    def write(login: str, content: dict[str, Any]) -> None:
        ready.wait(10)
        try:
            with database.unit_of_work() as db:
                office = Secretariat(db, cabinet)
                found = queries.find_item(db, office.actor(login), item_id)
                change(office, login, found, seen, **content)
        except BaseException as error:
            failures.append(error)

    wishes = [("head", {"title": "H", "minutes": 30}), ("secretary", {"title": "A", "minutes": 45})]
    threads = [threading.Thread(target=write, args=wish) for wish in wishes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert failures == []
    with database.reading() as db:
        item = db.get_one(AgendaItem, item_id)
        assert (item.title, item.minutes) == ("H", 45)


def order(desk: Secretariat, login: str, meeting: Any, items: list[int], seen: list[int]) -> None:
    agenda.reorder_items(
        desk.db, actor=desk.actor(login), meeting=meeting, item_ids=items, seen=seen, revision=1
    )


def ids(desk: Secretariat, meeting: Any) -> list[int]:
    desk.db.expire_all()
    found = queries.load_items(desk.db, meeting)
    return [item.id for item in found if item.removed_at is None]


def test_moves_of_two_officers_are_both_made_though_an_item_came_and_one_went(
    desk: Secretariat,
) -> None:
    meeting = desk.plan()
    a, b, c, d = (desk.add(meeting, title).id for title in "ABCD")
    seen = [a, b, c, d]
    order(desk, "head", meeting, [a, b, d, c], seen)
    agenda.remove_item(desk.db, actor=desk.actor("head"), item=desk.db.get_one(AgendaItem, b))
    e = desk.add(meeting, "E").id
    order(desk, "secretary", meeting, [b, c, d, a], seen)
    # Mine: A behind D. Theirs: C behind D, without B, and E at the end.
    assert sorted(ids(desk, meeting)) == sorted([a, c, d, e])
    assert ids(desk, meeting)[:2] == [d, a]
    assert ids(desk, meeting)[-1] == e


def test_an_item_that_both_moved_stays_and_the_second_is_told_who(desk: Secretariat) -> None:
    meeting = desk.plan()
    a, b, c = (desk.add(meeting, title).id for title in "ABC")
    order(desk, "head", meeting, [b, c, a], [a, b, c])
    with pytest.raises(Conflict) as refused:
        order(desk, "secretary", meeting, [b, a, c], [a, b, c])
    assert refused.value.sentence.params == {"by": "Đỗ Văn Chánh", "title": "A"}
    assert ids(desk, meeting) == [b, c, a]


def write(desk: Secretariat, login: str, meeting: Any, **other: Any) -> None:
    services.change_meeting(
        desk.db, actor=desk.actor(login), meeting=meeting, revision=None,
        frame=frame(desk.cabinet, **other),
    )  # fmt: skip


def test_the_last_change_of_a_sittings_data_is_undone_and_made_again(desk: Secretariat) -> None:
    meeting = desk.plan()
    later = STARTS_AT + timedelta(hours=1)
    write(desk, "secretary", meeting, place="Phòng 2", starts_at=later, clerk_id=None)
    officer = desk.actor("secretary")
    # The order of the items is no part of the sitting's data.
    a, b = (desk.add(meeting, title).id for title in "AB")
    order(desk, "secretary", meeting, [b, a], [a, b])
    fields = undoing.undo_meeting_change(desk.db, actor=officer, meeting=meeting)
    assert fields == ["clerk_id", "place", "starts_at"]
    assert (meeting.place, meeting.starts_at) == ("Phòng họp số 1", STARTS_AT)
    assert meeting.clerk_id == desk.cabinet.persons["clerk"]
    undoing.undo_meeting_change(desk.db, actor=officer, meeting=meeting)
    assert (meeting.place, meeting.starts_at, meeting.clerk_id) == ("Phòng 2", later, None)
    assert ids(desk, meeting) == [b, a]


def test_what_another_wrote_since_is_not_undone_and_both_texts_are_told(desk: Secretariat) -> None:
    meeting = desk.plan()
    write(desk, "secretary", meeting, place="Phòng 2")
    write(desk, "head", meeting, place="Phòng 3")
    with pytest.raises(Conflict) as refused:
        undoing.undo_meeting_change(desk.db, actor=desk.actor("secretary"), meeting=meeting)
    assert refused.value.differences["place"]["theirs"] == "Phòng 3"
    assert meeting.place == "Phòng 3"
    with pytest.raises(Conflict) as nothing:
        undoing.undo_meeting_change(desk.db, actor=desk.actor("head"), meeting=desk.plan())
    assert nothing.value.code == "editing-nothing-to-undo-sitting"


def test_undoing_another_day_of_a_sent_sitting_tells_the_invited_and_asks_them_again(
    desk: Secretariat,
) -> None:
    meeting = desk.sent("A")
    week = timedelta(days=7)
    write(desk, "head", meeting, starts_at=STARTS_AT + week,
          planned_end_at=meeting.planned_end_at + week)  # fmt: skip
    before = len([e for e in published(desk.db) if e.name == "meeting:changed"])
    undoing.undo_meeting_change(desk.db, actor=desk.actor("head"), meeting=meeting)
    told = [e for e in published(desk.db) if e.name == "meeting:changed"]
    assert meeting.starts_at == STARTS_AT
    assert len(told) == before + 1
    assert f"person:{desk.cabinet.persons['minister.g12']}" in told[-1].rooms()
    with pytest.raises(Denied):
        undoing.undo_meeting_change(desk.db, actor=desk.actor("clerk"), meeting=meeting)
