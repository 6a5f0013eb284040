"""Carrying again that was lost on its way is not lost for good."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete
from sqlalchemy.orm import Session

from documents.annotations.carrying.again import carry_again
from documents.intake.limits import Limits
from ecabinet import clock
from ecabinet.errors import Conflict
from ecabinet.jobs.engine import run_queued
from ecabinet.jobs.models import Job
from ecabinet.sentences import S
from tests.documents.annotations.carrying.conftest import Desk
from tests.documents.annotations.carrying.test_carried_again import Moving, at, stands
from tests.documents.annotations.carrying.test_following import (
    MINISTER,
    OTHER,
    change,
    the_mark,
    write,
)

Ask = Callable[[str], Any]


@pytest.fixture
def paper(app: Flask, desk: Desk) -> Moving:
    version_id, drawn = desk.first(MINISTER, OTHER)
    return Moving(app, desk, drawn, [version_id])


@pytest.fixture
def newer(paper: Moving, api_of: Ask) -> int:
    """A version with a copy of a mark that was moved to line 4 of the older one since."""
    minister = api_of(MINISTER)
    mark = write(minister, paper.versions[0], paper.note(1))
    to = at(paper.spot(4))
    version_id = paper.next()
    change(minister, mark, geometry=to)
    return version_id


def test_work_that_was_lost_is_begun_when_its_author_opens_the_newer_version(
    app: Flask, paper: Moving, api_of: Ask, client_of: Ask, newer: int
) -> None:
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        db.execute(delete(Job))
    reader = f"/documents/versions/{newer}/read"

    assert client_of(OTHER).get(reader).status_code == 200
    run_queued(app)
    # What waits is no concern of theirs.
    assert stands(the_mark(api_of(OTHER), newer), paper.spot(1))
    assert client_of(MINISTER).get(reader).status_code == 200
    run_queued(app)

    assert stands(the_mark(api_of(OTHER), newer), paper.spot(4))


def test_places_lost_to_somebody_who_writes_at_the_same_moment_are_found_once_more(
    app: Flask, paper: Moving, api_of: Ask, newer: int
) -> None:
    database, files = app.extensions["ecabinet.database"], app.extensions["ecabinet.store"]
    races = [Conflict(S("changed-meanwhile"))]

    def lose_once(db: Session) -> None:
        if races:
            raise races.pop()

    database.before_commit.append(lose_once)
    done = carry_again(database, files, newer, Limits(), at=clock.now())

    assert (done, races) == (1, [])
    assert stands(the_mark(api_of(MINISTER), newer), paper.spot(4))
