"""Whoever saves the details of a paper writes over nothing that they did not see."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from documents import queries, services
from documents.distribution.receipts import ask_for_acknowledgement
from documents.models import AccessLevel, Document
from ecabinet.db import Database
from tests.cabinet import Cabinet
from tests.live_server import LiveServer

PaperOf = Callable[..., tuple[int, int]]


@pytest.fixture
def store(app: Flask) -> Database:
    database: Database = app.extensions["ecabinet.database"]
    return database


@pytest.fixture
def secretary(client_of: Callable[[str], FlaskClient]) -> FlaskClient:
    return client_of("secretary")


def shown(client: FlaskClient, document_id: int) -> dict[str, Any]:
    """What the form of the page would send, untouched."""
    page = client.get(f"/documents/{document_id}").text
    form = page.split('id="change-document"', 1)[1].split("</form>", 1)[0]
    chosen = re.findall(r'<option value="([^"]*)" selected', form)
    ticked = re.findall(r'name="reader_ids" value="(\d+)" checked', form)
    return {
        "revision": field(form, "revision"), "title": field(form, "title"),
        "number_symbol": field(form, "number_symbol"),
        "kind": chosen[0], "access_level": chosen[1], "reader_ids": ticked,
    }  # fmt: skip


def field(form: str, name: str) -> str:
    found = re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"', form)
    return found[1] if found else ""


def change(db: Session, cabinet: Cabinet, document_id: int, **given: Any) -> None:
    """As the head does meanwhile."""
    paper = db.get_one(Document, document_id)
    services.change_document(db, actor=cabinet.actor(db, "head"), document=paper, **given)


def persons(cabinet: Cabinet, *logins: str) -> list[int]:
    return [cabinet.persons[login] for login in logins]


def named_in(db: Session, document_id: int) -> Iterable[int]:
    return sorted(row.person_id for row in db.get_one(Document, document_id).named_readers)


def test_a_form_from_before_does_not_open_a_paper_that_was_closed_meanwhile(
    store: Database, secretary: FlaskClient, cabinet: Cabinet, paper_of: PaperOf
) -> None:
    document_id, version_id = paper_of("minister.g15")
    form = shown(secretary, document_id) | {"title": "Tờ trình đã sửa lỗi"}
    with store.unit_of_work() as db:
        change(db, cabinet, document_id, access_level=AccessLevel.SECRETARIAT, title="Tên mới")
    where = f"/documents/{document_id}/change"
    refused = secretary.post(where, data=form)
    assert refused.status_code == 409
    with store.reading() as db:
        assert db.get_one(Document, document_id).access_level is AccessLevel.SECRETARIAT
        assert not queries.may_read(db, cabinet.actor(db, "minister.g15"), version_id)

    # What was typed is there, what is stored beside it, and whoever saw both decides.
    assert "Người khác vừa sửa tài liệu này" in refused.text
    assert 'value="Tờ trình đã sửa lỗi"' in refused.text
    assert "Hiện đang lưu: Tên mới" in refused.text
    assert "Hiện đang lưu: Nội bộ Văn phòng" in refused.text
    assert "Hiện đang lưu: Tài liệu khác" not in refused.text
    form["revision"] = field(refused.text, "revision")
    form["access_level"] = "secretariat"
    assert secretary.post(where, data=form).status_code == 302
    with store.reading() as db:
        paper = db.get_one(Document, document_id)
        assert (paper.title, paper.access_level.value) == ("Tờ trình đã sửa lỗi", "secretariat")


def test_a_form_from_before_drops_no_reader_who_was_named_meanwhile(
    store: Database, secretary: FlaskClient, cabinet: Cabinet, paper_of: PaperOf
) -> None:
    document_id, _ = paper_of(level=AccessLevel.CONFIDENTIAL, readers=["head"])
    form = shown(secretary, document_id) | {"title": "Tên khác"}
    named = persons(cabinet, "secretary", "head", "pm")
    with store.unit_of_work() as db:
        change(db, cabinet, document_id, reader_ids=named)
    refused = secretary.post(f"/documents/{document_id}/change", data=form)
    assert refused.status_code == 409
    assert re.search("Hiện đang lưu: [^<]*Nguyễn Văn An", refused.text)
    with store.reading() as db:
        assert named_in(db, document_id) == sorted(named)


def test_a_form_that_was_refused_for_a_field_is_still_the_one_that_was_shown(
    store: Database, secretary: FlaskClient, cabinet: Cabinet, paper_of: PaperOf
) -> None:
    document_id, _ = paper_of()
    form = shown(secretary, document_id)
    with store.unit_of_work() as db:
        change(db, cabinet, document_id, access_level=AccessLevel.SECRETARIAT)
    where = f"/documents/{document_id}/change"
    again = secretary.post(where, data=form | {"title": " "})
    assert again.status_code == 422
    form |= {"title": "Tên khác", "revision": field(again.text, "revision")}
    assert secretary.post(where, data=form).status_code == 409
    form.pop("revision")  # a page from before there was such a field saw nothing
    assert secretary.post(where, data=form).status_code == 409


def test_whoever_saves_what_is_stored_writes_over_nobody(
    store: Database, secretary: FlaskClient, cabinet: Cabinet, paper_of: PaperOf
) -> None:
    document_id, _ = paper_of()
    form = shown(secretary, document_id) | {"title": "Tên khác"}
    where = f"/documents/{document_id}/change"
    assert secretary.post(where, data=form).status_code == 302
    # The answer was lost on the way, and the same is sent again.
    assert secretary.post(where, data=form).status_code == 302


def test_to_ask_for_an_acknowledgement_spoils_no_form(
    store: Database, secretary: FlaskClient, cabinet: Cabinet, paper_of: PaperOf
) -> None:
    document_id, _ = paper_of("pm")
    form = shown(secretary, document_id) | {"title": "Tên khác"}
    with store.unit_of_work() as db:
        paper = db.get_one(Document, document_id)
        ask_for_acknowledgement(db, actor=cabinet.actor(db, "head"), document=paper, asks=True)
        assert paper.asks_acknowledgement
    assert secretary.post(f"/documents/{document_id}/change", data=form).status_code == 302


def test_what_comes_back_as_a_draft_asks_before_it_writes_over_what_others_changed(
    tablet: Callable[..., Page], server: LiveServer, cabinet: Cabinet, paper_of: PaperOf
) -> None:
    document_id, _ = paper_of()
    page = tablet("secretary")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"/documents/{document_id}")
    form = page.locator("#change-document")
    form.locator("[name=title]").fill("Sửa một lỗi chính tả")
    page.goto("/documents")
    with server.database.unit_of_work() as db:
        change(db, cabinet, document_id, access_level=AccessLevel.SECRETARIAT)
    page.goto(f"/documents/{document_id}")
    expect(form.locator("[name=title]")).to_have_value("Sửa một lỗi chính tả")
    form.get_by_role("button", name="Lưu").click()
    expect(page.locator("[data-ec-error-summary]")).to_contain_text("Người khác vừa sửa tài liệu")
    expect(form).to_contain_text("Hiện đang lưu: Nội bộ Văn phòng")
    expect(form.locator("[name=title]")).to_have_value("Sửa một lỗi chính tả")
    with server.database.reading() as db:
        assert db.get_one(Document, document_id).access_level is AccessLevel.SECRETARIAT
    # Both were seen: what is chosen now counts.
    form.locator("[name=access_level]").select_option("secretariat")
    form.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sửa một lỗi chính tả")
    with server.database.reading() as db:
        assert db.get_one(Document, document_id).access_level is AccessLevel.SECRETARIAT
