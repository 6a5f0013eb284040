"""Files that have arrived as a whole and wait: how much, and what the check does not end."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from documents.intake import limits
from documents.uploading import services
from documents.uploading.models import Upload
from documents.uploading.parts import part_of
from ecabinet.db import Database
from ecabinet.errors import Invalid, TooMany
from ecabinet.sentences import S
from ecabinet.storage import Store
from tests.cabinet import T0, Cabinet

pytestmark = pytest.mark.usefixtures("now")


def begun(database: Database, cabinet: Cabinet, files: Store, size: int = 5) -> str:
    """An upload of the secretary that was announced; its name."""
    with database.unit_of_work() as db:
        return services.begin(
            db, files, actor=cabinet.actor(db, "secretary"), file_name="a.pdf", size=size,
            limit=100, at=T0,
        ).name  # fmt: skip


def refused(database: Database, cabinet: Cabinet, files: Store, name: str, sentence: Any) -> None:
    """The check of an upload ends in `sentence`."""
    with database.reading() as db:
        actor = cabinet.actor(db, "secretary")
        with services.arriving(database.unit_of_work, db, files, actor, name, None):
            db.rollback()
            raise Invalid(sentence, {"file": sentence})


@pytest.mark.parametrize(
    ("sentence", "is_kept"),
    [
        (S("document-refused-took-too-long", seconds=30), True),
        (S("document-refused-too-much-memory"), True),
        (S("document-refused-damaged"), False),
    ],
)
def test_what_a_server_at_work_could_not_check_is_not_sent_again(
    database: Database, cabinet: Cabinet, files: Store, sentence: Any, *, is_kept: bool
) -> None:
    name = begun(database, cabinet, files)
    part_of(files, name).write_bytes(b"12345")
    with pytest.raises(Invalid):
        refused(database, cabinet, files, name, sentence)
    with database.unit_of_work() as db:
        assert (db.get(Upload, name) is not None) is is_kept
    assert part_of(files, name).exists() is is_kept


def test_of_two_checks_of_one_upload_the_second_says_why_it_was_refused_too(
    database: Database, cabinet: Cabinet, files: Store
) -> None:
    name = begun(database, cabinet, files)
    part_of(files, name).write_bytes(b"12345")
    sentence = S("document-refused-damaged")
    with database.reading() as db:
        actor = cabinet.actor(db, "secretary")
        with (
            pytest.raises(Invalid) as told,
            services.arriving(database.unit_of_work, db, files, actor, name, None),
        ):
            db.rollback()
            with pytest.raises(Invalid):
                refused(database, cabinet, files, name, sentence)
            raise Invalid(sentence, {"file": sentence})
    assert told.value.code == "document-refused-damaged"


def test_nobody_fills_the_disk_with_what_waits(
    database: Database, cabinet: Cabinet, files: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "MOST_BYTES", 100)
    begun(database, cabinet, files, 60)
    begun(database, cabinet, files, 40)
    with pytest.raises(TooMany) as told:
        begun(database, cabinet, files, 1)
    assert told.value.code == "upload-too-large-together"


@pytest.mark.parametrize(
    ("language", "again"), [("vi", "thử lại|lên lại"), ("en", "try again|once more|file again")]
)
def test_refusals_that_may_pass_another_time_say_so_and_no_others_do(
    language: str, again: str
) -> None:
    catalogue = Path(limits.__file__).with_name("locale") / f"{language}.ftl"
    text = catalogue.read_text("utf-8")
    said = dict(re.findall(r"^(document-refused-[\w-]+) =((?:.*\n)(?:[ }].*\n)*)", text, re.M))
    assert len(said) > 20
    hopeful = {key for key, words in said.items() if re.search(again, words, re.I)}
    assert hopeful == services.WORTH_ANOTHER_TRY
