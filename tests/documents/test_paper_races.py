"""Papers and marks on both engines: lists, receipts, and two who do the same at the same moment."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from documents import queries, services
from documents.annotations import queries as mark_queries
from documents.annotations import services as marks
from documents.distribution import services as distribution
from documents.models import (
    AccessLevel,
    Annotation,
    AnnotationKind,
    Audience,
    Distribution,
    DocumentVersion,
    ReadingReceipt,
)
from ecabinet import migrate
from ecabinet.config import Config
from ecabinet.db import Database
from ecabinet.errors import Conflict
from ecabinet.storage import Store
from tests import cabinet as small
from tests.cabinet import T0, Cabinet
from tests.documents.papers import enter, hand, replace


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, config: Config) -> Iterator[Database]:
    """The store with the small cabinet, on each engine."""
    url = config.database_url
    if request.param == "postgresql":
        url = request.getfixturevalue("new_postgres_database")()
        migrate.upgrade(url)
    made = Database(url)
    if request.param == "postgresql":
        with made.unit_of_work() as db:
            small.build(db)
    yield made
    made.dispose()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "files")


@pytest.fixture
def version_id(database: Database, cabinet: Cabinet, store: Store) -> int:
    with database.unit_of_work() as db:
        return enter(db, cabinet, store, "Đề án ĐẦU TƯ công").current.id


def at_the_same_moment(database: Database, act: Callable[[Any], Any]) -> list[Any]:
    """Run `act` twice, each in a unit of work of its own; return what was raised."""
    start = threading.Barrier(2)
    raised: list[Any] = []

    def run() -> None:
        start.wait(10)
        try:
            with database.unit_of_work() as db:
                act(db)
        except Conflict as error:
            raised.append(error)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return raised


def test_lists_rights_and_searches_are_the_same_on_both_engines(
    database: Database, cabinet: Cabinet, store: Store, version_id: int, now: Any
) -> None:
    with database.unit_of_work() as db:
        hand(db, cabinet, db.get_one(DocumentVersion, version_id), "pm")
        enter(db, cabinet, store, "Mật", AccessLevel.CONFIDENTIAL, by="head", readers=["pm"])
        opened = enter(db, cabinet, store, "Công khai", AccessLevel.PUBLIC, organisation=None)
        services.release(db, actor=cabinet.actor(db, "head"), version=opened.current, at=T0)
    expected = {
        "pm": {"Đề án ĐẦU TƯ công", "Công khai"},
        "secretary": {"Đề án ĐẦU TƯ công", "Công khai"},
        "head": {"Đề án ĐẦU TƯ công", "Mật", "Công khai"},
        "officer.g12": {"Đề án ĐẦU TƯ công", "Công khai"},
        "minister.g15": {"Công khai"},
        "outsider": set(),
        "admin": set(),
    }
    with database.reading() as db:
        for login, titles in expected.items():
            page = queries.list_documents(db, cabinet.actor(db, login))
            assert {document.title for document in page.items} == titles, login
        pm = cabinet.actor(db, "pm")
        assert len(queries.list_documents(db, pm, search="Đề án").items) == 1
        assert len(queries.list_documents(db, pm, only_unopened=True).items) == 1
        assert queries.count_unopened(db, pm) == 1


def test_opening_on_two_tablets_at_once_is_one_receipt(
    database: Database, cabinet: Cabinet, version_id: int
) -> None:
    def open_it(db: Any) -> None:
        version = db.get_one(DocumentVersion, version_id)
        distribution.note_opened(db, actor=cabinet.actor(db, "secretary"), version=version, at=T0)

    assert at_the_same_moment(database, open_it) == []
    with database.reading() as db:
        assert db.scalar(select(func.count()).select_from(ReadingReceipt)) == 1


def test_two_who_hand_out_the_same_paper_hand_it_out_once(
    database: Database, cabinet: Cabinet, version_id: int, now: Any
) -> None:
    def hand_out(db: Any) -> None:
        hand(db, cabinet, db.get_one(DocumentVersion, version_id), "pm", "minister.g15")

    assert len(at_the_same_moment(database, hand_out)) <= 1
    with database.reading() as db:
        assert db.scalar(select(func.count()).select_from(Distribution)) == 2


def test_one_mark_sent_twice_at_once_is_one_mark(
    database: Database, cabinet: Cabinet, version_id: int, now: Any
) -> None:
    def write(db: Any) -> None:
        actor = cabinet.actor(db, "secretary")
        marks.add_annotation(
            db, actor=actor, version=queries.find_version(db, actor, version_id), client_id="c-1",
            page=1, kind=AnnotationKind.NOTE, audience=Audience.MEETING, geometry={"at": [1, 2]},
            color="#ff0000", width=1.0, body="", quote="", at=T0,
        )  # fmt: skip

    assert len(at_the_same_moment(database, write)) <= 1
    with database.reading() as db:
        assert db.scalar(select(func.count()).select_from(Annotation)) == 1
        page = mark_queries.list_annotations(db, cabinet.actor(db, "head"), version_id)
        assert [mark.client_id for mark in page.items] == ["c-1"]


def test_who_loses_a_paper_while_its_new_version_goes_out_has_neither(
    database: Database, cabinet: Cabinet, store: Store, version_id: int, now: Any
) -> None:
    with database.unit_of_work() as db:
        hand(db, cabinet, db.get_one(DocumentVersion, version_id), "pm")
    released, taken = threading.Event(), threading.Event()

    def release() -> None:
        with database.unit_of_work() as db:
            paper = db.get_one(DocumentVersion, version_id).document
            replace(db, cabinet, store, paper)
            released.set()
            taken.wait(1)

    thread = threading.Thread(target=release)
    thread.start()
    assert released.wait(30)
    with database.unit_of_work() as db:
        distribution.take_back(db, actor=cabinet.actor(db, "head"), occasion="a test", at=T0)
    taken.set()
    thread.join(30)
    with database.reading() as db:
        in_force = select(func.count()).where(Distribution.recalled_at.is_(None))
        assert db.scalar(in_force) == 0
