"""Acts on one mark and its copies at the same moment, on a store with row locks."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from documents.annotations import queries, services
from ecabinet import clock
from ecabinet.config import Config
from tests.cabinet import Cabinet
from tests.documents.annotations.carrying.conftest import Desk
from tests.documents.annotations.carrying.test_following import (
    MINISTER,
    OTHER,
    Paper,
    the_mark,
    words,
    write,
)

Ask = Callable[[str], Any]


@pytest.fixture
def config(config: Config, request: pytest.FixtureRequest) -> Iterator[Config]:
    """SQLite has one writer: there nobody waits for a row that another one holds."""
    copied = request.getfixturevalue("copied_postgres_database")
    with copied(request.getfixturevalue("template_database")) as url:
        yield replace(config, database_url=url)


@pytest.fixture
def paper(app: Flask, desk: Desk) -> Paper:
    version_id, drawn = desk.first(MINISTER, OTHER)
    return Paper(app, desk, drawn, [version_id])


@pytest.mark.parametrize(("act", "answered"), [("change", 200), ("removal", 404)])
def test_what_is_narrowed_on_the_newer_version_waits_for_an_act_on_the_older_one(
    app: Flask, paper: Paper, api_of: Ask, cabinet: Cabinet, act: str, answered: int
) -> None:
    minister = api_of(MINISTER)
    mark = write(minister, paper.versions[0], paper.note())
    newest = [paper.next(), paper.next()][-1]
    path = f"/annotations/{the_mark(minister, newest)['id']}"
    answers: list[int] = []

    def narrow() -> None:
        answers.append(minister("PATCH", path, json={"audience": "private"}).status_code)

    thread = threading.Thread(target=narrow)
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        actor = cabinet.actor(db, MINISTER)
        held = queries.find_annotation(db, actor, mark["id"], to_change=True)
        thread.start()
        # It has come as far as it can by then: to the mark that is held here.
        thread.join(1)
        assert answers == []
        if act == "change":
            services.change_annotation(
                db, actor=actor, annotation=held, color="#00aa00", at=clock.now()
            )
        else:
            services.remove_annotation(db, actor=actor, annotation=held, at=clock.now())
    thread.join()

    assert answers == [answered]
    other = api_of(OTHER)
    assert [words(other, version) for version in paper.versions] == [[], [], []]
    if act == "change":
        assert the_mark(minister, newest)["color"] == "#00aa00"
