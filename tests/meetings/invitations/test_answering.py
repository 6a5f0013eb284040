"""Answering from the home page and from the sitting, over HTTP, and what the chair does with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from lxml import html
from sqlalchemy import select

from ecabinet import clock
from meetings.invitations import automatic
from meetings.models import Answer, Invitation, Meeting
from tests.cabinet import T0, Cabinet
from tests.meetings.sittings import STARTS_AT, Secretariat

HOUR = timedelta(hours=1)
MINISTER = "minister.g12"


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with clock.at(T0):
        yield


@pytest.fixture
def sitting(app: Flask, cabinet: Cabinet) -> int:
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        return Secretariat(db, cabinet).sent("Báo cáo").id


@pytest.fixture
def row_of(app: Flask, cabinet: Cabinet, sitting: int) -> Callable[[str], Invitation]:
    def read(login: str) -> Invitation:
        with app.extensions["ecabinet.database"].reading() as db:
            row = db.execute(
                select(Invitation).where(
                    Invitation.meeting_id == sitting,
                    Invitation.person_id == cabinet.persons[login],
                )
            ).scalar_one()
            db.expunge(row)
            return row

    return read


def answer(client: Any, row: Invitation, **data: str) -> Any:
    return client.post(f"/meetings/{row.meeting_id}/invitations/{row.id}/answer", data=data)


def test_one_tap_on_the_home_page_answers_and_leads_back_there(
    client_of: Callable[[str], Any], row_of: Any
) -> None:
    client = client_of(MINISTER)
    home = client.get("/").text
    assert "Tôi sẽ dự" in home and "Chưa trả lời" in home

    answered = answer(client, row_of(MINISTER), answer="attending", home="true")
    assert (answered.status_code, answered.location) == (302, "/")
    assert row_of(MINISTER).answer is Answer.ATTENDING
    assert "Đổi câu trả lời" in client.get("/").text


def test_hours_of_the_day_make_an_absence_of_a_part(
    client_of: Callable[[str], Any], row_of: Any, sitting: int
) -> None:
    client = client_of(MINISTER)
    answered = answer(
        client, row_of(MINISTER), answer="absent", reason="Họp Quốc hội", from_time="09:00",
        until_time="10:00",
    )  # fmt: skip
    row = row_of(MINISTER)

    assert answered.location == f"/meetings/{sitting}"
    assert (row.absent_from, row.absent_until) == (STARTS_AT + HOUR, STARTS_AT + 2 * HOUR)
    assert "Từ 09:00 đến 10:00" in client.get(f"/meetings/{sitting}").text


def test_an_absence_without_a_reason_is_refused_with_its_sentence(
    client_of: Callable[[str], Any], row_of: Any
) -> None:
    client = client_of(MINISTER)
    refused = answer(client, row_of(MINISTER), answer="absent")

    assert refused.status_code == 422 and "nêu lý do" in refused.text
    assert row_of(MINISTER).answer is Answer.NONE


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"answer": "absent", "reason": " ", "from_time": "09:00"}, "reason", "nêu lý do vắng"),
        ({"answer": "absent", "reason": "Họp Quốc hội", "from_time": "10:00",
          "until_time": "09:00"}, "until_time", "phải sau giờ bắt đầu"),
        ({"answer": "substitute", "substitute_name": "Lê Văn Thay", "until_time": "10:00"},
         "substitute_position", "chức vụ người dự thay"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("home", [{}, {"home": "true"}])
def test_without_a_script_a_refused_answer_comes_back_as_it_was_typed(
    client_of: Callable[[str], Any], row_of: Any, typed: dict[str, str], field: str,
    sentence: str, home: dict[str, str],
) -> None:  # fmt: skip
    refused = answer(client_of(MINISTER), row_of(MINISTER), **typed, **home)
    (sheet,) = html.fromstring(refused.text).xpath("//details[@open]//form")

    assert refused.status_code == 422
    for name, value in typed.items():
        (put,) = sheet.xpath(f".//*[@name='{name}']")
        assert (put.get("value") or put.text or "").strip() == value.strip()
    assert bool(sheet.xpath(".//input[@name='home']")) == bool(home)
    (wrong,) = sheet.xpath(".//*[@aria-invalid='true']")
    (said,) = sheet.xpath(f".//*[@id='{wrong.get('aria-describedby')}']")
    assert wrong.get("name") == field and sentence in said.text_content()


def test_with_a_script_the_sentence_is_told_for_the_field_that_was_typed(
    client_of: Callable[[str], Any], row_of: Any
) -> None:
    row = row_of(MINISTER)
    refused = client_of(MINISTER).post(
        f"/meetings/{row.meeting_id}/invitations/{row.id}/answer",
        data={"answer": "absent", "reason": "Ốm", "from_time": "10:00", "until_time": "09:00"},
        headers={"Accept": "application/json"},
    )

    assert refused.status_code == 422 and "until_time" in str(refused.json)


def test_a_substitute_may_be_named_in_free_text(
    client_of: Callable[[str], Any], row_of: Any
) -> None:
    answer(
        client_of(MINISTER), row_of(MINISTER), answer="substitute",
        substitute_name="Lê Văn Thay", substitute_position="Thứ trưởng", from_time="09:30",
    )  # fmt: skip
    row = row_of(MINISTER)

    assert (row.substitute_name, row.substitute_position) == ("Lê Văn Thay", "Thứ trưởng")
    assert row.absent_from == STARTS_AT + timedelta(minutes=90)


def test_the_chair_agrees_to_all_absences_from_the_home_page(
    client_of: Callable[[str], Any], row_of: Any, sitting: int
) -> None:
    for login in (MINISTER, "minister.g15"):
        answer(client_of(login), row_of(login), answer="absent", reason="Ốm")
    chair = client_of("pm")
    assert "Đồng ý cả 2 người vắng" in chair.get("/").text

    ids = [row_of(login).id for login in (MINISTER, "minister.g15")]
    done = chair.post(
        f"/meetings/{sitting}/absences/consent",
        data={"consent": "true", "invitation_ids": ids, "home": "true"},
    )
    assert done.location == "/"
    assert row_of(MINISTER).consent is row_of("minister.g15").consent is True
    assert "Báo vắng chờ ý kiến" not in chair.get("/").text


def test_the_secretariat_and_the_chair_see_the_forecast_and_members_do_not(
    client_of: Callable[[str], Any], row_of: Any, sitting: int
) -> None:
    answer(client_of(MINISTER), row_of(MINISTER), answer="attending")
    said = "08:00–12:00: mới chắc chắn 1/4 thành viên, cần 3; 3 người chưa trả lời."

    assert said in client_of("secretary").get(f"/meetings/{sitting}").text
    assert said in client_of("pm").get(f"/meetings/{sitting}").text
    assert said not in client_of(MINISTER).get(f"/meetings/{sitting}").text


def test_the_bell_reminds_and_says_how_many(client_of: Callable[[str], Any], sitting: int) -> None:
    client = client_of("secretary")
    assert "Nhắc 5 người chưa trả lời" in client.get(f"/meetings/{sitting}").text
    client.post(f"/meetings/{sitting}/invitations/reminders")
    assert "Đã gửi lời nhắc tới 5 người" in client.get(f"/meetings/{sitting}").text
    client.post(f"/meetings/{sitting}/invitations/reminders")
    assert "đều đã được nhắc" in client.get(f"/meetings/{sitting}").text


def test_the_page_says_when_it_reminds_by_itself_switches_it_and_says_that_it_did(
    app: Flask, client_of: Callable[[str], Any], sitting: int
) -> None:
    client = client_of("secretary")
    page = f"/meetings/{sitting}"
    assert "Tự động nhắc người chưa trả lời lúc 08:00 ngày 11/12/2026" in client.get(page).text

    client.post(f"{page}/invitations/automatic-reminder", data={"on": "false"})
    assert "Đã tắt nhắc tự động" in client.get(page).text
    client.post(f"{page}/invitations/automatic-reminder", data={"on": "true"})
    with clock.at(datetime(2026, 12, 11, 1, 0, tzinfo=UTC)):
        with app.app_context():
            automatic.remind_all_due()
        assert (
            "Đã nhắc tự động 5 người lúc 08:00 ngày 11/12/2026" in client_of("head").get(page).text
        )


def test_a_sitting_of_two_days_asks_for_days_and_hours(
    app: Flask, cabinet: Cabinet, client_of: Callable[[str], Any], sitting: int
) -> None:
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        db.get_one(Meeting, sitting).planned_end_at = STARTS_AT + timedelta(days=1)
    page = client_of(MINISTER).get(f"/meetings/{sitting}").text

    assert 'name="absent_from" min="2026-12-15T08:00"' in page and "from_time" not in page


def test_programs_answer_for_a_part_and_read_the_forecast(
    api_of: Callable[[str], Any], sitting: int
) -> None:
    answered = api_of(MINISTER)(
        "POST", f"/meetings/{sitting}/answer",
        json={"answer": "absent", "reason": "Ốm", "absent_from": "2026-12-15T02:00:00Z"},
    )  # fmt: skip
    assert answered.status_code == 200
    assert answered.json["absent_from"].startswith("2026-12-15T02:00:00")

    found = api_of("secretary")("GET", f"/meetings/{sitting}/forecast").json["items"]
    assert [(s["present"], s["possible"], s["needed"]) for s in found] == [(1, 4, 3), (0, 3, 3)]
