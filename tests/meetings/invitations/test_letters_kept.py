"""Files with the letters of all go with their use, and only those that nothing else names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, func, select

from documents.models import DocumentVersion
from ecabinet import clock, journal
from ecabinet.doctor import find_faults
from ecabinet.jobs.engine import run_queued
from ecabinet.storage import Store
from meetings.invitations.letters import bundles, keeping
from meetings.invitations.letters import services as letters
from meetings.invitations.models import LetterBundle
from meetings.models import Meeting
from tests.cabinet import T0, Cabinet
from tests.meetings.sittings import Secretariat

TOMORROW = T0 + timedelta(days=1, minutes=1)


@pytest.fixture
def within(app: Flask, cabinet: Cabinet) -> Callable[[Any], Any]:
    def do(act: Any) -> Any:
        with clock.at(T0), app.extensions["ecabinet.database"].unit_of_work() as db:
            return act(Secretariat(db, cabinet))

    return do


@pytest.fixture
def sitting(within: Any) -> int:
    def arrange(desk: Secretariat) -> int:
        meeting = desk.sent("Báo cáo")
        issue(desk, meeting)
        return meeting.id

    return within(arrange)  # type: ignore[no-any-return]


def issue(desk: Secretariat, meeting: Meeting) -> None:
    letters.issue_letter(
        desk.db, actor=desk.actor("secretary"), meeting=meeting, requirements=[], language="vi"
    )


def draw(app: Flask, within: Any, sitting: int) -> str:
    """Have the letters drawn as they are to be now; returns which file that is."""

    def ask(desk: Secretariat) -> None:
        meeting = desk.db.get_one(Meeting, sitting)
        bundles.ask(desk.db, actor=desk.actor("secretary"), meeting=meeting, kind="pdf")

    def newest(desk: Secretariat) -> str:
        wanted = select(LetterBundle.sha256).order_by(LetterBundle.id.desc()).limit(1)
        return desk.db.execute(wanted).scalar_one()

    within(ask)
    with clock.at(T0):
        run_queued(app)
    return within(newest)  # type: ignore[no-any-return]


def left(app: Flask, at: Any = TOMORROW) -> tuple[list[str], list[str]]:
    """(files that rows name, files that are there and no record names) after a round."""
    database, store = app.extensions["ecabinet.database"], app.extensions["ecabinet.store"]
    with clock.at(at):
        keeping.Round(database, store)()
    with database.reading() as db:
        faults = [one for one in find_faults(db, store) if "no record names it" in one]
        rows = list(db.execute(select(LetterBundle.sha256).order_by(LetterBundle.id)).scalars())
    assert all(store.exists(sha256) for sha256 in rows)
    return rows, faults


def invite(desk: Secretariat, sitting: int) -> None:
    desk.guest(desk.db.get_one(Meeting, sitting), "outsider")


def another_letter(desk: Secretariat, sitting: int) -> None:
    issue(desk, desk.db.get_one(Meeting, sitting))


@pytest.mark.parametrize("changes", [invite, another_letter])
def test_what_was_drawn_before_goes_the_day_after_and_what_holds_stays(
    app: Flask, within: Any, sitting: int, changes: Any
) -> None:
    old = draw(app, within, sitting)
    within(lambda desk: changes(desk, sitting))
    new = draw(app, within, sitting)
    assert old != new
    assert left(app, T0 + timedelta(hours=1)) == ([old, new], [])

    assert left(app) == ([new], [])
    assert not app.extensions["ecabinet.store"].exists(old)


def test_with_the_sitting_its_files_go_and_may_be_drawn_again(
    app: Flask, within: Any, sitting: int
) -> None:
    first = draw(app, within, sitting)
    within(lambda desk: desk.cancel(desk.db.get_one(Meeting, sitting)))

    assert left(app) == ([], [])
    assert not app.extensions["ecabinet.store"].exists(first)
    assert draw(app, within, sitting) == first


def in_a_row(desk: Secretariat, sha256: str) -> None:
    desk.db.execute(select(DocumentVersion)).scalars().first().text_sha256 = sha256  # type: ignore[union-attr]


def in_the_journal(desk: Secretariat, sha256: str) -> None:
    journal.record(desk.db, desk.actor("secretary"), "letter:sign", details={"old_sha256": sha256})


@pytest.mark.parametrize("named", [in_a_row, in_the_journal])
def test_a_file_that_something_else_names_stays(
    app: Flask, within: Any, sitting: int, named: Any
) -> None:
    sha256 = draw(app, within, sitting)
    within(lambda desk: named(desk, sha256))
    within(lambda desk: desk.cancel(desk.db.get_one(Meeting, sitting)))

    assert left(app) == ([], [])
    assert app.extensions["ecabinet.store"].exists(sha256)


def test_others_write_while_it_is_looked_up_what_else_names_a_file(
    app: Flask, within: Any, sitting: int, count_queries: Any
) -> None:
    draw(app, within, sitting)
    within(lambda desk: desk.cancel(desk.db.get_one(Meeting, sitting)))
    engine = app.extensions["ecabinet.database"].engine
    with count_queries(app) as seen:
        event.listen(engine, "commit", written := lambda connection: seen.append("COMMIT"))
        left(app)
        event.remove(engine, "commit", written)
    forgot = next(place for place, one in enumerate(seen) if one.startswith("DELETE"))
    scans = [place for place, one in enumerate(seen) if "FROM journal_entry" in one]
    assert scans
    assert seen.index("COMMIT", forgot) < min(scans)


def test_a_file_goes_when_it_is_written_that_nobody_is_handed_it(
    app: Flask, within: Any, sitting: int
) -> None:
    draw(app, within, sitting)
    within(lambda desk: desk.cancel(desk.db.get_one(Meeting, sitting)))
    database, store = app.extensions["ecabinet.database"], app.extensions["ecabinet.store"]
    rows: list[int] = []

    class Watched(Store):
        def discard(self, sha256: str) -> None:
            with database.reading() as db:
                rows.append(db.execute(select(func.count(LetterBundle.id))).scalar_one())
            super().discard(sha256)

    with clock.at(TOMORROW):
        keeping.Round(database, Watched(store.folder))()
    assert rows == [0]


def test_the_round_looks_once_a_day(app: Flask, within: Any, sitting: int) -> None:
    database, store = app.extensions["ecabinet.database"], app.extensions["ecabinet.store"]
    one = keeping.Round(database, store)
    with clock.at(TOMORROW):
        one()
    first = draw(app, within, sitting)
    within(lambda desk: desk.cancel(desk.db.get_one(Meeting, sitting)))
    with clock.at(TOMORROW + timedelta(hours=1)):
        one()
    assert store.exists(first)
    with clock.at(TOMORROW + timedelta(days=1)):
        one()
    assert not store.exists(first)


def test_a_file_that_a_fall_of_the_program_left_without_a_row_is_named_by_the_doctor(
    app: Flask, within: Any, sitting: int
) -> None:
    sha256 = draw(app, within, sitting)
    within(lambda desk: desk.cancel(desk.db.get_one(Meeting, sitting)))
    database, store = app.extensions["ecabinet.database"], app.extensions["ecabinet.store"]

    class Falls(Store):
        def discard(self, sha256: str) -> None:
            raise SystemExit

    with clock.at(TOMORROW), pytest.raises(SystemExit):
        keeping.Round(database, Falls(store.folder))()
    result = app.test_cli_runner().invoke(args=["doctor"])
    assert result.exit_code == 1
    assert f"file {sha256}: no record names it" in result.stdout
    # The next rounds do not know of it any more: whoever reads this removes it.
    assert left(app, TOMORROW + timedelta(days=1)) == ([], [f"file {sha256}: no record names it"])
