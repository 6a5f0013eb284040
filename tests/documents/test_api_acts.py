"""What programs do with papers as their pages do: ask for an acknowledgement, choose the order of
numbers, have text recognised, describe many at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from documents.models import DocumentVersion
from ecabinet.journal import JournalEntry

Ask = Callable[[str], Any]
PaperOf = Callable[..., tuple[int, int]]
pytestmark = pytest.mark.usefixtures("now")


def acts(app: Flask, act: str) -> int:
    with app.extensions["ecabinet.database"].reading() as db:
        return int(db.query(JournalEntry).filter_by(act=act).count())


def test_a_program_asks_the_holders_to_acknowledge_and_asks_no_more(
    app: Flask, api_of: Ask, paper_of: PaperOf
) -> None:
    document_id, version_id = paper_of("pm")
    call, where = api_of("secretary"), f"/documents/{document_id}/acknowledgements"
    for _ in range(2):
        answer = call("POST", where, json={"asks": True})
        assert answer.json == {"document_id": document_id, "asks_acknowledgement": True}
    assert acts(app, "document:ask-acknowledgement") == 1
    pm = api_of("pm")
    assert pm("GET", f"/versions/{version_id}/file").status_code == 200
    assert pm("POST", f"/versions/{version_id}/acknowledgement").status_code == 200
    assert call("POST", where, json={}).json["fields"].keys() == {"asks"}
    assert call("POST", where, json={"asks": False}).json["asks_acknowledgement"] is False
    assert pm("POST", where, json={"asks": True}).status_code == 403


def test_a_program_reads_and_changes_how_papers_are_numbered(api_of: Ask) -> None:
    call, where = api_of("secretary"), "/documents/numbering"
    before = call("GET", where).json
    given = {"sitting": "{item}/{paper}", "ballot": "P{paper}"}
    answer = call("PUT", where, json=given)
    assert answer.status_code == 200, answer.json
    assert answer.json == given | {
        "sitting_examples": ["1/1", "1/2", "12/3"], "ballot_examples": ["P1", "P2", "P3"],
    }  # fmt: skip
    refused = call("PUT", where, json=given | {"sitting": "{nothing}"})
    assert refused.status_code == 422 and refused.json["fields"].keys() == {"sitting"}
    assert call("GET", where).json == answer.json != before


def test_a_program_has_the_text_of_a_scan_recognised_once(
    app: Flask, api_of: Ask, paper_of: PaperOf
) -> None:
    _, version_id = paper_of(title="Quét")
    call, where = api_of("secretary"), f"/versions/{version_id}/recognition"
    assert call("POST", where).status_code == 404  # no page lacks its text
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        version = db.get_one(DocumentVersion, version_id)
        version.warnings = [{"key": "document-warning-no-text", "params": {"pages": "1"}}]
    tools = app.extensions["documents.tools"]
    app.extensions["documents.tools"] = replace(tools, recogniser=None)
    refused = call("POST", where)
    assert (refused.status_code, refused.json["code"]) == (409, "recognition-not-here")
    app.extensions["documents.tools"] = replace(tools, recogniser=Path("/usr/bin/ocrmypdf"))
    asked = call("POST", where)
    assert asked.status_code == 202, asked.json
    assert call("POST", where).json["id"] == asked.json["id"]
    assert call("GET", f"/jobs/{asked.json['id']}").json["subject"] == f"version:{version_id}"


def revision_of(call: Any, document_id: int) -> int:
    return int(call("GET", f"/documents/{document_id}").json["revision"])


def test_a_program_describes_many_papers_at_once_all_or_none(
    api_of: Ask, paper_of: PaperOf
) -> None:
    (one, _), (two, _) = paper_of("pm", title="Một"), paper_of(title="Hai")
    call = api_of("secretary")

    def change(*more: dict[str, Any], **other: Any) -> Any:
        papers = [
            {"id": id_, "revision": revision_of(call, id_)} | said
            for id_, said in zip((two, one), more, strict=True)
        ]
        return call("PATCH", "/documents", json={"papers": papers} | other)

    done = change({"title": "Hai mới"}, {"number_symbol": "12/TTr"})
    assert done.status_code == 200, done.json
    told = [(row["id"], row["title"], row["number_symbol"]) for row in done.json["items"]]
    assert told == [(two, "Hai mới", ""), (one, "Một", "12/TTr")]

    refused = change({"title": "Hai lần ba"}, {"access_level": "secretariat"})
    assert refused.status_code == 422
    assert refused.json["fields"].keys() == {"papers.1.takes_away"}
    stale = change({"title": "Hai lần ba"}, {"revision": 1, "title": "Đè"})
    assert (stale.status_code, stale.json["code"]) == (409, "document-changed-meanwhile")
    assert "Một" in stale.json["title"]
    assert call("GET", f"/documents/{two}").json["title"] == "Hai mới"
    meant = change({"title": "Hai lần ba"}, {"access_level": "secretariat"}, takes_away=True)
    assert [row["access_level"] for row in meant.json["items"]] == ["cabinet", "secretariat"]


def test_a_program_sends_the_same_descriptions_again_under_one_key_and_finds_hidden_papers_gone(
    app: Flask, api_of: Ask, paper_of: PaperOf
) -> None:
    (own, _), (other, _) = paper_of(title="Của tôi"), paper_of(title="Khác", organisation="G15")
    call = api_of("officer.g12")
    said = {"papers": [{"id": own, "revision": 1, "title": "Tên mới"}]}
    first, again = (
        call("PATCH", "/documents", json=said, headers={"Idempotency-Key": "described-once"})
        for _ in range(2)
    )
    assert first.status_code == again.status_code == 200
    assert first.json == again.json and acts(app, "document:change") == 1
    hidden = call("PATCH", "/documents", json={"papers": [{"id": other, "revision": 1}]})
    assert hidden.status_code == 422 and hidden.json["fields"].keys() == {"papers.0.id"}
    assert call("PATCH", "/documents", json={"papers": []}).status_code == 422
