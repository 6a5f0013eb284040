"""When a paper was opened first and last: on the page, by its file, and told late by a tablet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from documents import queries
from documents.distribution.services import note_opened
from documents.models import DocumentVersion, ReadingReceipt
from ecabinet import clock
from ecabinet.db import Database
from tests.cabinet import T0, Cabinet
from tests.documents.papers import enter, hand

pytestmark = pytest.mark.usefixtures("now")

PaperOf = Callable[..., tuple[int, int]]
WHOLE = ["/documents/versions/{}/file", "/api/v1/versions/{}/file",
         "/api/v1/versions/{}/annotated.pdf"]  # fmt: skip


def receipts(app: Flask) -> list[tuple[datetime, datetime]]:
    database: Database = app.extensions["ecabinet.database"]
    with database.reading() as db:
        rows = db.execute(select(ReadingReceipt)).scalars()
        return [(row.first_opened_at, row.last_opened_at) for row in rows]


@pytest.mark.parametrize("where", WHOLE)
def test_whoever_takes_the_whole_file_has_opened_the_paper(
    app: Flask, client_of: Callable[[str], Any], paper_of: PaperOf, where: str
) -> None:
    _, version_id = paper_of("pm")
    assert client_of("pm").get(where.format(version_id)).status_code == 200
    assert receipts(app) == [(T0, T0)]
    with clock.at(T0 + timedelta(hours=1)):
        client_of("pm").get(where.format(version_id))
    assert receipts(app) == [(T0, T0 + timedelta(hours=1))]


@pytest.mark.parametrize(
    ("headers", "count"),
    [({"Range": "bytes=0-99"}, 1), ({"Range": "bytes=100-199"}, 0), ({"Range": "bytes=999999-"}, 0),
     ({"X-Keep": "a-tablet-that-told"}, 0), ({"X-Keep": "one-that-did-not"}, 1)],
)  # fmt: skip
def test_a_later_piece_and_a_copy_for_a_tablet_are_no_opening(
    app: Flask, client_of: Callable[[str], Any], paper_of: PaperOf, headers: dict[str, str],
    count: int,
) -> None:  # fmt: skip
    _, version_id = paper_of("pm")
    client = client_of("pm")
    told = {"device": "a-tablet-that-told", "kept": [version_id]}
    assert client.post("/api/v1/offline/contact", json=told).status_code == 200
    client.get(f"/documents/versions/{version_id}/file", headers=headers)
    assert len(receipts(app)) == count


def test_an_opening_told_late_moves_first_back_and_last_never(
    any_database: Database, cabinet: Cabinet, files: Any, now: Any
) -> None:
    with any_database.unit_of_work() as db:
        version = enter(db, cabinet, files).current
        hand(db, cabinet, version, "pm")
        version_id = version.id
    for hours in (5, 2, 8, 6):
        with any_database.unit_of_work() as db:
            pm = cabinet.actor(db, "pm")
            note_opened(
                db, actor=pm, version=queries.find_version(db, pm, version_id),
                at=T0 + timedelta(hours=hours),
            )  # fmt: skip
    with any_database.reading() as db:
        (row,) = db.execute(select(ReadingReceipt)).scalars()
        assert db.get_one(DocumentVersion, version_id).id == row.version_id
        assert (row.first_opened_at, row.last_opened_at) == (
            T0 + timedelta(hours=2), T0 + timedelta(hours=8),
        )  # fmt: skip
