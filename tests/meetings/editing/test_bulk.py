"""All at once: papers released, items marked as formally in order."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from ecabinet.errors import Denied
from meetings.editing import releasing
from meetings.queries import find_meeting
from tests.cabinet import Cabinet
from tests.meetings.sittings import Secretariat


def test_the_papers_of_all_items_are_released_once(desk: Secretariat) -> None:
    meeting = desk.plan()
    papers = [desk.paper(desk.add(meeting, title), f"Tờ trình {title}") for title in "AB"]
    officer = desk.actor("secretary")
    found = releasing.release_all_papers(desk.db, actor=officer, meeting=meeting)
    assert (found.done, found.left) == (["Tờ trình A", "Tờ trình B"], [])
    assert all(paper.current.released_at for paper in papers)
    assert releasing.release_all_papers(desk.db, actor=officer, meeting=meeting).done == []


def test_a_new_version_is_released_and_the_clerk_releases_nothing(desk: Secretariat) -> None:
    meeting = desk.plan()
    paper = desk.paper(desk.add(meeting, "A"))
    officer = desk.actor("secretary")
    releasing.release_all_papers(desk.db, actor=officer, meeting=meeting)
    paper.versions.append(desk.version(2))
    desk.db.flush()
    with pytest.raises(Denied):
        releasing.release_all_papers(desk.db, actor=desk.actor("clerk"), meeting=meeting)
    assert len(releasing.release_all_papers(desk.db, actor=officer, meeting=meeting).done) == 1


def test_releasing_all_does_not_ask_each_paper_for_its_versions(
    app: Flask, cabinet: Cabinet, count_queries: Any
) -> None:
    database = app.extensions["ecabinet.database"]
    with database.unit_of_work() as db:
        desk = Secretariat(db, cabinet)
        meeting = desk.plan()
        item = desk.add(meeting, "A")
        for number in range(3):
            desk.paper(item, f"Tờ trình {number}")
        meeting_id = meeting.id
    with database.unit_of_work() as db:
        officer = cabinet.actor(db, "secretary")
        meeting = find_meeting(db, officer, meeting_id)
        with count_queries(app) as seen:
            found = releasing.release_all_papers(db, actor=officer, meeting=meeting)
    assert len(found.done) == 3
    of_one = "FROM document_version \nWHERE ? = document_version.document_id"
    assert [one for one in seen if of_one in one] == []
