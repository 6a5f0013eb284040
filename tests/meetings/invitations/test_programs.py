"""Programs note what many said at once, switch the reminder, and renew the calendar feed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

from ecabinet import clock
from tests.cabinet import T0, Cabinet
from tests.meetings.sittings import Secretariat


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with clock.at(T0):
        yield


@pytest.fixture
def sitting(app: Flask, cabinet: Cabinet) -> str:
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        return f"/meetings/{Secretariat(db, cabinet).sent().id}"


def test_answers_of_many_are_noted_all_or_none(api_of: Callable[[str], Any], sitting: str) -> None:
    call = api_of("secretary")
    rows = {row["name"]: row["id"] for row in call("GET", f"{sitting}/invitations").json["items"]}
    good = {"invitation_id": rows["Trần Thị Bình"], "answer": "attending"}
    bad = {"invitation_id": rows["Lê Văn Cường"], "answer": "absent"}
    path = f"{sitting}/invitations/answers"

    refused = call("POST", path, json={"answers": [good, bad]})
    assert refused.status_code == 422 and "answers.1.reason" in str(refused.json)
    assert {r["answer"] for r in call("GET", f"{sitting}/invitations").json["items"]} == {"none"}

    noted = call("POST", path, json={"answers": [good, {**bad, "reason": "Ốm"}]})
    assert [row["answer"] for row in noted.json["items"]] == ["attending", "absent"]


@pytest.mark.parametrize("again", [True, False])
def test_an_answer_for_nobody_or_twice_for_one_is_refused(
    api_of: Callable[[str], Any], sitting: str, again: bool
) -> None:
    call = api_of("head")
    known = call("GET", f"{sitting}/invitations").json["items"][0]["id"]
    first = {"invitation_id": known, "answer": "attending"}
    other = first if again else {"invitation_id": 999_999, "answer": "attending"}

    refused = call("POST", f"{sitting}/invitations/answers", json={"answers": [first, other]})
    assert refused.status_code == 422 and "answers.1.invitation_id" in str(refused.json)


def test_the_reminder_that_goes_by_itself_is_read_and_switched(
    api_of: Callable[[str], Any], sitting: str
) -> None:
    call, path = api_of("secretary"), f"{sitting}/invitations/automatic-reminder"

    assert call("GET", path).json["due_at"].startswith("2026-12-11T01:00:00")
    assert call("PUT", path, json={"on": False}).json["is_off"] is True
    assert api_of("pm")("GET", path).json["is_off"] is True


def test_who_may_sit_in_is_listed_for_the_minister(
    api_of: Callable[[str], Any], cabinet: Cabinet, sitting: str
) -> None:
    call = api_of("minister.g12")
    rows = call("GET", f"{sitting}/invitations").json["items"]
    own = next(r["id"] for r in rows if r["person_id"] == cabinet.persons["minister.g12"])

    listed = call("GET", f"{sitting}/invitations/{own}/substitutes").json["items"]
    assert [one["person_id"] for one in listed] == [cabinet.persons["officer.g12"]]


def test_a_new_feed_kills_the_old_address_and_is_never_kept_for_a_repetition(
    app: Flask, api_of: Callable[[str], Any]
) -> None:
    call = api_of("minister.g12")
    assert call("GET", "/calendar-feed").json["created_at"] is None
    first, second = (call("POST", "/calendar-feed").json["address"] for _ in range(2))
    repeated = call("POST", "/calendar-feed", headers={"Idempotency-Key": "k" * 16})

    assert (repeated.status_code, repeated.json["code"]) == (422, "feed-not-repeated")
    read = app.test_client()
    paths = ["/calendar/" + address.rpartition("/")[2] for address in (first, second)]
    assert [read.get(path).status_code for path in paths] == [404, 200]
    assert call("GET", "/calendar-feed").json["address"] is None
    assert call("DELETE", "/calendar-feed").status_code == 204
    assert read.get(paths[1]).status_code == 404
