"""What arrived of an upload goes when it is settled that nobody needs it, and not before."""

from __future__ import annotations

import pytest

from documents.uploading.parts import part_of
from documents.uploading.services import as_file, begin, find, forget
from ecabinet.db import Database
from ecabinet.errors import NotVisible
from ecabinet.storage import Store
from tests.cabinet import T0, Cabinet


@pytest.fixture
def name(database: Database, cabinet: Cabinet, files: Store) -> str:
    """An upload of the secretary that has arrived as a whole."""
    with database.unit_of_work() as db:
        upload = begin(
            db, files, actor=cabinet.actor(db, "secretary"), file_name="a.pdf", size=5,
            limit=10, at=T0,
        )  # fmt: skip
        part_of(files, upload.name).write_bytes(b"12345")
        return upload.name


def test_while_it_is_being_filed_its_twin_still_finds_it_whole(
    database: Database, cabinet: Cabinet, files: Store, name: str
) -> None:
    with database.unit_of_work() as db:
        forget(db, files, find(db, cabinet.actor(db, "secretary"), name))
        with database.reading() as other:
            as_file(other, files, cabinet.actor(other, "secretary"), name).close()
    assert not part_of(files, name).exists()
    with database.reading() as other, pytest.raises(NotVisible):
        find(other, cabinet.actor(other, "secretary"), name)


def test_an_act_that_fails_in_the_end_loses_nothing_of_it(
    database: Database, cabinet: Cabinet, files: Store, name: str
) -> None:
    with pytest.raises(ZeroDivisionError), database.unit_of_work() as db:
        forget(db, files, find(db, cabinet.actor(db, "secretary"), name))
        raise ZeroDivisionError
    with database.reading() as db:
        as_file(db, files, cabinet.actor(db, "secretary"), name).close()
