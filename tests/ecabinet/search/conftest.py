"""The application on each engine, with papers that have text, indexed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from documents.models import AccessLevel, Document
from documents.preparation import Prepared
from documents.services import add_document
from ecabinet import clock
from ecabinet.app import create_app
from ecabinet.config import Config
from ecabinet.db import Database
from ecabinet.search import queries, services
from ecabinet.search.language import parse
from ecabinet.storage import Store
from tests import cabinet as small
from tests.cabinet import T0, Cabinet


@pytest.fixture(params=["sqlite", "postgresql"])
def engine_app(request: pytest.FixtureRequest, config: Config) -> Iterator[Flask]:
    """The application over the small cabinet, on each engine, at T0."""
    if request.param == "postgresql":
        copied = request.getfixturevalue("copied_postgres_database")
        with copied(request.getfixturevalue("template_database")) as url:
            yield from running(replace(config, database_url=url))
    else:
        yield from running(config)


def running(config: Config) -> Iterator[Flask]:
    """The application over a filled store, with the clock held at T0."""
    made = create_app(config)
    with clock.at(T0):
        yield made
    made.extensions["ecabinet.database"].dispose()


@pytest.fixture
def app(engine_app: Flask) -> Flask:
    """What `client_of` and `api_of` talk to here."""
    return engine_app


class Desk:
    """What tests do with the search: enter texts, index, look for words as somebody."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.database: Database = app.extensions["ecabinet.database"]
        self.store: Store = app.extensions["ecabinet.store"]
        with self.database.reading() as db:
            self.cabinet: Cabinet = small.find(db)

    def prepared(self, pages: Sequence[str], name: str = "paper") -> Prepared:
        """A checked file with these pages of text."""
        text = self.store.put(json.dumps({"pages": list(pages)}).encode())
        file = self.store.put(f"%PDF {name} {pages}".encode())
        return Prepared(
            file_name="paper.pdf", title=name, sha256=file.sha256, reading_sha256=file.sha256,
            text_sha256=text.sha256, size=file.size, pages=max(1, len(pages)),
            page_sizes=((595.0, 842.0),) * max(1, len(pages)), is_signed=False, warnings=(),
        )  # fmt: skip

    def enter(
        self,
        db: Session,
        title: str,
        *pages: str,
        level: AccessLevel = AccessLevel.CABINET,
        by: str = "secretary",
        organisation: str | None = "G12",
        readers: Sequence[str] = (),
        number: str = "",
        at: Any = T0,
    ) -> Document:
        """Enter a paper with these pages of text."""
        return add_document(
            db,
            actor=self.cabinet.actor(db, by),
            prepared=self.prepared(pages, title),
            title=title,
            access_level=level,
            organisation_id=self.cabinet.organisations[organisation] if organisation else None,
            reader_ids=[self.cabinet.persons[login] for login in readers],
            number_symbol=number,
            at=at,
        )

    def index(self) -> int:
        """Bring the index up to now; return how many subjects were looked at."""
        with self.app.app_context():
            return services.sweep(self.database, self.store)

    def ask(self, login: str, text: str, *, exact: bool = False, **how: Any) -> queries.Results:
        """Search as `login`."""
        with self.app.app_context(), self.database.reading() as db:
            return queries.search(
                db, self.cabinet.actor(db, login), parse(text, exact=exact), **how
            )

    def titles(self, login: str, text: str, **how: Any) -> list[str]:
        """The titles of what `login` finds, best first."""
        return [hit.shown.title for hit in self.ask(login, text, **how).hits]


@pytest.fixture
def desk(engine_app: Flask) -> Desk:
    return Desk(engine_app)
