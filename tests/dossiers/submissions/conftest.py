"""A ministry and the secretariat of the small cabinet at work on dossiers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.cabinet import Cabinet
from tests.dossiers.submissions.dossiers import Office


@pytest.fixture
def office(work: Callable[[], Any], cabinet: Cabinet) -> Iterator[Office]:
    """Officers at work within one unit of work, which is kept at the end."""
    with work() as db:
        yield Office(db, cabinet)
