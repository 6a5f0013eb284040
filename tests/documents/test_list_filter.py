"""The words above the list of papers find titles and numbers, folded, on both engines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from documents import queries, services
from documents.models import Document
from ecabinet.app import create_app
from ecabinet.config import Config
from ecabinet.db import Database
from ecabinet.storage import Store
from tests.cabinet import Cabinet
from tests.documents.papers import enter


@pytest.fixture(params=["sqlite", "postgresql"])
def app(request: pytest.FixtureRequest, config: Config) -> Iterator[Flask]:
    """The application over the small cabinet, on each engine."""
    if request.param == "sqlite":
        yield from running(config)
        return
    copied = request.getfixturevalue("copied_postgres_database")
    with copied(request.getfixturevalue("template_database")) as url:
        yield from running(replace(config, database_url=url))


def running(config: Config) -> Iterator[Flask]:
    made = create_app(config)
    yield made
    made.extensions["ecabinet.database"].dispose()


@pytest.fixture
def database(app: Flask) -> Database:
    """The application's own."""
    return app.extensions["ecabinet.database"]


@pytest.fixture
def found(database: Database, cabinet: Cabinet) -> Callable[[str], list[str]]:
    """`found("to trinh")`: the titles that the head of the office gets, newest first."""

    def ask(words: str) -> list[str]:
        with database.reading() as db:
            page = queries.list_documents(db, cabinet.actor(db, "head"), search=words)
            return [document.title for document in page.items]

    return ask


def test_tone_marks_case_and_composition_do_not_matter(
    database: Database, cabinet: Cabinet, files: Store, found: Any
) -> None:
    title = "Tờ trình ĐẦU TƯ công 50%"
    with database.unit_of_work() as db:
        enter(db, cabinet, files, title)
        enter(db, cabinet, files, "Báo cáo khác")
    decomposed = "to\u031b\u0300 tri\u0300nh"
    for words in ("to trinh", "TỜ TRÌNH", "Tờ trình", decomposed, "đầu tư", "DAU TU", "50%"):
        assert found(words) == [title], words
    assert found("0_") == found("\\") == found("tờ đầu") == []


def test_a_paper_is_found_by_its_number_and_follows_its_names(
    database: Database, cabinet: Cabinet, files: Store, found: Any
) -> None:
    with database.unit_of_work() as db:
        document = enter(db, cabinet, files, "Đề án cũ")
        document.number_symbol, of = "15/TTr-BTNMT-Đ", document.id
    assert found("15/ttr-btnmt-d") == found("de an") == ["Đề án cũ"]
    with database.unit_of_work() as db:
        services.change_document(
            db, actor=cabinet.actor(db, "secretary"), document=db.get_one(Document, of),
            title="Kế hoạch mới", number_symbol="16/QĐ",
        )  # fmt: skip
    assert found("ke hoach") == found("16/qd") == ["Kế hoạch mới"]
    assert found("đề án") == found("15/TTr") == []


def test_page_and_api_find_the_same_with_as_many_statements_for_many_papers(
    app: Flask, database: Database, cabinet: Cabinet, files: Store,
    client_of: Any, api_of: Any, count_queries: Any,
) -> None:  # fmt: skip
    client, call, statements = client_of("secretary"), api_of("secretary"), []
    for numbers in (range(2), range(2, 30)):
        with database.unit_of_work() as db:
            for number in numbers:
                enter(db, cabinet, files, f"Tờ trình số {number} về đê điều")
        client.get("/documents?search=de+dieu")
        with count_queries(app) as seen:
            page = client.get("/documents?search=de+dieu").get_data(as_text=True)
            items = call("GET", "/documents?search=DE ĐIỀU").json["items"]
        assert page.count("về đê điều</") == len(items) == numbers.stop
        statements.append(len(seen))
    assert statements[0] == statements[1]
