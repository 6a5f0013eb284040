"""Ministries of the small cabinet that ask each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from ecabinet import clock
from tests.cabinet import T0, Cabinet
from tests.dossiers.opinions.asking import Consultation


@pytest.fixture
def office(work: Callable[[], Any], cabinet: Cabinet) -> Iterator[Consultation]:
    """Officers at work on Tuesday 1 December 2026, 09:00, within one unit of work."""
    with clock.at(T0), work() as db:
        yield Consultation(db, cabinet)
