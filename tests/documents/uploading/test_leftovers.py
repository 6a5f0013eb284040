"""The doctor names what uploads left behind, and leaves alone what still goes on."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from documents.uploading import services
from documents.uploading.parts import part_of
from ecabinet import clock
from ecabinet.db import Database
from ecabinet.jobs import ticker
from ecabinet.storage import Store
from tests.cabinet import Cabinet

DAY = timedelta(days=1)


@pytest.fixture
def files(app: Flask) -> Store:
    found: Store = app.extensions["ecabinet.store"]
    found.incoming.mkdir(parents=True, exist_ok=True)
    return found


@pytest.fixture
def named(app: Flask) -> Callable[[], str]:
    """What the doctor says of leftovers; the store is sound all the same."""

    def ask() -> str:
        result = app.test_cli_runner().invoke(args=["doctor"])
        assert (result.exit_code, result.stdout) == (0, "Everything fits.\n")
        return "\n".join(line for line in result.stderr.splitlines() if "incoming" in line)

    return ask


def aged(path: Path, age: timedelta) -> Path:
    then = (clock.now() - age).timestamp()
    os.utime(path, (then, then))
    return path


def quarantined(files: Store) -> Path:
    path = files.incoming / ("a" * 32)
    path.write_bytes(b"a check that was killed")
    return path


def working_folder(files: Store) -> Path:
    path = files.incoming / "tmpkilled"
    path.mkdir()
    (path / "page.png").write_bytes(b"12345")
    return path


def part(files: Store) -> Path:
    path = part_of(files, "b" * 32)
    path.write_bytes(b"a piece that came while its upload ended")
    return path


@pytest.mark.parametrize("made", [quarantined, working_folder, part])
def test_what_an_upload_left_is_named_with_what_to_do_until_a_round_has_swept_it(
    app: Flask, files: Store, named: Callable[[], str], made: Callable[[Store], Path]
) -> None:
    path = aged(made(files), DAY + timedelta(hours=1))
    said = named()
    assert str(path) in said
    assert "delete" in said
    ticker.run_round(app)
    assert not path.exists()
    assert named() == ""


@pytest.mark.parametrize("made", [quarantined, working_folder, part])
def test_what_may_still_be_in_use_is_not_named(
    files: Store, named: Callable[[], str], made: Callable[[Store], Path]
) -> None:
    aged(made(files), DAY - timedelta(hours=1))
    assert named() == ""


def test_an_upload_that_somebody_owns_is_not_named_however_old_its_last_piece_is(
    database: Database, cabinet: Cabinet, files: Store, named: Callable[[], str]
) -> None:
    with database.unit_of_work() as db:
        name = services.begin(
            db, files, actor=cabinet.actor(db, "secretary"), file_name="a.pdf", size=9, limit=100,
            at=clock.now(),
        ).name  # fmt: skip
    part_of(files, name).write_bytes(b"12345")
    aged(part_of(files, name), 2 * DAY)
    assert named() == ""
