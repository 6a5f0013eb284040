"""What a pack may take of a server: open files, room on the disk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from pypdf import PdfReader

from documents.packs import personal
from documents.packs.building import LIMITS, environment_of_child
from documents.packs.child import OPEN_FILES
from ecabinet.storage import Store
from tests.documents.papers import pdf

WORDS = {"contents": "C", "cover": "B", "page": "trang", "no_papers": "-"}
COVER = {
    "body": [], "motto": [], "heading": "H", "edition": "", "title": "T", "facts": [],
    "remarks": [],
}  # fmt: skip


def test_more_papers_than_a_process_may_open_are_bound_into_one_book(tmp_path: Path) -> None:
    count = OPEN_FILES + 30
    first, other = tmp_path / "first.pdf", tmp_path / "other.pdf"
    first.write_bytes(pdf("First", 1))
    other.write_bytes(pdf("Other", 1))

    def entry(number: int) -> dict[str, Any]:
        path = other if number == count else first
        named = {"label": str(number), "text": f"Paper {number}", "stamp": f"{number}"}
        return {**named, "path": str(path), "pages": 1}

    spec = {
        "language": "vi", "title": "T", "words": WORDS, "cover": COVER, "notes": [],
        "parts": [{"section": "", "heading": "", "entries": list(map(entry, range(1, count + 1)))}],
        "out": str(tmp_path / "book.pdf"), "progress": str(tmp_path / "progress"),
        "limits": LIMITS.to_json(),
    }  # fmt: skip
    told = tmp_path / "spec.json"
    told.write_text(json.dumps(spec), "utf-8")
    ended = subprocess.run(
        [sys.executable, "-P", "-m", "documents.packs.child", str(told)],
        env=environment_of_child(), capture_output=True, check=False,
    )  # fmt: skip
    assert ended.stdout, ended.stderr[-600:]
    answer = json.loads(ended.stdout)
    book = PdfReader(tmp_path / "book.pdf")
    assert answer["pages"] == len(book.pages) == answer["pages_at"][str(count)]
    assert "Other, page 1" in book.pages[-1].extract_text()
    assert len(book.outline) == count + 2


@pytest.fixture
def store(app: Flask) -> Store:
    found: Store = app.extensions["ecabinet.store"]
    return found


def test_of_more_copies_than_there_is_room_for_those_go_that_nobody_asked_for_longest(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = personal.folder(store) / "aa"
    place.mkdir(parents=True)
    now = time.time()
    for age in range(5):
        path = place / f"{age}.pdf"
        path.write_bytes(b"x" * 100)
        os.utime(path, (now - age, now - age))
    monkeypatch.setattr(personal, "KEPT_BYTES", 250)
    personal.forget_unused(store)
    assert sorted(path.name for path in place.iterdir()) == ["0.pdf", "1.pdf"]


def test_a_copy_that_cannot_be_written_is_refused_with_a_sentence(
    release: Any, api_of: Any, store: Store
) -> None:
    pack = release()
    personal.folder(store).parent.mkdir(parents=True, exist_ok=True)
    personal.folder(store).write_bytes(b"in the way")
    answer = api_of("minister.g12")("GET", f"/packs/{pack['id']}/file")
    assert (answer.status_code, answer.json["code"]) == (409, "pack-copy-not-written")
