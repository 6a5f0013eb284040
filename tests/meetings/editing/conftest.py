"""Two officers' browsers at one agenda."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.cabinet import Cabinet
from tests.live_server import LiveServer
from tests.meetings.sittings import Secretariat


@pytest.fixture
def at_desk(server: LiveServer, cabinet: Cabinet) -> Callable[[Callable[[Secretariat], Any]], Any]:
    """Do something at the desk of the running server, and keep it."""

    def do(work: Callable[[Secretariat], Any]) -> Any:
        with server.database.unit_of_work() as db:
            return work(Secretariat(db, cabinet))

    return do
