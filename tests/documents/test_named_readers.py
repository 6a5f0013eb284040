"""Who can be named as a reader of a confidential paper."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from documents.models import AccessLevel, Document
from ecabinet.auth.models import Account
from ecabinet.db import Database
from ecabinet.storage import Store
from tests.cabinet import T0, Cabinet
from tests.documents.papers import pdf
from tests.documents.test_changed_meanwhile import shown

Ask = Callable[[str], Any]
PaperOf = Callable[..., tuple[int, int]]
NOBODY = 999999


@pytest.fixture
def store(app: Flask) -> Database:
    database: Database = app.extensions["ecabinet.database"]
    return database


def close_account(store: Database, cabinet: Cabinet, login: str) -> None:
    with store.unit_of_work() as db:
        db.get_one(Account, cabinet.accounts[login]).deactivated_at = T0


def named_in(store: Database, document_id: int) -> set[int]:
    with store.reading() as db:
        return {row.person_id for row in db.get_one(Document, document_id).named_readers}


@pytest.mark.parametrize("who", ["nobody", "auditor", "closed"])
def test_who_cannot_read_cannot_be_named_on_a_new_paper(
    api_of: Ask, store: Database, cabinet: Cabinet, files: Store, who: str
) -> None:
    close_account(store, cabinet, "minister.g03")
    person = {
        "nobody": NOBODY,
        "auditor": cabinet.persons["auditor"],
        "closed": cabinet.persons["minister.g03"],
    }[who]
    sent = {"file": (BytesIO(pdf()), "a.pdf"), "reader_ids": [person]}
    refused = api_of("secretary")(
        "POST", "/documents", data=sent | {"access_level": "confidential"}
    )
    assert refused.status_code == 422, refused.json
    assert "reader_ids" in refused.json["fields"]
    # Before the check of the file, which takes seconds.
    assert list(files.walk()) == []


def test_a_paper_that_is_not_confidential_asks_nothing_about_readers(api_of: Ask) -> None:
    sent = {"file": (BytesIO(pdf()), "a.pdf"), "reader_ids": [NOBODY]}
    assert api_of("secretary")("POST", "/documents", data=sent).status_code == 201


@pytest.mark.parametrize("login", [None, "auditor"])
def test_who_cannot_read_cannot_be_named_by_a_change(
    client_of: Callable[[str], FlaskClient],
    paper_of: PaperOf,
    store: Database,
    cabinet: Cabinet,
    login: str | None,
) -> None:
    document_id, _ = paper_of(level=AccessLevel.CONFIDENTIAL, by="secretary")
    client, before = client_of("secretary"), named_in(store, document_id)
    person = cabinet.persons[login] if login else NOBODY
    form = shown(client, document_id) | {"reader_ids": [*before, person]}
    refused = client.post(f"/documents/{document_id}/change", data=form)
    assert refused.status_code == 422
    assert 'id="change-document"' in refused.text
    assert "không có tài khoản đang mở" in refused.text
    assert named_in(store, document_id) == before


def test_saving_something_else_drops_no_reader_whose_account_was_closed(
    client_of: Callable[[str], FlaskClient], paper_of: PaperOf, store: Database, cabinet: Cabinet
) -> None:
    document_id, _ = paper_of(
        level=AccessLevel.CONFIDENTIAL, by="secretary", readers=["head", "minister.g03"]
    )
    before = named_in(store, document_id)
    close_account(store, cabinet, "minister.g03")
    client = client_of("secretary")
    form = shown(client, document_id) | {"title": "Tên khác"}
    assert client.post(f"/documents/{document_id}/change", data=form).status_code == 302
    assert named_in(store, document_id) == before
    # Without the tick it goes, as anybody's does.
    form = shown(client, document_id)
    form["reader_ids"].remove(str(cabinet.persons["minister.g03"]))
    assert client.post(f"/documents/{document_id}/change", data=form).status_code == 302
    assert named_in(store, document_id) == before - {cabinet.persons["minister.g03"]}
