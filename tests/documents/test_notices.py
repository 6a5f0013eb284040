"""Who held a version is told when it is replaced or taken back; never what it says."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select

from documents import notices
from documents.distribution import services as distribution
from documents.models import Document, ReadingReceipt
from ecabinet.notices.models import Notice
from ecabinet.sentences import Sentence
from ecabinet.storage import Store
from tests.cabinet import T0, Cabinet
from tests.documents.papers import enter, hand, replace


def told(app: Flask, kind: str) -> dict[int, Notice]:
    with app.extensions["ecabinet.database"].reading() as db:
        rows = db.execute(select(Notice).where(Notice.kind == kind)).scalars()
        return {row.person_id: row for row in rows}


def test_the_holders_of_a_replaced_version_are_told_until_they_open_the_new_one(
    app: Flask, cabinet: Cabinet, files: Store, now: Any
) -> None:
    store, pm = app.extensions["ecabinet.database"], cabinet.persons["pm"]
    with store.unit_of_work() as db:
        paper = enter(db, cabinet, files, organisation="G12")
        hand(db, cabinet, paper.current, "pm", "minister.g15")
        document_id = paper.id
    assert told(app, "paper-replaced") == {}
    with store.unit_of_work() as db:
        new_id = replace(db, cabinet, files, db.get_one(Document, document_id)).id
    found = told(app, "paper-replaced")
    assert set(found) == {pm, cabinet.persons["minister.g15"]}
    assert found[pm].url == f"/documents/versions/{new_id}/read"
    outside = found[pm].outside
    assert outside is not None
    assert Sentence.from_json(outside).params == {}
    subject = {"version_id": new_id}
    with store.unit_of_work() as db:
        assert notices.is_to_read(db, pm, subject)
        db.add(
            ReadingReceipt(version_id=new_id, person_id=pm, first_opened_at=T0, last_opened_at=T0)
        )
        db.flush()
        assert not notices.is_to_read(db, pm, subject)
        assert not notices.is_to_read(db, cabinet.persons["minister.g03"], subject)


def test_whoever_loses_a_paper_is_told_without_its_title(
    app: Flask, cabinet: Cabinet, files: Store, now: Any
) -> None:
    store, pm = app.extensions["ecabinet.database"], cabinet.persons["pm"]
    with store.unit_of_work() as db:
        paper = enter(db, cabinet, files, organisation="G12")
        hand(db, cabinet, paper.current, "pm")
        version = paper.current
        distribution.recall(
            db, actor=cabinet.actor(db, "secretary"), version=version,
            at=T0 + timedelta(hours=1), reason="Nhầm bản",
        )  # fmt: skip
        version_id = version.id
    found = told(app, "paper-recalled")
    assert set(found) == {pm}
    assert Sentence.from_json(found[pm].sentence).params == {}
    with store.reading() as db:
        assert notices.is_gone(db, pm, {"version_id": version_id})
