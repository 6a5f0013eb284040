"""Papers, their versions, and the secretariat at its desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from documents.offline.models import Device, KeptCopy
from ecabinet import migrate
from ecabinet.db import Database
from ecabinet.storage import Store
from tests import cabinet as small
from tests.cabinet import T0, Cabinet
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
