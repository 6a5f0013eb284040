"""The record of who had which version, as a program takes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from documents.models import AccessLevel
from ecabinet.journal import JournalEntry
from tests.cabinet import Cabinet

pytestmark = pytest.mark.usefixtures("now")

Ask = Callable[[str], Any]
PaperOf = Callable[..., tuple[int, int]]


@pytest.fixture
def papers(api_of: Ask, paper_of: PaperOf) -> dict[str, int]:
    """One for members, read by an officer of its ministry too, and a confidential one."""
    dyke, version_id = paper_of("pm", "minister.g15", title="Đê điều")
    persons, _ = paper_of(
        "pm", title="Đê nhân sự", level=AccessLevel.CONFIDENTIAL, by="head", readers=["pm"]
    )
    for login in ("pm", "officer.g12"):
        assert api_of(login)("GET", f"/versions/{version_id}/file").status_code == 200
    return {"dyke": dyke, "persons": persons}


def taken(call: Any, **asked: Any) -> list[dict[str, Any]]:
    """The whole of what was asked for, page by page."""
    found, cursor = [], None
    for _ in range(20):
        given = asked | ({"cursor": cursor} if cursor else {})
        answer = call("GET", "/documents/audit", query_string=given)
        assert answer.status_code == 200, answer.json
        found += answer.json["items"]
        cursor = answer.json["next"]
        if cursor is None:
            return found
    raise AssertionError("the pages never end")


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 50])
def test_the_pages_hold_what_the_table_holds_in_its_order(
    api_of: Ask, client_of: Ask, papers: dict[str, int], limit: int
) -> None:
    rows = taken(api_of("head"), limit=limit)
    table = client_of("head").get("/documents/audit.csv").text.splitlines()[1:]
    assert len(rows) == len(table) == 4
    for row, line in zip(rows, table, strict=True):
        assert line.startswith(f"{row['title']},") and row["person_name"] in line
        assert (row["occasion"] or "cán bộ của cơ quan có tài liệu") in line
    assert [row["way"] for row in rows] == [None, None, None, "owner"]
    assert [row["handed_at"] is None for row in rows] == [False, False, False, True]


def test_the_record_is_asked_by_paper_by_person_and_by_what_became_of_it(
    api_of: Ask, cabinet: Cabinet, papers: dict[str, int]
) -> None:
    call = api_of("secretary")
    pm, other = cabinet.persons["pm"], cabinet.persons["minister.g15"]
    of_paper = taken(call, document_id=papers["dyke"], which="in_force")
    assert {row["person_id"] for row in of_paper} == {pm, other}
    opened = {row["person_id"]: row["first_opened_at"] is not None for row in of_paper}
    assert opened == {pm: True, other: False}
    (unread,) = taken(call, person_id=other)
    assert unread["document_id"] == papers["dyke"]
    (officer,) = taken(call, which="unheld")
    assert officer["person_id"] == cabinet.persons["officer.g12"]


def test_an_auditor_is_told_of_every_paper_and_no_title_of_a_confidential_one(
    api_of: Ask, papers: dict[str, int]
) -> None:
    rows = taken(api_of("auditor"))
    titles = {row["document_id"]: row["title"] for row in rows}
    assert titles == {papers["dyke"]: "Đê điều", papers["persons"]: None}
    assert "nhân sự" not in str(rows)
    assert taken(api_of("auditor"), search="nhân sự") == []
    # The secretary is not named on it: it does not exist for them.
    assert {row["document_id"] for row in taken(api_of("secretary"))} == {papers["dyke"]}


def test_every_page_that_is_taken_is_in_the_journal_and_a_refused_one_is_not(
    app: Flask, api_of: Ask, cabinet: Cabinet, papers: dict[str, int]
) -> None:
    taken(api_of("auditor"), person_id=cabinet.persons["pm"], limit=1)
    for strange in ("cursor=nonsense", "cursor=unheld.nonsense", "limit=0", "which=some"):
        assert api_of("auditor")("GET", f"/documents/audit?{strange}").status_code == 422
    assert api_of("pm")("GET", "/documents/audit").status_code == 403
    with app.extensions["ecabinet.database"].reading() as db:
        noted = db.query(JournalEntry).filter_by(act="audit:export").all()
    assert len(noted) >= 2
    assert {entry.details["person"] for entry in noted} == {cabinet.persons["pm"]}
