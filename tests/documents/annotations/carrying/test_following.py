"""What is said of a mark on the older version after it was carried over reaches the newer one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from documents.models import Annotation, Audience
from ecabinet.jobs.engine import run_queued
from ecabinet.journal import JournalEntry
from tests.cabinet import Cabinet
from tests.documents.annotations.carrying.conftest import Desk, delegate
from tests.documents.annotations.carrying.corpus import Style, Version

Ask = Callable[[str], Any]
MINISTER, OTHER, ASSISTANT = "minister.g12", "minister.g15", "officer.g12"
NOTE: dict[str, Any] = {"page": 1, "kind": "note", "body": "Hỏi lại", "audience": "meeting"}


@dataclass
class Paper:
    """A paper of two readers, and its versions one after the other."""

    app: Flask
    desk: Desk
    drawn: Version
    versions: list[int]

    def next(self) -> int:
        """The next version, out, with the marks on it."""
        added = self.desk.paragraphs("Điều khoản thi hành được bổ sung ở cuối văn bản.")
        self.drawn = Version([*self.drawn.paragraphs, *added], Style())
        self.versions.append(self.desk.next(self.drawn))
        run_queued(self.app)
        return self.versions[-1]

    def note(self, line: int = 1) -> dict[str, Any]:
        """A note on a word of a line, so that its place is certain."""
        spot = self.drawn.spots[self.drawn.paragraphs[line].words[3].name]
        return NOTE | {"geometry": {"at": [spot.x0 + 2, spot.y + 3]}}


@pytest.fixture
def paper(app: Flask, desk: Desk) -> Paper:
    version_id, drawn = desk.first(MINISTER, OTHER)
    return Paper(app, desk, drawn, [version_id])


def write(call: Any, version_id: int, mark: dict[str, Any], **more: Any) -> dict[str, Any]:
    answer = call("POST", f"/versions/{version_id}/annotations", json=mark | more)
    assert answer.status_code == 201, answer.json
    found: dict[str, Any] = answer.json
    return found


def change(call: Any, mark: dict[str, Any], **changes: Any) -> None:
    answer = call("PATCH", f"/annotations/{mark['id']}", json=changes)
    assert answer.status_code == 200, answer.json


def words(call: Any, version_id: int) -> list[str]:
    answer = call("GET", f"/versions/{version_id}/annotations")
    assert answer.status_code == 200, answer.json
    return [mark["body"] for mark in answer.json["items"]]


def the_mark(call: Any, version_id: int) -> dict[str, Any]:
    (mark,) = call("GET", f"/versions/{version_id}/annotations").json["items"]
    found: dict[str, Any] = mark
    return found


def recall(api_of: Ask, version_id: int) -> None:
    answer = api_of("head")("POST", f"/versions/{version_id}/recall", json={"reason": "Sai số"})
    assert answer.status_code == 200, answer.json


def test_made_private_on_the_old_version_it_is_private_on_all_newer_ones(
    paper: Paper, api_of: Ask
) -> None:
    minister, other = api_of(MINISTER), api_of(OTHER)
    mark = write(minister, paper.versions[0], paper.note())
    newer = [paper.next(), paper.next()]
    assert [words(other, version) for version in newer] == [["Hỏi lại"], ["Hỏi lại"]]

    change(minister, mark, audience="private")

    assert [words(other, version) for version in newer] == [[], []]
    assert [words(minister, version) for version in newer] == [["Hỏi lại"], ["Hỏi lại"]]


def test_made_private_it_is_so_where_its_author_may_not_read_any_more_too(
    paper: Paper, api_of: Ask, cabinet: Cabinet
) -> None:
    minister = api_of(MINISTER)
    mark = write(minister, paper.versions[0], paper.note())
    newer = paper.next()
    paper.desk.take_back(MINISTER)
    assert minister("GET", f"/versions/{newer}/annotations").status_code == 404

    change(minister, mark, audience="private", body="Sửa sau khi mất quyền")

    assert words(api_of(OTHER), newer) == []
    with paper.desk.database.reading() as db:
        rows = db.scalars(select(Annotation).where(Annotation.version_id == newer))
        assert [(row.body, row.audience) for row in rows] == [("Hỏi lại", Audience.PRIVATE)]


def test_removed_on_the_old_version_it_is_gone_from_the_newer_ones_and_that_is_in_the_journal(
    app: Flask, paper: Paper, api_of: Ask
) -> None:
    minister, other = api_of(MINISTER), api_of(OTHER)
    mark = write(minister, paper.versions[0], paper.note())
    newer = [paper.next(), paper.next()]

    assert minister("DELETE", f"/annotations/{mark['id']}").status_code == 204

    for call in (minister, other):
        assert [words(call, version) for version in newer] == [[], []]
    with app.extensions["ecabinet.database"].reading() as db:
        rows = db.scalars(select(JournalEntry).where(JournalEntry.act == "annotation:remove"))
        assert [row.details["version"] for row in rows] == [paper.versions[0], *newer]


def test_words_corrected_on_the_old_version_are_on_the_newer_one_and_no_others_are_lost(
    paper: Paper, api_of: Ask
) -> None:
    minister = api_of(MINISTER)
    first = write(minister, paper.versions[0], paper.note(1), body="Một")
    second = write(minister, paper.versions[0], paper.note(3), body="Hai")
    newer = paper.next()
    (_, copy) = minister("GET", f"/versions/{newer}/annotations").json["items"]
    change(minister, copy, body="Hai, viết thêm ở bản mới", body_before="Hai")

    change(minister, first, body="Một, sửa", body_before="Một", color="#112233")
    change(minister, second, body="Hai, sửa ở bản cũ", body_before="Hai")

    one, two = words(minister, newer)
    assert one == "Một, sửa"
    assert two == "Hai, sửa ở bản cũ\n— — —\nHai, viết thêm ở bản mới"
    assert words(minister, paper.versions[0]) == ["Một, sửa", "Hai, sửa ở bản cũ"]
    # What was written on the newer one goes with nothing that is done on the older one.
    assert minister("DELETE", f"/annotations/{first['id']}").status_code == 204
    assert minister("DELETE", f"/annotations/{second['id']}").status_code == 204
    assert words(minister, newer) == [two]


def test_who_sees_the_copy_is_not_widened_where_it_was_narrowed_since(
    paper: Paper, api_of: Ask
) -> None:
    minister, other = api_of(MINISTER), api_of(OTHER)
    kept = write(minister, paper.versions[0], paper.note(1), audience="office", body="Kín")
    shown = write(minister, paper.versions[0], paper.note(3), audience="office", body="Mở")
    newer = paper.next()
    (copy, _) = minister("GET", f"/versions/{newer}/annotations").json["items"]
    change(minister, copy, audience="private")

    change(minister, kept, audience="meeting")
    change(minister, shown, audience="meeting")

    assert words(other, newer) == ["Mở"]
    assert words(other, paper.versions[0]) == ["Kín", "Mở"]


def test_after_a_recall_what_was_done_on_the_version_that_stands_again_is_what_the_next_one_has(
    paper: Paper, api_of: Ask
) -> None:
    minister, other = api_of(MINISTER), api_of(OTHER)
    gone = write(minister, paper.versions[0], paper.note(0), body="Bỏ")
    mended = write(minister, paper.versions[0], paper.note(1), body="Cũ")
    closed = write(minister, paper.versions[0], paper.note(3), body="Riêng")
    wrong = paper.next()
    assert words(other, wrong) == ["Bỏ", "Cũ", "Riêng"]
    recall(api_of, wrong)

    assert minister("DELETE", f"/annotations/{gone['id']}").status_code == 204
    change(minister, mended, body="Mới", body_before="Cũ")
    change(minister, closed, audience="private")
    third = paper.next()

    assert words(minister, third) == ["Mới", "Riêng"]
    assert words(other, third) == ["Mới"]


def test_what_has_no_place_on_the_newer_version_is_told_to_nobody_when_its_words_change(
    app: Flask, paper: Paper, api_of: Ask
) -> None:
    minister = api_of(MINISTER)
    ink = {"page": 1, "kind": "ink", "geometry": {"points": [[10, 20, 0.5], [30, 40, 1]]}}
    mark = write(minister, paper.versions[0], ink, audience="meeting", body="Một")
    filling = paper.desk.paragraphs(*(f"Phần bổ sung thứ {n} của tờ trình." for n in range(40)))
    paper.drawn = Version([*filling, *paper.drawn.paragraphs], Style())
    newer = paper.next()
    assert words(minister, newer) == []

    change(minister, mark, body="Hai", body_before="Một")

    (doubt,) = minister("GET", f"/versions/{newer}/carried").json["items"]
    assert doubt["body"] == "Hai"
    assert words(api_of(OTHER), newer) == []
    assert [line for line in paper.desk.told(newer) if line[0].startswith("version:")] == []


def test_what_was_prepared_and_is_kept_or_put_aside_on_the_old_version_is_so_on_the_newer_one(
    paper: Paper, api_of: Ask, cabinet: Cabinet
) -> None:
    delegate(paper.desk, MINISTER, ASSISTANT)
    minister, assistant = api_of(MINISTER), api_of(ASSISTANT)
    meant = {"audience": "office", "prepared_for": cabinet.persons[MINISTER]}
    kept = write(assistant, paper.versions[0], paper.note(1), body="Giữ", **meant)
    aside = write(assistant, paper.versions[0], paper.note(3), body="Bỏ qua", **meant)
    newer = paper.next()
    assert words(minister, newer) == ["Giữ", "Bỏ qua"]

    assert minister("POST", f"/annotations/{kept['id']}/adoption").status_code == 200
    assert minister("POST", f"/annotations/{aside['id']}/dismissal").status_code == 204

    mark = the_mark(minister, newer)
    assert (mark["body"], mark["mine"], mark["prepared_for"]) == ("Giữ", True, None)
    assert mark["prepared_by"]["id"] == cabinet.persons[ASSISTANT]
    assert minister("DELETE", f"/annotations/{aside['id']}/dismissal").status_code == 200
    assert words(minister, newer) == ["Giữ", "Bỏ qua"]
