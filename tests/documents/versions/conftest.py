"""Papers, their versions, and the secretariat at its desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ecabinet import migrate
from ecabinet.db import Database
from ecabinet.storage import Store
from tests import cabinet as small
from tests.cabinet import Cabinet
from tests.meetings.sittings import Secretariat


@pytest.fixture(autouse=True)
def _at_t0(now: Any) -> None:
    """The tests' usual day."""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "files")


@pytest.fixture
def desk(work: Callable[[], Any], cabinet: Cabinet) -> Iterator[Secretariat]:
    """The officers at work within one unit of work, which is kept at the end."""
    with work() as db:
        yield Secretariat(db, cabinet)


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
