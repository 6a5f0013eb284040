"""A sitting whose papers are sent, and packs of it put together and released."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from ecabinet.jobs import engine
from ecabinet.storage import Store
from tests.cabinet import Cabinet
from tests.meetings.packs.bound import Laid, lay


@pytest.fixture
def store(app: Flask) -> Store:
    return app.extensions["ecabinet.store"]


@pytest.fixture
def laid(work: Any, cabinet: Cabinet, store: Store) -> Laid:
    with work() as db:
        return lay(db, cabinet, store)


@pytest.fixture
def assemble(app: Flask, api_of: Any, laid: Laid) -> Callable[..., dict[str, Any]]:
    """`assemble()`: a pack put together, as the API shows it to the secretary."""

    def made(kind: str = "full", *steps: str) -> dict[str, Any]:
        secretary = api_of("secretary")
        body = {"occasion": f"meeting:{laid.meeting}", "kind": kind}
        answer = secretary("POST", "/packs", json=body)
        assert answer.status_code == 201, answer.get_json()
        engine.run_queued(app)
        pack = secretary("GET", f"/packs/{answer.get_json()['id']}").get_json()
        for step in steps:
            answer = secretary("POST", f"/packs/{pack['id']}/{step}")
            assert answer.status_code == 200, answer.get_json()
            pack = answer.get_json()
        engine.run_queued(app)
        return pack

    return made


@pytest.fixture
def release(assemble: Any) -> Callable[..., dict[str, Any]]:
    """`release()`: put together, fixed, released."""
    return lambda kind="full": assemble(kind, "freezing", "release")
