"""A mark that is moved on the older version after it was carried over stands there on the newer one
too, unless its author did something with it there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from documents.offline.queries import marks_stamps
from ecabinet.announcements import Announcement
from ecabinet.jobs.engine import run_queued
from tests.cabinet import Cabinet
from tests.documents.annotations.carrying.conftest import Desk
from tests.documents.annotations.carrying.corpus import Spot, Style, Version, lay_out
from tests.documents.annotations.carrying.test_following import (
    MINISTER,
    OTHER,
    Paper,
    change,
    recall,
    the_mark,
    words,
    write,
)

Ask = Callable[[str], Any]


class Moving(Paper):
    """A paper whose next version has lines before all others: every word stands elsewhere."""

    def next(self) -> int:
        filling = self.desk.paragraphs("Phần mở đầu mới của tờ trình.", "Căn cứ pháp lý bổ sung.")
        self.drawn = Version([*filling, *self.drawn.paragraphs], Style())
        self.versions.append(self.desk.next(self.drawn))
        run_queued(self.app)
        return self.versions[-1]

    def spot(self, line: int, word: int = 3) -> Spot:
        """Where a word of a line of the first version stands in the newest one."""
        line += 2 * (len(self.versions) - 1)
        return self.drawn.spots[self.drawn.paragraphs[line].words[word].name]


@pytest.fixture
def paper(app: Flask, desk: Desk) -> Moving:
    version_id, drawn = desk.first(MINISTER, OTHER)
    return Moving(app, desk, drawn, [version_id])


def at(spot: Spot) -> dict[str, Any]:
    """A note on a word."""
    return {"at": [spot.x0 + 2, spot.y + 3]}


def stands(mark: dict[str, Any], spot: Spot) -> bool:
    """Whether a note is on a word."""
    x, y = mark["geometry"]["at"]
    return abs(x - spot.x0 - 2) < 1 and abs(y - spot.y - 3) < 1


def copies(call: Any, version_id: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = call("GET", f"/versions/{version_id}/annotations").json["items"]
    return found


def test_moved_on_the_old_version_it_is_moved_on_all_newer_ones_and_whoever_sees_it_is_told(
    app: Flask, paper: Moving, api_of: Ask
) -> None:
    minister, other = api_of(MINISTER), api_of(OTHER)
    mark = write(minister, paper.versions[0], paper.note(1))
    to = at(paper.spot(4))
    newer = [paper.next(), paper.next()]
    assert stands(the_mark(other, newer[-1]), paper.spot(1))
    before = told(app)

    change(minister, mark, geometry=to)
    run_queued(app)

    moved = the_mark(other, newer[-1])
    assert stands(moved, paper.spot(4))
    assert the_mark(other, newer[0])["geometry"]["at"][1] > moved["geometry"]["at"][1]
    assert (moved["carried"], moved["mine"]) == ("placed", False)
    heard = told(app) - before
    assert {(f"version:{version}:meeting", version) for version in newer} <= set(heard)
    # It is the same mark, and still one that nobody touched.
    assert minister("DELETE", f"/annotations/{mark['id']}").status_code == 204
    assert [words(minister, version) for version in newer] == [[], []]


def told(app: Flask) -> Counter[tuple[str, int]]:
    """How often each room was told of marks carried to a version."""
    with app.extensions["ecabinet.database"].reading() as db:
        rows = db.scalars(select(Announcement).where(Announcement.name == "marks-carried"))
        return Counter((row.room, row.payload["version_id"]) for row in rows)


def test_what_was_moved_or_written_on_the_newer_version_stays_where_it_is(
    app: Flask, paper: Moving, api_of: Ask
) -> None:
    minister = api_of(MINISTER)
    first = write(minister, paper.versions[0], paper.note(0), body="Một")
    second = write(minister, paper.versions[0], paper.note(1), body="Hai")
    to = at(paper.spot(4))
    newer = paper.next()
    one, two = copies(minister, newer)
    change(minister, one, geometry=at(paper.spot(3)))
    change(minister, two, body="Hai, viết thêm", body_before="Hai")

    for mark in (first, second):
        change(minister, mark, geometry=to)
    run_queued(app)

    one, two = copies(minister, newer)
    assert stands(one, paper.spot(3))
    assert stands(two, paper.spot(1))


def test_what_its_author_moves_on_the_newer_version_meanwhile_is_not_moved_back(
    app: Flask, paper: Moving, api_of: Ask
) -> None:
    minister = api_of(MINISTER)
    mark = write(minister, paper.versions[0], paper.note(1))
    to = at(paper.spot(4))
    newer = paper.next()

    change(minister, mark, geometry=to)
    change(minister, the_mark(minister, newer), geometry=at(paper.spot(0)))
    run_queued(app)

    assert stands(the_mark(minister, newer), paper.spot(0))


def test_the_strokes_of_a_word_moved_one_after_the_other_stay_together_on_the_newer_version(
    app: Flask, paper: Moving, api_of: Ask
) -> None:
    minister = api_of(MINISTER)
    upper, lower, to = (paper.spot(line, 1) for line in (1, 2, 3))
    # Written over two lines, between which the newer version has others.
    shapes = [
        [[upper.x0 + 9 * n, y, 1], [upper.x0 + 9 * n + 8, y + 18, 1]]
        for n, y in enumerate((upper.y - 9, lower.y, upper.y - 9, lower.y))
    ]
    ink = {"page": 1, "kind": "ink", "audience": "private"}
    strokes = [
        write(minister, paper.versions[0], ink, geometry={"points": points}) for points in shapes
    ]
    lines = list(paper.drawn.paragraphs)
    between = paper.desk.paragraphs(*(f"Khoản bổ sung thứ {n} của điều này." for n in range(5)))
    paper.drawn = Version([*lines[:4], *between, *lines[4:]], Style())
    newer = paper.desk.next(paper.drawn)
    run_queued(app)
    was = [mark["geometry"]["points"] for mark in copies(minister, newer)]
    down = to.y - upper.y

    for mark, points in zip(strokes, shapes, strict=True):
        change(minister, mark, geometry={"points": [[x, y + down, p] for x, y, p in points]})
        # The work begins after the first one already.
        run_queued(app)

    now = [mark["geometry"]["points"] for mark in copies(minister, newer)]
    steps = {
        (round(a[0] - b[0]), round(a[1] - b[1]))
        for one, two in zip(now, was, strict=True)
        for a, b in zip(one, two, strict=True)
    }
    assert len(steps) == 1, "no stroke went another way than the others"
    assert steps.pop()[1] <= round(down)


def test_moved_where_its_text_is_it_finds_the_place_that_it_had_none_of(
    app: Flask, paper: Moving, api_of: Ask
) -> None:
    minister, other = api_of(MINISTER), api_of(OTHER)
    far = {"page": 1, "kind": "ink", "geometry": {"points": [[10, 20, 0.5], [30, 40, 1]]}}
    mark = write(minister, paper.versions[0], far, audience="meeting")
    over = paper.spot(2)
    line = [[over.x0, over.y + 4, 1], [over.x1, over.y + 4, 1]]
    filling = paper.desk.paragraphs(*(f"Phần bổ sung thứ {n} của tờ trình." for n in range(40)))
    paper.drawn = Version([*filling, *paper.drawn.paragraphs], Style())
    newer = paper.desk.next(paper.drawn)
    run_queued(app)
    assert copies(other, newer) == []

    change(minister, mark, geometry={"points": line})
    run_queued(app)

    (copy,) = copies(other, newer)
    assert (copy["carried"], copy["page"]) == ("placed", 2)
    assert minister("GET", f"/versions/{newer}/carried").json["items"] == []


def test_after_a_recall_what_was_moved_on_the_version_that_stands_again_is_there_on_the_next_one(
    app: Flask, paper: Moving, api_of: Ask
) -> None:
    minister = api_of(MINISTER)
    mark = write(minister, paper.versions[0], paper.note(1))
    to = at(paper.spot(4))
    wrong = paper.next()
    recall(api_of, wrong)

    change(minister, mark, geometry=to)
    # The next version comes before the work is done.
    third = paper.next()

    assert stands(the_mark(minister, third), paper.spot(4))


def test_settled_on_one_version_it_is_settled_on_the_ones_after_it(
    app: Flask, paper: Moving, api_of: Ask
) -> None:
    minister = api_of(MINISTER)
    # Over a line that is not there any more.
    lost, kept = paper.spot(3), 1
    over = [[lost.x0, lost.y + 4, 1], [lost.x1, lost.y + 4, 1]]
    write(minister, paper.versions[0], {"page": 1, "kind": "ink", "geometry": {"points": over}})
    lines = list(paper.drawn.paragraphs)
    lines[3] = paper.desk.paragraphs("Điều khoản này được thay toàn bộ bằng quy định khác.")[0]
    paper.drawn = Version(lines, Style())
    newer = [paper.next(), paper.next()]
    (doubt,) = minister("GET", f"/versions/{newer[0]}/carried").json["items"]
    assert len(minister("GET", f"/versions/{newer[1]}/carried").json["items"]) == 1
    middle = middle_of(paper, kept)

    placing = {"page": 1, "at": middle}
    answer = minister("POST", f"/annotations/{doubt['id']}/placing", json=placing)
    assert answer.status_code == 200, answer.json
    run_queued(app)

    assert minister("GET", f"/versions/{newer[1]}/carried").json["items"] == []
    (copy,) = copies(minister, newer[1])
    ys = [point[1] for point in copy["geometry"]["points"]]
    assert abs(sum(ys) / 2 - paper.spot(kept).y - 4) < 2


def middle_of(paper: Moving, line: int) -> list[float]:
    """A point on a word of a line in the last version but one."""
    last = paper.drawn
    before = Version(last.paragraphs[2:], Style())
    lay_out(before)
    spot = before.spots[before.paragraphs[line + 2].words[3].name]
    return [(spot.x0 + spot.x1) / 2, spot.y + 4]


def test_a_tablet_that_keeps_the_paper_hears_of_the_new_place(
    app: Flask, paper: Moving, api_of: Ask, cabinet: Cabinet
) -> None:
    minister = api_of(MINISTER)
    mark = write(minister, paper.versions[0], paper.note(1))
    to = at(paper.spot(4))
    newer = paper.next()

    def stamp() -> str:
        with app.extensions["ecabinet.database"].reading() as db:
            return marks_stamps(db, cabinet.actor(db, MINISTER), [newer])[newer]

    change(minister, mark, geometry=to)
    waiting = stamp()
    run_queued(app)

    assert stamp() != waiting
