"""The law as a table: every entry, every login, every named state. An entry without a row fails."""

from __future__ import annotations

import importlib
import io
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from itsdangerous import URLSafeTimedSerializer

from ecabinet import clock
from ecabinet.app import create_app
from ecabinet.auth.models import Account
from ecabinet.auth.services import create_token, open_sign_in
from ecabinet.config import Config
from ecabinet.db import Database
from ecabinet.journal import SYSTEM
from ecabinet.storage import Store
from tests import cabinet as small
from tests.access.matrix import LOGINS, Row, World
from tests.cabinet import T0

SECRET = "of-the-tests-only"
_PLACE = re.compile(r"\{(\w+)\}")

FEATURES = sorted(
    path.stem for path in (Path(__file__).parent / "access").glob("*.py") if path.stem != "matrix"
)
MODULES = {name: importlib.import_module(f"tests.access.{name}") for name in FEATURES}
ROWS = [(name, row) for name, module in MODULES.items() for row in module.ROWS]


@pytest.fixture(scope="session")
def worlds(tmp_path_factory: pytest.TempPathFactory, template_store: Path) -> Any:
    """feature → (home folder, ids, tokens, cookies), each arranged once."""
    made: dict[str, Any] = {}

    def world_of(feature: str) -> Any:
        if feature not in made:
            home = tmp_path_factory.mktemp(f"world-{feature}")
            Config.from_env({"ECABINET_HOME": str(home)})
            shutil.copy(template_store, home / "ecabinet.sqlite3")
            database = Database(f"sqlite:///{home / 'ecabinet.sqlite3'}")
            with database.reading() as db:
                cabinet = small.find(db)
            world = World(database, Store(home / "files"), cabinet)
            tokens, cookies = {}, {}
            with clock.at(T0):
                MODULES[feature].arrange(world)
                with database.unit_of_work() as db:
                    for login in LOGINS:
                        account = db.get_one(Account, cabinet.accounts[login])
                        tokens[login] = create_token(db, SYSTEM, account, at=T0)
                        _, cookies[login] = open_sign_in(
                            db, account, user_agent="", address="", at=T0
                        )
            with database.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            database.dispose()
            shared = _app(home, tmp_path_factory.mktemp("shared") / feature)
            made[feature] = (home, world.ids, tokens, cookies, shared)
        return made[feature]

    yield world_of
    for *_, shared in made.values():
        shared.extensions["ecabinet.database"].dispose()


def _app(home: Path, folder: Path) -> Flask:
    shutil.copytree(home, folder)
    config = Config.from_env({"ECABINET_HOME": str(folder), "SECRET_KEY": SECRET})
    return create_app(replace(config, testing=True))


def _ask(app: Flask, row: Row, ids: dict[str, int], token: str | None, cookie: str | None) -> int:
    client = app.test_client()
    headers = {}
    path = row.path.format(**ids)
    if path.startswith("/api/"):
        if token:
            headers["Authorization"] = f"Bearer {token}"
    elif cookie:
        with client.session_transaction() as stored:
            stored["_user_id"] = cookie
    if row.method not in ("GET", "HEAD") and "Authorization" not in headers:
        # What a page would carry: the session's raw token, signed as Flask-WTF does.
        with client.session_transaction() as stored:
            stored["csrf_token"] = "0" * 40
        signer = URLSafeTimedSerializer(SECRET, salt="wtf-csrf-token")
        headers["X-CSRFToken"] = str(signer.dumps("0" * 40))
    headers |= row.headers
    given: dict[str, Any] = {}
    if row.json is not None:
        given["json"] = _filled(row.json, ids)
    if row.data is not None or row.files:
        given["data"] = _filled(dict(row.data or {}), ids) | {
            name: (io.BytesIO(content), file_name)
            for name, (content, file_name) in row.files.items()
        }
    return client.open(path, method=row.method, headers=headers, **given).status_code


def _filled(value: Any, ids: dict[str, Any]) -> Any:
    """Put ids into a body: "{meeting}" alone becomes the number, within a text its digits."""
    if isinstance(value, str):
        name = value[1:-1]
        whole = value.startswith("{") and value.endswith("}") and name in ids
        return ids[name] if whole else _PLACE.sub(lambda m: str(ids.get(m[1], m[0])), value)
    if isinstance(value, dict):
        return {key: _filled(inner, ids) for key, inner in value.items()}
    if isinstance(value, list):
        return [_filled(inner, ids) for inner in value]
    return value


@pytest.mark.parametrize(("feature", "row"), ROWS, ids=[row.name for _, row in ROWS])
def test_everybody_gets_the_answer_the_table_says(
    feature: str, row: Row, worlds: Any, tmp_path: Path
) -> None:
    home, ids, tokens, cookies, shared = worlds(feature)
    given: dict[str, int] = {}
    with clock.at(T0):
        stranger = _ask(shared, row, ids, None, None)
        for number, login in enumerate(LOGINS):
            expected = row.expect.get(login, row.otherwise)
            changes = row.method != "GET" and expected < 400
            # Who may do it gets a store of their own; all else changes nothing and shares one.
            app = _app(home, tmp_path / str(number)) if changes else shared
            given[login] = _ask(app, row, ids, tokens[login], cookies[login])
            if changes:
                app.extensions["ecabinet.database"].dispose()

    assert given == {login: row.expect.get(login, row.otherwise) for login in LOGINS}
    if row.public:
        assert stranger == row.otherwise
    else:
        assert stranger == (401 if row.path.startswith("/api/") else 302)


def test_every_entry_of_the_application_has_a_row(app: Flask) -> None:
    known = {(row.endpoint, row.method) for _, row in ROWS}
    entries = {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        # HEAD comes along with GET; where it stands alone, it is an entry of its own.
        for method in rule.methods - ({"HEAD", "OPTIONS"} if "GET" in rule.methods else {"OPTIONS"})
    }

    assert entries - known == set()
    assert known - entries == set()


def test_only_the_few_named_entries_are_public(app: Flask) -> None:
    public = {row.endpoint for _, row in ROWS if row.public}

    marked = {
        endpoint
        for endpoint, view in app.view_functions.items()
        if getattr(view, "is_public", False)
    }

    assert marked == public
