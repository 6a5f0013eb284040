"""Where papers stand, as lower pages are told: by the sent edition, or by the working copy."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from documents.duplicates import SAME_FILE, warnings_for
from documents.models import AccessLevel, DocumentVersion, VersionState
from ecabinet.sentences import S
from ecabinet.slots import DOCUMENT_PLACES, PAPERS_BESIDE, DocumentPlace
from meetings.agenda import services as agenda
from meetings.places import document_places, papers_beside
from tests.meetings.sittings import STARTS_AT, Secretariat


def beside(desk: Secretariat, login: str, meeting: Any) -> list[tuple[int, int, str]]:
    found = papers_beside(desk.db, desk.actor(login), f"meeting:{meeting.id}")
    return [(place.line, place.ordinal, place.document_title) for place in found]


def add_version(desk: Secretariat, document: Any) -> DocumentVersion:
    version = desk.version(2)
    document.versions.append(version)
    desk.db.flush()
    return version


def test_members_are_told_what_was_sent_and_the_secretariat_what_it_works_on(
    desk: Secretariat,
) -> None:
    meeting = desk.plan()
    first, second = desk.add(meeting, "Ngân sách"), desk.add(meeting, "Giáo dục")
    desk.paper(first, "Tờ trình")
    desk.paper(first, "Dự thảo")
    desk.paper(second, "Báo cáo")
    assert beside(desk, "minister.g12", meeting) == []
    desk.approve(meeting)
    desk.send(meeting)
    sent = [(1, 1, "Tờ trình"), (1, 2, "Dự thảo"), (2, 1, "Báo cáo")]
    assert beside(desk, "minister.g12", meeting) == sent

    desk.paper(second, "Bổ sung")
    assert beside(desk, "minister.g12", meeting) == sent
    assert beside(desk, "secretary", meeting) == [*sent, (2, 2, "Bổ sung")]
    for login in ("auditor", "admin", "outsider", "officer.g12"):
        assert beside(desk, login, meeting) == []


def test_a_member_reads_the_version_of_the_edition_and_the_secretariat_the_newest(
    desk: Secretariat,
) -> None:
    meeting = desk.plan()
    document = desk.paper(desk.add(meeting, "Ngân sách"), "Tờ trình")
    old = document.current
    desk.approve(meeting)
    desk.send(meeting)
    new = add_version(desk, document)

    def read_by(login: str) -> list[int]:
        found = document_places(desk.db, desk.actor(login), [document.id])
        return [place.version_id for place in found]

    assert read_by("minister.g15") == [old.id]
    assert read_by("secretary") == [new.id]


def test_a_paper_kept_from_somebody_is_not_named_to_them_and_the_others_keep_their_numbers(
    desk: Secretariat,
) -> None:
    meeting = desk.plan()
    item = desk.add(meeting, "Ngân sách")
    desk.paper(item, "Mật").access_level = AccessLevel.SECRETARIAT
    open_paper = desk.paper(item, "Tờ trình")
    desk.approve(meeting)
    desk.send(meeting)
    assert beside(desk, "minister.g12", meeting) == [(1, 2, "Tờ trình")]
    assert beside(desk, "secretary", meeting) == [(1, 1, "Mật"), (1, 2, "Tờ trình")]

    open_paper.current.state = VersionState.RECALLED
    open_paper.current.recalled_at = open_paper.created_at
    desk.db.flush()
    assert beside(desk, "minister.g12", meeting) == []


def test_a_paper_of_two_sittings_is_told_of_in_both_the_later_sitting_first(
    desk: Secretariat,
) -> None:
    first, second = desk.plan(), desk.plan(title="Phiên họp chuyên đề")
    document = desk.paper(desk.add(first, "Ngân sách"), "Tờ trình")
    item = desk.add(second, "Ngân sách, tiếp theo")
    desk.paper(item, "Khác")
    desk.approve(first)
    desk.send(first)
    from_second = document_places(desk.db, desk.actor("minister.g12"), [document.id])
    assert [(place.occasion, place.line_title) for place in from_second] == [
        (f"meeting:{first.id}", "Ngân sách")
    ]
    assert isinstance(from_second[0], DocumentPlace)
    assert document_places(desk.db, desk.actor("minister.g12"), []) == []


def test_what_names_no_sitting_has_no_papers_beside(desk: Secretariat) -> None:
    actor = desk.actor("secretary")
    for occasion in ("", "meeting:", "meeting:9999", "ballot:1", "meeting:1x", "meeting:-1"):
        assert papers_beside(desk.db, actor, occasion) == []


def test_the_queries_do_not_grow_with_items_and_sittings(desk: Secretariat) -> None:
    def queries_for(login: str, ids: list[int]) -> int:
        seen: list[str] = []

        def note(*args: Any) -> None:
            seen.append(args[2])

        actor = desk.actor(login)
        desk.db.flush()
        desk.db.expunge_all()
        engine = desk.db.get_bind()
        event.listen(engine, "before_cursor_execute", note)
        places = document_places(desk.db, actor, ids)
        event.remove(engine, "before_cursor_execute", note)
        assert len(places) == len(ids)
        return len(seen)

    def documents_of(meeting: Any) -> list[int]:
        return [paper.document_id for item in meeting.items for paper in item.papers]

    few = documents_of(desk.sent("A"))
    many = few + documents_of(desk.sent(*"BCDEFG")) + documents_of(desk.sent(*"HIJK"))
    for login in ("minister.g12", "secretary"):
        assert queries_for(login, many) == queries_for(login, few)


def test_sittings_ballots_and_dossiers_say_where_papers_stand(app: Any) -> None:
    def floors(slot: Any) -> set[str]:
        return {filler.__module__ for filler in slot}

    assert floors(DOCUMENT_PLACES) == {"meetings.places", "ballots.places"}
    assert floors(PAPERS_BESIDE) == floors(DOCUMENT_PLACES) | {"dossiers.submissions.places"}


@pytest.mark.parametrize("later_first", [True, False])
def test_a_file_that_stands_on_two_sittings_already_is_told_of_the_later_one(
    desk: Secretariat, later_first: bool
) -> None:
    earlier, later = STARTS_AT, STARTS_AT + timedelta(days=30)
    items = [
        desk.add(desk.plan(title=title, starts_at=at, planned_end_at=at + timedelta(hours=4)))
        for title, at in (("Phiên trước", earlier), ("Phiên sau", later))
    ]
    first, second = items[::-1] if later_first else items
    paper = desk.paper(first)
    secretary = desk.actor("secretary")
    agenda.attach_document(desk.db, actor=secretary, item=second, document=paper)
    again = desk.paper(title="Lại tệp đó")
    again.current.warnings = [S(SAME_FILE, version=paper.current.id).to_json()]
    told = warnings_for(desk.db, secretary, [again.current])[again.current.id]
    assert [one.params.get("occasion") for one in told] == ["Phiên sau"]
