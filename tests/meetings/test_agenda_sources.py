"""Dossiers and items that were put off come onto an agenda, with real rows on both engines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from dossiers.submissions.models import SubmissionState
from ecabinet import clock
from ecabinet.errors import Conflict, Denied, Invalid
from meetings.agenda import queries, sources
from meetings.agenda import services as agenda
from meetings.agenda.returning import offered_at
from meetings.live import notes
from meetings.live import services as room
from meetings.models import AgendaItem, ItemState, ItemType, Meeting
from tests.cabinet import Cabinet
from tests.dossiers.submissions.dossiers import Office
from tests.meetings.live.room import MEMBERS
from tests.meetings.sittings import STARTS_AT, Secretariat

DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(DAYS, st.lists(st.tuples(st.integers(1, 9), DAYS), max_size=8), st.sets(st.integers(1, 9)))
def test_what_was_put_off_is_offered_to_the_first_sitting_in_time_that_did_not_refuse(
    resubmit_on: date, sittings: list[tuple[int, date]], refused: set[int]
) -> None:
    asked = offered_at(resubmit_on, sittings, refused)
    able = [id_ for id_, day in sittings if day >= resubmit_on and id_ not in refused]
    assert asked == (able[0] if able else None)


def put_off(desk: Secretariat, title: str = "Nghị định", **other: Any) -> AgendaItem:
    """An item that a sitting a week before put off until 10 December."""
    held = desk.plan(starts_at=STARTS_AT - timedelta(days=6))
    item = desk.add(held, title, **other)
    desk.paper(item)
    item.state, item.resubmit_on = ItemState.DEFERRED, date(2026, 12, 10)
    item.set_aside_reason = "Cần lấy thêm ý kiến"
    desk.db.flush()
    return item


def offered(desk: Secretariat, meeting: Meeting) -> list[str]:
    return [one.item.title for one in queries.desk(desk.db, meeting).returning]


def test_accepted_dossiers_come_with_subject_lead_papers_and_what_is_asked(
    desk: Secretariat,
) -> None:
    dossier = Office(desk.db, desk.cabinet).accepted()
    meeting, officer = desk.plan(), desk.actor("secretary")
    (item,) = sources.add_submissions(desk.db, actor=officer, meeting=meeting, dossiers=[dossier])
    assert (item.title, item.lead_id, item.type, item.submission_id) == (
        dossier.subject, dossier.organisation_id, ItemType.DECISION, dossier.id,
    )  # fmt: skip
    assert [p.document_id for p in item.papers] == [p.document_id for p in dossier.papers]
    assert dossier.state is SubmissionState.SCHEDULED
    assert queries.desk(desk.db, meeting).lines[0]["proposal"] == dossier.proposal_number


def test_the_page_of_a_dossier_names_its_agenda_to_those_who_prepare_it(
    work: Callable[[], Any], cabinet: Cabinet, client_of: Callable[[str], Any]
) -> None:
    with work() as db:
        desk, dossier = Secretariat(db, cabinet), Office(db, cabinet).accepted()
        [item] = sources.add_submissions(
            db, actor=desk.actor("secretary"), meeting=desk.plan(), dossiers=[dossier]
        )
        page, agenda = f"/submissions/{dossier.id}", f"/meetings/{item.meeting_id}"
    assert agenda in client_of("secretary").get(page).text
    assert agenda not in client_of("officer.g12").get(page).text


def test_a_dossier_stands_on_one_agenda_at_a_time(desk: Secretariat) -> None:
    dossier = Office(desk.db, desk.cabinet).accepted()
    officer, other = desk.actor("secretary"), desk.plan()
    sources.add_submissions(desk.db, actor=officer, meeting=desk.plan(), dossiers=[dossier])
    with pytest.raises(Conflict):
        sources.add_submissions(desk.db, actor=officer, meeting=other, dossiers=[dossier])


def test_the_store_itself_refuses_a_dossier_on_two_agendas(desk: Secretariat) -> None:
    dossier = Office(desk.db, desk.cabinet).accepted()
    one, two = desk.add(desk.plan(), "A"), desk.add(desk.plan(), "B")
    one.submission_id = dossier.id
    desk.db.flush()
    with pytest.raises(IntegrityError), desk.db.begin_nested():
        two.submission_id = dossier.id
        desk.db.flush()


def test_taking_the_item_off_frees_the_dossier_and_restoring_takes_it_again(
    desk: Secretariat,
) -> None:
    dossier = Office(desk.db, desk.cabinet).accepted()
    meeting, other, officer = desk.plan(), desk.plan(), desk.actor("secretary")
    (item,) = sources.add_submissions(desk.db, actor=officer, meeting=meeting, dossiers=[dossier])
    agenda.remove_item(desk.db, actor=officer, item=item)
    assert dossier.state is SubmissionState.ACCEPTED
    agenda.restore_item(desk.db, actor=officer, item=item)
    assert dossier.state is SubmissionState.SCHEDULED
    agenda.remove_item(desk.db, actor=officer, item=item)
    sources.add_submissions(desk.db, actor=officer, meeting=other, dossiers=[dossier])
    with pytest.raises(Conflict):
        agenda.restore_item(desk.db, actor=officer, item=item)


def test_a_sitting_called_off_frees_its_dossiers(desk: Secretariat) -> None:
    dossier = Office(desk.db, desk.cabinet).accepted()
    meeting, officer = desk.plan(), desk.actor("secretary")
    sources.add_submissions(desk.db, actor=officer, meeting=meeting, dossiers=[dossier])
    desk.cancel(meeting)
    assert dossier.state is SubmissionState.ACCEPTED
    again = sources.add_submissions(desk.db, actor=officer, meeting=desk.plan(), dossiers=[dossier])
    assert again[0].submission_id == dossier.id


def test_what_was_put_off_comes_back_with_papers_and_history(desk: Secretariat) -> None:
    item, meeting = put_off(desk), desk.plan()
    now = queries.desk(desk.db, meeting)
    assert [one.item.id for one in now.returning] == [item.id]
    assert now.returning[0].history[0].item.set_aside_reason == "Cần lấy thêm ý kiến"
    made = sources.take_up_again(desk.db, actor=desk.actor("secretary"), meeting=meeting, item=item)
    assert (made.title, made.came_from_id) == (item.title, item.id)
    assert [p.document_id for p in made.papers] == [p.document_id for p in item.papers]
    assert offered(desk, meeting) == []
    assert [e.item.id for e in queries.desk(desk.db, meeting).history[made.id]] == [item.id]
    agenda.remove_item(desk.db, actor=desk.actor("secretary"), item=made)
    assert offered(desk, meeting) == ["Nghị định"]


def test_what_two_sittings_put_off_comes_back_to_the_third_with_both_histories(
    desk: Secretariat,
) -> None:
    officer, pm = desk.actor("secretary"), desk.actor("pm")
    item, second = put_off(desk), desk.plan()
    again = sources.take_up_again(desk.db, actor=officer, meeting=second, item=item)
    desk.approve(second)
    desk.send(second)
    with clock.at(STARTS_AT):
        present = [desk.cabinet.persons[login] for login in MEMBERS]
        room.open_meeting(
            desk.db, actor=pm, meeting=second, today=STARTS_AT.date(), present=present
        )
        room.set_current_item(desk.db, actor=pm, meeting=second, item=again)
        notes.add_note(
            desk.db, actor=desk.actor("clerk"), meeting=second, item=again, text="Cần số liệu",
            speaker_id=desk.cabinet.persons["pm"],
        )  # fmt: skip
        room.defer_item(
            desk.db, actor=pm, meeting=second, item=again, reason="Chờ số liệu",
            resubmit_on=STARTS_AT.date() + timedelta(days=7), today=STARTS_AT.date(),
        )  # fmt: skip
        room.end_meeting(desk.db, actor=pm, meeting=second)
        early, third = (
            desk.plan(
                starts_at=STARTS_AT + timedelta(days=days),
                planned_end_at=STARTS_AT + timedelta(days=days, hours=4),
            )
            for days in (3, 7)
        )
        assert offered(desk, early) == []
        (one,) = queries.desk(desk.db, third).returning
        made = sources.take_up_again(desk.db, actor=officer, meeting=third, item=one.item)

        assert [(e.item.set_aside_reason, e.notes) for e in one.history] == [
            ("Chờ số liệu", ["Nguyễn Văn An: Cần số liệu"]), ("Cần lấy thêm ý kiến", []),
        ]  # fmt: skip
        assert [p.document_id for p in made.papers] == [p.document_id for p in item.papers]
        now = queries.desk(desk.db, third)
        assert [e.item.id for e in now.history[made.id]] == [again.id, item.id]
        assert now.returning == []


def test_it_is_not_lost_the_next_sitting_is_asked_and_no_agenda_is_approved_over_it(
    desk: Secretariat,
) -> None:
    item, first = put_off(desk), desk.plan()
    later = desk.plan(
        starts_at=STARTS_AT + timedelta(days=30), planned_end_at=STARTS_AT + timedelta(days=31)
    )
    desk.add(first, "A")
    assert (offered(desk, first), offered(desk, later)) == (["Nghị định"], [])
    with pytest.raises(Invalid) as refused:
        desk.approve(first)
    assert "agenda-lacks-decision-on-returning" in str(refused.value.sentence)
    sources.put_off_again(desk.db, actor=desk.actor("secretary"), meeting=first, item=item)
    assert (offered(desk, first), offered(desk, later)) == ([], ["Nghị định"])
    desk.approve(first)
    with pytest.raises(Conflict):
        sources.take_up_again(
            desk.db, actor=desk.actor("secretary"), meeting=later, item=first_of(desk, first)
        )


def first_of(desk: Secretariat, meeting: Meeting) -> AgendaItem:
    return queries.desk(desk.db, meeting).items[0]


def test_it_is_not_offered_before_its_day(desk: Secretariat) -> None:
    put_off(desk)
    early = desk.plan(starts_at=STARTS_AT - timedelta(days=6))
    assert offered(desk, early) == []


def test_a_sitting_called_off_gives_back_what_it_had_taken_up(desk: Secretariat) -> None:
    item, meeting = put_off(desk), desk.plan()
    sources.take_up_again(desk.db, actor=desk.actor("secretary"), meeting=meeting, item=item)
    desk.cancel(meeting)
    assert offered(desk, desk.plan()) == ["Nghị định"]


def test_only_officers_take_up_what_was_put_off(desk: Secretariat) -> None:
    item, meeting = put_off(desk), desk.plan()
    for login in ("clerk", "minister.g12"):
        with pytest.raises(Denied):
            sources.take_up_again(desk.db, actor=desk.actor(login), meeting=meeting, item=item)
