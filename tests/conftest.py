"""Fixtures of all tests: a store built by the migrations, the app over it, signed-in clients."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import event
from sqlalchemy.orm import Session

from ecabinet import clock, migrate
from ecabinet.app import create_app
from ecabinet.auth.services import create_token, find_account, open_sign_in
from ecabinet.config import Config
from ecabinet.db import Database
from ecabinet.journal import SYSTEM
from tests import cabinet as small
from tests.cabinet import PASSWORD, T0, Cabinet

pytest_plugins = [
    "tests.plugins.compiled_once",
    "tests.plugins.services",
    "tests.plugins.tablets",
]

# Two slow shared cores: a property that takes long once is no finding.
settings.register_profile("ecabinet", deadline=None)
settings.load_profile("ecabinet")


@pytest.fixture(scope="session")
def template_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite store with the small cabinet in it, copied for each test."""
    path = tmp_path_factory.mktemp("store") / "template.sqlite3"
    _fill(f"sqlite:///{path}")
    return path


def _fill(url: str) -> None:
    migrate.upgrade(url)
    database = Database(url)
    with database.unit_of_work() as db:
        small.build(db)
    if database.is_sqlite:
        with database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.dispose()


@pytest.fixture(scope="session")
def template_database(request: pytest.FixtureRequest) -> str:
    """The same in a PostgreSQL database."""
    url: str = request.getfixturevalue("new_postgres_database")()
    _fill(url)
    return url


@pytest.fixture
def config(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Config]:
    """A configuration whose home is this test's folder, with the small cabinet in the store.

    With `STORE=postgres` in the environment of the run that store is a PostgreSQL database.
    """
    environ = {"ECABINET_HOME": str(tmp_path / "home"), "SECRET_KEY": "of-the-tests-only"}
    made = replace(Config.from_env(environ), testing=True)
    if os.environ.get("STORE") == "postgres":
        copied = request.getfixturevalue("copied_postgres_database")
        with copied(request.getfixturevalue("template_database")) as url:
            yield replace(made, database_url=url)
    else:
        template: Path = request.getfixturevalue("template_store")
        shutil.copy(template, made.home / "ecabinet.sqlite3")
        yield made


@pytest.fixture
def database(config: Config) -> Iterator[Database]:
    """The store alone, for tests of services."""
    made = Database(config.database_url)
    yield made
    made.dispose()


@pytest.fixture
def work(database: Database) -> Callable[[], Any]:
    """`with work() as db:` one committed unit of work."""
    return database.unit_of_work


@pytest.fixture
def db(database: Database) -> Iterator[Session]:
    """A session on the small cabinet that is rolled back at the end."""
    with Session(database.engine) as session:
        yield session


@pytest.fixture
def cabinet(database: Database) -> Cabinet:
    """The ids of the small cabinet."""
    with database.reading() as session:
        return small.find(session)


@pytest.fixture
def now() -> Iterator[Any]:
    """Hold the clock at T0 (09:00 on Tuesday 1 December 2026 in Hà Nội)."""
    with clock.at(T0):
        yield T0


@pytest.fixture
def app(config: Config) -> Iterator[Flask]:
    """The application over the small cabinet."""
    made = create_app(config)
    yield made
    made.extensions["ecabinet.database"].dispose()


RAW_CSRF = "0" * 40
CSRF = re.compile(rb'name="csrf-token" content="([^"]+)"')


class Client(FlaskClient):
    """A test client that sends the page's CSRF token with every write, as the pages do."""

    csrf = ""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        method = kwargs.get("method", "GET").upper()
        if self.csrf and method not in ("GET", "HEAD", "OPTIONS"):
            headers = dict(kwargs.pop("headers", None) or {})
            headers.setdefault("X-CSRFToken", self.csrf)
            kwargs["headers"] = headers
        return super().open(*args, **kwargs)

    def read_csrf(self, path: str = "/sign-in") -> None:
        """Take the CSRF token of a page."""
        found = CSRF.search(self.get(path).data)
        assert found, f"no CSRF token on {path}"
        self.csrf = found.group(1).decode()

    def open_sign_in(self, login: str) -> None:
        """Be signed in, without the form and its slow check of a password."""
        app = self.application
        with app.extensions["ecabinet.database"].unit_of_work() as session:
            account = find_account(session, login)
            _, token = open_sign_in(
                session, account, user_agent="", address="127.0.0.1", at=clock.now()
            )
            language = account.language
        with self.session_transaction() as stored:
            stored.update({"_user_id": token, "_fresh": True, "csrf_token": RAW_CSRF})
            if language:
                stored["language"] = language
        signer = URLSafeTimedSerializer(str(app.secret_key), salt="wtf-csrf-token")
        self.csrf = str(signer.dumps(RAW_CSRF))

    def sign_in(self, login: str, password: str = PASSWORD) -> Any:
        """Sign in by the form, as a person would."""
        self.read_csrf()
        answer = self.post("/sign-in", data={"login": login, "password": password})
        if answer.status_code == 302:
            self.read_csrf("/account")
        return answer


@pytest.fixture
def client_of(app: Flask) -> Callable[[str], Client]:
    """`client_of("minister.g12")`: a signed-in browser; `client_of("")`: nobody."""
    app.test_client_class = Client

    def make(login: str) -> Client:
        client = app.test_client()
        assert isinstance(client, Client)
        if login:
            client.open_sign_in(login)
        return client

    return make


@pytest.fixture
def api_of(app: Flask) -> Callable[[str], Any]:
    """`api_of("secretary")(method, path, json=…)`: a program with that account's token."""

    def make(login: str) -> Any:
        with app.extensions["ecabinet.database"].unit_of_work() as session:
            account = find_account(session, login)
            token = create_token(session, SYSTEM, account, at=clock.now())
        client = app.test_client()

        def call(method: str, path: str, **kwargs: Any) -> Any:
            headers = {"Authorization": f"Bearer {token}"} | dict(kwargs.pop("headers", {}))
            return client.open("/api/v1" + path, method=method, headers=headers, **kwargs)

        return call

    return make


@pytest.fixture
def count_queries() -> Callable[[Flask], Any]:
    """`with count_queries(app) as seen:` collects the statements sent to the store."""

    @contextmanager
    def counting(app: Flask) -> Iterator[list[str]]:
        seen: list[str] = []
        engine = app.extensions["ecabinet.database"].engine

        def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
            seen.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        try:
            yield seen
        finally:
            event.remove(engine, "before_cursor_execute", note)

    return counting
