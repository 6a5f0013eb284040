"""Handing out by hand, pages seen, acknowledgement, and the record of who had which version."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from documents import queries, services
from documents.distribution import by_hand, receipts
from documents.distribution import services as distribution
from documents.distribution.audit import AuditFilter, Question, all_holdings, list_holdings
from documents.distribution.noting import take_record_away
from documents.distribution.pages import as_text, pages_of
from documents.distribution.queries import holders_of
from documents.models import AccessLevel, Document, DocumentVersion
from ecabinet import journal
from ecabinet.db import Database
from ecabinet.errors import Conflict, Denied, Invalid
from ecabinet.journal import JournalEntry
from ecabinet.storage import Store
from tests.cabinet import T0, TODAY, Cabinet
from tests.documents.papers import enter, hand, replace
from tests.documents.versions.test_releases import both


def to(db: Session, cabinet: Cabinet, paper: Document, **asked: Any) -> list[str]:
    """To whom this would be handed, by login."""
    values: dict[str, Any] = {
        "members": False, "named": False, "organisation_ids": [], "person_ids": [],
    }  # fmt: skip
    found = by_hand.recipients(db, paper, day=TODAY, **(values | asked))
    return sorted(login for login, person in cabinet.persons.items() if person in found)


def test_groups_are_made_of_persons_each_once(db: Session, cabinet: Cabinet, store: Store) -> None:
    paper = enter(db, cabinet, store)
    members = ["minister.g03", "minister.g12", "minister.g15", "pm"]
    assert to(db, cabinet, paper, members=True) == members
    assert to(
        db, cabinet, paper, organisation_ids=[cabinet.organisations["G12"]],
        person_ids=[cabinet.persons["minister.g12"], cabinet.persons["pm"]],
    ) == ["minister.g12", "officer.g12", "pm"]  # fmt: skip
    for nobody in ({}, {"person_ids": [cabinet.persons["admin"]]}, {"person_ids": [999]}):
        with pytest.raises(Invalid):
            to(db, cabinet, paper, **nobody)


def test_handed_by_hand_and_taken_back_what_a_sitting_handed_out_stays(
    db: Session, cabinet: Cabinet, store: Store
) -> None:
    paper = enter(db, cabinet, store, organisation=None)
    head = cabinet.actor(db, "head")
    persons = [cabinet.persons["pm"], cabinet.persons["minister.g15"]]
    handed = by_hand.hand_out(db, actor=head, version=paper.current, person_ids=persons, at=T0)
    assert handed.new == 2
    hand(db, cabinet, paper.current, "pm")
    by_hand.take_back_by_hand(db, actor=head, document=paper, at=T0, everybody=True)
    assert queries.may_read(db, cabinet.actor(db, "pm"), paper.current.id)
    assert not queries.may_read(db, cabinet.actor(db, "minister.g15"), paper.current.id)
    assert by_hand.handed_by_hand(db, paper) == set()
    with pytest.raises(Denied):
        by_hand.hand_out(
            db, actor=cabinet.actor(db, "officer.g12"), version=paper.current,
            person_ids=persons, at=T0,
        )  # fmt: skip


def test_an_older_version_is_not_handed_out_any_more(
    db: Session, cabinet: Cabinet, store: Store
) -> None:
    paper = enter(db, cabinet, store)
    first = paper.current
    hand(db, cabinet, first, "pm")
    replace(db, cabinet, store, paper)
    with pytest.raises(Conflict):
        by_hand.hand_out(
            db, actor=cabinet.actor(db, "head"), version=first,
            person_ids=[cabinet.persons["minister.g15"]], at=T0,
        )  # fmt: skip


@given(st.sets(st.integers(1, 300)), st.sets(st.integers(1, 300)))
def test_pages_are_kept_as_short_text_and_nothing_is_lost(one: set[int], other: set[int]) -> None:
    assert pages_of(as_text(one)) == one
    assert pages_of(as_text(pages_of(as_text(one)) | other)) == one | other


def test_pages_seen_add_up_and_none_is_seen_that_is_not_there(
    db: Session, cabinet: Cabinet, store: Store
) -> None:
    version = enter(db, cabinet, store).current
    hand(db, cabinet, version, "pm")
    pm = cabinet.actor(db, "pm")
    receipts.note_pages(db, actor=pm, version=version, pages=[1])  # not opened: nothing is kept
    distribution.note_opened(db, actor=pm, version=version, at=T0)
    receipts.note_pages(db, actor=pm, version=version, pages=[1, 2])
    receipts.note_pages(db, actor=pm, version=version, pages=[2, 3])
    (holder,) = holders_of(db, version)
    assert (holder.pages_seen, holder.opened_at) == (3, T0)
    with pytest.raises(Invalid):
        receipts.note_pages(db, actor=pm, version=version, pages=[4])


def test_two_tablets_that_send_pages_at_once_lose_none(
    any_database: Database, cabinet: Cabinet, store: Store
) -> None:
    with any_database.unit_of_work() as db:
        version_id = enter(db, cabinet, store).current.id
        hand(db, cabinet, db.get_one(DocumentVersion, version_id), "pm")
        distribution.note_opened(
            db, actor=cabinet.actor(db, "pm"), version=db.get_one(DocumentVersion, version_id),
            at=T0,
        )  # fmt: skip

    def send(page: int) -> Callable[[Any], None]:
        def act(db: Any) -> None:
            receipts.note_pages(
                db, actor=cabinet.actor(db, "pm"), pages=[page],
                version=db.get_one(DocumentVersion, version_id),
            )  # fmt: skip

        return act

    assert both(any_database, send(1), send(3)) == []
    with any_database.reading() as db:
        (holder,) = holders_of(db, db.get_one(DocumentVersion, version_id))
        assert holder.pages_seen == 2


def test_i_have_read_it_is_said_once_by_who_was_asked_and_opened_it(
    db: Session, cabinet: Cabinet, store: Store
) -> None:
    paper = enter(db, cabinet, store)
    version = paper.current
    hand(db, cabinet, version, "pm")
    pm, head = cabinet.actor(db, "pm"), cabinet.actor(db, "head")
    with pytest.raises(Conflict) as not_asked:
        receipts.acknowledge(db, actor=pm, version=version, at=T0)
    assert not_asked.value.code == "acknowledgement-not-asked"
    receipts.ask_for_acknowledgement(db, actor=head, document=paper, asks=True)
    with pytest.raises(Conflict) as not_opened:
        receipts.acknowledge(db, actor=pm, version=version, at=T0)
    assert not_opened.value.code == "acknowledgement-open-first"
    distribution.note_opened(db, actor=pm, version=version, at=T0)
    first = receipts.acknowledge(db, actor=pm, version=version, at=T0)
    again = receipts.acknowledge(db, actor=pm, version=version, at=T0 + timedelta(hours=1))
    assert first.acknowledged_at == again.acknowledged_at == T0
    assert journal.recorded(db).count("document:acknowledge") == 1
    with pytest.raises(Denied):
        receipts.acknowledge(db, actor=head, version=version, at=T0)
    with pytest.raises(Denied):
        receipts.ask_for_acknowledgement(db, actor=pm, document=paper, asks=False)


def holdings(db: Session, cabinet: Cabinet, login: str, **asked: Any) -> list[tuple[Any, ...]]:
    page = list_holdings(db, cabinet.actor(db, login), Question(**asked))
    logins = {person: name for name, person in cabinet.persons.items()}
    return [(row.title, row.ordinal, logins[row.person_id], bool(row.ended_at))
            for row in page.items]  # fmt: skip


def test_the_record_says_who_had_which_version_from_when_to_when(
    db: Session, cabinet: Cabinet, store: Store
) -> None:
    paper = enter(db, cabinet, store, "A")
    hand(db, cabinet, paper.current, "pm", "minister.g15")
    second = replace(db, cabinet, store, paper)
    distribution.recall(
        db, actor=cabinet.actor(db, "head"), version=second, at=T0 + timedelta(hours=1),
        reason="Sai",
    )  # fmt: skip
    assert holdings(db, cabinet, "secretary") == [
        ("A", 2, "minister.g15", True), ("A", 2, "pm", True),
        ("A", 1, "minister.g15", False), ("A", 1, "pm", False),
    ]  # fmt: skip
    assert len(holdings(db, cabinet, "secretary", which=AuditFilter.IN_FORCE)) == 2
    assert len(holdings(db, cabinet, "secretary", which=AuditFilter.ENDED)) == 2
    assert len(holdings(db, cabinet, "secretary", which=AuditFilter.NOT_OPENED)) == 2
    assert holdings(db, cabinet, "secretary", which=AuditFilter.NOT_ACKNOWLEDGED) == []
    assert len(holdings(db, cabinet, "head", person_id=cabinet.persons["pm"])) == 2
    assert holdings(db, cabinet, "head", document_id=paper.id + 1) == []
    (recalled, *_) = list_holdings(db, cabinet.actor(db, "head"), Question()).items
    assert (recalled.recall_reason, recalled.ended_by_name) == ("Sai", "Đỗ Văn Chánh")


def test_a_confidential_papers_holdings_are_its_readers_and_an_auditor_sees_them_without_title(
    db: Session, cabinet: Cabinet, store: Store
) -> None:
    paper = enter(
        db, cabinet, store, "Nhân sự", AccessLevel.CONFIDENTIAL, by="head", readers=["pm"]
    )
    hand(db, cabinet, paper.current, "pm")
    assert [row[0] for row in holdings(db, cabinet, "head")] == ["Nhân sự"]
    assert holdings(db, cabinet, "secretary") == []
    assert [row[0] for row in holdings(db, cabinet, "auditor")] == [None]
    for login in ("pm", "officer.g12", "admin", "outsider"):
        with pytest.raises(Denied):
            holdings(db, cabinet, login)


def test_an_auditor_sees_that_a_paper_was_recalled_but_the_reason_only_of_one_they_may_read(
    app: Flask, cabinet: Cabinet, work: Callable[[], Any], client_of: Callable[[str], Any]
) -> None:
    why = "Sai số liệu tại trang 3"
    with work() as db:
        paper = enter(db, cabinet, app.extensions["ecabinet.store"], "A")
        hand(db, cabinet, paper.current, "pm")
        distribution.recall(
            db, actor=cabinet.actor(db, "head"), version=paper.current, at=T0, reason=why
        )
        auditor = cabinet.actor(db, "auditor")
        (row,) = list_holdings(db, auditor, Question()).items
        assert (row.recall_reason, row.ended_at) == ("", T0)
        assert row.ended_by_name == "Đỗ Văn Chánh"
    told = {"secretary": True, "head": True, "auditor": False}
    for login, sees in told.items():
        for path in ("/documents/audit", "/documents/audit.csv"):
            answer = client_of(login).get(path).get_data(as_text=True)
            assert "Đỗ Văn Chánh" in answer
            assert (why in answer) is sees, (login, path)
    for path in ("/journal", "/api/v1/journal"):
        answer = client_of("auditor").get(path)
        assert answer.status_code == 200
        assert why not in str(answer.json or answer.get_data(as_text=True)), path


def test_the_record_is_noted_before_it_is_taken_away_by_those_who_may(
    db: Session, cabinet: Cabinet
) -> None:
    with pytest.raises(Denied):
        take_record_away(db, actor=cabinet.actor(db, "pm"), question=Question())
    asked = Question(person_id=cabinet.persons["pm"], which=AuditFilter.ENDED)
    take_record_away(db, actor=cabinet.actor(db, "auditor"), question=asked)
    journal.seal(db)
    (noted,) = db.query(JournalEntry).filter_by(act="audit:export")
    assert noted.details == {
        "document": None, "person": cabinet.persons["pm"], "which": "ended",
        "from": None, "to": None, "search_sha256": None,
    }  # fmt: skip


def test_the_record_takes_as_many_queries_for_many_holdings_as_for_few(
    app: Flask, cabinet: Cabinet, work: Callable[[], Any], client_of: Callable[[str], Any],
    count_queries: Callable[[Flask], Any],
) -> None:  # fmt: skip
    store = app.extensions["ecabinet.store"]
    head, counts = client_of("head"), []
    head.get("/documents/audit")  # noted once for the look
    for more in (1, 4):
        with work() as db:
            for number in range(more):
                paper = enter(db, cabinet, store, f"{more}-{number}")
                hand(db, cabinet, paper.current, "pm", "minister.g12", "minister.g15")
        with count_queries(app) as seen:
            assert head.get("/documents/audit").status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_the_table_to_take_away_holds_all_of_it_and_no_formula(
    app: Flask, cabinet: Cabinet, work: Callable[[], Any], client_of: Callable[[str], Any]
) -> None:
    with work() as db:
        paper = enter(db, cabinet, app.extensions["ecabinet.store"], "=HYPERLINK(1)")
        hand(db, cabinet, paper.current, "pm", "minister.g15")
        assert len(list(all_holdings(db, cabinet.actor(db, "head"), Question()))) == 2
    answer = client_of("head").get("/documents/audit.csv")
    rows = list(csv.reader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff"))))
    assert [row[0] for row in rows[1:]] == ["'=HYPERLINK(1)"] * 2
    assert {len(row) for row in rows} == {19}
    with work() as db:
        acts = {entry.act for entry in db.query(JournalEntry)}
        assert "audit:export" in acts


def test_the_page_of_a_paper_hands_out_and_shows_who_has_read_it(
    app: Flask, cabinet: Cabinet, work: Callable[[], Any], client_of: Callable[[str], Any]
) -> None:
    with work() as db:
        document = enter(db, cabinet, app.extensions["ecabinet.store"], organisation=None)
        document_id, version_id = document.id, document.current.id
    secretary, pm = client_of("secretary"), client_of("pm")
    where = f"/documents/{document_id}"
    form = {"version_id": version_id, "members": "yes"}
    assert secretary.post(f"{where}/distribution", data=form).status_code == 302
    secretary.post(f"{where}/acknowledgements", data={"asks": "yes"})
    assert pm.get(f"/documents/versions/{version_id}/read").status_code == 200
    assert pm.post(f"/documents/versions/{version_id}/acknowledgement").status_code == 302
    page = secretary.get(where).get_data(as_text=True)
    assert "4 người đang giữ, 1 người đã mở" in page
    assert "1 người đã xác nhận đọc, 3 người chưa" in page
    secretary.post(f"{where}/distribution/return", data={"person_ids": cabinet.persons["pm"]})
    assert pm.get(f"/documents/versions/{version_id}/read").status_code == 404
    planned = secretary.post(
        f"/documents/versions/{version_id}/release-plan", data={"rule": "at"},
        follow_redirects=True,
    )  # fmt: skip
    assert planned.status_code in (200, 409)


def test_a_recall_records_and_shows_the_copies_that_tablets_still_hold(
    app: Flask, cabinet: Cabinet, work: Callable[[], Any], client_of: Callable[[str], Any],
    keep_copy: Callable[[Any, str, int], None],
) -> None:  # fmt: skip
    with work() as db:
        document = enter(db, cabinet, app.extensions["ecabinet.store"])
        document_id, version = document.id, document.current
        hand(db, cabinet, version, "pm")
        keep_copy(db, "pm", version.id)
        distribution.recall(
            db, actor=cabinet.actor(db, "head"), version=version, at=T0, reason="Sai số liệu"
        )
    with work() as db:
        (entry,) = [e for e in db.query(JournalEntry) if e.act == "document:recall"]
        (copy,) = entry.details["copies_out"]
        assert copy["person"] == cabinet.persons["pm"]
        assert "Sai số liệu" not in str(entry.details)
        hashed = hashlib.sha256("Sai số liệu".encode()).hexdigest()
        assert entry.details["reason_sha256"] == hashed
        assert db.get_one(DocumentVersion, entry.subject_id).recall_reason == "Sai số liệu"
    page = client_of("secretary").get(f"/documents/{document_id}").get_data(as_text=True)
    assert "1 máy tính bảng còn giữ bản sao" in page
    assert copy["device"] in page


def test_changing_the_level_later_opens_and_closes_what_was_handed_out(
    db: Session, cabinet: Cabinet, store: Store
) -> None:
    paper = enter(db, cabinet, store, organisation=None)
    version = paper.current
    hand(db, cabinet, version, "pm", "minister.g15")
    secretary = cabinet.actor(db, "secretary")

    def readers(level: AccessLevel, *named: str) -> set[str]:
        services.change_document(
            db, actor=secretary, document=paper, access_level=level,
            reader_ids=[cabinet.persons[login] for login in named],
        )  # fmt: skip
        return {
            login
            for login in ("pm", "minister.g12", "minister.g15", "officer.g12", "head", "outsider")
            if queries.may_read(db, cabinet.actor(db, login), version.id)
        }

    assert readers(AccessLevel.CABINET) == {"pm", "minister.g15", "head"}
    assert readers(AccessLevel.SECRETARIAT) == {"head"}
    assert readers(AccessLevel.CONFIDENTIAL, "pm") == {"pm"}
    assert readers(AccessLevel.ADMINISTRATION) == {
        "pm", "minister.g12", "minister.g15", "officer.g12", "head",
    }  # fmt: skip
    assert readers(AccessLevel.CABINET) == {"pm", "minister.g15", "head"}
