"""What changes is indexed by a job of the same unit of work; nothing is lost when that fails."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, func, select

from decisions import services as decision_services
from decisions.models import DecisionKind, DecisionOrigin
from documents.models import Document, DocumentVersion
from documents.services import add_version, change_document
from ecabinet import clock
from ecabinet.db import Database
from ecabinet.errors import Conflict
from ecabinet.jobs.models import Job, JobState
from ecabinet.search import services
from ecabinet.search.models import SearchPage, SearchPart, SearchState
from ecabinet.search.services import PART_PAGES, parts_of
from ecabinet.search.terms import WHOLE
from ecabinet.search.wiring import Sweep
from ecabinet.search_sources import Content, Passage
from ecabinet.sentences import S
from tests.cabinet import T0, TODAY
from tests.ecabinet.search.conftest import Desk


def queued(desk: Desk) -> set[str]:
    """The subjects of the jobs that wait for being indexed."""
    with desk.database.reading() as db:
        wanted = select(Job.subject).where(Job.kind == "search-index", Job.state == JobState.QUEUED)
        return set(db.execute(wanted).scalars())


def work(desk: Desk) -> None:
    """Do the jobs that wait."""
    engine = desk.app.extensions["ecabinet.jobs"]
    with desk.database.reading() as db:
        ids = list(db.execute(select(Job.id).where(Job.state == JobState.QUEUED)).scalars())
    for job_id in ids:
        assert engine.do(job_id)
    with desk.database.reading() as db:
        states = set(db.execute(select(Job.state)).scalars())
    assert states <= {JobState.DONE}


def count(database: Database, model: Any) -> int:
    with database.reading() as db:
        return db.execute(select(func.count()).select_from(model)).scalar_one()


def test_a_new_paper_is_found_when_its_job_was_done(desk: Desk) -> None:
    with desk.database.unit_of_work() as db:
        paper = desk.enter(db, "Đề án", "một hai ba")
        version_id, document_id = paper.current.id, paper.id

    assert queued(desk) == {f"search:papers:{version_id}"}
    assert desk.titles("secretary", "hai") == []
    work(desk)
    assert desk.titles("secretary", "hai") == ["Đề án"]

    with desk.database.unit_of_work() as db:
        secretary = desk.cabinet.actor(db, "secretary")
        document = db.get_one(Document, document_id)
        change_document(db, actor=secretary, document=document, title="Dự án")
    work(desk)
    assert desk.titles("secretary", "title:dự") == ["Dự án"]

    with desk.database.unit_of_work() as db:
        secretary = desk.cabinet.actor(db, "secretary")
        document = db.get_one(Document, document_id)
        second = desk.prepared(["bốn năm"], "second")
        add_version(db, actor=secretary, document=document, prepared=second, at=T0)
    work(desk)
    assert desk.titles("secretary", "bốn") == ["Dự án"]


def test_decisions_are_indexed_as_they_change(desk: Desk) -> None:
    with desk.database.unit_of_work() as db:
        decision = decision_services.record_decision(
            db, actor=desk.cabinet.actor(db, "secretary"), kind=DecisionKind.RESOLUTION,
            subject="Nghị quyết đầu tư", text="Giao các bộ thực hiện.", occasion="Phiên họp",
            origin=DecisionOrigin.MEETING, organisation_id=None, decided_on=TODAY, outcome=None,
            at=T0,
        )  # fmt: skip
        decision_id = decision.id
    work(desk)

    (hit,) = desk.ask("pm", "giao các bộ").hits
    assert (hit.source.kind, hit.subject_id) == ("decisions", decision_id)


def test_an_act_that_fails_asks_for_nothing(desk: Desk) -> None:
    with pytest.raises(Conflict), desk.database.unit_of_work() as db:
        desk.enter(db, "Đề án", "một hai ba")
        raise Conflict(S("changed-meanwhile"))

    assert queued(desk) == set()


def test_what_no_search_shows_asks_for_nothing(desk: Desk) -> None:
    with desk.database.unit_of_work() as db:
        version_id = desk.enter(db, "Đề án", "một").current.id
    work(desk)
    with desk.database.unit_of_work() as db:
        db.get_one(DocumentVersion, version_id).file_name = "other.pdf"

    assert queued(desk) == set()


def test_many_changes_at_once_are_one_job(desk: Desk) -> None:
    with desk.database.unit_of_work() as db:
        for number in range(30):
            desk.enter(db, f"Tài liệu {number}", f"từ{number} chung")

    assert queued(desk) == {""}
    work(desk)
    assert len(desk.titles("secretary", "chung", limit=50)) == 30


def test_what_a_crash_left_behind_is_found_by_the_next_round(desk: Desk) -> None:
    with desk.database.unit_of_work() as db:
        desk.enter(db, "Đề án", "một hai ba")
    with desk.database.unit_of_work() as db:
        db.execute(delete(Job))

    sweep_round(desk)
    work(desk)

    assert desk.titles("secretary", "hai") == ["Đề án"]


def sweep_round(desk: Desk) -> None:
    """The round of the search in a server that has just begun."""
    with desk.app.app_context():
        Sweep()()


def test_the_round_reads_nothing_itself_and_asks_once_for_the_work(desk: Desk) -> None:
    with desk.database.unit_of_work() as db:
        for number in range(3):
            desk.enter(db, f"Tài liệu {number}", "một hai ba")
    with desk.database.unit_of_work() as db:
        db.execute(delete(Job))

    sweep_round(desk)
    sweep_round(desk)
    assert count(desk.database, SearchState) == 0
    with desk.database.unit_of_work() as db:
        job = db.scalars(select(Job)).one()
        job.state, job.worker, job.started_at = JobState.RUNNING, "elsewhere:1:a-1", clock.now()
    sweep_round(desk)  # somebody is at it
    assert count(desk.database, Job) == 1


def test_a_round_asks_for_nothing_where_the_index_holds_everything(desk: Desk) -> None:
    with desk.database.unit_of_work() as db:
        desk.enter(db, "Đề án", "một hai ba")
    work(desk)
    with desk.database.unit_of_work() as db:
        db.execute(delete(Job))
    sweep_round(desk)
    assert count(desk.database, Job) == 0


def test_what_cannot_be_indexed_is_asked_for_once_a_day_and_not_by_every_round(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ecabinet.search.wiring.SWEEP_EVERY", 0.0)
    spoilt = desk.store.put(json.dumps({"pages": [1, 2]}).encode())  # pages are texts
    with desk.database.unit_of_work() as db:
        desk.enter(db, "Đề án", "một hai ba").current.text_sha256 = spoilt.sha256
    with desk.database.unit_of_work() as db:
        db.execute(delete(Job))

    def after(look: Sweep, at: datetime) -> int:
        with clock.at(at), desk.app.app_context():
            look()
            work(desk)
        return count(desk.database, Job)

    with clock.at(T0):
        look = Sweep()
    assert [after(look, T0) for _ in range(3)] == [1, 1, 1]
    with desk.database.unit_of_work() as db:  # one more is missed, after a crash
        desk.enter(db, "Tờ trình", "hai ba bốn")
    with desk.database.unit_of_work() as db:
        db.execute(delete(Job).where(Job.state == JobState.QUEUED))
    assert [after(look, T0) for _ in range(2)] == [2, 2]
    assert desk.titles("secretary", "hai") == ["Tờ trình"]
    assert after(look, T0 + timedelta(days=2)) == 3


def test_indexing_twice_is_indexing_once(desk: Desk) -> None:
    with desk.database.unit_of_work() as db:
        desk.enter(db, "Đề án", "một hai ba", "bốn")
    desk.index()
    before = [count(desk.database, model) for model in (SearchPart, SearchPage, SearchState)]
    with desk.app.app_context():
        services.invalidate(desk.database)

    assert desk.titles("secretary", "hai") == ["Đề án"]  # found while it is done anew
    assert desk.index() == 1
    assert desk.index() == 0
    after = [count(desk.database, model) for model in (SearchPart, SearchPage, SearchState)]
    assert after == before


def test_a_paper_whose_text_is_lost_is_found_by_its_title(desk: Desk) -> None:
    with desk.database.unit_of_work() as db:
        version = desk.enter(db, "Đề án", "một hai ba").current
        version.text_sha256 = "0" * 64
    desk.index()

    assert desk.titles("secretary", "đề án") == ["Đề án"]
    assert desk.titles("secretary", "hai") == []


def test_a_paper_that_cannot_be_read_keeps_no_other_from_being_found(desk: Desk) -> None:
    spoilt = desk.store.put(json.dumps({"pages": [1, 2]}).encode())  # pages are texts
    with desk.database.unit_of_work() as db:
        desk.enter(db, "Đề án", "một hai ba").current.text_sha256 = spoilt.sha256
        desk.enter(db, "Tờ trình", "hai ba bốn")
    desk.index()

    assert desk.titles("secretary", "hai") == ["Tờ trình"]
    runner = desk.app.test_cli_runner()
    assert "search: 1 of papers not indexed" in runner.invoke(args=["doctor"]).stderr
    again = runner.invoke(args=["search", "reindex"])
    assert (again.exit_code, "the log says why" in again.stderr) == (1, True)


def test_doctor_says_what_is_missing_and_reindex_mends_it(desk: Desk) -> None:
    with desk.database.unit_of_work() as db:
        desk.enter(db, "Đề án", "một hai ba")
    runner = desk.app.test_cli_runner()

    told = runner.invoke(args=["doctor"])
    assert "search: 1 of papers not indexed as they are now" in told.stderr

    done = runner.invoke(args=["search", "reindex"])
    assert done.exit_code == 0
    assert "1 of 1" in done.output
    assert "search:" not in runner.invoke(args=["doctor"]).stderr
    assert desk.titles("secretary", "hai") == ["Đề án"]
    again = runner.invoke(args=["search", "reindex", "--all"])
    assert "1 of 1" in again.output


def test_a_long_text_is_cut_into_parts_and_a_huge_page_is_no_trouble() -> None:
    pages = [Passage(number, f"trang số {number}") for number in range(1, 2 * PART_PAGES + 2)]
    parts = parts_of(Content(["Tên"], pages, TODAY))

    # Behind them the whole, without pages.
    assert [len(part.pages) for part in parts] == [PART_PAGES, PART_PAGES, 1, 0]
    assert all("^ten" in part.terms for part in parts)
    assert parts[-1].terms == set().union(*(part.terms for part in parts[:-1])) | {WHOLE}

    lists = [Passage(n, " ".join(f"{n}x{at}" for at in range(12_000))) for n in range(1, 6)]
    *cut, whole = parts_of(Content(["Tên"], lists, TODAY))
    assert len(cut) > 1
    assert sum(len(term) + 6 for term in whole.terms) < 1_000_000
    assert {"^ten", WHOLE, "1x7", "5x11"} <= whole.terms

    items = [Passage(n, f"mục {n}", stands_alone=True) for n in range(1, 4)]
    assert [len(part.pages) for part in parts_of(Content(["Tên"], items, TODAY))] == [1, 1, 1]

    huge = " ".join(str(number) for number in range(1_000_000))
    (part,) = parts_of(Content(["Tên"], [Passage(1, huge)], TODAY))
    assert sum(len(term) + 6 for term in part.terms) < 1_000_000


def test_a_text_without_words_is_one_part_with_its_title(desk: Desk) -> None:
    with desk.database.unit_of_work() as db:
        desk.enter(db, "Bản quét", "", " \n ")
    desk.index()

    (hit,) = desk.ask("secretary", "quét").hits
    assert (hit.shown.title, hit.pages, hit.words) == ("Bản quét", (), "")


def test_the_statements_of_a_search_do_not_grow_with_what_is_found(
    desk: Desk, count_queries: Callable[[Flask], Any]
) -> None:
    seen: list[int] = []
    for total in (1, 15):
        with desk.database.unit_of_work() as db:
            for number in range(total):
                desk.enter(db, f"Tài liệu {number}", "chung", number=str(total))
        desk.index()
        with count_queries(desk.app) as statements:
            desk.ask("secretary", "chung")
        seen.append(len(statements))

    assert seen[0] == seen[1]
