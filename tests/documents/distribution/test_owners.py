"""A paper that becomes confidential: the officers of the organisation whose it is read it without
being handed it, so they count among those who lose it, and are told."""

from __future__ import annotations

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


@pytest.fixture
def store(app: Flask) -> Database:
    database: Database = app.extensions["ecabinet.database"]
    return database


def close(store: Database, cabinet: Cabinet, document_id: int, *named: str, **more: Any) -> None:
    """The secretary makes the paper confidential for these and the secretariat."""
    with store.unit_of_work() as db:
        services.change_document(
            db, actor=cabinet.actor(db, "secretary"), document=db.get_one(Document, document_id),
            access_level=AccessLevel.CONFIDENTIAL,
            reader_ids=[cabinet.persons[login] for login in (*named, "head", "clerk")],
            **more,
        )  # fmt: skip


def test_officers_who_lose_their_own_paper_are_counted_first_and_told_when_it_is_meant(
    store: Database, cabinet: Cabinet, files: Store
) -> None:
    with store.unit_of_work() as db:
        document_id = enter(db, cabinet, files, by="officer.g12").id
    with pytest.raises(Invalid) as asked:
        close(store, cabinet, document_id, "pm", takes_away=False)
    assert asked.value.sentence.params == {"count": 1}
    close(store, cabinet, document_id, "pm")
    officer = cabinet.persons["officer.g12"]
    with store.reading() as db:
        (notice,) = db.scalars(select(Notice).where(Notice.kind == "paper-recalled"))
        assert (notice.person_id, notice.url) == (officer, "/documents")
        assert notices.is_gone(db, officer, notice.subject)
        entry = db.scalars(select(JournalEntry).where(JournalEntry.act == "document:change")).one()
        assert entry.details["persons"] == [officer]
    close(store, cabinet, document_id, "pm", "officer.g12")
    with store.reading() as db:
        assert not notices.is_gone(db, officer, notice.subject)


def test_an_officer_who_holds_their_own_paper_loses_it_once(
    store: Database, cabinet: Cabinet, files: Store
) -> None:
    with store.unit_of_work() as db:
        paper = enter(db, cabinet, files, by="officer.g12")
        hand(db, cabinet, paper.current, "officer.g12", "pm")
        document_id, version_id = paper.id, paper.current.id
    close(store, cabinet, document_id, "pm")
    with store.reading() as db:
        (notice,) = db.scalars(select(Notice).where(Notice.kind == "paper-recalled"))
        assert notice.person_id == cabinet.persons["officer.g12"]
        assert notice.url == f"/documents/versions/{version_id}/read"


def test_who_was_named_before_and_is_again_loses_nothing(
    store: Database, cabinet: Cabinet, files: Store
) -> None:
    with store.unit_of_work() as db:
        paper = enter(db, cabinet, files, by="officer.g12")
        hand(db, cabinet, paper.current, "pm")
        document_id = paper.id
    close(store, cabinet, document_id, "pm", "officer.g12")
    with store.unit_of_work() as db:
        services.change_document(
            db, actor=cabinet.actor(db, "secretary"), document=db.get_one(Document, document_id),
            access_level=AccessLevel.CABINET,
        )  # fmt: skip
    close(store, cabinet, document_id, "pm", "officer.g12", takes_away=False)
    with store.reading() as db:
        assert db.scalars(select(Notice).where(Notice.kind == "paper-recalled")).all() == []
