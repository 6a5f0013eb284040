"""The record follows the accounts: whose role or post let them read, and whose is closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from documents import services
from documents.distribution import services as distribution
from documents.distribution.audit import AuditFilter, Holding, Question, list_holdings
from documents.distribution.audit_readers import list_readings
from documents.distribution.following import astray
from documents.distribution.panel import Panel, panel_of
from documents.distribution.rounds import follow_accounts
from documents.models import AccessLevel, Document, DocumentVersion
from documents.queries import versions_of
from ecabinet import clock, journal
from ecabinet.auth.models import Account, AccountRole, Role
from ecabinet.auth.services import create_account, deactivate_account
from ecabinet.db import Database
from ecabinet.journal import JournalEntry
from ecabinet.people.models import Person
from ecabinet.storage import Store
from tests.cabinet import PASSWORD, T0, Cabinet, find
from tests.documents.papers import enter, hand

pytestmark = pytest.mark.usefixtures("now")
TUESDAY, THURSDAY = T0 + timedelta(days=7), T0 + timedelta(days=9)


@pytest.fixture(autouse=True)
def running(app: Flask) -> Iterator[None]:
    """The rounds run inside the application."""
    with app.app_context():
        yield


@pytest.fixture
def paper(work: Callable[[], Any], cabinet: Cabinet, files: Store) -> int:
    """A paper of the secretariat that the clerk and an officer of its ministry hold."""
    with work() as db:
        made = enter(db, cabinet, files, level=AccessLevel.CABINET)
        hand(db, cabinet, made.current, "clerk", "officer.g12")
        services.change_document(
            db, actor=cabinet.actor(db, "head"), document=made,
            access_level=AccessLevel.SECRETARIAT,
        )  # fmt: skip
        return made.id


def rows_of(db: Session, cabinet: Cabinet, login: str, **asked: Any) -> list[Holding]:
    """What the record tells the head of a login, the oldest first."""
    question = Question(person_id=cabinet.persons[login], **asked)
    return list_holdings(db, cabinet.actor(db, "head"), question).items[::-1]


def panel(db: Session, cabinet: Cabinet, document_id: int) -> Panel:
    head, document = cabinet.actor(db, "head"), db.get_one(Document, document_id)
    return panel_of(db, head, document, versions_of(db, head, [document])[document.id])


def readers(db: Session, cabinet: Cabinet, document_id: int) -> set[str]:
    """Whom the page of the paper counts among those who can open it."""
    logins = {person: login for login, person in cabinet.persons.items()}
    return {logins[one.person_id] for one in panel(db, cabinet, document_id).reading}


def in_force(db: Session, cabinet: Cabinet) -> set[str]:
    logins = {person: login for login, person in cabinet.persons.items()}
    question = Question(which=AuditFilter.IN_FORCE)
    found = list_holdings(db, cabinet.actor(db, "head"), question).items
    return {logins[row.person_id] for row in found}


def take_role(db: Session, cabinet: Cabinet, login: str) -> None:
    db.execute(delete(AccountRole).where(AccountRole.account_id == cabinet.accounts[login]))


def test_record_and_page_agree_when_a_role_goes_and_comes_back_and_tell_of_the_time_between(
    work: Callable[[], Any], cabinet: Cabinet, paper: int
) -> None:
    with work() as db:
        assert readers(db, cabinet, paper) == in_force(db, cabinet) == {"clerk", "officer.g12"}
        take_role(db, cabinet, "clerk")
    with clock.at(TUESDAY):
        assert follow_accounts() == 1
        assert follow_accounts() == 0
    with work() as db:
        assert readers(db, cabinet, paper) == in_force(db, cabinet) == {"officer.g12"}
        assert [row.withheld_at for row in rows_of(db, cabinet, "clerk")] == [TUESDAY]
        db.add(AccountRole(account_id=cabinet.accounts["clerk"], role=Role.CLERK))
    with clock.at(THURSDAY):
        assert follow_accounts() == 1
    with work() as db:
        assert readers(db, cabinet, paper) == in_force(db, cabinet) == {"clerk", "officer.g12"}
        before, since = rows_of(db, cabinet, "clerk")
        assert (before.handed_at, before.withheld_at, before.ended_at) == (T0, TUESDAY, None)
        assert (since.handed_at, since.withheld_at, since.ended_at) == (THURSDAY, None, None)
        wednesday = date(2026, 12, 9)
        assert rows_of(db, cabinet, "clerk", from_on=wednesday, to_on=wednesday) == []


def test_what_the_rounds_did_is_told_as_done_by_the_program_and_stands_in_the_journal(
    work: Callable[[], Any], cabinet: Cabinet, paper: int, client_of: Callable[[str], Any],
    api_of: Callable[[str], Any],
) -> None:  # fmt: skip
    with work() as db:
        take_role(db, cabinet, "clerk")
    with clock.at(TUESDAY):
        follow_accounts()
    with work() as db:
        db.add(AccountRole(account_id=cabinet.accounts["clerk"], role=Role.CLERK))
    with clock.at(THURSDAY):
        follow_accounts()
    with work() as db:
        before, since = rows_of(db, cabinet, "clerk")
        assert (before.by_program, since.by_program, since.by_name) == (False, True, "")
        assert before.by_name != ""
        noted = db.execute(
            select(JournalEntry)
            .filter_by(act="document:follow-accounts")
            .order_by(JournalEntry.number)
        ).scalars().all()  # fmt: skip
        clerk = [cabinet.persons["clerk"]]
        assert [(one.at, one.subject_id, one.account_id, one.details) for one in noted] == [
            (TUESDAY, paper, None, {"withheld": clerk, "back": []}),
            (THURSDAY, paper, None, {"withheld": [], "back": clerk}),
        ]
    asked, head = f"person_id={cabinet.persons['clerk']}", client_of("head")
    assert "(hệ thống)" in head.get(f"/documents/audit?{asked}").text
    assert ",hệ thống," in head.get(f"/documents/audit.csv?{asked}").text
    rows = api_of("head")("GET", f"/documents/audit?{asked}").json["items"]
    assert [row["by_program"] for row in rows] == [True, False]


def test_an_officer_of_another_ministry_holds_the_paper_of_the_former_one_no_more(
    work: Callable[[], Any], cabinet: Cabinet, paper: int
) -> None:
    with work() as db:
        officer = db.get_one(Person, cabinet.persons["officer.g12"])
        officer.organisation_id = cabinet.organisations["G15"]
    with clock.at(TUESDAY):
        assert follow_accounts() == 1
    with work() as db:
        assert readers(db, cabinet, paper) == in_force(db, cabinet) == {"clerk"}


def test_what_a_level_took_for_a_while_is_not_told_as_held_all_the_time(
    work: Callable[[], Any], cabinet: Cabinet, files: Store
) -> None:
    def change(at: datetime, level: AccessLevel) -> None:
        with clock.at(at), work() as db:
            services.change_document(
                db, actor=cabinet.actor(db, "head"), document=db.get_one(Document, document_id),
                access_level=level, reader_ids=[cabinet.persons["pm"]],
            )  # fmt: skip

    with work() as db:
        made = enter(db, cabinet, files, by="head", organisation=None)
        document_id = made.id
        hand(db, cabinet, made.current, "pm", "minister.g15")
    change(TUESDAY, AccessLevel.CONFIDENTIAL)
    change(THURSDAY, AccessLevel.CABINET)
    with work() as db:
        before, since = rows_of(db, cabinet, "minister.g15")
        assert (before.withheld_at, before.ended_at) == (TUESDAY, None)
        assert (since.handed_at, since.by_name) == (THURSDAY, "Đỗ Văn Chánh")
        assert len(rows_of(db, cabinet, "pm")) == 1


@pytest.fixture
def closed(
    work: Callable[[], Any], cabinet: Cabinet, files: Store, keep_copy: Callable[..., None]
) -> Iterator[int]:
    """A paper of the pm, whose account was closed, and of a minister; both keep it on a tablet."""
    with work() as db:
        made = enter(db, cabinet, files, by="head", organisation=None)
        document_id, made.asks_acknowledgement = made.id, True
        hand(db, cabinet, made.current, "pm", "minister.g15")
        keep_copy(db, "pm", made.current.id)
        keep_copy(db, "minister.g15", made.current.id)
    with work() as db:
        account = db.get_one(Account, cabinet.accounts["pm"])
        deactivate_account(db, journal.SYSTEM, account, at=TUESDAY)
    with clock.at(THURSDAY):
        yield document_id


def test_whose_account_is_closed_holds_nothing_and_is_named_apart(
    work: Callable[[], Any], cabinet: Cabinet, closed: int, client_of: Callable[[str], Any]
) -> None:
    with work() as db:
        assert readers(db, cabinet, closed) == in_force(db, cabinet) == {"minister.g15"}
        for which in (AuditFilter.NOT_OPENED, AuditFilter.NOT_ACKNOWLEDGED):
            assert rows_of(db, cabinet, "pm", which=which) == [], which
        (row,) = rows_of(db, cabinet, "pm", which=AuditFilter.ENDED)
        assert (row.account_closed_at, row.ended_at, row.withheld_at) == (TUESDAY, None, None)
        assert rows_of(db, cabinet, "pm", from_on=date(2026, 12, 9)) == []
    head, said = client_of("head"), "Tài khoản đã đóng từ"
    page = head.get(f"/documents/audit?person_id={cabinet.persons['pm']}").text
    assert said in page and "Vẫn đang giữ" not in page
    assert said in head.get(f"/documents/{closed}").text
    table = head.get(f"/documents/audit.csv?person_id={cabinet.persons['pm']}").text
    assert "2026-12-08T09:00:00+07:00" in table


def test_a_second_account_of_the_person_holds_what_the_closed_one_held(
    work: Callable[[], Any], cabinet: Cabinet, closed: int
) -> None:
    with work() as db:
        create_account(
            db, journal.SYSTEM, login="pm.new", password=PASSWORD,
            person=db.get_one(Person, cabinet.persons["pm"]), roles=[Role.MEMBER], at=THURSDAY,
        )  # fmt: skip
        assert readers(db, cabinet, closed) == {"pm", "minister.g15"}
        (row,) = rows_of(db, cabinet, "pm", which=AuditFilter.IN_FORCE)
        assert row.account_closed_at is None


@pytest.mark.parametrize("role", [Role.ADMIN, Role.AUDITOR])
def test_an_account_that_reads_no_papers_keeps_nothing_open_of_the_closed_one(
    work: Callable[[], Any], cabinet: Cabinet, closed: int, role: Role
) -> None:
    with work() as db:
        create_account(
            db, journal.SYSTEM, login="pm.other", password=PASSWORD,
            person=db.get_one(Person, cabinet.persons["pm"]), roles=[role], at=T0,
        )  # fmt: skip
        assert readers(db, cabinet, closed) == in_force(db, cabinet) == {"minister.g15"}
        (row,) = rows_of(db, cabinet, "pm")
        assert row.account_closed_at == TUESDAY


def test_copies_of_a_closed_account_are_told_apart_after_a_recall(
    work: Callable[[], Any], cabinet: Cabinet, closed: int, client_of: Callable[[str], Any]
) -> None:
    with work() as db:
        version = db.get_one(Document, closed).current
        distribution.recall(
            db, actor=cabinet.actor(db, "head"), version=version, at=THURSDAY, reason="Sai"
        )
    page = client_of("head").get(f"/documents/{closed}").text
    assert "1 máy tính bảng còn giữ bản sao; bản sao sẽ bị xóa ở lần kết nối tới" in page
    assert "1 bản sao trên máy tính bảng của tài khoản đã đóng" in page
    with work() as db:
        (noted,) = db.execute(select(JournalEntry).filter_by(act="document:recall")).scalars()
        told = {copy["person"]: copy.get("account_closed") for copy in noted.details["copies_out"]}
    assert told == {
        cabinet.persons["pm"]: TUESDAY.isoformat(), cabinet.persons["minister.g15"]: None
    }  # fmt: skip
    answer = client_of("head").get(f"/api/v1/documents/{closed}/distribution").json
    when = {copy["person_id"]: copy["account_closed_at"] for copy in answer["copies_out"]}
    assert when[cabinet.persons["minister.g15"]] is None
    assert datetime.fromisoformat(when[cabinet.persons["pm"]]) == TUESDAY


def test_who_read_in_the_secretariat_and_left_it_is_told_as_closed(
    work: Callable[[], Any], cabinet: Cabinet, paper: int
) -> None:
    with work() as db:
        (version_id,) = db.scalars(select(DocumentVersion.id))
        version = db.get_one(DocumentVersion, version_id)
        secretary = cabinet.actor(db, "secretary")
        distribution.note_opened(db, actor=secretary, version=version, at=T0)
        account = db.get_one(Account, cabinet.accounts["secretary"])
        deactivate_account(db, journal.SYSTEM, account, at=TUESDAY)
    with work() as db:
        (row,) = list_readings(db, cabinet.actor(db, "head"), Question()).items
        assert row.way == "audit-way-closed"


def test_the_record_is_the_same_on_each_engine(any_database: Database) -> None:
    """Closed accounts and what is astray, in the words of each store."""
    with any_database.unit_of_work() as db:
        head = find(db).actor(db, "head")
        for which in AuditFilter:
            question = Question(which=which, from_on=date(2026, 12, 1))
            assert list_holdings(db, head, question).items == []
        assert astray(db) == []
