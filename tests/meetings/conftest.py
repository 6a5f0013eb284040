"""The secretariat of the small cabinet at its desk, on the tests' usual day."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from reportlab.pdfgen import canvas

from ecabinet import clock
from tests.cabinet import T0, Cabinet
from tests.meetings.sittings import Secretariat


@pytest.fixture(autouse=True)
def _at_t0() -> Iterator[None]:
    with clock.at(T0):
        yield


@pytest.fixture
def desk(work: Callable[[], Any], cabinet: Cabinet) -> Iterator[Secretariat]:
    """The officers at work within one unit of work, which is kept at the end."""
    with work() as db:
        yield Secretariat(db, cabinet)


@pytest.fixture(scope="session")
def pdf() -> bytes:
    """A paper of one page."""
    made = io.BytesIO()
    page = canvas.Canvas(made)
    page.drawString(72, 720, "To trinh")
    page.save()
    return made.getvalue()
