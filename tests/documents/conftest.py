"""Papers in the running application."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from documents.models import AccessLevel
from ecabinet.db import Database
from ecabinet.storage import Store
from tests.cabinet import Cabinet
from tests.documents.papers import enter, hand


@pytest.fixture
def files(app: Flask) -> Store:
    """The application's store of files."""
    store: Store = app.extensions["ecabinet.store"]
    return store


@pytest.fixture
def paper_of(app: Flask, cabinet: Cabinet, files: Store) -> Callable[..., Any]:
    """`paper_of("pm", "clerk")`: (document id, version id) of a paper handed to these logins."""

    def make(*logins: str, title: str = "Tờ trình", **given: Any) -> tuple[int, int]:
        database: Database = app.extensions["ecabinet.database"]
        given.setdefault("level", AccessLevel.CABINET)
        with database.unit_of_work() as db:
            document = enter(db, cabinet, files, title, **given)
            if logins:
                hand(db, cabinet, document.current, *logins)
            return document.id, document.current.id

    return make
