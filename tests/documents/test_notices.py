"""Who held a version is told when it is replaced or taken back; never what it says."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select

from documents import notices, services
from documents.distribution import by_hand, receipts
from documents.distribution import services as distribution
from documents.models import AccessLevel, Distribution, Document, DocumentVersion, ReadingReceipt
from documents.release_plans.models import ReleaseRule
from documents.versions import releases
from ecabinet import clock
from ecabinet.notices.models import Notice
from ecabinet.sentences import Sentence
from ecabinet.storage import Store
from tests.cabinet import T0, Cabinet
from tests.documents.papers import enter, hand, prepared, replace


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


def by_hand_to(app: Flask, cabinet: Cabinet, files: Store, *logins: str) -> int:
    """A new paper, handed by hand to these logins; returns its version."""
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        version = enter(db, cabinet, files, organisation="G12").current
        by_hand.hand_out(
            db, actor=cabinet.actor(db, "head"), version=version, at=T0,
            person_ids=[cabinet.persons[login] for login in logins],
        )  # fmt: skip
        return version.id


def test_what_a_sitting_hands_out_tells_nobody_of_an_earlier_handing_by_hand(
    app: Flask, cabinet: Cabinet, files: Store, now: Any
) -> None:
    version_id = by_hand_to(app, cabinet, files, "pm")
    store = app.extensions["ecabinet.database"]
    with store.unit_of_work() as db:
        # By hand too, while nobody was told of that yet.
        version = db.get_one(DocumentVersion, version_id)
        db.add(
            Distribution(
                version_id=version_id, person_id=cabinet.persons["minister.g15"],
                by_id=cabinet.accounts["head"], at=T0, occasion=by_hand.occasion(version.document),
            )
        )  # fmt: skip
    assert set(told(app, "paper-handed")) == {cabinet.persons["pm"]}
    with store.unit_of_work() as db:
        version = db.get_one(DocumentVersion, version_id)
        hand(db, cabinet, version, "pm", "minister.g15", "minister.g03")
    assert set(told(app, "paper-handed")) == {cabinet.persons["pm"]}


def test_who_waited_for_a_sitting_and_by_hand_is_told_when_it_goes_out(
    app: Flask, cabinet: Cabinet, files: Store, now: Any
) -> None:
    store, later = app.extensions["ecabinet.database"], T0 + timedelta(hours=3)
    with store.unit_of_work() as db:
        version = enter(db, cabinet, files, organisation="G12").current
        releases.plan_release(
            db, actor=cabinet.actor(db, "head"), version=version, rule=ReleaseRule.AT,
            release_at=later, at=T0,
        )  # fmt: skip
        version_id = version.id
        hand(db, cabinet, version, "pm", "minister.g15")
        by_hand.hand_out(
            db, actor=cabinet.actor(db, "head"), version=version, at=T0,
            person_ids=[cabinet.persons["pm"]],
        )  # fmt: skip
    assert told(app, "paper-handed") == {}
    with store.unit_of_work() as db:
        assert releases.carry_out(db, version_id, later)
    # The sitting told of itself while the paper was closed: of its opening nothing else tells.
    with store.reading() as db:
        rows = db.execute(select(Notice.person_id).where(Notice.kind == "paper-handed")).scalars()
        assert sorted(rows) == sorted(cabinet.persons[one] for one in ("pm", "minister.g15"))


def test_who_waited_for_an_older_version_is_told_of_the_one_that_opens_in_its_place(
    app: Flask, cabinet: Cabinet, files: Store, now: Any
) -> None:
    store, later = app.extensions["ecabinet.database"], T0 + timedelta(hours=3)
    with store.unit_of_work() as db:
        head, paper = cabinet.actor(db, "head"), enter(db, cabinet, files, organisation="G12")
        releases.plan_release(
            db, actor=head, version=paper.current, rule=ReleaseRule.AT, release_at=later, at=T0
        )
        hand(db, cabinet, paper.current, "minister.g15")
        newer = services.add_version(
            db, actor=head, document=paper, prepared=prepared(files, "Bản hai"), at=T0
        )
        newer_id = newer.id
    with store.unit_of_work() as db:
        version = db.get_one(DocumentVersion, newer_id)
        services.release(db, actor=cabinet.actor(db, "head"), version=version, at=later)
    assert set(told(app, "paper-handed")) == {cabinet.persons["minister.g15"]}


def test_whom_the_level_keeps_out_meanwhile_is_not_told_of_the_opening(
    app: Flask, cabinet: Cabinet, files: Store, now: Any
) -> None:
    store, later = app.extensions["ecabinet.database"], T0 + timedelta(hours=3)
    with store.unit_of_work() as db:
        head, paper = cabinet.actor(db, "head"), enter(db, cabinet, files, organisation="G12")
        releases.plan_release(
            db, actor=head, version=paper.current, rule=ReleaseRule.AT, release_at=later, at=T0
        )
        hand(db, cabinet, paper.current, "pm", "clerk")
        services.change_document(
            db, actor=head, document=paper, access_level=AccessLevel.SECRETARIAT
        )
        version_id = paper.current.id
    with store.unit_of_work() as db:
        assert releases.carry_out(db, version_id, later)
    assert set(told(app, "paper-handed")) == {cabinet.persons["clerk"]}


def test_handing_out_by_hand_asks_the_store_no_more_for_eight_persons_than_for_two(
    app: Flask, cabinet: Cabinet, files: Store, now: Any, count_queries: Any
) -> None:
    by_hand_to(app, cabinet, files, "pm")
    with count_queries(app) as few:
        by_hand_to(app, cabinet, files, "pm", "clerk")
    with count_queries(app) as many:
        by_hand_to(
            app, cabinet, files, "pm", "clerk", "minister.g12", "minister.g15", "minister.g03",
            "officer.g12", "officer.g15", "secretary",
        )  # fmt: skip
    # But for what is one for each person in any case: the row itself, and the number of their room.
    each = ("INSERT INTO distribution ", "INSERT INTO room_counter ")
    few, many = ([one for one in seen if not one.startswith(each)] for seen in (few, many))
    assert len(many) == len(few)


def test_who_has_read_a_paper_and_is_then_asked_to_say_so_is_told_until_they_do(
    app: Flask, cabinet: Cabinet, files: Store, now: Any
) -> None:
    store, pm = app.extensions["ecabinet.database"], cabinet.persons["pm"]
    version_id = by_hand_to(app, cabinet, files, "pm", "minister.g15", "clerk", "secretary")
    subject = {"version_id": version_id}
    with store.unit_of_work() as db:
        version, reader = db.get_one(DocumentVersion, version_id), cabinet.actor(db, "minister.g15")
        distribution.note_opened(db, actor=cabinet.actor(db, "pm"), version=version, at=T0)
        distribution.note_opened(db, actor=reader, version=version, at=T0)
        services.change_document(
            db, actor=cabinet.actor(db, "secretary"), document=version.document,
            access_level=AccessLevel.CONFIDENTIAL, reader_ids=[pm, reader.person_id],
        )  # fmt: skip
        receipts.ask_for_acknowledgement(
            db, actor=cabinet.actor(db, "secretary"), document=version.document, asks=True
        )
        receipts.acknowledge(db, actor=reader, version=version, at=T0)
    # The clerk is kept out by the level; the secretary asks.
    found = told(app, "paper-to-acknowledge")
    assert set(found) == {pm, cabinet.persons["minister.g15"]}
    assert found[pm].url == f"/documents/versions/{version_id}/read"
    outside = found[pm].outside
    assert outside is not None
    assert Sentence.from_json(outside).params == {}
    with store.unit_of_work() as db:
        version = db.get_one(DocumentVersion, version_id)
        assert notices.is_to_acknowledge(db, pm, subject)
        assert not notices.is_to_acknowledge(db, cabinet.persons["minister.g15"], subject)
        receipts.acknowledge(db, actor=cabinet.actor(db, "pm"), version=version, at=T0)
        assert not notices.is_to_acknowledge(db, pm, subject)


def test_who_said_so_before_is_not_told_when_it_is_asked_again_and_nobody_once_it_is_not(
    app: Flask, cabinet: Cabinet, files: Store, now: Any
) -> None:
    store, pm = app.extensions["ecabinet.database"], cabinet.persons["pm"]
    version_id = by_hand_to(app, cabinet, files, "pm", "clerk")
    for hours, asks in enumerate((True, False, True, False)):
        with clock.at(T0 + timedelta(hours=hours)), store.unit_of_work() as db:
            version = db.get_one(DocumentVersion, version_id)
            receipts.ask_for_acknowledgement(
                db, actor=cabinet.actor(db, "head"), document=version.document, asks=asks
            )
            if asks:
                distribution.note_opened(db, actor=cabinet.actor(db, "pm"), version=version, at=T0)
                receipts.acknowledge(db, actor=cabinet.actor(db, "pm"), version=version, at=T0)
    with store.reading() as db:
        rows = db.execute(select(Notice.person_id).where(Notice.kind == "paper-to-acknowledge"))
        assert sorted(rows.scalars()) == sorted([pm, *[cabinet.persons["clerk"]] * 2])
        assert not notices.is_to_acknowledge(
            db, cabinet.persons["clerk"], {"version_id": version_id}
        )
