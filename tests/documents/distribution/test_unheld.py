"""The record names also those who read a paper that was not handed to them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from documents.distribution import audit_readers
from documents.distribution.audit import Question
from documents.distribution.audit_readers import all_readings, list_readings
from documents.distribution.services import note_opened
from documents.models import AccessLevel
from ecabinet.api.cursors import encode
from ecabinet.people.models import Delegation, DelegationScope
from ecabinet.storage import Store
from tests.cabinet import T0, Cabinet
from tests.documents.papers import enter, hand

pytestmark = pytest.mark.usefixtures("now")
READ_FOR = "đọc thay Trần Thị Bình"


@pytest.fixture
def paper_id(
    app: Flask, cabinet: Cabinet, files: Store, keep_copy: Callable[[Any, str, int], None]
) -> int:
    """A confidential paper of minister.g12, read and kept by an officer in that name."""
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        paper = enter(
            db, cabinet, files, "Đê nhân sự", AccessLevel.CONFIDENTIAL, by="head",
            organisation=None, readers=["minister.g12", "secretary"],
        )  # fmt: skip
        hand(db, cabinet, paper.current, "minister.g12")
        db.add(Delegation(
            person_id=cabinet.persons["minister.g12"], account_id=cabinet.accounts["officer.g15"],
            scope=DelegationScope.READ, starts_at=T0, ends_at=T0 + timedelta(days=9),
        ))  # fmt: skip
        db.flush()
        reader = cabinet.actor(db, "officer.g15")
        note_opened(db, actor=reader, version=paper.current, at=T0 + timedelta(hours=1))
        keep_copy(db, "officer.g15", paper.current.id)
        keep_copy(db, "secretary", paper.current.id)
        return paper.id


def test_who_read_and_kept_a_paper_by_delegation_is_found_by_paper_and_by_person(
    paper_id: int, cabinet: Cabinet, client_of: Callable[[str], Any]
) -> None:
    head, person = client_of("head"), cabinet.persons["officer.g15"]
    for asked in (f"document_id={paper_id}", f"person_id={person}", "which=unheld", ""):
        for where in ("audit", "audit.csv"):
            told = head.get(f"/documents/{where}?{asked}").text
            assert READ_FOR in told and "Cán bộ BTP" in told, (where, asked)
            assert "Đê nhân sự" in told and "Safari · iPad" in told, (where, asked)
    table = head.get(f"/documents/audit.csv?document_id={paper_id}").text
    assert "thuộc Văn phòng" in table  # kept by a secretary who did not open it
    assert READ_FOR in head.get(f"/documents/{paper_id}").text
    for asked in ("which=in_force", "to_on=2026-11-30"):
        assert "Cán bộ BTP" not in head.get(f"/documents/audit.csv?{asked}").text, asked


def test_a_long_record_is_asked_for_a_stretch_at_a_time(
    app: Flask, cabinet: Cabinet, paper_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    database = app.extensions["ecabinet.database"]

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        if "FROM person" in statement and "person.id IN" in statement:
            asked.append(len(values))

    with database.reading() as db:
        head = cabinet.actor(db, "head")
        before = all_readings(db, head, Question())
        monkeypatch.setattr(audit_readers, "AT_ONCE", 1, raising=False)
        event.listen(database.engine, "before_cursor_execute", note)
        assert all_readings(db, head, Question()) == before
        event.remove(database.engine, "before_cursor_execute", note)
    assert (len(before), max(asked)) == (2, 1)


def test_who_only_kept_a_copy_is_offered_and_a_question_without_an_answer_says_so(
    paper_id: int, cabinet: Cabinet, client_of: Callable[[str], Any]
) -> None:
    head = client_of("head")
    kept_only = f'<option value="{cabinet.persons["secretary"]}"'
    assert kept_only in head.get("/documents/audit").text
    nothing = head.get("/documents/audit?which=unheld&to_on=2020-01-01").text
    assert "Không có lần phát hành nào phù hợp" in nothing


def test_an_auditor_finds_the_reader_and_not_the_title(
    paper_id: int, client_of: Callable[[str], Any]
) -> None:
    auditor = client_of("auditor")
    for where in ("audit", "audit.csv"):
        told = auditor.get(f"/documents/{where}").text
        assert READ_FOR in told and "Đê nhân sự" not in told
        assert READ_FOR not in auditor.get(f"/documents/{where}?search=nhân+sự").text


def test_readers_without_a_handing_out_are_paged_and_a_strange_place_is_refused(
    app: Flask, cabinet: Cabinet, files: Store, paper_id: int, client_of: Callable[[str], Any]
) -> None:
    with app.extensions["ecabinet.database"].reading() as db:
        head = cabinet.actor(db, "head")
        first = list_readings(db, head, Question(), limit=1)
        second = list_readings(db, head, Question(), limit=1, cursor=first.next)
        assert second.next is None
        found = {row.person_id for row in (*first.items, *second.items)}
        assert found == {cabinet.persons["officer.g15"], cabinet.persons["secretary"]}
    strange = encode(["x", 2**40])
    answer = client_of("head").get(f"/documents/audit?which=unheld&cursor={strange}")
    assert answer.status_code == 422
