"""Papers taken back: from whom has to be said, each loses it once, and copies out are recorded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from documents import queries, services
from documents.attachments import services as attachments
from documents.distribution import by_hand
from documents.distribution import services as distribution
from documents.events import PaperRecalled
from documents.models import AccessLevel, Document
from documents.release_plans.models import ReleaseRule
from documents.versions import releases
from documents.versions.queries import lost_by
from ecabinet import outbox
from ecabinet.errors import Invalid
from ecabinet.journal import JournalEntry
from ecabinet.notices.models import Notice
from ecabinet.people.models import Delegation, DelegationScope
from ecabinet.storage import Store
from tests.cabinet import T0, Cabinet
from tests.documents.papers import enter, hand, prepared

Keep = Callable[[Any, str, int], None]


def entry_of(db: Session, act: str) -> dict[str, Any]:
    """The details of the one entry of `act`."""
    (entry,) = db.scalars(select(JournalEntry).where(JournalEntry.act == act)).all()
    return entry.details


def test_who_holds_a_version_for_two_occasions_loses_it_once(
    work: Callable[[], Any], cabinet: Cabinet, files: Store, now: Any
) -> None:
    with work() as db:
        version = enter(db, cabinet, files).current
        hand(db, cabinet, version, "pm")
        head = cabinet.actor(db, "head")
        by_hand.hand_out(db, actor=head, version=version, person_ids=[cabinet.persons["pm"]], at=T0)
        distribution.recall(db, actor=head, version=version, at=T0, reason="Sai")
        (told,) = [e for e in outbox.published(db) if isinstance(e, PaperRecalled)]
        assert told.person_ids == (cabinet.persons["pm"],)
    with work() as db:
        assert entry_of(db, "document:recall")["persons"] == [cabinet.persons["pm"]]


def test_taking_back_records_the_copies_of_those_who_lose_the_paper(
    work: Callable[[], Any], cabinet: Cabinet, files: Store, keep_copy: Keep, now: Any
) -> None:
    with work() as db:
        version = enter(db, cabinet, files).current
        hand(db, cabinet, version, "pm", "minister.g15")
        head = cabinet.actor(db, "head")
        for login in ("pm", "minister.g15", "officer.g15", "secretary"):
            keep_copy(db, login, version.id)
        by_hand.hand_out(db, actor=head, version=version, person_ids=[cabinet.persons["pm"]], at=T0)
        db.add(Delegation(
            person_id=cabinet.persons["minister.g15"], account_id=cabinet.accounts["officer.g15"],
            scope=DelegationScope.READ, starts_at=T0, ends_at=T0 + timedelta(days=9),
        ))  # fmt: skip
        db.flush()
        distribution.take_back(db, actor=head, occasion="a test", at=T0)
    with work() as db:
        told = entry_of(db, "document:take-back")
        assert {copy["person"] for copy in told["copies_out"]} == {
            cabinet.persons["minister.g15"], cabinet.persons["officer.g15"],
        }  # fmt: skip


def test_a_change_of_the_level_records_who_loses_the_paper_and_their_copies(
    work: Callable[[], Any], cabinet: Cabinet, files: Store, keep_copy: Keep, now: Any
) -> None:
    with work() as db:
        paper = enter(db, cabinet, files, organisation=None)
        hand(db, cabinet, paper.current, "pm", "minister.g15")
        keep_copy(db, "pm", paper.current.id)
        keep_copy(db, "minister.g15", paper.current.id)
        services.change_document(
            db, actor=cabinet.actor(db, "head"), document=paper,
            access_level=AccessLevel.CONFIDENTIAL,
            reader_ids=[cabinet.persons[one] for one in ("minister.g15", "secretary", "clerk")],
        )  # fmt: skip
        (told,) = [e for e in outbox.published(db) if isinstance(e, PaperRecalled)]
        assert told.person_ids == (cabinet.persons["pm"],)
    with work() as db:
        entry = entry_of(db, "document:change")
        assert entry["persons"] == [cabinet.persons["pm"]]
        assert [copy["person"] for copy in entry["copies_out"]] == [cabinet.persons["pm"]]


@pytest.mark.parametrize("secretariat_read", [False, True])
def test_who_loses_an_attachment_is_told_and_the_copies_they_keep_are_recorded(
    work: Callable[[], Any], cabinet: Cabinet, files: Store, keep_copy: Keep, now: Any,
    *, secretariat_read: bool,
) -> None:  # fmt: skip
    author, chair = cabinet.persons["minister.g12"], cabinet.persons["pm"]
    given = {"occasion": "position:1", "at": T0}
    with work() as db:
        paper = attachments.attach(
            db, actor=cabinet.actor(db, "minister.g12"), said_by_id=author, at=T0,
            prepared=prepared(files, "Ý kiến"),
        )  # fmt: skip
        attachments.set_readers(
            db, document=paper, person_ids=[author, chair],
            secretariat_reads=secretariat_read, **given,
        )  # fmt: skip
        keep_copy(db, "pm", paper.current.id)
        paper_id = paper.id
    with work() as db:
        paper = db.get_one(Document, paper_id)
        attachments.set_readers(
            db, document=paper, person_ids=[], secretariat_reads=False, **given
        )  # fmt: skip
        (told,) = [e for e in outbox.published(db) if isinstance(e, PaperRecalled)]
        assert set(told.person_ids) == {author, chair}
    with work() as db:
        copies = entry_of(db, "document:take-back")["copies_out"]
        assert [copy["person"] for copy in copies] == [chair]


@pytest.mark.parametrize("given", [{}, {"person_ids": [1], "everybody": True}])
def test_from_whom_it_is_taken_back_has_to_be_said_and_be_clear(
    db: Session, cabinet: Cabinet, files: Store, now: Any, given: dict[str, Any]
) -> None:
    paper = enter(db, cabinet, files)
    head, pm = cabinet.actor(db, "head"), cabinet.persons["pm"]
    by_hand.hand_out(db, actor=head, version=paper.current, person_ids=[pm], at=T0)
    with pytest.raises(Invalid):
        by_hand.take_back_by_hand(db, actor=head, document=paper, at=T0, **given)
    assert by_hand.handed_by_hand(db, paper) == {pm}


def test_page_and_api_take_back_from_everybody_only_when_told_so(
    work: Callable[[], Any], cabinet: Cabinet, client_of: Callable[[str], FlaskClient],
    paper_of: Callable[..., tuple[int, int]],
) -> None:  # fmt: skip
    document_id, version_id = paper_of()
    secretary = client_of("secretary")
    where = f"/documents/{document_id}/distribution"
    secretary.post(where, data={"version_id": version_id, "person_ids": cabinet.persons["pm"]})

    def held() -> bool:
        with work() as db:
            return queries.may_read(db, cabinet.actor(db, "pm"), version_id)

    refused = secretary.post(f"{where}/return", data={})
    assert refused.status_code == 422
    assert "Vui lòng cho biết thu lại của ai" in refused.text
    assert secretary.post(f"/api/v1{where}/return", json={}).status_code == 422
    assert held()
    assert 'name="everybody" value="yes"' in refused.text
    assert secretary.post(f"{where}/return", data={"everybody": "yes"}).status_code == 302
    assert not held()


def test_a_recall_tells_its_reason_and_the_title_only_to_those_whom_the_level_lets_in(
    app: Flask, cabinet: Cabinet, files: Store, client_of: Callable[[str], FlaskClient], now: Any
) -> None:
    work = app.extensions["ecabinet.database"].unit_of_work
    pm, minister = cabinet.persons["pm"], cabinet.persons["minister.g15"]
    office = [cabinet.persons[one] for one in ("secretary", "clerk")]
    with work() as db:
        paper = enter(db, cabinet, files, "Cải cách", organisation=None)
        version, version_id = paper.current, paper.current.id
        hand(db, cabinet, version, "pm", "minister.g15")
        head = cabinet.actor(db, "head")
        services.change_document(
            db, actor=head, document=paper, access_level=AccessLevel.CONFIDENTIAL,
            reader_ids=[pm, *office], title="Đàm phán với đối tác",
        )  # fmt: skip
        distribution.recall(
            db, actor=head, version=version, at=T0 + timedelta(hours=1), reason="Lộ giới hạn"
        )
        by_recall = [e for e in outbox.published(db) if isinstance(e, PaperRecalled) and e.reason]
        assert [event.person_ids for event in by_recall] == [(pm,)]
    with work() as db:
        assert entry_of(db, "document:recall")["persons"] == [pm]
        left = select(Notice.person_id).where(Notice.kind == "paper-recalled")
        assert sorted(db.scalars(left)) == sorted([pm, minister])  # each once
    named, lost = (
        client_of(login).get(f"/documents/versions/{version_id}/read")
        for login in ("pm", "minister.g15")
    )
    assert "Lộ giới hạn" in named.text and "Đàm phán với đối tác" in named.text
    assert lost.status_code == 404
    assert "Lộ giới hạn" not in lost.text and "Đàm phán" not in lost.text
    assert "Phạm vi tiếp cận hoặc danh sách người được đọc" in lost.text


def test_the_taking_back_of_what_was_never_open_is_told_to_nobody(
    app: Flask, cabinet: Cabinet, files: Store, now: Any
) -> None:
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        version, head = enter(db, cabinet, files).current, cabinet.actor(db, "head")
        releases.plan_release(
            db, actor=head, version=version, rule=ReleaseRule.AT,
            release_at=T0 + timedelta(days=3), at=T0,
        )  # fmt: skip
        hand(db, cabinet, version, "pm")
        distribution.take_back(db, actor=head, occasion="a test", at=T0 + timedelta(days=2))
        assert [e for e in outbox.published(db) if isinstance(e, PaperRecalled)] == []
        assert lost_by(db, cabinet.actor(db, "pm"), version.id) is None
    with app.extensions["ecabinet.database"].reading() as db:
        assert entry_of(db, "document:take-back")["persons"] == [cabinet.persons["pm"]]
        assert db.scalars(select(Notice).where(Notice.kind == "paper-recalled")).all() == []
