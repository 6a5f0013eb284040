"""A file that was here before: who looks is told of a version that they may read, or of none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from documents.models import AccessLevel, DocumentVersion
from ecabinet.storage import Store
from tests.cabinet import Cabinet
from tests.documents.papers import enter

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def uploaded(app: Flask, cabinet: Cabinet, files: Store) -> Callable[..., tuple[int, int]]:
    """`uploaded("Hai")`: a draft of the officer (paper, version) whose stored twin is one they may
    not read, the first of all, as an upgrade stores it; before it papers with these titles."""

    def make(*own: str) -> tuple[int, int]:
        with app.extensions["ecabinet.database"].unit_of_work() as db:
            hidden = enter(
                db, cabinet, files, "Nhân sự kín", AccessLevel.CONFIDENTIAL, by="head",
                organisation=None, readers=["pm"],
            )  # fmt: skip
            before = [enter(db, cabinet, files, title, by="officer.g12") for title in own]
            last = enter(db, cabinet, files, "Bản tải lên", by="officer.g12")
            for paper in (*before, last):
                paper.current.sha256 = hidden.current.sha256
            last.current.warnings = [
                {"key": "document-warning-duplicate", "params": {"version": hidden.current.id}}
            ]
            return last.id, hidden.current.id

    return make


def told(api_of: Any, login: str, document_id: int) -> list[str]:
    answer = api_of(login)("GET", f"/documents/{document_id}").json
    return [one["message"] for version in answer["versions"] for one in version["warnings"]]


def test_of_a_hidden_twin_neither_title_nor_address_is_told(
    uploaded: Callable[..., tuple[int, int]], api_of: Any, client_of: Any
) -> None:
    document_id, hidden_id = uploaded()
    assert told(api_of, "officer.g12", document_id) == []
    page = client_of("officer.g12").get(f"/documents/{document_id}")
    assert page.status_code == 200
    assert "Nhân sự kín" not in page.text and f"/versions/{hidden_id}" not in page.text
    # Who reads both is told, whoever brought it.
    assert "Nhân sự kín" in str(told(api_of, "head", document_id))


def test_in_the_place_of_a_hidden_twin_one_is_told_that_may_be_read(
    app: Flask, uploaded: Callable[..., tuple[int, int]], api_of: Any, client_of: Any
) -> None:
    document_id, hidden_id = uploaded("Bản của tôi", "Bản thứ hai")
    (one,) = told(api_of, "officer.g12", document_id)
    assert "Bản của tôi" in one
    assert "Bản của tôi" in client_of("officer.g12").get(f"/documents/{document_id}").text
    with app.extensions["ecabinet.database"].reading() as db:
        last = db.query(DocumentVersion).order_by(DocumentVersion.id.desc()).first()
        assert last is not None and last.warnings[0]["params"] == {"version": hidden_id}
