"""Marks follow their text to a new version of the paper; what is in doubt is told and settled."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from documents.annotations.carrying import services as carrying
from documents.annotations.carrying.queries import Counts
from documents.intake.limits import Limits
from documents.models import Annotation, CarryState
from ecabinet.announcements import Announcement
from ecabinet.jobs.engine import run_queued
from ecabinet.jobs.models import Job, JobState
from ecabinet.journal import JournalEntry
from tests.cabinet import T0
from tests.documents.annotations.carrying.conftest import LINES, Desk
from tests.documents.annotations.carrying.corpus import Style, Version

Ask = Callable[[str], Any]
Count = Callable[[str, int], Counts]

CHANGED = LINES[2].replace("85.000", "92.400")


def highlight(drawn: Version, line: int, first: int, last: int) -> dict[str, Any]:
    """A highlight over the words `first` to `last` of a line."""
    spots = [drawn.spots[word.name] for word in drawn.paragraphs[line].words[first : last + 1]]
    x0, x1, y = spots[0].x0, spots[-1].x1, spots[0].y
    quad = [x0, y + 11, x1, y + 11, x0, y - 3, x1, y - 3]
    return {"page": spots[0].page, "kind": "highlight", "geometry": {"quads": [quad]}}


def write(call: Any, version_id: int, mark: dict[str, Any], **more: Any) -> dict[str, Any]:
    answer = call("POST", f"/versions/{version_id}/annotations", json=mark | more)
    assert answer.status_code == 201, answer.json
    found: dict[str, Any] = answer.json
    return found


def marks_of(call: Any, version_id: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = call("GET", f"/versions/{version_id}/annotations").json["items"]
    return found


def doubts(call: Any, version_id: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = call("GET", f"/versions/{version_id}/carried").json["items"]
    return found


def told(app: Flask) -> list[tuple[str, int]]:
    with app.extensions["ecabinet.database"].reading() as db:
        rows = db.scalars(select(Announcement).where(Announcement.name == "marks-carried"))
        return sorted((row.room, row.payload["version_id"]) for row in rows)


def acts(app: Flask) -> list[tuple[str, dict[str, Any]]]:
    with app.extensions["ecabinet.database"].reading() as db:
        rows = db.scalars(select(JournalEntry).where(JournalEntry.act.startswith("annotation:")))
        return [(row.act, row.details) for row in rows]


def queued(app: Flask) -> list[int]:
    """The versions to which marks are about to be carried."""
    with app.extensions["ecabinet.database"].reading() as db:
        waiting = select(Job).where(Job.state == JobState.QUEUED, Job.kind == carrying.JOB)
        return [job.params["version"] for job in db.scalars(waiting)]


def with_inserted_page(desk: Desk, first: Version, *replaced: tuple[int, str]) -> Version:
    """A version with a page put before and some lines changed."""
    lines = list(first.paragraphs)
    for at, text in replaced:
        lines[at] = desk.paragraphs(text)[0]
    filling = desk.paragraphs(*(f"Phần bổ sung thứ {n} của tờ trình này." for n in range(40)))
    return Version(filling + lines, first.style)


@pytest.fixture
def two(desk: Desk, api_of: Ask, app: Flask) -> tuple[int, int]:
    """Version 1 with three marks of a minister, and version 2: a page inserted, one line changed
    and one gone; the marks have been carried."""
    first_id, first = desk.first("minister.g12", "minister.g15", "pm")
    call = api_of("minister.g12")
    write(call, first_id, highlight(first, 1, 5, 10), body="Đồng ý", color="#ffd400")
    write(call, first_id, highlight(first, 2, 9, 11), audience="meeting", body="Kiểm tra lại")
    write(call, first_id, highlight(first, 3, 0, 5))
    second = with_inserted_page(desk, first, (2, CHANGED), (3, "Điều khoản này được thay."))
    second_id = desk.next(second)
    run_queued(app)
    return first_id, second_id


def test_marks_follow_their_text_and_what_is_in_doubt_says_why_and_where_it_stood(
    two: tuple[int, int], api_of: Ask, counts: Count, client_of: Any
) -> None:
    first_id, second_id = two
    call = api_of("minister.g12")

    agreed, checked = marks_of(call, second_id)

    assert (agreed["carried"], agreed["body"], agreed["color"]) == ("placed", "Đồng ý", "#ffd400")
    assert agreed["page"] > 1
    assert agreed["quote"] == "Chính phủ xem xét, quyết định"
    assert (checked["carried"], checked["audience"]) == ("look", "meeting")
    assert counts("minister.g12", second_id) == Counts(carried=2, look=1, unplaced=1, waiting=0)
    assert len(marks_of(call, first_id)) == 3

    look, unplaced = doubts(call, second_id)
    assert look["why"] == "Nội dung chỗ này đã thay đổi."
    assert look["quote"] == "85.000 tỷ đồng"
    assert look["before"].endswith("dự kiến là")
    assert unplaced["state"] == "unplaced"
    assert unplaced["page"] is None
    assert unplaced["why"] == "Nội dung được ghi chú không còn trong phiên bản này."
    assert unplaced["origin"]["version_id"] == first_id
    left, top, right, bottom = unplaced["origin"]["area"]
    assert 0 < left < right < 1
    assert 0 < top < bottom < 0.5
    picture = client_of("minister.g12").get(unplaced["origin"]["picture_url"])
    assert picture.status_code == 200


def test_nobody_but_the_author_sees_private_marks_or_hears_more_than_that_there_are_some(
    two: tuple[int, int], api_of: Ask, counts: Count, app: Flask, desk: Desk
) -> None:
    _, second_id = two
    minister = desk.cabinet.persons["minister.g12"]

    for login in ("minister.g15", "pm", "secretary", "head"):
        assert [mark["audience"] for mark in marks_of(api_of(login), second_id)] == ["meeting"]
        assert counts(login, second_id) == Counts()
        assert doubts(api_of(login), second_id) == []
    assert acts(app) == [("annotation:carry", {"carried": 3, "look": 1, "unplaced": 1})]
    assert told(app) == [
        (f"person:{minister}", second_id), (f"version:{second_id}:meeting", second_id)
    ]  # fmt: skip


def test_a_mark_in_doubt_is_confirmed_by_its_author(
    two: tuple[int, int], api_of: Ask, counts: Count
) -> None:
    _, second_id = two
    call = api_of("minister.g12")
    look = doubts(call, second_id)[0]
    way = f"/annotations/{look['id']}/placing"

    assert api_of("minister.g15")("POST", way, json={}).status_code == 404
    answer = call("POST", way, json={})

    assert answer.status_code == 200, answer.json
    assert answer.json["annotation"]["carried"] == "placed"
    assert counts("minister.g12", second_id) == Counts(carried=2, look=0, unplaced=1)
    assert call("POST", way, json={}).json["code"] == "carry-settled-already"


def test_a_mark_without_a_place_is_placed_by_hand(
    two: tuple[int, int], api_of: Ask, counts: Count
) -> None:
    _, second_id = two
    call = api_of("minister.g12")
    mark = doubts(call, second_id)[1]
    way = f"/annotations/{mark['id']}/placing"

    assert call("POST", way, json={}).json["code"] == "carry-no-place-yet"
    assert call("POST", way, json={"page": 999, "at": [5, 5]}).status_code == 422
    assert call("POST", way, json={"page": 1}).status_code == 422
    answer = call("POST", way, json={"page": 1, "at": [200, 300]})

    assert answer.status_code == 200, answer.json
    quad = answer.json["annotation"]["geometry"]["quads"][0]
    assert (min(quad[::2]) + max(quad[::2])) / 2 == pytest.approx(200, abs=0.1)
    assert (min(quad[1::2]) + max(quad[1::2])) / 2 == pytest.approx(300, abs=0.1)
    assert len(marks_of(call, second_id)) == 3
    assert counts("minister.g12", second_id) == Counts(carried=3, look=1)


def test_a_mark_left_on_the_old_version_can_be_taken_back(
    two: tuple[int, int], api_of: Ask, counts: Count, app: Flask
) -> None:
    first_id, second_id = two
    call = api_of("minister.g12")
    look = doubts(call, second_id)[0]

    assert call("POST", f"/annotations/{look['id']}/leaving").status_code == 204
    assert counts("minister.g12", second_id) == Counts(carried=1, unplaced=1)
    assert len(marks_of(call, first_id)) == 3
    run_queued(app)
    assert len(marks_of(call, second_id)) == 1

    assert call("DELETE", f"/annotations/{look['id']}/leaving").status_code == 204
    assert counts("minister.g12", second_id) == Counts(carried=2, look=1, unplaced=1)
    assert call("DELETE", f"/annotations/{look['id']}/leaving").status_code == 409


def test_a_mark_taken_back_comes_to_the_version_that_came_out_meanwhile_too(
    two: tuple[int, int], desk: Desk, api_of: Ask, counts: Count, app: Flask
) -> None:
    _, second_id = two
    call = api_of("minister.g12")
    look = doubts(call, second_id)[0]
    assert call("POST", f"/annotations/{look['id']}/leaving").status_code == 204
    first = Version(desk.paragraphs(*LINES[:2], CHANGED, LINES[4]), Style())
    third_id = desk.next(with_inserted_page(desk, first))
    run_queued(app)
    assert counts("minister.g12", third_id) == Counts(carried=1, unplaced=1)

    assert call("DELETE", f"/annotations/{look['id']}/leaving").status_code == 204
    run_queued(app)

    assert counts("minister.g12", third_id) == Counts(carried=2, look=1, unplaced=1)


def test_moving_a_mark_in_doubt_settles_it(
    two: tuple[int, int], api_of: Ask, counts: Count
) -> None:
    _, second_id = two
    call = api_of("minister.g12")
    mark = marks_of(call, second_id)[1]

    call("PATCH", f"/annotations/{mark['id']}", json={"geometry": mark["geometry"]})

    assert counts("minister.g12", second_id).look == 0


def test_a_mark_that_arrives_late_on_the_old_version_is_carried_too(
    desk: Desk, api_of: Ask, counts: Count, app: Flask
) -> None:
    first_id, first = desk.first("minister.g12")
    second_id = desk.next(with_inserted_page(desk, first))
    run_queued(app)
    call = api_of("minister.g12")

    write(call, first_id, highlight(first, 1, 5, 10))
    assert counts("minister.g12", second_id) == Counts(waiting=1)
    run_queued(app)

    assert counts("minister.g12", second_id) == Counts(carried=1)


def test_opening_a_version_carries_the_own_marks_and_twice_is_once(
    desk: Desk, api_of: Ask, client_of: Any, counts: Count, app: Flask
) -> None:
    """The officer's own paper: readable before it is out, for them alone."""
    first_id, first = desk.first("minister.g12")
    for login in ("officer.g12", "minister.g12"):
        write(api_of(login), first_id, highlight(first, 1, 5, 10))
    second_id = desk.next(with_inserted_page(desk, first), out=False)
    assert queued(app) == []

    for _ in range(2):
        client_of("officer.g12").get(f"/documents/versions/{second_id}/read")
        run_queued(app)

    assert counts("officer.g12", second_id) == Counts(carried=1)
    with app.extensions["ecabinet.database"].reading() as db:
        rows = db.scalars(select(Annotation).where(Annotation.carried_from_id.is_not(None))).all()
        assert [row.version_id for row in rows] == [second_id]


