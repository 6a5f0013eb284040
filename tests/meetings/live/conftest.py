"""A sitting whose invitations are out, in one unit of work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.cabinet import Cabinet
from tests.meetings.live.room import Room, invited_meeting


@pytest.fixture
def room(work: Callable[[], Any], cabinet: Cabinet) -> Iterator[Room]:
    """The people at the table within one unit of work, which is kept at the end."""
    with work() as db:
        yield Room(db, cabinet, invited_meeting(db, cabinet))
