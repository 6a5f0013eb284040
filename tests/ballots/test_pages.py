"""The pages of ballots, as a person uses them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, select

from ballots import due, services
from ballots.models import Ballot, BallotState, Opinion
from ballots.wiring import vote_panel
from documents.models import Distribution
from ecabinet import clock, jobs
from ecabinet.db import get_db
from meetings.models import AgendaItem
from tests.ballots.acts import AGREE, DAYS, DEADLINE, answer, opened, sitting, voting
from tests.cabinet import T0, Cabinet
from tests.documents.papers import pdf

SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def at_t0() -> Iterator[None]:
    with clock.at(T0):
        yield


def question_of(page: Any) -> str:
    found = re.search(rb'name="answer_(\d+)"', page.data)
    assert found, "no question to answer"
    return found.group(1).decode()


def test_drafted_with_papers_approved_answered_changed_closed_and_decided(
    client_of: Any, database: Any, cabinet: Cabinet
) -> None:
    secretary, head = client_of("secretary"), client_of("head")
    drafted = secretary.post("/ballots", data={
        "title": "Về giảm thuế", "matter": "Một\n\nHai", "questions": "Đồng ý ban hành?\n",
        "closes_at": "2026-12-04T17:00", "organisation_id": "",
    })  # fmt: skip
    assert drafted.status_code == 302
    here = drafted.headers["Location"]
    sent = secretary.post(f"{here}/papers", data={"file": (io.BytesIO(pdf()), "to-trinh.pdf")})
    assert sent.status_code == 201
    assert secretary.post(f"{here}/submission").status_code == 302
    assert "Duyệt và gửi" in head.get(here).text
    assert head.post(f"{here}/approval", data={}).status_code == 302

    minister = client_of("minister.g12")
    assert "Trả lời phiếu lấy ý kiến: Về giảm thuế" in minister.get("/").text
    page = minister.get(here)
    question = question_of(page)
    assert "/documents/versions/" in page.text
    with database.reading() as db:
        handed = set(db.scalars(select(Distribution.person_id)))
    assert cabinet.persons["minister.g12"] in handed
    minister.post(f"{here}/opinions", data={f"answer_{question}": "agree"})
    after = minister.get(here).text
    assert "Đã ghi nhận ý kiến lúc 09:00" in after
    assert "Trả lời phiếu lấy ý kiến" not in minister.get("/").text
    changed = {f"answer_{question}": "other", f"remark_{question}": "Cần rà soát"}
    assert minister.post(f"{here}/opinions", data=changed).status_code == 302

    watched = secretary.get(here).text
    assert "Cần rà soát" not in watched and "Tình hình trả lời" in watched
    assert "Cần rà soát" not in client_of("pm").get(here).text
    for login in ("pm", "minister.g15", "minister.g03"):
        client_of(login).post(f"{here}/opinions", data={f"answer_{question}": "agree"})
    assert head.post(f"{here}/closure", data={"reason": ""}).status_code == 302
    result = client_of("pm").get(here).text
    assert "Cần rà soát" in result and "Được thông qua" in result
    assert secretary.post(f"{here}/consolidation").status_code == 302
    decided = secretary.post(f"{here}/conclusion", data={
        "subject": "Về giảm thuế", "text": "Thông qua.", "kind": "resolution",
        "task": "Trình Quốc hội", "lead_id": str(cabinet.organisations["G12"]),
        "due_on": "2026-12-20",
    })  # fmt: skip
    assert decided.headers["Location"].startswith("/decisions/")
    assert "Trình Quốc hội" in secretary.get(decided.headers["Location"]).text


def test_a_refused_form_keeps_what_was_typed(client_of: Any) -> None:
    refused = client_of("secretary").post("/ballots", data={
        "title": "Về giảm thuế", "questions": "", "closes_at": "2026-12-01T17:00",
    })  # fmt: skip

    assert refused.status_code == 422
    assert 'value="Về giảm thuế"' in refused.text


def test_another_opinion_without_words_is_refused_at_its_field(
    client_of: Any, work: Any, cabinet: Cabinet
) -> None:
    with work() as db:
        number = opened(db, cabinet).id
    pm = client_of("pm")
    question = question_of(pm.get(f"/ballots/{number}"))

    refused = pm.post(
        f"/ballots/{number}/opinions", data={f"answer_{question}": "other"},
        headers={"Accept": "application/json"},
    )  # fmt: skip

    assert refused.status_code == 422
    assert f"remark_{question}" in refused.json["fields"]


def test_the_list_asks_the_store_as_often_for_thirty_ballots_as_for_one(
    client_of: Any, app: Any, work: Any, cabinet: Cabinet
) -> None:
    pm, engine = client_of("pm"), app.extensions["ecabinet.database"].engine

    def queries() -> int:
        asked: list[str] = []

        def note(*args: Any) -> None:
            asked.append(args[2])

        event.listen(engine, "before_cursor_execute", note)
        assert pm.get("/ballots?tab=open").status_code == 200
        event.remove(engine, "before_cursor_execute", note)
        return len(asked)

    with work() as db:
        opened(db, cabinet)
    few = queries()
    with work() as db:
        for _ in range(30):
            opened(db, cabinet)

    assert queries() == few


def test_the_background_round_closes_what_is_due_and_nothing_else(
    app: Any, work: Any, database: Any, cabinet: Cabinet
) -> None:
    with work() as db:
        due_id = opened(db, cabinet).id
        later_id = opened(db, cabinet, closes_at=DEADLINE + timedelta(days=3)).id

    with clock.at(DEADLINE + SECOND):
        jobs.run_round(app)
        jobs.run_round(app)

    with database.reading() as db:
        assert db.get_one(Ballot, due_id).state is BallotState.CLOSED
        assert db.get_one(Ballot, later_id).state is BallotState.OPEN


def test_the_command_closes_what_is_due(
    app: Any, work: Any, database: Any, cabinet: Cabinet
) -> None:
    with work() as db:
        opened(db, cabinet)
    with clock.at(DEADLINE + SECOND):
        said = app.test_cli_runner().invoke(due.commands, ["close-due"])

    assert said.exit_code == 0 and said.output == "Closed: 1\n"


def panel(app: Any, cabinet: Cabinet, login: str, item_id: int) -> str:
    with app.test_request_context(f"/meetings/1?login={login}"):
        db = get_db()
        return vote_panel(db, cabinet.actor(db, login), db.get_one(AgendaItem, item_id))


def test_the_panel_of_an_item_shows_each_reader_their_part(
    app: Any, work: Any, cabinet: Cabinet
) -> None:
    with work() as db:
        item_id = sitting(db, cabinet).id
    assert "Mở biểu quyết" in panel(app, cabinet, "pm", item_id)
    assert "Mở biểu quyết" not in panel(app, cabinet, "minister.g12", item_id)

    with work() as db:
        ballot_id = voting(db, cabinet, db.get_one(AgendaItem, item_id)).id
    with work() as db:
        answer(db, cabinet, ballot_id, "minister.g12", AGREE)
    minister = panel(app, cabinet, "minister.g12", item_id)
    assert 'value="agree" required checked' in minister and "Kết thúc biểu quyết" not in minister
    assert "1/4" in minister
    assert "Kết thúc biểu quyết" in panel(app, cabinet, "clerk", item_id)
    guest = panel(app, cabinet, "outsider", item_id)
    assert "answer_" not in guest and "Chỉ thành viên được biểu quyết" in guest

    with work() as db:
        services.close_ballot(
            db, db.get_one(Ballot, ballot_id), actor=cabinet.actor(db, "pm"), days=DAYS, at=T0
        )
    closed = panel(app, cabinet, "minister.g12", item_id)
    assert "Kết quả biểu quyết" in closed and "Không được thông qua" in closed


def test_a_vote_by_the_page_leads_back_to_the_room_and_never_elsewhere(
    client_of: Any, work: Any, database: Any, cabinet: Cabinet
) -> None:
    with work() as db:
        item = sitting(db, cabinet)
        item_id, meeting_id = item.id, item.meeting_id
    pm = client_of("pm")

    room = f"/meetings/{meeting_id}"
    made = pm.post(f"/ballots/items/{item_id}/vote", data={"_back": room})
    assert made.headers["Location"] == room
    with database.reading() as db:
        ballot = db.scalars(select(Ballot)).one()
        question = ballot.questions[0].id
    away = {f"answer_{question}": "agree", "_back": "//elsewhere.example"}
    cast = pm.post(f"/ballots/{ballot.id}/opinions", data=away)
    assert cast.headers["Location"] == f"/ballots/{ballot.id}"
    with database.reading() as db:
        assert len(list(db.scalars(select(Opinion)))) == 1