def test_two_workers_at_once_carry_each_mark_once(
    desk: Desk, api_of: Ask, app: Flask, counts: Count
) -> None:
    first_id, first = desk.first("minister.g12")
    for line in (0, 1, 3, 4):
        write(api_of("minister.g12"), first_id, highlight(first, line, 0, 3))
    second_id = desk.next(with_inserted_page(desk, first))
    together = threading.Barrier(2)
    carried: list[int] = []

    def carry() -> None:
        together.wait()
        carried.append(carrying.carry_over(desk.database, desk.store, second_id, Limits(), at=T0))

    threads = [threading.Thread(target=carry) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(carried) == 4
    assert counts("minister.g12", second_id) == Counts(carried=4)


def test_doubt_is_not_washed_away_by_a_further_version(
    two: tuple[int, int], desk: Desk, api_of: Ask, counts: Count, app: Flask
) -> None:
    first_id, _ = two
    first = Version(desk.paragraphs(*LINES[:2], CHANGED, LINES[4]), Style())
    third_id = desk.next(with_inserted_page(desk, first))
    run_queued(app)

    # The third has the same changed words as the second, whose place nobody has looked at.
    assert counts("minister.g12", third_id) == Counts(carried=2, look=1, unplaced=1)
    look, unplaced = doubts(api_of("minister.g12"), third_id)
    assert look["origin"]["version_id"] == unplaced["origin"]["version_id"] == first_id


def test_the_same_file_again_carries_all_marks_where_they_were(
    desk: Desk, api_of: Ask, app: Flask, counts: Count
) -> None:
    first_id, first = desk.first("minister.g12")
    ink = {"page": 1, "kind": "ink", "geometry": {"points": [[10, 20, 0.5], [30, 40, 1]]}}
    write(api_of("minister.g12"), first_id, ink)
    changed = desk.next(with_inserted_page(desk, first))
    run_queued(app)
    again = desk.next(Version(first.paragraphs, first.style))
    run_queued(app)

    assert counts("minister.g12", changed) == Counts(unplaced=1)
    (mark,) = marks_of(api_of("minister.g12"), again)
    assert (mark["carried"], mark["geometry"]) == ("placed", ink["geometry"])


def test_a_version_whose_letters_cannot_be_read_lists_every_mark(
    desk: Desk, api_of: Ask, app: Flask, counts: Count
) -> None:
    first_id, first = desk.first("minister.g12")
    write(api_of("minister.g12"), first_id, highlight(first, 1, 5, 10), quote="Chính phủ")
    second_id = desk.next(with_inserted_page(desk, first))
    assert queued(app) == [second_id]
    for path in desk.store.folder.glob("??/??/*"):
        path.chmod(0o640)
        path.write_bytes(b"%PDF-1.4 broken")
    run_queued(app)

    assert counts("minister.g12", second_id) == Counts(unplaced=1)
    with desk.database.reading() as db:
        states = db.scalars(select(Annotation.carry_state)).all()
    assert states == [None, CarryState.UNPLACED]
