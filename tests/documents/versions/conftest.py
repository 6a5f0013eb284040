"""Papers, their versions, and the secretariat at its desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ecabinet.storage import Store
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
