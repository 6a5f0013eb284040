"""Dossiers of the small cabinet on the tests' usual day."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ecabinet import clock
from tests.cabinet import T0
from tests.documents import papers


@pytest.fixture(autouse=True)
def _at_t0() -> Iterator[None]:
    with clock.at(T0):
        yield


@pytest.fixture(scope="session")
def pdf() -> bytes:
    """A paper of one page."""
    return papers.pdf(pages=1)
