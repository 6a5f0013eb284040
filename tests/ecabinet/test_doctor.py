"""The doctor finds what does not fit between records and files, and says where."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest
from flask import Flask

from documents.models import AccessLevel, Document, DocumentVersion
from ecabinet.db import Database
from ecabinet.doctor import find_faults
from ecabinet.storage import Store
from tests.cabinet import T0, Cabinet


@pytest.fixture
def store(app: Flask) -> Store:
    found = app.extensions["ecabinet.store"]
    assert isinstance(found, Store)
    return found


@pytest.fixture
def paper(work: Callable[[], Any], cabinet: Cabinet, store: Store) -> DocumentVersion:
    """A paper whose two files are in the store."""
    original, reading = store.put(b"original"), store.put(b"reading copy")
    with work() as db:
        document = Document(
            title="Tờ trình", access_level=AccessLevel.CABINET, created_at=T0,
            created_by_id=cabinet.accounts["secretary"],
        )  # fmt: skip
        version = DocumentVersion(
            document=document, ordinal=1, file_name="to-trinh.pdf", sha256=original.sha256,
            reading_sha256=reading.sha256, media_type="application/pdf", size=8, pages=1,
            page_sizes=[[595, 842]], warnings=[], uploaded_at=T0,
            uploaded_by_id=cabinet.accounts["secretary"],
        )  # fmt: skip
        db.add(version)
        db.flush()
        db.expunge_all()
    return version


def faults(database: Database, store: Store, **options: bool) -> list[str]:
    with database.reading() as db:
        return find_faults(db, store, **options)


def test_a_sound_store_has_no_faults(
    database: Database, store: Store, paper: DocumentVersion
) -> None:
    assert faults(database, store, read_files=True) == []


def test_a_row_whose_file_is_gone_is_named_with_its_column(
    database: Database, store: Store, paper: DocumentVersion
) -> None:
    store.path(paper.reading_sha256).unlink()

    assert faults(database, store) == [
        f"document_version {paper.id}: its file {paper.reading_sha256} (reading_sha256) is missing"
    ]


def test_a_file_that_nobody_names_is_found(
    database: Database, store: Store, paper: DocumentVersion
) -> None:
    lost = store.put(b"left over from an upload")

    assert faults(database, store) == [f"file {lost.sha256}: no record names it"]


def test_changed_bytes_are_found_when_files_are_read(
    database: Database, store: Store, paper: DocumentVersion
) -> None:
    path = store.path(paper.sha256)
    path.chmod(0o640)
    path.write_bytes(b"0riginal")

    assert faults(database, store) == []
    assert faults(database, store, read_files=True) == [
        f"file {paper.sha256}: its bytes are not those it is named by"
    ]


def past_the_program(database: Database, statement: str) -> None:
    """Change rows as a repair by hand would: sqlite3 itself does not check references."""
    if database.is_sqlite:
        with closing(sqlite3.connect(str(database.engine.url.database))) as connection:
            connection.execute(statement)
            connection.commit()
        return
    with database.engine.begin() as postgres:
        postgres.exec_driver_sql("SET LOCAL session_replication_role = replica")
        postgres.exec_driver_sql(statement)


def test_a_reference_that_leads_nowhere_is_named(
    app: Flask, database: Database, store: Store, paper: DocumentVersion
) -> None:
    past_the_program(database, "UPDATE document SET organisation_id = 4711")

    assert faults(database, store) == [
        f"document {paper.document_id}: organisation_id leads to no organisation 4711"
    ]
    result = app.test_cli_runner().invoke(args=["doctor"])
    assert result.exit_code == 1
    assert "leads to no organisation 4711" in result.stdout


def test_the_command_says_so_when_everything_fits(app: Flask, paper: DocumentVersion) -> None:
    result = app.test_cli_runner().invoke(args=["doctor", "--read"])
    assert (result.exit_code, result.stdout) == (0, "Everything fits.\n")
