"""Whatever is sent ends as a paper, or as a refusal with its reason that leaves nothing."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from documents.intake.picture_names import THUMBNAIL
from documents.intake.results import Accepted, Refused
from documents.intake.tools import Tools
from documents.models import Document, DocumentVersion
from documents.pictures.places import place_of
from ecabinet import doctor
from ecabinet.db import Database
from ecabinet.journal import JournalEntry
from ecabinet.storage import Store
from tests.documents.intake import hostile, samples, unknown, wordfiles

KNOWN: dict[str, Callable[[], bytes]] = {
    **{path.stem: path.read_bytes for path in sorted(unknown.DATA.glob("*.pdf"))},
    **{path.stem: path.read_bytes for path in sorted(wordfiles.DATA.glob("*.docx"))},
    **{name: lambda name=name: samples.made(name) for name in samples.MADE},
    "armed": lambda: hostile.changed(hostile.armed),
    "circle": lambda: hostile.with_page_tree(b"<< /Type /Pages /Count 1 /Kids [2 0 R] >>"),
    "cut": lambda: hostile.paper()[:700],
    "empty": lambda: b"",
    "macros": lambda: wordfiles.with_part("word/vbaProject.bin", b"\xd0\xcf"),
    "web page": lambda: b"<!DOCTYPE html><html>",
}  # fmt: skip
BY_CHANCE = range(8)
ODD = (173, 228, 916, 929)
"""Found among a thousand: page trees that disagree, parts before the file, names of no text."""


@pytest.fixture
def send(app: Flask, api_of: Any) -> Callable[[bytes], None]:
    """Send a file to the front door and hold what comes of it to what is promised."""
    database: Database = app.extensions["ecabinet.database"]
    store: Store = app.extensions["ecabinet.store"]
    app.extensions["documents.tools"] = Tools()
    call = api_of("secretary")

    def counted() -> tuple[list[int], list[Path]]:
        with database.reading() as db:
            rows = [
                db.execute(select(func.count()).select_from(table)).scalar_one()
                for table in (Document, DocumentVersion, JournalEntry)
            ]
        files = [path for path in store.folder.rglob("*") if path.is_file()]
        return rows, sorted(files)

    def run(content: bytes) -> None:
        before = counted()
        answer = call(
            "POST", "/documents",
            data={"file": (BytesIO(content), "tài liệu.pdf"), "access_level": "cabinet"},
        )  # fmt: skip
        if answer.status_code == 422:
            assert answer.json["code"].startswith("document-refused-")
            assert len(answer.json["title"]) > 20
            assert counted() == before
            return
        assert answer.status_code == 201, answer.data
        (version,) = answer.json["versions"]
        with database.reading() as db:
            row = db.get_one(DocumentVersion, version["id"])
            assert row.pages == len(row.page_sizes) >= 1
            assert place_of(store, row.reading_sha256, 1, THUMBNAIL).is_file()
            assert row.text_sha256 is not None
            with store.open(row.text_sha256) as file:
                assert len(json.load(file)["pages"]) == row.pages
        assert list(store.incoming.iterdir()) == []

    return run


def test_every_known_paper_ends_as_a_paper_or_with_a_reason(
    app: Flask, send: Callable[[bytes], None]
) -> None:
    send(hostile.paper())
    open_files = len(os.listdir("/proc/self/fd"))
    for name, content in KNOWN.items():
        try:
            send(content())
        except AssertionError as error:
            raise AssertionError(name) from error
    # The store may have opened a file of its own meanwhile; none is held for each paper.
    assert len(os.listdir("/proc/self/fd")) <= open_files + 3
    with app.extensions["ecabinet.database"].reading() as db:
        assert doctor.find_faults(db, app.extensions["ecabinet.store"]) == []


@pytest.mark.parametrize("number", ODD)
def test_what_once_broke_the_check_is_a_refusal_that_says_what_is_wrong(
    number: int, check: Callable[[bytes], Accepted | Refused]
) -> None:
    result = check(unknown.unknown(number))
    assert isinstance(result, Refused)
    assert result.key.endswith("-damaged")


@pytest.mark.parametrize("number", BY_CHANCE)
def test_a_paper_changed_by_chance_ends_as_a_paper_or_with_a_reason(
    number: int, send: Callable[[bytes], None]
) -> None:
    send(unknown.unknown(number))
