"""Papers in the running application."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

from documents.copies.models import Device, KeptCopy
from documents.models import AccessLevel
from ecabinet import migrate
from ecabinet.db import Database
from ecabinet.storage import Store
from tests import cabinet as small
from tests.cabinet import T0, Cabinet
from tests.documents.papers import enter, hand


@pytest.fixture
def files(app: Flask) -> Store:
    """The application's store of files."""
    store: Store = app.extensions["ecabinet.store"]
    return store


@pytest.fixture
def paper_of(app: Flask, cabinet: Cabinet, files: Store) -> Callable[..., Any]:
    """`paper_of("pm", "clerk")`: (document id, version id) of a paper handed to these logins."""

    def make(*logins: str, title: str = "Tờ trình", **given: Any) -> tuple[int, int]:
        database: Database = app.extensions["ecabinet.database"]
        given.setdefault("level", AccessLevel.CABINET)
        with database.unit_of_work() as db:
            document = enter(db, cabinet, files, title, **given)
            if logins:
                hand(db, cabinet, document.current, *logins)
            return document.id, document.current.id

    return make


@pytest.fixture
def keep_copy(cabinet: Cabinet) -> Callable[[Any, str, int], None]:
    """`keep_copy(db, "pm", version_id)`: the login's tablet keeps the version."""

    def keep(db: Any, login: str, version_id: int) -> None:
        device = Device(
            token=f"tablet-of-{login}", account_id=cabinet.accounts[login], label="Safari · iPad",
            key="k" * 43, made_at=T0, contact_at=T0,
        )  # fmt: skip
        db.add(device)
        db.flush()
        db.add(KeptCopy(device_id=device.id, version_id=version_id, kept_at=T0))
        db.flush()

    return keep


@pytest.fixture(params=["sqlite", "postgresql"])
def any_database(request: pytest.FixtureRequest, database: Database) -> Iterator[Database]:
    """The store with the small cabinet, on each engine."""
    if request.param == "sqlite":
        yield database
        return
    url = request.getfixturevalue("new_postgres_database")()
    migrate.upgrade(url)
    made = Database(url)
    with made.unit_of_work() as db:
        small.build(db)
    yield made
    made.dispose()
