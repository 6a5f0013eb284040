"""What was done on the newer version is not undone from the older one, and what is narrowed on the
newer one is narrowed on the older one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from documents.models import Annotation
from ecabinet.announcements import Announcement
from ecabinet.journal import JournalEntry
from tests.cabinet import Cabinet
from tests.documents.annotations.carrying.conftest import Desk, delegate
from tests.documents.annotations.carrying.corpus import Style, Version
from tests.documents.annotations.carrying.test_following import (
    ASSISTANT,
    MINISTER,
    OTHER,
    Paper,
    change,
    the_mark,
    words,
    write,
)

Ask = Callable[[str], Any]


@pytest.fixture
def paper(app: Flask, desk: Desk) -> Paper:
    version_id, drawn = desk.first(MINISTER, OTHER)
    return Paper(app, desk, drawn, [version_id])


def narrowed(app: Flask) -> list[tuple[int, str]]:
    """(version, to whom) of each change of an audience, as the journal has it."""
    with app.extensions["ecabinet.database"].reading() as db:
        rows = db.scalars(select(JournalEntry).where(JournalEntry.act == "annotation:audience"))
        return [(row.details["version"], row.details["to"]) for row in rows]


def test_a_text_emptied_on_the_newer_version_does_not_come_back_from_the_older_one(
    paper: Paper, api_of: Ask
) -> None:
    minister = api_of(MINISTER)
    mark = write(minister, paper.versions[0], paper.note(), body="Nặng lời")
    newer = paper.next()
    change(minister, the_mark(minister, newer), body="", body_before="Nặng lời")

    change(minister, mark, body="Nhẹ hơn", body_before="Nặng lời")

    assert words(minister, newer) == [""]
    assert words(minister, paper.versions[0]) == ["Nhẹ hơn"]


def test_a_text_emptied_on_the_older_version_takes_no_other_words_from_the_newer_one(
    paper: Paper, api_of: Ask
) -> None:
    minister = api_of(MINISTER)
    same = write(minister, paper.versions[0], paper.note(1), body="Bỏ")
    other = write(minister, paper.versions[0], paper.note(3), body="Bỏ")
    newer = paper.next()
    (_, copy) = minister("GET", f"/versions/{newer}/annotations").json["items"]
    change(minister, copy, body="Viết lại", body_before="Bỏ")

    for mark in (same, other):
        change(minister, mark, body="", body_before="Bỏ")

    assert words(minister, newer) == ["", "Viết lại"]


def test_made_private_on_the_newest_version_it_is_private_on_all_older_ones_and_that_is_journaled(
    app: Flask, paper: Paper, api_of: Ask
) -> None:
    minister, other = api_of(MINISTER), api_of(OTHER)
    write(minister, paper.versions[0], paper.note())
    newest = [paper.next(), paper.next()][-1]
    assert [words(other, version) for version in paper.versions] == [["Hỏi lại"]] * 3

    change(minister, the_mark(minister, newest), audience="private")

    assert [words(other, version) for version in paper.versions] == [[], [], []]
    assert [words(minister, version) for version in paper.versions] == [["Hỏi lại"]] * 3
    assert sorted(narrowed(app)) == [(version, "private") for version in paper.versions]
    rooms = [f"version:{version}:meeting" for version in paper.versions]
    with app.extensions["ecabinet.database"].reading() as db:
        gone = select(Announcement.room).where(Announcement.name == "annotation-removed")
        assert sorted(db.scalars(gone)) == rooms


def test_narrowed_in_the_middle_it_is_narrowed_both_ways(paper: Paper, api_of: Ask) -> None:
    minister, other = api_of(MINISTER), api_of(OTHER)
    write(minister, paper.versions[0], paper.note())
    middle = paper.next()
    paper.next()

    change(minister, the_mark(minister, middle), audience="private")

    assert [words(other, version) for version in paper.versions] == [[], [], []]


def test_widened_on_the_newer_version_the_older_one_stays_as_it_was(
    paper: Paper, api_of: Ask
) -> None:
    minister, other = api_of(MINISTER), api_of(OTHER)
    write(minister, paper.versions[0], paper.note(), audience="private")
    newer = paper.next()

    change(minister, the_mark(minister, newer), audience="meeting")

    assert [words(other, version) for version in paper.versions] == [[], ["Hỏi lại"]]


def test_named_anew_as_it_is_already_its_audience_narrows_no_other_version(
    paper: Paper, api_of: Ask
) -> None:
    minister, other = api_of(MINISTER), api_of(OTHER)
    older = write(minister, paper.versions[0], paper.note(1), audience="private", body="Một")
    newer = write(minister, paper.versions[0], paper.note(3), audience="private", body="Hai")
    paper.next()
    (first, second) = minister("GET", f"/versions/{paper.versions[1]}/annotations").json["items"]
    # Touched, so that the copies stay as they are.
    change(minister, first, body="Một, viết thêm", body_before="Một")
    change(minister, older, audience="meeting")
    change(minister, second, audience="meeting")

    change(minister, first, audience="private", color="#112233")
    change(minister, newer, audience="private", color="#112233")

    assert [words(other, version) for version in paper.versions] == [["Một"], ["Hai"]]


def test_widened_to_less_than_the_older_version_has_it_narrows_nothing_there(
    paper: Paper, api_of: Ask
) -> None:
    minister, other = api_of(MINISTER), api_of(OTHER)
    mark = write(minister, paper.versions[0], paper.note(), audience="private")
    newer = paper.next()
    change(minister, the_mark(minister, newer), body="Viết thêm", body_before="Hỏi lại")
    change(minister, mark, audience="meeting")

    change(minister, the_mark(minister, newer), audience="office")

    assert [words(other, version) for version in paper.versions] == [["Hỏi lại"], []]


def test_narrowed_to_less_on_the_older_version_already_it_is_not_widened_from_the_newer_one(
    paper: Paper, api_of: Ask
) -> None:
    minister, other = api_of(MINISTER), api_of(OTHER)
    mark = write(minister, paper.versions[0], paper.note())
    newer = paper.next()
    change(minister, mark, audience="private")
    change(minister, the_mark(minister, newer), audience="meeting")

    change(minister, the_mark(minister, newer), audience="office")

    assert the_mark(minister, paper.versions[0])["audience"] == "private"
    assert words(other, newer) == []


def test_narrowed_on_the_newer_version_it_is_narrowed_where_its_author_may_not_read_any_more_too(
    app: Flask, paper: Paper, api_of: Ask
) -> None:
    minister, other = api_of(MINISTER), api_of(OTHER)
    mark = write(minister, paper.versions[0], paper.note())
    newer = paper.next()
    paper.desk.take_back(MINISTER)
    # The older version is theirs no more either; the newer one is what the tablet still shows.
    copy = {"id": copy_of(app, mark["id"], newer)}

    change(minister, copy, audience="private")

    assert [words(other, version) for version in paper.versions] == [[], []]


def copy_of(app: Flask, mark_id: int, version_id: int) -> int:
    with app.extensions["ecabinet.database"].reading() as db:
        rows = select(Annotation.id).where(
            Annotation.carried_from_id == mark_id, Annotation.version_id == version_id
        )
        return db.execute(rows).scalar_one()


def test_what_is_narrowed_on_the_newer_version_alone_keeps_its_own_words_when_the_older_one_goes(
    paper: Paper, api_of: Ask
) -> None:
    minister = api_of(MINISTER)
    mark = write(minister, paper.versions[0], paper.note())
    newest = [paper.next(), paper.next()][-1]
    middle = the_mark(minister, paper.versions[1])
    change(minister, middle, body="Viết ở giữa", body_before="Hỏi lại")
    last = the_mark(minister, newest)

    change(minister, last, audience="private", body="Viết sau cùng", body_before=last["body"])
    assert minister("DELETE", f"/annotations/{mark['id']}").status_code == 204

    assert words(minister, paper.versions[1]) == ["Viết ở giữa"]
    assert words(minister, newest) == ["Viết sau cùng"]


def test_what_was_left_on_the_older_version_comes_back_to_no_more_people_than_see_it_there(
    app: Flask, paper: Paper, api_of: Ask
) -> None:
    minister, other = api_of(MINISTER), api_of(OTHER)
    spots = [paper.drawn.spots[word.name] for word in paper.drawn.paragraphs[3].words[:6]]
    x0, x1, y = spots[0].x0, spots[-1].x1, spots[0].y
    quad = [x0, y + 11, x1, y + 11, x0, y - 3, x1, y - 3]
    over = {"page": 1, "kind": "highlight", "geometry": {"quads": [quad]}, "audience": "meeting"}
    mark = write(minister, paper.versions[0], over, body="Trước mọi người")
    lines = list(paper.drawn.paragraphs)
    lines[3] = paper.desk.paragraphs("Điều khoản này được thay toàn bộ bằng quy định khác.")[0]
    paper.drawn = Version(lines, Style())
    newer = paper.next()
    (doubt,) = minister("GET", f"/versions/{newer}/carried").json["items"]
    way = f"/annotations/{doubt['id']}/leaving"
    assert minister("POST", way).status_code == 204

    change(minister, mark, audience="private")
    assert minister("DELETE", way).status_code == 204
    placing = {"page": 1, "at": [200, 300]}
    assert minister("POST", f"/annotations/{doubt['id']}/placing", json=placing).status_code == 200

    assert words(minister, newer) == ["Trước mọi người"]
    assert words(other, newer) == []


@pytest.mark.parametrize("one_by_one", [True, False])
def test_what_was_put_aside_on_the_newer_version_stays_aside_when_the_older_one_is_kept(
    paper: Paper, api_of: Ask, cabinet: Cabinet, one_by_one: bool
) -> None:
    delegate(paper.desk, MINISTER, ASSISTANT)
    minister, assistant = api_of(MINISTER), api_of(ASSISTANT)
    meant = {"audience": "office", "prepared_for": cabinet.persons[MINISTER]}
    first = write(assistant, paper.versions[0], paper.note(1), body="Giữ", **meant)
    second = write(assistant, paper.versions[0], paper.note(3), body="Bỏ qua", **meant)
    newer = paper.next()
    (_, aside) = minister("GET", f"/versions/{newer}/annotations").json["items"]
    assert minister("POST", f"/annotations/{aside['id']}/dismissal").status_code == 204

    if one_by_one:
        for mark in (first, second):
            assert minister("POST", f"/annotations/{mark['id']}/adoption").status_code == 200
    else:
        way = f"/versions/{paper.versions[0]}/annotations/adoption"
        assert len(minister("POST", way).json["items"]) == 2

    assert words(minister, paper.versions[0]) == ["Giữ", "Bỏ qua"]
    assert words(minister, newer) == ["Giữ"]
    # It is there to be taken out again, and to be kept then.
    assert minister("DELETE", f"/annotations/{aside['id']}/dismissal").status_code == 200
    assert minister("POST", f"/annotations/{aside['id']}/adoption").json["mine"] is True


def test_what_was_put_aside_on_the_older_version_stays_aside_when_all_of_the_newer_one_is_kept(
    paper: Paper, api_of: Ask, cabinet: Cabinet
) -> None:
    delegate(paper.desk, MINISTER, ASSISTANT)
    minister, assistant = api_of(MINISTER), api_of(ASSISTANT)
    meant = {"audience": "office", "prepared_for": cabinet.persons[MINISTER]}
    write(assistant, paper.versions[0], paper.note(1), body="Giữ", **meant)
    aside = write(assistant, paper.versions[0], paper.note(3), body="Bỏ qua", **meant)
    newer = paper.next()
    assert minister("POST", f"/annotations/{aside['id']}/dismissal").status_code == 204

    kept = minister("POST", f"/versions/{newer}/annotations/adoption").json["items"]

    assert [mark["body"] for mark in kept] == ["Giữ"]
    assert words(minister, paper.versions[0]) == words(minister, newer) == ["Giữ"]
