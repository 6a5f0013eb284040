"""The record of who had which version, narrowed to days and to a paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from documents import services
from documents.distribution import services as distribution
from documents.distribution.audit import AuditFilter, Holding, Question, list_holdings
from documents.models import AccessLevel, Document, DocumentVersion
from documents.release_plans.models import ReleaseRule
from documents.versions import releases
from ecabinet import clock
from ecabinet.journal import JournalEntry, digest
from ecabinet.storage import Store
from tests.cabinet import T0, Cabinet
from tests.documents.papers import enter, hand

pytestmark = pytest.mark.usefixtures("now")
DAY = date(2026, 12, 1)


def titles(db: Session, cabinet: Cabinet, login: str = "head", **asked: Any) -> list[str | None]:
    page = list_holdings(db, cabinet.actor(db, login), Question(**asked))
    return [row.title for row in page.items]


def after(days: int) -> date:
    return DAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (None, after(-1), []),
        (None, DAY, ["Held", "Ended"]),
        (DAY, DAY, ["Held", "Ended"]),
        (after(2), None, ["Held", "Ended"]),
        (after(3), after(9), ["Held"]),
        (after(3), date.max, ["Held"]),
        (date.min, DAY, ["Held", "Ended"]),
    ],
)
def test_the_days_asked_for_are_those_on_which_it_was_held(
    db: Session, cabinet: Cabinet, files: Store, first: Any, last: Any, found: list[str]
) -> None:
    ended, held = enter(db, cabinet, files, "Ended"), enter(db, cabinet, files, "Held")
    hand(db, cabinet, ended.current, "pm")
    hand(db, cabinet, held.current, "pm")
    distribution.recall(
        db, actor=cabinet.actor(db, "head"), version=ended.current, at=T0 + timedelta(days=2),
        reason="Sai",
    )  # fmt: skip
    assert titles(db, cabinet, from_on=first, to_on=last) == found


def test_a_paper_is_found_by_number_or_title_and_never_by_a_title_that_is_not_told(
    db: Session, cabinet: Cabinet, files: Store
) -> None:
    dyke = enter(db, cabinet, files, "Đê điều")
    dyke.number_symbol = "12/TTr-BTC"
    persons = enter(
        db, cabinet, files, "Đê nhân sự", AccessLevel.CONFIDENTIAL, by="head", readers=["pm"]
    )
    db.flush()
    for paper in (dyke, persons):
        hand(db, cabinet, paper.current, "pm")
    assert titles(db, cabinet, search="de dieu") == titles(db, cabinet, search="12/TTR")
    assert titles(db, cabinet, search="đê") == ["Đê nhân sự", "Đê điều"]
    assert titles(db, cabinet, "auditor", search="đê") == ["Đê điều"]
    assert titles(db, cabinet, "auditor") == [None, "Đê điều"]


def test_page_and_table_answer_the_same_question_and_the_journal_keeps_it_without_the_words(
    app: Flask, work: Callable[[], Any], client_of: Callable[[str], Any],
    paper_of: Callable[..., Any],
) -> None:  # fmt: skip
    paper_of("pm", title="Đê điều")
    paper_of("pm", title="Báo cáo")
    asked = "search=de+dieu&from_on=2026-12-01&to_on=2026-12-02"
    client = client_of("secretary")
    page = client.get(f"/documents/audit?{asked}")
    assert page.status_code == 200
    assert "Đê điều" in page.text and "Báo cáo" not in page.text
    assert 'value="2026-12-02"' in page.text
    assert "search=de+dieu" in page.text  # on the way to the table
    table = client.get(f"/documents/audit.csv?{asked}").get_data(as_text=True)
    assert "Đê điều" in table and "Báo cáo" not in table
    with work() as db:
        (noted,) = db.query(JournalEntry).filter_by(act="audit:export")
        assert (noted.details["from"], noted.details["to"]) == ("2026-12-01", "2026-12-02")
        assert "de dieu" not in str(noted.details)


def looks(work: Callable[[], Any]) -> list[tuple[int | None, dict[str, Any]]]:
    with work() as db:
        found = db.query(JournalEntry).filter_by(act="audit:look").order_by(JournalEntry.number)
        return [(entry.account_id, entry.details) for entry in found]


def test_looking_at_the_record_is_noted_once_for_each_look_and_not_for_each_filter(
    work: Callable[[], Any], cabinet: Cabinet, client_of: Callable[[str], Any],
    paper_of: Callable[..., Any],
) -> None:  # fmt: skip
    document_id, _ = paper_of("pm", title="Đê điều")
    pm, auditor = cabinet.persons["pm"], client_of("auditor")
    for asked in ("", "?which=ended", "?from_on=2026-12-01"):
        assert auditor.get(f"/documents/audit{asked}").status_code == 200
    ((account, noted),) = looks(work)
    assert account == cabinet.accounts["auditor"]
    assert (noted["document"], noted["person"]) == (None, None)
    # Who asks about another person or another paper looks anew; so does somebody else.
    for _ in range(2):
        auditor.get(f"/documents/audit?person_id={pm}")
        auditor.get(f"/documents/audit?document_id={document_id}")
    assert client_of("head").get("/documents/audit").status_code == 200
    told = [(account, one["document"], one["person"]) for account, one in looks(work)[1:]]
    assert told == [
        (cabinet.accounts["auditor"], None, pm), (cabinet.accounts["auditor"], document_id, None),
        (cabinet.accounts["head"], None, None),
    ]  # fmt: skip
    with clock.at(T0 + timedelta(hours=1)):
        auditor.get("/documents/audit")
    assert len(looks(work)) == 5


def test_whoever_searches_the_record_for_other_words_looks_anew_and_the_words_are_not_noted(
    work: Callable[[], Any], client_of: Callable[[str], Any], paper_of: Callable[..., Any]
) -> None:
    paper_of("pm", title="Đê điều")
    auditor = client_of("auditor")
    for search in ("", "de+dieu", "12/TTr", "de+dieu", ""):
        auditor.get(f"/documents/audit?search={search}")
        auditor.get(f"/documents/audit?search={search}&which=ended")
    told = [noted["search_sha256"] for _, noted in looks(work)]
    assert told == [None, digest("de dieu"), digest("12/TTr")]
    assert "de dieu" not in str(looks(work))


def test_a_question_that_is_refused_is_no_look(
    work: Callable[[], Any], client_of: Callable[[str], Any]
) -> None:
    assert client_of("officer.g12").get("/documents/audit").status_code == 403
    asked = "/documents/audit?from_on=2026-12-02&to_on=2026-12-01"
    assert client_of("auditor").get(asked).status_code == 422
    assert looks(work) == []


def test_days_in_the_wrong_order_are_said_at_their_field(client_of: Callable[[str], Any]) -> None:
    answer = client_of("auditor").get("/documents/audit?from_on=2026-12-02&to_on=2026-12-01")
    assert answer.status_code == 422
    assert "Ngày cuối đứng trước ngày đầu." in answer.text
    assert 'value="2026-12-02"' in answer.text


def rows_of(app: Flask, cabinet: Cabinet, **asked: Any) -> dict[str, Holding]:
    """The record as the head is told it, by login."""
    with app.extensions["ecabinet.database"].reading() as db:
        found = list_holdings(db, cabinet.actor(db, "head"), Question(**asked)).items
    logins = {person: login for login, person in cabinet.persons.items()}
    return {logins[row.person_id]: row for row in found}


def test_what_the_level_took_is_held_until_then_and_waits_for_nobody(
    app: Flask, cabinet: Cabinet, files: Store, client_of: Callable[[str], Any]
) -> None:
    work, tuesday = app.extensions["ecabinet.database"].unit_of_work, T0 + timedelta(days=2)

    def change(at: Any, level: AccessLevel) -> None:
        with clock.at(at), work() as db:
            services.change_document(
                db, actor=cabinet.actor(db, "head"), document=db.get_one(Document, document_id),
                access_level=level, reader_ids=[cabinet.persons["pm"]],
            )  # fmt: skip

    with work() as db:
        paper = enter(db, cabinet, files, organisation=None)
        document_id, paper.asks_acknowledgement = paper.id, True
        hand(db, cabinet, paper.current, "pm", "minister.g15")
    change(tuesday, AccessLevel.CONFIDENTIAL)
    rows = rows_of(app, cabinet)
    assert (rows["pm"].withheld_at, rows["minister.g15"].withheld_at) == (None, tuesday)
    for which in ("in_force", "not_opened", "not_acknowledged"):
        assert set(rows_of(app, cabinet, which=AuditFilter(which))) == {"pm"}, which
    assert set(rows_of(app, cabinet, which=AuditFilter.ENDED)) == {"minister.g15"}
    assert set(rows_of(app, cabinet, from_on=after(3))) == {"pm"}
    with clock.at(tuesday):
        head, asked = client_of("head"), f"person_id={cabinet.persons['minister.g15']}"
        table = head.get(f"/documents/audit.csv?{asked}")
        assert "2026-12-03T09:00:00+07:00" in table.text
        page = head.get(f"/documents/audit?{asked}").text
        assert "Ngoài phạm vi tiếp cận của tài liệu từ" in page and "Vẫn đang giữ" not in page
    change(tuesday + timedelta(days=1), AccessLevel.CABINET)
    assert set(rows_of(app, cabinet, which=AuditFilter.IN_FORCE)) == {"pm", "minister.g15"}


def test_the_page_of_a_paper_counts_no_holder_whom_its_level_keeps_out(
    app: Flask, cabinet: Cabinet, files: Store, client_of: Callable[[str], Any]
) -> None:
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        paper = enter(db, cabinet, files, by="head", organisation=None)
        document_id, paper.asks_acknowledgement = paper.id, True
        hand(db, cabinet, paper.current, "pm", "minister.g15")
        services.change_document(
            db, actor=cabinet.actor(db, "head"), document=paper,
            access_level=AccessLevel.CONFIDENTIAL, reader_ids=[cabinet.persons["pm"]],
        )  # fmt: skip
    page = client_of("head").get(f"/documents/{document_id}").text
    assert "1 người đang giữ" in page and "0 người đã xác nhận đọc, 1 người chưa" in page
    assert page.count("Ngoài phạm vi tiếp cận của tài liệu từ") == 1


def test_what_could_not_be_opened_yet_is_never_recorded_as_in_hands(
    app: Flask, cabinet: Cabinet, files: Store, client_of: Callable[[str], Any]
) -> None:
    work = app.extensions["ecabinet.database"].unit_of_work
    with work() as db:
        version, head = enter(db, cabinet, files).current, cabinet.actor(db, "head")
        document_id = version.document_id
        releases.plan_release(
            db, actor=head, version=version, rule=ReleaseRule.AT,
            release_at=T0 + timedelta(days=4), at=T0,
        )  # fmt: skip
        hand(db, cabinet, version, "pm")
    client = client_of("head")
    assert not rows_of(app, cabinet, which=AuditFilter.IN_FORCE)
    assert not rows_of(app, cabinet, which=AuditFilter.NOT_OPENED)
    assert set(rows_of(app, cabinet, which=AuditFilter.NOT_OPEN_YET)) == {"pm"}
    for where in ("/documents/audit", "/documents/audit.csv", f"/documents/{document_id}"):
        assert "Chưa mở được: chưa đến lúc phát hành" in client.get(where).text, where
    with work() as db:
        head = cabinet.actor(db, "head")
        thursday = T0 + timedelta(days=3)
        distribution.take_back(db, actor=head, occasion="a test", at=thursday)
    for where in ("/documents/audit", "/documents/audit.csv"):
        assert "Chưa từng mở được" in client.get(where).text, where
    with work() as db:
        (version_id,) = db.scalars(select(DocumentVersion.id))
        assert releases.carry_out(db, version_id, T0 + timedelta(days=4))
    row = rows_of(app, cabinet)["pm"]
    assert (row.could_open, row.opens_at) == (False, None)
