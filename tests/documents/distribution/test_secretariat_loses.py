"""A paper that becomes confidential is taken from the secretariat too: whoever does it is asked
first, with their names, and they are told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from documents import notices, services
from documents.models import AccessLevel, Document
from ecabinet.db import Database
from ecabinet.errors import Invalid
from ecabinet.journal import JournalEntry
from ecabinet.notices.models import Notice
from ecabinet.storage import Store
from tests.cabinet import Cabinet
from tests.documents.papers import enter, hand

pytestmark = pytest.mark.usefixtures("now")
OFFICE = ("secretary", "head", "clerk")


def close(
    work: Callable[[], Any], cabinet: Cabinet, document_id: int, *named: str,
    by: str = "officer.g12", takes_away: bool = True,
) -> None:  # fmt: skip
    """The login makes the paper confidential for these."""
    with work() as db:
        services.change_document(
            db, actor=cabinet.actor(db, by), document=db.get_one(Document, document_id),
            access_level=AccessLevel.CONFIDENTIAL, takes_away=takes_away,
            reader_ids=[cabinet.persons[login] for login in named],
        )  # fmt: skip


@pytest.fixture
def work(app: Flask) -> Callable[[], Any]:
    """A unit of work of the application, which writes the notices too."""
    database: Database = app.extensions["ecabinet.database"]
    return database.unit_of_work


@pytest.fixture
def paper(work: Callable[[], Any], cabinet: Cabinet, files: Store) -> int:
    with work() as db:
        return enter(db, cabinet, files, by="officer.g12").id


def told(db: Any, cabinet: Cabinet) -> set[str]:
    logins = {person: login for login, person in cabinet.persons.items()}
    rows = db.scalars(select(Notice).where(Notice.kind == "paper-recalled"))
    return {logins[row.person_id] for row in rows}


def test_an_officer_is_asked_by_name_before_the_secretariat_loses_the_paper_and_it_is_told(
    work: Callable[[], Any], cabinet: Cabinet, paper: int
) -> None:
    with pytest.raises(Invalid) as asked:
        close(work, cabinet, paper, "pm", takes_away=False)
    assert asked.value.fields.keys() == {"takes_away"}
    for name in ("Vũ Thị Thư", "Đỗ Văn Chánh", "Ngô Thị Ký"):
        assert name in str(asked.value.sentence.params["names"])
    close(work, cabinet, paper, "pm")
    office = [cabinet.persons[login] for login in OFFICE]
    with work() as db:
        assert told(db, cabinet) == set(OFFICE)
        (row, *_) = db.scalars(select(Notice).where(Notice.kind == "paper-recalled"))
        assert notices.is_gone(db, row.person_id, row.subject)
        entry = db.scalars(select(JournalEntry).where(JournalEntry.act == "document:change")).one()
        assert entry.details["persons"] == sorted(office)


def test_who_of_the_secretariat_is_named_keeps_it_and_is_not_asked_about(
    work: Callable[[], Any], cabinet: Cabinet, paper: int
) -> None:
    close(work, cabinet, paper, "pm", *OFFICE, takes_away=False)
    with pytest.raises(Invalid) as asked:
        close(work, cabinet, paper, "pm", "secretary", "head", takes_away=False)
    assert asked.value.sentence.params["names"] == "Ngô Thị Ký"
    close(work, cabinet, paper, "pm", "secretary", "head")
    with work() as db:
        assert told(db, cabinet) == {"clerk"}


def test_a_secretary_is_asked_about_the_colleagues_and_not_about_themselves(
    work: Callable[[], Any], cabinet: Cabinet, paper: int
) -> None:
    with pytest.raises(Invalid) as asked:
        close(work, cabinet, paper, "officer.g12", by="secretary", takes_away=False)
    assert "Vũ Thị Thư" not in str(asked.value.sentence.params["names"])
    close(work, cabinet, paper, "officer.g12", by="secretary")
    with work() as db:
        assert told(db, cabinet) == {"head", "clerk"}


def test_holders_and_secretariat_are_asked_about_in_one_sentence_and_each_is_told_once(
    work: Callable[[], Any], cabinet: Cabinet, paper: int
) -> None:
    with work() as db:
        hand(db, cabinet, db.get_one(Document, paper).current, "pm", "minister.g15", "clerk")
    with pytest.raises(Invalid) as asked:
        close(work, cabinet, paper, "pm", takes_away=False)
    assert asked.value.sentence.params["count"] == 2
    assert "Ngô Thị Ký" not in str(asked.value.sentence.params["names"])
    close(work, cabinet, paper, "pm")
    with work() as db:
        rows = db.scalars(select(Notice).where(Notice.kind == "paper-recalled")).all()
        assert len(rows) == len({row.person_id for row in rows}) == 4


def test_the_form_of_a_paper_asks_an_officer_and_saves_when_it_is_meant(
    client_of: Callable[[str], Any], cabinet: Cabinet, paper: int
) -> None:
    officer, where = client_of("officer.g12"), f"/documents/{paper}/change"
    form = {
        "title": "Tờ trình", "kind": "other", "access_level": "confidential", "number_symbol": "",
        "reader_ids": str(cabinet.persons["pm"]), "revision": 1,
    }  # fmt: skip
    asked = officer.post(where, data=form)
    assert asked.status_code == 422
    assert "Văn phòng mất quyền đọc tài liệu này ngay khi lưu thay đổi: " in asked.text
    assert 'name="takes_away"' in asked.text
    assert officer.post(where, data=form | {"takes_away": "yes"}).status_code == 302
