"""Text of scans recognised: asked for by who may, entered while it is a draft, journaled."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from PIL import Image, ImageDraw, ImageFont
from pypdfium2 import PdfDocument
from reportlab.pdfgen.canvas import Canvas
from sqlalchemy import select

from documents.intake.tools import Tools, find_recogniser, missing
from documents.models import DocumentVersion, VersionState
from documents.naming import services as naming
from documents.naming.models import StampedCopy
from documents.naming.rules import Standing
from documents.release_plans.models import ReleaseRule
from documents.rendering.fonts import serif_folder
from documents.versions.releases import carry_out, plan_release
from ecabinet import doctor
from ecabinet.db import Database
from ecabinet.jobs import engine
from ecabinet.jobs.models import Job, JobState
from ecabinet.journal import JournalEntry
from ecabinet.storage import Store
from tests.cabinet import T0, Cabinet
from tests.documents.papers import hand

PROGRAM = find_recogniser()
needs_program = pytest.mark.skipif(
    PROGRAM is None,
    reason="needs OCRmyPDF: apt-get install --no-install-recommends ocrmypdf tesseract-ocr-vie",
)
SAID = "Cộng hòa Xã hội Chủ nghĩa Việt Nam"
Scan = Callable[[], tuple[int, int]]


def scan() -> bytes:
    """A page of which the letters are a picture."""
    picture = Image.new("L", (1000, 400), 255)
    font = ImageFont.truetype(serif_folder() / "400Regular/Tinos_400Regular.ttf", 48)
    ImageDraw.Draw(picture).text((80, 150), SAID, font=font, fill=0)
    out = BytesIO()
    picture.save(out, "PDF", resolution=150)
    return out.getvalue()


@pytest.fixture
def scanned(app: Flask, api_of: Any) -> Scan:
    """(document id, version id) of a scan, taken in through the front door."""

    def make() -> tuple[int, int]:
        data = {"file": (BytesIO(scan()), "quet.pdf"), "access_level": "cabinet"}
        made = api_of("secretary")("POST", "/documents", data=data).json
        (version,) = made["versions"]
        assert "document-warning-no-text" in {one["code"] for one in version["warnings"]}
        return made["id"], version["id"]

    return make


def with_program(app: Flask, program: Path | None) -> None:
    app.extensions["documents.tools"] = replace(
        app.extensions["documents.tools"], recogniser=program
    )


def version_of(app: Flask, version_id: int) -> DocumentVersion:
    database: Database = app.extensions["ecabinet.database"]
    with database.reading() as db:
        version = db.get_one(DocumentVersion, version_id)
        db.expunge(version)
        return version


@needs_program
def test_a_scan_becomes_a_paper_whose_words_can_be_found(
    app: Flask, client_of: Any, scanned: Scan
) -> None:
    document_id, version_id = scanned()
    before = version_of(app, version_id)
    client = client_of("secretary")
    assert "Nhận dạng chữ" in client.get(f"/documents/{document_id}").get_data(as_text=True)
    assert client.post(f"/documents/versions/{version_id}/recognition").status_code == 302
    page = client.get(f"/documents/{document_id}").get_data(as_text=True)
    assert "Đang chờ nhận dạng chữ" in page
    assert engine.run_queued(app) >= 1

    store: Store = app.extensions["ecabinet.store"]
    version = version_of(app, version_id)
    assert version.recognised_at is not None
    assert version.sha256 == before.sha256
    assert version.page_sizes == before.page_sizes
    assert version.reading_sha256 != before.reading_sha256
    assert version.text_sha256 is not None
    with store.open(version.text_sha256) as file:
        (words,) = json.load(file)["pages"]
    assert "Việt Nam" in words
    assert [one["key"] for one in version.warnings] == ["document-warning-recognised"]
    database: Database = app.extensions["ecabinet.database"]
    with database.reading() as db:
        entry = db.execute(
            select(JournalEntry).where(JournalEntry.act == "document:recognise")
        ).scalar_one()
        assert entry.details["earlier_sha256"] == before.reading_sha256
        assert doctor.find_faults(db, store, read_files=True) == []
    assert list(store.incoming.iterdir()) == []
    page = client.get(f"/documents/{document_id}").get_data(as_text=True)
    assert "do máy nhận dạng" in page
    assert client.post(f"/documents/versions/{version_id}/recognition").status_code == 409


def program_that_makes(folder: Path, words: str) -> Path:
    """What stands for OCRmyPDF: writes a page of the same size with these words."""
    made = folder / "recognised.pdf"
    canvas = Canvas(str(made), pagesize=(480, 192))
    canvas.drawString(40, 90, words)
    canvas.save()
    program = folder / "ocrmypdf"
    program.write_text(f'#!/bin/sh\nfor last; do :; done\nexec cp "{made}" "$last"\n')
    program.chmod(0o755)
    return program


@pytest.mark.usefixtures("now")
def test_what_was_stamped_before_its_release_reaches_the_readers_with_the_recognised_text(
    app: Flask, client_of: Any, api_of: Any, scanned: Scan, cabinet: Cabinet, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    with_program(app, program_that_makes(tmp_path, "Recognised words"))
    monkeypatch.setattr("documents.recognition.program.recognised_languages", lambda: ("vie",))
    document_id, version_id = scanned()
    database: Database = app.extensions["ecabinet.database"]
    with database.unit_of_work() as db:
        version, head = db.get_one(DocumentVersion, version_id), cabinet.actor(db, "head")
        plain = version.reading_sha256
        plan_release(
            db, actor=head, version=version, rule=ReleaseRule.AT,
            release_at=T0 + timedelta(days=2), at=T0,
        )  # fmt: skip
        standing = Standing(T0.date(), 7, 1, 1, "report")
        naming.number_papers(
            db, actor=head, occasion="meeting:7", standings=[(document_id, standing)], at=T0
        )
        hand(db, cabinet, version, "pm")
    engine.run_queued(app)
    with database.reading() as db:
        number, stamped = db.execute(select(StampedCopy.number, StampedCopy.sha256)).one()
    client_of("secretary").post(f"/documents/versions/{version_id}/recognition")
    engine.run_queued(app)
    # A stamping that began before the text was there ends too late.
    with database.unit_of_work() as db:
        naming.enter_stamped(db, version_id, number, made_of=plain, sha256=stamped)
    engine.run_queued(app)
    with database.unit_of_work() as db:
        assert carry_out(db, version_id, T0 + timedelta(days=2))
    document = PdfDocument(api_of("pm")("GET", f"/versions/{version_id}/file").data)
    try:
        words = document[0].get_textpage().get_text_range()
    finally:
        document.close()
    assert "Recognised words" in words and number in words


@needs_program
def test_what_was_released_meanwhile_stays_as_its_readers_have_it(
    app: Flask, client_of: Any, scanned: Scan
) -> None:
    _, version_id = scanned()
    client = client_of("secretary")
    client.post(f"/documents/versions/{version_id}/recognition")
    assert client.post(f"/documents/versions/{version_id}/release").status_code == 302
    before = version_of(app, version_id)
    engine.run_queued(app)
    after = version_of(app, version_id)
    assert (after.reading_sha256, after.recognised_at) == (before.reading_sha256, None)
    assert after.state is VersionState.RELEASED
    assert client.post(f"/documents/versions/{version_id}/recognition").status_code == 409


def test_a_program_that_fails_leaves_the_paper_as_it_was(
    app: Flask, client_of: Any, scanned: Scan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "ocrmypdf"
    broken.write_text("#!/bin/sh\nexit 2\n")
    broken.chmod(0o755)
    with_program(app, broken)
    monkeypatch.setattr("documents.recognition.program.recognised_languages", lambda: ("vie",))
    document_id, version_id = scanned()
    before = version_of(app, version_id)
    client = client_of("secretary")
    client.post(f"/documents/versions/{version_id}/recognition")
    engine.run_queued(app)
    after = version_of(app, version_id)
    assert (after.reading_sha256, after.warnings) == (before.reading_sha256, before.warnings)
    database: Database = app.extensions["ecabinet.database"]
    with database.reading() as db:
        job = db.execute(select(Job).where(Job.kind == "recognise-text")).scalar_one()
        assert job.state is JobState.FAILED
        assert job.failure is not None and job.failure["key"] == "recognition-failed"
    store: Store = app.extensions["ecabinet.store"]
    assert list(store.incoming.iterdir()) == []
    page = client.get(f"/documents/{document_id}").get_data(as_text=True)
    assert "Lần nhận dạng chữ trước không thành công" in page


def test_where_the_program_is_missing_the_act_is_not_there_and_the_doctor_says_why(
    app: Flask, client_of: Any, scanned: Scan
) -> None:
    with_program(app, None)
    document_id, version_id = scanned()
    client = client_of("secretary")
    page = client.get(f"/documents/{document_id}").get_data(as_text=True)
    assert f"/documents/versions/{version_id}/recognition" not in page
    answer = client.post(f"/documents/versions/{version_id}/recognition")
    assert answer.status_code == 409
    assert "OCRmyPDF" in answer.get_data(as_text=True)
    told = app.test_cli_runner().invoke(args=["doctor"])
    assert "OCRmyPDF with Vietnamese is not installed" in told.output
    assert told.exit_code == 0, told.output


def test_a_paper_with_text_has_nothing_to_recognise(client_of: Any, paper_of: Any) -> None:
    document_id, version_id = paper_of()
    client = client_of("secretary")
    page = client.get(f"/documents/{document_id}").get_data(as_text=True)
    assert f"/documents/versions/{version_id}/recognition" not in page
    assert client.post(f"/documents/versions/{version_id}/recognition").status_code == 404


def test_nothing_is_missing_where_everything_was_found(tmp_path: Path) -> None:
    there = Path("/usr/bin/env")
    assert list(missing(Tools(there, there, tmp_path, tmp_path))) == []
    assert len(list(missing(Tools()))) == 3
