"""The letters of all in one file: drawn by a job, given up, tried again, downloaded when ready."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pypdf
import pytest
from flask import Flask
from sqlalchemy import func, select

from ecabinet import clock
from ecabinet.jobs import queries as job_queries
from ecabinet.jobs import services as jobs
from ecabinet.jobs.engine import run_queued
from ecabinet.jobs.models import Job, JobState
from meetings.invitations import services as invitations
from meetings.invitations.letters import bundles
from meetings.invitations.letters import services as letters
from meetings.invitations.models import LetterBundle
from meetings.models import Meeting
from tests.cabinet import T0, Cabinet
from tests.meetings.sittings import Secretariat


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with clock.at(T0):
        yield


@pytest.fixture
def within(app: Flask, cabinet: Cabinet) -> Callable[[Any], Any]:
    def do(act: Any) -> Any:
        with app.extensions["ecabinet.database"].unit_of_work() as db:
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


def test_the_page_asks_the_job_draws_and_the_file_holds_a_letter_for_each(
    app: Flask, client_of: Callable[[str], Any], sitting: int
) -> None:
    client = client_of("secretary")
    page, address = f"/meetings/{sitting}/letters", f"/meetings/{sitting}/letters/all"
    assert client.get(f"{address}.pdf").status_code == 409
    for kind in ("pdf", "zip"):
        assert client.post(f"{address}.{kind}").location == page
    assert client.get(page).text.count("data-job=") == 2

    run_queued(app)
    shown = client.get(page).text
    assert "data-job=" not in shown and f'href="{address}.zip"' in shown
    whole = pypdf.PdfReader(io.BytesIO(client.get(f"{address}.pdf").data))
    packed = zipfile.ZipFile(io.BytesIO(client.get(f"{address}.zip").data))
    assert (len(whole.pages), len(packed.namelist())) == (5, 10)


def test_asked_twice_it_is_drawn_once_and_then_it_is_there(
    app: Flask, within: Any, sitting: int
) -> None:
    def ask(desk: Secretariat) -> bool:
        meeting = desk.db.get_one(Meeting, sitting)
        asked = bundles.ask(desk.db, actor=desk.actor("clerk"), meeting=meeting, kind="pdf")
        return asked.bundle is not None

    assert [within(ask), within(ask)] == [False, False]
    run_queued(app)
    assert within(ask)
    assert within(lambda desk: desk.db.execute(select(func.count(Job.id))).scalar_one()) >= 1
    assert within(lambda d: d.db.execute(select(func.count(LetterBundle.id))).scalar_one()) == 1


def test_when_others_are_invited_or_another_letter_is_issued_it_has_to_be_drawn_anew(
    app: Flask, client_of: Callable[[str], Any], within: Any, sitting: int
) -> None:
    client, address = client_of("clerk"), f"/meetings/{sitting}/letters/all.pdf"

    def drawn() -> int:
        client.post(address)
        run_queued(app)
        return len(pypdf.PdfReader(io.BytesIO(client.get(address).data)).pages)

    assert drawn() == 5
    guest = within(lambda desk: desk.guest(desk.db.get_one(Meeting, sitting), "outsider").id)
    assert client.get(address).status_code == 409
    assert drawn() == 6

    def withdraw(desk: Secretariat) -> None:
        meeting = desk.db.get_one(Meeting, sitting)
        (row,) = [row for row in meeting.invitations if row.id == guest]
        invitations.remove_guest(
            desk.db, actor=desk.actor("secretary"), meeting=meeting, invitation=row
        )

    within(withdraw)
    assert len(pypdf.PdfReader(io.BytesIO(client.get(address).data)).pages) == 5
    within(lambda desk: issue(desk, desk.db.get_one(Meeting, sitting)))
    assert client.get(address).status_code == 409


def test_given_up_it_says_so_and_tried_again_it_is_drawn(
    app: Flask, client_of: Callable[[str], Any], within: Any, sitting: int
) -> None:
    client, page = client_of("secretary"), f"/meetings/{sitting}/letters"
    client.post(f"{page}/all.zip")

    def job_of(desk: Secretariat) -> Job:
        found = job_queries.latest_job(desk.db, bundles.JOB, f"letters:{sitting}:zip")
        assert found is not None
        return found

    job_id = within(lambda desk: job_of(desk).id)
    client.post(f"/jobs/{job_id}/cancellation", data={"back": page})
    run_queued(app)
    assert f"/jobs/{job_id}/retry" in client.get(page).text
    assert client.get(f"{page}/all.zip").status_code == 409

    client.post(f"/jobs/{job_id}/retry", data={"back": page})
    run_queued(app)
    assert within(lambda desk: job_of(desk).state) is JobState.DONE
    assert client.get(f"{page}/all.zip").status_code == 200


def test_the_work_looks_up_after_each_letter_and_stops_where_it_is_given_up(
    app: Flask, within: Any, sitting: int
) -> None:
    def ask(desk: Secretariat) -> int:
        meeting = desk.db.get_one(Meeting, sitting)
        asked = bundles.ask(desk.db, actor=desk.actor("clerk"), meeting=meeting, kind="pdf")
        assert asked.job is not None
        return asked.job.id

    job_id = within(ask)
    told: list[tuple[int, int]] = []

    class Run:
        params = within(lambda desk: desk.db.get_one(Job, job_id).params)
        database = app.extensions["ecabinet.database"]
        store = app.extensions["ecabinet.store"]

        def progress(self, done: int, total: int) -> None:
            told.append((done, total))
            if done == 2:
                raise KeyboardInterrupt

    with app.app_context(), pytest.raises(KeyboardInterrupt):
        bundles.draw(Run())  # type: ignore[arg-type]
    assert told == [(0, 5), (0, 5), (1, 5), (2, 5)]
    assert within(lambda d: d.db.execute(select(func.count(LetterBundle.id))).scalar_one()) == 0
    within(lambda desk: jobs.cancel(desk.db, desk.actor("clerk"), desk.db.get_one(Job, job_id)))


def test_programs_issue_draw_and_read(
    app: Flask, api_of: Callable[[str], Any], within: Any
) -> None:
    sitting = within(lambda desk: desk.sent("Báo cáo").id)
    call, base = api_of("secretary"), f"/meetings/{sitting}"
    assert call("GET", f"{base}/letter").status_code == 404
    issued = call("POST", f"{base}/letters", json={"requirements": "Mang thẻ", "seen": 0})
    assert (issued.status_code, issued.json["number"]) == (201, 1)
    assert issued.json["requirements"] == ["Mang thẻ"]

    asked = call("POST", f"{base}/letters/files", json={"kind": "pdf"})
    assert (asked.status_code, asked.json["job"]["state"]) == (202, "queued")
    run_queued(app)
    (pdf,) = [f for f in call("GET", f"{base}/letter").json["files"] if f["kind"] == "pdf"]
    read = call("GET", pdf["url"].removeprefix("/api/v1"))
    assert read.data.startswith(b"%PDF") and len(read.data) == pdf["size"]
    own = api_of("minister.g12")("GET", f"{base}/letter/file?kind=docx")
    assert own.data.startswith(b"PK")
    assert api_of("minister.g12")("GET", f"{base}/letter").json["files"] == []
