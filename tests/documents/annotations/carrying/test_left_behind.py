"""What an assistant wrote for somebody is theirs to find and to place on the next version, also
when the assistant no longer works for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from documents.annotations.carrying import services as carrying
from documents.annotations.carrying.queries import Counts
from documents.intake.limits import Limits
from documents.models import Annotation, Audience
from ecabinet import clock
from ecabinet.announcements import Announcement
from ecabinet.jobs.engine import run_queued
from tests.cabinet import Cabinet
from tests.documents.annotations.carrying.conftest import LINES, Desk, delegate, end_delegations
from tests.documents.annotations.carrying.corpus import Style, Version

Ask = Callable[[str], Any]
Count = Callable[[str, int], Counts]
MINISTER, OTHER, ASSISTANT = "minister.g12", "minister.g15", "officer.g15"


def on_line(drawn: Version, line: int) -> dict[str, Any]:
    """A highlight over the first words of a line."""
    spots = [drawn.spots[word.name] for word in drawn.paragraphs[line].words[:6]]
    x0, x1, y = spots[0].x0, spots[-1].x1, spots[0].y
    quad = [x0, y + 11, x1, y + 11, x0, y - 3, x1, y - 3]
    return {"page": 1, "kind": "highlight", "geometry": {"quads": [quad]}, "audience": "office"}


def write(call: Any, version_id: int, mark: dict[str, Any], **more: Any) -> dict[str, Any]:
    answer = call("POST", f"/versions/{version_id}/annotations", json=mark | more)
    assert answer.status_code == 201, answer.json
    found: dict[str, Any] = answer.json
    return found


def words(call: Any, version_id: int) -> list[str]:
    answer = call("GET", f"/versions/{version_id}/annotations")
    assert answer.status_code == 200, answer.json
    return [mark["body"] for mark in answer.json["items"]]


def doubts(call: Any, version_id: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = call("GET", f"/versions/{version_id}/carried").json["items"]
    return found


def told_of(desk: Desk, version_id: int) -> set[str]:
    """The rooms that heard of marks carried to a version."""
    with desk.database.reading() as db:
        rows = db.scalars(select(Announcement).where(Announcement.name == "marks-carried"))
        return {row.room for row in rows if row.payload["version_id"] == version_id}


def without_line(desk: Desk, first: Version, gone: int) -> Version:
    """The next version: one line is not there any more, and another one is new."""
    lines = list(first.paragraphs)
    lines[gone] = desk.paragraphs("Điều khoản này được thay toàn bộ bằng quy định khác hẳn.")[0]
    return Version(lines, Style())


@pytest.mark.parametrize("is_over", [True, False])
def test_what_was_prepared_comes_over_for_whom_it_was_prepared(
    app: Flask, api_of: Ask, desk: Desk, cabinet: Cabinet, counts: Count, is_over: bool
) -> None:
    first_id, first = desk.first(MINISTER, OTHER, lines=LINES)
    delegate(desk, MINISTER, ASSISTANT)
    minister, assistant = api_of(MINISTER), api_of(ASSISTANT)
    meant = {"prepared_for": cabinet.persons[MINISTER]}
    write(assistant, first_id, on_line(first, 1), body="Có chỗ", **meant)
    write(assistant, first_id, on_line(first, 3), body="Mất chỗ", **meant)
    aside = write(assistant, first_id, on_line(first, 3), body="Bỏ qua", **meant)
    assert minister("POST", f"/annotations/{aside['id']}/dismissal").status_code == 204
    if is_over:
        end_delegations(desk)
    second_id = desk.next(without_line(desk, first, 3))
    run_queued(app)

    assert words(minister, second_id) == ["Có chỗ"]
    assert counts(MINISTER, second_id) == Counts(carried=1, unplaced=1)
    (doubt,) = doubts(minister, second_id)
    assert (doubt["body"], doubt["mine"], doubt["page"]) == ("Mất chỗ", False, None)
    assert doubt["why"].startswith("Ghi chú do Cán bộ BTP viết. ")
    assert api_of(OTHER)("GET", f"/versions/{second_id}/carried").json["items"] == []
    heard = f"person:{cabinet.persons[ASSISTANT]}" in told_of(desk, second_id)
    assert heard is not is_over, "who may not read it hears nothing of a new version"
    assert f"person:{cabinet.persons[MINISTER]}" in told_of(desk, second_id)

    placed = minister(
        "POST", f"/annotations/{doubt['id']}/placing", json={"page": 1, "at": [200, 300]}
    )
    assert placed.status_code == 200, placed.json
    assert placed.json["annotation"]["mine"] is False
    assert words(minister, second_id) == ["Có chỗ", "Mất chỗ"]
    assert minister("POST", f"/annotations/{doubt['id']}/adoption").json["mine"] is True


def test_a_prepared_mark_in_doubt_is_left_by_whom_it_was_prepared_for_and_taken_back(
    app: Flask, api_of: Ask, desk: Desk, cabinet: Cabinet
) -> None:
    first_id, first = desk.first(MINISTER)
    delegate(desk, MINISTER, ASSISTANT)
    minister, assistant = api_of(MINISTER), api_of(ASSISTANT)
    meant = {"prepared_for": cabinet.persons[MINISTER]}
    write(assistant, first_id, on_line(first, 1), body="Có chỗ", **meant)
    write(assistant, first_id, on_line(first, 3), body="Mất chỗ", **meant)
    second_id = desk.next(without_line(desk, first, 3))
    run_queued(app)
    (doubt,) = doubts(minister, second_id)

    way = f"/annotations/{doubt['id']}/leaving"
    assert minister("POST", way).status_code == 204
    assert doubts(minister, second_id) == doubts(assistant, second_id) == []
    assert minister("DELETE", way).status_code == 204
    assert len(doubts(assistant, second_id)) == 1
    # What its author removed, being sure of its place, is nobody's to bring back so.
    (sure,) = assistant("GET", f"/versions/{second_id}/annotations").json["items"]
    assert assistant("DELETE", f"/annotations/{sure['id']}").status_code == 204
    assert minister("DELETE", f"/annotations/{sure['id']}/leaving").status_code == 409
    assert words(minister, second_id) == []


def test_what_was_written_for_the_office_stays_with_whose_office_it_is_when_the_delegation_ends(
    app: Flask, api_of: Ask, desk: Desk, cabinet: Cabinet
) -> None:
    first_id, first = desk.first(MINISTER, OTHER)
    delegate(desk, MINISTER, ASSISTANT)
    minister, assistant, other = api_of(MINISTER), api_of(ASSISTANT), api_of(OTHER)
    write(assistant, first_id, on_line(first, 1), body="Cho văn phòng")
    write(assistant, first_id, on_line(first, 3), body="Cho văn phòng, mất chỗ")
    write(assistant, first_id, on_line(first, 4), body="Riêng", audience="private")
    assert words(minister, first_id) == ["Cho văn phòng", "Cho văn phòng, mất chỗ"]
    end_delegations(desk)

    assert words(minister, first_id) == ["Cho văn phòng", "Cho văn phòng, mất chỗ"]
    assert words(other, first_id) == []
    assert assistant("GET", f"/versions/{first_id}/annotations").status_code == 404
    second_id = desk.next(without_line(desk, first, 3))
    run_queued(app)
    assert words(minister, second_id) == ["Cho văn phòng"]
    assert [one["body"] for one in doubts(minister, second_id)] == ["Cho văn phòng, mất chỗ"]
    assert (words(other, second_id), doubts(other, second_id)) == ([], [])
    exported = minister("GET", f"/versions/{second_id}/annotations.xfdf").data.decode()
    assert "Cho văn phòng" in exported and "Riêng" not in exported


def test_as_long_as_an_assistant_works_for_the_office_the_doubts_of_their_marks_are_theirs(
    app: Flask, api_of: Ask, desk: Desk
) -> None:
    first_id, first = desk.first(MINISTER)
    delegate(desk, MINISTER, ASSISTANT)
    write(api_of(ASSISTANT), first_id, on_line(first, 3), body="Mất chỗ")
    second_id = desk.next(without_line(desk, first, 3))
    run_queued(app)

    assert [one["body"] for one in doubts(api_of(ASSISTANT), second_id)] == ["Mất chỗ"]
    assert doubts(api_of(MINISTER), second_id) == []


def test_what_one_account_wrote_for_two_offices_is_told_to_both_when_it_is_carried(
    app: Flask, api_of: Ask, desk: Desk, cabinet: Cabinet
) -> None:
    first_id, first = desk.first(MINISTER, OTHER)
    delegate(desk, MINISTER, "officer.g12")
    assistant = api_of("officer.g12")
    for line in (0, 1):
        write(assistant, first_id, on_line(first, line), body=f"Dòng {line}")
    with desk.database.unit_of_work() as db:
        # The second one was written later, for another office.
        db.execute(
            update(Annotation)
            .where(Annotation.body == "Dòng 1", Annotation.audience == Audience.OFFICE)
            .values(office_of_id=cabinet.persons[OTHER])
        )
    second_id = desk.next(without_line(desk, first, 3))
    carrying.carry_over(desk.database, desk.store, second_id, Limits(), at=clock.now())

    rooms = {f"person:{cabinet.persons[login]}" for login in (MINISTER, OTHER, "officer.g12")}
    assert told_of(desk, second_id) == rooms
    assert words(api_of(OTHER), second_id) == ["Dòng 1"]
